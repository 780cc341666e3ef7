"""Groups broken down in brackets: "3,149 children (874 killed and 2,275 injured) and 1,202 women (345 killed, ...)"."""

from __future__ import annotations

import dataclasses

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.people import counted, population


def break_down(sentence: Sentence, found: list[Finding]) -> list[Finding]:
    """Groups that are no finding yet, each the casualties of which a bracket tells the killed and the injured.

    Figures in the bracket become parts of the group before it, whoever they count is of that group, and a group with
    both killed and injured counts casualties, whatever word stood before it.
    """
    new: list[Finding] = []
    for at, chunk in enumerate(sentence.chunks):
        if chunk.kind != "LP" or at == 0:
            continue
        stop = next((c.first for c in sentence.chunks[at + 1 :] if c.kind == "RP"), len(sentence.tokens))
        inside = [f for f in found if chunk.first < f.first < stop]
        if sorted(f.measure for f in inside) != ["injured", "killed"]:
            continue
        whole = next((f for f in found if 0 <= chunk.first - f.last <= 3 and f not in inside), None)
        if whole is None:
            whole = _group(sentence, at - 1) or _summed(sentence, at - 1, inside, found)
            new += [whole] if whole is not None else []
        if whole is not None:
            _join(whole, inside)
    return new


def _group(sentence: Sentence, at: int) -> Finding | None:
    """The people counted just before the bracket, as casualties."""
    before: Chunk = sentence.chunks[at]
    one = counted(sentence, sentence.chunks, at)
    if before.np is None or before.np.quantity is None or before.np.kind is None or one is None:
        return None
    said = population(sentence, [before.np])
    return Finding(sentence, "casualties", one.count, one.first, one.last, at, [before.np], "list", said, subset=True)


def _summed(sentence: Sentence, at: int, inside: list[Finding], found: list[Finding]) -> Finding | None:
    """``while the army caused 12 (5 killed and 7 injured)``: a bare number that the bracket adds up to.

    Of those before it, if what the sentence told before was.
    """
    np = sentence.chunks[at].np
    if np is None or not np.bare or np.quantity is None:
        return None
    q = np.quantity
    if q.count.point is None or q.count.point != sum(part.count.point or 0 for part in inside):
        return None
    before = [f for f in found if f.last <= q.first and f.measure == "casualties"]
    subset = bool(before) and before[-1].subset
    who = before[-1].population if before else inside[0].population
    said = dataclasses.replace(who, text=None)
    return Finding(sentence, "casualties", q.count, q.first, q.last, at, [np], "list", said, subset=subset)


def _join(whole: Finding, inside: list[Finding]) -> None:
    whole.measure = "casualties"
    if whole.part_of is not None and whole.part_of.measure != "casualties":
        whole.part_of, whole.rule = None, None
    for part in inside:
        part.part_of, part.rule = whole, "list"
        mine, theirs = part.population, whole.population
        part.population = dataclasses.replace(
            mine,
            status=mine.status or theirs.status,
            sex=mine.sex or theirs.sex,
            age_group=mine.age_group or theirs.age_group,
            text=mine.text or theirs.text,
        )

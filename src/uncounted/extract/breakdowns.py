"""Groups broken down in brackets: "3,149 children (874 killed and 2,275 injured) and 1,202 women (345 killed, ...)"."""

from __future__ import annotations

import dataclasses
import re

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.people import counted, population

_BROKEN_DOWN = re.compile(r"[:;(\u2013\u2014]|\s--?\s|\b(?:namely|that is|i\.e\.)")
_OF_THEM = frozenset({"of them", "of these", "of those"})
_AMONG_THEM = frozenset({"among them", "among these", "among those"})
_LEAST = 4  # a whole below which numbers add up by chance


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


def add_up(found: list[Finding]) -> None:
    """Let figures be parts of one told before them in their sentence whose number they make up: "70, 24 and 46"."""
    for at, whole in enumerate(found):
        number = whole.count.point
        run = [f for f in found[at + 1 :] if f.measure == whole.measure and f.part_of is None and not f.subset]
        if number is None or number < _LEAST or whole.subset or len(run) < 2:
            continue
        if not _BROKEN_DOWN.search(whole.sentence.text, whole.end, run[0].start):
            continue  # "four reporters, three soldiers and a nurse" are a list of their own
        for length in range(2, len(run) + 1):
            parts = run[:length]
            if sum(part.count.point or number for part in parts) == number:
                for part in parts:
                    part.part_of, part.rule = whole, "list"
                return


def of_those_before(found: list[Finding], before: list[Finding]) -> None:
    """Let "some 220 of them" be part of the figure told last, of its measure, that can hold it."""
    for finding in found:
        after = finding.sentence.words(finding.last, finding.last + 2)
        before_it = finding.sentence.words(max(0, finding.first - 2), finding.first)
        if finding.part_of is not None or not (after in _OF_THEM or before_it in _OF_THEM | _AMONG_THEM):
            continue
        number = finding.count.point or finding.count.low
        wholes = [f for f in before if f.measure == finding.measure and f.part_of is None and not f.subset]
        near = wholes[-1] if wholes and finding.sentence.number - wholes[-1].sentence.number <= 1 else None
        most = (near.count.point or near.count.low or near.count.high) if near is not None else None
        if number is not None and most is not None and number < most:
            finding.part_of, finding.rule = near, "of-them"


def told_to_be(found: list[Finding]) -> None:
    """Say of those counted what a clause says that they were: "Six of the dead were women and three were minors"."""
    for finding in found:
        own, chunks = finding.population, finding.sentence.chunks
        if own.sex is not None or own.age_group is not None:
            continue
        at = next((k for k, c in enumerate(chunks) if c.first <= finding.first < c.last), len(chunks))
        np = chunks[at + 2].np if at + 2 < len(chunks) and chunks[at + 1].low == "be" else None
        if np is None or np.kind is None or not np.kind.plural or np.quantity is not None or np.determiner is not None:
            continue
        said = population(finding.sentence, [np])
        finding.population = dataclasses.replace(
            own, status=own.status or said.status, sex=said.sex, age_group=said.age_group
        )


_AVERAGE = re.compile(
    r"\b(?:on average|average of|(?:daily|weekly|monthly|yearly|annual) average)\b[^.;]{0,80}$", re.IGNORECASE
)


def is_average(finding: Finding) -> bool:
    """Whether a figure is a mean, and counts nobody: "the weekly average is 1 killed, 200 injured"."""
    sentence = finding.sentence
    return "average" in sentence.lows and bool(
        _AVERAGE.search(sentence.text[sentence.stretch.start : sentence.tokens[finding.first].start])
    )


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

"""Findings from nouns of harm that share a count, or take one from afar: "several deaths and injuries"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uncounted.extract.chunks import NounPhrase, Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.frames import group
from uncounted.extract.harm import COUNTABLE, NOUNS
from uncounted.extract.objects import object_of
from uncounted.extract.people import population
from uncounted.model.claim import Count, Measure


def joint_nouns(sentence: Sentence, at: int) -> list[Finding] | None:
    """The finding of a noun of harm without a count of its own at chunk ``at``; null where nothing gives it one."""
    np = sentence.chunks[at].np
    if np is None or np.quantity is not None or np.determiner in {"a", "no"}:
        return None
    head = sentence.tokens[np.head].low
    if head in {"range", "ranges"} and np.head > np.first:
        return _ranging(sentence, at, np)
    measure = NOUNS.get(head)
    if measure is None or head not in COUNTABLE or not head.endswith("s"):
        return None
    return _others(sentence, at, np, measure) or _shared(sentence, at, np, measure) or _of_both(sentence, at, measure)


def _made(sentence: Sentence, at: int, np: NounPhrase, measure: Measure, count: Count, where: slice) -> list[Finding]:
    return [Finding(sentence, measure, count, where.start, where.stop, at, [np], "noun", population(sentence, [np]))]


def _others(sentence: Sentence, at: int, np: NounPhrase, measure: Measure) -> list[Finding] | None:
    """``eleven deaths and other injuries``: two at least."""
    if sentence.tokens[np.first].low != "other" or at == 0 or sentence.chunks[at - 1].kind != "CC":
        return None
    before = sentence.chunks[at - 2].np if at > 1 else None
    if before is None or before.harm is None:
        return None  # "burns and other injuries", "17 cases of mutilation and other injuries"
    count = Count(2, None, None, "vague word", "other", "vague:others")
    return _made(sentence, at, np, measure, count, slice(np.first, np.first + 1))


def _shared(sentence: Sentence, at: int, np: NounPhrase, measure: Measure) -> list[Finding] | None:
    """``several injuries and deaths``: a vague word reaches both nouns; a number does not."""
    if at < 2 or sentence.chunks[at - 1].low != "and" or np.determiner is not None:
        return None
    before = sentence.chunks[at - 2].np
    if before is None or before.harm in {None, measure} or before.quantity is None:
        return None
    q = before.quantity
    if q.count.modifier != "vague word":
        return None
    found = _made(sentence, at, np, measure, q.count, slice(q.first, q.last))
    found[0].frame = "shared"
    return found


def _of_both(sentence: Sentence, at: int, measure: Measure) -> list[Finding] | None:
    """``the deaths and injuries of several people``."""
    chunks = sentence.chunks
    if at + 4 >= len(chunks) or chunks[at + 1].low != "and" or chunks[at + 3].low != "of":
        return None
    second = chunks[at + 2].np
    if second is None or second.harm in {None, measure}:
        return None
    found = group(sentence, object_of(sentence, at + 3), measure, at, "shared")
    both = group(sentence, object_of(sentence, at + 3), second.harm, at + 2, "shared")
    vague = [f for f in (*found, *both) if f.count.modifier == "vague word"]
    return [replace(f) for f in vague] or None


def _ranging(sentence: Sentence, at: int, np: NounPhrase) -> list[Finding] | None:
    """``fatalities range from 1 to 2``: a verb, though it stands where a noun can stand."""
    measure = NOUNS.get(sentence.tokens[np.head - 1].low)
    figure = sentence.chunks[at + 1].np if at + 1 < len(sentence.chunks) else None
    if measure is None or figure is None:
        return None
    if not figure.bare or figure.quantity is None or figure.quantity.count.modifier != "range":
        return None
    q = figure.quantity
    return _made(sentence, at, np, measure, q.count, slice(q.first, q.last))


def uncounted_others(finding: Finding, before: Sequence[Finding]) -> bool:
    """``At least one was killed. Others had been killed too``: beside the last figure of that harm, no quantity."""
    return finding.count.rule == "vague:others" and any(
        last.measure == finding.measure
        and last.sentence is not finding.sentence
        and last.sentence.stretch.paragraph == finding.sentence.stretch.paragraph
        for last in before
    )

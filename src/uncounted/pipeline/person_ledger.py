"""Judgements on person records in a case: kept, superseded, and given to every later linkage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from uncounted.model.judgement import Judgement
from uncounted.pipeline.person_judgements import VERDICTS, Judged, Record
from uncounted.store import persons, recording
from uncounted.store.setup import Case, open_case


def case_key(folder: Path) -> tuple[Case, bytes]:
    """The case in a folder, open, and the key of its record ids. Raises LedgerError where there is no case."""
    case = open_case(folder)
    return case, persons.person_key(case)


def standing(case: Case) -> tuple[Judged, ...]:
    """The judgement that stands for each pair of records: the last one in the log."""
    found: dict[frozenset[str], Judged] = {}
    for each in persons.person_judgements(case):
        found[frozenset((each.target, str(each.other)))] = _judged(each)
    return tuple(found.values())


def over(old: Sequence[Judged], new: Sequence[Judged], ids: dict[Record, str]) -> tuple[list[Judged], list[Judged]]:
    """The judgements that stand when ``new`` supersede ``old``, and those of the new ones that say anything new.

    ``ids`` are the keyed ids of the records that are there; a new judgement without ids gets them from there.
    """
    by_pair = {frozenset(each.ids or ()): each for each in old}
    fresh: list[Judged] = []
    for each in new:
        named = _named(each, ids)
        pair = frozenset(named.ids or (str(named.left), str(named.right)))
        before = by_pair.get(pair)
        if before is None or (before.verdict, before.by, before.why) != (named.verdict, named.by, named.why):
            fresh.append(named)
        by_pair[pair] = named
    return list(by_pair.values()), fresh


def log_judgements(case: Case, found: Sequence[Judged]) -> int:
    """Log those whose records are known; how many."""
    made: list[Judgement] = []
    for each in found:
        if each.ids is None:
            continue
        value = {"records": [list(each.left), list(each.right)], "at": each.at or None, "expected": each.expected}
        one, other = (persons.PREFIX + identifier for identifier in each.ids)
        made.append(recording.new_judgement(one, each.verdict, by=each.by, because=each.why, other=other, value=value))
    persons.record_person_judgements(case, made)
    return len(made)


def _named(each: Judged, ids: dict[Record, str]) -> Judged:
    if each.ids is not None or each.left not in ids or each.right not in ids:
        return each
    named = (ids[each.left], ids[each.right])
    return Judged(each.left, each.right, each.verdict, each.by, each.at, each.why, each.where, named, each.expected)


def _judged(each: Judgement) -> Judged:
    one, other = each.value["records"]
    ids = (each.target.removeprefix(persons.PREFIX), str(each.other).removeprefix(persons.PREFIX))
    return Judged(
        (one[0], one[1]), (other[0], other[1]), VERDICTS[each.verb], each.by, each.value["at"] or each.at, each.because,
        f"judgement {each.id}", ids, each.value["expected"],
    )  # fmt: skip

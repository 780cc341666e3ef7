"""Totals over incidents, by grading: from the least to the most that the sources' figures add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from uncounted.model.claim import Claim, Measure
from uncounted.model.incident import HarmGrading
from uncounted.model.incident_figures import IncidentFigure, IncidentSummary, IncidentTotal

GRADINGS: tuple[HarmGrading, ...] = get_args(HarmGrading)
Key = tuple[Measure, str]


@dataclass(frozen=True)
class _Sum:
    """The sum over some incidents."""

    low: int
    best: int
    high: int
    more: bool


def inside_of(claims: Iterable[Claim], where: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Per incident: the incidents that words or a judgement say it is part of. ``where``: claim -> incident."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for relation in claim.relations:
            part, whole = where.get(claim.id), where.get(relation.claim)
            if relation.type in {"part_of", "partition"} and part and whole and part != whole:
                found.setdefault(part, set()).add(whole)
    return {part: tuple(sorted(wholes)) for part, wholes in found.items()}


def totals(summaries: Sequence[IncidentSummary]) -> tuple[IncidentTotal, ...]:
    """The totals of each grading in Airwars' order, and of all incidents together (grading null), which come last.

    Per measure and group of people. No person is counted twice below: of incidents that might be one, only such as
    cannot be count, from the largest down. The high end counts each. An incident inside another adds nothing to it. The
    totals of the gradings need not add up to that of all: a group of like incidents may span gradings.
    """
    found = []
    for grading in GRADINGS:
        mine = [summary for summary in summaries if summary.grading == grading]
        found += _totals(grading, mine)
    return (*found, *_totals(None, summaries))


def _totals(grading: HarmGrading | None, summaries: Sequence[IncidentSummary]) -> list[IncidentTotal]:
    figures: dict[Key, dict[str, IncidentFigure]] = {}
    for summary in summaries:
        for figure in summary.figures:
            figures.setdefault((figure.measure, figure.who), {})[summary.incident.id] = figure
    by_id = {summary.incident.id: summary for summary in summaries}
    return [
        _total(grading, key, some, [by_id[one] for one in some])
        for key, some in sorted(figures.items(), key=lambda each: (*each[0][:1], each[0][1] != "people", each[0][1]))
    ]


def _total(
    grading: HarmGrading | None, key: Key, figures: Mapping[str, IncidentFigure], summaries: Sequence[IncidentSummary]
) -> IncidentTotal:
    parts = {s.incident.id: [one for one in s.inside if one in figures] for s in summaries}
    ends = _with_parts(figures, parts)
    like = {
        s.incident.id: [one for one in s.incident.may_be if one in ends] for s in summaries if s.incident.id in ends
    }
    alike = sum(bool(some) for some in like.values())
    rule = "each incident once"
    if alike:
        rule += (
            "; of those that might be one event the low and the best count only such as cannot be, the high counts each"
        )
    if len(ends) < len(figures):
        rule += "; those inside another within it"
    return IncidentTotal(
        grading,
        key[0],
        key[1],
        len(figures),
        _apart({one: end.low for one, end in ends.items()}, like),
        _apart({one: end.best for one, end in ends.items()}, like),
        sum(end.high for end in ends.values()),
        any(end.more for end in ends.values()),
        alike,
        rule,
    )


def _with_parts(figures: Mapping[str, IncidentFigure], parts: Mapping[str, Sequence[str]]) -> dict[str, _Sum]:
    """Per incident that lies in no other: its own ends, or those of its parts together where these are higher."""
    inner: dict[str, list[str]] = {}
    for part, wholes in parts.items():
        for whole in wholes[:1]:
            inner.setdefault(whole, []).append(part)

    def end(one: str, above: tuple[str, ...]) -> _Sum:
        figure = figures[one]
        some = [end(part, (*above, one)) for part in inner.get(one, ()) if part not in above]
        return _Sum(
            max(figure.low or 0, sum(part.low for part in some)),
            max(figure.best or 0, sum(part.best for part in some)),
            max(figure.high or 0, sum(part.high for part in some)),
            figure.more or figure.high is None or any(part.more for part in some),
        )

    return {one: end(one, ()) for one in figures if _on_top(one, parts)}


def _on_top(one: str, parts: Mapping[str, Sequence[str]]) -> bool:
    """Whether an incident lies in no other. Of incidents that are said to lie in each other, the first does not."""
    above = [one]
    while parts.get(above[-1]):
        whole = parts[above[-1]][0]
        if whole in above:
            return one == min(above[above.index(whole) :])
        above.append(whole)
    return len(above) == 1


def _apart(values: Mapping[str, int], like: Mapping[str, Sequence[str]]) -> int:
    """The sum over incidents of which no two might be one event, chosen from the largest value down.

    Whichever of the others are one, these are different events: nobody is counted twice, and no total is lower.
    """
    taken: set[str] = set()
    for one in sorted(values, key=lambda each: (-values[each], each)):
        if not taken.intersection(like.get(one, ())):
            taken.add(one)
    return sum(values[one] for one in taken)

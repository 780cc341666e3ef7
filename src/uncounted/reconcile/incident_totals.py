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

    Per measure and group of people. No person is counted twice below: incidents that might be one, directly or through
    others, count once, as their largest. The high end counts each. An incident inside another adds nothing to it. The
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
    lumps = _lumps([s for s in summaries if s.incident.id in ends])
    alike = sum(len(lump) for lump in lumps if len(lump) > 1)
    rule = "each incident once"
    if alike:
        rule += "; those that might be one event as their largest in the low and best, each by itself in the high"
    if len(ends) < len(figures):
        rule += "; those inside another within it"
    return IncidentTotal(
        grading,
        key[0],
        key[1],
        len(figures),
        sum(max(ends[one].low for one in lump) for lump in lumps),
        sum(max(ends[one].best for one in lump) for lump in lumps),
        sum(ends[one].high for lump in lumps for one in lump),
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


def _lumps(summaries: Sequence[IncidentSummary]) -> list[list[str]]:
    """The incidents, those that might be one together, directly or through others."""
    leader = {summary.incident.id: summary.incident.id for summary in summaries}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for summary in summaries:
        for other in summary.incident.may_be:
            if other in leader:
                leader[find(summary.incident.id)] = find(other)
    found: dict[str, list[str]] = {}
    for one in leader:
        found.setdefault(find(one), []).append(one)
    return list(found.values())

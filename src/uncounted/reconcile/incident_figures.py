"""Per incident how many, by its sources: the lowest, the best and the highest number, each with its rule and claims.

Low, best and high are the field's way to show disagreement (UCDP GED's three estimates; Airwars' minimum and maximum).
They are what sources say, not what follows from all claims together: that is for the bounds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from uncounted.model.claim import Claim, Measure
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import IncidentFigure
from uncounted.model.scope import Population
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.figures import figures as all_figures
from uncounted.reconcile.tolls import EVERYBODY, LAST, PLACED, Toll, accused_of, label, tolls
from uncounted.reconcile.words import population_words

BEST_RULE = "newest-of-best-placed"
_MEASURES: tuple[Measure, ...] = ("killed", "injured", "casualties", "missing", "abducted", "detained", "displaced")


def incident_figures(claims: Sequence[Claim], incidents: Sequence[Incident]) -> dict[str, tuple[IncidentFigure, ...]]:
    """Per incident, by id: a figure for each measure and each group of people that a source counts in it.

    Everybody comes first within a measure. Weighed are the current figures: not what a source has since updated, denied
    or only projected, nor retellings of a source that speaks for itself. Credible are all sources that have a name and
    are not the party accused; where there is none, every source is weighed.
    """
    by_incident: dict[str, list[Figure]] = {}
    for figure in all_figures([claim for claim in claims if claim.status != "rejected"], incidents):
        if figure.incident is not None and figure.not_row is None:
            by_incident.setdefault(figure.incident, []).append(figure)
    by_id = {claim.id: claim for claim in claims}
    return {
        incident.id: _of_incident(by_incident.get(incident.id, []), [by_id[c] for c in incident.claims if c in by_id])
        for incident in incidents
    }


def _of_incident(figures: Sequence[Figure], claims: Sequence[Claim]) -> tuple[IncidentFigure, ...]:
    accused = accused_of(claims)
    found = []
    for measure in _MEASURES:
        mine = [figure for figure in figures if figure.claim.measure == measure]
        groups = {label(f.claim.population): f.claim.population for f in mine if f.claim.kind != "increment"}
        groups |= {EVERYBODY: Population()}
        for group, who in sorted(groups.items(), key=lambda each: tuple(part or "" for part in each[0])):
            weighed = tolls(mine, group, accused)
            if weighed:
                found.append(_figure(measure, dataclasses.replace(who, text=None), weighed))
    return tuple(found)


def _figure(measure: Measure, population: Population, weighed: Sequence[Toll]) -> IncidentFigure:
    credible = [toll for toll in weighed if toll.placed < LAST] or list(weighed)
    least = min((t for t in credible if t.low is not None), key=lambda t: (t.low, t.root), default=None)
    most = max((t for t in credible if t.high is not None), key=lambda t: (t.high, t.open, t.root), default=None)
    best, best_rule = _best(credible)
    whose = "credible sources" if credible[0].placed < LAST else "sources, none of them credible by itself"
    many = f"{len(credible)} {whose}" if len(credible) > 1 else "one source"
    more = most is not None and any(toll.open for toll in credible if toll.high == most.high)
    ends = "; it is a floor, more may be true" if more else ""
    return IncidentFigure(
        measure=measure,
        population=population,
        who=population_words(population).strip() or "people",
        low=least.low if least else None,
        best=best.said,
        high=most.high if most else None,
        more=more,
        low_rule=f"the lowest number of {many}{_named(least)}" if least else "no source says at least how many",
        best_rule=best_rule,
        high_rule=f"the highest number of {many}{_named(most)}{ends}",
        low_claims=_giving(credible, "low", least),
        best_claims=best.claims,
        high_claims=_giving(credible, "high", most),
        claims=tuple(sorted({one for toll in weighed for one in toll.claims})),
    )


def _best(credible: Sequence[Toll]) -> tuple[Toll, str]:
    """The toll that BEST_RULE picks: of the best-placed sources the newest, of one day the lower middle one."""
    placed = min(toll.placed for toll in credible)
    first = [toll for toll in credible if toll.placed == placed]
    day = max(toll.said_on for toll in first)
    newest = sorted((t for t in first if t.said_on == day), key=lambda t: (t.said or 0, t.root))
    best = newest[(len(newest) - 1) // 2]
    said = f", said by {day}" if day else ""
    middle = f", the lower middle of {len(newest)} of that day" if len(newest) > 1 else ""
    summed = "; the sum of its groups by status" if best.summed else ""
    floor = "; worded as a floor" if best.open else ""
    return best, f"{BEST_RULE}: {best.name}{said}{middle}; {_among(best)}{summed}{floor}"


def _among(best: Toll) -> str:
    if best.placed < LAST:
        return f"among {PLACED[best.placed]}"
    nobody = best.root.startswith(("unnamed:", "unknown:"))
    return f"{'an unnamed source' if nobody else 'the party accused'}, for want of a credible one"


def _named(toll: Toll | None) -> str:
    return f": {toll.name}" if toll else ""


def _giving(credible: Sequence[Toll], end: str, toll: Toll | None) -> tuple[str, ...]:
    if toll is None:
        return ()
    return tuple(sorted({c for t in credible if getattr(t, end) == getattr(toll, end) for c in t.claims}))


def headline(figures: Sequence[IncidentFigure]) -> Mapping[Measure, IncidentFigure]:
    """Per measure the figure for everybody."""
    return {each.measure: each for each in figures if each.population == Population()}

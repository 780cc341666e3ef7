"""Sources that differ on one incident, told as one finding: who says what, the range, and what goes together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from uncounted.model.claim import Claim, Measure
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import Disagreement, Told
from uncounted.model.reconciliation import Contradiction
from uncounted.model.records import digest
from uncounted.reconcile.conflicts import SET_LIMIT
from uncounted.reconcile.figures import Figure, is_floor
from uncounted.reconcile.figures import figures as all_figures
from uncounted.reconcile.regions import incident_text
from uncounted.reconcile.words import harm_words, root_name

# Of more figures in conflict than this it is not said which go together.
SETS_LIMIT = 16


def disagreements(
    contradictions: Sequence[Contradiction], claims: Sequence[Claim], incidents: Sequence[Incident]
) -> tuple[Disagreement, ...]:
    """One finding for each incident and measure of which contradictions (not tensions) hold its own claims alone.

    The figures that conflict with none stand beside those that do. Sorted by incident and measure.
    """
    found = all_figures([claim for claim in claims if claim.status != "rejected"], incidents)
    rows = {figure.id: figure for figure in found if figure.not_row is None and figure.incident is not None}
    groups: dict[tuple[str, Measure], list[Contradiction]] = {}
    for each in contradictions:
        mine = [rows.get(claim) for claim in each.claims]
        where = {figure.incident if figure else None for figure in mine}
        if each.kind == "contradiction" and len(where) == 1 and (one := where.pop()) is not None:
            groups.setdefault((one, each.measure), []).append(each)
    return tuple(_disagreement(*key, some, rows) for key, some in sorted(groups.items()))


def grouped(found: Sequence[Disagreement]) -> frozenset[str]:
    """The ids of the contradictions that stand in a grouped finding."""
    return frozenset(one for each in found for one in each.contradictions)


def _disagreement(
    incident: str, measure: Measure, some: Sequence[Contradiction], rows: Mapping[str, Figure]
) -> Disagreement:
    conflicts = [frozenset(each.claims) for each in some]
    involved = frozenset[str]().union(*conflicts)
    told = [f for f in rows.values() if f.id in involved or (f.incident == incident and _counts(f, measure))]
    told.sort(key=lambda f: (_highest(f), _lowest(f), f.id))
    parts = compatible([f.id for f in told], conflicts) if len(some) < SET_LIMIT else ()
    numbers = [n for f in told if f.claim.kind != "subset" for n in (_lowest(f), _highest(f)) if n >= 0]
    highest = max(numbers, default=None)
    more = any(_highest(f) == highest and (is_floor(f) or f.claim.count.high is None) for f in told)
    low = min(numbers, default=None)
    return Disagreement(
        id="g" + digest(sorted(each.id for each in some))[:16],
        incident=incident,
        measure=measure,
        told=tuple(_told(figure) for figure in told),
        low=low,
        high=highest,
        more=more,
        compatible=parts,
        contradictions=tuple(sorted(each.id for each in some)),
        settled_by=tuple(dict.fromkeys(way for each in some for way in each.settled_by)),
        text=_text(told, low, highest, more, parts, measure),
    )


def compatible(figures: Sequence[str], conflicts: Collection[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """The largest sets of figures that hold no conflict, larger ones first, each in the order given.

    They are what the least sets that break every conflict leave (Reiter 1987); none where there are too many.
    """
    involved = frozenset[str]().union(*conflicts) if conflicts else frozenset[str]()
    if len(involved) > SETS_LIMIT:
        return ()
    out: list[frozenset[str]] = [frozenset()]
    for conflict in conflicts:
        out = _least([each | {one} for each in out for one in ([*each & conflict] or conflict)])
    ordered = [tuple(one for one in figures if one not in each) for each in out]
    return tuple(sorted(ordered, key=lambda some: (-len(some), [figures.index(each) for each in some])))


def _least(sets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    unique = list(dict.fromkeys(sets))
    return [some for some in unique if not any(other < some for other in unique)]


def _counts(figure: Figure, measure: Measure) -> bool:
    return figure.claim.measure == measure and figure.claim.kind not in {"subset", "increment"}


def _lowest(figure: Figure) -> int:
    count = figure.claim.count
    return next((n for n in (count.low, count.point) if n is not None), -1)


def _highest(figure: Figure) -> int:
    count = figure.claim.count
    return next((n for n in (count.high, count.point, count.low) if n is not None), -1)


def _told(figure: Figure) -> Told:
    claim = figure.claim
    words = f"{root_name(claim)}: {harm_words(claim)}"
    return Told(figure.id, figure.root, words, claim.count.low, claim.count.high)


def _text(
    told: Sequence[Figure],
    low: int | None,
    high: int | None,
    more: bool,
    parts: Sequence[Sequence[str]],
    measure: Measure,
) -> str:
    names = {figure.id: f"{root_name(figure.claim)}'s {harm_words(figure.claim)}" for figure in told}
    roots = len({figure.root for figure in told})
    where = incident_text(told[0].claim)
    sources = f"{roots} sources differ" if roots > 1 else "one source differs with itself"
    opening = f"{where[0].upper()}{where[1:]}: {sources} on how many were {measure}, from {low} to {high}"
    together = [" and ".join(names[one] for one in some) for some in parts if len(some) > 1]
    alone = [names[some[0]] for some in parts if len(some) == 1]
    said = "; or ".join(together)
    none = " No two of these figures can both be true." if parts else ""
    fits = f" What can be true together: {said}." if together else none
    rest = f" {' and '.join(alone)} {'fits' if len(alone) == 1 else 'fit'} with none." if together and alone else ""
    return f"{opening}{' or more' if more else ''}.{fits}{rest}"

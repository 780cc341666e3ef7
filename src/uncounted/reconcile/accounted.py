"""How much of a total is accounted for by incidents: those its own source names, and those that others tell of."""

from __future__ import annotations

import math
from collections.abc import Sequence

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import Accounted
from uncounted.model.membership import INSIDE, OUTSIDE, scope_in
from uncounted.model.scope import Scope
from uncounted.reconcile.assumptions import InForce
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.figures import figures as all_figures
from uncounted.reconcile.ranges import Range, count_range
from uncounted.reconcile.regions import label_below, label_of
from uncounted.reconcile.words import harm_words, root_name

# Totals times incidents: above this the incidents of other roots are not compared with each total.
PAIRS_LIMIT = 200_000


def accounted(
    claims: Sequence[Claim], incidents: Sequence[Incident], within: Sequence[tuple[str, str]], force: InForce
) -> tuple[Accounted, ...]:
    """For each total over a region: what is in incidents. ``within`` are the pairs (part, whole) that were found.

    Named incidents are those with a figure of the total's own root within it: their people are counted in it. Incidents
    that other roots alone tell of are leads: what lies inside should be among the rest, if the total is complete.
    """
    found = [f for f in all_figures(claims, incidents) if f.not_row is None]
    rows = {figure.id: figure for figure in found}
    inside: dict[str, list[Figure]] = {}
    for part, whole in within:
        if part in rows and whole in rows and rows[part].incident is not None:
            inside.setdefault(whole, []).append(rows[part])
    events = _events(found)
    boxes = [f for f in found if f.incident is None and f.claim.kind not in {"subset", "increment"}]
    few = len(boxes) * len(events) <= PAIRS_LIMIT
    out = [_accounted(box, inside.get(box.id, []), events if few else None, force) for box in boxes]
    return tuple(each for each in out if each.named or each.others_inside or each.others_possibly)


def _events(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.incident is not None and figure.claim.kind not in {"subset", "increment"}:
            found.setdefault(figure.incident, []).append(figure)
    return found


def _accounted(
    whole: Figure, parts: Sequence[Figure], events: dict[str, list[Figure]] | None, force: InForce
) -> Accounted:
    low, high = _range(whole, force)
    own: dict[str, list[Figure]] = {}
    for part in parts:
        if part.root == whole.root:
            own.setdefault(str(part.incident), []).append(part)
    spans = [_hull(some, force) for some in own.values()]
    named = (sum(span[0] for span in spans), sum(span[1] for span in spans))
    rest = (max(low - named[1], 0.0), high - named[0])
    sure, maybe = _others(whole, set(own), events, force) if events is not None else (None, None)
    rest_low, rest_high = (None if low == 0 else _int(rest[0])), _int(max(rest[1], 0.0))
    return Accounted(
        whole.id, _int(low) or None, _int(high), tuple(sorted(own)), int(named[0]), _int(named[1]), rest_low, rest_high,
        sure, maybe, _text(whole, len(own), named, (rest_low, rest_high), sure, maybe),
    )  # fmt: skip


def _others(
    whole: Figure, own: set[str], events: dict[str, list[Figure]], force: InForce
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sure: list[str] = []
    maybe: list[str] = []
    region = whole.claim
    out = [item for item in whole.exclusions if isinstance(item, Scope)]
    left = {item for item in whole.exclusions if isinstance(item, str)}
    for incident, figures in events.items():
        mine = [f for f in figures if f.claim.measure == region.measure and _below(f, whole, force)]
        if incident in own or not mine or any(claim.id in left for f in figures for claim in f.members):
            continue
        held = [scope_in(f.claim.scope, region.scope) for f in mine]
        if OUTSIDE in held or any(scope_in(f.claim.scope, scope) is not OUTSIDE for f in mine for scope in out):
            continue
        (sure if INSIDE in held else maybe).append(incident)
    return tuple(sorted(sure)), tuple(sorted(maybe))


def _below(figure: Figure, whole: Figure, force: InForce) -> bool:
    return label_below(label_of(figure.claim.population, force), label_of(whole.claim.population, force))


def _hull(figures: Sequence[Figure], force: InForce) -> Range:
    """The ends of one incident's people within the total: of those counted in one group, the widest group's."""
    spans = [_range(figure, force) for figure in figures]
    return max(span[0] for span in spans), max(span[1] for span in spans)


def _range(figure: Figure, force: InForce) -> Range:
    low, high = count_range(figure.claim.count, force)
    return max(low, 0.0), high


def _int(value: float) -> int | None:
    return None if math.isinf(value) else int(value)


def _text(
    whole: Figure,
    incidents: int,
    named: Range,
    rest: tuple[int | None, int | None],
    sure: Sequence[str] | None,
    maybe: Sequence[str] | None,
) -> str:
    who, total = root_name(whole.claim), harm_words(whole.claim)
    said = f"Of {who}'s {total}"
    if incidents:
        many = "1 incident that it names" if incidents == 1 else f"{incidents} incidents that it names"
        said += f", {_span(*map(_int, named))} are in {many}, and {_span(*rest)} in none of them"
    else:
        said += ", none are in an incident that it names"
    others = [f"{len(sure)} that lie where it counts"] if sure else []
    others += [f"{len(maybe)} that may"] if maybe else []
    more = f"; other sources alone tell of {' and of '.join(others)}" if others else ""
    return f"{said}{more}."


def _span(low: int | None, high: int | None) -> str:
    if high is None:
        return f"at least {low or 0}" if low is not None else "an open number"
    return str(high) if low == high else f"{low or 0} to {high}"

"""Remainders: a figure less all of its immediate parts, within one root's own counts.

Within one root's counts the arithmetic needs no assumption about the truth: who is counted in the part is counted in
the whole, so the rest of the whole's count is the difference.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncounted.model.membership import (
    INSIDE,
    OUTSIDE,
    Membership,
    means_in,
    period_in,
    places_in,
    scope_in,
    silent_axes_agree,
)
from uncounted.model.reconciliation import OtherReading, Remainder, RemainderScope
from uncounted.model.scope import Scope
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.disjoint import set_apart
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.holdings import is_example
from uncounted.reconcile.memberships import scopes_in
from uncounted.reconcile.regions import example_in_reading, label_below, labels_apart, read_scope, reading_scopes
from uncounted.reconcile.rows import figure_range, partitions
from uncounted.reconcile.words import date_words, figure_words, remainder_words
from uncounted.reconcile.world import World, part_below


@dataclass(frozen=True)
class Containment:
    """``part`` lies within ``whole`` in the main reading of its words; ``assumptions`` are those it needs."""

    part: Figure
    whole: Figure
    assumptions: tuple[str, ...]


def containments(world: World) -> tuple[Containment, ...]:
    """All pairs of rows of which one lies within the other, by scope or by words.

    In worlds of more than ``MANY`` rows, figures of incidents are compared with those of their own root, and with what
    words put them in: what two roots say in so many pairs tells nobody anything.
    """
    found = [
        Containment(part, whole, needs)
        for part, whole in _candidates(world)
        if part.id != whole.id
        and (part_below(part, whole, world.force) or _told_below(part, whole, world))
        and (needs := _within(part, whole, world)) is not None
    ]
    mutual = {(c.part.id, c.whole.id) for c in found}
    return tuple(c for c in found if (c.whole.id, c.part.id) not in mutual)


MANY = 10_000


def _candidates(world: World) -> Iterable[tuple[Figure, Figure]]:
    """The pairs that may lie within one another: boxes; incidents and the boxes that hold them, or that words name."""
    boxes = [figure for figure in world.rows if figure.incident is None]
    places = {figure.id: place for place, figure in enumerate(boxes)}
    over: dict[str, list[str]] = {}
    for inner, outer in world.links:
        over.setdefault(inner, []).append(outer)
    events: dict[str, list[Figure]] = {}
    for figure in world.rows:
        if figure.incident is not None:
            events.setdefault(figure.incident, []).append(figure)
    inside = _boxes_around([figure for figure in world.rows if figure.incident is not None], boxes, world)
    for part in world.rows:
        if part.incident is None:
            yield from ((part, whole) for whole in boxes)
            continue
        told = [target for target, _ in _told(part, world) if target.id in world.regions]
        above = {whole for target in told for whole in over.get(target.id, ())}
        near = {whole.id for whole in (*inside[part.id], *told)} | above
        yield from ((part, boxes[place]) for place in sorted(places[one] for one in near if one in places))
        yield from ((part, whole) for whole in events[part.incident])


def _boxes_around(parts: Sequence[Figure], boxes: Sequence[Figure], world: World) -> dict[str, list[Figure]]:
    """Per figure of an incident: the boxes that hold its main reading, but for what neither speaks of."""
    scopes = [read_scope(reading_scopes(part.claim)[0], world.stands) for part in parts]
    wholes = [world.regions[box.id].scope for box in boxes]
    table = scopes_in(scopes, wholes, world.known, silence_agrees=True) == int(INSIDE)
    many = len(world.rows) > MANY
    return {
        part.id: [boxes[column] for column in row.nonzero()[0].tolist() if not many or boxes[column].root == part.root]
        for part, row in zip(parts, table, strict=True)
    }


def remainders(world: World, within: Sequence[Containment]) -> tuple[Remainder, ...]:
    """For every row with parts of its own root: what is left of it when all immediate parts are taken away."""
    found = []
    exhausted = partitions(world)
    inner_of: dict[str, list[Containment]] = {}
    wholes_of: dict[str, set[str]] = {}
    for each in within:
        wholes_of.setdefault(each.part.id, set()).add(each.whole.id)
        if each.part.root == each.whole.root:
            inner_of.setdefault(each.whole.id, []).append(each)
    for whole in (figure for figure in world.rows if figure.id in inner_of):
        inner = inner_of[whole.id]
        ids = {c.part.id for c in inner}
        parts = [c for c in inner if not wholes_of[c.part.id] & (ids - {c.part.id})]
        through = {part.id for part in exhausted.get(whole.id, ())}
        cuts = _cuts([c for c in parts if c.part.id not in through], whole, world)
        found += [rest for some in cuts if (rest := _remainder(world, whole, some)) is not None]
    return tuple(found)


def _cuts(parts: Sequence[Containment], whole: Figure, world: World) -> list[list[Containment]]:
    """The parts by what cuts them out of the whole: the harm, who they were, by whom alone, or where and when.

    Parts of two cuts overlap as nobody says how ("20 women; 34 in one strike"), so each cut leaves a rest of its own.
    """
    found: dict[str, list[Containment]] = {}
    for each in parts:
        if each.part.claim.measure != whole.claim.measure:
            cut = "harm"
        elif _same_region(each.part, whole, world):
            cut = "people"
        elif _same_region(each.part, whole, world, doers=True):
            cut = "doers"
        else:
            cut = "region"
        found.setdefault(cut, []).append(each)
    return list(found.values())


def _same_region(part: Figure, whole: Figure, world: World, *, doers: bool = False) -> bool:
    """Whether a part is told apart from its whole by who they were alone, or with ``doers`` by who did it alone."""
    if part.incident is not None or whole.incident is not None:
        return part.incident == whole.incident
    mine, theirs = world.regions[part.id].scope, world.regions[whole.id].scope
    narrower = world.label(part) != world.label(whole)
    if doers:
        narrower = mine.actors != theirs.actors
        mine, theirs = (dataclasses.replace(one, actors=(), actors_reading=None) for one in (mine, theirs))
    return narrower and silent_axes_agree(theirs, mine, world.known) is INSIDE


def _told_below(part: Figure, whole: Figure, world: World) -> bool:
    """Whether words put a part into its whole, and nothing that either says of its people speaks against it."""
    if part.claim.measure != whole.claim.measure or all(target.id != whole.id for target, _ in _told(part, world)):
        return False
    return not any(a and b and a != b for a, b in zip(world.label(part), world.label(whole), strict=True))


def _within(part: Figure, whole: Figure, world: World) -> tuple[str, ...] | None:
    """The assumptions under which ``part`` lies within ``whole`` in its main reading; null where it does not."""
    if part.incident is not None and part.incident == whole.incident:
        return _within_incident(part, whole, world)
    if whole.incident is not None or _excluded(part, whole, world):
        return None
    told = [rule for target, rule in _told(part, world) if target.id == whole.id or _chain(target, whole, world)]
    if (part.id, whole.id) in world.linked or any(not is_example(rule) for rule in told):
        return ()
    if part.id in world.regions:
        return None
    region = world.regions[whole.id]
    main = read_scope(reading_scopes(part.claim)[0], world.stands)
    if not region.opaque and scope_in(main, region.scope, world.known) is INSIDE:
        return ()
    if not region.opaque and named.SAME_SCOPE in world.force and _but_for_silence(main, region.scope):
        return (named.SAME_SCOPE,)
    if told and named.EXAMPLES_INSIDE in world.force:
        inside = example_in_reading(main, region.scope, world.stands, world.known) is INSIDE
        return (named.EXAMPLES_INSIDE,) if inside else None
    return None


def _but_for_silence(part: Scope, whole: Scope) -> bool:
    """Whether an event lies in a region but for the actor, of whom neither speaks."""
    axes = period_in(part.time, whole.time), places_in(part, whole), means_in(part.means, whole.means)
    return not part.actors and not whole.actors and min(axes) is INSIDE


def _within_incident(part: Figure, whole: Figure, world: World) -> tuple[str, ...] | None:
    told = any(target.id == whole.id for target, _ in _told(part, world))
    if not told and ((part.id, whole.id) in world.apart or (whole.id, part.id) in world.apart):
        return None
    narrower = part.root == whole.root and world.label(part) != world.label(whole)
    wider_measure = part.root == whole.root and part.claim.measure != whole.claim.measure
    below = label_below(world.label(part), world.label(whole))
    return () if told or (below and (narrower or wider_measure)) else None


def _told(part: Figure, world: World) -> list[tuple[Figure, str | None]]:
    return [
        (world.by_claim[relation.claim], relation.rule)
        for claim in part.members
        for relation in claim.relations
        if relation.type in {"part_of", "partition"} and relation.claim in world.by_claim
    ]


def _chain(middle: Figure, whole: Figure, world: World) -> bool:
    """Whether a figure that words call the whole of a part itself lies within ``whole``."""
    if middle.id == whole.id or middle.id not in world.regions or whole.id not in world.regions:
        return False
    return (middle.id, whole.id) in world.linked


def _excluded(part: Figure, whole: Figure, world: World) -> bool:
    ids = {claim.id for claim in part.members}
    return any(item in ids for item in whole.exclusions if isinstance(item, str)) or _box_excluded(part, whole, world)


def _box_excluded(part: Figure, whole: Figure, world: World) -> bool:
    scopes = [item for item in whole.exclusions if isinstance(item, Scope) and not item.incident]
    return any(scope_in(part.claim.scope, scope, world.known) is not OUTSIDE for scope in scopes)


def _remainder(world: World, whole: Figure, parts: Sequence[Containment]) -> Remainder | None:
    figures = [containment.part for containment in parts]
    low, high = _difference(world, whole, [(figure, True) for figure in figures])
    if _says_nothing(low, high, figure_range(whole.claim.count, world)[1]):
        return None
    needs = tuple(dict.fromkeys(name for containment in parts for name in containment.assumptions))
    reading, others = _readings(world, whole, figures, (low, high))
    words = remainder_words(whole, figures)
    taken = " and ".join(figure_words(f) for f in figures)
    return Remainder(
        measure=whole.claim.measure,
        low=low,
        high=high,
        root=whole.root,
        scope=RemainderScope(whole.id, tuple(f.id for f in figures), words),
        from_=(whole.id, *(figure.id for figure in figures)),
        assumptions=needs,
        reading=reading,
        other_readings=others,
        text=f"{figure_words(whole)} less {taken}: {_shown(low, high)}, {words}",
    )


def _says_nothing(low: int | None, high: int | None, most: float) -> bool:
    """Whether the rest is nobody, anybody, or as open as the figure itself."""
    empty = high is not None and high <= 0
    return empty or (not low and (high is None or high == most))


def _difference(world: World, whole: Figure, parts: Sequence[tuple[Figure, bool]]) -> tuple[int | None, int | None]:
    """The closed interval of the rest; a part that is only possibly inside may take nothing or all of its own."""
    least, most = figure_range(whole.claim.count, world)
    ranges = [(figure_range(f.claim.count, world), sure) for f, sure in parts]
    lows = [max(low, 0.0) if sure else 0.0 for (low, _), sure in ranges]
    highs = [high for (_, high), _ in ranges]
    apart = _apart([figure for figure, _ in parts], world)
    taken_least = sum(lows) if apart else max(lows)
    low = None if least == -math.inf else int(max(least - sum(highs), 0.0))
    return low, None if most == math.inf else int(most - taken_least)


def _apart(figures: Sequence[Figure], world: World) -> bool:
    """Whether nobody can be counted in two of the figures."""
    incidents = {figure.incident for figure in figures if figure.incident is not None}
    if len(incidents) == len(figures) and not any(incidents & {*world.elements[one].may_be} for one in incidents):
        return True
    return all(_disjoint(a, b, world) for a, b in itertools.combinations(figures, 2))


def _disjoint(one: Figure, other: Figure, world: World) -> bool:
    """Whether nobody can be counted in both."""
    if set_apart(one, other, world.by_claim):
        return True
    if {one.claim.measure, other.claim.measure} == {"killed", "injured"}:
        return True
    if labels_apart(world.label(one), world.label(other), statuses=True):
        return True
    if one.incident is not None and other.incident is not None:
        return one.incident != other.incident and other.incident not in world.elements[one.incident].may_be
    return OUTSIDE in (scope_in(one.claim.scope, other.claim.scope), scope_in(other.claim.scope, one.claim.scope))


def _readings(
    world: World, whole: Figure, parts: Sequence[Figure], main: tuple[int | None, int | None]
) -> tuple[str | None, tuple[OtherReading, ...]]:
    """The main reading in words, where a date under a part can be read otherwise, and what the others give."""
    if whole.id not in world.regions:
        return None, ()
    region = world.regions[whole.id].scope
    texts, others = [], []
    for part in parts:
        first, *rest = reading_scopes(part.claim)
        different = []
        for scope in rest:
            held = _held_in_reading(scope, part, region, world)
            taken = [(f, f.id != part.id or held is INSIDE) for f in parts if f.id != part.id or held is not OUTSIDE]
            low, high = _difference(world, whole, taken)
            if (low, high) != main:
                different.append(OtherReading(date_words(part, scope.time), low, high))
        if different:
            texts.append(date_words(part, first.time))
            others.extend(different)
    return "; ".join(texts) or None, tuple(others)


def _held_in_reading(scope: Scope, part: Figure, region: Scope, world: World) -> Membership:
    if named.EXAMPLES_INSIDE in world.force and any(is_example(rule) for _, rule in _told(part, world)):
        return example_in_reading(scope, region, world.stands, world.known)
    return scope_in(read_scope(scope, world.stands), region, world.known)


def _shown(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    if low is None:
        return f"at most {high}"
    return f"{low} to {high}" if high is not None else f"at least {low}"

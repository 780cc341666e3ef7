"""Regions: where each figure counts, and how it holds each incident, under the assumptions in force.

A region is a figure's box, an incident, a scope that a figure excludes, or the scope of a question.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncounted.model.claim import Claim
from uncounted.model.membership import INSIDE, OUTSIDE, POSSIBLY, Membership, period_in, scope_in, statuses_apart
from uncounted.model.records import digest
from uncounted.model.scope import Actor, Period, Population, Scope
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.assumptions import InForce
from uncounted.reconcile.figures import Figure

Label = tuple[str | None, str | None, str | None]


@dataclass(frozen=True)
class Element:
    """One incident, or one operation that a figure excludes: ``scopes`` are what its sources say of where it lies."""

    id: str
    scopes: tuple[Scope, ...]
    text: str
    figures: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True)
class Region:
    """A figure's box as the assumptions read it.

    ``opaque``: the figure counts an unknown part of its box (a number of incidents in it, or a part told in words
    only), so nothing is surely inside but what words put there.
    """

    figure: Figure
    scope: Scope
    label: Label
    opaque: bool


def label_of(population: Population, force: InForce) -> Label:
    """The label that a figure gives to those it counts; under presume-civilian a status not said is civilian."""
    status = population.status
    if status in {None, "unknown"} and named.PRESUME_CIVILIAN in force:
        status = "civilian"
    return (None if status == "unknown" else status, _said(population.sex), _said(population.age_group))


def label_below(part: Label, whole: Label) -> bool:
    """Whether everybody of label ``part`` is also of label ``whole``."""
    return (
        (whole[0] is None or part[0] == whole[0])
        and (whole[1] is None or part[1] == whole[1])
        and (whole[2] is None or part[2] == whole[2])
    )


def labels_apart(one: Label, other: Label, *, statuses: bool) -> bool:
    """Whether nobody is of both labels; by what is said of who they were only where ``statuses``."""
    if statuses and statuses_apart(one[0], other[0]):
        return True
    return any(mine and theirs and mine != theirs for mine, theirs in zip(one[1:], other[1:], strict=True))


def apart_from_each_other(labels: Sequence[Label], *, statuses: bool) -> list[tuple[Label, ...]]:
    """The largest sets of two labels or more of which nobody is of two, that hold every pair that is apart."""
    found: list[tuple[Label, ...]] = []
    for seed in labels:
        some = [seed]
        for one in labels:
            if all(labels_apart(one, other, statuses=statuses) for other in some):
                some.append(one)
        if len(some) > 1 and not any(set(some) <= set(other) for other in found):
            found.append(tuple(some))
    return found


def composites(claims: Iterable[Claim]) -> frozenset[str]:
    """Ids of actors that have members."""
    return frozenset(whole for claim in claims for actor in claim.scope.actors for whole in actor.within)


def elements(figures: Sequence[Figure], links: dict[str, tuple[str, ...]]) -> dict[str, Element]:
    """Every incident that a figure counts and every event that a figure excludes, by id."""
    found: dict[str, Element] = {}
    for figure in figures:
        if figure.incident is None:
            continue
        before = found.get(figure.incident)
        told = before.scopes if before else ()
        scopes = (*told, *(s for s in dict.fromkeys(claim.scope for claim in figure.members) if s not in told))
        ids = (*(before.figures if before else ()), figure.id)
        text = before.text if before else incident_text(figure.claim)
        found[figure.incident] = Element(figure.incident, scopes, text, ids, links.get(figure.incident, ()))
    for scope in (s for f in figures for s in f.exclusions if isinstance(s, Scope) and s.incident):
        one = excluded_id(scope)
        found.setdefault(one, Element(one, (scope,), scope.text or scope.incident or "an excluded event"))
    return found


def incident_text(claim: Claim) -> str:
    """Words for the incident of a claim: its means, place and day."""
    means = claim.scope.means or "incident"
    place = claim.scope.places[0] if claim.scope.places else None
    where = (place.text or place.name) if place else None
    time = claim.scope.time
    when = (time.text or (f"by {time.end}" if time.start is None and time.end else time.edtf)) if time else None
    if where and place and not place.text:
        where = f"{'in' if place.relation == 'in' else 'near'} {where}"
    return ", ".join(part for part in (f"the {means}", where, when) if part)


def excluded_id(scope: Scope) -> str:
    """The id of the event that an excluded scope names."""
    return f"excluded:{digest(scope.incident)[:12]}"


def regions(figures: Sequence[Figure], force: InForce) -> tuple[Region, ...]:
    """The regions of all figures that count no single incident."""
    stands = {a.arguments[0]: a.arguments[1] for a in force.of(named.MEMBER_STANDS)}
    boxes = [figure for figure in figures if figure.incident is None]
    names = {a.id: a.name for f in figures for c in f.members for a in c.scope.actors if a.id and a.name}
    read = {figure.id: _renamed(read_scope(figure.claim.scope, stands), names) for figure in boxes}
    if named.UNDATED_IN_CAMPAIGN in force:
        read = {figure.id: _dated(figure, read, boxes) for figure in boxes}
    wholes = {claim.id: figure for figure in figures for claim in figure.members}
    beside = _beside(boxes, wholes, force)
    return tuple(
        Region(
            figure,
            read[figure.id],
            label_of(figure.claim.population, force),
            figure.id in beside or _opaque(figure, wholes),
        )
        for figure in boxes
    )


def _beside(boxes: Sequence[Figure], known: dict[str, Figure], force: InForce) -> set[str]:
    """Figures that only words tell apart from others of their root and box: "359 of the forces, and 490 civilians"."""
    found = set()
    for figure in boxes:
        for claim in (r.claim for each in figure.members for r in each.relations if r.type == "disjoint_from"):
            other = known.get(claim)
            if other is None or other.root != figure.root or not _same_box(figure.claim, other.claim):
                continue
            mine, theirs = (label_of(one.claim.population, force) for one in (figure, other))
            found |= {figure.id} if label_below(theirs, mine) else set()
            found |= {other.id} if label_below(mine, theirs) else set()
    return found


def read_scope(scope: Scope, stands: dict[str, str]) -> Scope:
    """The scope with members of a coalition read as the whole, where an assumption says so."""
    if not stands or not any(actor.id in stands for actor in scope.actors):
        return scope
    actors = tuple(Actor(stands[a.id], a.name, (), a.text) if a.id in stands else a for a in scope.actors)
    return dataclasses.replace(scope, actors=tuple(dict.fromkeys(actors)))


def _renamed(scope: Scope, names: dict[str, str]) -> Scope:
    """The scope with actors under their own names, also where one is read as another."""
    actors = tuple(dataclasses.replace(a, name=names.get(a.id or "", a.name)) for a in scope.actors)
    return scope if actors == scope.actors else dataclasses.replace(scope, actors=actors)


def element_in(element: Element, whole: Scope, known: frozenset[str], stands: dict[str, str]) -> Membership:
    """How a scope holds an incident, over all that its sources say of where it lies.

    One source that puts it outside is enough against others that leave it open; against one that puts it inside, the
    answer stays open.
    """
    seen = {scope_in(read_scope(scope, stands), whole, known) for scope in element.scopes}
    if OUTSIDE in seen:
        return POSSIBLY if INSIDE in seen else OUTSIDE
    return INSIDE if INSIDE in seen else POSSIBLY


def by_example(claim: Claim, whole: Scope, stands: dict[str, str], known: frozenset[str]) -> Membership:
    """How a scope holds an incident that is told as an example of its figure, over all readings of its date.

    The example lies inside wherever its own words allow it; a reading whose days meet the whole's in one edge day
    alone ("said on the day on which the period opens") leaves it open.
    """
    readings = _readings(claim.scope)
    found = {_allowed(read_scope(scope, stands), whole, known) for scope in readings}
    return found.pop() if len(found) == 1 else POSSIBLY


def reading_scopes(claim: Claim) -> tuple[Scope, ...]:
    """The claim's scope under each reading of its date, the main one first."""
    return _readings(claim.scope)


def example_in_reading(scope: Scope, whole: Scope, stands: dict[str, str], known: frozenset[str]) -> Membership:
    """As ``by_example`` for one reading."""
    return _allowed(read_scope(scope, stands), whole, known)


def _allowed(scope: Scope, whole: Scope, known: frozenset[str]) -> Membership:
    answer = scope_in(scope, whole, known)
    if answer is not POSSIBLY:
        return answer
    return POSSIBLY if _edge_only(scope.time, whole.time) else INSIDE


def _edge_only(part: Period | None, whole: Period | None) -> bool:
    if part is None or whole is None or part.start == part.end:
        return False
    at_start = whole.start is not None and part.end == whole.start
    at_end = whole.end is not None and part.start == whole.end
    return at_start or at_end


def _readings(scope: Scope) -> tuple[Scope, ...]:
    if scope.time is None or not scope.time.alternatives:
        return (scope,)
    times = (dataclasses.replace(scope.time, alternatives=()), *scope.time.alternatives)
    return tuple(dataclasses.replace(scope, time=time) for time in times)


def _dated(figure: Figure, read: dict[str, Scope], boxes: Sequence[Figure]) -> Scope:
    """The scope with its missing start taken from the campaign: the dated figures over the same parties and places."""
    scope = read[figure.id]
    if scope.time is not None and scope.time.start is not None:
        return scope
    dated = [
        time for other in boxes if (time := read[other.id].time) and time.start and _one_campaign(scope, read[other.id])
    ]
    if not dated:
        return scope
    start = min(time.start or "" for time in dated)
    end = scope.time.end if scope.time and scope.time.end else figure.claim.said_on
    end = end or max((time.end for time in dated if time.end), default=None)
    if end is not None and end < start:
        return scope
    return dataclasses.replace(scope, time=Period(start, end, reading="throughout", rule=named.UNDATED_IN_CAMPAIGN))


def _one_campaign(one: Scope, other: Scope) -> bool:
    ids = [{i for actor in s.actors for i in (actor.id, *actor.within) if i} for s in (one, other)]
    lands = [{i for place in s.places for i in (place.id, place.country, *place.within) if i} for s in (one, other)]
    return bool(ids[0] & ids[1]) and bool(lands[0] & lands[1])


def _opaque(figure: Figure, wholes: dict[str, Figure]) -> bool:
    if figure.claim.scope.n_incidents is not None:
        return True
    for relation in (r for claim in figure.members for r in claim.relations if r.type in {"part_of", "partition"}):
        whole = wholes.get(relation.claim)
        if whole is not None and whole.id != figure.id and _same_words_of_scope(figure.claim, whole.claim):
            return True
    return figure.claim.kind == "increment"


def _same_words_of_scope(part: Claim, whole: Claim) -> bool:
    mine, theirs = part.population, whole.population
    people = (mine.status, mine.sex, mine.age_group) == (theirs.status, theirs.sex, theirs.age_group)
    return people and _same_box(part, whole)


def _same_box(part: Claim, whole: Claim) -> bool:
    mine, theirs = part.scope, whole.scope
    days = mine.time == theirs.time or period_in(theirs.time, mine.time) is INSIDE
    return mine.places == theirs.places and mine.actors == theirs.actors and days and part.measure == whole.measure


def _said(value: str | None) -> str | None:
    return None if value == "unknown" else value

"""Events: claims that words or judgements tie together, pooled into one profile that can be compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from uncounted.model.claim import Claim
from uncounted.model.scope import Actor, Period, Place, Scope

# Days as ordinals; these stand for ends that nobody has given.
NO_START, NO_END = 0, 10**7
# The ids that each source and document gave to the event: a list that tells two events apart is taken at its word.
Listed = dict[str, frozenset[str]]
_TIES = frozenset({"same_claim", "part_of", "partition", "update_of", "contradicts", "paraphrase_of"})


@dataclass(frozen=True)
class Window:
    """A closed interval of days (proleptic ordinals); an end that is not known lies at NO_START or NO_END."""

    start: int
    end: int

    @property
    def known(self) -> bool:
        """Whether both ends are known."""
        return self.start > NO_START and self.end < NO_END

    @property
    def days(self) -> int:
        """Length in days, both ends counted."""
        return self.end - self.start + 1


@dataclass(frozen=True)
class Event:
    """What one group of tied claims says of one event.

    ``windows`` and ``places`` are all readings, the preferred first: of the claim with the narrowest window and of the
    claim with the most precise place. ``scope`` holds the actors of all the claims; ``means`` all that were named;
    ``listed`` the ids of events that lists gave.
    """

    claims: tuple[Claim, ...]
    windows: tuple[Window, ...]
    places: tuple[Place, ...]
    other_places: tuple[Place, ...]
    scope: Scope
    means: frozenset[str]
    timed: bool
    listed: Listed = field(default_factory=dict)

    @property
    def comparable(self) -> bool:
        """Whether the event says when or where; one that says neither is joined by words or judgements alone."""
        return self.timed or bool(self.places)

    @property
    def open_reading(self) -> bool:
        """Whether the words leave another time or place open."""
        return len(self.windows) > 1 or bool(self.other_places)


def incident_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that tell of single events, sorted by id; rejected claims and sums over several events are left out.

    A claim does by its kind, by naming an incident in its scope, or, for a subset or an increment, by a relation that
    ties it to a claim that does, or by the same place and days as one of its document.
    """
    by_id = {claim.id: claim for claim in claims if claim.status != "rejected" and not _sums(claim)}
    found = {claim.id for claim in by_id.values() if claim.kind == "incident" or claim.scope.incident}
    waiting = [claim for claim in by_id.values() if claim.kind in {"subset", "increment"} and claim.id not in found]
    scenes = {_scene(by_id[each]) for each in found}
    found |= {claim.id for claim in waiting if windows_of(claim)[0].known and _scene(claim) in scenes}
    grew = True
    while grew:
        tied = {claim.id for claim in waiting if any(target in found for target in ties_of(claim))}
        grew = bool(tied - found)
        found |= tied
    return tuple(by_id[each] for each in sorted(found))


def _scene(claim: Claim) -> tuple[object, ...]:
    return claim.document, windows_of(claim), tuple(place.id or place.text for place in claim.scope.places)


def ties_of(claim: Claim) -> tuple[str, ...]:
    """The ids of the claims that this claim's relations place in the same event, or in a whole it is part of."""
    return tuple(relation.claim for relation in claim.relations if relation.type in _TIES)


def pool(claims: Sequence[Claim]) -> Event:
    """One event from claims that are tied together."""
    ordered = tuple(sorted(claims, key=said_order))
    when = min(ordered, key=lambda claim: windows_of(claim)[0].days)
    where = min(ordered, key=lambda claim: place_rank(claim.scope.places))
    actors: dict[tuple[str | None, str | None], Actor] = {}
    for claim in ordered:
        actors.update({(actor.id, actor.name or actor.text): actor for actor in claim.scope.actors})
    places = where.scope.places
    return Event(
        claims=ordered,
        windows=windows_of(when),
        places=places,
        other_places=tuple(other for place in places for other in place.alternatives),
        scope=Scope(actors=tuple(actors.values())),
        means=frozenset(claim.scope.means for claim in ordered if claim.scope.means),
        timed=_timed(when.scope.time),
        listed=merged(*map(listed_as, ordered)),
    )


def listed_as(claim: Claim) -> Listed:
    """The id (words without spaces) that the claim's source, and its document, gave to its event; empty without one."""
    name = claim.scope.incident
    if not name or not is_id(name):
        return {}
    source = {} if not claim.root or claim.root.startswith("unnamed") else {f"root {claim.root}": frozenset({name})}
    return {**source, f"document {claim.document}": frozenset({name})}


def merged(*listed: Listed) -> Listed:
    """All the ids of several claims, by list."""
    found: Listed = {}
    for each in listed:
        for by, names in each.items():
            found[by] = found.get(by, frozenset()) | names
    return found


def told_apart(one: Listed, other: Listed) -> bool:
    """Whether one list gives different ids to two events."""
    return any(by in other and names.isdisjoint(other[by]) for by, names in one.items())


def is_id(name: str | None) -> bool:
    """Whether a name of an incident is an id, rather than words that describe it."""
    return bool(name) and not any(character.isspace() for character in name or "")


def windows_of(claim: Claim) -> tuple[Window, ...]:
    """The claim's readings of when, the preferred first; harm that is not dated happened before it was told."""
    told = _day(claim.said_on, NO_END)
    period = claim.scope.time
    if period is None:
        return (Window(NO_START, told),)
    readings = (period, *period.alternatives)
    return tuple(
        Window(start, max(start, _day(each.end, max(told, start))))
        for each in readings
        for start in (_day(each.start, NO_START),)
    )


def said_order(claim: Claim) -> tuple[str, str]:
    """Sorts claims by the day on which they were said, then by id; those without a day come last."""
    return (claim.said_on or "9999", claim.id)


def place_rank(places: tuple[Place, ...]) -> tuple[float, int]:
    """Sorts places from the most to the least precise (UCDP where_prec), places that are not said last.

    A named place that no gazetteer knows is a small one: it comes after towns and before districts.
    """
    return (min((location_precision(place) or 2.5 for place in places), default=9), len(places))


def location_precision(place: Place) -> int | None:
    """The UCDP where_prec code of a place; null where nothing tells it."""
    if place.precision is not None:
        return place.precision
    if is_country(place):
        return 6
    if place.lat is None and place.id is None:
        return None
    return 1 if place.relation == "in" else 2


def is_country(place: Place) -> bool:
    """Whether the place is a whole country, by its ISO 3166-1 alpha-2 id."""
    return place.id is not None and len(place.id) == 2 and place.id.isalpha()


def _sums(claim: Claim) -> bool:
    return claim.scope.n_incidents is not None and claim.scope.n_incidents != 1


def _timed(period: Period | None) -> bool:
    return period is not None and bool(period.start or period.end)


def _day(date: str | None, missing: int) -> int:
    return dt.date.fromisoformat(date[:10]).toordinal() if date else missing

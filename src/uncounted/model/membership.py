"""The algebra of scopes: is a part inside a whole, possibly inside, or outside?

Each axis answers on its own; a scope answers with the least of its axes. *Possibly* comes from an axis that is not
said, from "near", from alternative readings, from "some day in", and from overlap without containment.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from enum import IntEnum

from uncounted.model.scope import Actor, Period, Place, Population, Scope


class Membership(IntEnum):
    """Three values, ordered so that the least of several axes is the answer for all of them."""

    OUTSIDE = 0
    POSSIBLY = 1
    INSIDE = 2


OUTSIDE, POSSIBLY, INSIDE = Membership.OUTSIDE, Membership.POSSIBLY, Membership.INSIDE

# "Near" reaches this far where a text gives no distance: the UCDP precision code 2, "within about 25 km".
NEAR_KM = 25.0


def period_in(part: Period | None, whole: Period | None) -> Membership:
    """Whether every day of ``part`` lies in ``whole``. Intervals are closed; an open end is unknown, never endless."""
    if part is None or whole is None:
        return POSSIBLY
    readings = (part, *part.alternatives)
    return _over_readings(_interval_in(one, other) for one in readings for other in (whole, *whole.alternatives))


def places_in(part: Scope, whole: Scope) -> Membership:
    """Whether all the harm of ``part`` lies in the places of ``whole``."""
    if not part.places or not whole.places:
        return POSSIBLY
    found = [_best(_place_in(one, other) for other in whole.places) for one in part.places]
    return _combine(found, whole_open=whole.places_reading == "one_of")


def actors_in(part: Scope, whole: Scope, composites: frozenset[str] = frozenset()) -> Membership:
    """Whether the actors of ``part`` are all within those of ``whole``.

    ``composites`` are ids of coalitions and other actors with members: whether an act of a composite is one of a
    given actor stays open, so the answer is never OUTSIDE for them.
    """
    if not part.actors or not whole.actors:
        return POSSIBLY
    found = [_best(_actor_in(one, other, composites) for other in whole.actors) for one in part.actors]
    if part.actors_reading == "jointly":
        return _best(found)
    return _combine(found, whole_open=whole.actors_reading == "one_of")


def means_in(part: str | None, whole: str | None) -> Membership:
    """Whether the means of ``part`` is that of ``whole``; a drone strike is an airstrike.

    Means only narrow a figure: a whole that names none counts all of them.
    """
    if whole is None:
        return INSIDE
    if part is None:
        return POSSIBLY
    if part == whole or whole in _BROADER_MEANS.get(part, ()):
        return INSIDE
    return POSSIBLY if part in _BROADER_MEANS.get(whole, ()) else OUTSIDE


def population_in(part: Population, whole: Population) -> Membership:
    """Whether everybody of ``part`` is of ``whole``. A status not said leaves all persons possible."""
    answer = INSIDE
    for mine, theirs in (
        (part.status, whole.status),
        (part.sex, whole.sex),
        (part.age_group, whole.age_group),
    ):
        if theirs is None or mine == theirs:
            continue
        if mine is None or "unknown" in (mine, theirs):
            answer = min(answer, POSSIBLY)
        else:
            return OUTSIDE
    return answer


def statuses_apart(one: str | None, other: str | None) -> bool:
    """Whether nobody has both statuses (SDG 16.1.2); ``combatant`` may be either kind of those who fight."""
    said = {one, other}
    if len(said) < 2 or said & {None, "unknown"}:
        return False
    return not (
        "combatant" in said and said & {"member of armed forces", "person directly participating in hostilities"}
    )


def scope_in(part: Scope, whole: Scope, composites: frozenset[str] = frozenset()) -> Membership:
    """Whether the region of ``part`` lies in that of ``whole``, on the axes time, place, actor and means."""
    return min(
        period_in(part.time, whole.time),
        places_in(part, whole),
        actors_in(part, whole, composites),
        means_in(part.means, whole.means),
    )


def silent_axes_agree(part: Scope, whole: Scope, composites: frozenset[str] = frozenset()) -> Membership:
    """As ``scope_in``, but an axis on which both are silent does not tell them apart, so it counts as inside."""
    axes: tuple[tuple[object, object, Callable[[], Membership]], ...] = (
        (part.time, whole.time, lambda: period_in(part.time, whole.time)),
        (part.places, whole.places, lambda: places_in(part, whole)),
        (part.actors, whole.actors, lambda: actors_in(part, whole, composites)),
        (part.means, whole.means, lambda: means_in(part.means, whole.means)),
    )
    return min((INSIDE if not mine and not theirs else answer()) for mine, theirs, answer in axes)


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance in km (haversine, mean earth radius 6371 km); null where a coordinate is missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half_lat, half_lon = (lat2 - lat1) / 2, math.radians(other.lon - one.lon) / 2
    a = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(a)))


# ACLED sub-event types in plain words: a narrower means and the broader ones that contain it.
_BROADER_MEANS: dict[str, tuple[str, ...]] = {
    "drone strike": ("airstrike",),
    "car bomb": ("IED", "bombing"),
    "suicide bombing": ("IED", "bombing"),
    "IED": ("bombing",),
}


def _interval_in(part: Period, whole: Period) -> Membership:
    if part.end and whole.start and part.end < whole.start:
        return OUTSIDE
    if part.start and whole.end and part.start > whole.end:
        return OUTSIDE
    if part.start and part.end and whole.start and whole.end and whole.start <= part.start and part.end <= whole.end:
        return INSIDE if whole.reading != "sometime" or whole.start == whole.end else POSSIBLY
    return POSSIBLY


def _place_in(part: Place, whole: Place) -> Membership:
    readings = (part, *part.alternatives)
    return _over_readings(_one_place_in(one, other) for one in readings for other in (whole, *whole.alternatives))


def _one_place_in(part: Place, whole: Place) -> Membership:
    if part.id is None or whole.id is None:
        return _unnamed_place_in(part, whole)
    if whole.relation != "in":
        return _beside(part, whole)
    if whole.id in part.within or (part.country == whole.id and part.id != whole.id):
        # A place near a town may lie outside its district, hardly outside its country.
        return INSIDE if part.relation == "in" or whole.id == part.country else POSSIBLY
    if part.id == whole.id:
        return INSIDE if part.relation == "in" else POSSIBLY
    if part.id in whole.within or whole.country == part.id:
        return POSSIBLY
    return _beside(part, whole)


def _unnamed_place_in(part: Place, whole: Place) -> Membership:
    """Places of which one is not identified: what contains them may still be known."""
    if whole.id is not None and whole.relation == "in" and whole.id in (part.country, *part.within):
        return INSIDE
    if part.country and whole.country and part.country != whole.country:
        return OUTSIDE
    return POSSIBLY


def _beside(part: Place, whole: Place) -> Membership:
    """Two places of which neither contains the other: outside, unless "near" might bridge them."""
    if part.id == whole.id or part.id in whole.within or whole.id in part.within:
        return POSSIBLY
    reach = sum(place.km or NEAR_KM for place in (part, whole) if place.relation != "in")
    if reach == 0:
        return OUTSIDE
    if part.country and whole.country and part.country != whole.country:
        return OUTSIDE
    apart = distance_km(part, whole)
    return OUTSIDE if apart is not None and apart > 2 * reach else POSSIBLY


def _actor_in(part: Actor, whole: Actor, composites: frozenset[str]) -> Membership:
    if part.id is None or whole.id is None:
        named_alike = part.name is not None and part.name == whole.name and part.id == whole.id
        return INSIDE if named_alike else POSSIBLY
    if part.id == whole.id or whole.id in part.within:
        return INSIDE
    if part.id in whole.within or part.id in composites or whole.id in composites:
        return POSSIBLY
    return OUTSIDE


def _best(found: Iterable[Membership]) -> Membership:
    return max(found, default=OUTSIDE)


def _over_readings(found: Iterable[Membership]) -> Membership:
    seen = set(found)
    return seen.pop() if len(seen) == 1 else POSSIBLY


def _combine(found: list[Membership], *, whole_open: bool) -> Membership:
    """All parts inside is inside, none possibly so is outside; a whole that is "one of" several is never certain."""
    if all(each is OUTSIDE for each in found):
        return OUTSIDE
    return INSIDE if all(each is INSIDE for each in found) and not whole_open else POSSIBLY

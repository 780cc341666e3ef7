"""Are two events surely one, possibly one, or apart?

Time and place decide; actors and means can forbid; figures are weak evidence, since sources disagree about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from uncounted.link.events import NO_START, Event, Window, is_country, location_precision, told_apart
from uncounted.link.figures import Figures, closeness, compare_figures, differ_in_one_document, tell_one_event
from uncounted.model.membership import NEAR_KM, OUTSIDE, actors_in, distance_km, means_in
from uncounted.model.scope import Place

SURE_DAYS = 3  # a window longer than this does not identify a day's event
SAME_DAYS = 14  # the same days, given by both, identify an event ("from 27 to 31 March") unless they are a month
LOOSE = 4.0  # a match whose time or place is loose comes after one whose are not
REGION_KM = 150.0  # "near" a district or a border: about the size of a first-order division
# Means that reports take for one another: explosions, and killing at close range. The last may be either.
_EXPLOSIVE = frozenset(
    {"airstrike", "drone strike", "missile strike", "shelling", "bombing", "IED", "car bomb", "suicide bombing"}
    | {"landmine", "grenade", "chemical attack"}
)
_CLOSE = frozenset({"shooting", "execution", "stabbing", "abduction", "arson", "vehicle ramming"})
_EITHER = frozenset({"massacre", "clashes", "raid"})


class Grade(IntEnum):
    """How two events stand to each other."""

    APART = 0
    POSSIBLY = 1
    SURELY = 2


APART, POSSIBLY, SURELY = Grade.APART, Grade.POSSIBLY, Grade.SURELY


@dataclass(frozen=True)
class Match:
    """``grade``, and a ``score`` that orders sure matches: larger is stronger."""

    grade: Grade
    score: float = 0.0


def compare(one: Event, other: Event) -> Match:
    """The match of two events; symmetric."""
    when = APART if told_apart(one.listed, other.listed) else compare_times(one.windows, other.windows)
    if when is APART:
        return Match(APART)
    where, by_nearness = _compare_places(one, other)
    if where is APART:
        return Match(APART)
    means = means_agree(one, other)
    contested = actors_contradict(one, other)
    grade = min(when, where)
    if (contested and (grade is POSSIBLY or by_nearness)) or means is APART:
        return Match(APART)
    figures = compare_figures(one.claims, other.claims)
    if grade is POSSIBLY:
        return _loose(one, other, max(when, where), figures)
    unsettled = (one.open_reading or other.open_reading) and _readings(one) != _readings(other)
    telling = figures is Figures.AGREE and tell_one_event(one.claims, other.claims)
    if (
        ((contested or means is POSSIBLY) and not telling)
        or figures is Figures.FAR
        # Two towns struck on one day are two strikes more often than one strike under two names.
        or ((unsettled or by_nearness) and figures is not Figures.AGREE)
        or differ_in_one_document(one.claims, other.claims, disputed=_one_day_and_place(one, other))
    ):
        return Match(POSSIBLY)
    return Match(SURELY, _score(one, other, figures))


def _loose(one: Event, other: Event, better: Grade, figures: Figures) -> Match:
    """Of events of which the time, the place or both do not settle it: figures that are hardly chance alike may."""
    if better is POSSIBLY and figures is Figures.FAR:
        return Match(APART)
    open_reading = one.open_reading or other.open_reading or not (one.timed and other.timed)
    if better is SURELY and not open_reading and tell_one_event(one.claims, other.claims):
        return Match(SURELY, _score(one, other, figures) - LOOSE)
    return Match(POSSIBLY)


def same_place(one: Event, other: Event) -> bool:
    """Whether two events are surely at one place, and not only near one another."""
    return _compare_places(one, other) == (SURELY, False)


def compare_times(one: tuple[Window, ...], other: tuple[Window, ...]) -> Grade:
    """By windows: short and overlapping is sure; a day's difference is possible, as reports date by their own day."""
    first, second = one[0], other[0]
    gap = _gap(first, second)
    if gap > 1 and len(one) == len(other) == 1:
        return APART
    longest = SAME_DAYS if first == second else SURE_DAYS
    if gap <= 0 and first.known and second.known and max(first.days, second.days) <= longest:
        return SURELY
    return POSSIBLY if any(_gap(a, b) <= _slack(a, b) for a in one for b in other) else APART


def compare_place(one: Place, other: Place) -> tuple[Grade, bool]:
    """The grade of two places, and whether it rests on nearness of two differently named towns alone."""
    if one.id is None or other.id is None:
        alike = one.id == other.id and _name(one) == _name(other) and _name(one) != ""
        return (SURELY if alike and is_point(one) and is_point(other) else POSSIBLY), False
    if one.id == other.id:
        return (SURELY if is_point(one) and is_point(other) else POSSIBLY), False
    for part, whole in ((one, other), (other, one)):
        if whole.id in part.within or part.country == whole.id:
            return (SURELY if is_point(part) and is_point(whole) else POSSIBLY), False
    return _compare_distance(one, other)


def _compare_distance(one: Place, other: Place) -> tuple[Grade, bool]:
    apart = distance_km(one, other)
    if apart is None or (apart > REGION_KM and not (one.km or other.km)):
        return APART, False
    loose = [place for place in (one, other) if place.relation != "in" or place.precision == 2]
    if not (is_point(one) and is_point(other)):
        around = any(place.relation != "in" for place in (one, other))
        return (POSSIBLY if around and apart <= REGION_KM else APART), False
    reach = sum(place.km or NEAR_KM for place in loose)
    if apart <= max(NEAR_KM, reach):
        return SURELY, not loose
    return (POSSIBLY if apart <= 2 * reach else APART), False


def _one_day_and_place(one: Event, other: Event) -> bool:
    """Whether two events are dated to the same day or days and set in the same identified place, and nothing else."""
    places = [{place.id or _name(place) or None for place in event.places} for event in (one, other)]
    known = one.windows[0].known and one.windows == other.windows
    return known and len(places[0]) == 1 and None not in places[0] and places[0] == places[1]


def _compare_places(one: Event, other: Event) -> tuple[Grade, bool]:
    if not one.places or not other.places:
        return POSSIBLY, False
    found = [compare_place(a, b) for a in one.places for b in other.places]
    grade, by_nearness = max(found, key=lambda each: (each[0], not each[1]))
    several = len(one.places) > 1 or len(other.places) > 1
    if several and {place.id for place in one.places} != {place.id for place in other.places}:
        grade = min(grade, POSSIBLY)
    if grade is APART and (one.other_places or other.other_places):
        mine, theirs = one.places + one.other_places, other.places + other.other_places
        open_to_both = any(compare_place(a, b)[0] is not APART for a in mine for b in theirs)
        return (POSSIBLY if open_to_both else APART), False
    return grade, by_nearness


def means_agree(one: Event, other: Event) -> Grade:
    """Of the means named: SURELY where nothing speaks against it, POSSIBLY for means that reports confuse."""
    if not one.means or not other.means:
        return SURELY
    pairs = [(a, b) for a in one.means for b in other.means]
    if any(means_in(a, b) is not OUTSIDE or means_in(b, a) is not OUTSIDE for a, b in pairs):
        return SURELY
    return POSSIBLY if any(confusable(a, b) for a, b in pairs) else APART


def confusable(a: str, b: str) -> bool:
    """Whether reports take the two means for one another."""
    return bool({a, b} & _EITHER) or {a, b} <= _EXPLOSIVE or {a, b} <= _CLOSE


def actors_contradict(one: Event, other: Event) -> bool:
    """Whether both name actors, and none of the one is or holds one of the other."""
    return actors_in(one.scope, other.scope) is OUTSIDE and actors_in(other.scope, one.scope) is OUTSIDE


def _score(one: Event, other: Event, figures: Figures) -> float:
    score = float(figures.value)
    score += 2 * bool({p.id for p in one.places if p.id} & {p.id for p in other.places})
    score += one.windows[0] == other.windows[0]
    score += bool(one.means & other.means)
    score += bool(one.scope.actors and other.scope.actors)
    return score + closeness(one.claims, other.claims)


def _readings(event: Event) -> tuple[frozenset[Window], frozenset[str | None]]:
    return frozenset(event.windows), frozenset(place.id for place in event.places + event.other_places)


def _gap(one: Window, other: Window) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _slack(one: Window, other: Window) -> int:
    return 1 if one.start > NO_START and other.start > NO_START else 0


def is_point(place: Place) -> bool:
    """Whether a place is a town or smaller, so that events there on one day are hardly two."""
    return not is_country(place) and (location_precision(place) or 1) <= 2


def _name(place: Place) -> str:
    return " ".join((place.name or place.text or "").casefold().split())

"""The grounds of a decision in words."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.link.datasets.evidence import Weights
from uncounted.link.datasets.features import ACTOR_LEVELS, DEATH_LEVELS, TYPE_LEVELS, death_level, type_level
from uncounted.link.datasets.linked import Ground
from uncounted.link.datasets.meetings import Pairs
from uncounted.link.datasets.parties import compare_parties
from uncounted.link.datasets.profiles import COUNTRY, EXACT, NEAR, Deaths, Profile

_WHERE = ("", "within about 25 km", "within a second-order division", "within a first-order division", "in a country")


def grounds(one: Profile, other: Profile, pairs: Pairs, weights: Weights, at: int) -> tuple[Ground, ...]:
    """What was compared of two records (pair number ``at``), what it showed, and what that weighs."""
    parts = (
        ("time", _time(one, other), weights.time),
        ("place", _place(one, other, float(pairs.km[at]), int(pairs.bin[at])), weights.place),
        ("type", _type(one, other), weights.type),
        ("actors", _actors(one, other), weights.actor),
        ("deaths", _deaths(one.deaths, other.deaths), weights.deaths),
        ("surroundings", _expected(float(weights.expected[at])), weights.surroundings),
    )
    return tuple(Ground(name, words, round(float(weight[at]), 2)) for name, words, weight in parts)


def at_odds(found: Sequence[Ground], least: float = 0.3) -> tuple[str, str]:
    """The names of the grounds that speak for the pair, and of those that speak against it."""
    agreed = ", ".join(each.name for each in found if each.weight >= least)
    return agreed, ", ".join(each.name for each in found if each.weight <= -least)


def _time(one: Profile, other: Profile) -> str:
    gap = max(one.start, other.start) - min(one.end, other.end)
    longest = max(one.end - one.start, other.end - other.start) + 1
    if gap > 0:
        return f"{gap} day{'s' if gap > 1 else ''} apart"
    if longest == 1:
        return "same day"
    if (one.start, one.end) == (other.start, other.end):
        return f"the same {longest} days"
    return f"windows of {one.end - one.start + 1} and {other.end - other.start + 1} days overlap"


def _place(one: Profile, other: Profile, km: float, box: int) -> str:
    worse = max(one.where, other.where)
    far = "no coordinates" if km == float("inf") else f"{km:.1f} km"
    if worse <= NEAR and one.place and one.place == other.place:
        far = f"{far}, one name"
    elif EXACT < worse < COUNTRY and box == 0 and worse > NEAR:
        far = f"{far}, one division"
    return f"{far}, one known {_WHERE[worse]}" if worse > EXACT else far


def _type(one: Profile, other: Profile) -> str:
    named = " / ".join(str(each.record.event_type or "not said") for each in (one, other))
    return f"{named}: {TYPE_LEVELS[type_level(one, other)]}"


def _actors(one: Profile, other: Profile) -> str:
    named = " / ".join((each.record.actors or ("not said",))[0] for each in (one, other))
    return f"{named}: {ACTOR_LEVELS[compare_parties(one.parties, other.parties)]}"


def _deaths(one: Deaths | None, other: Deaths | None) -> str:
    said = " and ".join("not said" if each is None else _range(each) for each in (one, other))
    return f"{said}: {DEATH_LEVELS[death_level(one, other)]}"


def _range(deaths: Deaths) -> str:
    return f"{deaths.best:g}" if deaths.low == deaths.high else f"{deaths.low:g}-{deaths.high:g}"


def _expected(n: float) -> str:
    return f"{n:.2g} records of other events expected within reach"

"""Where a quantity is counted: time x place x actor x means x population x incident.

Null means not said, never "none". Every part keeps the words it was read from (``text``) beside what was understood.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

TimeReading = Literal["throughout", "sometime"]
PlaceRelation = Literal["in", "near", "around", "km"]

# Victim status, SDG indicator 16.1.2. ``combatant`` is a source's word for fighters whose standing it does not say.
Status = Literal[
    "civilian",
    "other protected person",
    "member of armed forces",
    "person directly participating in hostilities",
    "combatant",
    "unknown",
]
Sex = Literal["woman", "man", "unknown"]
AgeGroup = Literal["child", "adult", "unknown", "infant", "adolescent", "elderly"]


def check_day(day: str | None) -> None:
    """Raise ValueError unless ``day`` is null or a whole ISO 8601 date, such as 2016-11-09."""
    if day is None:
        return
    try:
        if dt.date.fromisoformat(day).isoformat() == day:
            return
    except ValueError:
        pass
    raise ValueError(f"a day is written YYYY-MM-DD, not {day!r}")


@dataclass(frozen=True)
class Period:
    """When the harm happened: a closed interval of days, ISO dates; null is an open or unknown end.

    ``reading``: a period or cumulative figure holds *throughout* its interval; an incident dated "mid-July" happened
    *sometime* within it. ``edtf`` is the interval in ISO 8601-2. ``as_of`` is the day up to which a figure counts where
    the source says so. ``alternatives`` are other defensible readings of the same words, each whole. ``rule`` names
    the rule of ``resolve.dates`` that gave the interval; ``precision`` is day, part-month, month, season, year or
    interval.
    """

    start: str | None = None
    end: str | None = None
    edtf: str | None = None
    as_of: str | None = None
    reading: TimeReading | None = None
    alternatives: tuple[Period, ...] = ()
    text: str | None = None
    precision: str | None = None
    rule: str | None = None

    def __post_init__(self) -> None:
        for day in (self.start, self.end, self.as_of):
            check_day(day)
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a period cannot end before it starts: {self.start} to {self.end}")


@dataclass(frozen=True)
class Place:
    """Where the harm happened.

    ``id`` is an ISO 3166-1 alpha-2 code for a country, ``gn:N`` for other places (GeoNames), or an id of the user's
    own. ``within`` lists the ids of all places that contain this one, nearest first. ``relation`` is in, near, around
    or km (``km`` kilometres from it). ``precision`` is the UCDP where_prec code 1-7. ``alternatives`` are other places
    of that name that the text leaves open.
    """

    id: str | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    within: tuple[str, ...] = ()
    relation: PlaceRelation = "in"
    km: float | None = None
    precision: int | None = None
    alternatives: tuple[Place, ...] = ()
    text: str | None = None


@dataclass(frozen=True)
class Actor:
    """A party to the harm. ``within`` lists the ids of actors it belongs to for the claim's place and time."""

    id: str | None = None
    name: str | None = None
    within: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True)
class Population:
    """Who is counted. ``status`` null: the source does not say; ``unknown``: it says undetermined."""

    status: Status | None = None
    sex: Sex | None = None
    age_group: AgeGroup | None = None
    text: str | None = None


@dataclass(frozen=True)
class Scope:
    """One region of the space in which people are counted, or, with ``incident``, one event inside that region.

    ``places_reading``: the count covers *all* the places together, or the harm was in *one_of* them.
    ``actors_reading``: the same for actors, or they acted *jointly*. ``means`` is an event type (ACLED sub-event in
    plain words: airstrike, shelling, ...). ``n_incidents`` is how many events the figure sums. ``incident`` names the
    event: an id, or words that identify it; it is never the whole region. ``population`` stands here only for an
    excluded scope; a claim carries its own.
    """

    time: Period | None = None
    places: tuple[Place, ...] = ()
    places_reading: Literal["all", "one_of"] | None = None
    actors: tuple[Actor, ...] = ()
    actors_reading: Literal["all", "one_of", "jointly"] | None = None
    means: str | None = None
    n_incidents: int | None = None
    incident: str | None = None
    population: Population | None = None
    text: str | None = None

"""Incidents, person records and victims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.model.scope import Period, Place, Population

# Airwars' five grades of civilian harm.
HarmGrading = Literal["Confirmed", "Fair", "Weak", "Contested", "Discounted"]


@dataclass(frozen=True)
class Incident:
    """An event of harm and the claims about it.

    ``claims`` are surely about this event; ``may_be`` lists incidents that might be the same one until judged
    different. ``date_precision`` and ``location_precision`` are UCDP codes. ``code`` is stable: splits and merges keep
    the old ones in ``former``. ``grading`` is decided by a person; ``suggested_grading`` follows from the claims, for
    ``reasons``.
    """

    TYPE: ClassVar[str] = "incident"

    id: str
    claims: tuple[str, ...]
    code: str | None = None
    former: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
    time: Period | None = None
    place: Place | None = None
    means: str | None = None
    date_precision: int | None = None
    location_precision: int | None = None
    grading: HarmGrading | None = None
    suggested_grading: HarmGrading | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonRecord:
    """One line of one list of victims, never edited. ``id`` is keyed, not a bare hash of a name."""

    TYPE: ClassVar[str] = "person_record"

    id: str
    list: str
    row: int
    fields: dict[str, str]
    population: Population = Population()
    died: Period | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Victim:
    """A cluster of person records taken to be one person. ``probability`` is that of the weakest needed link."""

    TYPE: ClassVar[str] = "victim"

    id: str
    records: tuple[str, ...]
    probability: float | None = None
    former: tuple[str, ...] = ()

"""Incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.model.scope import Period, Place

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

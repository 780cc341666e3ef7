"""Event records: the lines of event datasets (UCDP GED, ACLED, GTD, SCAD, Airwars), as they were coded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class EventRecord:
    """One line of one event dataset, never edited.

    ``dataset`` and ``id`` name it. ``start`` and ``end`` are the days as coded (ISO, closed); ``date_precision`` and
    ``location_precision`` are UCDP codes, null where the dataset gives none: they say how far the truth may lie from
    what was coded. ``lat``, ``lon`` in degrees, WGS 84. ``divisions`` are the first- and second-order divisions as
    printed, "" for one that is not. ``event_type`` and ``actors`` are as printed; ``classes`` are what the type is in
    the words of reference/event_datasets.json, empty where nobody knows. ``low``, ``best``, ``high`` count deaths;
    null is not said, never 0. ``path`` and ``row`` say where the line stands.
    """

    TYPE: ClassVar[str] = "event_record"

    dataset: str
    id: str
    start: str
    end: str
    date_precision: int | None = None
    lat: float | None = None
    lon: float | None = None
    location_precision: int | None = None
    place: str | None = None
    divisions: tuple[str, str] = ("", "")
    country: str | None = None
    event_type: str | None = None
    classes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    low: float | None = None
    best: float | None = None
    high: float | None = None
    path: str | None = field(default=None, compare=False)
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """The dataset's name and its id of the record."""
        return self.dataset, self.id

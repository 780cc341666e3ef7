"""The baseline on simulated records: MELTT's matching with taxonomies as good as the simulator's own knowledge."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.events.melt import Entry, Key, entry, match
from uncounted.model.event_record import EventRecord

# Finest level first: form, mode, violent or not. Written after what the labels mean, as an analyst would.
_BOMB, _CIVILIANS, _BATTLE = ("bombing", "attack", "violent"), ("on civilians", "attack", "violent"), (
    "battle", "attack", "violent",
)  # fmt: skip
_RIOT, _PROTEST, _COERCION = ("riot", "display", "violent"), ("protest", "peaceful", "peaceful"), (
    "coercion", "attack", "violent",
)  # fmt: skip
TYPES: dict[tuple[str, str], tuple[str, ...]] = {
    ("acled", "Remote violence"): _BOMB, ("acled", "Violence against civilians"): _CIVILIANS,
    ("acled", "Battle-No change of territory"): _BATTLE, ("acled", "Riots"): _RIOT, ("acled", "Protests"): _PROTEST,
    ("ucdp", "1"): _BATTLE, ("ucdp", "2"): _BATTLE, ("ucdp", "3"): _CIVILIANS,
    ("gtd", "1"): _CIVILIANS, ("gtd", "2"): _CIVILIANS, ("gtd", "3"): _BOMB, ("gtd", "6"): _COERCION,
    ("gtd", "9"): _CIVILIANS,
    ("scad", "1"): _PROTEST, ("scad", "3"): _PROTEST, ("scad", "4"): _RIOT, ("scad", "5"): _RIOT,
    ("scad", "7"): _CIVILIANS, ("scad", "8"): _BATTLE, ("scad", "9"): _BATTLE, ("scad", "10"): _CIVILIANS,
}  # fmt: skip
_PRECISION = {1: ("exact", "local", "precise"), 2: ("close", "local", "precise"), 3: ("district", "local", "vague"),
              4: ("province", "country", "vague")}  # fmt: skip
_STATE = ("Military Forces of Nigeria", "Government of Nigeria", "Army")
ORDER = ("acled", "ucdp", "gtd", "scad")


def baseline(records: Sequence[EventRecord], days: int = 1, km: float = 3.0) -> list[list[Key]]:
    """What MELTT's matching makes of simulated records."""
    return match([_entry(record) for record in records], ORDER, days, km)


def _entry(record: EventRecord) -> Entry:
    actor = "government" if record.actors and record.actors[0] in _STATE else "armed group"
    taxonomies = (
        TYPES[record.dataset, record.event_type or ""],
        (actor, "violent"),
        _PRECISION[record.location_precision or 1],
    )
    return entry(record.key, record.start, record.end, record.lat or 0.0, record.lon or 0.0, taxonomies)

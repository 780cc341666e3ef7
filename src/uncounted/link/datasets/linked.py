"""What linkage of event datasets gives: incidents, and each decision with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.model.event_record import EventRecord

Key = tuple[str, str]
# ``same``: two records of one incident. ``part of``: ``one`` is an incident of its own within the episode that
# ``other`` reports. ``split``: one dataset told one incident in two records. ``duplicate``: one dataset has an incident
# twice. ``perhaps duplicate`` and ``perhaps`` are for a person to decide, ``apart`` was weighed: these are not linked.
Relation = Literal["same", "part of", "split", "duplicate", "perhaps duplicate", "perhaps", "apart"]
LINKED: frozenset[Relation] = frozenset({"same", "part of", "split", "duplicate"})


@dataclass(frozen=True)
class Ground:
    """One ground of a decision: what was compared, in words, and the natural logarithm of its odds."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True)
class EventLink:
    """A decision about two records, with its grounds.

    ``weight`` is the sum of the grounds' weights; ``probability`` is that of the pair among its rivals. ``why`` says in
    words what decided where the weight alone did not.
    """

    TYPE: ClassVar[str] = "event_link"

    one: Key
    other: Key
    relation: Relation
    probability: float
    weight: float
    grounds: tuple[Ground, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class LinkedIncident:
    """One incident: ``records`` are its own, ``episodes`` those that report it together with others.

    ``code`` is stable; ``former`` are codes that splits and merges ended. ``probability`` is the mean of its links',
    null for one record. ``start``, ``end`` (ISO, closed), ``lat``, ``lon`` and ``place`` are of the record that knows
    best; ``low`` and ``high`` are the least and most deaths of its own records, null where none counts them.
    """

    TYPE: ClassVar[str] = "linked_incident"

    code: str
    records: tuple[Key, ...]
    episodes: tuple[Key, ...] = ()
    former: tuple[str, ...] = ()
    probability: float | None = None
    start: str = ""
    end: str = ""
    lat: float | None = None
    lon: float | None = None
    place: str | None = None
    low: float | None = None
    high: float | None = None

    @property
    def datasets(self) -> frozenset[str]:
        """The datasets that report it, alone or in an episode."""
        return frozenset(key[0] for key in (*self.records, *self.episodes))


@dataclass(frozen=True)
class Linked:
    """Everything that was found. ``records`` by key; ``incidents`` by code; ``links`` the linked ones first."""

    datasets: tuple[str, ...]
    records: dict[Key, EventRecord]
    incidents: tuple[LinkedIncident, ...]
    links: tuple[EventLink, ...]

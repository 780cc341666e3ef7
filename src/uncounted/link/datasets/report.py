"""Across datasets: what each has that the others lack, and where their figures differ."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import ClassVar

from uncounted.link.datasets.linked import Key, Linked, LinkedIncident
from uncounted.model.event_record import EventRecord

_COMMONEST = 5
_FAR_KM = 25.0  # beyond UCDP's "within about 25 km" two places are two


@dataclass(frozen=True)
class DatasetSummary:
    """One dataset. ``incidents`` it reports, alone or in an episode; ``alone``: those that no other reports, with their
    ``deaths`` (best figures; what is not said counts nothing) and commonest types and places with counts.
    """

    dataset: str
    records: int
    incidents: int
    alone: int
    alone_deaths: float
    alone_types: tuple[tuple[str, int], ...]
    alone_places: tuple[tuple[str, int], ...]
    duplicates: int
    perhaps_duplicates: int
    episodes: int


@dataclass(frozen=True)
class PairSummary:
    """Two datasets on the incidents that both report by a record of their own.

    ``same_day`` and ``days_apart`` compare first days, ``km`` is the median distance, ``deaths_equal`` to
    ``other_more`` the best figures; ``ratio`` is the sum of ``one``'s deaths over that of ``other``'s, null where that
    is none.
    """

    one: str
    other: str
    shared: int
    same_day: int
    days_apart: int
    km: float | None
    deaths_equal: int
    one_more: int
    other_more: int
    deaths_unsaid: int
    ratio: float | None


@dataclass(frozen=True)
class Difference:
    """One incident on which datasets differ in ``what`` (deaths, date or place); ``said`` is what each says."""

    code: str
    what: str
    said: tuple[tuple[str, str], ...]
    size: float


@dataclass(frozen=True)
class CrossReport:
    """The whole report. ``differences`` by what differs, the largest first. ``low`` and ``high`` add up the least and
    the most deaths that any dataset gives for each incident.
    """

    TYPE: ClassVar[str] = "cross_source_report"

    incidents: int
    low: float
    high: float
    datasets: tuple[DatasetSummary, ...]
    pairs: tuple[PairSummary, ...]
    differences: tuple[Difference, ...]


def report(linked: Linked) -> CrossReport:
    """The cross-source report of what was linked."""
    return CrossReport(
        incidents=len(linked.incidents),
        low=sum(one.low for one in linked.incidents if one.low is not None),
        high=sum(one.high for one in linked.incidents if one.high is not None),
        datasets=tuple(_dataset(linked, name) for name in linked.datasets),
        pairs=tuple(_pair(linked, one, other) for one, other in combinations(linked.datasets, 2)),
        differences=tuple(
            sorted(_differences(linked), key=lambda each: (each.what, -each.size, each.code))
        ),
    )  # fmt: skip


def _dataset(linked: Linked, name: str) -> DatasetSummary:
    reported = [one for one in linked.incidents if name in one.datasets]
    alone = [one for one in reported if one.datasets == {name}]
    records = [linked.records[one.records[0]] for one in alone]
    mine = [link for link in linked.links if link.one[0] == name and link.other[0] == name]
    return DatasetSummary(
        dataset=name,
        records=sum(key[0] == name for key in linked.records),
        incidents=len(reported),
        alone=len(alone),
        alone_deaths=sum(record.best or 0 for record in records),
        alone_types=_common(record.event_type for record in records),
        alone_places=_common(record.place for record in records),
        duplicates=sum(link.relation == "duplicate" for link in mine),
        perhaps_duplicates=sum(link.relation == "perhaps duplicate" for link in mine),
        episodes=len({key for one in linked.incidents for key in one.episodes if key[0] == name}),
    )


def _common(values: Iterator[str | None]) -> tuple[tuple[str, int], ...]:
    counted = Counter(value for value in values if value)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_COMMONEST])


def _pair(linked: Linked, one: str, other: str) -> PairSummary:
    both = [pair for each in linked.incidents if (pair := _records(linked, each, one, other)) is not None]
    days = [abs((_day(a) - _day(b)).days) for a, b in both]
    far = [km for a, b in both if (km := distance_km(a, b)) is not None]
    tolls = [(a.best, b.best) for a, b in both if a.best is not None and b.best is not None]
    rest = sum(b for _, b in tolls)
    middle = round(median(far), 2) if far else None
    return PairSummary(
        one, other, len(both), sum(d == 0 for d in days), sum(d > 0 for d in days), middle,
        sum(a == b for a, b in tolls), sum(a > b for a, b in tolls), sum(a < b for a, b in tolls),
        len(both) - len(tolls), round(sum(a for a, _ in tolls) / rest, 3) if rest else None,
    )  # fmt: skip


def _records(linked: Linked, each: LinkedIncident, one: str, other: str) -> tuple[EventRecord, EventRecord] | None:
    """The first record of each of two datasets in an incident."""
    found = [next((linked.records[key] for key in each.records if key[0] == name), None) for name in (one, other)]
    return None if found[0] is None or found[1] is None else (found[0], found[1])


def _differences(linked: Linked) -> Iterator[Difference]:
    for each in linked.incidents:
        records = [linked.records[key] for key in _first(each.records)]
        if len(records) < 2:
            continue
        tolls = {record.best for record in records if record.best is not None}
        if len(tolls) > 1:
            said = tuple((record.dataset, _toll(record)) for record in records)
            yield Difference(each.code, "deaths", said, max(tolls) - min(tolls))
        days = [_day(record).toordinal() for record in records]
        if max(days) > min(days):
            said = tuple((record.dataset, _days(record)) for record in records)
            yield Difference(each.code, "date", said, max(days) - min(days))
        far = max((km for a, b in combinations(records, 2) if (km := distance_km(a, b)) is not None), default=0.0)
        if far > _FAR_KM:
            said = tuple((record.dataset, _where(record)) for record in records)
            yield Difference(each.code, "place", said, round(far, 1))


def _first(keys: Sequence[Key]) -> list[Key]:
    """The first key of each dataset."""
    found: dict[str, Key] = {}
    for key in keys:
        found.setdefault(key[0], key)
    return list(found.values())


def _toll(record: EventRecord) -> str:
    if record.best is None:
        return "not said"
    low, high = record.low, record.high
    spread = f" ({low:g}-{high:g})" if low is not None and high is not None and low != high else ""
    return f"{record.best:g}{spread}"


def _days(record: EventRecord) -> str:
    return record.start if record.start == record.end else f"{record.start}/{record.end}"


def _where(record: EventRecord) -> str:
    if record.lat is None or record.lon is None:
        return record.place or "not said"
    code = record.location_precision or "?"
    return f"{record.place or 'no name'} ({record.lat:.2f}, {record.lon:.2f}; precision {code})"


def _day(record: EventRecord) -> dt.date:
    return dt.date.fromisoformat(record.start)


def distance_km(one: EventRecord, other: EventRecord) -> float | None:
    """Great-circle distance of two records (haversine); null where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat - other_lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin(math.radians(one.lon - other.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))

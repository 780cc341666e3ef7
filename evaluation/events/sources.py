"""What datasets make of incidents: who is recorded, and with which errors (docs/linkage-events.md)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.events.world import KINDS, KM, Town, Truth
from uncounted.model.event_record import EventRecord
from uncounted.reference.event_datasets import conventions

FIRST_DAY = dt.date(2013, 1, 1)
_MADE = ("Ansar", "Zamfar", "Korro", "Bilal", "Tivren", "Dasuki", "Ogbele", "Numan", "Kadara", "Ruwan", "Sambi", "Gwoz")
_GENERIC = {
    "acled": "Unidentified Armed Group", "ucdp": "Unnamed group", "gtd": "Unknown", "scad": "Unknown gunmen",
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How one dataset captures and codes. ``kinds[k]`` are the labels of a kind of event, the usual one first."""

    name: str
    base: float
    deaths: float
    urban: float
    kinds: dict[str, tuple[str, ...]]
    exact: float = 0.82  # places that are known to the town
    generic: float = 0.20
    range: bool = False
    least: int = 0


STYLES: tuple[Style, ...] = (
    Style("acled", -0.35, 0.55, 0.15, {
        "bombing": ("Remote violence",), "assault": ("Violence against civilians", "Battle-No change of territory"),
        "battle": ("Battle-No change of territory", "Violence against civilians"), "riot": ("Riots",),
        "protest": ("Protests",), "abduction": ("Violence against civilians",),
        "assassination": ("Violence against civilians", "Battle-No change of territory")}),
    Style("ucdp", -1.0, 0.8, 0.1, {
        "bombing": ("3", "1"), "assault": ("3", "1", "2"), "battle": ("1", "2"), "riot": ("2",),
        "assassination": ("3", "1")}, range=True, least=1),
    Style("gtd", -1.4, 0.5, 0.3, {
        "bombing": ("3",), "assault": ("2", "9"), "battle": ("2",), "abduction": ("6",),
        "assassination": ("1", "2")}),
    Style("scad", -2.1, 0.7, 0.5, {
        "bombing": ("8", "9"), "assault": ("9", "8", "10"), "battle": ("8", "9"), "riot": ("4", "5"),
        "protest": ("1", "3"), "assassination": ("9", "7")}, exact=0.7, generic=0.45),
)  # fmt: skip


@dataclass(frozen=True)
class Noise:
    """How often things go wrong."""

    late: tuple[float, ...] = (0.85, 0.12, 0.025, 0.005)  # coded 0, 1, 2, 3 days off, mostly later
    week: float = 0.05
    month: float = 0.015
    several_days: float = 0.07
    second: float = 0.65  # of places not known to the town: second-order division, else first
    misspelt: float = 0.12
    wrong_type: float = 0.08
    wrong_actor: float = 0.05
    exact_toll: float = 0.5
    spread: float = 0.4
    no_toll: float = 0.10
    merge: float = 0.5  # of days with several incidents in one town
    split: float = 0.05
    twice: float = 0.03


@dataclass(frozen=True)
class Told:
    """The records of all datasets in random order, and of which incidents each tells."""

    records: tuple[EventRecord, ...]
    truth: tuple[frozenset[int], ...]
    twins: frozenset[tuple[tuple[str, str], tuple[str, str]]]


def tell(truths: Sequence[Truth], seed: int, noise: Noise | None = None, styles: Sequence[Style] = STYLES) -> Told:
    """What the datasets make of the incidents."""
    random = np.random.default_rng(seed)
    fame = random.normal(0, 0.6, len(truths))  # the press is one, so lists depend on each other
    told: list[tuple[EventRecord, frozenset[int]]] = []
    twins: list[tuple[tuple[str, str], tuple[str, str]]] = []
    for style in styles:
        coder = _Coder(style, noise or Noise(), random)
        groups = coder.groups([t for t, f in zip(truths, fame, strict=True) if coder.captures(t, float(f))])
        records: list[tuple[EventRecord, frozenset[int], int]] = []
        for group in groups:
            records += [(record, frozenset(t.number for t in group), -1) for record in coder.records(group)]
        for at in range(len(records)):
            if random.random() < coder.noise.twice:
                records.append((coder.again(*records[at][:1]), records[at][1], at))
        named = [dataclasses.replace(r, id=f"{style.name}-{k + 1}") for k, (r, _, _) in enumerate(records)]
        told += [(record, of) for record, (_, of, _) in zip(named, records, strict=True)]
        twins += [(named[at].key, record.key) for record, (_, _, at) in zip(named, records, strict=True) if at >= 0]
    order = random.permutation(len(told))
    return Told(tuple(told[k][0] for k in order), tuple(told[k][1] for k in order), frozenset(twins))


class _Coder:
    """One dataset at work."""

    def __init__(self, style: Style, noise: Noise, random: np.random.Generator) -> None:
        self.style = style
        self.noise = noise
        self.random = random
        self.coded = conventions()[style.name]
        self._towns: dict[str, tuple[float, float]] = {}

    def captures(self, truth: Truth, fame: float) -> bool:
        if KINDS[truth.kind] not in self.style.kinds or truth.deaths < self.style.least:
            return False
        size = np.log10(max(truth.town.population, 1000) / 1e5)
        logit = self.style.base + self.style.deaths * np.log1p(truth.deaths) + self.style.urban * size + fame
        return bool(self.random.random() < 1 / (1 + np.exp(-logit)))

    def groups(self, captured: Sequence[Truth]) -> list[tuple[Truth, ...]]:
        """Incidents that make one record: mostly one; some days of one town are merged."""
        days: defaultdict[tuple[str, int], list[Truth]] = defaultdict(list)
        for truth in captured:
            days[truth.town.name, truth.day].append(truth)
        found: list[tuple[Truth, ...]] = []
        for group in days.values():
            if len(group) > 1 and self.random.random() < self.noise.merge:
                found.append(tuple(group))
            else:
                found += [(truth,) for truth in group]
        return found

    def records(self, group: tuple[Truth, ...]) -> list[EventRecord]:
        whole = self._record(group, sum(truth.deaths for truth in group))
        toll = sum(truth.deaths for truth in group)
        if toll < 2 or self.random.random() >= self.noise.split:
            return [whole]
        part = int(self.random.integers(1, toll))
        other = self._record(group, toll - part)
        return [
            dataclasses.replace(whole, best=float(part), low=None, high=None),
            dataclasses.replace(other, start=whole.start, end=whole.end, date_precision=whole.date_precision),
        ]

    def again(self, record: EventRecord) -> EventRecord:
        """The same incident coded a second time, from another report in half of the cases."""
        if self.random.random() < 0.5:
            return record
        later = int(self.random.random() < 0.4)
        best = record.best
        if best is not None and self.random.random() < 0.3:
            best = float(round(best * self.random.lognormal(0, self.noise.spread)))
        start, end = (dt.date.fromisoformat(day) + dt.timedelta(later) for day in (record.start, record.end))
        return dataclasses.replace(record, start=start.isoformat(), end=end.isoformat(), best=best)

    def _record(self, group: tuple[Truth, ...], toll: int) -> EventRecord:
        main = max(group, key=lambda truth: truth.deaths)
        start, end, date_precision = self._days(main)
        lat, lon, place_precision, place = self._place(main)
        low, best, high = self._toll(toll)
        label = self._label(KINDS[main.kind])
        return EventRecord(
            dataset=self.style.name, id="", start=start, end=end, date_precision=date_precision, lat=lat, lon=lon,
            location_precision=place_precision, place=place, event_type=label, classes=self.coded.classes(label),
            actors=(self._actor(main.actor),), low=low, best=best, high=high,
        )  # fmt: skip

    def _days(self, truth: Truth) -> tuple[str, str, int]:
        shift = int(self.random.choice(len(self.noise.late), p=self.noise.late))
        shift = -shift if self.random.random() < 0.15 else shift
        day = FIRST_DAY + dt.timedelta(truth.day + shift)
        draw = self.random.random()
        if draw < self.noise.month:
            return day.replace(day=1).isoformat(), day.replace(day=1).isoformat(), 4
        if draw < self.noise.month + self.noise.week:
            day += dt.timedelta(int(self.random.integers(-3, 4)))
            return day.isoformat(), day.isoformat(), 3
        if draw < self.noise.month + self.noise.week + self.noise.several_days:
            before, after = int(self.random.integers(0, 2)), int(self.random.integers(1, 4))
            return (day - dt.timedelta(before)).isoformat(), (day + dt.timedelta(after)).isoformat(), 2
        return day.isoformat(), day.isoformat(), 1

    def _place(self, truth: Truth) -> tuple[float, float, int, str]:
        town = truth.town
        name = self._name(town)
        if self.random.random() < self.style.exact:
            if self.random.random() < 0.3:
                lat, lon = self._about(truth.lat, truth.lon, 0.5)
            else:
                lat, lon = self._known(town)
            return lat, lon, 1 if self.random.random() < 0.85 else 2, name
        if self.random.random() < self.noise.second:
            return *town.second, 3, f"{name} area"
        return *town.first, 4, f"{name} state"

    def _known(self, town: Town) -> tuple[float, float]:
        """Where this dataset's own gazetteer has the town."""
        if town.name not in self._towns:
            self._towns[town.name] = self._about(town.lat, town.lon, float(self.random.lognormal(-0.7, 1.1)))
        return self._towns[town.name]

    def _about(self, lat: float, lon: float, km: float) -> tuple[float, float]:
        turn = self.random.uniform(0, 2 * np.pi)
        east = km * np.cos(turn) / KM / np.cos(np.radians(lat))
        return float(lat + km * np.sin(turn) / KM), float(lon + east)

    def _name(self, town: Town) -> str:
        name = town.name
        if len(name) > 4 and self.random.random() < self.noise.misspelt:
            at = int(self.random.integers(1, len(name) - 1))
            name = name[:at] + name[at + 1 :] if self.random.random() < 0.5 else name[:at] + name[at] + name[at:]
        return f"{name} town" if self.style.name == "ucdp" else name

    def _toll(self, toll: int) -> tuple[float | None, float | None, float | None]:
        draw = self.random.random()
        if draw < self.noise.no_toll:
            return (None, None, None) if draw < self.noise.no_toll / 2 else (None, 0.0, None)
        best = toll
        if self.random.random() >= self.noise.exact_toll and toll:
            best = max(1, round(toll * self.random.lognormal(0, self.noise.spread)))
        if not self.style.range:
            return None, float(best), None
        wide = self.random.random() < 0.3
        return float(best * (0.7 if wide else 1) // 1), float(best), float(-(-best * (1.4 if wide else 1) // 1))

    def _label(self, kind: str) -> str:
        if self.random.random() < self.noise.wrong_type:
            kind = str(self.random.choice(sorted(self.style.kinds)))
        labels = self.style.kinds[kind]
        return labels[0] if self.random.random() < 0.75 else str(self.random.choice(labels))

    def _actor(self, actor: int) -> str:
        if self.random.random() < self.style.generic:
            return _GENERIC[self.style.name]
        if self.random.random() < self.noise.wrong_actor:
            actor = int(self.random.integers(len(_MADE)))
        name = _MADE[actor % len(_MADE)]
        if actor == 0:
            return {"acled": "Military Forces of Nigeria", "ucdp": "Government of Nigeria"}.get(self.style.name, "Army")
        spelled = {
            "acled": f"{name} Militia (Nigeria)", "ucdp": f"{name}" if actor % 2 else f"Jam'iyyat {actor}-{name[::-1]}",
            "gtd": f"{name} Movement", "scad": f"suspected {name} militants",
        }  # fmt: skip
        return spelled[self.style.name]

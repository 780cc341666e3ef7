"""Which pairs of events are worth comparing: those that can meet in time and place.

No pair that could be one event is left out: an event is filed under every week and area that its readings touch.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from uncounted.link.events import Event, Window, is_country, location_precision
from uncounted.model.membership import NEAR_KM
from uncounted.model.scope import Place

LONG_DAYS = 62  # longer windows are compared with every event of their country instead of being filed by week
_KM_PER_DEGREE = 111.0
_CELL = 1.0  # degrees
_REACH_KM = 4 * NEAR_KM  # the farthest at which two points can still be possibly one event
ANYWHERE = ""


def candidate_pairs(events: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """Index pairs ``(i, j)`` with ``i < j``, each once, sorted by ``i`` and then ``j``."""
    index = _Index(events)
    for i in range(len(events)):
        for j in sorted(index.partners(i)):
            if i < j:
                yield i, j


class _Index:
    """Events filed by week and cell (short windows at points), by week and country, and by country (long windows)."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.cells: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
        self.weeks: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self.vague: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self.long: defaultdict[str, list[int]] = defaultdict(list)
        self.everything: defaultdict[str, list[int]] = defaultdict(list)
        self.countries = [_countries(event) for event in events]
        self.span = [_hull(event) for event in events]
        for i, event in enumerate(events):
            if event.comparable:
                self._file(i, event)

    def _file(self, i: int, event: Event) -> None:
        for country in self.countries[i]:
            self.everything[country].append(i)
            if self._long(i):
                self.long[country].append(i)
                continue
            for week in self._weeks(i):
                self.weeks[country, week].append(i)
                if not _pointed(event):
                    self.vague[country, week].append(i)
        if _pointed(event) and not self._long(i):
            for cell in _cells(event, near=False):
                for week in self._weeks(i):
                    self.cells[(*cell, week)].append(i)

    def partners(self, i: int) -> set[int]:
        """The events that event ``i`` can meet; symmetric, and the event itself may be among them."""
        event, found = self.events[i], set[int]()
        if not event.comparable:
            return found
        areas = self.everything.keys() if ANYWHERE in self.countries[i] else {*self.countries[i], ANYWHERE}
        if self._long(i):
            for area in areas:
                found.update(j for j in self.everything.get(area, ()) if self._meet(i, j))
            return found
        shelf = self.vague if _pointed(event) else self.weeks
        for area in areas:
            found.update(j for j in self.long.get(area, ()) if self._meet(i, j))
            for week in self._weeks(i):
                found.update(shelf.get((area, week), ()))
        if _pointed(event):
            for cell in _cells(event, near=True):
                for week in self._weeks(i):
                    found.update(self.cells.get((*cell, week), ()))
        return found

    def _long(self, i: int) -> bool:
        return not self.span[i].known or self.span[i].days > LONG_DAYS

    def _weeks(self, i: int) -> range:
        return range((self.span[i].start - 1) // 7, (self.span[i].end + 1) // 7 + 1)

    def _meet(self, i: int, j: int) -> bool:
        one, other = self.span[i], self.span[j]
        return max(one.start, other.start) - min(one.end, other.end) <= 1


def _hull(event: Event) -> Window:
    return Window(min(each.start for each in event.windows), max(each.end for each in event.windows))


def _pointed(event: Event) -> bool:
    """Whether every reading of every place is a point that distance can rule out."""
    places = event.places + event.other_places
    return bool(places) and all(_point(place) for place in places)


def _point(place: Place) -> bool:
    located = place.id is not None and place.lat is not None and place.lon is not None
    near = (place.km or 0) <= NEAR_KM and abs(place.lat or 0) < 80
    return located and near and not is_country(place) and (location_precision(place) or 9) <= 2


def _countries(event: Event) -> frozenset[str]:
    """The countries in which the event can lie; ANYWHERE where one reading does not tell."""
    found = set[str]()
    for place in event.places + event.other_places:
        own = {place.country} if place.country else {code for code in place.within if len(code) == 2 and code.isalpha()}
        if is_country(place) and place.id:
            own.add(place.id)
        crosses = place.relation != "in" and not _point(place)  # "near the border" may lie beyond it
        found |= own if own and not crosses else {ANYWHERE}
    return frozenset(found) or frozenset({ANYWHERE})


def _cells(event: Event, *, near: bool) -> set[tuple[int, int]]:
    found = set[tuple[int, int]]()
    for place in event.places + event.other_places:
        lat, lon = place.lat or 0.0, place.lon or 0.0
        rows = math.ceil(_REACH_KM / _KM_PER_DEGREE / _CELL) if near else 0
        widest = math.cos(math.radians(min(abs(lat) + 1, 81)))
        columns = math.ceil(_REACH_KM / (_KM_PER_DEGREE * widest) / _CELL) if near else 0
        row, column = math.floor(lat / _CELL), math.floor(lon / _CELL)
        found |= {(row + r, (column + c) % 360) for r in range(-rows, rows + 1) for c in range(-columns, columns + 1)}
    return found

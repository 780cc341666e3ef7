"""The overlap table: how many victims have each capture history over a set of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from uncounted.model.errors import InputError, UnknownName
from uncounted.model.estimate import ListUse
from uncounted.model.estimation import OverlapTable
from uncounted.model.scope import Scope

LARGEST = 10**10  # no table of victims is larger than mankind; beyond it a column of ids was read as counts


@dataclass(frozen=True)
class Histories:
    """Counts of victims by capture history, for one stratum.

    ``lists`` names the lists. ``cells`` maps a history, one ``0`` or ``1`` per list in the order of ``lists``, to the
    number of victims that have it; a history that is absent has a count of zero, and the history of no list cannot be
    there, since it is what is to be estimated. Kept in one canonical form (no zeros, sorted), so that equal tables are
    equal values. ``admits`` says whom a list takes in, by list name. ``notes`` are remarks of the reader, which every
    estimate of the table repeats among its warnings.

    Raises InputError where a name repeats or is empty, a history does not fit, or a count is not a whole number from 0.
    """

    lists: tuple[str, ...]
    cells: Mapping[str, int]
    stratum: dict[str, str] | None = None
    scope: Scope | None = None
    target_population: str | None = None
    admits: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_names(self.lists)
        for name in self.admits:
            if name not in self.lists:
                raise InputError(f"'admits' describes {name!r}, which is not one of the lists")
        for history, count in self.cells.items():
            _check_cell(history, count, len(self.lists))
        object.__setattr__(self, "cells", {key: self.cells[key] for key in sorted(self.cells) if self.cells[key]})
        if self.n_observed > LARGEST:
            raise InputError(f"the table counts {self.n_observed:,} victims, more than mankind; check the count column")

    @property
    def n_observed(self) -> int:
        """Victims on at least one list."""
        return sum(self.cells.values())

    def records(self, name: str) -> int:
        """Victims on the list called ``name``."""
        at = self._index(name)
        return sum(count for history, count in self.cells.items() if history[at] == "1")

    def both(self, first: str, second: str) -> int:
        """Victims on both lists, whatever the other lists say."""
        i, j = self._index(first), self._index(second)
        return sum(count for history, count in self.cells.items() if history[i] == history[j] == "1")

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every pair of lists, in the order of ``lists``."""
        return tuple(combinations(self.lists, 2))

    def frequencies(self) -> tuple[int, ...]:
        """How many victims are on exactly 1, 2, ... lists: one count for each number of lists."""
        found = [0] * len(self.lists)
        for history, count in self.cells.items():
            found[history.count("1") - 1] += count
        return tuple(found)

    def singles(self) -> tuple[int, ...]:
        """For each list, the victims on it alone."""
        width = len(self.lists)
        return tuple(self.cells.get("0" * i + "1" + "0" * (width - i - 1), 0) for i in range(width))

    def uses(self) -> tuple[ListUse, ...]:
        """What each list holds in this stratum, and whether it is usable: at least one record, and an overlap."""
        return tuple(self._use(i, name) for i, name in enumerate(self.lists))

    def usable(self) -> tuple[str, ...]:
        """Names of the usable lists, in the order of ``lists``."""
        return tuple(use.name for use in self.uses() if use.usable)

    def restrict(self, lists: Iterable[str]) -> Histories:
        """The table of some of the lists alone. Victims on none of them drop out of it.

        Raises UnknownName for a list that the table does not have.
        """
        names = tuple(lists)
        places = [self._index(name) for name in names]
        cells: dict[str, int] = {}
        for history, count in self.cells.items():
            kept = "".join(history[i] for i in places)
            if "1" in kept:
                cells[kept] = cells.get(kept, 0) + count
        admits = {name: text for name, text in self.admits.items() if name in names}
        return Histories(names, cells, self.stratum, self.scope, self.target_population, admits, self.notes)

    def merge(self, first: str, second: str) -> Histories:
        """The table in which two lists are one, called "first + second", that holds whoever is on either.

        It stands at the place of ``first``. Raises UnknownName for a list that the table does not have.
        """
        i, j = self._index(first), self._index(second)
        cells: dict[str, int] = {}
        for history, count in self.cells.items():
            either = "1" if "1" in (history[i], history[j]) else "0"
            kept = "".join(either if k == i else bit for k, bit in enumerate(history) if k != j)
            cells[kept] = cells.get(kept, 0) + count
        name = f"{first} + {second}"
        names = tuple(name if k == i else each for k, each in enumerate(self.lists) if k != j)
        said = {each: text for each, text in self.admits.items() if each in names}
        if first in self.admits and second in self.admits:
            said[name] = f"{self.admits[first]}; {self.admits[second]}"
        return Histories(names, cells, self.stratum, self.scope, self.target_population, said, self.notes)

    def within(self, name: str) -> Histories:
        """The members of one list alone, as the other lists have them.

        Its victims on no other list are not in it: in this table they are the unrecorded, and there are
        ``records(name) - n_observed`` of them. Raises UnknownName.
        """
        at = self._index(name)
        inside = {history[:at] + history[at + 1 :]: n for history, n in self.cells.items() if history[at] == "1"}
        cells = {history: n for history, n in inside.items() if "1" in history}
        names = tuple(each for each in self.lists if each != name)
        admits = {each: text for each, text in self.admits.items() if each in names}
        return Histories(names, cells, self.stratum, self.scope, self.target_population, admits, self.notes)

    def overview(self) -> OverlapTable:
        """The table as a noun for readers and reports."""
        return OverlapTable(
            self.stratum,
            self.uses(),
            dict(self.cells),
            self.n_observed,
            self.scope,
            self.target_population,
            self.notes,
        )

    def _index(self, name: str) -> int:
        if name not in self.lists:
            raise UnknownName(f"No list is called {name!r}.", self.lists)
        return self.lists.index(name)

    def _use(self, i: int, name: str) -> ListUse:
        holding = [(history.count("1"), count) for history, count in self.cells.items() if history[i] == "1"]
        records = sum(count for _, count in holding)
        overlap = sum(count for on, count in holding if on > 1)
        reason = None
        if not records:
            reason = "no record"
        elif not overlap:
            reason = "shares no victim with another list"
        return ListUse(name, records, overlap, reason is None, reason, self.admits.get(name))


def _check_names(lists: tuple[str, ...]) -> None:
    if not lists:
        raise InputError("the table has no list")
    for name in lists:
        if not name.strip():
            raise InputError("a list has no name")
        if lists.count(name) > 1:
            raise InputError(f"two lists are called {name!r}; give every list a name of its own")


def _check_cell(history: str, count: int, width: int) -> None:
    if len(history) != width or set(history) - {"0", "1"}:
        raise InputError(f"cell {history!r}: a history has one 0 or 1 for each of the {width} lists")
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise InputError(f"cell {history!r}: the count should be a whole number from 0")
    if count and "1" not in history:
        raise InputError(
            f"cell {history!r} counts {count} victims on no list; leave it out, since it is what is to be estimated"
        )

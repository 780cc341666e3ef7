"""What became of a list from one release to the next, by linkage: not by row number, nor by any id that it prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from uncounted.link.persons.lists import Linkage

Kind = Literal["kept", "added", "removed", "re-added", "merged", "split"]
LIKELY = 0.5  # the probability from which a record without a partner is taken for a copy of one that has one


@dataclass(frozen=True)
class ListChange:
    """What became of one person. ``old`` and ``new`` are records by position over all releases, ``victim`` the cluster.

    ``kept``: on both; ``added``: on the new one alone and on none before; ``re-added``: on the new one and, though not
    on the old one, on a release ``before``; ``removed``: on the old one alone; ``merged``: several old records are one
    new one; ``split``: one old record is several new ones. ``probability`` is that the records are one person.
    """

    TYPE: ClassVar[str] = "list_change"

    kind: Kind
    victim: int
    old: tuple[int, ...]
    new: tuple[int, ...]
    before: tuple[int, ...] = ()
    probability: float | None = None


def list_changes(linkage: Linkage, step: int) -> tuple[ListChange, ...]:
    """What changed from release ``step - 1`` to release ``step`` of a linkage of releases, oldest first.

    Where a release holds nobody twice, two copies of one person on it cannot both be linked to the one record of the
    next: the second is left over, alike. It is merged with the first where it matches by the pair alone. In the order
    of the new release, then what is gone in the order of the old one.
    """
    return tuple(_Step(linkage, step).changes())


class _Step:
    def __init__(self, linkage: Linkage, step: int) -> None:
        self.linkage, self.step = linkage, step
        self.of = linkage.list_of.tolist()
        self.victim: list[int] = linkage.victim.tolist()
        self.members: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for record, (victim, release) in enumerate(zip(self.victim, self.of, strict=True)):
            self.members[victim][release].append(record)
        self.odds: dict[tuple[int, int], tuple[float, float]] = {}
        self.near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._read_pairs()

    def changes(self) -> Iterator[ListChange]:
        twins: dict[int, list[tuple[int, float]]] = defaultdict(list)  # victim -> left-over records alike, how likely
        gone: list[ListChange] = []
        come: list[ListChange] = []
        for victim, on in self._victims():
            old, new = on.get(self.step - 1, []), on.get(self.step, [])
            if old and new:
                continue
            found = self._twin(old[0] if old else new[0])
            if found is not None:
                twins[found[0]] += [(record, found[1]) for record in (*old, *new)]
            elif old:
                gone.append(ListChange("removed", victim, tuple(old), ()))
            else:
                come.append(self._come(victim, new, on))
        stayed = [self._stayed(victim, on, twins.get(victim, [])) for victim, on in self._victims()
                  if on.get(self.step) and on.get(self.step - 1)]  # fmt: skip
        yield from sorted([*stayed, *come], key=lambda change: change.new)
        yield from sorted(gone, key=lambda change: change.old)

    def _victims(self) -> Iterator[tuple[int, dict[int, list[int]]]]:
        for victim, on in self.members.items():
            if self.step in on or self.step - 1 in on:
                yield victim, on

    def _come(self, victim: int, new: Sequence[int], on: dict[int, list[int]]) -> ListChange:
        before = tuple(record for release in sorted(on) if release < self.step for record in on[release])
        if not before:
            return ListChange("added", victim, (), tuple(new))
        return ListChange("re-added", victim, (), tuple(new), before, self._drawn(before[-1], new[0]))

    def _stayed(self, victim: int, on: dict[int, list[int]], more: Sequence[tuple[int, float]]) -> ListChange:
        old, new = list(on[self.step - 1]), list(on[self.step])
        probability = self._drawn(old[0], new[0])
        for record, likely in more:
            (old if self.of[record] == self.step - 1 else new).append(record)
            probability = min(probability, likely)
        kind: Kind = "kept" if len(old) == len(new) else "merged" if len(old) > len(new) else "split"
        return ListChange(kind, victim, tuple(old), tuple(new), (), round(probability, 4))

    def _read_pairs(self) -> None:
        pairs = self.linkage.pairs
        columns = (pairs.left.tolist(), pairs.right.tolist(), pairs.drawn.tolist(), pairs.probability.tolist())
        ends = {self.step - 1, self.step}
        for one, other, drawn, alone in zip(*columns, strict=True):
            self.odds[one, other] = (drawn, alone)
            if {self.of[one], self.of[other]} == ends and alone > LIKELY:
                self.near[one].append((alone, other))
                self.near[other].append((alone, one))

    def _twin(self, record: int) -> tuple[int, float] | None:
        """The person on both releases of whom a record that stands on one alone is a copy, and how likely."""
        for likely, other in sorted(self.near.get(record, ()), reverse=True):
            on = self.members[self.victim[other]]
            if on.get(self.step) and on.get(self.step - 1):
                return self.victim[other], likely
        return None

    def _drawn(self, one: int, other: int) -> float:
        return round(self.odds.get((min(one, other), max(one, other)), (1.0, 1.0))[0], 4)

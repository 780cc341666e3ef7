"""How far one unknown can be pushed when all others are at their least: often this proves its greatest value.

From a point at which every region counts as few as it can, one incident's people are raised until a full count above
them is full. That value can be reached. No more is possible where the same full count, less the least that all others
in it must hold, says so too. Where the two agree no program needs to be solved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uncounted.model.membership import INSIDE
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.figures import is_floor
from uncounted.reconcile.program import TOLERANCE, Program
from uncounted.reconcile.ranges import INFINITY, Kind, Range
from uncounted.reconcile.regions import label_below
from uncounted.reconcile.rows import figure_range, measures_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from uncounted.reconcile.world import World

Own = Callable[[str, Kind], Range]


@dataclass(frozen=True)
class Cap:
    """A full count over a region: ``room`` is left at the lowest point, ``least`` is what its inside surely holds.

    ``inside`` are the cells it surely holds, ``claim`` is the full count.
    """

    kind: Kind
    high: float
    room: float
    least: float
    inside: tuple[str, ...]
    claim: str


class Slack:
    """The lowest point of a component without conflicts, and the full counts over each of its cells.

    ``own`` gives the range that an incident's or bundle's own claims allow for a kind.
    """

    def __init__(self, world: World, program: Program, tags: Collection[str], own: Own) -> None:
        self.program, self.own = program, own
        costs = {n: 1.0 for name, n in program.names.items() if isinstance(name, tuple) and name[0] in {"x", "X"}}
        self.point: NDArray[np.float64] | None = program.values(costs, tags)
        self.caps: dict[str, list[Cap]] = {}
        self.usable = self.point is not None and self._find_caps(world, tags)

    def _find_caps(self, world: World, tags: Collection[str]) -> bool:
        """Whether every full count is of one measure and its region of no other's; then ``caps`` are known."""
        if named.FULL_COUNT not in world.force or self.point is None:
            return named.FULL_COUNT not in world.force
        lids = {}
        for one, region in world.regions.items():
            name = ("X", one, region.figure.claim.measure)
            if one not in tags or name not in self.program.names:
                continue
            if len(measures_of(region.figure.claim.measure)) > 1:
                return False
            high = figure_range(region.figure.claim.count, world)[1]
            lids[one] = INFINITY if is_floor(region.figure) else high
        above: dict[str, list[str]] = {one: [one] for one in lids}
        for part, whole in world.links:
            if part in above and whole in lids:
                above[part].append(whole)
        for one in lids:
            self._add(world, one, {each: lids[each] for each in above[one]})
        return True

    def _add(self, world: World, one: str, lids: dict[str, float]) -> None:
        figure = world.regions[one].figure
        kind = (figure.claim.measure, world.label(figure))
        inside = tuple(atom for atom, value in world.held[one].items() if value is INSIDE)
        least = sum(self.own(atom, kind)[0] for atom in inside)
        for each, high in lids.items():
            if high < INFINITY:
                room = high - self._at(("X", each, figure.claim.measure))
                cap = Cap(kind, high, room, least, inside, each)
                for atom in inside:
                    self.caps.setdefault(atom, []).append(cap)

    def _at(self, name: object) -> float:
        column = self.program.names.get(name)
        return 0.0 if column is None or self.point is None else float(self.point[column])

    def lowest(self, atom: str, kind: Kind) -> float:
        """The unknown at the lowest point."""
        return self._at(("x", atom, kind))

    def greatest(self, atom: str, kind: Kind, kinds: Sequence[Kind]) -> tuple[float, Cap | None] | None:
        """The greatest value of the people of a kind in a cell, with the full count that sets it; null where unproved.

        ``kinds`` are all of which the cell's rows speak: of groups known to be apart only a program knows the sum.
        """
        said = [{label[axis] for measure, label in kinds if measure == kind[0] and label[axis]} for axis in range(3)]
        if not self.usable or any(len(some) > 1 for some in said):
            return None
        reached = proved = self.own(atom, kind)[1]
        lid: Cap | None = None
        for cap in self.caps.get(atom, ()):
            if cap.kind[0] != kind[0] or not label_below(kind[1], cap.kind[1]):
                continue
            reached = min(reached, self._at(("x", atom, cap.kind)) + cap.room)
            most = cap.high - cap.least + self.own(atom, cap.kind)[0]
            if most < proved:
                proved, lid = most, cap
        same = reached == proved or abs(reached - proved) < TOLERANCE * max(1.0, abs(proved))
        return (reached, lid) if same else None

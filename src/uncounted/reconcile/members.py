"""Answers about incidents that are members of bundles: their own ranges, narrowed by what the bundle can hold."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from uncounted.model.reconciliation import Bounds, Question
from uncounted.reconcile.answers import Solved, asked_kinds
from uncounted.reconcile.bundles import claims_of, tag
from uncounted.reconcile.program import TOLERANCE, UNBOUNDED, Program, round_down, round_up
from uncounted.reconcile.ranges import INFINITY, Kind
from uncounted.reconcile.regions import label_below
from uncounted.reconcile.world import World

Name = tuple[object, ...]


@dataclass(frozen=True)
class Extremes:
    """The least and the greatest that each bundle can hold, under all claims of its component at once."""

    world: World
    solved: Sequence[Solved]
    _where: dict[Name, int] = field(default_factory=dict)
    _kinds: dict[str, list[Kind]] = field(default_factory=dict)
    _around: dict[tuple[str, Kind], tuple[list[Kind], list[Kind]]] = field(default_factory=dict)
    _support: dict[tuple[str, Kind, float], tuple[str, ...]] = field(default_factory=dict)
    _found: dict[int, dict[Name, tuple[float, float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, one in enumerate(self.solved):
            for name in one.component.program.names:
                if isinstance(name, tuple) and name[0] == "x" and name[1] in self.world.bundles:
                    self._where[name] = number
                    self._kinds.setdefault(str(name[1]), []).append(name[2])

    def component(self, key: str, kind: Kind) -> Solved | None:
        """The component that speaks of a bundle's people of a kind."""
        number = self._where.get(("x", key, kind))
        return None if number is None else self.solved[number]

    def of(self, key: str, kind: Kind) -> tuple[float, float]:
        """The least and the greatest of a bundle's people of a kind."""
        name = ("x", key, kind)
        number = self._where[name]
        if number not in self._found:
            names = [one for one, where in self._where.items() if where == number]
            self._found[number] = self._extremes(self.solved[number], names)
        return self._found[number][name]

    def around(self, key: str, kind: Kind) -> tuple[list[Kind], list[Kind]]:
        """The kinds of people of a bundle of whom any row speaks that lie within a kind, and those that hold it."""
        if (key, kind) not in self._around:
            near = [other for other in self._kinds.get(key, []) if other[0] == kind[0]]
            below = [other for other in near if label_below(other[1], kind[1])]
            above = [other for other in near if label_below(kind[1], other[1])]
            self._around[key, kind] = below, above
        return self._around[key, kind]

    def support(self, key: str, kind: Kind, sign: float) -> tuple[str, ...]:
        """The rows that carry the bundle's least (1) or greatest (-1)."""
        if (key, kind, sign) not in self._support:
            solved = self.solved[self._where["x", key, kind]]
            program = solved.component.program
            column = program.names["x", key, kind]
            self._support[key, kind, sign] = program.support({column: sign}, solved.conflicts.left[0])
        return self._support[key, kind, sign]

    def _extremes(self, solved: Solved, names: Sequence[Name]) -> dict[Name, tuple[float, float]]:
        program = solved.component.program
        least = dict.fromkeys(names, INFINITY)
        most = dict.fromkeys(names, 0.0)
        for tags in solved.conflicts.left:
            lows = {name: self._sum(name, tags)[0] for name in names}
            highs = {name: self._sum(name, tags)[1] for name in names}
            for name, value in _reached(program, tags, lows, 1.0).items():
                least[name] = min(least[name], value)
            for name, value in _reached(program, tags, highs, -1.0).items():
                most[name] = max(most[name], value)
        return {name: (least[name], most[name]) for name in names}

    def _sum(self, name: Name, tags: Collection[str]) -> tuple[float, float]:
        """The bundle's own range, as far as its claims are among those that hold."""
        key, kind = str(name[1]), name[2]
        low, high = self.world.bundles[key].harmed(kind)  # type: ignore[arg-type]  # the third part of a name is a kind
        ends = [tag(key, side, kind) for side in ("low", "high")]  # type: ignore[arg-type]  # as above
        return (low if ends[0] in tags else 0.0), (high if ends[1] in tags else INFINITY)


def _reached(program: Program, tags: Collection[str], ends: dict[Name, float], sign: float) -> dict[Name, float]:
    """How far each unknown can be pushed towards its end: all at once, then those that did not get there by themselves.

    ``sign`` is 1 towards the low ends and -1 towards the high ones.
    """
    found: dict[Name, float] = {}
    left = dict(ends)
    while left:
        values = program.values({program.names[name]: sign for name in left}, tags)
        if values is None:
            break
        got = {name: float(values[program.names[name]]) for name in left}
        there = {name for name, end in left.items() if _is_there(got[name], end)}
        found |= {name: left.pop(name) for name in there}
        if not there:
            break
    for name in left:
        solve = program.minimum if sign > 0 else program.maximum
        value = solve({program.names[name]: 1.0}, tags)
        found[name] = ends[name] if value is None else value
    return found


def _is_there(value: float, end: float) -> bool:
    return value >= UNBOUNDED / 2 if math.isinf(end) else abs(value - end) < TOLERANCE * max(1.0, abs(end))


def of_member(question: Question, world: World, extremes: Extremes) -> Bounds:
    """Closed integer bounds on how many an incident of a bundle harmed."""
    incident = str(question.scope.incident)
    low, high, because, consistent, alone = 0.0, 0.0, (set[str](), set[str]()), True, True
    for kind in asked_kinds(question, world):
        least, most, forced, solved = _member(incident, kind, world, extremes)
        low, high = low + least, high + most
        for side, names in zip(because, forced, strict=True):
            side.update(names)
        if solved is not None:
            consistent = consistent and not solved.conflicts.sets
            alone = alone and len(solved.component.tags) <= 2
    return Bounds(
        question=question.text,
        measure=question.measure,
        low=round_up(low),
        high=None if math.isinf(high) else round_down(high),
        exact=alone,
        consistent=consistent,
        low_because=claims_of(sorted(because[0]), world.bundles) if low > 0 else (),
        high_because=claims_of(sorted(because[1]), world.bundles) if not math.isinf(high) else (),
        assumptions=tuple(assumption.name for assumption in world.force.on),
        scope=question.scope,
    )


def _member(
    incident: str, kind: Kind, world: World, extremes: Extremes
) -> tuple[float, float, tuple[set[str], set[str]], Solved | None]:
    """The range of one kind, the names of the rows behind each side, and the component that speaks of it."""
    key = world.bundled[incident]
    low, high, low_from, high_from = world.ranges[incident].of(kind)
    because = ({low_from} if low_from else set[str](), {high_from} if high_from else set[str]())
    solved = extremes.component(key, kind)
    if solved is None:
        return low, high, because, None
    held = solved.conflicts.left
    total_low, total_high = world.bundles[key].harmed(kind)
    if total_low > 0 and any(tag(key, "low", kind) not in tags for tags in held):
        low, because = 0.0, (set(), because[1])
    if not math.isinf(total_high) and any(tag(key, "high", kind) not in tags for tags in held):
        high, because = INFINITY, (because[0], set())
    below, above = extremes.around(key, kind)
    for other in below:
        low, because = _raised(incident, key, other, low, because, world, extremes)
    for other in above:
        high, because = _lowered(incident, key, other, high, because, world, extremes)
    return low, high, because, solved


Because = tuple[set[str], set[str]]


def _raised(
    incident: str, key: str, kind: Kind, low: float, because: Because, world: World, extremes: Extremes
) -> tuple[float, Because]:
    """What is left to the incident when all others of its bundle are at their greatest."""
    high = world.ranges[incident].of(kind)[1]
    total = world.bundles[key].harmed(kind)[1]
    forced = extremes.of(key, kind)[0] - (total - high) if not math.isinf(total) else 0.0
    if forced <= low + TOLERANCE:
        return low, because
    return forced, ({*extremes.support(key, kind, 1.0), tag(key, "high", kind)}, because[1])


def _lowered(
    incident: str, key: str, kind: Kind, high: float, because: Because, world: World, extremes: Extremes
) -> tuple[float, Because]:
    """What is left to the incident when all others of its bundle are at their least."""
    low = world.ranges[incident].of(kind)[0]
    forced = extremes.of(key, kind)[1] - (world.bundles[key].harmed(kind)[0] - low)
    if forced >= high - TOLERANCE:
        return high, because
    return forced, (because[0], {*extremes.support(key, kind, -1.0), tag(key, "low", kind)})

"""Answers about incidents that are members of bundles: their own ranges, narrowed by what the bundle can hold."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from uncounted.model.reconciliation import Bounds, Question
from uncounted.reconcile.answers import EXACT_LIMIT, Solved, asked_kinds
from uncounted.reconcile.bundles import claims_of, is_tag, tag
from uncounted.reconcile.program import TOLERANCE, Program, round_down, round_up
from uncounted.reconcile.ranges import INFINITY, Ends, Kind, Range
from uncounted.reconcile.regions import label_below
from uncounted.reconcile.rows import Hull
from uncounted.reconcile.slack import Cap, Slack
from uncounted.reconcile.world import World

Name = tuple[object, ...]


@dataclass(frozen=True)
class Extremes:
    """The least and the greatest of each bundle and incident, under all claims of its component at once.

    ``hulls`` are the ranges of incidents whose own claims conflict, by incident and kind.
    """

    world: World
    solved: Sequence[Solved]
    hulls: Mapping[tuple[str, Kind], Hull]
    _contested: set[str] = field(default_factory=set)
    _where: dict[Name, int] = field(default_factory=dict)
    _kinds: dict[str, list[Kind]] = field(default_factory=dict)
    _around: dict[tuple[str, Kind], tuple[list[Kind], list[Kind]]] = field(default_factory=dict)
    _support: dict[tuple[str, Kind, float], tuple[str, ...]] = field(default_factory=dict)
    _found: dict[int, dict[Name, tuple[float, float]]] = field(default_factory=dict)
    _names: dict[int, list[Name]] = field(default_factory=dict)
    _claims: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._contested.update(one for one, _ in self.hulls)
        for number, one in enumerate(self.solved):
            for name in one.component.program.names:
                if isinstance(name, tuple) and name[0] == "x" and self.knows(str(name[1])):
                    self._where[name] = number
                    self._names.setdefault(number, []).append(name)
                    self._kinds.setdefault(str(name[1]), []).append(name[2])

    def knows(self, key: str) -> bool:
        """Whether a bundle's or incident's own range is known."""
        return key in self.world.bundles or key in self.world.ranges or key in self._contested

    def component(self, key: str, kind: Kind) -> Solved | None:
        """The component that speaks of a bundle's people of a kind."""
        number = self._where.get(("x", key, kind))
        return None if number is None else self.solved[number]

    def of(self, key: str, kind: Kind) -> tuple[float, float]:
        """The least and the greatest of a bundle's people of a kind."""
        name = ("x", key, kind)
        number = self._where[name]
        if number not in self._found:
            self._found[number] = self._extremes(self.solved[number], self._names[number])
        return self._found[number][name]

    def answers(self, question: Question) -> bool:
        """Whether the question is about an incident whose answer follows from its own range and these extremes.

        Incidents with unknowns of their own are left to programs in components that are small or in conflict.
        """
        incident = str(question.scope.incident)
        if not question.scope.incident or incident in self.world.bundled or not self.knows(incident):
            return incident in self.world.bundled
        parts = [self.component(incident, kind) for kind in asked_kinds(question, self.world)]
        return all(
            one is not None and len(one.component.program.names) > EXACT_LIMIT and not one.conflicts.sets
            for one in parts
        )

    def ends(self, incident: str, kind: Kind) -> Ends:
        """The range of one incident by itself, and the claims that give its ends."""
        if incident in self.world.ranges:
            return self.world.ranges[incident].of(kind)
        hull = self.hulls.get((incident, kind))
        return (*self.own(incident, kind), hull.low_from if hull else None, hull.high_from if hull else None)

    def own(self, key: str, kind: Kind) -> Range:
        """What the claims of a bundle or incident allow by themselves; anything where nothing is known of it."""
        if key in self.world.bundles:
            return self.world.bundles[key].harmed(kind)
        if key in self.world.ranges:
            return self.world.ranges[key].of(kind)[:2]
        hull = self.hulls.get((key, kind))
        return (
            (0.0, INFINITY) if hull is None else (float(hull.low), INFINITY if hull.high is None else float(hull.high))
        )

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

    def claims(self, names: set[str]) -> tuple[str, ...]:
        """The claims behind rows; those of many bundles are many, and the same for each of their incidents."""
        if len(names) == 1 and not any(map(is_tag, names)):
            return tuple(names)
        key = frozenset(names)
        if key not in self._claims:
            self._claims[key] = claims_of(sorted(key), self.world.bundles)
        return self._claims[key]

    def _extremes(self, solved: Solved, names: Sequence[Name]) -> dict[Name, tuple[float, float]]:
        program = solved.component.program
        if not solved.conflicts.sets:
            return self._proved(solved, names)
        least = dict.fromkeys(names, INFINITY)
        most = dict.fromkeys(names, 0.0)
        for tags in solved.conflicts.left:
            for name in names:
                column = {program.names[name]: 1.0}
                low, high = program.minimum(column, tags), program.maximum(column, tags)
                least[name] = min(least[name], 0.0 if low is None else low)
                most[name] = max(most[name], INFINITY if high is None else high)
        return {name: (least[name], most[name]) for name in names}

    def _proved(self, solved: Solved, names: Sequence[Name]) -> dict[Name, tuple[float, float]]:
        """Both ends, by the lowest point where that proves them, and else by a program each."""
        program, tags = solved.component.program, solved.conflicts.left[0]
        slack = Slack(self.world, program, tags, self.own)
        found = {}
        for name in names:
            # the third part of a member's name is a kind
            key, kind = str(name[1]), cast(Kind, name[2])
            column = program.names[name]
            low = slack.lowest(key, kind)
            if slack.point is None or abs(low - self.own(key, kind)[0]) > TOLERANCE:
                low, self._support[key, kind, 1.0] = _pushed(program, column, 1.0, tags)
            proved = slack.greatest(key, kind, self._kinds[key])
            if proved is None:
                high, self._support[key, kind, -1.0] = _pushed(program, column, -1.0, tags)
            else:
                high = proved[0]
                if proved[1] is not None:
                    self._support[key, kind, -1.0] = self._behind(proved[1])
            found[name] = (low, high)
        return found

    def _behind(self, cap: Cap) -> tuple[str, ...]:
        """The rows that fill a full count up: it, and the least of all that lies in it."""
        lows = {tag(one, "low", cap.kind) for one in cap.inside if one in self.world.bundles}
        alone = {self.ends(one, cap.kind)[2] for one in cap.inside if one not in self.world.bundles and self.knows(one)}
        return tuple(sorted({cap.claim, *lows, *(one for one in alone if one)}))


def _pushed(program: Program, column: int, sign: float, tags: Collection[str]) -> tuple[float, tuple[str, ...]]:
    """The least (1) or greatest (-1) value of an unknown, and the rows that carry it."""
    if sign > 0:
        return program.minimum({column: 1.0}, tags) or 0.0, program.support({column: 1.0}, tags)
    value = program.maximum({column: 1.0}, tags)
    if value is None or math.isinf(value):
        return INFINITY, ()
    return value, program.support({column: -1.0}, tags)


def of_member(question: Question, world: World, extremes: Extremes, contested: Collection[str]) -> Bounds:
    """Closed integer bounds on how many an incident harmed, from its own range and what its bundle can hold."""
    incident = str(question.scope.incident)
    low, high, because, consistent, alone = 0.0, 0.0, (set[str](), set[str]()), incident not in contested, True
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
        low_because=extremes.claims(because[0]) if low > 0 else (),
        high_because=extremes.claims(because[1]) if not math.isinf(high) else (),
        assumptions=tuple(assumption.name for assumption in world.force.on),
        scope=question.scope,
    )


def _member(
    incident: str, kind: Kind, world: World, extremes: Extremes
) -> tuple[float, float, tuple[set[str], set[str]], Solved | None]:
    """The range of one kind, the names of the rows behind each side, and the component that speaks of it."""
    key = world.bundled.get(incident, incident)
    low, high, low_from, high_from = extremes.ends(incident, kind)
    because = ({low_from} if low_from else set[str](), {high_from} if high_from else set[str]())
    solved = extremes.component(key, kind)
    if solved is None:
        return low, high, because, None
    held = solved.conflicts.left
    total_low, total_high = extremes.own(key, kind)
    if key in world.bundles and total_low > 0 and any(tag(key, "low", kind) not in tags for tags in held):
        low, because = 0.0, (set(), because[1])
    if key in world.bundles and not math.isinf(total_high) and any(tag(key, "high", kind) not in tags for tags in held):
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
    high, total = extremes.ends(incident, kind)[1], extremes.own(key, kind)[1]
    forced = extremes.of(key, kind)[0] - (total - high) if not math.isinf(total) else 0.0
    if forced <= low + TOLERANCE:
        return low, because
    others = {tag(key, "high", kind)} if key in world.bundles else set[str]()
    return forced, ({*extremes.support(key, kind, 1.0), *others}, because[1])


def _lowered(
    incident: str, key: str, kind: Kind, high: float, because: Because, world: World, extremes: Extremes
) -> tuple[float, Because]:
    """What is left to the incident when all others of its bundle are at their least."""
    low = extremes.ends(incident, kind)[0]
    forced = extremes.of(key, kind)[1] - (extremes.own(key, kind)[0] - low)
    if forced >= high - TOLERANCE:
        return high, because
    others = {tag(key, "low", kind)} if key in world.bundles else set[str]()
    return forced, (because[0], {*extremes.support(key, kind, -1.0), *others})

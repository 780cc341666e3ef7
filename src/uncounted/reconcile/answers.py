"""Answers: bounds on how many, with the claims that force each side."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from uncounted.model.membership import INSIDE, Membership, silent_axes_agree
from uncounted.model.reconciliation import Bounds, Question
from uncounted.model.scope import Population, Scope
from uncounted.reconcile.bundles import claims_of
from uncounted.reconcile.conflicts import Component, Conflicts, smallest
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.holdings import is_nowhere
from uncounted.reconcile.program import LARGE, TOLERANCE, Program, round_down, round_up
from uncounted.reconcile.ranges import Kind
from uncounted.reconcile.regions import Region, label_below, label_of
from uncounted.reconcile.rows import least_sum, measures_of
from uncounted.reconcile.words import population_words, scope_words
from uncounted.reconcile.world import World

# Components of up to this many unknowns are also solved as integer programs, so that their bounds are proved.
EXACT_LIMIT = LARGE


@dataclass(frozen=True)
class Solved:
    """A component with its conflicts."""

    component: Component
    conflicts: Conflicts


class Components:
    """All components, with where each unknown is; ``known`` keeps what questions ask of them, by their words."""

    def __init__(self, solved: Sequence[Solved], known: dict[str, _Asked] | None = None) -> None:
        self.all = tuple(solved)
        self.known = {} if known is None else known
        self._where = {name: one for one in self.all for name in one.component.program.names}

    def asked(self, question: Question, world: World) -> _Asked:
        """What a question of this world asks of the unknowns."""
        if question.text not in self.known:
            self.known[question.text] = _Asked.of(question, world)
        return self.known[question.text]

    def speaking_of(self, names: Iterable[object]) -> list[Solved]:
        """The components that have any of these unknowns, in a stable order."""
        found = {id(one): one for name in names if (one := self._where.get(name)) is not None}
        return [one for one in self.all if id(one) in found] if len(found) > 1 else list(found.values())


class Known(Protocol):
    """What must be known to say which questions the claims raise: a world, or what one is made from."""

    @property
    def rows(self) -> tuple[Figure, ...]:
        """The figures that are rows."""
        ...

    @property
    def regions(self) -> dict[str, Region]:
        """The regions of those that count no single incident, by id."""
        ...


def own_questions(known: Known) -> tuple[Question, ...]:
    """The questions that the claims themselves raise: each scope that a figure counts, and each incident."""
    found: dict[str, Question] = {}
    for figure in known.rows:
        told = figure.incident is not None or not is_nowhere(figure.claim.scope)
        if told and (figure.incident is not None or figure.claim.kind not in {"subset", "increment"}):
            question = own_question(figure, known)
            found.setdefault(question.text, question)
    return tuple(found.values())


def own_question(figure: Figure, known: Known) -> Question:
    """The question that a figure answers: its scope as the assumptions read it, or its incident."""
    claim = figure.claim
    read = known.regions[figure.id].scope if figure.id in known.regions else claim.scope
    who = Population(claim.population.status, claim.population.sex, claim.population.age_group)
    scope = dataclasses.replace(read, n_incidents=None, incident=figure.incident, population=who, text=None)
    return Question(claim.measure, scope, question_words(claim.measure, scope))


def question_words(measure: str, scope: Scope) -> str:
    """A question in words: ``civilians killed: Syria and Iraq; by United States; 2014-01-01 to 2016-11-09``."""
    who = population_words(scope.population or Population()) or "people "
    means = f"; {scope.means}" if scope.means else ""
    incident = "one incident: " if scope.incident else ""
    return f"{who}{measure}: {incident}{scope_words(scope)}{means}".replace(": ;", ":")


def asked_kinds(question: Question, world: World) -> tuple[Kind, ...]:
    """The measures and the label that a question is about."""
    label = label_of(question.scope.population or Population(), world.force)
    return tuple((measure, label) for measure in measures_of(question.measure))


def spoken(world: World) -> list[tuple[str, Kind]]:
    """The cells, with measures and labels, that the world's questions are about, so that programs speak of them."""
    found = {
        (world.bundled.get(atom, atom), kind)
        for question in world.questions
        for kind in asked_kinds(question, world)
        for atom in world.asked[question.text]
    }
    return sorted(found, key=str)


def bounds(question: Question, world: World, solved: Components, contested: Collection[str]) -> Bounds:
    """Closed integer bounds on the answer, over the maximal consistent subsets where the claims conflict.

    ``contested`` are the incidents whose own figures conflict; they enter as the hull of their figures.
    """
    asked = solved.asked(question, world)
    touched = solved.speaking_of(asked.possible)
    near = touched if asked.alone is None else [*touched, *solved.speaking_of(asked.alone)]
    near = list({id(one): one for one in near}.values())
    low, low_exact, low_because = _side(dataclasses.replace(asked, alone=None), near, _least)
    high, high_exact, high_because = _side(asked, near, _most)
    if high is not None and low is not None and high < low - TOLERANCE:
        high, high_because = None, ()
    disputed = question.scope.incident in contested
    return Bounds(
        question=question.text,
        measure=question.measure,
        low=None if low is None else round_up(low),
        high=None if high is None or math.isinf(high) else round_down(high),
        exact=low_exact and high_exact,
        consistent=not disputed and not any(one.conflicts.sets for one in touched),
        low_because=claims_of(low_because, world.bundles),
        high_because=claims_of(high_because, world.bundles),
        assumptions=tuple(assumption.name for assumption in world.force.on),
        scope=question.scope,
    )


@dataclass(frozen=True)
class _Asked:
    """A question against the unknowns: what its scope surely and possibly holds, and the regions that lie in it.

    ``alone`` is the region of a figure that asks this very question: then that region is the answer.
    """

    inside: tuple[tuple[tuple[object, ...], ...], ...]
    possible: frozenset[object]
    regions: tuple[tuple[object, ...], ...]
    alone: tuple[object, ...] | None
    text: str

    @classmethod
    def of(cls, question: Question, world: World) -> _Asked:
        kinds = asked_kinds(question, world)
        held: Mapping[str, Membership] = world.asked[question.text]
        lumps = world.lumps(atom for atom, value in held.items() if value is INSIDE)
        inside = tuple(
            tuple(tuple(("x", atom, kind) for atom in some) for some in lump) for lump in lumps for kind in kinds
        )
        possible = frozenset(("x", atom, kind) for atom in held for kind in kinds)
        if question.scope.incident:
            return cls(inside, possible, (), None, question.text)
        boxes = [region.figure for region in world.regions.values()]
        same = next((figure for figure in boxes if _asks(figure, question, world)), None)
        inner = [figure for figure in boxes if figure is same or _lies_in(figure, question, world)]
        regions = tuple(_unknowns(figure) for figure in inner)  # what asks this very question lies in it, "near" or not
        return cls(inside, possible, regions, _unknowns(same) if same else None, question.text)

    def touches(self, program: Program) -> bool:
        """Whether the program speaks of anything that the question is about."""
        return any(name in program.names for name in self.possible)

    def unknown_to(self, solved: Sequence[Solved]) -> bool:
        """Whether the scope may hold a cell of which no row speaks."""
        spoken = {name for one in solved for name in one.component.program.names}
        return self.alone is None and not self.possible <= spoken

    def program(self, component: Component, solve: Solve) -> _Posed | None:
        """The component's program with one more unknown, the answer within it; null where it has no part in it.

        In a large component the greatest answer is that of the sum of all that the scope may hold, and the rows for
        the least, which can always hold, are left in it: so the solver goes on from one question to the next.
        """
        names = component.program.names
        if self.alone is not None:
            terms = {names[name]: 1.0 for name in self.alone if name in names}
            return _Posed(component.program, terms) if terms else None
        if not self.touches(component.program):
            return None
        possible = {names[name]: 1.0 for name in self.possible if name in names}
        if len(self.possible) == 1 and not self.regions:
            return _Posed(component.program, possible)
        if len(names) > EXACT_LIMIT:
            if solve is _most:
                return _Posed(component.program, possible)
            answer = ("answer", self.text)
            if answer not in names:
                self._pose_least(component.program, component.program.variable(answer))
            return _Posed(component.program, {names[answer]: 1.0})
        program = Program(dict(names), list(component.program.rows))
        column = program.variable(("answer",))
        self._pose_least(program, column)
        program.add({**possible, column: -1.0}, low=0.0)
        return _Posed(program, {column: 1.0})

    def _pose_least(self, program: Program, answer: int) -> None:
        """The answer is at least what its scope surely holds, and what each region in it holds."""
        names = program.names
        here = [[tuple(names[name] for name in some if name in names) for some in lump] for lump in self.inside]
        kept = [list(dict.fromkeys(some for some in lump if some)) for lump in here]
        sure = least_sum(program, [lump for lump in kept if lump], ("answer", self.text))
        program.add({**sure, answer: -1.0}, high=0.0)
        for region in self.regions:
            terms = {names[name]: 1.0 for name in region if name in names}
            if terms:
                program.add({**terms, answer: -1.0}, high=0.0)


@dataclass(frozen=True)
class _Posed:
    """A question put to a program: the terms of its answer."""

    program: Program
    terms: dict[int, float]


def pose(questions: Sequence[Question], world: World, solved: Components) -> None:
    """Put all questions about regions to the large components at once, so that their solvers stay warm."""
    large = [one for one in solved.all if len(one.component.program.names) > EXACT_LIMIT]
    for question in questions if large else ():
        if not question.scope.incident:
            asked = solved.asked(question, world)
            for one in large:
                dataclasses.replace(asked, alone=None).program(one.component, _least)


def _unknowns(figure: Figure) -> tuple[object, ...]:
    return tuple(("X", figure.id, measure) for measure in measures_of(figure.claim.measure))


def _lies_in(figure: Figure, question: Question, world: World) -> bool:
    """Whether everybody whom the figure counts is among those asked for."""
    fits = set(measures_of(figure.claim.measure)) <= set(measures_of(question.measure))
    below = label_below(world.label(figure), label_of(question.scope.population or Population(), world.force))
    scope = world.regions[figure.id].scope
    return fits and below and silent_axes_agree(scope, _open_axes(question.scope, scope), world.known) is INSIDE


def _open_axes(asked: Scope, scope: Scope) -> Scope:
    """The question's scope; an axis that it leaves open restricts nothing, so it takes the figure's own value."""
    return Scope(
        asked.time or scope.time,
        asked.places or scope.places,
        asked.places_reading if asked.places else scope.places_reading,
        asked.actors or scope.actors,
        asked.actors_reading if asked.actors else scope.actors_reading,
        asked.means or scope.means,
    )


def _asks(figure: Figure, question: Question, world: World) -> bool:
    region = world.regions.get(figure.id)
    if region is None or region.opaque or figure.exclusions or figure.claim.kind in {"subset", "increment"}:
        return False
    return own_question(figure, world).text == question.text


Answer = tuple[float | None, bool, tuple[str, ...]]
Solve = Callable[[Program, dict[int, float], Collection[str], bool], float | None]


def _side(asked: _Asked, solved: Sequence[Solved], solve: Solve) -> Answer:
    """One side of the bounds: the components' sides added up. A cell that no row speaks of is unbounded above."""
    total, exact, because = 0.0, True, set[str]()
    for one in solved:
        found = asked.program(one.component, solve)
        if found is None:
            continue
        value, proved, forced = _over_consistent(found, one.conflicts.left, solve)
        total, exact = total + value, exact and proved
        because |= set(forced)
    if solve is _most and asked.unknown_to(solved):
        total = math.inf
    return total, exact, tuple(sorted(because)) if not math.isinf(total) else ()


def _over_consistent(
    posed: _Posed, left: Sequence[Collection[str]], solve: Solve
) -> tuple[float, bool, tuple[str, ...]]:
    """The widest side over the maximal consistent subsets of a component."""
    best, proved = None, True
    small = len(posed.program.names) <= EXACT_LIMIT
    forced: tuple[str, ...] = ()
    for tags in left:
        value = solve(posed.program, posed.terms, tags, small)
        if value is None:
            continue
        proved = proved and (small or math.isinf(value) or value <= 0)
        if best is None or (value < best if solve is _least else value > best):
            best, forced = value, _forcing(posed, tags, solve, value)
    unknown = 0.0 if solve is _least else math.inf
    return (unknown if best is None else best), proved, forced


def _forcing(posed: _Posed, tags: Collection[str], solve: Solve, value: float) -> tuple[str, ...]:
    """Claims that alone force this side: an irreducible set, in large components those that carry it by duality."""
    if math.isinf(value) or (solve is _least and value <= 0):
        return ()
    program, terms = posed.program, posed.terms

    def forces(some: Collection[str]) -> bool:
        found = solve(program, terms, some, False)
        if found is None:
            return True
        if math.isinf(found):
            return False
        return round_up(found) >= round_up(value) if solve is _least else round_down(found) <= round_down(value)

    sign = 1.0 if solve is _least else -1.0
    carrying = program.support({key: sign * weight for key, weight in terms.items()}, tags)
    if len(program.names) > EXACT_LIMIT:
        return carrying
    return smallest(carrying if forces(carrying) else sorted(tags), forces)


def _least(program: Program, terms: dict[int, float], tags: Collection[str], whole: bool) -> float | None:
    return program.minimum(terms, tags, whole=whole)


def _most(program: Program, terms: dict[int, float], tags: Collection[str], whole: bool) -> float | None:
    return program.maximum(terms, tags, whole=whole)

"""Linear programs over named variables, solved by HiGHS. Rows carry a tag, so that they can be switched off.

HiGHS: Huangfu and Hall, "Parallelizing the dual revised simplex method", Math. Prog. Comp. 10 (2018).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray  # noqa: TC002  # a field of a dataclass

from uncounted.model.errors import UncountedError

INFINITY = math.inf
# HiGHS answers to 1e-7; counts are whole numbers, so a result this close to one is that one.
TOLERANCE = 1e-6
# More people than ever lived: an answer that reaches this is not bounded. A cap is faster and safer than asking the
# solver to prove that there is none.
UNBOUNDED = 1e12
# Programs of more unknowns than this are large: it pays to keep more of what was found before.
LARGE = 2000


@dataclass(frozen=True)
class Row:
    """``low <= sum(coefficient * variable) <= high``; ``tag`` is the claim that says so, null where always true."""

    terms: tuple[tuple[int, float], ...]
    low: float
    high: float
    tag: str | None


@dataclass
class Program:
    """Non-negative variables and rows. Build once, solve often with different rows and objectives."""

    names: dict[object, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    _live: dict[bool, _Live] = field(default_factory=dict, compare=False, repr=False)
    _endless: dict[frozenset[str], frozenset[int] | None] = field(default_factory=dict, compare=False, repr=False)

    def variable(self, name: object) -> int:
        """The number of the variable called ``name``, made on first use."""
        return self.names.setdefault(name, len(self.names))

    def add(
        self, terms: Mapping[int, float], *, low: float = -INFINITY, high: float = INFINITY, tag: str | None = None
    ) -> None:
        """Add a row; one without a bound is left out."""
        if low == -INFINITY and high == INFINITY:
            return
        self.rows.append(Row(tuple(sorted(terms.items())), low, high, tag))

    def change(self, number: int, row: Row) -> None:
        """Put a row with the same terms and tag in the place of another."""
        before, self.rows[number] = self.rows[number], row
        if (math.isinf(before.low), math.isinf(before.high)) != (math.isinf(row.low), math.isinf(row.high)):
            self._endless.clear()
        for live in self._live.values():
            live.change(number, row)

    def feasible(self, tags: Collection[str]) -> bool:
        """Whether the rows of ``tags``, with those that are always true, can hold together."""
        return self.minimum({}, tags) is not None

    def minimum(self, objective: Mapping[int, float], tags: Collection[str], *, whole: bool = False) -> float | None:
        """The least value of the objective under the rows of ``tags``; null where they cannot hold together.

        ``whole``: proved in whole numbers.
        """
        return self.whole_minimum(objective, tags) if whole else self._solve(objective, tags)

    def maximum(self, objective: Mapping[int, float], tags: Collection[str], *, whole: bool = False) -> float | None:
        """The greatest value, infinite where nothing bounds it; null where the rows cannot hold together."""
        endless = self._unbounded(tags) if len(self.names) > LARGE and not whole else None
        if endless and any(value > 0 and key in endless for key, value in objective.items()):
            return INFINITY
        found = self.minimum({key: -value for key, value in objective.items()}, tags, whole=whole)
        if found is None:
            return None
        return INFINITY if -found >= UNBOUNDED / 2 else -found

    def _unbounded(self, tags: Collection[str]) -> frozenset[int] | None:
        """The unknowns that nothing bounds above; null where the rows cannot hold together.

        They are those that some direction without an end raises. All of these add up to one such direction, in which
        each can rise by one at least, so that one program finds them all.
        """
        key = frozenset(tags)
        if key not in self._endless:
            self._endless[key] = self._rising(self._active(key)) if self.feasible(key) else None
        return self._endless[key]

    def _rising(self, rows: list[Row]) -> frozenset[int]:
        count = len(self.names)
        ways = [
            Row(row.terms, -INFINITY if row.low == -INFINITY else 0.0, INFINITY if row.high == INFINITY else 0.0, None)
            for row in rows
        ]
        rises = [Row(((one, 1.0), (count + one, -1.0)), 0.0, INFINITY, None) for one in range(count)]
        once = [Row(((count + one, 1.0),), -INFINITY, 1.0, None) for one in range(count)]
        solver = _solver()
        objective = dict.fromkeys(range(count, 2 * count), -1.0)
        solver.passModel(_model([*ways, *rises, *once], 2 * count, objective, False, None))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise UncountedError(f"the solver stopped with {solver.getModelStatus()}; please report it with the claims")
        found = np.asarray(solver.getSolution().col_value)[count:]
        return frozenset(np.flatnonzero(found > 0.5).tolist())

    def whole_minimum(self, objective: Mapping[int, float], tags: Collection[str]) -> float | None:
        """The least value in whole numbers, where it can be proved: at a whole vertex of the linear program, or else
        by integer programming; null where the rows cannot hold together.
        """
        solver = self._warm(tags, objective)
        if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            values = np.array(solver.getSolution().col_value)
            if np.all(np.abs(values - np.round(values)) < TOLERANCE):
                return float(solver.getInfo().objective_function_value)
        return self._solve(objective, tags, integer=True)

    def values(self, objective: Mapping[int, float], tags: Collection[str]) -> NDArray[np.float64] | None:
        """The unknowns at one least solution; null where the rows cannot hold together or nothing bounds it."""
        solver = self._warm(tags, objective)
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.asarray(solver.getSolution().col_value, dtype=np.float64)

    def support(self, objective: Mapping[int, float], tags: Collection[str]) -> tuple[str, ...]:
        """The tags of the rows that carry the least value of the objective: by duality they force it by themselves."""
        duals = np.asarray(self._warm(tags, objective).getSolution().row_dual)
        found = {tag for i in np.flatnonzero(np.abs(duals) > TOLERANCE) if (tag := self.rows[i].tag)}
        return tuple(sorted(found))

    def least_change(self, tag: str, tags: Collection[str]) -> float | None:
        """By how much the figure ``tag`` must move, up or down, for the rows of ``tags`` to hold; null: never."""
        slack = len(self.names)
        return self._solve({slack: 1.0}, {*tags, tag}, elastic=tag)

    def _solve(
        self,
        objective: Mapping[int, float],
        tags: Collection[str],
        *,
        integer: bool = False,
        elastic: str | None = None,
    ) -> float | None:
        warm = not integer and elastic is None
        solver = self._warm(tags, objective) if warm else self._cold(self._active(tags), objective, integer, elastic)
        status = solver.getModelStatus()
        if warm and status not in (_SOLVED if objective else _SOLVED | _NO_POINT):
            self._live.clear()  # a long chain of warm starts can leave the solver without an answer: begin anew
            solver = self._cold(self._active(tags), objective)
            status = solver.getModelStatus()
        if status in _SOLVED:
            return float(solver.getInfo().objective_function_value)
        if status == highspy.HighsModelStatus.kUnbounded:
            return -INFINITY
        if status not in _NO_POINT:
            raise UncountedError(f"the solver stopped with {status}; please report it with the claims that did it")
        # HiGHS 1.15 calls some unbounded programs infeasible; without an objective the answer can be trusted.
        if objective and self._solve({}, tags, elastic=elastic) is not None:
            return -INFINITY
        return None

    def _active(self, tags: Collection[str]) -> list[Row]:
        wanted = set(tags)
        return [row for row in self.rows if row.tag is None or row.tag in wanted]

    def _warm(self, tags: Collection[str], objective: Mapping[int, float]) -> Any:
        """The solver after this question, begun where the last one ended.

        In large programs least and greatest values have a solver each: one's point is a poor beginning for the other's.
        """
        greatest = len(self.names) > LARGE and any(cost < 0 for cost in objective.values())
        live = self._live.get(greatest)
        if live is None or not live.of(self):
            live = self._live[greatest] = _Live(self, INFINITY if greatest else UNBOUNDED)
        return live.run(tags, objective)

    def _cold(
        self, rows: list[Row], objective: Mapping[int, float], integer: bool = False, elastic: str | None = None
    ) -> Any:
        solver = _solver()
        solver.passModel(_model(rows, len(self.names) + (elastic is not None), objective, integer, elastic))
        solver.run()
        return solver


class _Live:
    """A solver that holds all rows of a program: rows of other claims are switched off by opening their bounds.

    ``lid`` is put on what is to be as great as it can, so that there is an answer where nothing else bounds it.
    """

    def __init__(self, program: Program, lid: float) -> None:
        self.lid = lid
        self.rows, self.columns = len(program.rows), len(program.names)
        self.solver = _solver()
        self.solver.passModel(_model(program.rows, self.columns, {}, False, None))
        self.low = np.array([row.low for row in program.rows], dtype=float)
        self.high = np.array([row.high for row in program.rows], dtype=float)
        self.tagged: dict[str, list[int]] = {}
        for number, row in enumerate(program.rows):
            if row.tag is not None:
                self.tagged.setdefault(row.tag, []).append(number)
        self.on = set(self.tagged)
        self.costs: dict[int, float] = {}
        self.begun = False
        self.last: Collection[str] | None = None

    def of(self, program: Program) -> bool:
        """Whether the program is as it was."""
        return self.rows == len(program.rows) and self.columns == len(program.names)

    def change(self, number: int, row: Row) -> None:
        """Move the bounds of a row."""
        self.low[number], self.high[number] = row.low, row.high
        self.begun = False
        if row.tag is None or row.tag in self.on:
            self.solver.changeRowBounds(number, row.low, row.high)

    def run(self, tags: Collection[str], objective: Mapping[int, float]) -> Any:
        if self.begun and objective == self.costs and tags is self.last:
            return self.solver
        wanted = self.on if tags is self.last else self.tagged.keys() & set(tags)
        self.last = tags
        # New costs leave the last point feasible: the primal simplex goes on from it. New rows do not.
        primal = self.begun and wanted == self.on
        self.solver.setOptionValue("simplex_strategy", _PRIMAL if primal else _DUAL)
        for tag in self.on - wanted:
            for row in self.tagged[tag]:
                self.solver.changeRowBounds(row, -INFINITY, INFINITY)
        for tag in wanted - self.on:
            for row in self.tagged[tag]:
                self.solver.changeRowBounds(row, self.low[row], self.high[row])
        self.on = wanted
        for column in self.costs.keys() - objective.keys():
            self.solver.changeColCost(column, 0.0)
            if self.lid < INFINITY:
                self.solver.changeColBounds(column, 0.0, INFINITY)
        for column, cost in objective.items():
            self.solver.changeColCost(column, cost)
            if self.lid < INFINITY:
                self.solver.changeColBounds(column, 0.0, self.lid if cost < 0 else INFINITY)
        self.costs = dict(objective)
        self.solver.run()
        self.begun = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return self.solver


_DUAL, _PRIMAL = 1, 4


def _solver() -> Any:
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy has no types
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


_SOLVED = {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty}
_NO_POINT = {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}


def _model(
    rows: list[Row], columns: int, objective: Mapping[int, float], integer: bool, elastic: str | None
) -> highspy.HighsLp:
    stretched = [piece for row in rows for piece in _stretch(row, columns - 1, elastic)]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(stretched)
    cost = np.zeros(columns)
    for index, value in objective.items():
        cost[index] = value
    model.col_cost_ = cost
    upper = np.full(columns, highspy.kHighsInf)
    upper[[index for index, value in objective.items() if value < 0]] = UNBOUNDED
    model.col_lower_, model.col_upper_ = np.zeros(columns), upper
    model.row_lower_ = np.array([row.low for row in stretched], dtype=float)
    model.row_upper_ = np.array([row.high for row in stretched], dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in stretched)])
    model.a_matrix_.index_ = np.array([index for row in stretched for index, _ in row.terms], dtype=np.int32)
    model.a_matrix_.value_ = np.array([value for row in stretched for _, value in row.terms], dtype=float)
    if integer:
        model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return model


def _stretch(row: Row, slack: int, elastic: str | None) -> tuple[Row, ...]:
    """A row of the elastic figure gives way by the slack on both sides."""
    if elastic is None or row.tag != elastic:
        return (row,)
    upper = Row((*row.terms, (slack, -1.0)), -INFINITY, row.high, row.tag)
    lower = Row((*row.terms, (slack, 1.0)), row.low, INFINITY, row.tag)
    return tuple(piece for piece in (upper, lower) if piece.low > -INFINITY or piece.high < INFINITY)


def round_up(value: float) -> int:
    """The least integer not below ``value``, but for the solver's tolerance."""
    return math.ceil(value - TOLERANCE)


def round_down(value: float) -> int:
    """The greatest integer not above ``value``, but for the solver's tolerance."""
    return math.floor(value + TOLERANCE)

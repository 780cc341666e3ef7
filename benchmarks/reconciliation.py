"""What reconciliation costs on a simulated ledger: all bounds, memory, growth, one changed claim, and the naive way.

The naive way gives every incident and figure unknowns and rows of its own in one program; it is measured on a small
ledger, side by side with the way used, because it does not come to an end on a large one.
"""

from __future__ import annotations

import argparse
import dataclasses
import resource
import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks.ledgers import ledger
from benchmarks.rows import Row
from uncounted.model.claim import Claim, Count
from uncounted.reconcile import bundles
from uncounted.reconcile.answers import spoken
from uncounted.reconcile.program import Program
from uncounted.reconcile.rows import build_program
from uncounted.reconcile.session import Session
from uncounted.reconcile.tensions import contested

T = TypeVar("T")
SECONDS, MEGABYTES, CHANGED = 60.0, 2048.0, 2.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``python -m benchmarks reconciliation``."""
    parser.add_argument("--incidents", type=int, default=20_000, help="incidents, each told by five sources: 20000")
    parser.add_argument("--cumulative", type=int, default=200, help="figures over many incidents: 200")
    parser.add_argument(
        "--naive", type=int, default=1000, help="incidents of the ledger on which the naive way is tried"
    )
    parser.add_argument("--contested", type=float, default=0.003, help="share of claims that contradict: 0.003")
    parser.add_argument("--json", action="store_true", help="print JSON")


def measure(given: argparse.Namespace) -> list[Row]:
    """Time all bounds of a ledger and of a quarter of it, one changed claim, and a small ledger both ways."""
    claims = ledger(given.incidents, cumulative=given.cumulative, contested=given.contested)
    seconds, session = _timed(lambda: _all_bounds(claims))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = f"{len(claims):,} claims, {len(session.questions):,} questions"
    rows = [
        Row("all bounds", seconds, "s", SECONDS, note=size),
        Row("peak memory, whole process", memory, "MB", MEGABYTES),
        _change(claims, session),
    ]
    quarter = ledger(given.incidents // 4, cumulative=given.cumulative, contested=given.contested)
    part, _ = _timed(lambda: _all_bounds(quarter))
    rows.append(Row("all bounds of a quarter of the incidents", part, "s", note=f"{seconds / part:.1f} times less"))
    return rows + _naive(given)


def _all_bounds(claims: list[Claim]) -> Session:
    session = Session(claims)
    for question in session.questions:
        session.bounds(question)
    return session


def _change(claims: list[Claim], session: Session) -> Row:
    """One incident's count changes; the widest figure's question is asked again."""
    widest = max(
        (question for question in session.questions if not question.scope.incident),
        key=lambda question: len(session.world.asked[question.text]),
    )
    claim = next(
        one for one in claims
        if one.count.modifier == "exact" and one.scope.incident and session.world.bundled.get(one.scope.incident)
    )  # fmt: skip
    low = claim.count.low or 0
    changed = dataclasses.replace(claim, count=Count(low + 1, None, None, "at least"))
    anew = session.change(changed)
    seconds, _ = _timed(lambda: session.bounds(widest))
    begun = time.perf_counter()
    session.change(dataclasses.replace(claim, count=Count(low, None, None, "at least")))
    session.bounds(widest)
    seconds = max(seconds, time.perf_counter() - begun)
    note = "all was built anew" if anew else "worked into the programs"
    return Row("one changed claim, the widest question again", seconds, "s", CHANGED, note=note)


def _naive(given: argparse.Namespace) -> list[Row]:
    """Milliseconds a question on a small ledger, the way used and the naive way on some of its questions."""
    claims = ledger(given.naive, cumulative=max(1, given.cumulative // 10), contested=given.contested)
    ours, session = _timed(lambda: _all_bounds(claims))
    kept, bundles.BUNDLE_FROM = bundles.BUNDLE_FROM, len(claims) + 1
    try:
        world = Session(claims).world
    finally:
        bundles.BUNDLE_FROM = kept
    _, hulls = contested(world)
    program = build_program(world, hulls, spoken(world))
    columns = [number for name, number in program.names.items() if isinstance(name, tuple) and name[0] in {"x", "X"}]
    asked = columns[:: max(1, len(columns) // _ASKED)][:_ASKED]
    seconds, _ = _timed(lambda: [_both_sides(program, column) for column in asked])
    each = 1000 * ours / len(session.questions)
    naive = 1000 * seconds / len(asked)
    return [
        Row(f"a question, ledger of {len(claims):,} claims", each, "ms"),
        Row("the same in one whole program, solved anew", naive, "ms", note=f"{naive / each:.0f} times as long"),
    ]


_ASKED = 20


def _both_sides(program: Program, column: int) -> None:
    tags = {row.tag for row in program.rows if row.tag is not None}
    for sign in (1.0, -1.0):
        Program(program.names, program.rows).minimum({column: sign}, tags)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made

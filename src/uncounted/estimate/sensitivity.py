"""What the answer hangs on: the method again with other settings, without each list, with each two lists as one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from uncounted.estimate.cache import Results
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator
from uncounted.model.estimate import Estimate
from uncounted.model.estimation import Change, Variation


def sensitivity(method: Estimator, table: Histories, results: Results | None = None) -> Iterator[Variation]:
    """The method as asked, then with one thing changed at a time, in an order that does not vary.

    First the method's own ``variations`` of its settings; then the table without each usable list; then with each two
    usable lists as one, which shows what it matters if one copies from the other. Only usable lists are varied. With
    three usable lists, a table with one less is refused, and says so.
    """
    results = results or Results()
    yield _variation("as asked", "as asked", results.tried(method, table))
    for what, other in method.variations(table):
        yield _variation("setting", what, results.tried(other, table))
    usable = table.usable()
    if len(usable) < method.fewest:
        return
    for left_out in usable:
        rest = table.restrict([name for name in usable if name != left_out])
        yield _variation("list left out", f"without {left_out}", results.tried(method, rest))
    kept = table.restrict(usable)
    for first, second in combinations(usable, 2):
        merged = results.tried(method, kept.merge(first, second))
        yield _variation("lists merged", f"{first} and {second} as one list", merged)


def _variation(change: Change, what: str, one: Estimate) -> Variation:
    return Variation(
        one.stratum,
        one.method,
        change,
        what,
        one.n_observed,
        one.estimate,
        one.low,
        one.high,
        one.level,
        one.refused,
        one.warnings,
    )

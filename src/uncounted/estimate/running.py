"""Tables through methods, with everything around them: what a command or a notebook asks for in one call."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from uncounted.estimate.cache import Results
from uncounted.estimate.histories import Histories
from uncounted.estimate.imputations import combine
from uncounted.estimate.interface import Estimator, Fitted, Method
from uncounted.estimate.strata import sum_strata
from uncounted.estimate.tables_json import Replicates
from uncounted.model.estimation import Combined, Rule, SumOfStrata

MOST_REPLICATES = 100  # of a linkage or an imputation, unless the user asks for more


def answers(table: Histories, methods: Sequence[Method], results: Results) -> Iterator[Fitted]:
    """Every answer of every method for one table; the two-list methods give one for each pair."""
    for each in methods:
        for planned in each.plan(table):
            yield results.fitted(planned, table)


def sums(fits: Sequence[Fitted], *, seed: int = 1) -> Iterator[SumOfStrata]:
    """One sum for each method with one answer for each stratum, in the order of the methods.

    Two-list arithmetic, which has an answer for each pair of lists, is not summed.
    """
    of_method: dict[str, list[Fitted]] = {}
    for fit in fits:
        of_method.setdefault(fit.estimate.method, []).append(fit)
    for found in of_method.values():
        strata = [fit.estimate.stratum for fit in found]
        if len(found) > 1 and all(strata.count(stratum) == 1 for stratum in strata) and _has_draws(found):
            yield sum_strata(found, seed=seed)


def combined(
    replicates: Replicates,
    method: Estimator,
    results: Results,
    *,
    rule: Rule = "pooled draws",
    most: int = MOST_REPLICATES,
) -> Combined:
    """The method's answer over the tables of a linkage; ``most`` of them at even distances where there are more.

    Equal tables are estimated once.
    """
    tables = replicates.tables
    taken = tables if len(tables) <= most else tuple(tables[i * len(tables) // most] for i in range(most))
    known: dict[tuple[tuple[str, int], ...], Fitted] = {}
    fits = []
    for table in taken:
        key = tuple(table.cells.items())
        if key not in known:
            known[key] = results.fitted(method, table)
        fits.append(known[key])
    found = combine(fits, rule=rule)
    if len(taken) < len(tables):
        said = f"{len(taken)} of the {len(tables)} draws are used, at even distances"
        found = dataclasses.replace(found, warnings=(said, *found.warnings))
    return found


def _has_draws(fits: Sequence[Fitted]) -> bool:
    """Whether the method gives draws at all: one without them is not summed, and one refused everywhere is."""
    return any(fit.draws is not None for fit in fits) or all(fit.estimate.refused for fit in fits)

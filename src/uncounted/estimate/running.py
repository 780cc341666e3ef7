"""Tables through methods, with everything around them: what a command or a notebook asks for in one call."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from uncounted.estimate.cache import Results
from uncounted.estimate.histories import Histories
from uncounted.estimate.imputations import combine
from uncounted.estimate.interface import Estimator, Fitted, Method
from uncounted.estimate.strata import sum_draws, sum_strata
from uncounted.estimate.tables_json import Replicates
from uncounted.model import records
from uncounted.model.estimation import Combined, Rule, SumOfStrata
from uncounted.model.recorded_estimate import SUM_OF_STRATA

PAIRED = ("lincoln-petersen", "chapman")  # methods with a figure for each pair of lists
MOST_REPLICATES = 100  # of a linkage or an imputation, unless the user asks for more


def answers(table: Histories, methods: Sequence[Method], results: Results) -> Iterator[Fitted]:
    """Every answer of every method for one table; the two-list methods give one for each pair."""
    for each in methods:
        for planned in each.plan(table):
            yield results.fitted(planned, table)


def sums(fits: Sequence[Fitted], *, seed: int = 1) -> Iterator[SumOfStrata]:
    """One sum for each method and its settings over all strata, in the order of the methods.

    Two-list arithmetic, which has an answer for each pair of lists, is not summed. A stratum that a method refused
    before it came to settings is a floor in every sum of the method.
    """
    of_method: dict[str, list[Fitted]] = {}
    for fit in fits:
        if fit.estimate.method not in PAIRED:
            of_method.setdefault(fit.estimate.method, []).append(fit)
    for found in of_method.values():
        for group in _groups(found):
            if len(group) > 1:
                yield sum_strata(group, seed=seed)


def _groups(fits: Sequence[Fitted]) -> list[list[Fitted]]:
    """The answers of one method, those of equal settings together, each with an answer for every stratum."""
    strata = {records.digest(fit.estimate.stratum): fit.estimate.stratum for fit in fits}
    groups: dict[str, dict[str, Fitted]] = {}
    for fit in fits:
        groups.setdefault(records.digest(fit.estimate.settings), {})[records.digest(fit.estimate.stratum)] = fit
    refused = {records.digest(fit.estimate.stratum): fit for fit in fits if fit.estimate.refused is not None}
    with_number = [group for group in groups.values() if any(fit.estimate.refused is None for fit in group.values())]
    whole = [{**{key: refused[key] for key in strata if key in refused}, **group} for group in with_number]
    found = whole or list(groups.values())[:1]
    return [[group[key] for key in strata] for group in found if len(group) == len(strata)]


def replicate_fits(
    replicates: Replicates, method: Estimator, results: Results, *, most: int = MOST_REPLICATES
) -> tuple[Fitted, ...]:
    """The method's answer for each table of a linkage; ``most`` of them at even distances where there are more.

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
    return tuple(fits)


def combined(replicates: Replicates, fits: Sequence[Fitted], *, rule: Rule = "pooled draws") -> Combined:
    """The method's answer over the tables of a linkage, of which ``fits`` are the answers one by one."""
    found = combine(fits, rule=rule)
    many = len(replicates.tables)
    if len(fits) < many:
        said = f"{len(fits)} of the {many} draws are used, at even distances"
        found = dataclasses.replace(found, warnings=(said, *found.warnings))
    return found


def combined_sum(strata: Sequence[Sequence[Fitted]], *, rule: Rule = "pooled draws", seed: int = 1) -> Combined | None:
    """The sum of strata over the tables of a linkage: strata are summed draw of the linkage by draw.

    ``strata`` are each stratum's answers, in the order of the draws: one draw is one reading of all records, of all
    strata together. Null where the strata have different numbers of draws, so that they are not of one linkage.
    """
    if len(strata) < 2 or len({len(fits) for fits in strata}) > 1:
        return None
    sums = []
    floors: list[str] = []
    for fits in zip(*strata, strict=True):
        one, draws = sum_strata(fits, seed=seed), sum_draws(fits, seed=seed)
        estimate = dataclasses.replace(
            fits[0].estimate,
            stratum=SUM_OF_STRATA,
            n_observed=one.n_observed,
            estimate=one.estimate,
            low=one.low,
            high=one.high,
            refused=one.refused,
            warnings=(),
            hash=one.hash,
            assumption=one.assumption,
        )
        sums.append(Fitted(estimate, draws))
        floors += [one.floor] if one.floor else []
    found = combine(sums, rule=rule)
    if floors:
        said = f"the sum is a floor in {len(floors)} of {len(sums)} readings, such as: {floors[0]}"
        found = dataclasses.replace(found, warnings=(said, *found.warnings))
    return found

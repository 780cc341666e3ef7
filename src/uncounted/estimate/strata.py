"""Sums of strata: the draws of strata are added, never their medians, and what has no estimate adds what was seen.

A sum of medians is no median of the sum, and a sum of interval ends no interval: intervals of a sum made so are too
wide, and its figure too small wherever draws lie lopsided. Here each stratum is a law of the number of its victims,
given by the draws of its estimate, and the law of the sum is that of independent strata.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from uncounted.estimate.draws import LENGTH, interval, shuffled
from uncounted.estimate.interface import Fitted
from uncounted.model import records
from uncounted.model.errors import BadSetting
from uncounted.model.estimate import Estimate, EstimateKind
from uncounted.model.estimation import Floor, SumOfStrata

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INDEPENDENT = (
    "The errors of the strata's estimates are independent of one another: nothing makes the lists miss more in all "
    "strata than their overlaps show. Where something does, the true interval is wider. No victim is in two strata."
)


def sum_strata(fits: Sequence[Fitted], *, seed: int = 1) -> SumOfStrata:
    """One method's answers for different strata, summed with their joint uncertainty.

    ``fits`` are answers of one method and one level, each stratum once. A stratum that was refused, or whose estimate
    has no draws, enters with its observed victims only, as a floor. The same seed gives the same figures.

    Raises BadSetting where the fits are of several methods or levels, or a stratum comes twice.
    """
    first = _one_method(fits)
    total, strata, floors = _total(fits, seed)
    warnings = _warnings(fits)
    common: dict[str, Any] = {
        "method": first.method,
        "kind": _kind(fits),
        "n_observed": sum(fit.estimate.n_observed for fit in fits),
        "level": first.level,
        "rhat": max((fit.estimate.rhat for fit in fits if fit.estimate.rhat is not None), default=None),
        "ess_bulk": min((fit.estimate.ess_bulk for fit in fits if fit.estimate.ess_bulk is not None), default=None),
        "ess_tail": min((fit.estimate.ess_tail for fit in fits if fit.estimate.ess_tail is not None), default=None),
        "seconds": round(sum(fit.estimate.seconds or 0 for fit in fits), 6),
        "strata": tuple(strata),
        "floors": tuple(floors),
        "settings": first.settings,
        "seed": seed,
        "hash": records.digest("sum", sorted(fit.estimate.hash for fit in fits), seed),
    }
    if total is None:
        reason = f"none of the {len(fits)} strata has an estimate; {common['n_observed']:,} victims were observed"
        return SumOfStrata(**common, warnings=warnings, refused=reason)
    estimate, low, high = interval(total, first.level)
    return SumOfStrata(
        **common,
        estimate=estimate,
        low=low,
        high=high,
        floor=_floor(floors),
        warnings=warnings,
        assumption=f"{INDEPENDENT} In each stratum: {first.assumption}",
    )


def sum_draws(fits: Sequence[Fitted], *, seed: int = 1) -> NDArray[np.float64] | None:
    """Draws of the sum that ``sum_strata`` reports; null where no stratum was estimated."""
    return _total(fits, seed)[0]


def _one_method(fits: Sequence[Fitted]) -> Estimate:
    if not fits:
        raise BadSetting("There is no stratum to sum.")
    first = fits[0].estimate
    if any((fit.estimate.method, fit.estimate.level) != (first.method, first.level) for fit in fits):
        raise BadSetting("Strata are summed for one method and one level at a time.")
    strata = [records.digest(fit.estimate.stratum) for fit in fits]
    if len(set(strata)) < len(strata):
        raise BadSetting("A stratum comes twice in a sum.")
    return next((fit.estimate for fit in fits if fit.estimate.refused is None), first)


def _kind(fits: Sequence[Fitted]) -> EstimateKind:
    """Of strata that are estimates and lower bounds the sum is a lower bound."""
    kinds: list[EstimateKind] = [fit.estimate.kind for fit in fits if fit.estimate.refused is None]
    return "lower bound" if "lower bound" in kinds else kinds[0] if kinds else fits[0].estimate.kind


def _total(fits: Sequence[Fitted], seed: int) -> tuple[NDArray[np.float64] | None, list[dict[str, str]], list[Floor]]:
    """The draws of the sum, the strata that were estimated, and the floors."""
    import numpy as np

    total: NDArray[np.float64] = np.zeros(LENGTH)
    strata: list[dict[str, str]] = []
    floors: list[Floor] = []
    for fit in fits:
        one = fit.estimate
        if one.refused is not None or fit.draws is None:
            reason = one.refused or "the method gives a figure here, and no draws that could be added"
            floors.append(Floor(one.stratum, one.n_observed, reason))
            total += one.n_observed
        else:
            # A seed for each stratum: neither the order of strata nor the names of lists change a sum.
            chance = np.random.default_rng([seed, int(records.digest(one.stratum)[:15], 16)])
            total += shuffled(fit.draws, chance, at_least=one.n_observed)
            strata.append(one.stratum or {})
    return (total if strata else None), strata, floors


def _floor(floors: Sequence[Floor]) -> str | None:
    if not floors:
        return None
    seen = sum(floor.n_observed for floor in floors)
    many = "1 stratum" if len(floors) == 1 else f"{len(floors)} strata"
    return f"a floor for {many}: only the {seen:,} victims that were observed there are in the sum"


def _warnings(fits: Sequence[Fitted]) -> tuple[str, ...]:
    """Each remark on a stratum once, with the number of strata that it is made of."""
    remarks: dict[str, int] = {}
    for fit in fits:
        for warning in fit.estimate.warnings:
            remarks[warning] = remarks.get(warning, 0) + 1
    return tuple(f"{warning} (in {count} of {len(fits)} strata)" for warning, count in remarks.items())

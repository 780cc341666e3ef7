"""Several tables of one population put together: draws of a linkage, or imputed replicates.

Who is on which list is known only as far as records were matched rightly and missing values filled in rightly. Where
the tables of several equally likely readings are given, each is estimated, and what lies between them is added to what
lies within each.

``pooled draws`` mixes the replicates' draws in equal shares: the law of the number of victims, averaged over readings
(Sadinle 2018 calls it linkage-averaging). ``rubin`` combines means and variances of the log of the unrecorded (Rubin
1987, chapter 3), which needs few draws but takes that log as normal.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uncounted.estimate.draws import interval
from uncounted.estimate.interface import Fitted
from uncounted.model import records
from uncounted.model.errors import BadSetting, MissingExtra
from uncounted.model.estimation import Combined, Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EACH = 2_000  # draws taken of each replicate
ENOUGH = 10  # replicates; with fewer the spread between them is hardly known
NONE_LEFT = 0.1  # taken for the unrecorded where a draw has none, so that it has a log (as verdata does)
ALIKE = (
    "Each replicate is as likely as every other, and they are as different as what is not known about the matching (or "
    "the missing values) makes them."
)


@dataclass(frozen=True)
class _Parts:
    """Each replicate's draws, one row of EACH quantiles; the fewest victims observed in any of them."""

    rows: NDArray[np.float64]
    fewest: int


def combine(fits: Sequence[Fitted], *, rule: Rule = "pooled draws") -> Combined:
    """One method's answers for several tables of one population, put together by ``rule``.

    Replicates that were refused are left out, with a warning; where they are more than half, or fewer than two have an
    estimate with draws, the whole is refused. Raises BadSetting where the fits are of several methods, levels or
    strata, and MissingExtra for ``rubin`` without SciPy.
    """
    first = _one_method(fits)
    good = [fit for fit in fits if fit.estimate.refused is None and fit.draws is not None]
    observed = [fit.estimate.n_observed for fit in fits]
    common: dict[str, Any] = {
        "stratum": first.stratum,
        "method": first.method,
        "kind": first.kind,
        "rule": rule,
        "replicates": len(fits),
        "n_observed": round(sum(observed) / len(observed)),
        "n_observed_low": min(observed),
        "n_observed_high": max(observed),
        "level": first.level,
        "estimates": tuple(fit.estimate.estimate for fit in good),
        "without": len(fits) - len(good),
        "settings": first.settings,
        "seed": first.seed,
        "hash": records.digest("combined", rule, [fit.estimate.hash for fit in fits]),
    }
    reason = _refusal(fits, good)
    if reason:
        return Combined(**common, refused=reason)
    parts = _parts(good)
    (estimate, low, high), between = (_pooled if rule == "pooled draws" else _rubin)(parts, first.level)
    return Combined(
        **common,
        estimate=estimate,
        low=low,
        high=high,
        between_share=between,
        warnings=_warnings(fits, good),
        assumption=f"{ALIKE} In each replicate: {first.assumption}",
    )


def rubin(means: Sequence[float], variances: Sequence[float]) -> tuple[float, float, float, float]:
    """Rubin's rules: the mean, its variance, its degrees of freedom and the share of the variance between replicates.

    ``means`` and ``variances`` are one per replicate, two or more. With R replicates, W the mean variance and B the
    variance of the means, the variance is T = W + (1 + 1/R) B and the degrees of freedom (R - 1)(1 + W/((1 + 1/R) B))^2
    (Rubin 1987, equation 3.1.6), infinite at B = 0. verdata has R + 1 in the place of 1 + 1/R there.
    """
    count = len(means)
    mean, within = sum(means) / count, sum(variances) / count
    between = (1 + 1 / count) * sum((x - mean) ** 2 for x in means) / (count - 1)
    total = within + between
    freedom = (count - 1) * (1 + within / between) ** 2 if between > 0 else math.inf
    return mean, total, freedom, between / total if total > 0 else 0.0


def _pooled(parts: _Parts, level: float) -> tuple[tuple[float, float, float], float]:
    logs = _logs(parts)
    within, between = float(logs.var(axis=1).mean()), float(logs.mean(axis=1).var())
    total = within + between
    return interval(parts.rows.ravel(), level), between / total if total > 0 else 0.0


def _rubin(parts: _Parts, level: float) -> tuple[tuple[float, float, float], float]:
    try:
        from scipy.special import ndtri, stdtrit
    except ImportError:
        raise MissingExtra("Rubin's rules", "estimate") from None
    logs = _logs(parts)
    mean, variance, freedom, between = rubin(logs.mean(axis=1).tolist(), logs.var(axis=1, ddof=1).tolist())
    tail = (1 + level) / 2
    width = float(ndtri(tail) if math.isinf(freedom) else stdtrit(freedom, tail)) * math.sqrt(variance)
    # So few replicates can leave a single degree of freedom; the end stays a number that can be written.
    middle, low, high = (parts.fewest + math.exp(min(x, 600.0)) for x in (mean, mean - width, mean + width))
    return (middle, low, high), between


def _logs(parts: _Parts) -> NDArray[np.float64]:
    """Log of the victims beyond the fewest that any replicate observed: with one count observed, of the unrecorded."""
    import numpy as np

    found: NDArray[np.float64] = np.log(np.maximum(parts.rows - parts.fewest, NONE_LEFT))
    return found


def _parts(good: Sequence[Fitted]) -> _Parts:
    import numpy as np

    middles = (np.arange(EACH) + 0.5) / EACH
    rows = [
        np.maximum(np.quantile(fit.draws, middles), fit.estimate.n_observed) for fit in good if fit.draws is not None
    ]
    return _Parts(np.array(rows), min(fit.estimate.n_observed for fit in good))


def _one_method(fits: Sequence[Fitted]) -> Any:
    if not fits:
        raise BadSetting("There is no replicate to combine.")
    first = fits[0].estimate
    same = (first.method, first.level, first.stratum)
    if any((fit.estimate.method, fit.estimate.level, fit.estimate.stratum) != same for fit in fits):
        raise BadSetting("Replicates are combined for one method, one level and one stratum at a time.")
    return first


def _refusal(fits: Sequence[Fitted], good: Sequence[Fitted]) -> str | None:
    if len(fits) == 1:
        return "one replicate shows nothing of the uncertainty between replicates; two are needed"
    if len(good) < 2 or 2 * len(good) < len(fits):
        bad = [fit.estimate for fit in fits if fit.estimate.refused is not None or fit.draws is None]
        reasons = [one.refused or "the method has no draws here" for one in bad]
        common = max(set(reasons), key=lambda reason: (reasons.count(reason), reason))
        return f"{len(fits) - len(good)} of {len(fits)} replicates have no estimate; most often: {common}"
    return None


def _warnings(fits: Sequence[Fitted], good: Sequence[Fitted]) -> tuple[str, ...]:
    found: list[str] = []
    if len(good) < len(fits):
        found.append(
            f"{len(fits) - len(good)} of {len(fits)} replicates have no estimate and are left out: the rest may differ"
        )
    if len(good) < ENOUGH:
        found.append(f"only {len(good)} replicates: the spread between them is hardly known below {ENOUGH}")
    remarks: dict[str, int] = {}
    for fit in good:
        for warning in fit.estimate.warnings:
            remarks[warning] = remarks.get(warning, 0) + 1
    found += [f"{warning} (in {count} of {len(good)} replicates)" for warning, count in remarks.items()]
    return tuple(found)

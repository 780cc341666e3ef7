"""Selection of a log-linear model for sparse lists, with intervals that know that it was selected."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator, Fit, check_level
from uncounted.estimate.loglinear_models import Model, all_models, closure, model_name, more_models_than
from uncounted.model.errors import BadSetting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from uncounted.estimate.bootstrap import Bootstrap, Estimates

ASSUMPTION = (
    "Who is on no list follows the same log-linear model as who is on some: dependence between lists that shows among "
    "recorded victims holds for unrecorded ones, and there is no term of all lists together. Victims are alike in "
    "their chance of being on each list, apart from what lists tell about one another. Every match is right and none "
    "is missed, and all lists cover the same people, place and time."
)
MOST_LISTS = 11
MOST_MODELS = 40_000
THRESHOLDS = (0.05, 0.02, 0.01, 0.001)
DIFFER = 1.1  # ratio of figures under different settings from which on it is worth a warning
SHOWN = 10


@dataclass(frozen=True)
class Selected:
    """The model chosen for a table: its terms, the intercept and the variance of the intercept."""

    model: Model
    intercept: float
    variance: float


@dataclass(frozen=True)
class Stepwise(Estimator):
    """A log-linear model chosen by a rule, with a bootstrap that chooses anew for every resampled table.

    ``search`` "stepwise": from the main effects, the pair of lists whose overlap the model predicts worst comes in,
    as long as the p-value of that overlap is below ``p_threshold`` (Chan, Silverman and Vincent 2021, as SparseMSE).
    "bic": the lowest BIC of all hierarchical models of terms of at most ``max_order`` lists (null: all but the term of
    all lists); the bootstrap looks at the ``top_models`` best of them alone (Silverman, Chan and Vincent 2024).
    "downhill": from the main effects, the term whose coming or going lowers BIC most, until none does (same source);
    for many lists. Empty overlaps are taken as extended maximum likelihood; no model comes in for which no maximum
    exists or the number of victims is not identified.

    The interval is BCa with probability ``level`` from ``bootstraps`` tables resampled by ``seed``; its Monte-Carlo
    noise is told. The draws are ends of BCa intervals of all probabilities. Refused above eleven lists, where the main
    effects have no estimate, or where most resampled tables have none. Raises BadSetting.
    """

    search: Literal["stepwise", "bic", "downhill"] = "stepwise"
    p_threshold: float = 0.02
    max_order: int | None = None
    top_models: int = 200
    bootstraps: int = 1000
    level: float = 0.95
    seed: int = 1

    name: ClassVar[str] = "stepwise"
    assumption: ClassVar[str] = ASSUMPTION

    def __post_init__(self) -> None:
        check_level(self.level)
        if self.search not in {"stepwise", "bic", "downhill"}:
            raise BadSetting('The search is "stepwise", "bic" or "downhill".')
        if not 0 < self.p_threshold < 1:
            raise BadSetting(f"A threshold of p-values lies between 0 and 1, not {self.p_threshold}.")
        if (self.max_order is not None and self.max_order < 2) or self.top_models < 1:
            raise BadSetting("Terms have at least two lists, and at least one model is looked at again.")
        if not 100 <= self.bootstraps <= 1_000_000:
            raise BadSetting("A bootstrap has 100 tables or more, at most 1,000,000.")

    def find(self, table: Histories) -> Fit:
        """The chosen model's figure, and the interval of the bootstrap."""
        from uncounted.estimate.bootstrap import bootstrap
        from uncounted.estimate.poisson import by_history, cell_counts, fit_model

        width, n = len(table.lists), table.n_observed
        if width > MOST_LISTS:
            return self._refused(table, f"{width} lists: models of more than {MOST_LISTS} are not searched")
        if self.search == "bic" and more_models_than(width, self._order(width), MOST_MODELS):
            return self._refused(table, f"more than {MOST_MODELS:,} models: set max_order, or search downhill")
        counts = cell_counts(table)
        chosen, estimates, names = self._search(counts, width)
        if chosen is None:
            return self._refused(table, "no model has an estimate: the lists overlap too little")
        value = n + math.exp(chosen.intercept)
        boot = bootstrap(counts, value, estimates, self.bootstraps, self.seed)
        if boot.failed > self.bootstraps / 2:
            return self._refused(table, f"{boot.failed} of {self.bootstraps} resampled tables have no estimate")
        ends = boot.ends(self.level)
        thresholds = self._thresholds(counts, width)
        warnings = (*_unsteady(thresholds, self.p_threshold), *_of_bootstrap(boot, ends, self.bootstraps))
        low, high = max(min(ends[0], value), n), max(ends[1], value)
        told = {"model": model_name(chosen.model), "models": list(_shares(boot, names)), "thresholds": thresholds}
        fitted = by_history(fit_model(counts, chosen.model).fitted)
        expected = (fitted / fitted.sum())[None, :]
        fit = Fit(table.lists, self.assumption, value, low, high, None, warnings, {"n": n}, boot.draws(), expected)
        return replace(fit, diagnostics=told | self._spread(chosen, boot, n))

    def _refused(self, table: Histories, reason: str) -> Fit:
        return Fit(table.lists, self.assumption, refused=reason, counts={"n": table.n_observed})

    def _order(self, width: int) -> int:
        return min(self.max_order or width - 1, width - 1)

    def _search(
        self, counts: NDArray[np.float64], width: int
    ) -> tuple[Selected | None, Estimates, Callable[[int], str]]:
        """The model of the table, the same search for many tables, and the name of a model by its code."""
        if self.search == "bic":
            return _best(counts, all_models(width, self._order(width)), self.top_models)
        if self.search == "downhill":
            return _downhill(counts, width, self._order(width))
        from uncounted.estimate.stepwise_kernel import step_up

        limit, pairs = math.log(self.p_threshold), _pairs(width)

        def estimates(tables: Any, low: int, high: int, found: Any, models: Any) -> None:
            step_up(tables, width, limit, low, high, found, models)

        return step_up_once(counts, width, self.p_threshold), estimates, lambda code: _name(code, pairs, width)

    def _thresholds(self, counts: NDArray[np.float64], width: int) -> list[dict[str, Any]]:
        """The figure at usual thresholds and at this one."""
        if self.search != "stepwise":
            return []
        found = []
        for threshold in sorted({*THRESHOLDS, self.p_threshold}, reverse=True):
            chosen = step_up_once(counts, width, threshold)
            if chosen is not None:
                value = float(counts.sum()) + math.exp(chosen.intercept)
                found.append({"p_threshold": threshold, "estimate": value, "model": model_name(chosen.model)})
        return found

    def _spread(self, chosen: Selected, boot: Bootstrap, n: int) -> dict[str, Any]:
        """The bootstrap in figures, and the interval of the chosen model as if nobody had chosen it."""
        half = NormalDist().inv_cdf((1 + self.level) / 2) * math.sqrt(chosen.variance)
        low, high = boot.noise(self.level, self.seed)
        told = {"replicates": len(boot.replicates), "failed": boot.failed, "noise_low": low, "noise_high": high}
        return {
            "as_if_given": {
                "low": n + math.exp(chosen.intercept - half),
                "high": n + math.exp(chosen.intercept + half),
            },
            "bootstrap": told | {"bias": boot.bias, "acceleration": boot.acceleration},
        }


def step_up_once(counts: NDArray[np.float64], width: int, threshold: float) -> Selected | None:
    """Forward selection for one table; null where the main effects have no estimate."""
    import numpy as np

    from uncounted.estimate.poisson import fit_model
    from uncounted.estimate.stepwise_kernel import step_up

    found, code = np.empty(1), np.empty(1, np.int64)
    step_up(counts[None, :], width, math.log(threshold), 0, 1, found, code)
    if math.isnan(found[0]):
        return None
    model = closure([pair for k, pair in enumerate(_pairs(width)) if int(code[0]) >> k & 1], width)
    return Selected(model, math.log(found[0]), fit_model(counts, model).variance)


def _pairs(width: int) -> list[int]:
    return [1 << i | 1 << j for j in range(width) for i in range(j)]


def _best(
    counts: NDArray[np.float64], models: tuple[Model, ...], top: int
) -> tuple[Selected | None, Estimates, Callable[[int], str]]:
    import numpy as np

    from uncounted.estimate.poisson import fit_model, fit_models
    from uncounted.estimate.stepwise_kernel import best_of

    fits = fit_models(counts, models)
    bic = fits.criterion(math.log(counts.sum()))
    order = [int(m) for m in np.argsort(bic, kind="stable") if np.isfinite(bic[m])][:top]
    kept = [models[m] for m in order]
    terms = np.array([term for model in kept for term in model], dtype=np.int64)
    ends = np.cumsum([len(model) for model in kept], dtype=np.int64)

    def estimates(tables: Any, low: int, high: int, found: Any, chosen: Any) -> None:
        best_of(tables, terms, ends, low, high, found, chosen)

    if not kept:
        return None, estimates, str
    one = fit_model(counts, kept[0])
    return Selected(kept[0], float(one.coefficients[0]), one.variance), estimates, lambda code: model_name(kept[code])


def _downhill(
    counts: NDArray[np.float64], width: int, most: int
) -> tuple[Selected | None, Estimates, Callable[[int], str]]:
    import numpy as np

    from uncounted.estimate.stepwise_kernel import go_down, go_down_all

    allowed = [sum(1 << i for i in lists) for size in range(most + 1) for lists in combinations(range(width), size)]
    order, inside, values = np.array(allowed, dtype=np.int64), np.empty(counts.size, np.bool_), np.empty(2)

    def estimates(tables: Any, low: int, high: int, found: Any, models: Any) -> None:
        go_down_all(tables, width, order, low, high, found, models)

    if not go_down(counts, width, order, inside, values):
        return None, estimates, str
    model = closure([t for t in allowed if inside[t]], width)
    beyond = allowed[width + 1 :]
    return Selected(model, float(values[0]), float(values[1])), estimates, lambda code: _name(code, beyond, width)


def _name(code: int, terms: list[int], width: int) -> str:
    told = model_name(closure([term for k, term in enumerate(terms[:63]) if code >> k & 1], width))
    return told if len(terms) <= 63 else told + " and perhaps larger terms"


def _shares(boot: Bootstrap, name: Callable[[int], str]) -> list[dict[str, Any]]:
    """The models that replicates chose most often: the share of replicates, and the median of their figures."""
    import numpy as np

    counted = Counter(boot.models.tolist())
    return [
        {
            "model": name(code),
            "weight": times / len(boot.models),
            "estimate": float(np.median(boot.replicates[boot.models == code])),
        }
        for code, times in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    ]


def _unsteady(thresholds: list[dict[str, Any]], own: float) -> tuple[str, ...]:
    figures = [each["estimate"] for each in thresholds]
    if not figures or max(figures) < DIFFER * min(figures):
        return ()
    told = ", ".join(f"{each['estimate']:,.0f} at {each['p_threshold']:g}" for each in thresholds)
    return (f"the figure hangs on the threshold of p-values (here {own:g}): {told}",)


def _of_bootstrap(boot: Bootstrap, ends: tuple[float, float], wanted: int) -> tuple[str, ...]:
    found = []
    if boot.failed:
        found.append(f"{boot.failed} of {wanted} resampled tables have no estimate and are left out of the interval")
    if not ends[0] <= boot.value <= ends[1]:
        found.append("the interval of the bootstrap does not hold the figure, and was widened to it: do not trust it")
    return tuple(found)

"""Log-linear models: the dependence between lists told by interactions, selected or averaged over by BIC or AIC."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator, Fit, Fitted, answer, check_level
from uncounted.estimate.loglinear_models import default_order, generators, model_name, parse_model
from uncounted.model.errors import BadSetting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from uncounted.estimate.poisson import ModelFits

ASSUMPTION = (
    "Lists may depend on one another, in pairs or more at a time, as far as the model has a term for it; a term that "
    "it lacks is zero, and so is the interaction of all lists together, which no table can show: how the lists depend "
    "among the victims on none of them is what the observed cells say by the same terms. Every match is right and none "
    "is missed, and all lists cover the same people, place and time."
)
Criterion = Literal["bic", "aic"]
SHOWN = 20  # models in the table
FEWEST_WEIGHT = 1e-3  # of the best model's weight; models below it do not enter the average
MOST_AVERAGED = 1000
ROWS = 200  # of expected cells
MOST_LISTS = 16  # 2^16 cells; twelve lists take some twenty seconds, each further one two or three times as long


@dataclass(frozen=True)
class LogLinear(Estimator):
    """Hierarchical Poisson log-linear models (Fienberg 1972; Cormack 1989), profile-likelihood interval (Cormack 1992).

    ``max_order`` is the largest number of lists in one interaction: null takes all but the one of all lists, and 2 from
    five lists on (see ``default_order``). ``criterion`` weighs the models, exp(-BIC/2) or exp(-AIC/2). With
    ``averaging`` the answer is the median, and the interval, of their averaged confidence distribution (Fletcher and
    Turek 2012); without, it is the best model's own, as if nothing had been selected. ``model`` fixes one model
    instead, such as ``[12,3]`` by the numbers of the lists. Models whose likelihood has no maximum, or that do not
    identify N, are left out, and counted.

    Raises BadSetting for a level, an order, a criterion or a model that cannot be.
    """

    max_order: int | None = None
    criterion: Criterion = "bic"
    averaging: bool = True
    model: str | None = None
    level: float = 0.95

    name: ClassVar[str] = "loglinear"
    assumption: ClassVar[str] = ASSUMPTION

    def __post_init__(self) -> None:
        check_level(self.level)
        if self.criterion not in get_args(Criterion):
            raise BadSetting(f"The criterion is bic or aic, not {self.criterion}.")
        if self.max_order is not None and self.max_order < 1:
            raise BadSetting("The highest order of an interaction is at least 1 (no interaction).")
        if self.model is not None:
            parse_model(self.model, 35)

    def fitted(self, histories: Histories) -> Fitted:
        """The answer with its draws. A fixed model is refused where a list that it numbers cannot be used."""
        usable = histories.usable()
        if self.model is None or len(usable) < self.fewest:
            return super().fitted(histories)
        parse_model(self.model, len(histories.lists))
        if usable != histories.lists:
            started = time.perf_counter()
            left_out = ", ".join(use.name for use in histories.uses() if not use.usable)
            reason = f"the model {self.model} numbers every list, and cannot be meant without {left_out}"
            return Fitted(answer(self, histories, Fit(usable, self.assumption, refused=reason), started))
        return super().fitted(histories)

    def find(self, table: Histories) -> Fit:
        """The average of the models, the best of them, or the fixed one."""
        if len(table.lists) > MOST_LISTS:
            reason = (
                f"{len(table.lists)} lists have too many capture histories: drop or merge lists, down to {MOST_LISTS}"
            )
            return Fit(table.lists, ASSUMPTION, refused=reason)
        if self.model is not None:
            return self._one(table, self.model)
        return self._many(table)

    def _one(self, table: Histories, name: str) -> Fit:
        from uncounted.estimate.poisson import REASONS, cell_counts, fit_models

        model = parse_model(name, len(table.lists))
        whole = (1 << len(table.lists)) - 1
        fits = fit_models(cell_counts(table), [model])
        if whole in model or fits.status[0]:
            why = REASONS.get(int(fits.status[0]), "the interaction of all lists cannot be known")
            return Fit(table.lists, ASSUMPTION, refused=f"under the model {model_name(model)} {why}")
        return self._answer(table, fits, {"fixed": True})

    def _many(self, table: Histories) -> Fit:
        import numpy as np

        from uncounted.estimate.loglinear_search import candidates
        from uncounted.estimate.poisson import cell_counts

        order = self._order(len(table.lists))
        fits, complete = candidates(cell_counts(table), order, self._per_parameter(table))
        said: dict[str, Any] = {
            "n_models": len(fits.models),
            "complete": complete,
            "max_order": order,
            "excluded": fits.excluded(),
        }
        if not np.any(fits.status == 0):
            reasons = "; ".join(f"{count} models: {reason}" for reason, count in fits.excluded().items())
            return Fit(table.lists, ASSUMPTION, refused=f"no model gives an estimate ({reasons})", diagnostics=said)
        return self._answer(table, fits, said)

    def _answer(self, table: Histories, fits: ModelFits, said: dict[str, Any]) -> Fit:
        import numpy as np

        from uncounted.estimate.poisson import ModelList, cell_counts
        from uncounted.estimate.profile_likelihood import far_above, profiles

        counts = cell_counts(table)
        n = table.n_observed
        values = np.where(fits.status == 0, fits.criterion(self._per_parameter(table)), np.inf)
        weights = np.exp(-(values - values.min()) / 2)
        weights /= weights.sum()
        order = np.argsort(values, kind="stable")
        used = order[: self._averaged(weights[order])]
        share = weights[used] / weights[used].sum()
        models = [fits.models[m] for m in used]
        found = profiles(counts, ModelList(models), share, fits.unrecorded[used], fits.variance[used])
        tail = (1 - self.level) / 2
        low, high = found.quantile(tail), found.quantile(1 - tail)
        value = found.quantile(0.5) if len(used) > 1 else n + float(fits.unrecorded[used[0]])
        draws = found.draws()
        above, far = far_above(draws, n)
        said |= {
            "criterion": self.criterion,
            "n_averaged": len(used),
            "weight_averaged": float(weights[used].sum()),
            "mean_of_models": n + float(share @ fits.unrecorded[used]),
            "models": [
                _shown(fits, int(m), float(weights[m]), float(values[m]), n) for m in order[:SHOWN] if weights[m]
            ],
            "p_above_21n": above,
        }
        return Fit(
            table.lists,
            _assumption(table, models[0]) if len(used) == 1 else ASSUMPTION,
            value,
            min(low, value),
            max(high, value),
            warnings=_warnings(said, counts.size - 1, single=len(used) == 1) + far,
            counts={"n": n},
            draws=draws,
            expected=_expected(counts, models, share),
            diagnostics=said,
        )

    def _averaged(self, weights: NDArray[np.float64]) -> int:
        """How many of the models, best first, enter the answer."""
        if not self.averaging:
            return 1
        return min(MOST_AVERAGED, int((weights >= FEWEST_WEIGHT * weights[0]).sum()))

    def _order(self, width: int) -> int:
        if self.max_order is None:
            return default_order(width)
        return min(self.max_order, width - 1)

    def _per_parameter(self, table: Histories) -> float:
        return math.log(table.n_observed) if self.criterion == "bic" else 2.0


def _shown(fits: ModelFits, m: int, weight: float, value: float, n: int) -> dict[str, Any]:
    return {
        "model": model_name(fits.models[m]),
        "weight": weight,
        "criterion": value,
        "estimate": n + float(fits.unrecorded[m]),
        "deviance": float(fits.deviance[m]),
        "parameters": int(fits.parameters[m]),
    }


def _expected(
    counts: NDArray[np.float64], models: list[tuple[int, ...]], share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The chances of the histories given that a victim is recorded: rows by the weights of the models."""
    import numpy as np

    from uncounted.estimate.poisson import by_history, fit_model

    which = np.searchsorted(np.cumsum(share), (np.arange(ROWS) + 0.5) / ROWS) if len(models) > 1 else np.zeros(1, int)
    rows = {}
    for m in sorted(set(which.tolist())):
        fitted = by_history(fit_model(counts, models[m]).fitted)
        rows[m] = fitted / fitted.sum()
    return np.array([rows[m] for m in which.tolist()])


def _assumption(table: Histories, model: tuple[int, ...]) -> str:
    """The general assumption, and the terms that this model has."""
    terms = [t for t in generators(model) if t.bit_count() > 1]
    if not terms:
        return f"All lists are independent of one another. {ASSUMPTION}"
    names = (" with ".join(table.lists[i] for i in range(len(table.lists)) if t >> i & 1) for t in terms)
    return f"Lists that depend on one another: {'; '.join(names)}. {ASSUMPTION}"


def _warnings(said: dict[str, Any], cells: int, *, single: bool) -> tuple[str, ...]:
    found = []
    if said.get("complete") is False:
        found.append(f"too many models to fit all: the {said['n_models']:,} that a search met stand for them")
    if single and not said.get("fixed"):
        found.append("the interval takes the selected model as given; it says nothing of the selection")
    if said["weight_averaged"] < 0.95 and not single:
        found.append(f"the {said['n_averaged']:,} models averaged carry {said['weight_averaged']:.0%} of the weight")
    untested = sum(row["weight"] for row in said["models"] if row["parameters"] >= cells)
    if untested > 0.5 and not said.get("fixed"):
        found.append(
            f"{untested:.0%} of the weight is on a model with a parameter for every history: it fits any table, so "
            "that nothing but the term of all lists, taken as zero, makes the figure"
        )
    near = [row["estimate"] for row in said["models"] if row["weight"] >= 0.05 * said["models"][0]["weight"]]
    if len(near) > 1 and max(near) > 2 * min(near):
        found.append(f"models that fit about as well as the best give from {min(near):,.0f} to {max(near):,.0f}")
    return tuple(found)

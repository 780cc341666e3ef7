"""Closed-population models in which lists differ (t), victims differ (h), or both (Rivest and Baillargeon 2007)."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator, Fit, Fitted, check_level
from uncounted.model.errors import BadSetting

if TYPE_CHECKING:
    from uncounted.estimate.closedp_models import DesignFit

BOUNDS = ("Mh-chao", "Mth-chao")
MODELS = (
    "M0",
    "Mt",
    "Mh-chao",
    "Mh-poisson2",
    "Mh-darroch",
    "Mh-gamma3.5",
    "Mth-chao",
    "Mth-poisson2",
    "Mth-darroch",
    "Mth-gamma3.5",
)
BEHAVIOURAL = ("Mb", "Mbh")
LISTS_ALIKE = "All lists are equally likely to record a victim."
LISTS_DIFFER = "Lists differ in how many they record."
VICTIMS_ALIKE = "On each list, every victim had the same chance, and the lists are independent of one another."
VICTIMS_DIFFER = (
    "Victims differ in how likely they are to be recorded, and who is harder for one list is harder for all; for each "
    "victim, the lists record independently of one another."
)
FAMILY = {
    "poisson2": "How victims differ follows the Poisson form (Rivest and Baillargeon 2007), whose tail is thin.",
    "darroch": "How victims differ follows a normal law among the recorded (Darroch et al. 1993).",
    "gamma3.5": "How victims differ follows the gamma form (Rivest and Baillargeon 2007), whose tail is thick.",
    "chao": "How they differ is left open, so that the number of victims is at least about the figure (Chao 1987).",
}
MOST_LISTS = 16  # 2^16 cells
UNTOLD = "No table can tell such forms apart where it matters (Link 2003)."
ORDERED = (
    "is for occasions in a known order, where being caught changes the chance of being caught again; lists have no "
    "order, so that it means nothing here"
)
MATCHES = "Every match is right and none is missed, and all lists cover the same people, place and time."


@dataclass(frozen=True)
class ClosedPopulation(Estimator):
    """M0, Mt, Mh and Mth as Poisson log-linear models (Rivest and Baillargeon 2007; Baillargeon and Rivest 2007).

    ``model`` is one of ``MODELS``; null has ``plan`` name each of them, and ``fit`` take the one of least BIC among
    those that give an estimate. Chao's models give a lower bound. Mb and Mbh are refused: in them, being recorded
    changes the chance of being recorded later, and lists have no order. Interval: profile likelihood (Cormack 1992).

    Raises BadSetting for a level or a model that cannot be.
    """

    model: str | None = None
    level: float = 0.95

    name: ClassVar[str] = "closedp"
    assumption: ClassVar[str] = f"{LISTS_DIFFER} {VICTIMS_DIFFER} {UNTOLD} {MATCHES}"

    def __post_init__(self) -> None:
        check_level(self.level)
        if self.model is not None and self.model not in MODELS + BEHAVIOURAL:
            raise BadSetting(f"No closed-population model is called {self.model!r}. Known: {', '.join(MODELS)}.")

    def plan(self, histories: Histories) -> Sequence[ClosedPopulation]:
        """One fit for each model, or the one that the settings name; one refusal below three usable lists."""
        if self.model is not None or len(histories.usable()) < self.fewest:
            return (self,)
        return tuple(dataclasses.replace(self, model=model) for model in MODELS)

    def fitted(self, histories: Histories) -> Fitted:
        """The answer with its draws; a lower bound where the model is Chao's."""
        found = super().fitted(histories)
        if self.model not in BOUNDS:
            return found
        return dataclasses.replace(found, estimate=dataclasses.replace(found.estimate, kind="lower bound"))

    def find(self, table: Histories) -> Fit:
        """The model's answer; refused where it has no maximum, or where it is behavioural."""
        from uncounted.estimate.closedp_models import design, fit_design
        from uncounted.estimate.poisson import REASONS, cell_counts

        if self.model in BEHAVIOURAL:
            return Fit(table.lists, MATCHES, refused=f"{self.model} {ORDERED}")
        width = len(table.lists)
        if width > MOST_LISTS:
            reason = f"{width} lists have too many capture histories: drop or merge lists, down to {MOST_LISTS}"
            return Fit(table.lists, assumption_of(self.model or "Mth"), refused=reason)
        counts = cell_counts(table)
        wanted = (self.model,) if self.model else tuple(m for m in MODELS if m not in BOUNDS)
        fits = {model: fit_design(counts, design(model, width)) for model in wanted}
        good = [model for model in wanted if fits[model].status == 0]
        if not good:
            reason = REASONS[fits[wanted[0]].status]
            which = (
                f"under the model {self.model} {reason}" if self.model else "no closed-population model has a maximum"
            )
            return Fit(table.lists, assumption_of(self.model or "Mth"), refused=which)
        log_n = math.log(table.n_observed)
        best = min(good, key=lambda model: _bic(fits[model], log_n))
        shown = [_shown(model, fits[model], log_n, table.n_observed) for model in good]
        return self._answer(table, best, fits[best], {"models": sorted(shown, key=lambda row: row["bic"])})

    def _answer(self, table: Histories, model: str, fit: DesignFit, said: dict[str, Any]) -> Fit:
        import numpy as np

        from uncounted.estimate.closedp_models import DesignList, design
        from uncounted.estimate.poisson import by_history, cell_counts
        from uncounted.estimate.profile_likelihood import far_above, profiles

        counts, n = cell_counts(table), table.n_observed
        hidden = math.exp(fit.intercept)
        followed = DesignList([design(model, len(table.lists))])
        found = profiles(counts, followed, np.ones(1), np.array([hidden]), np.array([fit.variance]))
        tail, value = (1 - self.level) / 2, n + hidden
        low, high = found.quantile(tail), found.quantile(1 - tail)
        draws = found.draws()
        above, far = far_above(draws, n)
        said |= {"model": model, "deviance": fit.deviance, "p_above_21n": above}
        warnings: tuple[str, ...] = (
            () if self.model else (f"the model {model} was selected by BIC; the interval takes it as given",)
        )
        return Fit(
            table.lists,
            assumption_of(model),
            value,
            min(low, value),
            max(high, value),
            warnings=warnings + far,
            counts={"n": n},
            draws=draws,
            expected=by_history(fit.fitted)[None, :] / n,
            diagnostics=said,
        )


def assumption_of(model: str) -> str:
    """What must be true for the figure of a model to mean what it says."""
    base, _, spread = model.partition("-")
    lists = LISTS_DIFFER if base in ("Mt", "Mth") else LISTS_ALIKE
    if not spread:
        return f"{lists} {VICTIMS_ALIKE if base in ('M0', 'Mt') else VICTIMS_DIFFER} {MATCHES}"
    untold = () if spread == "chao" else (UNTOLD,)
    return " ".join((lists, VICTIMS_DIFFER, FAMILY[spread], *untold, MATCHES))


def _bic(fit: DesignFit, log_n: float) -> float:
    return -2 * fit.log_likelihood + log_n * fit.parameters


def _shown(model: str, fit: DesignFit, log_n: float, n: int) -> dict[str, Any]:
    return {
        "model": model,
        "bic": _bic(fit, log_n),
        "aic": _bic(fit, 2.0),
        "estimate": n + math.exp(fit.intercept),
        "deviance": fit.deviance,
        "parameters": fit.parameters,
    }

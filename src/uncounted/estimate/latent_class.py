"""The Bayesian latent class model for multiple systems estimation (LCMCR), sampled so that independent runs agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator, Fit, check_level
from uncounted.model.errors import BadSetting

ASSUMPTION = (
    "Every victim belongs to one of a few unknown classes, and within a class the lists record independently of one "
    "another, each with a chance that all victims of the class share. How many classes there are, and who belongs to "
    "which, is left open; that the classes explain those on no list as they explain those on some is not, and nothing "
    "in the lists can test it. Every match is right and none is missed, and all lists cover the same people, place and "
    "time."
)


@dataclass(frozen=True)
class LatentClass(Estimator):
    """Dirichlet-process mixture of independent lists, after Manrique-Vallier 2016, with the priors of his LCMCR.

    ``classes`` is the truncation K; ``a`` and ``b`` are shape and rate of the gamma prior of the concentration alpha.
    There is no cap on the number of victims. ``runs`` independent runs start from the prior; ``budget`` is the most
    work that a run does, in seconds of one core of a usual machine, counted in steps so that a seed gives the same
    figures everywhere; runs end before it once they agree. ``sampler``: ``gibbs`` is that of
    LCMCR; ``plain`` runs the marginal posterior, with jumps between what short ladders met; ``tempering`` a ladder of
    tempered posteriors; ``auto`` tries them in this order, each where the one before does not mix.
    ``level`` is that of the interval.

    The estimate is the posterior median. Where runs do not agree it says so in ``warnings``, and ``diagnostics`` has
    the modes. Raises BadSetting for settings that make no sense.
    """

    classes: int = 10
    a: float = 0.25
    b: float = 0.25
    seed: int = 1
    runs: int = 8
    budget: float = 12.0
    level: float = 0.95
    sampler: Literal["auto", "gibbs", "plain", "tempering"] = "auto"

    name: ClassVar[str] = "lcmcr"
    assumption: ClassVar[str] = ASSUMPTION
    draws: ClassVar[Literal["posterior", "sampling"]] = "posterior"

    def __post_init__(self) -> None:
        check_level(self.level)
        if self.classes < 2 or self.runs < 2:
            raise BadSetting("Latent classes need two classes and two runs at least.")
        if not (self.a > 0 and self.b > 0 and self.budget > 0):
            raise BadSetting("The prior's a and b, and the budget, are above 0.")
        if self.seed < 0:
            raise BadSetting("A seed is a whole number from 0.")
        if self.sampler not in ("auto", "gibbs", "plain", "tempering"):
            raise BadSetting(f"The sampler is auto, gibbs, plain or tempering, not {self.sampler!r}.")

    def find(self, table: Histories) -> Fit:
        """The posterior of the number of victims."""
        from uncounted.estimate.latent_answer import posterior

        return posterior(table, self)

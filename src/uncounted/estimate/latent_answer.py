"""From a table to the posterior of its number of victims: which sampler answers, and what to say."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Fit, histories_of
from uncounted.estimate.latent_gibbs import gibbs
from uncounted.estimate.latent_sample import Sample
from uncounted.estimate.latent_target import Table, table_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.estimate.latent_class import LatentClass

GIBBS = 0.08  # share of the budget in which plain Gibbs sweeps may answer
EXPECTED = 500  # states from which expected cells are worked out
CERTIFIED = (
    "Gibbs sweeps give no log evidence: R-hat and effective draws of the number of victims and of the log likelihood, "
    "runs none of which is apart from the others, and short runs from other starts that end in the same place"
)


def posterior(histories: Histories, settings: LatentClass) -> Fit:
    """The answer for a table of usable lists."""
    table = table_of(histories.cells, settings.classes, settings.a, settings.b)
    sample = sampled(table, settings)
    values = sample.draws.ravel()
    tail = (1 - settings.level) / 2
    low, estimate, high = (float(x) for x in np.quantile(values, (tail, 0.5, 1 - tail)))
    faults = sample.faults()
    warnings = tuple(f"the runs do not agree well enough: {fault}" for fault in faults)
    if len(sample.modes) > 1:
        parts = ", ".join(f"{mode.median:,.0f} ({mode.weight:.0%})" for mode in sample.modes)
        warnings += (f"the posterior has several modes: around {parts}; its median and interval do not show this",)
    return Fit(
        used=histories.lists,
        assumption=settings.assumption,
        estimate=estimate,
        low=low,
        high=high,
        warnings=warnings,
        counts={"n": histories.n_observed},
        draws=values,
        expected=None if sample.theta is None else expected(sample.theta),
        rhat=sample.rhat,
        ess_bulk=sample.ess_bulk,
        ess_tail=sample.ess_tail,
        diagnostics=_diagnostics(sample, table, settings),
    )


def expected(theta: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance of each history given that a victim is recorded (see ``Fit.expected``), for some of the states."""
    theta = theta[np.unique(np.linspace(0, len(theta) - 1, EXPECTED).astype(int))]
    lists = theta.shape[2] - 1
    on = np.array([[int(mark) for mark in history] for history in histories_of(lists)])
    cells = np.zeros((len(theta), len(on)))
    for k in range(theta.shape[1]):
        chance = np.repeat(theta[:, k, lists:], len(on), axis=1)
        for j in range(lists):
            rate = theta[:, k, j : j + 1]
            chance *= np.where(on[:, j], rate, 1 - rate)
        cells += chance
    shares: NDArray[np.float64] = cells / cells.sum(axis=1, keepdims=True)
    return shares


def _diagnostics(sample: Sample, table: Table, settings: LatentClass) -> dict[str, Any]:
    runs = [
        {
            "seed": [settings.seed, i],
            "median": float(np.median(sample.draws[i])),
            "log_evidence": None if sample.evidence is None else float(sample.evidence[i]),
            "weights": [mode.weights[i] for mode in sample.modes],
            "round_trips": sample.trips[i],
        }
        for i in range(len(sample.draws))
    ]
    told: dict[str, Any] = {}
    if sample.evidence is None:
        told = {"certified_by": CERTIFIED, "rhat_log_likelihood": sample.rhat_ll, "ess_log_likelihood": sample.ess_ll}
    return told | {
        "sampler": sample.sampler,
        "converged": not sample.faults(),
        "ess_between": sample.ess_between,
        "p_above_21n": float((sample.draws > 21 * table.n).mean()),
        "modes": [{key: value for key, value in asdict(mode).items() if key != "weights"} for mode in sample.modes],
        "runs": runs,
        "log_evidence_sd": None if sample.evidence is None else float(sample.evidence.std(ddof=1)),
        "rungs": sample.rungs,
        "rounds": sample.rounds,
    }


def sampled(table: Table, settings: LatentClass) -> Sample:
    """The posterior by the sampler that the settings name, within their budget.

    ``auto`` tries Gibbs sweeps first: they answer at once where they mix. Else the marginal posterior is sampled.
    """
    if settings.sampler == "gibbs":
        sample = gibbs(table, settings.runs, settings.seed, settings.budget, patient=True)
    elif settings.sampler == "auto":
        sample = gibbs(table, settings.runs, settings.seed, GIBBS * settings.budget)
    else:
        sample = None
    if sample is not None and (settings.sampler == "gibbs" or not sample.faults()):
        return sample
    # Its loops take a while to compile or to load: only where they are needed
    from uncounted.estimate.latent_stages import marginal

    return marginal(table, settings.runs, settings.seed, settings.budget, settings.sampler)

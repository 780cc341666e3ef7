"""From a table to the posterior of its number of victims: how much to sample, when to stop, what to say."""

from __future__ import annotations

import dataclasses
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate import convergence
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Fit
from uncounted.estimate.latent_runs import Runs, barrier, log_evidence, start
from uncounted.estimate.latent_target import Table, table_of
from uncounted.estimate.tempering import Trace

if TYPE_CHECKING:
    from uncounted.estimate.latent_class import LatentClass

Array = NDArray[np.float64]

PILOT = 0.25  # share of the budget that goes into tuning
PILOT_AGAIN = 0.1  # the same for a ladder that earlier stages have tuned
STAGES = (0.06, 0.24, 0.7)  # shares of the budget
APART = 1.03  # R-hat of plain runs above which a ladder is of more use
CHECKS = 6  # how often a run may stop, evenly over its stage
DRAWS = 4000  # draws that are kept of each run, evenly
RHAT, ESS, EVIDENCE, WEIGHTS = 1.01, 400.0, 0.5, 0.06  # what must hold of runs that agree
EVIDENCE_SHORT = 1.0  # for the short ladders of plain runs, whose evidence is only a check
MARGIN = 1.6  # sampling goes on until it holds with this margin


@dataclass(frozen=True)
class Sample:
    """The draws of the number of victims, run by run, and what certifies them."""

    draws: Array
    rhat: float
    ess_bulk: float
    ess_tail: float
    ess_between: float
    modes: tuple[convergence.Mode, ...]
    evidence: Array
    trips: tuple[int, ...]
    rounds: int
    rungs: int
    sampler: str

    def faults(self, margin: float = 1.0) -> list[str]:
        """What does not hold, in words; ``margin`` asks for as many times more."""
        found = []
        if not self.rhat < 1 + (RHAT - 1) / margin:
            found.append(f"R-hat between runs is {self.rhat:.3f}, not below {RHAT}")
        if not min(self.ess_between, self.ess_bulk) > ESS * margin:
            least = min(self.ess_between, self.ess_bulk)
            found.append(f"all runs together are worth {least:,.0f} independent draws, fewer than {ESS:,.0f}")
        most = EVIDENCE if self.sampler == "tempering" else EVIDENCE_SHORT
        if not float(self.evidence.std(ddof=1)) < most:
            found.append(f"the log evidence differs between runs by {self.evidence.std(ddof=1):.2f} (sd)")
        worst = max(mode.spread for mode in self.modes)
        if not worst < WEIGHTS:
            found.append(f"the weight of a mode differs between runs by {worst:.2f} (sd)")
        return found


def cost(table: Table) -> float:
    """Seconds that a round of moves of one rung takes, roughly."""
    return 1e-6 * (25 + 0.06 * table.classes * (len(table.counts) + 4 * table.lists))


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
        rhat=sample.rhat,
        ess_bulk=sample.ess_bulk,
        ess_tail=sample.ess_tail,
        diagnostics=_diagnostics(sample, table, settings),
    )


def _diagnostics(sample: Sample, table: Table, settings: LatentClass) -> dict[str, Any]:
    runs = [
        {
            "seed": [settings.seed, i],
            "median": float(np.median(sample.draws[i])),
            "log_evidence": float(sample.evidence[i]),
            "weights": [mode.weights[i] for mode in sample.modes],
            "round_trips": sample.trips[i],
        }
        for i in range(len(sample.draws))
    ]
    return {
        "sampler": sample.sampler,
        "converged": not sample.faults(),
        "ess_between": sample.ess_between,
        "p_above_21n": float((sample.draws > 21 * table.n).mean()),
        "modes": [{key: value for key, value in asdict(mode).items() if key != "weights"} for mode in sample.modes],
        "runs": runs,
        "log_evidence_sd": float(sample.evidence.std(ddof=1)),
        "rungs": sample.rungs,
        "rounds": sample.rounds,
    }


def sampled(table: Table, settings: LatentClass) -> Sample:
    """The posterior by the sampler that the settings name, within their budget.

    ``auto`` and ``plain`` go in stages, each longer than the last: tune a ladder, learn the libraries from it, then run
    the posterior alone; a stage whose runs agree with a margin is the last. What a stage that failed has met enters the
    libraries of the next. Where plain runs stay far apart, the last stage of ``auto`` is tempered.
    """
    work = settings.budget / cost(table)
    runs = start(table, settings.runs, settings.seed)
    if settings.sampler == "tempering":
        return _tempered(runs, work, settings.seed, PILOT)
    for share in STAGES[:-1]:
        sample = _alone(runs, share * work, settings.seed)
        if not sample.faults(MARGIN):
            return sample
    if settings.sampler == "auto" and sample.rhat > APART:
        return _tempered(runs, STAGES[-1] * work, settings.seed, PILOT_AGAIN)
    return _alone(runs, STAGES[-1] * work, settings.seed)


def _tempered(runs: Runs, work: float, seed: int, tuning: float) -> Sample:
    spent, _ = pilot(runs, tuning * work)
    rounds = max(int((work - spent) / len(runs.betas) / CHECKS), 50)
    for run in runs.runs:
        run.ends[-1] = 0
    traces: list[list[Trace]] = []
    while True:
        traces.append(runs.block(rounds))
        sample = summary(runs, traces, seed, None)
        if len(traces) == CHECKS or not sample.faults(MARGIN):
            return sample


def _alone(runs: Runs, work: float, seed: int) -> Sample:
    """A stage of plain runs: a pilot on the ladder, a refinement of the library, then draws that count."""
    spent, evidence = pilot(runs, PILOT * work)
    cold = runs.cold()
    rounds = max(int((work - spent) / (CHECKS + 2)), 100)
    cold.tune(cold.block(rounds // 3))
    cold.tune(cold.block(rounds, keep=True))
    learnt = list(cold.kept)
    cold.learn()
    cold.tune(cold.block(rounds // 3))
    traces: list[list[Trace]] = []
    while True:
        traces.append(cold.block(rounds, keep=True))
        learnt.append(cold.kept.pop())
        sample = summary(cold, traces, seed, evidence)
        if len(traces) == CHECKS or not sample.faults(MARGIN):
            break
    runs.known = np.concatenate(learnt)[:, 0]
    return dataclasses.replace(sample, trips=tuple(int(run.ends[-1]) for run in runs.runs), rungs=len(runs.betas))


def pilot(runs: Runs, work: float) -> tuple[float, Array]:
    """Tune ladder, steps and libraries, for about ``work`` rounds of one rung; rounds it took, and log evidence."""
    spent, rounds, sized = 0.0, 10, False
    longest = max(10, int(0.25 * work / len(runs.betas)))
    while spent < work:
        late = spent > 0.4 * work
        traces = runs.block(rounds, keep=late)
        spent += rounds * len(runs.betas)
        rungs = None
        if not sized and spent > 0.25 * work and len(runs.betas) > 1:
            rungs, sized = max(4, int(2 * barrier(traces)[-1] + 2)), True
        evidence = np.array([log_evidence(runs.betas, trace.ll) for trace in traces])
        runs.tune(traces, rungs=rungs)
        rounds = min(int(rounds * 1.4) + 1, longest)
    if not runs.kept:
        runs.block(rounds, keep=True)
    runs.learn()
    return spent, evidence


def summary(runs: Runs, traces: list[list[Trace]], seed: int, evidence: Array | None) -> Sample:
    """The draws of all blocks so far and what they are worth."""
    number = len(runs.runs)
    seen = np.array([np.concatenate([block[i].seen for block in traces]) for i in range(number)])
    rounds = seen.shape[1]
    at = np.unique(np.linspace(0, rounds - 1, DRAWS).astype(int))
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(2**31,)))
    n = runs.table.n
    unseen = rng.poisson(np.minimum(rng.standard_gamma(n, (number, len(at))) * (1 / seen[:, at] - 1), 1e18))
    draws = n + unseen.astype(float)
    if evidence is None:
        lls = [np.concatenate([block[i].ll for block in traces]) for i in range(number)]
        evidence = np.array([log_evidence(runs.betas, ll) for ll in lls])
    return Sample(
        draws=draws,
        rhat=convergence.rank_normalised_rhat(draws),
        ess_bulk=convergence.ess_bulk(draws),
        ess_tail=convergence.ess_tail(draws),
        ess_between=convergence.ess_between(draws),
        modes=convergence.modes(draws),
        evidence=evidence,
        trips=tuple(int(run.ends[-1]) for run in runs.runs),
        rounds=rounds,
        rungs=len(runs.betas),
        sampler="tempering" if len(runs.betas) > 1 else "plain",
    )

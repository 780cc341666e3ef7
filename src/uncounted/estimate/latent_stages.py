"""Stages of plain and of tempered runs: how much to tune, how long to sample, when to stop."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate import convergence
from uncounted.estimate.latent_gibbs import apart
from uncounted.estimate.latent_runs import SLIDES, Runs, barrier, log_evidence, start
from uncounted.estimate.latent_sample import DRAWS, EVIDENCE_SHORT, Sample, numbers
from uncounted.estimate.latent_target import Table
from uncounted.estimate.tempering import Trace

Array = NDArray[np.float64]

PILOT = 0.25  # share of the budget that goes into tuning
PILOT_AGAIN = 0.1  # the same for a ladder that earlier stages have tuned
FIRST_STAGE = 0.06  # share of the budget
STAGES = (0.24, 0.7)  # shares of the stages after it
FAR_STAGES = (0.5, 0.44)  # the same where the first pilot was far too short
FAR = 4.0  # standard deviation of log evidence between runs from which a pilot is
APART = 1.03  # R-hat of plain runs above which a ladder is of more use
FIRST = 300  # rounds after which plain runs know which moves are worth their time
SLIDE = 0.3  # what a step along the ridge costs, in rounds without any
LOOKS = 24  # the same for plain runs along ridges, in all the budget that is left
NEAR = 1.1  # R-hat of plain runs along ridges from which they only need to go on
CHECKS = 12  # how often a run may stop, evenly over its stage
WARM = 8  # the part of a stage of plain runs, one in so many, after which their library is learnt again
MARGIN = 1.6  # sampling goes on until it holds with this margin


def cost(table: Table) -> float:
    """Seconds that a round of moves of one rung takes, roughly."""
    return 1e-6 * (25 + 0.06 * table.classes * (len(table.counts) + 4 * table.lists))


def marginal(table: Table, number: int, seed: int, budget: float, sampler: str) -> Sample:
    """The posterior by ``number`` plain or tempered runs, or by ``auto`` both, within the budget of each run.

    ``auto`` and ``plain`` go in stages, each longer than the last: tune a ladder, learn the libraries from it, then run
    the posterior alone; a stage whose runs agree with a margin is the last. What a stage that failed has met enters the
    libraries of the next. Where plain runs stay far apart, the last stage of ``auto`` is tempered.
    """
    work = budget / cost(table)
    runs = start(table, number, seed)
    if sampler == "tempering":
        return _tempered(runs, work, seed, PILOT)
    share, later = FIRST_STAGE, STAGES
    for number_of_stage in range(2):
        sample, cold, traces = _alone(runs, share * work, seed)
        if not sample.faults(MARGIN):
            return sample
        if cold.along_ridges() and sample.rhat < NEAR:
            return _onwards(cold, (1 - share) * work, seed, sample, traces)
        if number_of_stage == 0 and _evidence(sample) >= FAR:
            later = FAR_STAGES
        share = later[number_of_stage]
    if sampler == "auto" and sample.rhat > APART:
        return _tempered(runs, share * work, seed, PILOT_AGAIN)
    return _alone(runs, share * work, seed, patient=True)[0]


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


def _alone(runs: Runs, work: float, seed: int, *, patient: bool = False) -> tuple[Sample, Runs, list[list[Trace]]]:
    """A stage of plain runs: a pilot on the ladder, a refinement of the library, then draws that count."""
    spent, evidence = pilot(runs, PILOT * work)
    cold = runs.cold()
    most = max(int((work - spent) / WARM), 100)
    cold.tune(cold.block(min(most // 3, FIRST)))
    rounds = _slowed(most, cold)
    cold.tune(cold.block(rounds, keep=True))
    learnt = list(cold.kept)
    cold.learn()
    cold.tune(cold.block(rounds // 3))
    rounds = _slowed((work - spent) * (1 - 4 / 3 / WARM) / CHECKS, cold)
    traces: list[list[Trace]] = []
    while True:
        traces.append(cold.block(rounds, keep=True))
        learnt.append(cold.kept.pop())
        sample = summary(cold, traces, seed, evidence)
        if len(traces) == CHECKS or not sample.faults(MARGIN):
            break
        if not patient and len(traces) >= CHECKS // 4 and _in_vain(sample, cold):
            break
    cold.stand([each for block in traces for each in block])
    runs.known = np.concatenate(learnt)[:, 0]
    runs.take(cold)
    trips = tuple(int(run.ends[-1]) for run in runs.runs)
    return dataclasses.replace(sample, trips=trips, rungs=len(runs.betas)), cold, traces


def _in_vain(sample: Sample, cold: Runs) -> bool:
    """Whether more draws cannot help: runs are not far apart, but the log evidence of their pilot is."""
    return _evidence(sample) >= EVIDENCE_SHORT and not cold.along_ridges() and sample.rhat < APART


def _evidence(sample: Sample) -> float:
    """The standard deviation between runs of the log evidence of their pilot; infinite where there is none."""
    return math.inf if sample.evidence is None else float(sample.evidence.std(ddof=1))


def _slowed(rounds: float, cold: Runs) -> int:
    """How many rounds take the time of so many with few steps along the ridge."""
    return max(int(rounds / (1 + SLIDE * (cold.use.slides - SLIDES))), 100)


def _onwards(cold: Runs, work: float, seed: int, before: Sample, traces: list[list[Trace]]) -> Sample:
    """Draws of plain runs that travel along ridges, from where they are: they need no ladder.

    Those of the stage before count, unless what they were made with is tuned once more.
    """
    if cold.use.slides > SLIDES:
        cold.tune(cold.block(FIRST))
        traces = []
    rounds = _slowed((work - FIRST) / LOOKS, cold)
    most = len(traces) + LOOKS
    while True:
        traces.append(cold.block(rounds))
        sample = summary(cold, traces, seed, before.evidence)
        if len(traces) == most or not sample.faults(MARGIN):
            return dataclasses.replace(sample, trips=before.trips, rungs=before.rungs)


def pilot(runs: Runs, work: float) -> tuple[float, Array]:
    """Tune ladder, steps and libraries, for about ``work`` rounds of one rung; rounds it took, and log evidence.

    The evidence is the mean over the late blocks, by their rounds: it does not depend on where the inner rungs are.
    """
    spent, rounds, sized = 0.0, 10, False
    evidence, weight = np.zeros(len(runs.runs)), 0
    longest = max(10, int(0.25 * work / len(runs.betas)))
    while spent < work:
        late = spent > 0.4 * work
        traces = runs.block(rounds, keep=late)
        spent += rounds * len(runs.betas)
        rungs = None
        if not sized and spent > 0.25 * work and len(runs.betas) > 1:
            rungs, sized = max(4, int(2 * barrier(traces)[-1] + 2)), True
        weight = rounds + weight * late
        found = np.array([log_evidence(runs.betas, trace.ll) for trace in traces])
        evidence = evidence + (found - evidence) * rounds / weight
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
    draws = numbers(seen[:, at], runs.table.n, seed)
    if evidence is None:
        lls = [np.concatenate([block[i].ll for block in traces]) for i in range(number)]
        evidence = np.array([log_evidence(runs.betas, ll) for ll in lls])
    ll = np.array([np.concatenate([block[i].ll[:, -1] for block in traces]) for i in range(number)])
    along = len(runs.betas) == 1 and runs.along_ridges()
    return Sample.judged(
        draws,
        evidence=evidence,
        trips=tuple(int(run.ends[-1]) for run in runs.runs),
        rounds=rounds,
        rungs=len(runs.betas),
        sampler="tempering" if len(runs.betas) > 1 else "plain",
        evidence_certifies=not along,
        rhat_ll=convergence.rank_normalised_rhat(ll) if along else 1.0,
        ess_ll=convergence.ess_bulk(ll) if along else math.inf,
        apart=apart(-np.log1p(-seen) + np.log(seen), ll) if along else (),
        log_likelihood=ll[:, at],
    )

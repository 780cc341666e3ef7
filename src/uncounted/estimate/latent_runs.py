"""Independent tempered runs of the latent class posterior: tuned together, run apart, and compared.

What runs share is tuning: the ladder, step sizes and libraries, all frozen before the draws that count. Each run has
random numbers of its own and starts from draws of the prior. Blocks of all runs are threads, one to a core; what comes
out does not depend on how many there are.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate import latent_moves as moves
from uncounted.estimate.latent_jumps import LEAPS
from uncounted.estimate.latent_library import small_classes, whole_states
from uncounted.estimate.latent_target import Table, draw_prior, states_for, workspace
from uncounted.estimate.mixture import empty_mixture
from uncounted.estimate.random_bits import Words, words
from uncounted.estimate.tempering import Proposals, Trace, temper

Array = NDArray[np.float64]

HOT = 200.0  # victims that the hot end of the ladder counts: there, moves of one class suffice
AIMS = dict.fromkeys(range(moves.BLOCK, moves.MOVES), 0.25)  # acceptance that step sizes are tuned to
AIMS |= {moves.STICK: 0.35, moves.PAIR: 0.2, moves.LEAP: 0.65, moves.SHAPED: 0.2, moves.RIDGE: 0.5}
CLASSES_FROM, STATES_FROM = 0.05, 0.5  # the temperatures (as beta) from which libraries are filled
JUMPS, JUMPS_ALONE = 6, 12  # jumps in a round, on a ladder and without one
SLIDES, SLIDES_ALONE = 1, 16  # steps along the ridge in a round, and without a ladder where jumps are few
LONG = 0.15  # step along ridges, in logits, from which runs travel by it
FARTHER = 4.0  # times as far as a Hamiltonian step goes: what makes many steps along ridges worth their time
SATURATED = 0.65  # of a free probability of a history: distance from the largest log likelihood, of which half is noise
WORTH_JUMPING = 0.003  # acceptance from which it is jumps that move runs
KEPT = 4000  # states that all runs keep together in a block


@dataclass
class Run:
    """One run: its random words, its states and where on the ladder they are."""

    r: Words
    states: Array
    work: Array
    row: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass
class Runs:
    """All runs of a table, with what they share. ``block`` runs them all for a number of rounds."""

    table: Table
    betas: Array
    use: Proposals
    runs: list[Run]
    rng: np.random.Generator
    threads: int
    kept: list[Array] = field(default_factory=list)  # per block: (runs * places, coldest temperatures, classes, ...)
    ridges: bool = False  # whether runs without a ladder go by long steps along the best likelihood, not by jumps
    known: Array | None = None  # states of the posterior that were met before: (number, classes, lists + 1)

    def block(self, rounds: int, *, keep: bool = False) -> list[Trace]:
        """Run every run for ``rounds`` rounds; the traces in the order of the runs."""
        places = min(rounds, KEPT // len(self.runs)) if keep else 0

        def one(run: Run) -> Trace:
            trace = self._trace(run, rounds, places)
            temper(run.r, self.table, run.states, run.work, self.betas, self.use, trace)
            return trace

        with ThreadPoolExecutor(self.threads) as pool:
            traces = list(pool.map(one, self.runs))
        if keep:
            self.kept.append(np.concatenate([trace.kept for trace in traces]))
        return traces

    def _trace(self, run: Run, rounds: int, places: int) -> Trace:
        rungs, table = len(self.betas), self.table
        cold = int((self.betas > CLASSES_FROM).sum())
        return Trace(
            np.zeros(rounds),
            np.zeros((rounds, rungs)),
            np.zeros((rungs, moves.MOVES, 2)),
            np.zeros((rungs, 2)),
            np.zeros((places, cold, table.classes, table.lists + 1)),
            run.row,
            run.ends,
        )

    def tune(self, traces: Sequence[Trace], *, rungs: int | None = None) -> None:
        """New step sizes and a new ladder out of a block; ``rungs`` changes the length of the ladder."""
        tally = np.sum([trace.tally for trace in traces], axis=0)
        for move, aim in AIMS.items():
            rate = tally[:, move, 1] / np.maximum(tally[:, move, 0], 1)
            self.use.steps[:, move] *= np.where(tally[:, move, 0] > 20, np.exp(np.clip(2.5 * (rate - aim), -1, 1)), 1)
        if len(self.betas) == 1:
            self.stand(traces)
            far = FARTHER * self.use.steps[0, moves.LEAP] * LEAPS / 2
            many = self.ridges and self.use.steps[0, moves.RIDGE] > far
            self.use = self.use._replace(slides=SLIDES_ALONE if many else SLIDES)
        else:
            self._respace(barrier(traces), rungs or len(self.betas))

    def stand(self, traces: Sequence[Trace]) -> None:
        """See from draws of the posterior alone what moves the runs: jumps, or steps along the best likelihood."""
        tried, accepted = np.sum([trace.tally[0, moves.JUMP] for trace in traces], axis=0)
        long = bool(self.use.steps[0, moves.RIDGE] > LONG)
        self.ridges = long and bool(accepted < WORTH_JUMPING * tried) and self._saturated(traces)

    def _respace(self, reached: Array, rungs: int) -> None:
        """Put the rungs at equal steps of the barrier; states and steps follow to the nearest new rung."""
        at = np.linspace(0, reached[-1], rungs)
        new = np.exp(np.interp(at, reached, np.log(self.betas)))
        new[0], new[-1] = self.betas[0], 1.0
        nearest = np.abs(np.log(new)[:, None] - np.log(self.betas)[None, :]).argmin(axis=1)
        if rungs != len(self.betas):
            for run in self.runs:
                run.states = np.concatenate((run.states[run.row[nearest]], run.states[-1:]))
                run.row, run.ends = np.arange(rungs), np.append(np.full(rungs, -1), 0)
        steps = self.use.steps[nearest]
        self.betas, self.use = new, self.use._replace(steps=steps)

    def cold(self) -> Runs:
        """The same runs without their ladder: the posterior alone, from the states that are there."""
        alone = [
            Run(run.r, run.states[[run.row[-1], -1]], run.work, np.zeros(1, np.int64), np.array([-1, 0]))
            for run in self.runs
        ]
        use = self.use._replace(steps=self.use.steps[-1:].copy(), jumps=JUMPS_ALONE)
        return Runs(self.table, np.ones(1), use, alone, self.rng, self.threads)

    def _saturated(self, traces: Sequence[Trace]) -> bool:
        """Whether every run reproduces the histories as no model could better: what is left is the noise of each.

        The largest log likelihood then exceeds that of draws by half for each free probability of a history.
        """
        runs = len(self.runs)
        lls = [np.concatenate([trace.ll[:, -1] for trace in traces[i::runs]]) for i in range(runs)]
        worst = min(float(ll[len(ll) // 2 :].mean()) for ll in lls)
        return self.table.bound - worst < SATURATED * self.table.free

    def along_ridges(self) -> bool:
        """Whether long steps along ridges are what moves runs at beta 1, not jumps out of a library they share.

        Only where runs are on the one surface of the best likelihood: a mode that all missed cannot fit better.
        """
        return self.ridges

    def take(self, cold: Runs) -> None:
        """Go on, at beta 1, from where the same runs without a ladder ended."""
        for run, other in zip(self.runs, cold.runs, strict=True):
            run.states[run.row[-1]] = other.states[0]

    def learn(self) -> None:
        """Fit the libraries to the states kept so far, then forget these."""
        cold, colder = int((self.betas > CLASSES_FROM).sum()), int((self.betas > STATES_FROM).sum())
        shape = (-1, *self.kept[0].shape[2:])
        warm = np.concatenate([each[:, -cold:].reshape(shape) for each in self.kept])
        states = np.concatenate([each[:, -colder:].reshape(shape) for each in self.kept])
        if self.known is not None:
            states = np.concatenate((states, self.known))
        use = self.use._replace(births=small_classes(self.rng, warm, self.table.n))
        two, three, four = (whole_states(self.rng, states, classes) for classes in (2, 3, 4))
        if self.table.classes > 4 and min(map(len, (two, three, four))):
            use = use._replace(two=two, three=three, four=four)
        self.use = use
        self.kept.clear()


def barrier(traces: Sequence[Trace]) -> Array:
    """How much of the way up the ladder is rejected, summed to each rung (Syed et al. 2022); increasing."""
    swaps = np.sum([trace.swaps for trace in traces], axis=0)[:-1]
    rejected = 1 - swaps[:, 1] / np.maximum(swaps[:, 0], 1)
    return np.concatenate(([0.0], np.cumsum(np.maximum(rejected, 0.01))))


def start(table: Table, runs: int, seed: int, threads: int | None = None) -> Runs:
    """Runs that start from draws of the prior, with a first guess of ladder and steps."""
    hottest = min(1.0, HOT / table.n)
    rungs = 1 if hottest == 1.0 else math.ceil(3 - 2.9 * math.log(hottest))
    betas = np.exp(np.linspace(math.log(hottest), 0.0, rungs))
    betas[-1] = 1.0
    steps = np.ones((rungs, moves.MOVES))
    steps[:, moves.LEAP] = 0.1 / np.sqrt(1 + betas * table.n / 1000)
    steps[:, moves.SHAPED] = 0.5
    steps[:, moves.RIDGE] = 0.3
    steps[:, moves.BLOCK :] = 2 * np.exp(-0.5 * np.tile(np.arange(moves.SIZES), 2))
    width = table.lists + 1
    use = Proposals(steps, JUMPS, SLIDES, *(empty_mixture(each * width) for each in (1, 2, 3, 4)))
    seeds = np.random.SeedSequence(seed).spawn(runs + 1)
    return Runs(
        table,
        betas,
        use,
        [_fresh(table, rungs, each) for each in seeds[1:]],
        np.random.default_rng(seeds[0]),
        threads or os.cpu_count() or 1,
    )


def _fresh(table: Table, rungs: int, seed: np.random.SeedSequence) -> Run:
    rng = np.random.default_rng(seed)
    states = states_for(table, rungs + 1)
    for each in states[:-1]:
        draw_prior(rng, table, each)
    return Run(words(seed.spawn(1)[0]), states, workspace(table), np.arange(rungs), np.append(np.full(rungs, -1), 0))


def log_evidence(betas: Array, ll: Array) -> float:
    """The log of the evidence at beta 1 over that at the hottest rung, from log likelihoods of shape (draws, rungs).

    Neighbouring rungs are joined by the acceptance ratio (Bennett 1976), which uses the draws of both.
    """
    found = 0.0
    for t in range(len(betas) - 1):
        found += _bennett((betas[t + 1] - betas[t]) * ll[:, t], (betas[t + 1] - betas[t]) * ll[:, t + 1])
    return found


def _bennett(up: Array, down: Array) -> float:
    """The log Z ratio from log density ratios at draws of the lower and of the upper rung, as many of each."""
    centre = float(np.median(np.concatenate((up, down))))
    up, down = np.clip(up - centre, -600, 600), np.clip(down - centre, -600, 600)
    low, high = -600.0, 600.0
    for _ in range(60):
        guess = (low + high) / 2
        balance = float((1 / (1 + np.exp(np.clip(guess - up, -700, 700)))).sum())
        balance -= float((1 / (1 + np.exp(np.clip(down - guess, -700, 700)))).sum())
        low, high = (guess, high) if balance > 0 else (low, guess)
    return centre + guess

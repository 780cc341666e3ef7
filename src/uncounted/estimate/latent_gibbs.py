"""Independent runs of Gibbs sweeps of the latent class model: quick where they mix, refused where they do not.

Runs start apart from one another. Besides their own agreement, many short runs from other starts (scouts) must end
where they are: runs that all settled in one of several modes would otherwise agree on it.
"""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate import convergence
from uncounted.estimate.gibbs_sweeps import Kept, Room, State, room_for, state_for, sweep
from uncounted.estimate.latent_moves import LEAP, MOVES
from uncounted.estimate.latent_sample import DRAWS, ESS, Sample, numbers
from uncounted.estimate.latent_target import Table
from uncounted.estimate.random_bits import Words, words

Array = NDArray[np.float64]

THIN = 2  # sweeps for a draw, each with a Hamiltonian step
BURN_IN, BLOCK = 200, 500  # draws: before those that count, and between looks at them
TUNED, ACCEPTED = 8, 0.45  # parts of the burn-in after which step sizes change, and the acceptance aimed at
SCOUTS, SCOUTED = 16, 160  # short runs, and how many draws each has, of which the second half counts
AIM = 1000.0  # effective draws
MARGIN = 1.25  # what must hold must hold with this margin, since it is looked at often
THETAS = 100  # states kept of each run and block
FAR = 4.5  # standard errors that the mean of a run may be from that of the others
HOPELESS, AT_ONCE = 1.1, 1.5  # R-hat above which sweeps do not mix, after any block but the first, and after that
LOOKS = 6  # blocks from which on runs and scouts that are apart end it
FURTHER = 4  # times that scouts which are elsewhere go on for as long
TAIL = 0.001  # of the draws, beyond which no scout may end


@dataclass
class Chain:
    """One run: its random words, its state, and room for Hamiltonian steps."""

    r: Words
    state: State
    room: Room


def gibbs(table: Table, number: int, seed: int, budget: float, *, patient: bool = False) -> Sample | None:
    """The posterior by ``number`` runs, each of about ``budget`` seconds at most; None where not even one block fits.

    It ends once runs agree and are worth ``AIM`` independent draws, and, unless ``patient``, where they will not.
    """
    most = int(budget / cost(table) / THIN) - BURN_IN
    if most < BLOCK and not patient:
        return None
    seeds = np.random.SeedSequence(seed, spawn_key=(1,)).spawn(number + SCOUTS)
    steps = first_steps(table)
    chains = [_fresh(table, each, steps) for each in seeds[:number]]
    tune(table, chains, steps)
    blocks: list[list[Kept]] = []
    scouts: list[Kept] = []
    while True:
        blocks.append(block(table, chains, BLOCK, THETAS))
        sample = summary(table, blocks, scouts, seed)
        done = BLOCK * len(blocks)
        last = done + BLOCK > most
        if not scouts and (last or _agree(sample)):
            # only runs that agree are worth sending scouts after
            scouts = send(table, [_fresh(table, each, steps) for each in seeds[number:]], blocks)
            sample = summary(table, blocks, scouts, seed)
        if last or _agree(sample):
            return sample
        if not patient and (_hopeless(sample, len(blocks), most / done) or (len(blocks) >= LOOKS and sample.apart)):
            return sample


def _agree(sample: Sample) -> bool:
    return min(sample.ess_bulk, sample.ess_ll) >= AIM and not sample.faults(MARGIN)


def cost(table: Table) -> float:
    """Seconds that a sweep with its Hamiltonian step takes, roughly."""
    return 1e-6 * (2 + 0.11 * table.classes * (len(table.counts) + 4 * table.lists))


def _hopeless(sample: Sample, blocks: int, longer: float) -> bool:
    """Whether runs do not mix after so many blocks, or would not be worth enough if ``longer`` times as long."""
    most = HOPELESS if blocks > 1 else AT_ONCE
    few = blocks > 1 and min(sample.ess_bulk, sample.ess_ll) * longer < ESS
    return max(sample.rhat, sample.rhat_ll) > most or few


def block(table: Table, chains: Sequence[Chain], draws: int, thetas: int) -> list[Kept]:
    """Run all chains on for so many draws; what each leaves, in their order, whatever the number of threads."""

    def one(chain: Chain) -> Kept:
        shape = (thetas, table.classes, table.lists + 1)
        kept = Kept(np.zeros(draws), np.zeros(draws), np.zeros(shape))
        sweep(chain.r, table, chain.state, chain.room, kept, THIN)
        return kept

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(one, chains))


def first_steps(table: Table) -> Array:
    """Step sizes by kind of move to begin with; all runs share them."""
    return np.full(MOVES, 0.1 / math.sqrt(1 + table.n / 1000))


def tune(table: Table, chains: Sequence[Chain], steps: Array) -> None:
    """Burn in, and fit the step size, from then on fixed, to the acceptance of all runs."""
    for _ in range(TUNED):
        for chain in chains:
            chain.room.tally[:] = 0
        block(table, chains, BURN_IN // TUNED, 0)
        tried, accepted = np.sum([chain.room.tally[LEAP] for chain in chains], axis=0)
        steps[LEAP] *= math.exp(2 * (accepted / max(tried, 1) - ACCEPTED))


def _fresh(table: Table, seed: np.random.SeedSequence, steps: Array) -> Chain:
    """A start apart from others: chances and sticks from their prior, alpha over the range in which classes are few."""
    rng = np.random.default_rng(seed)
    state = state_for(table)
    state.alpha[0] = math.exp(rng.uniform(math.log(0.05), math.log(2.0)))
    left = 1.0
    for k in range(table.classes):
        v = -math.expm1(-rng.standard_exponential() / state.alpha[0]) if k < table.classes - 1 else 1.0
        state.pi[k] = left * v
        left *= 1 - v
    u = np.clip(rng.random(state.odds.shape), 1e-9, 1 - 1e-9)
    state.odds[:] = u / (1 - u)
    return Chain(words(seed.spawn(1)[0]), state, room_for(table, steps))


def send(table: Table, chains: Sequence[Chain], blocks: Sequence[Sequence[Kept]]) -> list[Kept]:
    """What scouts leave at their end; those that are not yet where the runs are go on, for they may be on their way."""
    seen, ll = (np.array([getattr(each, name) for each in itertools.chain(*blocks)]) for name in ("seen", "ll"))
    found = block(table, chains, SCOUTED, 0)
    for _ in range(FURTHER):
        late = [i for i, each in enumerate(found) if elsewhere(seen, ll, each)]
        for i, each in zip(late, block(table, [chains[i] for i in late], SCOUTED, 0), strict=True):
            found[i] = each
    return found


def summary(table: Table, blocks: Sequence[Sequence[Kept]], scouts: Sequence[Kept], seed: int) -> Sample:
    """The draws of all blocks so far and what they are worth."""
    number = len(blocks[0])
    seen = np.array([np.concatenate([each[i].seen for each in blocks]) for i in range(number)])
    ll = np.array([np.concatenate([each[i].ll for each in blocks]) for i in range(number)])
    at = np.unique(np.linspace(0, seen.shape[1] - 1, DRAWS).astype(int))
    draws = numbers(seen[:, at], table.n, seed)
    theta = np.concatenate([each[i].theta for i in range(number) for each in blocks])
    return Sample.judged(
        draws,
        evidence=None,
        trips=(0,) * number,
        rounds=seen.shape[1] * THIN,
        rungs=1,
        sampler="gibbs",
        rhat_ll=convergence.rank_normalised_rhat(ll),
        ess_ll=convergence.ess_bulk(ll),
        theta=theta,
        log_likelihood=ll[:, at],
        apart=(*apart(-np.log1p(-seen) + np.log(seen), ll), *missed(seen, ll, scouts)),
    )


def apart(odds: Array, ll: Array) -> tuple[str, ...]:
    """Runs whose mean is far from that of the others, in words; of log odds of being recorded and log likelihood."""
    found = []
    for what, values in (("number of victims", odds), ("log likelihood", ll)):
        means, spread = values.mean(axis=1), values.std(axis=1, ddof=1)
        error = spread / np.sqrt([max(convergence.ess_bulk(each[None, :]), 2.0) for each in values])
        for i in range(len(means)):
            others = float(np.median(np.delete(means, i)))
            noise = math.hypot(float(error[i]), float(np.sqrt((np.delete(error, i) ** 2).sum()) / (len(means) - 1)))
            if abs(means[i] - others) > FAR * max(noise, 1e-12):
                found.append(f"the {what} of run {i + 1} is apart from that of the others")
    return tuple(found)


def missed(seen: Array, ll: Array, scouts: Sequence[Kept]) -> tuple[str, ...]:
    """How many scouts ended where the runs never are, in words."""
    outside = sum(elsewhere(seen, ll, scout) for scout in scouts)
    return (f"{outside} of {len(scouts)} short runs from other starts ended elsewhere",) if outside else ()


def elsewhere(seen: Array, ll: Array, scout: Kept) -> bool:
    """Whether the later half of a scout is where the runs, whose draws these are, never are."""
    half = len(scout.seen) // 2
    for values, runs in ((scout.seen[half:], seen), (scout.ll[half:], ll)):
        low, high = np.quantile(runs, (TAIL, 1 - TAIL))
        if not low <= float(np.median(values)) <= high:
            return True
    return False

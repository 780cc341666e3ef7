"""The draws of independent runs of the latent class model, and what must hold of runs that agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate import convergence

Array = NDArray[np.float64]

RHAT, ESS, EVIDENCE, WEIGHTS = 1.01, 400.0, 0.5, 0.06  # what must hold of runs that agree
EVIDENCE_SHORT = 1.0  # for the short ladders of plain runs, whose evidence is only a check
DRAWS = 4000  # draws that are kept of each run, evenly


@dataclass(frozen=True)
class Sample:
    """The draws of the number of victims, run by run, and what certifies them.

    Gibbs sweeps know no ``evidence``; in its place they have R-hat and effective draws of the log likelihood, ``apart``
    (runs that ended elsewhere, in words), and ``theta``: states as (draws, classes, chances and then weight). So do
    plain runs that go along ridges; their ``evidence`` is that of a short ladder and does not certify them.
    ``log_likelihood`` is that of the recorded histories, at the state behind each of ``draws``.
    """

    draws: Array
    rhat: float
    ess_bulk: float
    ess_tail: float
    ess_between: float
    modes: tuple[convergence.Mode, ...]
    evidence: Array | None
    trips: tuple[int, ...]
    rounds: int
    rungs: int
    sampler: str
    rhat_ll: float = 1.0
    ess_ll: float = math.inf
    theta: Array | None = None
    apart: tuple[str, ...] = ()
    evidence_certifies: bool = True
    log_likelihood: Array | None = None

    @classmethod
    def judged(cls, draws: Array, **told: Any) -> Sample:
        """The draws with what their runs say of one another, and the fields that are ``told``."""
        return cls(
            draws=draws,
            rhat=convergence.rank_normalised_rhat(draws),
            ess_bulk=convergence.ess_bulk(draws),
            ess_tail=convergence.ess_tail(draws),
            ess_between=convergence.ess_between(draws),
            modes=convergence.modes(draws),
            **told,
        )

    def faults(self, margin: float = 1.0) -> list[str]:
        """What does not hold, in words; ``margin`` asks for as many times more."""
        found = []
        if not self.rhat < 1 + (RHAT - 1) / margin:
            found.append(f"R-hat between runs is {self.rhat:.3f}, not below {RHAT}")
        if not min(self.ess_between, self.ess_bulk) > ESS * margin:
            least = min(self.ess_between, self.ess_bulk)
            found.append(f"all runs together are worth {least:,.0f} independent draws, fewer than {ESS:,.0f}")
        if not self.rhat_ll < 1 + (RHAT - 1) / margin:
            found.append(f"R-hat of the log likelihood is {self.rhat_ll:.3f}, not below {RHAT}")
        if not self.ess_ll > ESS * margin:
            found.append(f"for the log likelihood they are worth {self.ess_ll:,.0f} independent draws")
        most = EVIDENCE if self.sampler == "tempering" else EVIDENCE_SHORT
        if self.evidence is not None and self.evidence_certifies and not float(self.evidence.std(ddof=1)) < most:
            found.append(f"the log evidence differs between runs by {self.evidence.std(ddof=1):.2f} (sd)")
        worst = max(mode.spread for mode in self.modes)
        if not worst < WEIGHTS:
            found.append(f"the weight of a mode differs between runs by {worst:.2f} (sd)")
        return found + list(self.apart)


def numbers(seen: Array, n: float, seed: int) -> Array:
    """Numbers of victims, given P(on some list) at each draw: ``n`` recorded and the rest negative binomial."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(2**31,)))
    unseen = rng.poisson(np.minimum(rng.standard_gamma(n, seen.shape) * (1 / seen - 1), 1e18))
    return n + unseen.astype(float)

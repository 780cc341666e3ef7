"""Does the model reproduce the table that it was fitted to? The predictive check of the overlap table.

A method that fits the observed overlaps badly has no business saying what is behind them. The converse does not hold:
models that fit equally well can disagree on the unrecorded as much as they like (Aleshin-Guendel, Sadinle and
Wakefield 2021), so that a good fit is no proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import histories_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REPLICATES = 2_000
POOR = 0.01  # below this p-value the fit is called poor
LEVEL = 0.95  # of the intervals of single cells


def predictive_check(table: Histories, expected: NDArray[np.float64], *, seed: int = 1) -> dict[str, Any]:
    """How replicated tables compare with ``table``, as JSON values.

    ``expected`` has a row for each draw and a column for each history in the order of ``histories_of``: the chances of
    the histories among recorded victims (a row is divided by its sum). ``table`` has the lists that entered the fit.
    Each replicate spreads as many victims as the table has by one row. ``p`` is the share of replicates that are at
    least as far from what is expected as the table is, by the distance of Freeman and Tukey 1950, the sum of
    (sqrt(count) - sqrt(expected))^2 (Gelman, Meng and Stern 1996). ``cells`` has the central interval of each history's
    count and the share of replicates on the nearer side of the count, doubled; ``beyond`` the histories outside theirs.
    For a method with a single fit the replicates do not refit, so that p-values are too large rather than too small.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    histories = histories_of(len(table.lists))
    observed = np.array([table.cells.get(history, 0) for history in histories])
    rows = expected[chance.permutation(np.resize(np.arange(len(expected)), REPLICATES))]
    shares = rows / rows.sum(axis=1, keepdims=True)
    drawn = chance.multinomial(table.n_observed, shares)
    means = shares * table.n_observed
    beyond = _distance(drawn, means) >= _distance(observed[None, :], means)
    tail = (1 - LEVEL) / 2
    low, middle, high = np.quantile(drawn, [tail, 0.5, 1 - tail], axis=0, method="nearest").astype(int)
    sides = np.minimum((drawn <= observed).mean(axis=0), (drawn >= observed).mean(axis=0))
    cells: list[dict[str, Any]] = [
        {
            "history": history,
            "observed": int(observed[i]),
            "low": int(low[i]),
            "median": int(middle[i]),
            "high": int(high[i]),
            "p": float(min(1.0, 2 * sides[i])),
        }
        for i, history in enumerate(histories)
    ]
    outside = [cell["history"] for cell in cells if not cell["low"] <= cell["observed"] <= cell["high"]]
    return {"replicates": REPLICATES, "p": float(beyond.mean()), "cells": cells, "beyond": outside}


def poor_fit(check: dict[str, Any]) -> str | None:
    """The warning that a check calls for, or null."""
    if check["p"] >= POOR:
        return None
    few, many = ", ".join(check["beyond"][:4]), len(check["beyond"])
    where = f"; {many} of {len(check['cells'])} histories lie outside their 95% intervals ({few})" if many else ""
    smallest = 1 / check["replicates"]
    p = f"= {check['p']:.2g}" if check["p"] >= smallest else f"below {smallest:g}"
    return f"the model does not reproduce the overlap table (predictive p {p}){where}"


def _distance(counts: NDArray[Any], means: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    found: NDArray[np.float64] = ((np.sqrt(counts) - np.sqrt(means)) ** 2).sum(axis=1)
    return found

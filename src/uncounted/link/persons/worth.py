"""The pairs worth a look, with what people judged of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.judged import BINDING, Judged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.calibrate import Calibrated, Records
    from uncounted.link.persons.evidence import Evidence
    from uncounted.link.persons.matcher import Compares


@dataclass(frozen=True)
class Worth:
    """Pairs worth a look, sorted by ``left`` and ``right``, and judged ones.

    ``log_odds`` of a match given the pair alone; ``factors``: versions of the log Bayes factors (log-odds for pairs
    within a list); ``same`` and ``different``: judged so.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    levels: NDArray[np.int8]
    weight: NDArray[np.float32]
    log_odds: NDArray[np.float64]
    factors: list[NDArray[np.float64]]
    same: NDArray[np.bool_]
    different: NDArray[np.bool_]


def worth(compares: Compares, evidence: Evidence, calibrated: Calibrated, records: Records, judged: Judged) -> Worth:
    """Calibrated pairs and judged ones together. A judged pair that no rule brought has silent levels."""
    which, count = calibrated.which, len(records.list_of)
    key = compares.left[which].astype(np.int64) * count + compares.right[which]
    same, different = (pairs[:, 0].astype(np.int64) * count + pairs[:, 1] for pairs in (judged.same, judged.different))
    added = np.setdiff1d(np.union1d(same, different), key)
    every = np.concatenate([key, added])
    order = np.argsort(every, kind="stable")
    left, right = (every // count).astype(np.int32)[order], (every % count).astype(np.int32)[order]

    def joined(values: NDArray[np.float64], other: float) -> NDArray[np.float64]:
        return np.concatenate([values, np.full(len(added), other)])[order]

    levels = np.full((len(every), compares.levels.shape[1]), -1, dtype=np.int8)
    levels[: len(which)] = compares.levels[which]
    is_same, is_different = np.isin(every[order], same), np.isin(every[order], different)
    binding = np.where(is_same, BINDING, np.where(is_different, -BINDING, 0.0))
    inside = np.where(records.list_of[left] == records.list_of[right], joined(calibrated.prior, 0.0), 0.0)
    factors = [np.where(binding, binding, joined(each, 0.0) + inside) for each in calibrated.versions]
    log_odds = np.where(binding, binding, joined(calibrated.log_odds, -BINDING))
    weight = joined(evidence.weight[which], 0.0).astype(np.float32)
    return Worth(left, right, levels[order], weight, log_odds, factors, is_same, is_different)

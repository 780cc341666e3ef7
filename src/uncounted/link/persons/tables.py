"""What follows from a clustering and its draws: overlap tables, how sure each cluster is, precision and recall."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from uncounted.model.person import LinkageQuality, OverlapTable, Share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.lists import Pairs


def masks_of(list_of: NDArray[np.int32], label: NDArray[np.int32]) -> NDArray[np.int64]:
    """For each cluster the lists it is on, as a bit mask (bit i: list i)."""
    found = np.zeros(int(label.max(initial=-1)) + 1, dtype=np.int64)
    np.bitwise_or.at(found, label, np.int64(1) << list_of.astype(np.int64))
    return found


def overlap_table(
    lists: tuple[str, ...], list_of: NDArray[np.int32], label: NDArray[np.int32], tables: NDArray[np.int64]
) -> OverlapTable:
    """The table of the clustering ``label`` and those of the draws (a row each, counts by bit mask)."""
    best = np.bincount(masks_of(list_of, label), minlength=1 << len(lists))
    return OverlapTable(lists, _cells(best, len(lists)), tuple(_cells(row, len(lists)) for row in tables))


def _cells(counts: NDArray[np.int64], width: int) -> dict[str, int]:
    return {
        "".join("1" if mask >> i & 1 else "0" for i in range(width)): int(count)
        for mask, count in enumerate(counts)
        if mask and count
    }


def exactness(label: NDArray[np.int32], draws: NDArray[np.int32]) -> NDArray[np.float32]:
    """For each record the share of ``draws`` (a row each) in which its cluster is the very cluster of ``label``."""
    size = np.bincount(label)
    share = np.zeros(len(label))
    first = np.full(len(size), len(label), dtype=np.int64)
    np.minimum.at(first, label, np.arange(len(label)))
    for drawn in draws:
        same = drawn == drawn[first[label]]
        intact = np.bincount(label, weights=same, minlength=len(size)) == size
        drawn_size = np.bincount(drawn, minlength=int(drawn.max(initial=0)) + 1)
        share += intact[label] & (drawn_size[drawn] == size[label])
    return np.asarray(share / max(len(draws), 1), dtype=np.float32)


def quality(
    pairs: Pairs, label: NDArray[np.int32], blocking_recall: float, level: float, *, known: bool
) -> LinkageQuality:
    """Expected precision and recall of the linked pairs, over the draws' shares; missed pairs count in recall."""
    linked = label[pairs.left] == label[pairs.right]
    drawn = pairs.drawn.astype(np.float64)
    true, every = float(drawn[linked].sum()), float(drawn.sum()) / max(blocking_recall, 1e-9)
    wide = NormalDist().inv_cdf((1 + level) / 2)
    of_linked = wide * float(np.sqrt((drawn * (1 - drawn))[linked].sum()) + 1)
    of_all = wide * float(np.sqrt((drawn * (1 - drawn)).sum()) + 1)
    return LinkageQuality(
        _share(true, float(linked.sum()), of_linked), _share(true, every, of_all), level,
        "known non-matches" if known else "model", blocking_recall,
    )  # fmt: skip


def _share(part: float, whole: float, wide: float) -> Share:
    whole = max(whole, 1.0)
    value = min(part / whole, 1.0)
    return Share(value, max(0.0, value - wide / whole), min(1.0, value + wide / whole))

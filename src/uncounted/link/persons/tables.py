"""What follows from a clustering and its draws: overlap tables, how sure each cluster is, precision and recall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from uncounted.model.person import LinkageQuality, OverlapTable, Share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.lists import Drawing, Pairs


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


def quality(pairs: Pairs, label: NDArray[np.int32], drawing: Drawing, level: float, *, known: bool) -> LinkageQuality:
    """Precision and recall of the linked pairs: means over the drawn clusterings, and the central interval of theirs.

    Pairs that no rule brought count in recall. The best clustering may err by a pair less than any draw says: both ends
    are that much wider.
    """
    linked = label[pairs.left] == label[pairs.right]
    right, every = [], []
    for drawn in drawing.labels:
        same = drawn[pairs.left] == drawn[pairs.right]
        right.append(float((same & linked).sum()))
        every.append(float(same.sum()))
    true = np.asarray(right)
    odds = np.resize(drawing.missed_odds, len(true))
    return LinkageQuality(
        _share(true, np.full(len(true), float(linked.sum())), level),
        _share(true, np.asarray(every) * (1 + odds), level),
        level,
        "known non-matches" if known else "model",
        float(np.mean(1 / (1 + drawing.missed_odds))),
    )


def _share(part: NDArray[np.float64], whole: NDArray[np.float64], level: float) -> Share:
    whole = np.maximum(whole, 1.0)
    drawn = np.minimum(part / whole, 1.0)
    low, high = np.quantile(drawn, ((1 - level) / 2, (1 + level) / 2))
    one = 1 / float(whole.mean())
    return Share(float(drawn.mean()), max(0.0, float(low) - one), min(1.0, float(high) + one))

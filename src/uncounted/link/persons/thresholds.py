"""What the overlap table would be if pairs were linked from one probability up: for comparison, not for choosing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from uncounted.model.errors import Refused
from uncounted.model.person import LinkageQuality, OverlapTable

if TYPE_CHECKING:
    from uncounted.link.persons.lists import Linkage

THRESHOLDS = (0.05, 0.2, 0.5, 0.8, 0.95)


@dataclass(frozen=True)
class AtThreshold:
    """The clustering of the pairs that more than ``threshold`` of the draws link: its table, and how right it is."""

    TYPE: ClassVar[str] = "overlap_at_threshold"

    threshold: float
    victims: int
    overlap: OverlapTable
    quality: LinkageQuality


def at_thresholds(
    linkage: Linkage, distinct: Sequence[bool], thresholds: Sequence[float] = THRESHOLDS
) -> tuple[AtThreshold, ...]:
    """One for each threshold (open: a pair needs more), by the greedy clustering of ``cluster.py``.

    ``distinct`` says for each list of the linkage that nobody stands on it twice.
    """
    import numpy as np

    from uncounted.link.persons.cluster import greedy
    from uncounted.link.persons.tables import overlap_table, quality

    pairs, none = linkage.pairs, np.zeros((0, 1), dtype=np.int64)
    score = pairs.drawn.astype(np.float64) + 1e-3 * pairs.probability
    drawing = linkage.drawing
    if drawing is None:
        raise Refused("this linkage keeps no draws to judge thresholds by")
    known = linkage.quality.basis == "known non-matches"
    found = []
    for threshold in thresholds:
        good = pairs.drawn > threshold
        label = greedy(
            len(linkage.list_of), pairs.left[good], pairs.right[good], score[good], linkage.list_of,
            np.asarray(distinct, dtype=np.bool_),
        )  # fmt: skip
        table = overlap_table(linkage.lists, linkage.list_of, label, none)
        right = quality(pairs, label, drawing, linkage.quality.level, known=known)
        found.append(AtThreshold(threshold, int(label.max(initial=-1)) + 1, table, right))
    return tuple(found)

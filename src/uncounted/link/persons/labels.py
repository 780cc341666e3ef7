"""People's judgements as what the calibration learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.densities import Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.lists import PersonJudgement
    from uncounted.link.persons.matcher import Compares

MOST_BEYOND = 4.0  # log-odds that more than the score may have added
LEAST = 0.001  # a pair handed out with a probability of 0 or 1 had this one, or its complement: draws are few
STEPS = 101
WIDTH = 3.0  # standard deviations of the wider prior that the grid reaches to
WIDER = 6.0


@dataclass(frozen=True)
class Labels:
    """Judged pairs among the compared ones: their number there, whether each is one person, and with which probability
    it was handed out for review (NaN: not known).
    """

    pair: NDArray[np.int64]
    same: NDArray[np.bool_]
    expected: NDArray[np.float64]

    def told(self, which: NDArray[np.int64], odds: NDArray[np.float64], weight: NDArray[np.float64]) -> Told | None:
        """Those among the pairs ``which`` (ascending); None without any. ``odds`` are their log-odds by the score
        alone, ``weight`` what each counts for where it is not known how it was handed out.
        """
        at = np.searchsorted(which, self.pair)
        has = at < len(which)
        has[has] = which[at[has]] == self.pair[has]
        if not has.any():
            return None
        at, expected = at[has], np.clip(self.expected[has], LEAST, 1 - LEAST)
        given = np.isfinite(expected)
        handed = np.log(expected / (1 - expected))
        beyond = np.where(given, np.clip(handed - odds[at], -MOST_BEYOND, MOST_BEYOND), 0.0)
        return Told(at, self.same[has], np.where(given, 1.0, weight[at]), beyond)


def labels_of(judgements: Sequence[PersonJudgement], compares: Compares, records: int) -> Labels:
    """The judgements that say same or different of a compared pair. Of several on a pair the last counts."""
    key = compares.left.astype(np.int64) * records + compares.right
    last: dict[int, PersonJudgement] = {}
    for each in judgements:
        last[min(each.left, each.right) * records + max(each.left, each.right)] = each
    said = {pair: each for pair, each in sorted(last.items()) if each.verdict != "unsure"}
    pairs = np.asarray(list(said), dtype=np.int64)
    at = np.searchsorted(key, pairs)
    has = at < len(key)
    has[has] = key[at[has]] == pairs[has]
    same = np.asarray([each.verdict == "same" for each in said.values()], dtype=np.bool_)
    expected = np.asarray([np.nan if each.expected is None else each.expected for each in said.values()])
    return Labels(at[has], same[has], expected[has].astype(np.float64))


def drawn_doubt(
    odds: NDArray[np.float64], told: Told | None, doubt: tuple[float, float], draws: int, chance: np.random.Generator
) -> list[tuple[float, float]]:
    """Offsets of log-odds and the logarithms of their slopes: normal with standard deviations ``doubt``, and where
    people ``told`` of some pairs, by Bayes' rule on a grid. The prior then has a second, wider half: the model may be
    off by more than anybody thought.
    """
    if told is None:
        return [(doubt[0] * offset, doubt[1] * slope) for slope, offset in chance.normal(size=(draws, 2)).tolist()]
    unit = np.linspace(-WIDTH, WIDTH, STEPS)
    offset, slope = (each.ravel() for each in np.meshgrid(unit * WIDER * doubt[0], unit * WIDER * doubt[1]))
    far = ((offset / doubt[0]) ** 2 + (slope / doubt[1]) ** 2) / 2
    likely = np.logaddexp(-far, -far / WIDER**2 - 2 * np.log(WIDER))
    for at, same, weight, beyond in zip(told.at, told.same, told.weight, told.beyond, strict=True):
        given = offset + np.exp(slope) * odds[at] + beyond
        likely -= weight * np.logaddexp(0, -given if same else given)
    likely = np.exp(likely - likely.max())
    picked = chance.choice(len(likely), draws, p=likely / likely.sum())
    return list(zip(offset[picked].tolist(), slope[picked].tolist(), strict=True))

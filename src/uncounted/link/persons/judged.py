"""People's judgements on pairs of records, made binding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.lists import PersonJudgement
from uncounted.model.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINDING = 300.0  # log Bayes factor; no evidence outweighs it


@dataclass(frozen=True)
class Judged:
    """Pairs judged one person and pairs judged two, smaller position first."""

    same: NDArray[np.int32]
    different: NDArray[np.int32]


def read_judgements(
    judgements: Sequence[PersonJudgement], list_of: NDArray[np.int32], distinct: NDArray[np.bool_]
) -> Judged:
    """The judgements that bind; ``unsure`` does not.

    Raises InputError for positions that are not there, a pair (or a chain of pairs) judged both the same and different,
    and records of one list judged the same although the list holds nobody twice.
    """
    for each in judgements:
        if each.left == each.right or not (0 <= each.left < len(list_of) and 0 <= each.right < len(list_of)):
            raise InputError(f"a judgement is of records {each.left} and {each.right}, which are not two of the lists")
    same = _pairs(judgements, "same")
    different = _pairs(judgements, "different")
    group: dict[int, set[int]] = {}
    for one, other in same.tolist():
        joined = group.get(one, {one}) | group.get(other, {other})
        for i in joined:
            group[i] = joined
    for one, other in different.tolist():
        if other in group.get(one, ()):
            raise InputError(f"records {one} and {other} are judged different, and by other judgements the same")
    for members in group.values():
        at = [int(list_of[i]) for i in members if distinct[list_of[i]]]
        if len(set(at)) < len(at):
            raise InputError(
                f"records {sorted(members)} are judged the same, but two are of a list said to hold nobody twice"
            )
    return Judged(same, different)


def _pairs(judgements: Sequence[PersonJudgement], verdict: str) -> NDArray[np.int32]:
    found = {(min(j.left, j.right), max(j.left, j.right)) for j in judgements if j.verdict == verdict}
    return np.asarray(sorted(found), dtype=np.int32).reshape(-1, 2)

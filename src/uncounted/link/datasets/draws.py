"""Other ways in which the records could fall into incidents, drawn as often as they are likely (Gibbs sampling)."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

from uncounted.link.datasets.assign import Groups

_WARM, _BETWEEN = 5, 2  # sweeps before the first draw, and between two


def draws(groups: Groups, n: int, seed: int = 1) -> Iterator[list[list[int]]]:
    """``n`` drawn partitions of the records that can meet others, and of the rest alone.

    Record by record each is taken out and put back, alone or into a set that has none of its dataset, with a
    probability that grows with the weight of the set.
    """
    chance = random.Random(seed)  # noqa: S311  # no secret
    state = Groups(len(groups.of), groups.source, groups.odds)
    state.members = {}
    for members in groups.members.values():
        for part in _legal(groups, members):
            state.members[part[0]] = part
            for i in part:
                state.of[i] = part[0]
    able = sorted(groups.odds)
    for drawn in range(n):
        for _ in range(_BETWEEN if drawn else _WARM):
            for i in able:
                _redraw(state, i, chance)
        yield [list(members) for members in state.members.values()]


def _legal(groups: Groups, members: list[int]) -> Iterator[list[int]]:
    """A set with one record of each dataset, and its duplicates and splits alone."""
    seen: set[int] = set()
    first: list[int] = []
    for i in members:
        if groups.source[i] in seen:
            yield [i]
        else:
            seen.add(groups.source[i])
            first.append(i)
    yield first


def _redraw(state: Groups, i: int, chance: random.Random) -> None:
    home = state.of[i]
    rest = [k for k in state.members.pop(home) if k != i]
    if rest:
        state.members[rest[0]] = rest
        for k in rest:
            state.of[k] = rest[0]
    labels: list[int | None] = [None]
    weights = [0.0]
    for label in sorted({state.of[j] for j in state.odds[i] if j != i}):
        there = state.members.get(label)
        if there is None or any(state.source[k] == state.source[i] for k in there):
            continue
        labels.append(label)
        weights.append(state.weigh([*there, i]) - state.weigh(there))
    top = max(weights)
    into = chance.choices(labels, [math.exp(w - top) for w in weights])[0]
    if into is None:
        state.members[i] = [i]
        state.of[i] = i
    else:
        state.members[into].append(i)
        state.of[i] = into

"""How two records compare beyond time and place: kind of event, actors, deaths."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uncounted.link.datasets.meetings import Floats, Ints
from uncounted.link.datasets.parties import ActorMatch, compare_parties
from uncounted.link.datasets.profiles import Deaths, Profile

TYPE_LEVELS = ("same kind", "both violent", "violent and not", "unknown")
ACTOR_LEVELS = (
    "same", "alike", "other, of one kind", "other", "one without a name", "both without a name", "unknown",
)  # fmt: skip
DEATH_LEVELS = (
    "equal", "none in both", "nearly equal", "within twice", "within four times", "further apart",
    "none in one, few in the other", "none in one, several in the other", "unknown",
)  # fmt: skip
EQUAL, NONE_IN_BOTH, UNKNOWN_DEATHS = 0, 1, 8


@dataclass(frozen=True)
class Features:
    """Levels of each pair, and the numbers of the pair of labels (types, actors) that is learnt from the data."""

    type: Ints
    actor: Ints
    deaths: Ints
    types: Ints
    actors: Ints


class Comparer:
    """Compares records; keeps the numbers of pairs of labels, so that all its answers agree."""

    def __init__(self, items: Sequence[Profile], source: Sequence[int]) -> None:
        self.items = items
        self.source = source
        self._types: dict[tuple[object, ...], int] = {}
        self._actors: dict[tuple[str, str], int] = {}

    @property
    def n_types(self) -> int:
        """How many pairs of types have been met."""
        return len(self._types)

    @property
    def n_actors(self) -> int:
        """How many pairs of actors have been met."""
        return len(self._actors)

    def features(self, a: Ints, b: Ints) -> Features:
        """The features of pairs of records, by their indices."""
        rows = [self._pair(int(i), int(j)) for i, j in zip(a, b, strict=True)]
        table = np.array(rows, dtype=np.int64).reshape(len(rows), 5)
        return Features(*(table[:, k] for k in range(5)))

    def labelled(self, a: Ints, b: Ints) -> Features:
        """The features of pairs inside a dataset, where only the same label is the same type or actor."""
        found = self.features(a, b)
        items = [(self.items[int(i)], self.items[int(j)]) for i, j in zip(a, b, strict=True)]
        types = np.array([one.label == other.label for one, other in items], dtype=np.bool_)
        actors = np.array([one.parties.label == other.parties.label for one, other in items], dtype=np.bool_)
        kind = np.where((found.type == 0) & ~types, 1, found.type)
        actor = np.where(actors & (found.actor != ActorMatch.UNKNOWN), ActorMatch.SAME, found.actor)
        return dataclasses.replace(found, type=kind, actor=actor)

    def _pair(self, i: int, j: int) -> tuple[int, int, int, int, int]:
        one, other = self.items[i], self.items[j]
        ends = sorted(((self.source[i], one.label), (self.source[j], other.label)))
        labels = (min(one.parties.label, other.parties.label), max(one.parties.label, other.parties.label))
        return (
            type_level(one, other),
            int(compare_parties(one.parties, other.parties)),
            death_level(one.deaths, other.deaths),
            self._types.setdefault(tuple(ends), len(self._types)),
            self._actors.setdefault(labels, len(self._actors)),
        )


def type_level(one: Profile, other: Profile) -> int:
    """The place in TYPE_LEVELS of two records' kinds of event."""
    if not one.classes or not other.classes:
        return 3
    if one.classes & other.classes:
        return 0
    return 1 if one.violent == other.violent else 2


def death_level(one: Deaths | None, other: Deaths | None) -> int:
    """The place in DEATH_LEVELS of two records' deaths."""
    if one is None or other is None:
        return UNKNOWN_DEATHS
    if one.best == other.best:
        return EQUAL if one.best > 0 else NONE_IN_BOTH
    low, high = sorted((one.best, other.best))
    if low == 0:
        return 6 if high <= 2 else 7
    overlap = one.low <= other.high and other.low <= one.high
    if overlap or high - low <= 1 or high <= 1.25 * low:
        return 2
    return 3 if high <= 2 * low else 4 if high <= 4 * low else 5


def frequencies(items: Sequence[Profile]) -> Floats:
    """How usual each record's death toll is among the records that give one, smoothed over like tolls."""
    counted = Counter(one.deaths.best for one in items if one.deaths is not None)
    total = max(1, sum(counted.values()))
    values = np.array(sorted(counted))
    counts = np.array([counted[value] for value in values], dtype=float)
    found = np.ones(len(items))
    cache: dict[float, float] = {}
    for i, one in enumerate(items):
        if one.deaths is None:
            continue
        toll = one.deaths.best
        if toll not in cache:
            near = (values >= 0.8 * toll) & (values <= 1.25 * toll)
            alike = counts[near].sum() / max(1.0, 0.45 * toll)
            cache[toll] = max(float(counted[toll]), float(alike), 1.0) / total
        found[i] = cache[toll]
    return found

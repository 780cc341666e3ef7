"""Pairs found and compared in compiled loops on all cores, in bounded memory: what Splink's model asks, without a
database.

The levels and the rarity of values are those of ``matcher``, pair by pair (tested). Where the rules bring many pairs,
a first model learnt from some of them tells which are hardly ever matches; those are not kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.blocking import Rule, keys_for
from uncounted.link.persons.coded import Coded, Program, code, program
from uncounted.link.persons.columns import Compared
from uncounted.link.persons.comparisons import Compare
from uncounted.link.persons.evidence import learn
from uncounted.link.persons.kernel import Asked, Room, bring
from uncounted.link.persons.lists import LinkSettings
from uncounted.link.persons.matcher import LEAST_SHARE, Compares
from uncounted.link.persons.strangers import spread, strangers

if TYPE_CHECKING:
    from numpy.typing import NDArray

COUNTED_RECORDS = 200_000  # among which the pairs of a possible rule are counted
CHUNK = 500_000  # pairs that one thread compares at once
MANY = 3_000_000  # pairs, from which on only those worth it are kept
LOOKED_AT = 200_000  # of them, to learn which are
HARDLY = 0.0003  # probability of a match by the first model below which a pair is not kept
_MIXER = np.int64(-7046029254386353131)


class CompiledMatcher:
    """A matcher that holds the records in arrays."""

    def __init__(self, records: Compared, settings: LinkSettings) -> None:
        self.settings = settings
        self.records = records
        self.names = keys_for(records.columns)
        self.keys = code(records, self.names, ()).codes
        chance = np.random.default_rng(settings.seed)
        count = len(records)
        self._some = self.keys
        if count > COUNTED_RECORDS:
            self._some = self.keys[chance.choice(count, COUNTED_RECORDS, replace=False)]
        whole, part = len(self.keys), len(self._some)
        self._scale = whole * (whole - 1) / max(part * (part - 1), 1)

    def pairs(self, columns: Sequence[str]) -> int:
        """How many pairs of records agree on all of ``columns``; of very many records, by a sample."""
        mixed = np.sort(_mixed(self._some, [self.names.index(column) for column in columns])[1])
        edges = np.flatnonzero(np.diff(mixed, prepend=mixed[:1] - 1, append=mixed[-1:] + 1))
        sizes = np.diff(edges)
        return round(float((sizes * (sizes - 1) // 2).sum()) * self._scale)

    def filled(self, column: str) -> int:
        """How many records have a value there."""
        return int((self.keys[:, self.names.index(column)] >= 0).sum())

    def compare(self, comparisons: Sequence[Compare], rules: Sequence[Rule]) -> Compares:
        """The pairs that the rules bring, compared."""
        return _Comparison(self, comparisons, rules).run()


def _mixed(keys: NDArray[np.int32], columns: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The records that have values in all ``columns``, and one number for the values of each."""
    at = np.flatnonzero((keys[:, list(columns)] >= 0).all(axis=1))
    mixed = np.zeros(len(at), dtype=np.int64)
    with np.errstate(over="ignore"):
        for column in columns:
            mixed = (mixed ^ (mixed >> 29)) * _MIXER + keys[at, column]
    return at, mixed


class _Groups:
    """The records of a rule in groups that agree, in chunks of about ``CHUNK`` pairs."""

    def __init__(self, keys: NDArray[np.int32], columns: Sequence[int]) -> None:
        at, mixed = _mixed(keys, columns)
        order = np.argsort(mixed, kind="stable")
        sorted_ = mixed[order]
        edges = np.flatnonzero(np.concatenate([[True], sorted_[1:] != sorted_[:-1], [True]]))
        big = np.diff(edges) > 1
        self.order = at[order].astype(np.int32)
        self.start, self.end = edges[:-1][big], edges[1:][big]
        size = self.end - self.start
        self.pairs = np.cumsum(size * (size - 1) // 2)

    def chunks(self) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int64], int]]:
        """The records of some groups, where each group starts, and how many pairs they make."""
        done, first = 0, 0
        while first < len(self.start):
            last = max(first + 1, int(np.searchsorted(self.pairs, done + CHUNK, side="right")))
            size = self.end[first:last] - self.start[first:last]
            start = np.concatenate([[0], np.cumsum(size)])
            picked = np.repeat(self.start[first:last] - start[:-1], size) + np.arange(start[-1])
            yield self.order[picked], start, int(self.pairs[last - 1]) - done
            done, first = int(self.pairs[last - 1]), last


class _Comparison:
    """One run over the rules, or two: some pairs, to learn what is worth keeping, then all."""

    def __init__(self, matcher: CompiledMatcher, comparisons: Sequence[Compare], rules: Sequence[Rule]) -> None:
        self.keys, self.settings, self.records = matcher.keys, matcher.settings, matcher.records
        self.comparisons = comparisons
        columns_of = [[matcher.names.index(column) for column in rule.columns] for rule in rules]
        self.rules = np.full((len(columns_of), max(map(len, columns_of))), -1, dtype=np.int32)
        for r, at in enumerate(columns_of):
            self.rules[r, : len(at)] = at
        self.program: Program
        self.program, columns, measured = program(comparisons)
        self.coded: Coded = code(matcher.records, columns, measured)
        self.strangers = strangers(self.coded, self.program, comparisons, self.settings)
        self.rare = self._rare()
        self.bits = np.zeros((len(comparisons), 2 + max(len(each.levels) for each in comparisons)))

    def run(self) -> Compares:
        groups = [_Groups(self.keys, [k for k in rule if k >= 0]) for rule in self.rules.tolist()]
        total = sum(int(each.pairs[-1]) if len(each.pairs) else 0 for each in groups)
        least = -np.inf
        if total > MANY:
            some, seen = self._bring(groups, -np.inf, LOOKED_AT / total)
            least = self._learn(some, seen / (LOOKED_AT / total))
        return self._bring(groups, least, 1.0)[0]

    def _learn(self, some: Compares, total: float) -> float:
        """The evidence below which a pair is not kept, by a model learnt from some of ``total`` pairs."""
        list_of = np.asarray(self.records.list_of, dtype=np.int32)
        distinct = np.asarray(self.records.distinct, dtype=bool)
        never = (list_of[some.left] == list_of[some.right]) & distinct[list_of[some.left]]
        count = len(list_of)
        evidence = learn(some, never, count * (count - 1) / 2 * len(some.left) / total, self.settings.seed)
        for c, bits in enumerate(evidence.bits):
            self.bits[c, 1 : len(bits) + 1] = bits
        odds = evidence.possible / max(evidence.matches, 0.5)
        return float(np.log2(HARDLY * odds))

    def _bring(self, groups: Sequence[_Groups], least: float, share: float) -> tuple[Compares, int]:
        asked = Asked(self.rules, self.keys, self.bits, self.rare, least, share)
        tasks = (
            (rule, number, chunk) for rule, each in enumerate(groups) for number, chunk in enumerate(each.chunks())
        )

        def work(task: tuple[int, int, tuple[NDArray[np.int32], NDArray[np.int64], int]]) -> tuple[Room, int]:
            rule, number, (order, start, pairs) = task
            room = Room.of(pairs if share >= 1 else min(pairs, int(pairs * share * 1.5) + 1000), len(self.comparisons))
            number += self.settings.seed * 1_000_003 + rule * 10_007
            kept, seen = bring(order, start, rule, asked, number, self.coded, self.program, room)
            return room.part(kept), seen

        found = list(spread(work, tasks, self.settings.threads))
        left, right, levels, rarity = (
            np.concatenate([getattr(room, name) for room, _ in found]) for name in ("left", "right", "levels", "rarity")
        )
        order = np.argsort(left.astype(np.int64) * len(self.keys) + right, kind="stable")
        return Compares(
            left[order], right[order], levels[order], rarity[order],
            tuple(each.name for each in self.comparisons),
            tuple(("differs", *(level.says for level in reversed(each.levels))) for each in self.comparisons),
            self.strangers,
        ), sum(seen for _, seen in found)  # fmt: skip

    def _rare(self) -> NDArray[np.float32]:
        """For each value and comparison, how much rarer the value is than equal values usually are, in bits."""
        values = len(self.coded.start) - 1
        rare = np.zeros((values + 1, len(self.comparisons)), dtype=np.float32)
        for c, column in enumerate(self.program.counted.tolist()):
            if column >= 0:
                said = self.coded.codes[self.coded.codes[:, column] >= 0, column]
                share = np.bincount(said, minlength=values + 1) / max(len(said), 1)
                usual = max(self.strangers[c][-1], LEAST_SHARE)
                rare[:, c] = np.where(share > 0, np.log2(usual / np.maximum(share, 1e-300)), 0.0)
        return rare

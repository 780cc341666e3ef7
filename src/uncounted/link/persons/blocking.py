"""Which pairs are compared: rules of two or three equal columns, chosen from what the lists have and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

MOST_RULES = 14
PAIRS_PER_RECORD = 6  # a rule may bring as many pairs for each record
LEAST_PAIRS = 50_000
NARROWING = frozenset({"sex"})  # of too few values to block on, but halves what another rule brings


_DATES = frozenset({"birth_year", "birth_month", "birth_day", "death"})


class Counter(Protocol):
    """Counts in the table of records."""

    def pairs(self, columns: Sequence[str]) -> int:
        """How many pairs of records agree on all of ``columns``, silent ones aside."""

    def filled(self, column: str) -> int:
        """How many records have a value there."""


@dataclass(frozen=True)
class Rule:
    """Pairs that agree on all ``columns``; ``pairs`` is how many there are."""

    columns: tuple[str, ...]
    pairs: int


def keys_for(columns: Iterable[str]) -> list[str]:
    """The columns to block on, of those present: skeletons of names, parts of dates, places, attributes, ids, sex."""
    wanted = []
    for column in columns:
        numbered = column[-1].isdigit() and column.rstrip("0123456789") in {"place", "attribute", "id"}
        if numbered or column.endswith("_s") or column in _DATES or column in NARROWING:
            wanted.append(column)
    return wanted


def choose_rules(keys: Sequence[str], records: int, counter: Counter, most_pairs: int) -> list[Rule]:
    """Rules that each bring few enough pairs, using every column about equally often.

    Single columns first (an id), then pairs of columns, then threes and fours where every smaller set brings too many.
    A wider rule that contains a chosen narrower one adds nothing and is not considered.
    """
    budget = min(most_pairs, max(LEAST_PAIRS, PAIRS_PER_RECORD * records))
    useful = [key for key in keys if counter.filled(key) >= max(2, records // 50)]
    candidates = _affordable(useful, counter, budget)
    return _balanced(candidates, {key: counter.filled(key) / records for key in useful})


def _affordable(keys: Sequence[str], counter: Counter, budget: int) -> list[Rule]:
    found: list[Rule] = []
    for size in (1, 2, 3, 4):
        if size > 2 and len(found) >= 2 * MOST_RULES:
            break
        for columns in combinations(keys, size):
            if NARROWING.issuperset(columns) or any(set(rule.columns) <= set(columns) for rule in found):
                continue
            if size == 1 and not columns[0].startswith("id"):
                continue
            pairs = counter.pairs(columns)
            if 0 < pairs <= budget:
                found.append(Rule(columns, pairs))
    return found


def _balanced(candidates: list[Rule], filled: dict[str, float]) -> list[Rule]:
    """Up to ``MOST_RULES``, next always the one whose columns have been used least; ties by fewer pairs.

    ``filled`` is the share of records that have a column: what few have counts as used already.
    """
    used = {column: 1 / share for column, share in filled.items()}
    chosen: list[Rule] = []
    left = sorted(candidates, key=lambda rule: (rule.pairs, rule.columns))
    while left and len(chosen) < MOST_RULES:
        best = min(left, key=lambda rule: sum(used[column] for column in rule.columns) / len(rule.columns))
        left.remove(best)
        chosen.append(best)
        for column in best.columns:
            used[column] += 1 / filled[column]
    return chosen


def training_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Up to three of the rules in which to learn how true matches differ; no column of the name or date is in all.

    The first two share no column (a date's parts count as one), so that every comparison is left free by one of them.
    """
    fullest = sorted(rules, key=lambda rule: (-rule.pairs, rule.columns))
    for one, other in sorted(combinations(fullest, 2), key=lambda pair: -min(pair[0].pairs, pair[1].pairs)):
        if not _stems(one) & _stems(other):
            return [one, other]
    return list(fullest[:1])


def _stems(rule: Rule) -> set[str]:
    return {column.split("_")[0] for column in rule.columns}

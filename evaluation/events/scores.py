"""Scores of linked event records against the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Key = tuple[str, str]
Pair = tuple[Key, Key]


@dataclass(frozen=True)
class Scores:
    """Pairwise precision, recall, F1 over pairs of two datasets; B-cubed; error of the overlap table."""

    precision: float
    recall: float
    f1: float
    b_precision: float
    b_recall: float
    b_f1: float
    unique: int
    truly: int
    overlap_error: float


def pair(one: Key, other: Key) -> Pair:
    """Two keys in order."""
    return (one, other) if one < other else (other, one)


def true_pairs(truth: Mapping[Key, frozenset[int]], *, within: bool = False) -> set[Pair]:
    """Pairs of records that share an incident; of two datasets, or ``within`` one."""
    by_incident: defaultdict[int, list[Key]] = defaultdict(list)
    for key, numbers in truth.items():
        for number in numbers:
            by_incident[number].append(key)
    return {
        pair(one, other)
        for keys in by_incident.values()
        for one, other in combinations(keys, 2)
        if (one[0] == other[0]) is within
    }


def score(truth: Mapping[Key, frozenset[int]], found: Iterable[Pair], incidents: Sequence[Sequence[Key]]) -> Scores:
    """``found`` are pairs of two datasets that are said to tell of one event; ``incidents`` the records of each."""
    wanted, met = true_pairs(truth), {each for each in found if each[0][0] != each[1][0]}
    right = len(wanted & met)
    precision, recall = right / max(1, len(met)), right / max(1, len(wanted))
    b_precision, b_recall = b_cubed(truth, incidents)
    lists = sorted({key[0] for key in truth})
    real, ours = cells_of_truth(truth, lists), cells_of(incidents, lists)
    error = sum(abs(real[history] - ours[history]) for history in real.keys() | ours.keys()) / sum(real.values())
    return Scores(
        precision, recall, _f1(precision, recall), b_precision, b_recall, _f1(b_precision, b_recall),
        len(incidents), len({n for numbers in truth.values() for n in numbers}), error,
    )  # fmt: skip


def b_cubed(truth: Mapping[Key, frozenset[int]], incidents: Sequence[Sequence[Key]]) -> tuple[float, float]:
    """Precision and recall of B-cubed, for records that may lie in several sets (Amigo et al. 2009, extended)."""
    mine: defaultdict[Key, set[int]] = defaultdict(set)
    held: dict[int, list[Key]] = {}
    for number, keys in enumerate(incidents):
        held[number] = list(keys)
        for key in keys:
            mine[key].add(number)
    real: defaultdict[int, list[Key]] = defaultdict(list)
    for key, numbers in truth.items():
        for n in numbers:
            real[n].append(key)
    precision = recall = 0.0
    for key in truth:
        together = {other for n in mine[key] for other in held[n]}
        wanted = {other for n in truth[key] for other in real[n]}
        both = together & wanted
        precision += sum(_least(key, o, mine, truth) / len(mine[key] & mine[o]) for o in both) / len(together)
        recall += sum(_least(key, o, mine, truth) / len(truth[key] & truth[o]) for o in both) / len(wanted)
    return precision / len(truth), recall / len(truth)


def _least(one: Key, other: Key, mine: Mapping[Key, set[int]], truth: Mapping[Key, frozenset[int]]) -> int:
    return min(len(mine[one] & mine[other]), len(truth[one] & truth[other]))


def cells_of_truth(truth: Mapping[Key, frozenset[int]], lists: Sequence[str]) -> Counter[str]:
    """The overlap table of the true incidents."""
    held: defaultdict[int, set[str]] = defaultdict(set)
    for key, numbers in truth.items():
        for number in numbers:
            held[number].add(key[0])
    return Counter(_history(names, lists) for names in held.values())


def cells_of(incidents: Sequence[Sequence[Key]], lists: Sequence[str]) -> Counter[str]:
    """The overlap table of incidents by their records."""
    return Counter(_history({key[0] for key in keys}, lists) for keys in incidents)


def _history(names: Iterable[str], lists: Sequence[str]) -> str:
    there = set(names)
    return "".join("1" if name in there else "0" for name in lists)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

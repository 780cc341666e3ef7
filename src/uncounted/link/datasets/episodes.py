"""Many to one: records that report several incidents at once, and datasets that tell one incident in two records."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uncounted.link.datasets.assign import Groups
from uncounted.link.datasets.evidence import Evidence
from uncounted.link.datasets.profiles import Deaths

# A further part is rarer than a first match: about one record in twenty reports several incidents.
_FURTHER = math.log(0.05)
_MOST_PARTS = 12


@dataclass(frozen=True)
class Meeting:
    """The log odds of two records without their deaths, and the days between their windows."""

    weight: float
    gap: int


Near = Mapping[int, Mapping[int, Meeting]]


@dataclass(frozen=True)
class Episode:
    """Record ``whole`` reports the incidents of which ``parts`` (records of one other dataset) are reports."""

    whole: int
    parts: tuple[int, ...]


def near(evidence: Evidence) -> dict[int, dict[int, Meeting]]:
    """Record by record those of other datasets that it can meet."""
    found: dict[int, dict[int, Meeting]] = {}
    pairs, weights = evidence.met.across, evidence.weights
    bare = weights.total - weights.deaths
    for i, j, weight, gap in zip(pairs.a.tolist(), pairs.b.tolist(), bare.tolist(), pairs.gap.tolist(), strict=True):
        meeting = Meeting(weight, gap)
        found.setdefault(i, {})[j] = meeting
        found.setdefault(j, {})[i] = meeting
    return found


def episodes(evidence: Evidence, groups: Groups, met: Near, left_out: frozenset[int]) -> list[Episode]:
    """The records that report several incidents, by the records of another dataset that tell them apart.

    A part lies within the days of the whole, is matched to no other record of its dataset, and either its deaths bring
    the sum of the parts nearer to the whole's, or its time, place, kind and actors alone bear it.
    """
    found = []
    for whole in sorted(met):
        if whole in left_out:
            continue
        for dataset in sorted({groups.source[j] for j in met[whole]}):
            parts = _parts(evidence, groups, met[whole], whole, dataset, left_out)
            if len(parts) > 1:
                found.append(Episode(whole, tuple(sorted(parts))))
    return found


def _parts(
    evidence: Evidence, groups: Groups, met: Mapping[int, Meeting], whole: int, dataset: int, left_out: frozenset[int]
) -> list[int]:
    mine = groups.members[groups.of[whole]]
    free = [j for j in met if groups.source[j] == dataset and j not in left_out and met[j].gap == 0]
    parts = [j for j in mine if groups.source[j] == dataset]
    others = [j for j in free if j not in parts and _free(groups, j, groups.source[whole])]
    if not parts:
        if len(others) < 2:
            return []
        best = max(others, key=lambda j: (met[j].weight, -j))
        if met[best].weight + _FURTHER <= 0:
            return []
        parts = [best]
        others.remove(best)
    for j in sorted(others, key=lambda j: (-met[j].weight, j)):
        if len(parts) >= _MOST_PARTS:
            break
        closer = _toll(evidence, whole, [*parts, j]) - _toll(evidence, whole, parts)
        if met[j].weight + _FURTHER + closer > 0 and met[j].weight > _FURTHER:
            parts.append(j)
    return parts


def _free(groups: Groups, j: int, dataset: int) -> bool:
    """Whether no record of the dataset is matched to record ``j``."""
    return all(groups.source[k] != dataset for k in groups.members[groups.of[j]])


def _toll(evidence: Evidence, whole: int, parts: Sequence[int]) -> float:
    """The weight of the whole's deaths beside the sum of the parts'."""
    told = [evidence.items[j].deaths for j in parts]
    known = [deaths for deaths in told if deaths is not None]
    if len(known) < len(told):
        return 0.0
    total = Deaths(sum(d.low for d in known), sum(d.best for d in known), sum(d.high for d in known))
    return evidence.toll(whole, total, int(evidence.met.source[parts[0]]))


def splits(groups: Groups, found: Sequence[Episode]) -> list[tuple[int, int]]:
    """Parts to join: where two datasets or more each tell as one what a single dataset tells as several."""
    wholes: dict[tuple[int, ...], set[int]] = {}
    for episode in found:
        wholes.setdefault(episode.parts, set()).add(episode.whole)
    joined = []
    for parts, told in sorted(wholes.items()):
        datasets = {groups.source[whole] for whole in told}
        if len(datasets) < 2 or len({groups.of[whole] for whole in told}) > 1:
            continue
        home = groups.of[min(told)]
        alone = [j for j in parts if groups.of[j] != home]
        if all(len(groups.members[groups.of[j]]) == 1 for j in alone):
            first = next((j for j in parts if groups.of[j] == home), parts[0])
            joined += [(first, j) for j in alone if j != first]
    return joined

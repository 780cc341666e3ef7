"""Event records to incidents: the whole of linkage across event datasets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from uncounted.link.datasets.assign import Groups, log_odds
from uncounted.link.datasets.episodes import Episode, episodes, near, splits
from uncounted.link.datasets.evidence import Evidence, Weights
from uncounted.link.datasets.meetings import meetings
from uncounted.link.datasets.profiles import Profile, profiles
from uncounted.model.errors import InputError
from uncounted.model.event_record import EventRecord
from uncounted.reference.gazetteer import Gazetteer

SURE, LIKELY = 0.9, 0.5


@dataclass(frozen=True)
class Matched:
    """Record numbers in sets, and what lies beside the sets.

    ``twins``: duplicates inside a dataset (the earlier record, the later, probability, number of the pair); sure ones
    are in the set of their twin. ``episodes`` report several sets. ``split`` were joined to the set of the first.
    """

    items: tuple[Profile, ...]
    datasets: tuple[str, ...]
    evidence: Evidence
    groups: Groups
    twins: tuple[tuple[int, int, float, int], ...]
    twin_weights: Weights
    episodes: tuple[Episode, ...]
    split: tuple[tuple[int, int], ...]


def match(records: Sequence[EventRecord], gazetteer: Gazetteer | None = None) -> Matched:
    """The sets of records that tell of one incident each.

    The order of ``records`` changes nothing but ties. Raises InputError where two records have one dataset and id.
    """
    records = sorted(records, key=lambda record: record.key)
    for one, other in pairwise(records):
        if one.key == other.key:
            raise InputError(f"two records of {one.dataset} have the id '{one.id}'", path=other.path)
    items = profiles(records, gazetteer)
    datasets = tuple(sorted({record.dataset for record in records}))
    source = [datasets.index(record.dataset) for record in records]
    evidence = Evidence(items, meetings(items, source, len(datasets)), len(datasets))
    twin_weights = evidence.twins()
    twins = _twins(evidence, twin_weights)
    left_out = frozenset(later for _, later, p, _ in twins if p >= SURE)
    across = evidence.met.across
    kept = [k for k in range(len(across)) if across.a[k] not in left_out and across.b[k] not in left_out]
    odds = log_odds(across.a[kept], across.b[kept], evidence.weights.total[kept])
    groups = Groups(len(items), source, odds)
    groups.build()
    groups.mend()
    found = episodes(evidence, groups, near(evidence), left_out)
    split = splits(groups, found)
    for whole, part in split:
        if groups.of[whole] != groups.of[part]:
            groups.join(groups.of[whole], groups.of[part])
    for earlier, later, p, _ in twins:
        if p >= SURE and groups.of[earlier] != groups.of[later]:
            groups.join(groups.of[earlier], groups.of[later])
    return Matched(items, datasets, evidence, groups, tuple(twins), twin_weights, tuple(found), tuple(split))


def _twins(evidence: Evidence, weights: Weights) -> list[tuple[int, int, float, int]]:
    """Pairs of records of one dataset that are likely the same, the likeliest first; a record is a later twin once."""
    pairs = evidence.met.within
    order = sorted(range(len(pairs)), key=lambda k: (-weights.probability[k], pairs.a[k], pairs.b[k]))
    seen: set[int] = set()
    found = []
    for k in order:
        p = float(weights.probability[k])
        a, b = int(pairs.a[k]), int(pairs.b[k])
        if p < LIKELY:
            break
        if b not in seen and a not in seen:
            seen.add(b)
            found.append((a, b, p, k))
    return found

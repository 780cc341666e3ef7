"""Event datasets to incidents with codes, links that say why, and the overlap table for estimators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from uncounted.link.datasets.codes import Before, Change, coded
from uncounted.link.datasets.draws import draws
from uncounted.link.datasets.episodes import Episode
from uncounted.link.datasets.evidence import Weights
from uncounted.link.datasets.linked import EventLink, Key, Linked, LinkedIncident, Relation
from uncounted.link.datasets.matching import LIKELY, SURE, Matched, match
from uncounted.link.datasets.meetings import Pairs
from uncounted.link.datasets.profiles import Profile
from uncounted.link.datasets.words import grounds
from uncounted.model.event_record import EventRecord
from uncounted.model.person import OverlapTable
from uncounted.reference.gazetteer import Gazetteer

PERHAPS = 0.2  # of pairs not linked, those that a person should see
_WEIGHED = -2.0  # the log odds from which a decision against a link is kept


@dataclass(frozen=True)
class _Sets:
    """Own records and episodes of each incident, by record number, in the order of the first own record."""

    own: tuple[tuple[int, ...], ...]
    episodes: tuple[tuple[int, ...], ...]
    parts: frozenset[tuple[int, int]]


def link_datasets(
    records: Sequence[EventRecord],
    earlier: Iterable[Before] = (),
    *,
    n_draws: int = 0,
    gazetteer: Gazetteer | None = None,
) -> tuple[Linked, OverlapTable, tuple[Change, ...]]:
    """The incidents that the records of several datasets tell of.

    ``earlier`` are incidents as they were found before, whose codes stay. ``n_draws`` other partitions, as likely as
    the data leave them, go into the overlap table. The order of ``records`` changes nothing. Raises InputError where
    two records have one dataset and id.
    """
    found = match(records, gazetteer)
    sets = _sets(found)
    keys = [[found.items[i].record.key for i in own] for own in sets.own]
    codes, changes = coded(keys, earlier)
    links = tuple(sorted(_links(found, sets), key=_link_order))
    probable = _probabilities(found, sets)
    incidents = tuple(
        _incident(found.items, own, episodes, code.code, code.former, p)
        for own, episodes, code, p in zip(sets.own, sets.episodes, codes, probable, strict=True)
    )
    linked = Linked(
        found.datasets,
        {one.record.key: one.record for one in found.items},
        tuple(sorted(incidents, key=lambda one: (one.start, one.code))),
        links,
    )
    return linked, _overlap(found, sets, n_draws), changes


def _sets(found: Matched) -> _Sets:
    groups = found.groups
    kept = [one for one in found.episodes if _holds(found, one)]
    wholes = {one.whole for one in kept}
    covering: defaultdict[int, set[int]] = defaultdict(set)
    for one in kept:
        for part in one.parts:
            covering[groups.of[part]].add(one.whole)
    rows = []
    for label, members in groups.members.items():
        own = tuple(sorted(i for i in members if i not in wholes))
        if own:
            rows.append((own, tuple(sorted(covering[label]))))
    rows.sort()
    parts = frozenset((part, one.whole) for one in kept for part in one.parts)
    return _Sets(tuple(own for own, _ in rows), tuple(over for _, over in rows), parts)


def _holds(found: Matched, episode: Episode) -> bool:
    """Whether an episode can leave its own set: alone in it or with one of its parts, which are of several sets."""
    groups = found.groups
    homes = {groups.of[part] for part in episode.parts}
    mine = groups.members[groups.of[episode.whole]]
    wholes = {one.whole for one in found.episodes}
    if len(homes) < 2 or any(part in wholes for part in episode.parts):
        return False
    return groups.of[episode.whole] in homes or len(mine) == 1


def _incident(
    items: Sequence[Profile], own: Sequence[int], episodes: Sequence[int], code: str, former: tuple[str, ...],
    probability: float | None,
) -> LinkedIncident:  # fmt: skip
    when = min((items[i] for i in own), key=lambda one: (one.end - one.start, one.record.key))
    where = min((items[i] for i in own), key=lambda one: (one.lat is None, one.where, one.record.key))
    said = [deaths for i in own if (deaths := items[i].deaths) is not None]
    return LinkedIncident(
        code=code,
        records=tuple(items[i].record.key for i in own),
        episodes=tuple(items[i].record.key for i in episodes),
        former=former,
        probability=probability,
        start=when.record.start,
        end=when.record.end,
        lat=where.lat,
        lon=where.lon,
        place=where.record.place,
        low=min((deaths.low for deaths in said), default=None),
        high=max((deaths.high for deaths in said), default=None),
    )


def _probabilities(found: Matched, sets: _Sets) -> list[float | None]:
    """The mean probability of the pairs of each incident's own records."""
    pairs = found.evidence.met.across
    of = {i: at for at, own in enumerate(sets.own) for i in own}
    held: defaultdict[int, list[float]] = defaultdict(list)
    for a, b, p in zip(pairs.a.tolist(), pairs.b.tolist(), found.evidence.weights.probability.tolist(), strict=True):
        if a in of and of[a] == of.get(b):
            held[of[a]].append(p)
    return [round(sum(held[at]) / len(held[at]), 3) if held[at] else None for at in range(len(sets.own))]


def _links(found: Matched, sets: _Sets) -> Iterator[EventLink]:
    """Every decision: about pairs that could meet, and about pairs that others of their incident brought together."""
    of = {i: at for at, own in enumerate(sets.own) for i in own}
    split = {frozenset(pair) for pair in found.split}
    seen: set[tuple[int, int]] = set()
    across, weights = found.evidence.met.across, found.evidence.weights
    for at in range(len(across)):
        a, b = int(across.a[at]), int(across.b[at])
        decided, why = _relation(sets, of, a, b, float(weights.total[at]), float(weights.probability[at]))
        if decided is not None:
            seen.add((a, b))
            yield _decision(found, across, weights, at, decided, why)
    twins = {(a, b): (p, at) for a, b, p, at in found.twins}
    for (a, b), (p, at) in twins.items():
        sure = p >= SURE and found.groups.of[a] == found.groups.of[b]
        seen.add((a, b))
        yield _decision(
            found, found.evidence.met.within, found.twin_weights, at, "duplicate" if sure else "perhaps duplicate", ""
        )
    for own in sets.own:
        for a, b in combinations(own, 2):
            if (a, b) not in seen:
                within = found.groups.source[a] == found.groups.source[b]
                relation: Relation = "split" if frozenset((a, b)) in split else "duplicate" if within else "same"
                keys = (found.items[a].record.key, found.items[b].record.key)
                yield EventLink(*keys, relation, 1.0, 0.0, (), "by the other records of the incident")


def _relation(
    sets: _Sets, of: Mapping[int, int], a: int, b: int, total: float, p: float
) -> tuple[Relation | None, str]:
    if (a, b) in sets.parts or (b, a) in sets.parts:
        return "part of", "one of several incidents that the other record reports together"
    if a in of and of[a] == of.get(b):
        return "same", "" if p >= LIKELY else "carried by the other records of the incident"
    if p >= PERHAPS or total > 0:
        return "perhaps", "another record fits better" if total > 0 else "the evidence is too weak"
    return ("apart", "the evidence is too weak") if total > _WEIGHED else (None, "")


def _decision(found: Matched, pairs: Pairs, weights: Weights, at: int, relation: Relation, why: str) -> EventLink:
    one, other = found.items[int(pairs.a[at])], found.items[int(pairs.b[at])]
    if relation == "part of" and (int(pairs.b[at])) not in {e.whole for e in found.episodes}:
        one, other = other, one
    return EventLink(
        one.record.key,
        other.record.key,
        relation,
        round(float(weights.probability[at]), 3),
        round(float(weights.total[at]), 2),
        grounds(one, other, pairs, weights, at),
        why,
    )


_ORDER = ("same", "part of", "split", "duplicate", "perhaps duplicate", "perhaps", "apart")


def _link_order(link: EventLink) -> tuple[int, float, Key, Key]:
    return _ORDER.index(link.relation), -link.probability, link.one, link.other


def _overlap(found: Matched, sets: _Sets, n: int) -> OverlapTable:
    """How many incidents each combination of datasets reports, and the same for ``n`` drawn partitions."""
    source = found.groups.source
    whole = {i for over in sets.episodes for i in over}
    later = {b for _, b, p, _ in found.twins if p >= SURE}
    reported: defaultdict[int, set[int]] = defaultdict(set)
    for part, episode in sets.parts:
        reported[part].add(source[episode])

    def table(partition: Iterable[Sequence[int]]) -> dict[str, int]:
        cells: Counter[str] = Counter()
        for members in partition:
            kept = [i for i in members if i not in whole and i not in later]
            told = {source[i] for i in kept}.union(*(reported[i] for i in kept))
            if told:
                cells["".join("1" if s in told else "0" for s in range(len(found.datasets)))] += 1
        return dict(sorted(cells.items()))

    drawn = []
    if n:
        able = set(found.groups.odds)
        alone = [[i] for i in range(len(found.items)) if i not in able]
        drawn = [table([*partition, *_missing(partition, alone)]) for partition in draws(found.groups, n)]
    return OverlapTable(found.datasets, table(sets.own), tuple(drawn))


def _missing(partition: Sequence[Sequence[int]], alone: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """The records that stand alone in every draw and are in no set yet."""
    there = {i for members in partition for i in members}
    return [each for each in alone if each[0] not in there]

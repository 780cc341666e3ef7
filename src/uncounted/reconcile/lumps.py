"""Incidents that might be one event, directly or through others: which of them are surely different events.

Of a group the people of any incidents of which no two might be one add up. "A raid on the 1st", "a raid on the 2nd or
the 1st", "a raid on the 2nd": the second may be either of the others, which are two all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

MOST = 64  # sets of a group that are all told; of a group with more, as many as are found from its largest members
LARGE = 24  # members of a group from which on not all its sets are looked for

Sets = tuple[tuple[str, ...], ...]


def different(members: Collection[str], alike: Mapping[str, Collection[str]], size: Mapping[str, float]) -> Sets:
    """Sets of members of which no two are alike, none of them within another, each sorted.

    ``alike`` is symmetric. All such sets, if they are few (maximal independent sets; Bron and Kerbosch 1973); else, for
    each of the members that are largest by ``size``, the one that takes it first and then others from the largest down.
    Every member is in one of them, unless they are too many.
    """
    members = set(members)
    order = sorted(members, key=lambda one: (-size.get(one, 0.0), one))
    near = {one: {other for other in alike.get(one, ()) if other in members} for one in order}
    if len(order) <= LARGE:
        found: list[tuple[str, ...]] = []
        for some in _maximal(order, near):
            found.append(some)
            if len(found) > MOST:
                break
        else:
            return tuple(sorted(found))
    return tuple(sorted({_greedy(first, order, near) for first in order[:MOST]}))


def most_different(members: Collection[str], alike: Mapping[str, Collection[str]]) -> int:
    """How many of them are different events at least."""
    return max((len(some) for some in different(members, alike, dict.fromkeys(members, 1.0))), default=0)


def _maximal(order: Sequence[str], near: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Every set of members that are different from each other and to which none can be added."""
    everybody = set(order)
    apart = {one: everybody - near[one] - {one} for one in order}

    def grown(taken: tuple[str, ...], open_: set[str], done: set[str]) -> Iterator[tuple[str, ...]]:
        if not open_ and not done:
            yield tuple(sorted(taken))
            return
        pivot = max(open_ | done, key=lambda one: (len(apart[one] & open_), one))
        for one in sorted(open_ - apart[pivot]):
            yield from grown((*taken, one), open_ & apart[one], done & apart[one])
            open_, done = open_ - {one}, done | {one}

    yield from grown((), everybody, set())


def _greedy(first: str, order: Sequence[str], near: Mapping[str, set[str]]) -> tuple[str, ...]:
    taken = {first}
    for one in order:
        if one not in taken and near[one].isdisjoint(taken):
            taken.add(one)
    return tuple(sorted(taken))

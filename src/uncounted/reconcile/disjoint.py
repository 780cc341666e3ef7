"""Parts of one box of which nobody can be in two: what they say together of the whole."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from uncounted.model.membership import OUTSIDE, scope_in
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.ranges import count_range
from uncounted.reconcile.regions import labels_apart
from uncounted.reconcile.world import World, part_below


def disjoint_parts(world: World, figures: Mapping[str, Figure]) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Wholes among the linked boxes, each with parts of any roots of which nobody harmed can be in two, two or more.

    Every part that is apart from any other stands in at least one of its whole's sets; each set is grown from the
    largest figures, so that it says most.
    """
    yield from _divided(world, figures, _below(world, figures), statuses=world.one_status)


def counted_parts(world: World, figures: Mapping[str, Figure]) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """As ``disjoint_parts``, of parts of one root, which counted nobody as two things.

    Of wholes of other roots only those of which no other rule says it: with parts that a status tells apart.
    """
    for whole, parts in _below(world, figures).items():
        by_root: dict[str, list[Figure]] = {}
        for part in parts:
            by_root.setdefault(part.root, []).append(part)
        for root, mine in by_root.items():
            if root == figures[whole].root or len({world.label(part)[0] for part in mine} - {None}) > 1:
                yield from _divided(world, figures, {whole: mine}, statuses=True)


def set_apart(one: Figure, other: Figure, by_claim: Mapping[str, Figure]) -> bool:
    """Whether words say that nobody is in both figures, or in what they say are the wholes of the two."""
    mine, theirs = _upward(one, by_claim), _upward(other, by_claim)
    return one.of_others(other) or any(
        relation.type == "disjoint_from" and by_claim.get(relation.claim) in there
        for here, there in ((mine, theirs), (theirs, mine))
        for figure in here
        for claim in figure.members
        for relation in claim.relations
    )


def _upward(figure: Figure, by_claim: Mapping[str, Figure]) -> list[Figure]:
    found = [figure]
    for one in found:  # grows while it is read
        told = (r.claim for claim in one.members for r in claim.relations if r.type in {"part_of", "partition"})
        found += [whole for each in told if (whole := by_claim.get(each)) is not None and whole not in found]
    return found


def _below(world: World, figures: Mapping[str, Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for one, other in world.links:
        part, whole = figures[one], figures[other]
        if part.claim.measure == whole.claim.measure and part_below(part, whole, world.force):
            found.setdefault(other, []).append(part)
    return found


def _divided(
    world: World, figures: Mapping[str, Figure], below: Mapping[str, Sequence[Figure]], *, statuses: bool
) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    known: dict[tuple[str, str], bool] = {}
    for whole_id, parts in below.items():
        ordered = sorted(parts, key=lambda f: (-count_range(f.claim.count, world.force)[0], f.id))
        pairs = {
            pair
            for pair in itertools.combinations((f.id for f in ordered), 2)
            if _apart(pair, world, known, statuses=statuses)
        }
        for some in _sets([f.id for f in ordered], pairs):
            yield figures[whole_id], tuple(figures[one] for one in some)


def _sets(ordered: Sequence[str], apart: set[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Sets of two or more, every two of which are ``apart``, that hold all that are apart from any other."""
    either = apart | {(b, a) for a, b in apart}
    covered: set[str] = set()
    for seed in ordered:
        if seed in covered:
            continue
        some = [seed]
        for one in ordered:
            if all((one, other) in either for other in some):
                some.append(one)
        if len(some) > 1:
            covered |= set(some)
            yield tuple(some)


def _apart(pair: tuple[str, str], world: World, known: dict[tuple[str, str], bool], *, statuses: bool) -> bool:
    if pair not in known:
        one, other = world.regions[pair[0]], world.regions[pair[1]]
        scopes = one.scope, other.scope
        known[pair] = (
            labels_apart(one.label, other.label, statuses=statuses)
            or OUTSIDE in (scope_in(*scopes, world.known), scope_in(scopes[1], scopes[0], world.known))
            or set_apart(one.figure, other.figure, world.by_claim)
        )
    return known[pair]

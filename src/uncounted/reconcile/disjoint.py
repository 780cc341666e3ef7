"""Parts of one box of which nobody can be in two: what they say together of the whole."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from uncounted.model.membership import OUTSIDE, scope_in
from uncounted.reconcile.figures import Figure
from uncounted.reconcile.ranges import count_range
from uncounted.reconcile.world import World, part_below


def disjoint_parts(
    world: World, figures: Mapping[str, Figure], letter: str
) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Wholes among the linked boxes, each with parts that are apart from one another, two or more.

    ``letter`` is X for those harmed, or Y for those whom one root counted. Every part that is apart from any other
    stands in at least one of its whole's sets; each set is grown from the largest figures, so that it says most.
    """
    below: dict[str, list[Figure]] = {}
    for one, other in world.links:
        part, whole = figures[one], figures[other]
        same_measure = part.claim.measure == whole.claim.measure
        if same_measure and (letter == "X" or part.root == whole.root) and part_below(part, whole, world.force):
            below.setdefault(other, []).append(part)
    known: dict[tuple[str, str], bool] = {}
    for whole_id, parts in below.items():
        ordered = sorted(parts, key=lambda f: (-count_range(f.claim.count, world.force)[0], f.id))
        pairs = {
            pair for pair in itertools.combinations((f.id for f in ordered), 2) if _apart(pair, world, letter, known)
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


def _apart(pair: tuple[str, str], world: World, letter: str, known: dict[tuple[str, str], bool]) -> bool:
    if pair not in known:
        one, other = world.regions[pair[0]], world.regions[pair[1]]
        axes = (0, 1, 2) if letter == "Y" else (1, 2)  # one person may have two statuses in two roots' eyes
        labels = any(one.label[a] and other.label[a] and one.label[a] != other.label[a] for a in axes)
        scopes = one.scope, other.scope
        known[pair] = labels or OUTSIDE in (
            scope_in(*scopes, world.known),
            scope_in(scopes[1], scopes[0], world.known),
        )
    return known[pair]

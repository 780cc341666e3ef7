"""Of what kind a contradiction is, as far as that follows from its figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from uncounted.model.membership import INSIDE
from uncounted.model.reconciliation import Assumption, Cause
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.figures import Figure, own_words
from uncounted.reconcile.rows import figure_range
from uncounted.reconcile.world import World, part_below


def causes(figures: Sequence[Figure], world: World, assumed: Collection[Assumption]) -> tuple[Cause, ...]:
    """The kinds that hold of figures that cannot all be true in ``world``, empty where none follows.

    ``assumed`` are the assumptions that it takes, those that a tension lacks among them.
    """
    alike = all(_within(one, other, world) for one in figures for other in figures) and len(figures) > 1
    found: list[Cause] = []
    if alike:
        found.append("same scope")
    elif any(_exceeded(whole, figures, world) for whole in figures):
        found.append("part over whole")
    if alike and len({figure.root for figure in figures}) == 1 and len({own_words(f.claim) for f in figures}) == 2:
        found.append("changed by a relay")
    statuses = {world.label(figure)[0] for figure in figures} - {None}
    if len(statuses) > 1 or any(one.id == named.PRESUME_CIVILIAN for one in assumed):
        found.append("status")
    if len({figure.claim.basis for figure in figures} - {None}) > 1:
        found.append("standard of proof")
    return tuple(found)


def _exceeded(whole: Figure, figures: Sequence[Figure], world: World) -> bool:
    """Whether all others lie in the whole and say more together than it allows."""
    parts = [figure for figure in figures if figure is not whole]
    least = sum(figure_range(part.claim.count, world)[0] for part in parts)
    return (
        bool(parts)
        and least > figure_range(whole.claim.count, world)[1]
        and all(_within(part, whole, world) for part in parts)
    )


def _within(part: Figure, whole: Figure, world: World) -> bool:
    """Whether all whom the part counts are surely among those whom the whole counts."""
    if part is whole:
        return True
    if not part_below(part, whole, world.force):
        return False
    if part.incident is not None:
        where = world.bundled.get(part.incident, part.incident)
        return part.incident == whole.incident or world.held.get(whole.id, {}).get(where) is INSIDE
    return (part.id, whole.id) in world.linked

"""Which claims cannot all be true: irreducible sets, what is left when they are broken, and what they are short by.

Irreducible sets by divide and conquer: Junker, "QuickXplain", AAAI 2004. Their enumeration by hitting sets: Reiter,
"A theory of diagnosis from first principles", Artificial Intelligence 32 (1987).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from uncounted.reconcile.program import Program, Row, round_up

# How many irreducible sets, and how many ways to break them, are looked for in one component.
SET_LIMIT = 24
NODE_LIMIT = 200


@dataclass(frozen=True)
class Component:
    """Rows that share no unknown with any other: ``program`` has all variables, ``tags`` the claims in it."""

    program: Program
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Conflicts:
    """``sets``: irreducible sets of claims that cannot all hold. ``left``: maximal consistent subsets of the tags.

    ``complete`` is false where a limit stopped the search.
    """

    sets: tuple[tuple[str, ...], ...]
    left: tuple[frozenset[str], ...]
    complete: bool


def components(program: Program) -> tuple[Component, ...]:
    """The program cut into parts that share no unknown, in the order of their first claim."""
    leader = list(range(len(program.names)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for row in program.rows:
        for index, _ in row.terms[1:]:
            leader[find(index)] = find(row.terms[0][0])
    parts: dict[int, list[Row]] = {}
    for row in program.rows:
        parts.setdefault(find(row.terms[0][0]), []).append(row)
    reverse = list(program.names)
    found = [_component(rows, reverse) for rows in parts.values()]
    return tuple(sorted(found, key=lambda component: component.tags))


def _component(rows: list[Row], names: Sequence[object]) -> Component:
    """One part as a small program of its own, its unknowns numbered anew."""
    used = sorted({index for row in rows for index, _ in row.terms})
    new = {old: number for number, old in enumerate(used)}
    small = Program({names[old]: number for old, number in new.items()})
    small.rows = [Row(tuple((new[i], c) for i, c in row.terms), row.low, row.high, row.tag) for row in rows]
    return Component(small, tuple(sorted({row.tag for row in rows if row.tag is not None})))


def conflicts(component: Component) -> Conflicts:
    """All irreducible conflicts of a component and its maximal consistent subsets, to a stated limit."""
    everything = frozenset(component.tags)
    if component.program.feasible(everything):
        return Conflicts((), (everything,), complete=True)
    sets: list[frozenset[str]] = []
    broken: list[frozenset[str]] = []
    queue: list[frozenset[str]] = [frozenset()]
    seen: set[frozenset[str]] = set()
    for _ in range(NODE_LIMIT):
        if not queue:
            break
        removed = queue.pop(0)
        if removed in seen or any(other <= removed for other in broken):
            continue
        seen.add(removed)
        conflict = next((one for one in sets if not one & removed), None)
        if conflict is None and component.program.feasible(everything - removed):
            broken.append(removed)
            continue
        if conflict is None:
            conflict = frozenset(irreducible(component.program, sorted(everything - removed)))
            sets.append(conflict)
        if len(sets) >= SET_LIMIT:
            break
        queue.extend(removed | {one} for one in sorted(conflict))
    left = tuple(everything - removed for removed in broken)
    ordered = sorted((tuple(sorted(one)) for one in sets), key=lambda one: (len(one), one))
    return Conflicts(tuple(ordered), left, complete=not queue)


def irreducible(program: Program, tags: Sequence[str]) -> tuple[str, ...]:
    """A subset of ``tags``, which cannot all hold, from which nothing can be left out. Earlier tags are preferred."""
    return smallest(tags, lambda some: not program.feasible(some))


def smallest(tags: Sequence[str], forces: Callable[[Collection[str]], bool]) -> tuple[str, ...]:
    """An irreducible subset of ``tags`` for which ``forces`` (true of more whenever true of fewer) holds."""
    if forces(()):
        return ()
    return tuple(sorted(_explain((), (), tuple(tags), forces)))


def _explain(
    base: tuple[str, ...], added: tuple[str, ...], tags: tuple[str, ...], forces: Callable[[Collection[str]], bool]
) -> tuple[str, ...]:
    if added and forces(base):
        return ()
    if len(tags) == 1:
        return tags
    first, second = tags[: len(tags) // 2], tags[len(tags) // 2 :]
    late = _explain((*base, *first), first, second, forces)
    early = _explain((*base, *late), late, first, forces)
    return (*early, *late)


def short_by(program: Program, conflict: Iterable[str], others: Collection[str] = ()) -> int | None:
    """The least change to one figure of the conflict that lets it and ``others`` hold together; null: none does."""
    together = {*conflict, *others}
    changes = [program.least_change(tag, together) for tag in sorted(conflict)]
    possible = [round_up(change) for change in changes if change is not None]
    return min(possible, default=None)

"""Atoms: the cells that no scope tells apart, and how each scope holds them.

The boxes of the figures cut the axes time, place, actor and means. Cells with equal signatures (the same membership in
every box) merge as soon as they arise, axis by axis, so that the table stays near the size of what it can tell apart.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uncounted.model.membership import (
    INSIDE,
    OUTSIDE,
    POSSIBLY,
    Membership,
    actors_in,
    means_in,
    period_in,
    places_in,
)
from uncounted.model.scope import Actor, Period, Place, Scope

Signatures = NDArray[np.uint8]


@dataclass(frozen=True)
class Column:
    """One box. ``asked``: the scope of a question, whose silent axes are not restricted rather than not said."""

    scope: Scope
    asked: bool = False


@dataclass(frozen=True)
class Cells:
    """``signatures[i, j]`` is the membership of residue cell i in column j; ``words[i]`` describes the cell."""

    signatures: Signatures
    words: tuple[str, ...]


def residue_cells(columns: Sequence[Column], known: frozenset[str]) -> Cells:
    """All residue cells (what lies in no named incident) that some column may hold, merged by signature."""
    if not columns:
        return Cells(np.zeros((0, 0), dtype=np.uint8), ())
    table, words = _axis(columns, _time_cells(columns), _time_of)
    for nodes, answer in (
        (_place_cells(columns), _place_of),
        (_actor_cells(columns), _actor_of(known)),
        (_means_cells(columns), _means_of),
    ):
        table, words = _cross(table, words, *_axis(columns, nodes, answer))
    return Cells(table, words)


Node = tuple[str, Any]
Answer = Callable[[Any, Scope], Membership]


def _axis(columns: Sequence[Column], nodes: Sequence[Node], answer: Answer) -> tuple[Signatures, tuple[str, ...]]:
    table = np.array([[_ask(node, column, answer) for column in columns] for _, node in nodes], dtype=np.uint8)
    return _merge(table, tuple(words for words, _ in nodes))


def _ask(node: Any, column: Column, answer: Answer) -> Membership:
    found = answer(node, column.scope)
    if column.asked and found is POSSIBLY and _silent(answer, column.scope):
        return INSIDE
    return found


def _silent(answer: Answer, scope: Scope) -> bool:
    if answer is _time_of:
        return scope.time is None
    if answer is _place_of:
        return not scope.places
    return scope.means is None if answer is _means_of else not scope.actors


def _cross(
    table: Signatures, words: tuple[str, ...], other: Signatures, more: tuple[str, ...]
) -> tuple[Signatures, tuple[str, ...]]:
    crossed = np.minimum(table[:, None, :], other[None, :, :]).reshape(-1, table.shape[1])
    named = tuple("; ".join(part for part in (one, two) if part) for one in words for two in more)
    return _merge(crossed, named)


def _merge(table: Signatures, words: tuple[str, ...]) -> tuple[Signatures, tuple[str, ...]]:
    alive = np.flatnonzero(table.any(axis=1))
    _, first = np.unique(table[alive], axis=0, return_index=True)
    keep = alive[np.sort(first)]
    return table[keep], tuple(words[i] for i in keep)


# --- time: closed intervals of days between the ends of the figures' periods


def _time_cells(columns: Sequence[Column]) -> list[Node]:
    periods = [p for c in columns if c.scope.time for p in (c.scope.time, *c.scope.time.alternatives)]
    starts = {p.start for p in periods if p.start} | {_shift(p.end, 1) for p in periods if p.end}
    cuts = sorted(starts)
    if not cuts:
        return [("", Period())]
    edges = [(None, _shift(cuts[0], -1)), *((a, _shift(b, -1)) for a, b in itertools.pairwise(cuts))]
    cells = [Period(start, end) for start, end in (*edges, (cuts[-1], None))]
    return [(f"{cell.start or '..'} to {cell.end or '..'}", cell) for cell in cells]


def _shift(day: str | None, by: int) -> str:
    """The ISO day ``by`` days later; the calendar's own ends stand still."""
    assert day is not None  # noqa: S101  # callers pass days that are set
    moved = dt.date.fromisoformat(day).toordinal() + by
    return dt.date.fromordinal(min(max(moved, 1), dt.date.max.toordinal())).isoformat()


def _time_of(cell: Period, scope: Scope) -> Membership:
    if scope.time is None or (scope.time.start is None and scope.time.end is None):
        return POSSIBLY
    return period_in(cell, scope.time)


# --- place, actor, means: each node less the narrower nodes of the table, and everywhere else


def _place_cells(columns: Sequence[Column]) -> list[Node]:
    nodes = {p.id: p for c in columns for p in c.scope.places if p.id}
    cells: list[Node] = [
        (p.name or str(one), Place(one, p.name, p.country, within=p.within, lat=p.lat, lon=p.lon))
        for one, p in sorted(nodes.items())
    ]
    return [*cells, ("elsewhere", None)]


def _place_of(cell: Place | None, scope: Scope) -> Membership:
    if not scope.places:
        return POSSIBLY
    if cell is None:
        return POSSIBLY if any(place.id is None for place in scope.places) else OUTSIDE
    here = Scope(places=(cell,))
    found = max(_less(places_in, here, Scope(places=(place,))) for place in scope.places)
    return min(found, POSSIBLY) if scope.places_reading == "one_of" and len(scope.places) > 1 else found


def _actor_cells(columns: Sequence[Column]) -> list[Node]:
    within: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for actor in (a for c in columns for a in c.scope.actors if a.id):
        within.setdefault(str(actor.id), set()).update(actor.within)
        names.setdefault(str(actor.id), actor.name or str(actor.id))
    cells: list[Node] = [(names[i], Actor(i, names[i], tuple(sorted(within[i])))) for i in sorted(within)]
    return [*cells, ("other actors", None)]


def _actor_of(known: frozenset[str]) -> Answer:
    def actor_of(cell: Actor | None, scope: Scope) -> Membership:
        if not scope.actors:
            return POSSIBLY
        if cell is None:
            return POSSIBLY if any(actor.id is None for actor in scope.actors) else OUTSIDE
        here = Scope(actors=(cell,))
        found = max(_less(lambda a, b: actors_in(a, b, known), here, Scope(actors=(a,))) for a in scope.actors)
        unsure = scope.actors_reading in {"one_of", "jointly"} and len(scope.actors) > 1
        return min(found, POSSIBLY) if unsure else found

    return actor_of


def _means_cells(columns: Sequence[Column]) -> list[Node]:
    said = sorted({c.scope.means for c in columns if c.scope.means})
    return [*((means, means) for means in said), ("other means", None)]


def _means_of(cell: str | None, scope: Scope) -> Membership:
    if scope.means is None:
        return INSIDE
    if cell is None:
        return OUTSIDE
    found = means_in(cell, scope.means)
    return OUTSIDE if found is POSSIBLY and means_in(scope.means, cell) is INSIDE else found


def _less(inside: Callable[[Scope, Scope], Membership], cell: Scope, whole: Scope) -> Membership:
    """The membership of a node's cell: the node without the narrower nodes, ``whole`` among them."""
    found = inside(cell, whole)
    fuzzy = any(place.relation != "in" or place.alternatives for place in whole.places)
    return OUTSIDE if found is POSSIBLY and not fuzzy and inside(whole, cell) is INSIDE else found

"""Memberships of many scopes in many others at once: each axis is asked once for each pair of different values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uncounted.model.membership import INSIDE, OUTSIDE, POSSIBLY, Membership, actors_in, means_in, period_in, places_in
from uncounted.model.scope import Scope

Memberships = NDArray[np.uint8]


def scopes_in(
    parts: Sequence[Scope],
    wholes: Sequence[Scope],
    known: frozenset[str],
    *,
    asked: bool = False,
    silence_agrees: bool = False,
) -> Memberships:
    """``scope_in`` of every part in every whole, as an array of parts by wholes.

    ``asked``: the wholes are scopes of questions, whose silent axes restrict nothing, so that they hold every part.
    ``silence_agrees``: a part and a whole that both leave the actor unsaid are not told apart by it.
    """
    found = np.full((len(parts), len(wholes)), int(INSIDE), dtype=np.uint8)
    for number, (value, silent, answer) in enumerate(_axes(known)):
        alike = silence_agrees and number == _ACTORS
        rows, first_rows = _numbered(parts, value)
        columns, first_columns = _numbered(wholes, value)

        mute = [asked and silent(whole) for whole in first_columns]
        both = [alike and silent(whole) for whole in first_columns]
        answers = [
            [
                INSIDE if mute[column] or (both[column] and silent(part)) else answer(part, whole)
                for column, whole in enumerate(first_columns)
            ]
            for part in first_rows
        ]
        table = np.array(answers, dtype=np.uint8)
        if table.size:
            np.minimum(found, table[rows][:, columns], out=found)
    return found


_Axis = tuple[
    Callable[[Scope], Hashable],
    Callable[[Scope], bool],
    Callable[[Scope, Scope], Membership],
]


_ACTORS = 2  # where the actors stand among the axes


def _axes(known: frozenset[str]) -> tuple[_Axis, ...]:
    """Per axis: its value, whether a scope is silent on it, and the answer."""
    return (
        (
            lambda scope: scope.time,
            lambda scope: not scope.time,
            lambda part, whole: period_in(part.time, whole.time),
        ),
        (
            lambda scope: (scope.places, scope.places_reading),
            lambda scope: not scope.places,
            places_in,
        ),
        (
            lambda scope: (scope.actors, scope.actors_reading),
            lambda scope: not scope.actors,
            lambda part, whole: actors_in(part, whole, known),
        ),
        (
            lambda scope: scope.means,
            lambda scope: not scope.means,
            lambda part, whole: means_in(part.means, whole.means),
        ),
    )


def elements_in(
    scopes: Sequence[Sequence[Scope]], wholes: Sequence[Scope], known: frozenset[str], *, silence_agrees: bool = False
) -> Memberships:
    """How every whole holds every incident, over all that the incident's sources say of where it lies.

    As ``regions.element_in``: a source that puts it outside is enough against others that leave it open; against one
    that puts it inside, the answer stays open.
    """
    if not scopes or not wholes:
        return np.zeros((len(scopes), len(wholes)), dtype=np.uint8)
    flat, starts = _flat(scopes)
    single = scopes_in(flat, wholes, known, silence_agrees=silence_agrees)
    least = np.minimum.reduceat(single, starts, axis=0)
    most = np.maximum.reduceat(single, starts, axis=0)
    outside = np.where(most == int(INSIDE), int(POSSIBLY), int(OUTSIDE))
    otherwise = np.where(most == int(INSIDE), int(INSIDE), int(POSSIBLY))
    return np.where(least == int(OUTSIDE), outside, otherwise).astype(np.uint8)


def elements_asked(
    raw: Sequence[Sequence[Scope]], read: Sequence[Sequence[Scope]], questions: Sequence[Scope], known: frozenset[str]
) -> Memberships:
    """How every question's scope holds every incident: as a box, or better where only its silence keeps it out.

    ``read`` are the scopes as the assumptions read them, ``raw`` as they were said.
    """
    found = elements_in(read, questions, known)
    if not found.size:
        return found
    flat, starts = _flat(raw)
    said = np.minimum.reduceat(scopes_in(flat, questions, known, asked=True), starts, axis=0)
    return np.where(found == int(OUTSIDE), found, np.maximum(found, said)).astype(np.uint8)


def _flat(scopes: Sequence[Sequence[Scope]]) -> tuple[list[Scope], NDArray[np.intp]]:
    return [scope for each in scopes for scope in each], np.cumsum([0, *(len(each) for each in scopes)])[:-1]


def _numbered(scopes: Sequence[Scope], value: Callable[[Scope], Any]) -> tuple[NDArray[np.intp], list[Scope]]:
    """For each scope the number of its value, and one scope for each value."""
    numbers: dict[Any, int] = {}
    first: list[Scope] = []
    found = np.empty(len(scopes), dtype=np.intp)
    for at, scope in enumerate(scopes):
        key = value(scope)
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(first)
            first.append(scope)
        found[at] = number
    return found, first

"""Stable ids of victims: what was found before and what is found now, to ids that splits and merges keep."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from uncounted.link.datasets.codes import Before, Change, Coded, coded
from uncounted.model.person import victim_id

_LETTERS = 10
Key = tuple[str, str]


def victim_codes(
    found: Sequence[Sequence[Key]], secret: bytes, earlier: Iterable[Before] = ()
) -> tuple[tuple[Coded, ...], tuple[Change, ...]]:
    """The ids of victims, each given as the (list, keyed record id) of its records, and what changed.

    A victim keeps the id of the earlier one with which it shares most records; an id that ends in it, by a merge, stays
    among its former ones; a part that is split off gets a new id and keeps that of the whole as a former one. An id is
    never used again for anybody else.
    """

    def new(key: Key, used: Container[str]) -> str:
        whole = victim_id(secret, [key[1]])
        return next(code for n in range(_LETTERS, len(whole) + 1) if (code := f"V-{whole[:n]}") not in used)

    return coded(found, earlier, new)

"""Stable codes of incidents: what was found before and what is found now, to codes that splits and merges keep."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from uncounted.link.datasets.linked import Key

_LETTERS = 8
NewCode = Callable[[Key, Container[str]], str]


@dataclass(frozen=True)
class Before:
    """An incident as it was found earlier: its code, its own records, and codes that had ended in it by then."""

    code: str
    records: tuple[Key, ...]
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coded:
    """The code of a set of records, and the codes that ended in it or that it was parted from."""

    code: str
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What became of codes: ``new``, ``merged`` (``others`` ended in ``code``), ``split`` (``code`` was parted from
    ``others``), ``gone`` (none of its records is there any more).
    """

    TYPE: ClassVar[str] = "incident_change"

    kind: Literal["new", "merged", "split", "gone"]
    code: str
    others: tuple[str, ...] = ()


def coded(
    found: Sequence[Sequence[Key]], earlier: Iterable[Before] = (), new: NewCode | None = None
) -> tuple[tuple[Coded, ...], tuple[Change, ...]]:
    """The codes of sets of records, in their order, and what changed; a pure function of its arguments.

    A set takes the code of the earlier incident with which it shares most records, the largest share first, ties by
    code; a code goes to one set. Earlier incidents that only lost records to it end in it. A set without an earlier
    code has one made from its first record, so that the same records have the same code on every machine: by ``new``
    (from a key and the codes in use), by default ``new_code``.
    """
    before = {one.code: one for one in earlier}
    held = {key: code for code, one in sorted(before.items()) for key in one.records}
    shared = [Counter(held[key] for key in keys if key in held) for keys in found]
    order = sorted((-n, code, at) for at, counts in enumerate(shared) for code, n in counts.items())
    of: dict[int, str] = {}
    taken: dict[str, int] = {}
    for _, code, at in order:
        if at not in of and code not in taken:
            of[at] = code
            taken[code] = at
    used = set(before) | {former for one in before.values() for former in one.former}
    result: list[Coded] = []
    changes: list[Change] = []
    for at, keys in enumerate(found):
        made, change = _code(of.get(at), keys, shared[at], taken, before, used, new or new_code)
        used.add(made.code)
        result.append(made)
        changes += change
    there = {key for keys in found for key in keys}
    lost = [code for code, one in before.items() if there.isdisjoint(one.records)]
    return tuple(result), (*changes, *(Change("gone", code) for code in sorted(lost)))


def _code(
    kept: str | None,
    keys: Sequence[Key],
    shared: Mapping[str, int],
    taken: Mapping[str, int],
    before: Mapping[str, Before],
    used: set[str],
    new: NewCode,
) -> tuple[Coded, list[Change]]:
    others = tuple(sorted(code for code in shared if code != kept))
    if kept is None:
        code = new(min(keys), used)
        return Coded(code, others), [Change("split", code, others) if others else Change("new", code)]
    ended = tuple(code for code in others if code not in taken)
    inherited = [former for code in (kept, *ended) for former in before[code].former]
    former = tuple(sorted({*inherited, *ended} - {kept}))
    return Coded(kept, former), [Change("merged", kept, ended)] if ended else []


def new_code(key: Key, used: Container[str] = frozenset()) -> str:
    """A code from a record's key, made longer while it is in use."""
    digest = base64.b32encode(hashlib.sha256("\x1f".join(key).encode()).digest()).decode().rstrip("=")
    return next(code for length in range(_LETTERS, len(digest) + 1) if (code := f"E-{digest[:length]}") not in used)


def by_code(rows: Iterable[tuple[str, Key, tuple[str, ...]]]) -> tuple[Before, ...]:
    """Earlier incidents from rows of code, record and former codes."""
    records: defaultdict[str, list[Key]] = defaultdict(list)
    former: dict[str, tuple[str, ...]] = {}
    for code, key, ended in rows:
        records[code].append(key)
        former[code] = ended
    return tuple(Before(code, tuple(keys), former[code]) for code, keys in records.items())

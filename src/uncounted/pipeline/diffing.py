"""Releases of one list: what changed from each to the next, and what became of each person on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uncounted.link.persons.changes import ListChange, list_changes
from uncounted.link.persons.lists import LinkSettings
from uncounted.model.errors import Refused
from uncounted.pipeline.linking_persons import Asked, link_lists
from uncounted.pipeline.person_lists import ReadList
from uncounted.read.person_columns import SEVERAL, PersonColumns

if TYPE_CHECKING:
    from uncounted.pipeline.linking_persons import PersonLinkage

KINDS = ("added", "removed", "changed", "merged", "split", "re-added", "unchanged")


@dataclass(frozen=True)
class FieldChange:
    """A field that differs: ``what`` is ``changed``, ``filled`` (it was empty) or ``emptied``; values as printed."""

    field: str
    what: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """A change of the list, or ``unchanged``, with the fields that differ (of the first old and new record)."""

    kind: str
    of: ListChange
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Diff:
    """The releases of a list, linked, and for each step from one to the next what changed."""

    linkage: PersonLinkage
    steps: tuple[tuple[Change, ...], ...]

    @property
    def last(self) -> tuple[Change, ...]:
        """From the last but one release to the last."""
        return self.steps[-1]

    @property
    def releases(self) -> tuple[ReadList, ...]:
        """The releases, oldest first."""
        return self.linkage.lists

    def record(self, position: int) -> tuple[ReadList, int]:
        """The release on which a record stands, and its row (from 0)."""
        found = self.linkage.linkage
        return self.linkage.lists[int(found.list_of[position])], int(found.row_of[position])


def diff(
    old: str,
    new: str,
    *,
    history: Sequence[str] = (),
    columns: PersonColumns | None = None,
    duplicates: Sequence[str] = (),
    encoding: str | None = None,
    out: Path | None = None,
    settings: LinkSettings | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Diff:
    """Link the releases (``history`` are earlier ones, oldest first) and tell what changed.

    ``out`` is a folder in which an earlier run may lie, whose ids of victims stay. Raises InputError for what cannot
    be read, Refused where a file holds several lists.
    """
    paths = (*history, old, new)
    asked = Asked(
        paths, columns or PersonColumns(), duplicates=tuple(duplicates), encoding=encoding, out=out, review=0,
        settings=settings or LinkSettings(),
    )  # fmt: skip
    found = link_lists(asked, tell)
    if len(found.lists) != len(paths):
        raise Refused("a file here is one release of one list; leave out the column 'list'")
    steps = tuple(
        tuple(_change(each, found) for each in list_changes(found.linkage, step)) for step in range(1, len(paths))
    )
    return Diff(found, steps)


def _change(change: ListChange, found: PersonLinkage) -> Change:
    if not change.old or not change.new:
        last = change.before[-1:] if change.new else ()
        return Change(change.kind, change, _fields(found, last[0], change.new[0]) if last else ())
    fields = _fields(found, change.old[0], change.new[0])
    if change.kind != "kept":
        return Change(change.kind, change, fields)
    return Change("changed" if fields else "unchanged", change, fields)


def _fields(found: PersonLinkage, old: int, new: int) -> tuple[FieldChange, ...]:
    linkage = found.linkage
    before, after = (found.lists[int(linkage.list_of[at])] for at in (old, new))
    one, other = int(linkage.row_of[old]), int(linkage.row_of[new])
    differ = []
    for field, left, right in shared_columns(before, after):
        was, now = (_text(values[row]) for values, row in ((before.persons.columns[left], one),
                                                           (after.persons.columns[right], other)))  # fmt: skip
        if was != now:
            what = "filled" if not was else "emptied" if not now else "changed"
            differ.append(FieldChange(field, what, was, now))
    return tuple(differ)


def shared_columns(before: ReadList, after: ReadList) -> list[tuple[str, str, str]]:
    """Columns that hold the same in two releases, as (what it is called, old column, new column): equal names first,
    then equal fields. What names a record, and what is to be ignored, is left out: another number is no other person.
    """
    both = [column for column in before.persons.columns if column in after.persons.columns]
    silent = {column for each in (before, after) for column, role in each.fields.items() if role in ("key", "ignore")}
    found = [(column, column, column) for column in both if column not in silent]
    left, right = (
        {role: column for column, role in each.fields.items() if role not in SEVERAL} for each in (before, after)
    )
    held = {column for _, column, _ in found}
    for role, column in left.items():
        if role in right and not {column, right[role]} & (held | silent):
            found.append((right[role], column, right[role]))
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else " ".join(str(value).split())


def summary(found: Diff) -> dict[str, Any]:
    """One JSON object: how many of each change, for the last step and each; which fields; keys of records, no names."""

    def counts(step: Sequence[Change]) -> dict[str, int]:
        counted = Counter(change.kind for change in step)
        return {kind: counted[kind] for kind in KINDS}

    names = [each.name for each in found.releases]
    return {
        "type": "list_diff",
        "version": 1,
        "old": {"list": names[-2], "records": len(found.releases[-2].persons)},
        "new": {"list": names[-1], "records": len(found.releases[-1].persons)},
        "counts": counts(found.last),
        "renumbered": sum(
            keys_of(found, c.of.old) != keys_of(found, c.of.new) for c in found.last if c.of.kind == "kept"
        ),
        "fields": fields_counted(found.last),
        "changes": [change_json(found, change) for change in found.last if change.kind != "unchanged"],
        "steps": [
            {"old": old, "new": new, "counts": counts(step)}
            for old, new, step in zip(names, names[1:], found.steps, strict=False)
        ],
        "ids": dict(sorted(Counter(change.kind for change in found.linkage.changes).items())),
    }


def fields_counted(step: Sequence[Change]) -> dict[str, dict[str, int]]:
    """For each field how often it was changed, filled, emptied, the most often first."""
    counted: dict[str, Counter[str]] = {}
    for change in step:
        for each in change.fields:
            counted.setdefault(each.field, Counter())[each.what] += 1
    return {field: dict(n) for field, n in sorted(counted.items(), key=lambda item: -item[1].total())}


def change_json(found: Diff, change: Change) -> dict[str, Any]:
    """A change by the keys of its records; fields by name, without what they hold."""
    return {
        "change": change.kind,
        "victim": found.linkage.codes[change.of.victim].code,
        "old": keys_of(found, change.of.old),
        "new": keys_of(found, change.of.new),
        "before": [f"{each.name}: {key}" for each, key in _named(found, change.of.before)],
        "fields": {each.field: each.what for each in change.fields},
        "probability": change.of.probability,
    }


def keys_of(found: Diff, positions: Sequence[int]) -> list[str]:
    """What records are called on their release."""
    return [key for _, key in _named(found, positions)]


def _named(found: Diff, positions: Sequence[int]) -> list[tuple[ReadList, str]]:
    return [(each, each.keys[row]) for each, row in map(found.record, positions)]

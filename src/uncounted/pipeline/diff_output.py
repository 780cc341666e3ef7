"""What a diff of releases writes: the changes, and the permanent history of every person on the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from uncounted.model.errors import InputError
from uncounted.pipeline.diffing import Change, Diff, keys_of
from uncounted.pipeline.linking_persons import KEY
from uncounted.pipeline.persons_output import (
    SUMMARY,
    VICTIMS,
    all_or_none,
    history_rows,
    old_history,
    read_rows,
    write_json,
    write_key,
    write_table,
)

CHANGES, LIVES, HISTORY = "changes.csv", VICTIMS, "history.csv"
LIFE_HEAD = ("list", "record", "victim", "probability", "former", "record_id", "change", "fields")


def write(found: Diff, out: Path, told: dict[str, Any]) -> tuple[Path, ...]:
    """Write changes.csv, victims.csv, history.csv, summary.json into a folder, all or none; the files.

    victims.csv holds each record of each release with its victim and what changed there. Releases that an earlier run
    wrote and that are not among those of now stay in it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        lives = [*_kept(found, out), *_lives(found)]
        with all_or_none(out) as new:
            write_table(new(CHANGES), *_changes(found))
            write_table(new(LIVES), LIFE_HEAD, lives)
            write_table(new(HISTORY), *history_rows(found.linkage, old_history(out / HISTORY)))
            write_json(new(SUMMARY), told)
            write_key(new(KEY), found.linkage.key)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=str(out)) from None
    return tuple(out / name for name in (CHANGES, LIVES, HISTORY, SUMMARY, KEY))


def _changes(found: Diff) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """The changes from the old release to the new one, with all fields as printed, side by side."""
    before, after = found.releases[-2:]
    columns = list(dict.fromkeys((*before.persons.columns, *after.persons.columns)))
    head = ("change", "victim", "probability", "old_record", "new_record", "before", "fields",
            *(f"{side}: {column}" for column in columns for side in ("old", "new")))  # fmt: skip

    def cell(positions: Sequence[int], column: str) -> object:
        if not positions:
            return None
        each, row = found.record(positions[0])
        return each.persons.columns[column][row] if column in each.persons.columns else None

    def row(change: Change) -> Sequence[object]:
        of = change.of
        printed = [cell(side, column) for column in columns for side in (of.old or of.before[-1:], of.new)]
        before = [f"{each.name}: {each.keys[at]}" for each, at in map(found.record, of.before)]
        return (
            change.kind, found.linkage.codes[of.victim].code, of.probability, " ".join(keys_of(found, of.old)),
            " ".join(keys_of(found, of.new)), "; ".join(before), _words(change), *printed,
        )  # fmt: skip

    return head, (row(change) for change in found.last if change.kind != "unchanged")


def _words(change: Change) -> str:
    return "; ".join(f"{each.field} {each.what}" for each in change.fields)


def _lives(found: Diff) -> Iterable[Sequence[object]]:
    """Each record of each release: its victim, and what happened to it there; what is gone, at the release without."""
    linkage, codes = found.linkage.linkage, found.linkage.codes
    at = 0
    for number, release in enumerate(found.releases):
        step = found.steps[number - 1] if number else ()
        by_record = {record: change for change in step for record in change.of.new}
        for key in release.keys:
            victim, change = int(linkage.victim[at]), by_record.get(at)
            kind = change.kind if change else "first release"
            if change is not None:
                victim = change.of.victim
            code = codes[victim]
            yield (release.name, key, code.code, round(float(linkage.probability[at]), 4), " ".join(code.former),
                   found.linkage.ids[at], kind, _words(change) if change else "")  # fmt: skip
            at += 1
        for change in step:
            if change.kind == "removed":
                code = codes[change.of.victim]
                yield release.name, "", code.code, "", " ".join(code.former), "", "removed", ""


def _kept(found: Diff, out: Path) -> list[Sequence[object]]:
    """Rows of an earlier run on releases that are not among those of now; a victim that was merged has its new id."""
    names = {each.name for each in found.releases}
    ended = {old: code.code for code in found.linkage.codes for old in code.former}
    taken = {code.code for code in found.linkage.codes}
    rows: list[Sequence[object]] = []
    for row in read_rows(out / LIVES):
        if row.get("list") not in names:
            code = str(row.get("victim") or "")
            row["victim"] = code if code in taken else ended.get(code, code)
            rows.append([row.get(name) for name in LIFE_HEAD])
    return rows

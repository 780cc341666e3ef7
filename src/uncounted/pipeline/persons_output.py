"""What a linkage of lists of victims writes: victims, overlap table, review queue, history, settings."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uncounted.model.errors import InputError, MissingExtra
from uncounted.model.person import OverlapTable
from uncounted.pipeline.linking_persons import KEY, PersonLinkage
from uncounted.pipeline.person_judgements import tag
from uncounted.pipeline.person_lists import ReadList, settings_of

if TYPE_CHECKING:
    from uncounted.link.persons.review import ReviewPair

VICTIMS, OVERLAP, REVIEW, HISTORY = "victims.csv", "overlap.json", "review.csv", "history.csv"
SETTINGS, SUMMARY = "settings.json", "summary.json"
PARQUET = "victims.parquet"
_VICTIM_HEAD = ("list", "record", "victim", "probability", "former", "record_id")
_HISTORY_HEAD = ("at", "change", "victim", "others")
Earlier = tuple[str, tuple[str, str], tuple[str, ...]]


def read_earlier(folder: Path | None) -> list[Earlier]:
    """The victims of an earlier run: for each record (victim, (list, record id), former ids); empty without a run."""
    if folder is None or not ((folder / VICTIMS).exists() or (folder / PARQUET).exists()):
        return []
    path = folder / VICTIMS if (folder / VICTIMS).exists() else folder / PARQUET
    from uncounted.read.person_tables import read_table

    table = read_table(str(path))
    if any(name not in table.columns for name in _VICTIM_HEAD):
        raise InputError("this is no file of victims of an earlier run; give another folder with --out", path=str(path))
    rows = zip(*(table.columns[name] for name in ("victim", "list", "record_id", "former")), strict=True)
    return [(str(v), (str(of), str(one)), tuple(str(former or "").split())) for v, of, one, former in rows if one]


def write(found: PersonLinkage, out: Path, summary: dict[str, Any], *, parquet: bool = False) -> tuple[Path, ...]:
    """Write the files of a run into a folder, all or none; the files.

    Every file is written beside its place first and moved there when all are whole, so that an interrupted run
    leaves the folder as it was.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with all_or_none(out) as new:
            if parquet:
                _parquet(new(PARQUET), found)
            else:
                write_table(new(VICTIMS), _VICTIM_HEAD, _victim_rows(found))
            write_json(new(OVERLAP), overlapwrite_json(found.linkage.overlap), indent=None)
            head, rows = _review(found)
            write_table(new(REVIEW), head, rows)
            write_table(new(HISTORY), *history_rows(found, old_history(out / HISTORY)))
            write_json(new(SETTINGS), settingswrite_json(found))
            write_json(new(SUMMARY), summary)
            write_key(new(KEY), found.key)
        (out / (VICTIMS if parquet else PARQUET)).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=str(out)) from None
    names = (PARQUET if parquet else VICTIMS, OVERLAP, REVIEW, HISTORY, SETTINGS, SUMMARY, KEY)
    return tuple(out / name for name in names)


@contextmanager
def all_or_none(out: Path) -> Iterator[Callable[[str], Path]]:
    """Gives a file's place beside its own; at the end all are moved to their own, or on an error none."""
    parts: dict[Path, Path] = {}

    def new(name: str) -> Path:
        part = out / f".{name}.{os.getpid()}.part"
        parts[part] = out / name
        return part

    try:
        yield new
        for part, place in parts.items():
            part.replace(place)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def overlapwrite_json(overlap: OverlapTable) -> dict[str, Any]:
    """The table as ``uncounted estimate`` takes it, with its draws."""
    found: dict[str, Any] = {"lists": list(overlap.lists), "cells": overlap.cells}
    return {**found, "draws": list(overlap.draws)} if overlap.draws else found


def settingswrite_json(found: PersonLinkage) -> dict[str, Any]:
    """What gives the same run again (``--columns settings.json``), and the model that it found."""
    linkage = found.linkage
    return {
        "lists": {each.name: settings_of(each) for each in found.lists},
        "files": {each.path: each.sha256 for each in found.lists},
        "settings": vars(linkage.settings),
        "comparisons": [
            {"compared": c.name, "levels": dict(zip(c.levels, (round(bit, 3) for bit in c.bits), strict=True))}
            for c in linkage.comparisons
        ],
        "notes": list(linkage.notes),
    }


def record_keys(found: PersonLinkage) -> list[tuple[str, str]]:
    """Every record as (list, what it is called there)."""
    return [(each.name, key) for each in found.lists for key in each.keys]


def _victim_rows(found: PersonLinkage) -> Iterable[Sequence[object]]:
    linkage = found.linkage
    columns = (linkage.victim.tolist(), linkage.probability.tolist(), found.ids)
    for (of, key), victim, probability, identifier in zip(record_keys(found), *columns, strict=True):
        code = found.codes[victim]
        yield of, key, code.code, round(probability, 4), " ".join(code.former), identifier


def _parquet(path: Path, found: PersonLinkage) -> None:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra("Writing Parquet", "linkage") from None
    columns = zip(*_victim_rows(found), strict=True)
    table = pa.table({name: list(values) for name, values in zip(_VICTIM_HEAD, columns, strict=True)})
    parquet.write_table(table, path)


def old_history(path: Path) -> list[Sequence[object]]:
    """The rows of a history that is there already."""
    return [[row.get(name) for name in _HISTORY_HEAD] for row in read_rows(path)]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a table that an earlier run wrote; none where there is no such file."""
    from uncounted.read.person_tables import read_table

    if not path.exists():
        return []
    columns = read_table(str(path)).columns
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def history_rows(
    found: PersonLinkage, before: Sequence[Sequence[object]]
) -> tuple[Sequence[str], list[Sequence[object]]]:
    """What became of ids: head and rows, those of earlier runs first."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    rows = [(now, change.kind, change.code, " ".join(change.others)) for change in found.changes]
    return _HISTORY_HEAD, [*before, *rows]


def write_key(path: Path, key: bytes) -> None:
    """Keep the key of record ids, for this user alone."""
    path.touch(mode=0o600)
    path.write_text(key.hex() + "\n", "ascii")


_REVIEW_HEAD = (
    "left_list", "left_record", "right_list", "right_record", "verdict", "by", "at", "why", "probability", "linked",
    "settles", "reason",
)  # fmt: skip


def _review(found: PersonLinkage) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    """The pairs to look at, with empty columns for the judgement and both records as printed, side by side."""
    columns = list(dict.fromkeys(column for each in found.lists for column in each.persons.roles))
    head = (*_REVIEW_HEAD, *(f"{side}: {column}" for column in columns for side in ("left", "right")),
            "left_id", "right_id", "ids_of")  # fmt: skip
    return head, (_review_row(found, pair, columns) for pair in found.review)


def _review_row(found: PersonLinkage, pair: ReviewPair, columns: Sequence[str]) -> Sequence[object]:
    sides = [_place(found, pair.left), _place(found, pair.right)]
    names: list[object] = [name for each, row in sides for name in (each.name, each.keys[row])]
    printed = [_printed(each, row, column) for column in columns for each, row in sides]
    told = (round(pair.drawn, 3), "yes" if pair.linked else "no", round(pair.worth, 4), reason(found, pair))
    return [*names, "", "", "", "", *told, *printed, found.ids[pair.left], found.ids[pair.right], tag(found.key)]


def _printed(each: ReadList, row: int, column: str) -> object:
    return each.persons.columns[column][row] if column in each.persons.columns else None


def _place(found: PersonLinkage, record: int) -> tuple[ReadList, int]:
    return found.lists[int(found.linkage.list_of[record])], int(found.linkage.row_of[record])


def reason(found: PersonLinkage, pair: ReviewPair) -> str:
    """Why this pair is asked for, in words that name no person."""
    lists, cells = found.linkage.lists, found.linkage.overlap.cells

    def words(histories: Sequence[str]) -> str:
        told = []
        for history in histories:
            on = ", ".join(name for name, bit in zip(lists, history, strict=True) if bit == "1")
            told.append(f"one of {cells.get(history, 0):,} on {on} alone")
        return " and ".join(told)

    now = "taken for one person" if pair.linked else "taken for two persons"
    parts = [f"{now}, {pair.drawn:.0%} likely to be one"]
    parts.append(f"if that is wrong, {words(pair.before)} become {words(pair.after)}")
    if pair.rivals:
        parts.append(f"{pair.rivals} other unsure {'pair hangs' if pair.rivals == 1 else 'pairs hang'} on it")
    agree = [f"{e.compared} ({e.level})" for e in pair.evidence if e.bits > 0][:3]
    differ = [f"{e.compared} ({e.level})" for e in pair.evidence if e.bits <= 0][:3]
    parts += [f"for: {', '.join(agree)}"] if agree else []
    parts += [f"against: {', '.join(differ)}"] if differ else []
    return "; ".join(parts)


def write_json(path: Path, value: Any, indent: int | None = 1) -> None:
    """Write one JSON value."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", "utf-8")


def write_table(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV table; null is empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)

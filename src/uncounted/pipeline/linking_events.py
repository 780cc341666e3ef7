"""Event datasets from files to files: incidents, links, the cross-source report, the overlap table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uncounted.model.errors import InputError, Refused
from uncounted.model.event_record import EventRecord
from uncounted.model.person import OverlapTable
from uncounted.model.records import to_json
from uncounted.read.event_columns import EventColumns
from uncounted.read.event_tables import read_events

if TYPE_CHECKING:
    from uncounted.link.datasets.codes import Before, Change
    from uncounted.link.datasets.linked import EventLink, Linked, LinkedIncident
    from uncounted.link.datasets.report import CrossReport

INCIDENTS, LINKS, REPORT, OVERLAP = "incidents.csv", "links.csv", "report.json", "overlap.json"
_GROUNDS = ("time", "place", "type", "actors", "deaths", "surroundings")


@dataclass(frozen=True)
class EventLinkage:
    """What linking event datasets gave. ``undated`` are incidents of cases that no claim gives days for: left out."""

    linked: Linked
    overlap: OverlapTable
    changes: tuple[Change, ...]
    report: CrossReport
    undated: tuple[str, ...] = ()


def link_events(
    paths: Sequence[Path],
    columns: EventColumns,
    *,
    cases: Sequence[Path] = (),
    earlier: Path | None = None,
    draws: int = 0,
    encoding: str | None = None,
) -> EventLinkage:
    """Read the tables and link their records; ``earlier`` is a folder of an earlier run, whose codes stay.

    The incidents of each of ``cases`` are a dataset of the case's name. Raises InputError for what cannot be read,
    Refused where there is nothing to link across.
    """
    from uncounted.link.datasets.linking import link_datasets
    from uncounted.link.datasets.report import report

    before = read_earlier(earlier) if earlier else ()
    records: list[EventRecord] = []
    for path in paths:
        records += read_events(path, columns, encoding=encoding)
    undated: list[str] = []
    for case in cases:
        told, without = _of_case(case)
        records += told
        undated += without
    names = sorted({record.dataset for record in records})
    if len(names) < 2:
        said = f"all records are of the dataset {names[0]!r}" if names else "there are no records"
        help_ = "give two datasets, or a --case, or say with --columns dataset=COLUMN which column tells them apart"
        raise Refused(f"{said}; {help_}")
    linked, overlap, changes = link_datasets(records, before, n_draws=draws)
    return EventLinkage(linked, overlap, changes, report(linked), tuple(undated))


def _of_case(case: Path) -> tuple[tuple[EventRecord, ...], tuple[str, ...]]:
    """The incidents of a case as records, and the ids of those without days."""
    from uncounted.link.datasets.from_claims import records_of
    from uncounted.pipeline.incidents import case_incidents

    found = case_incidents(case)
    return records_of(found.summaries, found.claims, case.resolve().name)


def read_earlier(folder: Path) -> tuple[Before, ...]:
    """The incidents of an earlier run, from its incidents.csv."""
    from uncounted.link.datasets.codes import by_code

    path = folder / INCIDENTS
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [
                (row["code"], (row["dataset"], row["id"]), tuple(row["former"].split()))
                for row in csv.DictReader(stream)
                if row["relation"] == "record"
            ]
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path)) from None
    except (KeyError, UnicodeDecodeError, csv.Error, AttributeError):
        raise InputError("this is no incidents.csv of an earlier run", path=str(path)) from None
    return by_code(rows)


def write(linkage: EventLinkage, out: Path) -> tuple[Path, ...]:
    """Write incidents.csv, links.csv, report.json and overlap.json into a folder; the files written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        _table(out / INCIDENTS, _INCIDENT_HEAD, _incident_rows(linkage.linked))
        _table(out / LINKS, _LINK_HEAD, map(_link_row, linkage.linked.links))
        whole = {**to_json(linkage.report), "changes": to_json(linkage.changes)}
        (out / REPORT).write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (out / OVERLAP).write_text(json.dumps(overlap_json(linkage.overlap)) + "\n", "utf-8")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=str(out)) from None
    return tuple(out / name for name in (INCIDENTS, LINKS, REPORT, OVERLAP))


def overlap_json(overlap: OverlapTable) -> dict[str, Any]:
    """The table as `uncounted estimate` takes it; the draws beside it, where there are some."""
    found: dict[str, Any] = {"lists": list(overlap.lists), "cells": overlap.cells}
    return {**found, "draws": list(overlap.draws)} if overlap.draws else found


_INCIDENT_HEAD = (
    "code", "former", "dataset", "id", "relation", "start", "end", "place", "latitude", "longitude",
    "location_precision", "type", "actors", "low", "best", "high", "incident_start", "incident_end", "incident_low",
    "incident_high", "datasets", "probability",
)  # fmt: skip


def _incident_rows(linked: Linked) -> Iterable[Sequence[object]]:
    for one in linked.incidents:
        for relation, keys in (("record", one.records), ("episode", one.episodes)):
            for key in keys:
                yield _incident_row(one, linked.records[key], relation)


def _incident_row(one: LinkedIncident, record: EventRecord, relation: str) -> Sequence[object]:
    return (
        one.code, " ".join(one.former), record.dataset, record.id, relation, record.start, record.end, record.place,
        record.lat, record.lon, record.location_precision, record.event_type, "; ".join(record.actors),
        *map(_figure, (record.low, record.best, record.high)), one.start, one.end, _figure(one.low), _figure(one.high),
        len(one.datasets), one.probability,
    )  # fmt: skip


_LINK_HEAD = (
    "dataset_1", "id_1", "dataset_2", "id_2", "relation", "probability", "log_odds", "agreed", "differed", "why",
    *(f"{name}{suffix}" for name in _GROUNDS for suffix in ("", "_log_odds")),
)  # fmt: skip


def _link_row(link: EventLink) -> Sequence[object]:
    from uncounted.link.datasets.words import at_odds

    held = {ground.name: ground for ground in link.grounds}
    cells: list[object] = []
    for name in _GROUNDS:
        cells += (held[name].words, held[name].weight) if name in held else ("", "")
    return (
        *link.one, *link.other, link.relation, link.probability, link.weight, *at_odds(link.grounds), link.why, *cells
    )  # fmt: skip


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _table(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)

"""The four datasets of Nigeria 2011 (Donnay et al. 2019): our incidents beside MELTT's, and why they differ.

The data lie beside the checkout, under restricted terms; only aggregates are printed.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from evaluation.events.melt import Entry, entry, match
from evaluation.events.scores import Key, Pair, pair
from uncounted.link.datasets.linked import EventLink, Linked
from uncounted.link.datasets.linking import link_datasets
from uncounted.link.datasets.report import distance_km
from uncounted.model.event_record import EventRecord
from uncounted.read.event_columns import EventColumns
from uncounted.read.event_tables import read_events

COLUMNS = (
    "dataset=source_dataset,id=unique_id,start=date,end=enddate,type=event_tax,actors=actor_tax,"
    "location_precision=prec_tax,best=fatalities,place=place"
)
ORDER = ("acled", "ged", "gtd", "scad")
TAXONOMIES = ("event_tax", "actor_tax", "prec_tax")
PUBLISHED = 688


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one of the files."""
    with gzip.open(folder / name, "rt", encoding="latin-1", newline="") as stream:
        return list(csv.DictReader(stream))


def entries(folder: Path) -> list[Entry]:
    """The entries with their categories in the three taxonomies."""
    tables = {}
    for name in TAXONOMIES:
        held = rows(folder, f"events_nigeria2011_{name}.csv.gz")
        tables[name] = {
            (row["data.source"], row["base.categories"]): tuple(
                value for key, value in row.items() if key not in ("data.source", "base.categories")
            )
            for row in held
        }
    return [
        entry(
            (row["source_dataset"], row["unique_id"]), row["date"], row["enddate"], float(row["latitude"]),
            float(row["longitude"]), tuple(tables[name][row["source_dataset"], row[name]] for name in TAXONOMIES),
        )
        for row in rows(folder, "events_nigeria2011.csv.gz")
    ]  # fmt: skip


def published_pairs(folder: Path) -> set[Pair]:
    """The pairs of MELTT's own output at 1 day and 3 km."""
    sets = [
        [(name, f"{name}-{row[f'{name}_event']}") for name in ORDER if int(row[f"{name}_event"])]
        for row in rows(folder, "meltt_out_nigeria_1d3km.csv.gz")
    ]
    return pairs_of(sets)


def pairs_of(sets: Iterable[Sequence[Key]]) -> set[Pair]:
    """Pairs of two datasets within sets."""
    return {pair(a, b) for each in sets for a, b in combinations(each, 2) if a[0] != b[0]}


def compare(folder: Path) -> None:
    """Print our number beside MELTT's, and the pairs that differ by reason."""
    records = list(read_events(folder / "events_nigeria2011.csv.gz", EventColumns.parse([COLUMNS], [])))
    linked, overlap, _ = link_datasets(records, n_draws=50)
    drawn = sorted(sum(cells.values()) for cells in overlap.draws)
    theirs = published_pairs(folder)
    ours = pairs_of([*one.records, *one.episodes] for one in linked.incidents)
    again = match(entries(folder), ORDER)
    print("\nNigeria 2011: 904 entries of four datasets; no truth")
    print(f"  MELTT 1 day/3 km  {PUBLISHED} unique (published); our rewriting of it gives {len(again)}")
    print(f"  ours              {len(linked.incidents)} unique; nine in ten draws of the linkage {_middle(drawn)}")
    print(f"  pairs of two datasets: MELTT {len(theirs)}, ours {len(ours)}, both {len(ours & theirs)}")
    by_key = {record.key: record for record in records}
    _print("MELTT alone", Counter(_why_not(linked, one) for one in theirs - ours))
    _print("ours alone", Counter(_why(by_key, linked, one) for one in ours - theirs))
    kinds = Counter(link.relation for link in linked.links)
    print("  decisions: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


def _middle(drawn: Sequence[int]) -> str:
    return f"{drawn[len(drawn) // 20]} to {drawn[-1 - len(drawn) // 20]}"


def _print(title: str, reasons: Counter[str]) -> None:
    print(f"  {title}, {sum(reasons.values())} pairs:")
    for reason, n in reasons.most_common():
        print(f"    {n:4}  {reason}")


def _link(linked: Linked, keys: Pair) -> EventLink | None:
    found = {pair(link.one, link.other): link for link in linked.links}
    return found.get(keys)


def _why_not(linked: Linked, keys: Pair) -> str:
    """Why we do not link what MELTT does."""
    link = _link(linked, keys)
    if link is None:
        return "weight far below (figures, actors and kind disagree, or a busy town)"
    weights = {ground.name: ground.weight for ground in link.grounds}
    if link.weight > 0:
        return "another record fits better"
    if weights["surroundings"] < -1:
        return "a busy town: others expected there on the day, and nothing more than day and town agrees"
    against = min(("deaths", "actors", "type", "time", "place"), key=lambda name: weights[name])
    return f"too little evidence: {against} most against"


def _why(by_key: dict[Key, EventRecord], linked: Linked, keys: Pair) -> str:
    """Why MELTT does not link what we do: outside its window, or its assignment."""
    one, other = (by_key[key] for key in keys)
    link = _link(linked, keys)
    if link is not None and link.relation == "part of":
        return "part of an episode"
    several = [record.end > record.start for record in (one, other)]
    if any(several):
        return "an entry of several days (MELTT matches such entries with their like alone)"
    if abs(_day(one) - _day(other)) > 1:
        return "more than a day apart"
    if max(one.location_precision or 1, other.location_precision or 1) > 1 and _km(one, other) > 3:
        return "more than 3 km apart, a place coded as vague"
    if _km(one, other) > 3:
        return "more than 3 km apart"
    return "within its window: it took another partner, or its taxonomies do not agree"


def _day(record: EventRecord) -> int:
    return dt.date.fromisoformat(record.start).toordinal()


def _km(one: EventRecord, other: EventRecord) -> float:

    return distance_km(one, other) or 0.0

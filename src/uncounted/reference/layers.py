"""Country dumps of GeoNames that the user has added: layers over the shipped gazetteer.

Each is a small database of the same form in the user's data folder. The dump's form is GeoNames' "geoname" table
(https://download.geonames.org/export/dump/readme.txt): 19 columns parted by tabs, no header, UTF-8.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from uncounted.model.errors import InputError
from uncounted.reference import unpacked
from uncounted.reference.build_places import Entry, usable

COLUMNS = 19
KINDS = {"ADM1": "first-order", "ADM2": "second-order", "ADM3": "second-order"}
FADED = frozenset(["PPLH", "PPLQ", "PPLW", "PPLX"])  # historical, abandoned, destroyed places and parts of towns
FOLDER = "gazetteer-2"  # the number is the form's: a layer of another form is not looked at
MOST_LAYERS = 9  # SQLite attaches no more than ten


@dataclass(frozen=True)
class Added:
    """What came of a dump: its file in the data folder, the places kept by kind, and the lines of features not kept."""

    path: Path
    kept: dict[str, int]
    left_out: int
    version: str


@dataclass(frozen=True)
class Line:
    """One line of a dump, checked; ``names`` has the main name first."""

    number: int
    id: int
    names: tuple[str, ...]
    lat: float
    lon: float
    feature: str
    country: str
    first: str
    second: str
    population: int

    @property
    def kind(self) -> str | None:
        """The gazetteer's kind, or None for what is no place that people live in and no division."""
        if self.feature.startswith("P."):
            return "settlement"
        return KINDS.get(self.feature.removeprefix("A."))


def data_folder() -> Path:
    """Where added data lies: UNCOUNTED_DATA, else XDG_DATA_HOME/uncounted, else ~/.local/share/uncounted."""
    own = os.environ.get("UNCOUNTED_DATA")
    if own:
        return Path(own)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "uncounted"


def added() -> tuple[Path, ...]:
    """The layers in order of name. The name of each ends in the hash of what it was made from."""
    return tuple(sorted((data_folder() / FOLDER).glob("*-????????????????.sqlite")))


def version(layers: Sequence[Path]) -> str:
    """The hash that stands for the shipped gazetteer under these layers; the shipped one's own where there are none."""
    if not layers:
        return unpacked.digest()
    return hashlib.sha256("\n".join([unpacked.digest(), *(path.name for path in layers)]).encode()).hexdigest()


def add(dump: Path) -> Added:
    """Make a layer of a GeoNames country dump; it takes the place of an earlier one of the same file name.

    Populated places and divisions of the first three orders are kept, other features are not. Raises InputError with
    the line's number where a line is not of that form, and where the file cannot be read or holds no place.
    """
    try:
        raw = dump.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=str(dump)) from error
    except UnicodeDecodeError as error:
        position = f"line {raw[: error.start].count(10) + 1}"
        raise InputError("is not UTF-8; GeoNames' dumps are", path=str(dump), position=position) from error
    lines = list(read(text, str(dump)))
    kept = [line for line in lines if line.kind]
    if not kept:
        raise InputError("holds no populated place and no division", path=str(dump))
    stem = re.sub(r"\W+", "_", dump.stem) or "dump"
    folder = data_folder() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    earlier = list(folder.glob(f"{stem}-????????????????.sqlite"))
    if not earlier and len(added()) >= MOST_LAYERS:
        raise InputError(f"{MOST_LAYERS} dumps are added already; remove one from {folder}", path=str(dump))
    content = hashlib.sha256(raw + unpacked.digest().encode()).hexdigest()[:16]
    path = folder / f"{stem}-{content}.sqlite"
    temporary = path.with_suffix(".part")
    temporary.unlink(missing_ok=True)
    _write(temporary, kept)
    temporary.replace(path)
    for old in earlier:
        if old != path:
            old.unlink()
    counts = Counter(line.kind or "" for line in kept)
    return Added(path, dict(sorted(counts.items())), len(lines) - len(kept), version(added()))


def read(text: str, path: str) -> Iterator[Line]:
    """The lines of a dump, checked; empty ones are left out. Raises InputError with the number of the first bad one."""
    seen: dict[int, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        found = _line(line.rstrip("\r").split("\t"), number, path)
        if found.id in seen:
            raise _bad(f"geonameid {found.id} stands in line {seen[found.id]} already", path, number)
        seen[found.id] = number
        yield found


def _bad(message: str, path: str, number: int) -> InputError:
    return InputError(message, path=path, position=f"line {number}")


def _line(cells: list[str], number: int, path: str) -> Line:
    if len(cells) != COLUMNS:
        wanted = f"GeoNames' dumps have {COLUMNS} columns parted by tabs"
        raise _bad(f"{len(cells)} column{'s' * (len(cells) != 1)}; {wanted}", path, number)
    own, name, ascii_name, others, lat, lon, letter, code, country = cells[:9]
    if not (own.isascii() and own.isdigit() and int(own)):
        raise _bad(f"geonameid {own!r} is not a positive number", path, number)
    if not name.strip():
        raise _bad("the place has no name", path, number)
    north = _degrees(lat, "latitude", 90, path, number)
    east = _degrees(lon, "longitude", 180, path, number)
    if not re.fullmatch("[A-Z]{2}", country) and (letter, country) != ("", ""):
        raise _bad(f"country {country!r} is not an ISO 3166-1 code of two capitals", path, number)
    people = cells[14] or "0"
    if not (people.isascii() and people.isdigit()):
        raise _bad(f"population {people!r} is not a number", path, number)
    names = tuple(dict.fromkeys(n.strip() for n in (name, ascii_name, *others.split(",")) if n.strip()))
    return Line(
        number, int(own), names, north, east, f"{letter}.{code}", country, cells[10], cells[11], int(people)
    )  # fmt: skip


def _degrees(cell: str, what: str, most: float, path: str, number: int) -> float:
    if not re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", cell) or abs(float(cell)) > most:
        raise _bad(f"{what} {cell!r} is not a number of degrees from -{most} to {most}", path, number)
    return float(cell)


def _write(path: Path, lines: Sequence[Line]) -> None:
    from uncounted.reference.build_gazetteer import SCHEMA, bone_rows, name_rows, place_row

    entries = []
    for line in lines:
        entry = Entry(
            f"gn:{line.id}", line.kind or "", line.names[0], line.country, line.lat, line.lon, line.population
        )
        entry.names = {n for n in line.names if n == line.names[0] or usable(n, line.country, large=True)}
        entry.rank = 2 if line.feature.removeprefix("P.") in FADED else 0
        entries.append(entry)
    number, others = _hold(lines, entries)
    db = sqlite3.connect(path)
    try:
        db.executescript(SCHEMA)
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", [place_row(number, e) for e in entries])
        db.executemany("INSERT INTO other VALUES (?,?)", [(n, i) for i, n in others.items()])
        named = [row for e in entries for row in name_rows(number[e.id], e)]
        db.executemany("INSERT INTO name VALUES (?,?,?,?)", named)
        db.executemany("INSERT INTO bones VALUES (?,?)", bone_rows(named))
        db.commit()
    finally:
        db.close()


def _hold(lines: Sequence[Line], entries: Sequence[Entry]) -> tuple[dict[str, int], dict[str, int]]:
    """Give each entry its divisions, by the dump's codes; numbers of all ids, and of those that are no GeoNames ids.

    A first-order division that the shipped gazetteer knows by its code alone keeps that id.
    """
    from uncounted.reference.gazetteer import Gazetteer

    shipped = Gazetteer(unpacked.database(), unpacked.digest())
    firsts: dict[str, str] = {}
    seconds: dict[tuple[str, str], str] = {}
    for line in lines:
        if line.feature == "A.ADM1":
            firsts[f"{line.country}.{line.first}"] = f"gn:{line.id}"
        elif line.feature == "A.ADM2":
            seconds[f"{line.country}.{line.first}", line.second] = f"gn:{line.id}"
    numbers = {f"gn:{line.id}": line.id for line in lines}
    others: dict[str, int] = {}
    for line, entry in zip(lines, entries, strict=True):
        code = f"{line.country}.{line.first}"
        by_code = f"adm1:{code}"
        first = firsts.get(code)
        if shipped.get(by_code) is not None:
            others.setdefault(by_code, -len(others) - 1)
            first = by_code
        entry.first = first if first != entry.id else None
        entry.second = seconds.get((code, line.second)) if line.feature.startswith("P.") else None
    # The shipped record of such a division stands for the dump's: its names go there.
    for line, entry in zip(lines, entries, strict=True):
        by_code = f"adm1:{line.country}.{line.first}"
        if line.feature == "A.ADM1" and by_code in others:
            numbers[by_code] = others[by_code]
            entry.id, entry.first = by_code, None
    return numbers | others, others

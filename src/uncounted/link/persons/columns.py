"""Lists as printed to the columns that are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from uncounted.link.persons.dates import UNDATED, PrintedDate, month_first, read_age, read_date
from uncounted.link.persons.lists import PersonList, Value
from uncounted.link.persons.names import NameParts, consonants, latin, name_parts, name_words
from uncounted.model.person import Role
from uncounted.reference.fold import fold

NAME_PARTS = ("given", "father", "grandfather", "family")
REPEATED: tuple[Role, ...] = ("place", "attribute", "id")
_PARTS: dict[str, tuple[Role, Role, Role]] = {
    "birth": ("birth year", "birth month", "birth day"),
    "death": ("death year", "death month", "death day"),
}
_MEN = frozenset({"m", "male", "man", "men", "boy", "ذكر", "رجل", "masculin", "masculino", "homme", "hombre", "1"})
_WOMEN = frozenset(
    {"f", "female", "woman", "women", "girl", "انثى", "أنثى", "انثي", "امرأة", "femme", "mujer", "feminin", "2"}
)


@dataclass
class Compared:
    """All records of all lists in compared columns of equal length; None where a record is silent.

    ``columns`` holds, as far as any list has them: the parts of the name and their skeletons (``given_s``), ``birth``
    and ``death`` (YYYYMMDD), their ``_year``, ``_month``, ``_day``, ``death_n`` (day number), ``born`` (year of birth
    with fraction, from the date or from an age), ``sex``, ``latitude`` and ``longitude`` (degrees), ``place1``...,
    ``division`` (an id of the division that holds the place), ``attribute1``..., ``id1``.... ``printed``
    tells which printed column a repeated one came from; ``distinct``, for each list, whether it holds nobody twice.
    """

    lists: tuple[str, ...]
    distinct: tuple[bool, ...] = ()
    list_of: list[int] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.list_of)

    def has(self, column: str) -> bool:
        """Whether the column is there and says something."""
        return column in self.columns


def compare_columns(lists: Sequence[PersonList], divisions: Mapping[str, str] | None = None) -> Compared:
    """The compared columns of all lists, in order. Columns in which no record says anything are left out.

    ``divisions`` gives for a place as printed the id of the larger one that holds it.
    """
    result = Compared(tuple(each.name for each in lists), tuple(each.distinct for each in lists))
    parts: list[dict[str, list[Any]]] = []
    repeated = _repeated(lists)
    for number, each in enumerate(lists):
        result.list_of += [number] * len(each)
        parts.append(_one_list(each, repeated) | _division(each, divisions or {}))
    names = dict.fromkeys(name for part in parts for name in part)
    for name in names:
        values: list[Any] = []
        for part, each in zip(parts, lists, strict=True):
            values += part.get(name) or [None] * len(each)
        if any(value is not None for value in values):
            result.columns[name] = values
    _spell(result)
    _born(result, lists)
    result.printed = {f"{role}{n}": column for role in REPEATED for n, column in enumerate(repeated[role], 1)}
    return result


def _repeated(lists: Sequence[PersonList]) -> dict[Role, list[str]]:
    """For each role that may repeat, the printed columns that have it, in order over all lists."""
    return {
        role: list(dict.fromkeys(column for each in lists for column, has in each.roles.items() if has == role))
        for role in REPEATED
    }


def _one_list(given: PersonList, repeated: dict[Role, list[str]]) -> dict[str, list[Any]]:
    by_role: dict[Role, list[str]] = {}
    for column, role in given.roles.items():
        by_role.setdefault(role, []).append(column)
    found = _names(given, by_role)
    for kind in ("birth", "death"):
        found |= _dates(given, by_role, kind)
    if "age" in by_role:
        found["age"] = [None if _empty(v) else read_age(_text(v)) for v in given.columns[by_role["age"][0]]]
    if "sex" in by_role:
        found["sex"] = [_sex(value) for value in given.columns[by_role["sex"][0]]]
    if "latitude" in by_role and "longitude" in by_role:
        latitudes, longitudes = (given.columns[by_role[role][0]] for role in ("latitude", "longitude"))
        placed = [_position(*each) for each in zip(latitudes, longitudes, strict=True)]
        found["latitude"] = [each and each[0] for each in placed]
        found["longitude"] = [each and each[1] for each in placed]
    for role in REPEATED:
        for number, column in enumerate(repeated[role], 1):
            if given.roles.get(column) == role:
                found[f"{role}{number}"] = _mapped(given.columns[column], _plain)
    return found


def _division(given: PersonList, divisions: Mapping[str, str]) -> dict[str, list[Any]]:
    """Of each record the division of its first place that has one."""
    places = [column for column, role in given.roles.items() if role == "place"]
    if not divisions or not places:
        return {}
    found = [_mapped(given.columns[column], divisions.get) for column in places]
    return {"division": [next((each for each in row if each), None) for row in zip(*found, strict=True)]}


def _empty(value: Value) -> bool:
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def _mapped(values: Sequence[Value], make: Callable[[str], Any]) -> list[Any]:
    """``make`` of every printed value, worked out once for each; None for empty ones."""
    known: dict[Value, Any] = {}
    out: list[Any] = []
    for value in values:
        if value not in known:
            known[value] = None if _empty(value) else make(_text(value))
        out.append(known[value])
    return out


def _text(value: Value) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _plain(text: str) -> str | None:
    return fold(text).replace(" ", "") or None


def _position(latitude: Value, longitude: Value) -> tuple[float, float] | None:
    """Degrees, or None for what is no place on earth; 0, 0 stands for "not known" in many lists."""
    try:
        north, east = float(latitude or 0), float(longitude or 0)
    except ValueError:
        return None
    return (north, east) if (north or east) and abs(north) <= 90 and abs(east) <= 180 else None


def _sex(value: Value) -> str | None:
    if _empty(value):
        return None
    word = _text(value).strip().casefold()
    return "m" if word in _MEN else "f" if word in _WOMEN else None


def _names(given: PersonList, by_role: dict[Role, list[str]]) -> dict[str, list[Any]]:
    """The parts of the names. A part of its own column overrules the same part of a whole name."""
    columns: dict[str, list[Any]] = {}
    if "name" in by_role:
        whole: list[NameParts | None] = _mapped(given.columns[by_role["name"][0]], name_parts)
        columns = {part: [getattr(each, part) or None if each else None for each in whole] for part in NAME_PARTS}
    middle: list[list[Any]] = []
    for part in NAME_PARTS:
        if part in by_role:
            found = _mapped(given.columns[by_role[part][0]], name_words)
            if part == "given":
                columns[part] = [each[0] if each else None for each in found]
                middle.append(["".join(each[1:]) or None if each else None for each in found])
            else:
                columns[part] = ["".join(each) or None if each else None for each in found]
    middle += [
        ["".join(each) or None if each else None for each in _mapped(given.columns[column], name_words)]
        for column in by_role.get("other name", [])
    ]
    _place_middle(columns, middle, len(given))
    return columns


def _place_middle(columns: dict[str, list[Any]], middle: list[list[Any]], length: int) -> None:
    """Further given names stand in the parts between given and family name that are free."""
    for values in middle:
        if not any(values):
            continue
        for part in ("father", "grandfather"):
            old = columns.setdefault(part, [None] * length)
            if not any(a and b for a, b in zip(old, values, strict=True)):
                columns[part] = [a or b for a, b in zip(old, values, strict=True)]
                break


def _dates(given: PersonList, by_role: dict[Role, list[str]], kind: str) -> dict[str, list[Any]]:
    dates: list[PrintedDate] | None = None
    if kind in by_role:
        values = given.columns[by_role[kind][0]]
        leads = month_first(_text(value) for value in values if not _empty(value))
        dates = [each or UNDATED for each in _mapped(values, lambda text: read_date(text, month_leads=leads))]
    elif f"{kind} year" in by_role:
        numbers = [_numbers(given, by_role.get(role)) for role in _PARTS[kind]]
        dates = [PrintedDate(*each) for each in zip(*numbers, strict=True)]
    if dates is None:
        return {}
    return {
        kind: [each.whole for each in dates],
        f"{kind}_year": [each.year for each in dates],
        f"{kind}_month": [each.month for each in dates],
        f"{kind}_day": [each.day for each in dates],
        f"{kind}_n": [each.ordinal for each in dates],
        f"{kind}_at": [each.in_years for each in dates],
    }


def _numbers(given: PersonList, columns: list[str] | None) -> list[int | None]:
    if not columns:
        return [None] * len(given)
    return _mapped(given.columns[columns[0]], lambda text: int(text) if text.strip().isdigit() else None)


def _spell(result: Compared) -> None:
    """One script for each part of the name (Latin where the lists differ), and skeletons beside it."""
    parts = [part for part in NAME_PARTS if part in result.columns]
    mixed = len({word.isascii() for part in parts for word in result.columns[part] if word}) > 1
    for part in parts:
        values = result.columns[part]
        result.columns[f"{part}_s"] = [consonants(word) if word else None for word in values]
        if mixed:
            result.columns[part] = [latin(word) or None if word else None for word in values]


def _born(result: Compared, lists: Sequence[PersonList]) -> None:
    """The year of birth of every record, from its date of birth or else from its age.

    An age holds at death, or at the date of its list, or at the date at which ages fit the dates of birth of those
    records that have both.
    """
    ages = result.columns.pop("age", None)
    births = result.columns.pop("birth_at", [None] * len(result))
    deaths = result.columns.pop("death_at", [None] * len(result))
    if ages is None:
        if any(each is not None for each in births):
            result.columns["born"] = births
        return
    usual = _reference_years(result, lists, ages, births)
    born: list[float | None] = []
    for number, age, birth, death in zip(result.list_of, ages, births, deaths, strict=True):
        if birth is not None or age is None:
            born.append(birth)
        else:
            at = death if death is not None else usual[number]
            born.append(at - age - 0.5 if age == int(age) else at - age)
    result.columns["born"] = born


def _reference_years(
    result: Compared, lists: Sequence[PersonList], ages: list[Any], births: list[Any]
) -> dict[int, float]:
    """For each list the year (with fraction) at which its ages hold where no death is dated."""
    both: dict[int, list[float]] = {}
    for number, age, birth in zip(result.list_of, ages, births, strict=True):
        if age is not None and birth is not None:
            both.setdefault(number, []).append(birth + age + 0.5)
    every = [value for values in both.values() for value in values]
    usual: dict[int, float] = {}
    for number, each in enumerate(lists):
        own = both.get(number, [])
        dated = read_date(each.as_of).in_years if each.as_of else None
        if len(own) >= 20:
            usual[number] = median(own)
        elif dated is not None:
            usual[number] = dated
        else:
            usual[number] = median(every) if every else 2000.0
    return usual

"""Lists of victims from files: which column holds what, what names a record, and what cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from uncounted.link.persons.dates import UNDATED, read_age, read_date
from uncounted.link.persons.lists import PersonList
from uncounted.model.errors import BadSetting, InputError, Refused
from uncounted.model.person import ROLES, Role, record_id
from uncounted.read.person_columns import SEVERAL, ListSettings, PersonColumns, roles_of, stem
from uncounted.read.person_tables import PersonTable, read_table

_READS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "birth": ("a date", lambda text: read_date(text) != UNDATED),
    "death": ("a date", lambda text: read_date(text) != UNDATED),
    "age": ("an age", lambda text: read_age(text) is not None),
}
_SILENT = ("ignore", "key", "list")
_TELLING: dict[str, Role] = {role: role for role in ROLES if role not in _SILENT}


@dataclass(frozen=True)
class ReadList:
    """A list as read: ``persons`` in columns with roles (all columns are kept), and where it came from.

    ``fields`` maps each used column to its field, ``guessed`` are those that nobody said; ``own_keys`` tells whether
    the list itself names its records (else they are row numbers). ``notes`` are remarks for a person; none holds what
    a row says. ``positions`` say for each record where it stands in the file.
    """

    persons: PersonList
    path: str
    sha256: str
    fields: dict[str, str]
    guessed: tuple[str, ...]
    own_keys: bool
    positions: Callable[[int], str]
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the list is called."""
        return self.persons.name

    @property
    def keys(self) -> Sequence[str]:
        """What its records are called."""
        return self.persons.keys or ()

    def record_ids(self, secret: bytes) -> list[str]:
        """The keyed ids of its records.

        A record that its list names keeps its id while it keeps that name; one without a name while it keeps its words
        (equal records are numbered).
        """
        if self.own_keys:
            return [record_id(secret, self.name, key, {}) for key in self.keys]
        seen: Counter[tuple[Any, ...]] = Counter()
        columns, found = list(self.persons.columns), []
        for row in zip(*self.persons.columns.values(), strict=True):
            seen[row] += 1
            fields = {c: str(v) for c, v in zip(columns, row, strict=True) if v is not None}
            found.append(record_id(secret, self.name, f"#{seen[row]}", fields))
        return found


def read_lists(
    paths: Sequence[str],
    columns: PersonColumns,
    *,
    unique: Collection[str] = (),
    duplicates: Collection[str] = (),
    encoding: str | None = None,
) -> tuple[ReadList, ...]:
    """The lists in the files, in order; a file with a column ``list`` holds several.

    A list holds nobody twice unless it stands in ``duplicates``, or is the only one. Raises InputError with file and
    line for what cannot be read, BadSetting for a list that is not there.
    """
    found: list[ReadList] = []
    stems = Counter(stem(path) for path in paths)
    for path in paths:
        name = stem(path) if stems[stem(path)] == 1 else path  # files of one name are told apart by their folders
        found += _of_file(read_table(path, encoding=encoding), name, columns)
    names = [each.name for each in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"two lists are called {twice!r}; rename one of the files")
    for name in (*unique, *duplicates):
        if name not in names:
            raise BadSetting(f"no list is called {name!r}; lists are {', '.join(names)}")
    told = {**dict.fromkeys(unique, True), **dict.fromkeys(duplicates, False)}
    result = []
    for each in found:
        said = told.get(each.name, columns.of_list(each.path, each.name).unique)
        distinct = len(found) > 1 if said is None else said
        made = replace(each, persons=replace(each.persons, distinct=distinct))
        result.append(replace(made, notes=(*made.notes, *_equals(made))))
    return tuple(result)


def _of_file(table: PersonTable, name: str, columns: PersonColumns) -> list[ReadList]:
    if not len(table):
        raise InputError("has no rows", path=table.path)
    said = columns.of_list(table.path)
    splitter = next((column for column, role in said.said.items() if role == "list"), None)
    if splitter is None:
        return [_list(table, name, range(len(table)), said)]
    if splitter not in table.columns:
        roles_of(list(table.columns), said.said, table.path)
    rows: dict[str, list[int]] = {}
    for row, told in enumerate(table.columns[splitter]):
        if told is None:
            raise InputError("does not say of which list it is", path=table.path, position=table.position(row))
        rows.setdefault(str(told), []).append(row)
    return [_list(table, each, rows[each], columns.of_list(table.path, each)) for each in sorted(rows)]


def _list(table: PersonTable, name: str, rows: Sequence[int], said: ListSettings) -> ReadList:
    fields, guessed = roles_of(list(table.columns), said.said, table.path)
    picked = {column: [values[row] for row in rows] for column, values in table.columns.items()}
    notes: list[str] = []

    def position(row: int) -> str:
        return table.position(rows[row])

    key = next((column for column, role in fields.items() if role == "key"), None)
    if key is not None and (bad := _not_a_key(picked[key])) is not None:
        row, why = bad
        if key not in guessed:
            raise InputError(f"column {key!r} should name each record once, but {why}", path=table.path,
                             position=position(row))  # fmt: skip
        notes.append(f"{name}: column {key!r} does not name each record once ({position(row)}); row numbers do")
        fields, guessed, key = _without(fields, key), tuple(each for each in guessed if each != key), None
    fields, guessed = _unreadable(name, table.path, picked, fields, guessed, position, notes)
    if not any(role in _TELLING for role in fields.values()):
        shown = ", ".join(table.columns)
        raise Refused(f"{table.path}: no column is known to say who somebody is; say which with --columns, such as "
                      f"--columns 'name=COLUMN,birth=COLUMN'; columns are {shown}")  # fmt: skip
    keys = [str(value) for value in picked[key]] if key is not None else [str(row + 1) for row in range(len(rows))]
    roles = {column: _TELLING[role] for column, role in fields.items() if role in _TELLING}
    persons = PersonList(name, picked, roles, keys, as_of=said.as_of)
    return ReadList(persons, table.path, table.sha256, fields, guessed, key is not None, position, tuple(notes))


def _without(fields: dict[str, str], column: str) -> dict[str, str]:
    return {each: role for each, role in fields.items() if each != column}


def _not_a_key(values: Sequence[Any]) -> tuple[int, str] | None:
    """The first row that is without a key or has that of another, and what is wrong."""
    seen: set[str] = set()
    for row, value in enumerate(values):
        if value is None or str(value) in seen:
            return row, "one is empty" if value is None else "one stands there twice"
        seen.add(str(value))
    return None


def _unreadable(
    name: str, path: str, columns: dict[str, list[Any]], fields: dict[str, str], guessed: tuple[str, ...],
    position: Callable[[int], str], notes: list[str],
) -> tuple[dict[str, str], tuple[str, ...]]:  # fmt: skip
    """Dates and ages that are none are counted aloud; a column without any is refused, or no longer guessed."""
    for column, role in list(fields.items()):
        if role not in _READS:
            continue
        kind, reads = _READS[role]
        known: dict[Any, bool] = {}
        bad = []
        filled = 0
        for row, value in enumerate(columns[column]):
            if value is None:
                continue
            filled += 1
            if value not in known:
                known[value] = bool(reads(str(value)))
            if not known[value]:
                bad.append(row)
        if not bad:
            continue
        if len(bad) == filled and column not in guessed:
            raise InputError(f"column {column!r} is said to hold {role}, but no value there is {kind}", path=path,
                             position=position(bad[0]))  # fmt: skip
        if 2 * len(bad) > filled and column in guessed:
            notes.append(f"{name}: column {column!r} holds few that could be {kind}; it is not used as {role}")
            fields, guessed = _without(fields, column), tuple(each for each in guessed if each != column)
            continue
        notes.append(f"{name}: {len(bad):,} of {filled:,} values of {column!r} are not {kind}, the first at "
                     f"{position(bad[0])}; they say nothing")  # fmt: skip
    return fields, guessed


def _equals(each: ReadList) -> tuple[str, ...]:
    """A remark where a list that holds nobody twice has rows that agree in all compared columns."""
    used = [values for column, values in each.persons.columns.items() if column in each.persons.roles]
    if not each.persons.distinct or len(each.persons.roles) < 2:
        return ()
    full = (row for row in zip(*used, strict=True) if sum(value is not None for value in row) > 1)
    more = sum(n - 1 for n in Counter(full).values())
    if not more:
        return ()
    told = f"{more:,} of {len(each.persons):,} rows repeat another in all compared columns"
    return (f"{each.name}: {told}; if somebody may stand on it twice, say --duplicates {each.name!r}",)


def shown(each: ReadList) -> str:
    """One line that tells what the columns of a list were taken to hold."""
    by_field: dict[str, list[str]] = {}
    for column, role in each.fields.items():
        if role != "ignore":
            by_field.setdefault(role, []).append(column + ("?" if column in each.guessed else ""))
    told = ", ".join(f"{role}={'+'.join(columns)}" for role, columns in by_field.items())
    left = [column for column in each.persons.columns if column not in each.fields]
    unused = f"; not used: {', '.join(left)}" if left else ""
    twice = "nobody stands on it twice" if each.persons.distinct else "somebody may stand on it twice"
    return f"{each.name}: {len(each.persons):,} records, {twice}; {told}{unused}"


def settings_of(each: ReadList) -> dict[str, Any]:
    """The list's part of a settings file, which gives the same list again."""
    fields: dict[str, Any] = {}
    for column, role in each.fields.items():
        fields.setdefault(role, []).append(column)
    fields["ignore"] = [
        *fields.get("ignore", []), *(column for column in each.persons.columns if column not in each.fields)
    ]  # fmt: skip
    told = {role: columns if role in SEVERAL else columns[0] for role, columns in fields.items() if columns}
    found = {"columns": told, "unique": each.persons.distinct, "as_of": each.persons.as_of}
    return {key: value for key, value in found.items() if value is not None}

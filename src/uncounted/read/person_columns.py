"""Which column of a list of victims holds what: said by a person, else guessed from its name, and shown."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uncounted.model.errors import BadSetting, InputError
from uncounted.model.person import ROLES, Role
from uncounted.reference.fold import fold
from uncounted.reference.person_columns import OBVIOUS, PREFIXES

SEVERAL: tuple[Role, ...] = ("place", "attribute", "id", "other name", "ignore")
FIELDS: tuple[str, ...] = (*ROLES, "list")


@dataclass(frozen=True)
class ListSettings:
    """What a person says of one list: ``said`` maps a column to its role (``list``: the column that tells lists in one
    file apart); ``unique`` that nobody stands on it twice; ``as_of`` the ISO date at which its ages hold.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    unique: bool | None = None
    as_of: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class PersonColumns:
    """What a person says, by list; "" is every list. A list is named by its name, its file, or the file's stem."""

    lists: Mapping[str, ListSettings] = field(default_factory=dict)

    @classmethod
    def parse(cls, words: Sequence[str]) -> PersonColumns:
        """From words ``[LIST:]FIELD=COLUMN[+COLUMN],...``, or files of settings (TOML, JSON). Later words overrule.

        Raises BadSetting for an unknown field or one that may not have several columns, InputError for a file that
        is no settings file.
        """
        lists: dict[str, ListSettings] = {}
        for word in words:
            given = _file(Path(word)) if word.endswith((".toml", ".json")) and "=" not in word else _words(word)
            for name, settings in given.items():
                lists[name] = _over(lists.get(name), settings)
        return cls(lists)

    def of_list(self, path: str, name: str | None = None) -> ListSettings:
        """What is said of a list in the file ``path``: of every list, then of its file, then of its name."""
        found = ListSettings()
        last = path.replace("\\", "/").rsplit("/", 1)[-1]
        for key in dict.fromkeys(("", stem(path), last, path, *([name] if name else []))):
            if key in self.lists:
                found = _over(found, self.lists[key])
        return found


def stem(path: str) -> str:
    """What a list is called after its file."""
    last = path.replace("\\", "/").rsplit("/", 1)[-1]
    return "standard input" if path == "-" else re.sub(r"(\.(csv|tsv|txt|parquet|pq))?(\.gz)?$", "", last) or last


def roles_of(header: Sequence[str], said: Mapping[str, str], path: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The field of each column that has one, and the columns for which it was guessed.

    A guess never overrules what is said, nor gives a second column to a field that takes one. Raises InputError where
    a column that is said is not there.
    """
    for column in said:
        if column not in header:
            shown = ", ".join(header[:40]) + (", ..." if len(header) > 40 else "")
            raise InputError(f"column {column!r} is not there; columns are {shown}", path=path, position="line 1")
    found = dict(said)
    taken = set(found.values()) - set(SEVERAL)
    whole = "name" in taken
    parted = bool(taken & {"given", "family", "father", "grandfather"})
    guessed: list[str] = []
    for column in header:
        role = None if column in found else _guess(column)
        if role is None or role in taken or (role == "name" and parted) or (role in ("given", "family") and whole):
            continue
        found[column] = role
        guessed.append(column)
        if role not in SEVERAL:
            taken.add(role)
    if not said and "name" in taken and "given" in taken:
        found = {column: role for column, role in found.items() if role != "name"}
        guessed = [column for column in guessed if column in found]
    return found, tuple(guessed)


def _guess(column: str) -> Role | None:
    plain = fold(column)
    for prefix in PREFIXES:
        plain = plain.removeprefix(prefix)
    return OBVIOUS.get(plain)


def _words(word: str) -> dict[str, ListSettings]:
    head, colon, rest = word.partition(":")
    name, body = (head.strip(), rest) if colon and "=" not in head else ("", word)
    said: dict[str, str] = {}
    for part in re.split(r",(?=\s*[\w ]+\s*=)", body):
        role, equals, columns = (piece.strip() for piece in part.partition("="))
        if not equals or not columns:
            raise BadSetting(f"--columns takes a file, or FIELD=COLUMN such as birth=dob; '{part.strip()}' is neither")
        _say(said, role.replace("_", " "), [each.strip() for each in columns.split("+")], "--columns")
    return {name: ListSettings(said)}


def _say(said: dict[str, str], role: str, columns: Sequence[str], where: str) -> None:
    if role not in FIELDS:
        raise BadSetting(f"{where} does not know the field '{role}'; fields are {', '.join(FIELDS)}")
    if role not in SEVERAL and (len(columns) > 1 or role in said.values()):
        raise BadSetting(f"{where} gives several columns for {role}, which takes one")
    for column in columns:
        if said.get(column, role) != role:
            raise BadSetting(f"{where} gives the column {column!r} two fields")
        said[column] = role


def _file(path: Path) -> dict[str, ListSettings]:
    """A settings file: ``columns`` for every list, and under ``lists`` for each its ``columns``, ``unique``, ..."""
    value = _load(path)
    if not isinstance(value, dict):
        raise InputError("is no settings file: it should be an object", path=str(path))
    found = {"": _one(value, path, "")} if "columns" in value or "unique" in value or "as_of" in value else {}
    lists = value.get("lists", {})
    if not isinstance(lists, dict):
        raise InputError("'lists' should be an object from a list's name to what is said of it", path=str(path))
    for name, said in lists.items():
        found[str(name)] = _one(said, path, str(name))
    if not found:
        raise InputError("says nothing: it should have 'columns' or 'lists'", path=str(path))
    return found


def _load(path: Path) -> Any:
    try:
        text = path.read_text("utf-8")
        return tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path)) from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg}", path=str(path), position=f"line {error.lineno}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not TOML: {error}", path=str(path)) from None


def _one(value: Any, path: Path, name: str) -> ListSettings:
    at = f"lists.{name}" if name else None
    if not isinstance(value, dict) or not isinstance(value.get("columns", {}), dict):
        raise InputError("'columns' should be an object from field to column", path=str(path), position=at)
    said: dict[str, str] = {}
    for role, columns in value.get("columns", {}).items():
        held = [columns] if isinstance(columns, str) else columns
        if not isinstance(held, list) or not all(isinstance(each, str) for each in held):
            raise InputError(f"{role!r} should be the name of a column, or a list", path=str(path), position=at)
        try:
            _say(said, role.replace("_", " "), held, "it")
        except BadSetting as error:
            raise InputError(str(error), path=str(path), position=at) from None
    unique, as_of = value.get("unique"), value.get("as_of")
    if unique is not None and not isinstance(unique, bool):
        raise InputError("'unique' should be true or false", path=str(path), position=at)
    return ListSettings(said, unique, None if as_of is None else str(as_of))


def _over(old: ListSettings | None, new: ListSettings) -> ListSettings:
    """``new`` over ``old``: a column or a field that takes one column is overruled."""
    if old is None:
        return new
    fresh = {role for role in new.said.values() if role not in SEVERAL}
    said = {column: role for column, role in old.said.items() if role not in fresh and column not in new.said}
    return ListSettings(
        {**said, **new.said},
        old.unique if new.unique is None else new.unique,
        new.as_of or old.as_of,
    )

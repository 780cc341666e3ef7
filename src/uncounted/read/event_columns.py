"""Which column of an event dataset holds what: said by a person, else by the dataset's convention."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from uncounted.model.errors import BadSetting, InputError, UnknownName
from uncounted.reference.event_datasets import Convention, conventions, plain
from uncounted.reference.fold import fold

FIELDS = (
    "dataset", "id", "part", "start", "end", "year", "month", "day", "date_precision", "lat", "lon",
    "location_precision", "place", "adm1", "adm2", "country", "type", "actors", "low", "best", "high",
)  # fmt: skip
NEEDED = ("id", "start")


@dataclass(frozen=True)
class EventColumns:
    """What a person says: ``said[file][field]`` are columns, ``named[file]`` a convention; the file "" is every file.

    A file is named as it was given, or by its last part, or by its stem.
    """

    said: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, columns: Sequence[str], named: Sequence[str]) -> EventColumns:
        """From words such as ``start=date,actors=side_a+side_b`` and ``ucdp``, each perhaps after ``FILE:``.

        Raises BadSetting for an unknown field or one said twice, UnknownName for an unknown convention.
        """
        said: dict[str, dict[str, tuple[str, ...]]] = {}
        for words in columns:
            file, rest = _of_file(words)
            for part in re.split(r",(?=\s*\w+\s*=)", rest):
                name, equals, held = (piece.strip() for piece in part.partition("="))
                if not equals or not held:
                    raise BadSetting(f"--columns takes FIELD=COLUMN, such as start=date; '{part.strip()}' is none")
                if name not in FIELDS:
                    raise BadSetting(f"--columns does not know the field '{name}'; fields are {', '.join(FIELDS)}")
                if name in said.setdefault(file, {}):
                    raise BadSetting(f"--columns gives {name} twice")
                said[file][name] = tuple(each.strip() for each in held.split("+"))
        told = dict(_of_file(words) for words in named)
        for name in told.values():
            if name not in conventions():
                raise UnknownName(f"No convention is called {name!r}.", tuple(conventions()))
        return cls(said, told)

    def convention(self, header: Sequence[str], path: str) -> Convention | None:
        """The convention that a person names for the file, else that of which the header has all the signs."""
        told = next((self.named[name] for name in _names(path) if name in self.named), None)
        if told is not None:
            return conventions()[told]
        keys = {_key(name) for name in header}
        return next((one for one in conventions().values() if keys.issuperset(one.signs)), None)

    def of_header(self, header: Sequence[str], path: str) -> tuple[dict[str, tuple[int, ...]], Convention | None]:
        """Field by field the numbers of the columns that hold it, and the table's convention, where it has one.

        Raises InputError where a column that is said is not there or stands twice, and where no column is known to
        hold the id or the day.
        """
        names = [name.strip() for name in header]
        found: dict[str, tuple[int, ...]] = {}
        for file in reversed(_names(path)):
            for name, held in self.said.get(file, {}).items():
                found[name] = tuple(_index(column, names, path) for column in held)
        convention = self.convention(names, path)
        keys = [_key(name) for name in names]
        for name, obvious in (convention or plain()).columns.items():
            there = [keys.index(each) for each in obvious if keys.count(each) == 1]
            if name not in found and there:
                found[name] = tuple(there) if name == "actors" else (there[0],)
        for name in NEEDED:
            if name not in found and not (name == "start" and "year" in found):
                shown = ", ".join(names[:40]) + (", ..." if len(names) > 40 else "")
                message = f"no column is known to hold the {name}; say which with --columns {name}=COLUMN; columns are"
                raise InputError(f"{message} {shown}", path=path, position="line 1", reason="table")
        return found, convention


def _of_file(words: str) -> tuple[str, str]:
    head, colon, rest = words.partition(":")
    return (head.strip(), rest.strip()) if colon and "=" not in head else ("", words.strip())


def _names(path: str) -> tuple[str, ...]:
    """What a person may call a file, the closest name first; "" is every file."""
    last = path.replace("\\", "/").rsplit("/", 1)[-1]
    return tuple(dict.fromkeys((path, last, last.split(".")[0], "")))


def _key(name: str) -> str:
    return fold(name).replace(" ", "_")


def _index(column: str, names: Sequence[str], path: str) -> int:
    if names.count(column) != 1:
        wrong = "is not there" if column not in names else "stands there twice"
        shown = ", ".join(names[:40]) + (", ..." if len(names) > 40 else "")
        raise InputError(f"column '{column}' {wrong}; columns are {shown}", path=path, position="line 1")
    return names.index(column)

"""Event datasets (CSV, plain or gzip) to event records: every row, or a refusal with its line."""

from __future__ import annotations

import csv
import datetime as dt
import math
import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePath

from uncounted.model.errors import InputError
from uncounted.model.event_record import EventRecord
from uncounted.read.dates import read_date, read_iso
from uncounted.read.event_columns import EventColumns
from uncounted.read.streams import RECORD_LIMIT, Budget, lines, plain
from uncounted.reference.event_datasets import Convention, by_words, convention_named
from uncounted.reference.event_datasets import plain as plain_convention

_Value = Callable[[str], str | None]
_NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", ".", "-", "-9999"})
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_events(path: Path, columns: EventColumns, *, encoding: str | None = None) -> Iterator[EventRecord]:
    """The records of one table in its order.

    The dataset of a row is that of the column ``dataset``, else the name of the convention, else the file's stem.
    Raises InputError with file and line for a row that cannot be read, and for an id that stands twice in a dataset.
    """
    name = str(path)
    seen: dict[tuple[str, str], int] = {}
    with ExitStack() as held:
        try:
            stream = held.enter_context(path.open("rb"))
            size = path.stat().st_size
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", path=name) from None
        rows = _rows(lines(plain(stream, Budget(size, name)), path=name, encoding=encoding, newline=""), name)
        first = next(rows, None)
        if first is None:
            raise InputError("the table is empty", path=name, reason="empty")
        header = first[1]
        places, convention = columns.of_header(header, name)
        table = _Table(name, places, convention, PurePath(name.removesuffix(".gz")).stem)
        for line, cells in rows:
            if len(cells) != len(header):
                raise InputError(f"{len(cells)} cells under {len(header)} columns", path=name, position=f"line {line}")
            record = table.record(cells, line)
            if record.key in seen:
                said = f"the id '{record.id}' of {record.dataset} stands on line {seen[record.key]} too"
                help_ = "say what tells its rows apart with --columns id=COLUMN or part=COLUMN"
                raise InputError(f"{said}; {help_}", path=name, position=f"line {line}")
            seen[record.key] = line
            yield record


def _rows(source: Iterator[str | None], path: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not blank; the header first."""
    csv.field_size_limit(RECORD_LIMIT)
    reader = csv.reader(_texts(source, path), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"no CSV: {error}", path=path, position=f"line {line}") from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _texts(source: Iterator[str | None], path: str) -> Iterator[str]:
    for number, line in enumerate(source, 1):
        if line is None or (not line.isascii() and _SURROGATE.search(line)):
            wrong = "longer than any row" if line is None else "not UTF-8; say how it is encoded with --encoding"
            raise InputError(wrong, path=path, position=f"line {number}")
        yield line


class _Table:
    """One table: which columns hold what, and how its codes are read."""

    def __init__(
        self, path: str, places: Mapping[str, tuple[int, ...]], convention: Convention | None, stem: str
    ) -> None:
        self._path = path
        self._places = places
        self._convention = convention
        self._default = convention.name if convention else stem

    def record(self, cells: Sequence[str], line: int) -> EventRecord:
        """The record of a row; InputError with the line where a value cannot be read."""
        try:
            return self._record(cells, line)
        except InputError as error:
            raise InputError(error.detail, path=self._path, position=f"line {line}", reason=error.reason) from None

    def _record(self, cells: Sequence[str], line: int) -> EventRecord:
        def value(field: str) -> str | None:
            return next(iter(values(field)), None)

        def values(field: str) -> list[str]:
            found = [" ".join(cells[at].split()) for at in self._places.get(field, ())]
            return [each for each in found if each.casefold() not in _NOTHING]

        dataset = value("dataset") or self._default
        coded = self._convention or convention_named(dataset) or plain_convention()
        number = value("id")
        if number is None:
            raise InputError("no id")
        part = value("part")
        start, end, precision = self._days(value, coded)
        low, best, high = (_deaths(value(field), field, coded) for field in ("low", "best", "high"))
        printed = value("type")
        lat, lon = _degrees(value("lat"), 90, "latitude"), _degrees(value("lon"), 180, "longitude")
        return EventRecord(
            dataset=dataset,
            id=_whole(number) if part is None else f"{_whole(number)}/{_whole(part)}",
            start=start,
            end=end,
            date_precision=precision,
            lat=lat if lon is not None else None,
            lon=lon if lat is not None else None,
            location_precision=_code(value("location_precision"), coded.location_precision, "location"),
            place=value("place"),
            divisions=(value("adm1") or "", value("adm2") or ""),
            country=value("country"),
            event_type=printed,
            classes=coded.classes(_whole(printed)) if printed else by_words(""),
            actors=tuple(dict.fromkeys(values("actors"))),
            low=low,
            best=best,
            high=high,
            path=self._path,
            row=line,
        )

    def _days(self, value: _Value, coded: Convention) -> tuple[str, str, int | None]:
        """First and last day as coded, and the UCDP code of their precision."""
        precision = _code(value("date_precision"), coded.date_precision, "date")
        if "year" in self._places and "start" not in self._places:
            start, end, known = _of_parts(*(value(part) for part in ("year", "month", "day")))
            return start, end, precision or known
        words = value("start")
        if words is None:
            raise InputError("no day")
        first = _day(words)
        last = _day(value("end") or words)
        if last[1] < first[0]:
            raise InputError(f"it ends on {last[1]}, before it starts on {first[0]}")
        return first[0], last[1], precision


def _day(words: str) -> tuple[str, str]:
    bare = _MIDNIGHT.sub("", words)
    days = read_iso(bare) or read_date(bare)
    if days is None or days.start is None or days.end is None:
        why = f" {days.why}" if days is not None and days.why else " cannot be read"
        raise InputError(f"the date '{words}'{why}; write it as YYYY-MM-DD", reason="date")
    return days.start, days.end


def _of_parts(year: str | None, month: str | None, day: str | None) -> tuple[str, str, int]:
    """Days from a year, a month and a day, of which the last two may be 0 for unknown (GTD)."""
    try:
        y, m, d = int(float(year or "")), int(float(month or 0)), int(float(day or 0))
        if not m:
            return f"{y:04}-01-01", f"{y:04}-12-31", 5
        if not d:
            return f"{y:04}-{m:02}-01", f"{y:04}-{m:02}-{monthrange(y, m)[1]}", 4
        whole = dt.date(y, m, d).isoformat()
    except ValueError:
        raise InputError(f"the date '{year}-{month}-{day}' cannot be read", reason="date") from None
    return whole, whole, 1


def _degrees(words: str | None, most: int, what: str) -> float | None:
    if words is None:
        return None
    found = _number(words, what)
    if abs(found) > most:
        raise InputError(f"the {what} {words} is no {what} in degrees")
    return found


def _deaths(words: str | None, field: str, coded: Convention) -> float | None:
    if words is None or _whole(words) in coded.unknown:
        return None
    found = _number(words, field)
    if found < 0:
        raise InputError(f"{field} deaths are {words}; leave the cell empty where they are not known")
    return found


def _number(words: str, what: str) -> float:
    try:
        found = float(words)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise InputError(f"the {what} '{words}' is no number")
    return found


def _code(words: str | None, codes: Mapping[str, int], what: str) -> int | None:
    if words is None or not codes:
        return None
    key = _whole(words).casefold()
    if key not in codes:
        raise InputError(f"the {what} precision '{words}' is none of {', '.join(codes)}")
    return codes[key]


def _whole(words: str) -> str:
    """A number without the ".0" that spreadsheets add to codes and ids."""
    return words[:-2] if words.endswith(".0") and words[:-2].lstrip("-").isdigit() else words

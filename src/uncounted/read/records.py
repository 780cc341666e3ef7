"""One record of a corpus, a JSON object or the row of a table, as a document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from uncounted.model.document import Document, Published
from uncounted.model.errors import InputError
from uncounted.read import text
from uncounted.read.columns import FIELDS
from uncounted.read.dates import Days, read_date, read_iso
from uncounted.read.documents import document_of
from uncounted.read.metadata import DATE_HELP, Metadata, published
from uncounted.read.reading import Reading

if TYPE_CHECKING:
    from uncounted.read.packed import Packed

SOURCE = "record"
MEDIA = "application/json"
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT_YEAR = re.compile(r"(\d{1,2}-[A-Za-z]{3,9}-)(\d\d)")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")


def parsed(line: str, packed: Packed) -> Mapping[str, Any]:
    """The JSON object of a line; InputError where it is none."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at column {error.colno}"
        raise InputError(message, path=packed.path, position=packed.position) from None
    except (RecursionError, ValueError):
        raise InputError("not JSON that can be read", path=packed.path, position=packed.position) from None
    if not isinstance(value, dict):
        raise InputError("each line should be a JSON object", path=packed.path, position=packed.position)
    return value


def record(
    values: Mapping[str, Any], keys: Mapping[str, str], flags: Metadata, *, path: str, position: str
) -> Document:
    """The document of one record.

    ``keys`` gives field by field the key in ``values``, by default its own name; other keys are left aside. Where it
    has an ``id``, that is the document's. ``text`` is plain text, ``html`` a page; with both, the text is read. Offsets
    of the original count in that value. ``flags`` come before what the record says. Raises InputError with the line.
    """
    where = f"{path}, {position}"

    def value(field: str) -> str | None:
        words = _words(values.get(keys.get(field, field)), keys.get(field, field), path, position)
        return words if words is None or field in ("text", "html") else words.strip()

    body, page = value("text"), value("html")
    if body is None and page is None:
        raise InputError(_no_text(values, keys), path=path, position=position, reason=_why(values, keys))
    known = ("publisher", "url", "title", "language", "source_type", "licence", "citation")
    side = Metadata(**{field: value(field) for field in known})
    date = _date(value("published"), flags, path, position)
    try:
        media, reading = ("text/plain", text.read(body, path=where)) if body is not None else _page(page or "", where)
        original = (body if body is not None else page or "").encode()
        return document_of(
            reading, media=media, original=original, path=where, said=flags.over(side), date=date, known_as=value("id")
        )
    except InputError as error:
        detail = error.detail if error.position in (None, position) else f"{error.detail} ({error.position})"
        raise InputError(detail, path=path, position=position, reason=error.reason) from None


def kept(packed: Packed) -> tuple[bytes, frozenset[str]]:
    """What is archived of a record, and which fields it states.

    The fields that a document is made from, by their names, as JSON in UTF-8; other keys of the record are left aside.
    """
    content = packed.content
    values = parsed(content, packed) if isinstance(content, str) else content
    if not isinstance(values, Mapping):
        raise InputError("no record", path=packed.path, position=packed.position)
    keys = packed.keys or {}
    fields = {name: values.get(keys.get(name, name)) for name in FIELDS if not keys or name in keys}
    said = {name: value for name, value in fields.items() if value is not None and str(value).strip()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode(), frozenset(said) - {"id", "text", "html"}


def kept_text(data: bytes) -> str:
    """The decoded original of a record that was archived: its text, or its page where it has no text."""
    values = json.loads(data)
    return str(values["text"] if values.get("text") is not None else values["html"])


def _page(page: str, where: str) -> tuple[str, Reading]:
    from uncounted.read import html

    return "text/html", html.read(page, path=where)


def _words(value: Any, key: str, path: str, position: str) -> str | None:
    """The words of a value; null for nothing; InputError for what is no words."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool | list | dict):
        kind = "true or false" if isinstance(value, bool) else "a list" if isinstance(value, list) else "an object"
        raise InputError(f"'{key}' should be text, not {kind}", path=path, position=position)
    words = str(value)
    if _SURROGATE.search(words):
        raise InputError(f"'{key}' is not UTF-8", path=path, position=position, reason="encoding")
    return words


def _no_text(values: Mapping[str, Any], keys: Mapping[str, str]) -> str:
    wanted = [keys.get(field, field) for field in ("text", "html") if not keys or field in keys]
    if _why(values, keys) == "empty":
        return f"'{next(key for key in wanted if key in values)}' is empty"
    return f"no {' or '.join(repr(key) for key in wanted)} in this record; say which key holds it with --columns"


def _why(values: Mapping[str, Any], keys: Mapping[str, str]) -> str:
    there = any(keys.get(field, field) in values for field in ("text", "html") if not keys or field in keys)
    return "empty" if there else "no key"


def _date(words: str | None, flags: Metadata, path: str, position: str) -> Published | None:
    """The publication date of a record: ISO 8601, or as it is printed where that can be read in one way only."""
    if flags.published:
        return published(flags.published, "flag", path=path)
    if words is None:
        return None
    days = read_iso(words) or read_date(_full_year(_MIDNIGHT.sub("", words))) or _mail_date(words)
    if days is None or days.start is None or days.end is None:
        why = f" {days.why}" if days is not None and days.why else ""
        message = f"the publication date '{words}'{why or ' cannot be read'}; {DATE_HELP}"
        raise InputError(message, path=path, position=position, reason="date")
    return Published(days.start, days.end, SOURCE, words)


def _full_year(words: str) -> str:
    """``27-Apr-20`` with its century, by the pivot of POSIX: 1969 to 2068."""
    match = _SHORT_YEAR.fullmatch(words)
    if match is None:
        return words
    year = int(match[2])
    return f"{match[1]}{1900 + year if year >= 69 else 2000 + year}"


def _mail_date(words: str) -> Days | None:
    """A date as feeds and mails have it (RFC 5322)."""
    try:
        day = parsedate_to_datetime(words).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return None
    return Days(day, day)

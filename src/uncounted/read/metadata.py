"""What is known about a document beside its text, and which source of it comes first."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from uncounted.model.document import Published
from uncounted.model.errors import InputError
from uncounted.read.dates import read_iso

DATE_HELP = "write YYYY-MM-DD, YYYY-MM, YYYY or START/END"


@dataclass(frozen=True)
class Metadata:
    """What somebody says about a document. Null is not said.

    ``published`` is ISO 8601 or EDTF: a day, a month, a year or ``START/END``. ``language`` is ISO 639-1.
    ``encoding`` is the character encoding of a text that is not UTF-8.
    """

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    source_type: str | None = None
    licence: str | None = None
    citation: str | None = None
    encoding: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This metadata, completed from ``other`` where it says nothing."""
        missing = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **missing)


def published(words: str, source: str, *, path: str | None = None, position: str | None = None) -> Published:
    """The interval of days that ``words`` name; InputError, saying how to write it, where they are no date."""
    days = read_iso(words)
    if days is None or days.start is None or days.end is None:
        raise InputError(f"cannot read the publication date '{words}'; {DATE_HELP}", path=path, position=position)
    return Published(days.start, days.end, source, words)

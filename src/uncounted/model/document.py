"""Documents and spans: the words under every number.

Offsets are Unicode code points; intervals are half-open, ``[start, end)``.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar


@dataclass(frozen=True)
class Original:
    """Where a span stands in the decoded original: code points, half-open; ``page`` counts from 1 in paged files."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True)
class Span:
    """``document.text[start:end] == quote``. ``original`` is null where the original has no characters to point at."""

    start: int
    end: int
    quote: str
    original: Original | None = None

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Segment:
    """A run of ``length`` characters that stand at ``clean`` in the clean text and at ``original`` in the original."""

    clean: int
    original: int
    length: int
    page: int | None = None


@dataclass(frozen=True)
class Published:
    """When a document was published: a closed interval of days (equal when the day is known) and where that came from.

    ``source`` is flag, meta.csv, record (of a corpus), front matter, page metadata or dateline.
    """

    start: str
    end: str
    source: str
    text: str | None = None


@dataclass(frozen=True)
class Document:
    """One reading of one original.

    ``id`` is ``d`` and the first 16 hex digits of the sha256 of the original bytes; ``text`` is the clean text, whose
    own hash is ``text_sha256``; ``reader`` names the reader and its version; ``segments`` map clean offsets to the
    original, in order, without overlap. ``title`` is also the first line of ``text`` where the original shows it there
    (``title_span``). ``language`` is ISO 639-1. ``warnings`` are one line each.
    """

    TYPE: ClassVar[str] = "document"

    id: str
    sha256: str
    text: str
    text_sha256: str
    reader: str
    media_type: str = "text/plain"
    encoding: str | None = None
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    title_span: Span | None = None
    published: Published | None = None
    language: str | None = None
    source_type: str | None = None
    licence: str | None = None
    citation: str | None = None
    segments: tuple[Segment, ...] = ()
    warnings: tuple[str, ...] = ()

    @cached_property
    def _cleans(self) -> tuple[int, ...]:
        return tuple(segment.clean for segment in self.segments)

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` of the clean text with its place in the original; raises ValueError outside it."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}-{end} lies outside the text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end], self.original(start, end))

    def original(self, start: int, end: int) -> Original | None:
        """The smallest range of the original that holds the clean range; null where no segment touches it."""
        if not self.segments:
            return None
        first = max(bisect_right(self._cleans, start) - 1, 0)
        last = bisect_left(self._cleans, end)
        touched = [s for s in self.segments[first:last] if start < s.clean + s.length]
        if not touched:
            return None
        head, tail = touched[0], touched[-1]
        begin = head.original + max(start - head.clean, 0)
        finish = tail.original + min(end - tail.clean, tail.length)
        return Original(begin, finish, head.page) if begin <= finish else None


def document_id(data: bytes) -> str:
    """The id of the document with these original bytes."""
    return "d" + hashlib.sha256(data).hexdigest()[:16]


def text_hash(text: str) -> str:
    """The sha256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()

"""The last step of every reader: what was read, and what is known of it, as a document."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from uncounted.model.document import Document, Published, Span, document_id, text_hash
from uncounted.model.errors import InputError
from uncounted.read.language import check_read, language_of
from uncounted.read.metadata import Metadata, published
from uncounted.read.reading import Reading, title_span

NO_DATE = "no publication date: relative dates stay unresolved; give --published"


def document_of(
    reading: Reading,
    *,
    media: str,
    original: bytes,
    path: str,
    said: Metadata,
    date: Published | None,
    known_as: str | None = None,
) -> Document:
    """The document that a reading of the bytes ``original`` is.

    ``said`` and ``date`` are what somebody says of it and come before what the text says of itself; ``known_as`` is
    its own id, by default a hash of the bytes. Raises InputError where no text is left and UnreadLanguage.
    """
    clean = reading.clean.text
    if not clean.strip():
        raise InputError("no text is left without page furniture and dateline", path=path, reason="empty")
    declared = said.language or (reading.found.language if reading.found_source == "front matter" else None)
    language = language_of(clean, declared=declared, hint=reading.found.language)
    check_read(language, path)
    date, warnings = _date(date, reading, path)
    known = said.over(reading.found)
    document = Document(
        id=known_as or document_id(original),
        sha256=hashlib.sha256(original).hexdigest(),
        text=clean,
        text_sha256=text_hash(clean),
        reader=reading.reader,
        media_type=media,
        encoding=reading.encoding,
        path=path,
        url=known.url,
        publisher=known.publisher,
        published=date,
        language=language,
        source_type=known.source_type,
        licence=known.licence,
        citation=known.citation,
        segments=reading.clean.segments,
        warnings=(*reading.warnings, *warnings),
    )
    title, place = _title(document, known.title, reading)
    return replace(document, title=title, title_span=place)


def _date(said: Published | None, reading: Reading, path: str) -> tuple[Published | None, tuple[str, ...]]:
    """The publication date by the first source that has one, or the warning that there is none."""
    if said:
        return said, ()
    if reading.found.published:
        return published(reading.found.published, reading.found_source, path=path), ()
    if reading.dated:
        return reading.dated, ()
    return None, (f"{NO_DATE} ({reading.undated})" if reading.undated else NO_DATE,)


def _title(document: Document, said: str | None, reading: Reading) -> tuple[str | None, Span | None]:
    """The title, and where the text shows it: what is said of it first, then the headline that was found."""
    if said:
        place = title_span(document.text, said)
        return said, document.span(*place) if place else None
    if reading.title:
        found = document.span(*reading.title)
        return found.quote, found
    return None, None

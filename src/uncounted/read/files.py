"""Bytes and paths to documents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from uncounted.model.document import Document, Published, Span, document_id, text_hash
from uncounted.model.errors import InputError
from uncounted.read import text
from uncounted.read.language import check_read, language_of
from uncounted.read.media import LARGEST, decode, media_type, too_large, unpacked
from uncounted.read.meta_csv import META, beside
from uncounted.read.metadata import Metadata, published
from uncounted.read.reading import Reading, title_span

NO_DATE = "no publication date: relative dates stay unresolved; give --published"


@dataclass(frozen=True)
class Unread:
    """A file of a folder that gave no document.

    ``reason`` is a word or two (language, encoding, binary, empty, skipped, ...) and ``detail`` one sentence.
    """

    path: str
    reason: str
    detail: str

    @property
    def skipped(self) -> bool:
        """Whether the file was left out by rule (hidden files, a folder's README and licence) and not by a fault."""
        return self.reason == "skipped"


def read_bytes(
    data: bytes, *, path: str, flags: Metadata = Metadata(), side: Metadata = Metadata()  # noqa: B008 - frozen
) -> Document:
    """One file that is one text, as a document.

    ``path`` names it in errors and decides between kinds of text (``-`` for standard input). ``flags`` come before
    ``side`` (a row of meta.csv), front matter or page metadata, and the dateline. The text does not depend on either,
    but for ``flags.encoding``. Raises InputError for what cannot be read and UnreadLanguage for another language.
    """
    said = flags.over(side)
    date = _said_date(flags, side, path)
    media, reading = _reading(data, path, said.encoding)
    clean = reading.clean.text
    if not clean.strip():
        raise InputError("no text is left without page furniture and dateline", path=path, reason="empty")
    declared = said.language or (reading.found.language if reading.found_source == "front matter" else None)
    language = language_of(clean, declared=declared, hint=reading.found.language)
    check_read(language, path)
    date, warnings = _date(date, reading, path)
    known = said.over(reading.found)
    document = Document(
        id=document_id(data),
        sha256=hashlib.sha256(data).hexdigest(),
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


def original_text(data: bytes, *, path: str = "-", encoding: str | None = None) -> str:
    """The decoded original that a document's segments count in: the same for the same bytes and ``encoding``."""
    return _reading(data, path, encoding)[1].original


def _reading(data: bytes, path: str, encoding: str | None) -> tuple[str, Reading]:
    plain = unpacked(data, path)
    media = media_type(plain, path)
    if media == "application/pdf":
        from uncounted.read import pdf

        return media, pdf.read(plain, path=path)
    if media.endswith("wordprocessingml.document"):
        from uncounted.read import docx

        return media, docx.read(plain, path=path)
    if media == "message/rfc822":
        from uncounted.read import mail

        return media, mail.read(plain, path=path)
    decoded, codec = decode(plain, path, encoding=encoding, html=media == "text/html")
    if not decoded.strip():
        raise InputError("the file holds only white space", path=path, reason="empty")
    if media == "text/html":
        from uncounted.read import html

        return media, html.read(decoded, path=path, encoding=codec)
    return media, text.read(decoded, path=path, markdown=media == "text/markdown", encoding=codec)


def _said_date(flags: Metadata, side: Metadata, path: str) -> Published | None:
    if flags.published:
        return published(flags.published, "flag", path=path)
    return published(side.published, META, path=path) if side.published else None


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


def read_path(path: str | os.PathLike[str], flags: Metadata = Metadata()) -> Iterator[Document | Unread]:  # noqa: B008
    """The document of a file, or every file of a folder and of the folders in it, in the order of their names.

    A file named itself raises InputError when it cannot be read. A folder's files never raise: each gives a document or
    says why not (Unread). Only ``meta.csv`` gives neither: its rows are metadata, and a row that is wrong raises.
    """
    place = Path(path)
    if not os.path.lexists(place):
        raise InputError("no such file or folder", path=str(path), reason="missing")
    if place.is_dir():
        return _folder(place, flags)
    return iter([read_file(place, flags)])


def read_file(place: Path, flags: Metadata = Metadata()) -> Document:  # noqa: B008
    """The document of one file, with its row of the meta.csv beside it; raises InputError."""
    side = beside(place.parent).get(place.name, Metadata())
    return read_bytes(bytes_of(place), path=str(place), flags=flags, side=side)


def bytes_of(place: Path) -> bytes:
    """The bytes of one file; raises InputError for a folder, a device, a missing, forbidden or enormous file."""
    name = str(place)
    try:
        if place.is_dir():
            raise InputError("a folder, where a file is due", path=name, reason="folder")
        if place.exists() and not place.is_file():
            raise InputError("no regular file", path=name, reason="no file")
        size = place.stat().st_size
        if size > LARGEST:
            raise too_large(name, size)
        return place.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file or folder", path=name, reason="missing") from None
    except PermissionError:
        raise InputError("you may not read this file; ask its owner", path=name, reason="permission") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=name, reason="unreadable") from None


def _folder(folder: Path, flags: Metadata) -> Iterator[Document | Unread]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield Unread(str(folder), "permission", "you may not list this folder; ask its owner")
        return
    sides = beside(folder)
    for entry in entries:
        rule = _skip(entry)
        if entry.name == META:
            continue
        if rule:
            yield Unread(str(entry), "skipped", rule)
        elif entry.is_dir():
            yield from _folder(entry, flags)
        else:
            yield _document(entry, flags, sides.get(entry.name, Metadata()))


def _document(place: Path, flags: Metadata, side: Metadata) -> Document | Unread:
    try:
        return read_bytes(bytes_of(place), path=str(place), flags=flags, side=side)
    except InputError as error:
        detail = f"{error.detail} ({error.position})" if error.position else error.detail
        return Unread(str(place), error.reason or "unread", detail)


def _skip(entry: Path) -> str | None:
    """Why a folder's entry is left out by rule; null for those that are read."""
    upper = entry.name.upper()
    if entry.name.startswith("."):
        return "a hidden file or folder"
    if entry.is_symlink():
        return "a symbolic link; name it itself to read it"
    if upper.split(".")[0] in ("LICENSE", "LICENCE", "COPYING") or upper == "README.MD":
        return "a README or licence"
    return None

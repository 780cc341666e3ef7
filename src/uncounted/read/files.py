"""Bytes and paths to documents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from uncounted.model.document import Document, Published
from uncounted.model.errors import InputError
from uncounted.read import text
from uncounted.read.documents import document_of
from uncounted.read.media import LARGEST, decode, media_type, too_large, unpacked
from uncounted.read.meta_csv import META, beside
from uncounted.read.metadata import Metadata, published
from uncounted.read.reading import Reading


@dataclass(frozen=True)
class Unread:
    """A file of a folder that gave no document.

    ``reason`` is a word or two (language, encoding, binary, empty, skipped, ...) and ``detail`` one sentence.
    """

    path: str
    reason: str
    detail: str

    @classmethod
    def of(cls, error: InputError, path: str) -> Unread:
        """What an error says of a file."""
        detail = f"{error.detail} ({error.position})" if error.position else error.detail
        return cls(path, error.reason or "unread", detail)

    @property
    def skipped(self) -> bool:
        """Whether the file was left out by rule (hidden files, a folder's README and licence) and not by a fault."""
        return self.reason == "skipped"


def read_bytes(data: bytes, *, path: str, flags: Metadata = Metadata(), side: Metadata = Metadata()) -> Document:
    """One file that is one text, as a document.

    ``path`` names it in errors and decides between kinds of text (``-`` for standard input). ``flags`` come before
    ``side`` (a row of meta.csv), front matter or page metadata, and the dateline. The text does not depend on either,
    but for ``flags.encoding``. Raises InputError for what cannot be read and UnreadLanguage for another language.
    """
    said = flags.over(side)
    date = _said_date(flags, side, path)
    media, reading = _reading(data, path, said.encoding)
    return document_of(reading, media=media, original=data, path=path, said=said, date=date)


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


def read_path(path: str | os.PathLike[str], flags: Metadata = Metadata()) -> Iterator[Document | Unread]:
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


def read_file(place: Path, flags: Metadata = Metadata()) -> Document:
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


def entries(folder: Path) -> Iterator[tuple[Path, Metadata] | Unread]:
    """The files of a folder and of the folders in it, by name, with their rows of meta.csv; what is left out, and why.

    Raises InputError for a meta.csv that is wrong.
    """
    try:
        found = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield Unread(str(folder), "permission", "you may not list this folder; ask its owner")
        return
    sides = beside(folder)
    for entry in found:
        if entry.name == META:
            continue
        rule = "a symbolic link; name it itself to read it" if entry.is_symlink() else left_out(entry.name)
        if rule:
            yield Unread(str(entry), "skipped", rule)
        elif entry.is_dir():
            yield from entries(entry)
        else:
            yield entry, sides.get(entry.name, Metadata())


def _folder(folder: Path, flags: Metadata) -> Iterator[Document | Unread]:
    for entry in entries(folder):
        yield entry if isinstance(entry, Unread) else _document(entry[0], flags, entry[1])


def _document(place: Path, flags: Metadata, side: Metadata) -> Document | Unread:
    try:
        return read_bytes(bytes_of(place), path=str(place), flags=flags, side=side)
    except InputError as error:
        return Unread.of(error, str(place))


def left_out(name: str) -> str | None:
    """Why a folder's entry of that name is left out by rule; null for those that are read."""
    upper = name.upper()
    if name.startswith("."):
        return "a hidden file or folder"
    if upper.split(".")[0] in ("LICENSE", "LICENCE", "COPYING") or upper == "README.MD":
        return "a README or licence"
    return None

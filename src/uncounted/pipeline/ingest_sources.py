"""What stands under the paths that are ingested: files, the records of corpora, and the texts in archives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from uncounted.model.document import Document, document_id
from uncounted.model.errors import InputError
from uncounted.read import Intake, Packed, Remark, opened, sources
from uncounted.read.corpora import form_of
from uncounted.read.files import Unread, bytes_of, entries, read_bytes, read_path
from uncounted.read.metadata import Metadata
from uncounted.read.records import MEDIA, kept

BAD_RECORD = "bad record"
_SOUND = ("language", "empty", "no text")


@dataclass(frozen=True)
class Offer:
    """A document that is offered to a case.

    ``original`` are the bytes to archive; null for a file, which is read again. ``said``: the fields that a person
    states about it, null where those stand in flags and in the meta.csv beside it. ``named``: a person named it.
    """

    document: Document
    original: bytes | None = None
    said: frozenset[str] | None = None
    named: bool = False


Found = Offer | Unread | str


def is_corpus(path: Path) -> bool:
    """Whether a file holds many texts, by its name."""
    return form_of(path.name) is not None


def found_under(path: Path, flags: Metadata, intake: Intake) -> Iterator[Found]:
    """Everything under a path: what it offers, what gives no document and why, and notes in words.

    Raises InputError where a file that was named cannot be read, or a folder's meta.csv is wrong.
    """
    if path.is_dir():
        yield from _in_folder(path, flags, intake)
    elif is_corpus(path):
        yield from _in_corpus(path, flags, intake)
    else:
        for document in read_path(path, flags):
            yield document if isinstance(document, Unread) else Offer(document, named=True)


def _in_folder(folder: Path, flags: Metadata, intake: Intake) -> Iterator[Found]:
    for entry in entries(folder):
        if isinstance(entry, Unread):
            yield entry
            continue
        place, side = entry
        try:
            if is_corpus(place):
                yield from _in_corpus(place, flags, intake)
            else:
                yield Offer(read_bytes(bytes_of(place), path=str(place), flags=flags, side=side))
        except InputError as error:
            yield Unread.of(error, str(place))


def _in_corpus(path: Path, flags: Metadata, intake: Intake) -> Iterator[Found]:
    for item in sources([str(path)], intake):
        if isinstance(item, Remark):
            yield _told(item, path)
            continue
        try:
            yield _offer(item, flags)
        except InputError as error:
            if not item.is_record:
                yield Unread.of(error, item.path)
                continue
            reason = error.reason if error.reason in _SOUND else BAD_RECORD
            yield Unread(item.path, reason, f"{error.detail} ({item.position})")


def _told(remark: Remark, path: Path) -> Unread | str:
    detail = remark.text.removeprefix(str(path)).lstrip(",: ")
    if remark.kind == "note":
        return remark.text
    if remark.kind == "refused":
        raise InputError(detail, path=str(path), reason="corpus")
    return Unread(str(path), BAD_RECORD if remark.kind == "damaged" else "unread", detail)


def _offer(item: Packed, flags: Metadata) -> Offer:
    """A record, with itself as its original, or a text of an archive; each has an id of its content, as files have."""
    document = opened(item, flags)
    if not item.is_record:
        original = item.content if isinstance(item.content, bytes) else bytes_of(Path(item.path))
        return Offer(document, original, _fields(flags.over(item.side)))
    original, said = kept(item)
    name = document_id(original)
    where = f"{item.path}, {item.position}"
    made = replace(document, id=name, sha256=hashlib.sha256(original).hexdigest(), media_type=MEDIA, path=where)
    return Offer(made, original, _fields(flags) | said)


def _fields(said: Metadata) -> frozenset[str]:
    return frozenset(one.name for one in fields(said) if getattr(said, one.name) is not None)

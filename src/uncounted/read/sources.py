"""Everything that a person may name as input, taken apart: files, folders, corpora, archives, standard input."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from uncounted.model.errors import InputError
from uncounted.read.archives import Member, members
from uncounted.read.columns import Columns
from uncounted.read.corpora import Form, form_of, opens_record, records
from uncounted.read.files import Unread, entries
from uncounted.read.media import LARGEST, too_large
from uncounted.read.metadata import Metadata
from uncounted.read.packed import Packed, Remark
from uncounted.read.streams import Budget, plain

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Intake:
    """How input is taken apart: the columns that a person named, an encoding, and ``-``."""

    columns: Columns = field(default_factory=Columns)
    encoding: str | None = None
    stdin: IO[bytes] | None = None


def size_of(paths: Sequence[str]) -> int | None:
    """How many bytes the files have, for a bar of progress; null where one is a folder or standard input."""
    if not all(path != "-" and Path(path).is_file() for path in paths):
        return None
    return sum(Path(path).stat().st_size for path in paths)


def sources(paths: Sequence[str], intake: Intake) -> Iterator[Packed | Remark]:
    """Every text under ``paths``, in order, with a remark where something is none.

    Nothing that was found raises: a file that a person named and that cannot be read is a remark of kind ``refused``,
    one that was met in a folder ``unread``. Raises InputError for a path that is not there, before anything is read.
    """
    for path in paths:
        if path != "-" and not os.path.lexists(path):
            raise InputError("no such file or folder", path=path, reason="missing")
    behind = 0
    for path in paths:
        for item in _of_path(path, intake):
            yield replace(item, done=item.done + behind) if behind and isinstance(item, Packed) else item
        behind += Path(path).stat().st_size if path != "-" and Path(path).is_file() else 0


def _of_path(path: str, intake: Intake) -> Iterator[Packed | Remark]:
    try:
        if path == "-":
            yield from _of_stdin(intake)
        elif Path(path).is_dir():
            yield from _of_folder(Path(path), intake)
        else:
            yield from _of_file(Path(path), intake, Metadata(), named=True)
    except InputError as error:
        yield Remark("refused", str(error))


def _of_folder(folder: Path, intake: Intake) -> Iterator[Packed | Remark]:
    for entry in entries(folder):
        if isinstance(entry, Unread):
            yield Remark.unread(entry)
            continue
        path, side = entry
        try:
            yield from _of_file(path, intake, side, named=False)
        except InputError as error:
            remark = Remark.unread(Unread.of(error, str(path)))
            yield replace(remark, kind="damaged") if error.reason == "damaged" and form_of(path.name) else remark


def _of_file(path: Path, intake: Intake, side: Metadata, *, named: bool) -> Iterator[Packed | Remark]:
    form = form_of(path.name) if path.is_file() else None
    if form is None:
        if named:
            from uncounted.read.meta_csv import beside

            side = beside(path.parent).get(path.name, Metadata())
        yield Packed(str(path), side=side, named=named)
        return
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path), reason="unreadable") from None
    with file:
        budget = Budget(os.fstat(file.fileno()).st_size, str(path))
        yield from _of_stream(file, form, str(path), intake, budget, done=file.tell)


def _of_stream(
    file: IO[bytes], form: Form, path: str, intake: Intake, budget: Budget, done: Callable[[], int]
) -> Iterator[Packed | Remark]:
    if form == "zip":
        for found in members(file, path, budget):
            yield from _of_member(found, intake, budget, done)
        return
    if form == "parquet":
        from uncounted.read import parquet

        yield from parquet.rows(file, path=path, columns=intake.columns)
        return
    stream = plain(file, budget)
    yield from records(stream, form, path=path, columns=intake.columns, encoding=intake.encoding, done=done)


def _of_member(
    found: Member | Unread, intake: Intake, budget: Budget, done: Callable[[], int]
) -> Iterator[Packed | Remark]:
    if isinstance(found, Unread):
        yield Remark.unread(replace(found, path=shown(found.path)))
        return
    path = shown(found.path)
    form = form_of(path)
    try:
        with found.open() as stream:
            if form is not None:
                yield from _of_stream(stream, form, path, intake, budget, done)
            else:
                yield Packed(path, content=whole(plain(stream, budget), path), side=found.side, done=done())
    except InputError as error:
        remark = Remark.unread(Unread.of(error, path))
        yield replace(remark, kind="damaged") if error.reason == "damaged" else remark


def _of_stdin(intake: Intake) -> Iterator[Packed | Remark]:
    if intake.stdin is None:
        raise InputError("there is no standard input here", path="-")
    stream = plain(intake.stdin, Budget(None, "-"))
    head = stream.peek(1)
    if head.startswith(b"PK\x03\x04"):
        yield from _of_zip_bytes(whole(stream, "-"), intake)
        return
    form: Form | None = "jsonl" if opens_record(head) else "csv" if intake.columns.said else None
    if form is None:
        yield Packed("-", content=whole(stream, "-"), named=True)
        return
    yield from records(stream, form, path="-", columns=intake.columns, encoding=intake.encoding)


def _of_zip_bytes(data: bytes, intake: Intake) -> Iterator[Packed | Remark]:
    """A DOCX or an archive from standard input."""
    import io

    file = io.BytesIO(data)
    try:
        with zipfile.ZipFile(file) as archive:
            office = not {"[Content_Types].xml", "word/document.xml"}.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        office = True  # what is damaged, the reader of documents says
    if office:
        yield Packed("-", content=data, named=True)
        return
    file.seek(0)
    yield from _of_stream(file, "zip", "-", intake, Budget(len(data), "-"), file.tell)


def whole(stream: IO[bytes], path: str) -> bytes:
    """All bytes of one text; InputError where they are more than a document may have, or damaged."""
    from uncounted.read.streams import DAMAGED, damaged

    try:
        data = stream.read(LARGEST + 1)
    except DAMAGED as error:
        raise damaged(error, path) from None
    if len(data) > LARGEST:
        raise too_large(path, None)
    return data


def shown(path: str) -> str:
    """A path that fits on one line."""
    return _CONTROL.sub("?", path)

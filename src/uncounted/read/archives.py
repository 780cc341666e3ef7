"""Zip archives: their files one by one, as the files of a folder, never all at once."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from uncounted.model.errors import InputError
from uncounted.read.files import Unread, left_out
from uncounted.read.meta_csv import META, rows
from uncounted.read.metadata import Metadata
from uncounted.read.streams import DAMAGED, Budget, plain

_META_LIMIT = 50_000_000


@dataclass(frozen=True)
class Member:
    """One file of an archive: ``path`` is the archive's and its own; ``side`` its row of the meta.csv beside it.

    ``open`` gives its bytes as a stream, and raises InputError where the archive is damaged.
    """

    path: str
    open: Callable[[], IO[bytes]]
    side: Metadata = Metadata()


def members(file: IO[bytes], path: str, budget: Budget) -> Iterator[Member | Unread]:
    """The files of an archive, in the order of their names, and what is left out, by the rules for folders.

    Archives inside archives and encrypted files are left out. Raises InputError for what is no zip archive and for a
    meta.csv that is wrong.
    """
    try:
        archive = zipfile.ZipFile(file)
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    except (*DAMAGED, ValueError):
        raise InputError("the zip file is damaged", path=path, reason="damaged") from None
    with archive:
        sides = _sides(archive, infos, path, budget)
        for info in infos:
            name = PurePosixPath(info.filename)
            if name.name == META:
                continue
            rule = next((why for part in name.parts if (why := _rule(part))), None)
            reason = "skipped"
            if rule is None and info.flag_bits & 1:
                rule, reason = "encrypted; unpack it and give the folder", "encrypted"
            if rule is None and name.suffix.lower() == ".zip":
                rule, reason = "an archive inside an archive; unpack it and give the folder", "archive"
            if rule is not None:
                yield Unread(f"{path}/{info.filename}", reason, rule)
                continue
            side = sides.get(str(name.parent), {}).get(name.name, Metadata())
            yield Member(f"{path}/{info.filename}", _opener(archive, info, path), side)


def _rule(part: str) -> str | None:
    return "what a Mac adds to an archive" if part == "__MACOSX" else left_out(part)


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        try:
            return archive.open(info)
        except (*DAMAGED, ValueError):
            message = "the archive is damaged here"
            raise InputError(message, path=f"{path}/{info.filename}", reason="damaged") from None

    return opened


def _sides(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], path: str, budget: Budget
) -> dict[str, dict[str, Metadata]]:
    """Folder by folder of the archive, the rows of its meta.csv."""
    names = {info.filename for info in infos}
    found: dict[str, dict[str, Metadata]] = {}
    for info in infos:
        name = PurePosixPath(info.filename)
        if name.name != META or info.flag_bits & 1:
            continue
        place = Path(f"{path}/{info.filename}")
        try:
            with _opener(archive, info, path)() as stream:
                words = plain(stream, budget).read(_META_LIMIT).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"{META} must be UTF-8"
            raise InputError(message, path=str(place), position=f"byte {error.start}", reason="encoding") from None
        except DAMAGED:
            raise InputError("the archive is damaged here", path=str(place), reason="damaged") from None
        found[str(name.parent)] = rows(words, place, partial(_beside, names, name.parent))
    return found


def _beside(names: Collection[str], folder: PurePosixPath, name: str) -> bool:
    return str(folder / name) in names

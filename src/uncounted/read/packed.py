"""Texts that are found and not read yet: what goes from the process that finds them to the one that reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from uncounted.model.document import Document
from uncounted.model.errors import InputError
from uncounted.read.files import Unread, bytes_of, read_bytes
from uncounted.read.metadata import Metadata

Kind = Literal["note", "unread", "damaged", "refused"]
# A record in another language, or without words, is sound; there is only nothing to read in it.
_SOUND = ("language", "empty", "no text")


@dataclass(frozen=True)
class Remark:
    """One line about the input, in its place among the texts.

    ``note``: nothing is wrong; ``unread``: something that was met on the way gave no document, for a sound reason;
    ``damaged``: part of a corpus is not what it should be; ``refused``: a file that was named cannot be read.
    """

    kind: Kind
    text: str

    @classmethod
    def of(cls, error: InputError, packed: Packed) -> Remark:
        """What an error says of a text."""
        if packed.is_record:
            return cls("unread" if error.reason in _SOUND else "damaged", str(error))
        if packed.named:
            return cls("refused", str(error))
        return cls.unread(Unread.of(error, packed.path))

    @classmethod
    def unread(cls, unread: Unread) -> Remark:
        """What is said of a file in a folder."""
        return cls("unread", f"{unread.path}: unread: {unread.reason}: {unread.detail}")


@dataclass(frozen=True)
class Packed:
    """One text that is not read yet.

    ``path`` is its file, or ``archive.zip/member``; ``position`` the line of a record in it. ``content``: the bytes of
    a file, the line of a JSON record, or the cells of a row by field; null for a file that is still on the disk.
    ``keys`` are those of a JSON record by field. ``named``: a person named this very file. ``done``: how many bytes of
    the input lie behind it.
    """

    path: str
    position: str | None = None
    content: bytes | str | Mapping[str, str] | None = None
    keys: Mapping[str, str] | None = None
    side: Metadata = Metadata()
    named: bool = False
    done: int = 0

    @property
    def is_record(self) -> bool:
        """Whether it is one record of a corpus."""
        return self.position is not None

    @property
    def size(self) -> int:
        """About how many bytes it holds in memory."""
        if isinstance(self.content, bytes | str):
            return len(self.content)
        return sum(map(len, self.content.values())) if self.content is not None else 0


def opened(packed: Packed, flags: Metadata) -> Document:
    """The document of a text; raises InputError with its file and line."""
    content = packed.content
    if content is None:
        content = bytes_of(Path(packed.path))
    if isinstance(content, bytes):
        return read_bytes(content, path=packed.path, flags=flags, side=packed.side)
    from uncounted.read.records import parsed, record

    values = parsed(content, packed) if isinstance(content, str) else content
    return record(values, packed.keys or {}, flags, path=packed.path, position=packed.position or "")

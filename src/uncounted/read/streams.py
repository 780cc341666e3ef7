"""Long files line by line in bounded memory: unpacked as they are read, and no further than is sane."""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile

from uncounted.model.errors import InputError
from uncounted.read.media import encoding_of

if TYPE_CHECKING:
    from gzip import GzipFile

RECORD_LIMIT = 10_000_000  # characters of one line: a long report has a few million
_FREE = 1_000_000_000  # bytes that anything may unpack to
_RATIO = 200  # texts pack to a tenth, the same note a thousand times over to a hundredth
_GZIP = b"\x1f\x8b"
DAMAGED = (OSError, EOFError, zlib.error, BadZipFile, RuntimeError, NotImplementedError)


class Budget:
    """How much one packed file may unpack to: two hundred times its bytes, and a gigabyte in any case."""

    def __init__(self, packed: int | None, path: str) -> None:
        self._left = None if packed is None else max(_FREE, _RATIO * packed)
        self._path = path

    def spend(self, n: int) -> None:
        """Count ``n`` bytes that were unpacked; InputError when they are too many."""
        if self._left is None:
            return
        self._left -= n
        if self._left < 0:
            message = f"it unpacks to more than {_RATIO} times its size; unpack it yourself if this is meant"
            raise InputError(message, path=self._path, reason="too large")


class _Metered(io.RawIOBase):
    """A stream whose bytes are counted against a budget; it leaves the stream below open."""

    def __init__(self, stream: IO[bytes] | GzipFile, budget: Budget) -> None:
        self._read: Any = getattr(stream, "read1", stream.read)
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._read(len(buffer))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def plain(stream: IO[bytes], budget: Budget) -> io.BufferedReader:
    """The stream's bytes, unpacked where they are gzip; nothing is read beyond a first piece."""
    first = io.BufferedReader(_Metered(stream, Budget(None, "")))
    if not first.peek(2).startswith(_GZIP):
        return io.BufferedReader(_Metered(first, budget))
    import gzip

    return io.BufferedReader(_Metered(gzip.GzipFile(fileobj=first), budget))


def lines(
    stream: io.BufferedReader, *, path: str, encoding: str | None = None, newline: str = "\n"
) -> Iterator[str | None]:
    """The lines of a text, ends included; null for a line that is longer than any record.

    Bytes that do not fit the encoding (a byte order mark, else ``encoding``, else UTF-8) become lone surrogates, so
    that only their record suffers. Raises InputError, with the line that was reached, where the file is damaged.
    """
    number = 0
    codec = encoding_of(stream.peek(4), path, encoding)
    errors = "surrogateescape" if not codec.startswith(("utf-16", "utf-32")) else "strict"
    text = io.TextIOWrapper(stream, encoding=codec, errors=errors, newline=newline)
    try:
        while line := text.readline(RECORD_LIMIT):
            number += 1
            if len(line) < RECORD_LIMIT or line.endswith("\n"):
                yield line
                continue
            while line and not line.endswith("\n"):
                line = text.readline(RECORD_LIMIT)
            yield None
    except UnicodeError:
        message = f"not {codecs.lookup(codec).name} here; save the file as UTF-8 or name its encoding"
        raise InputError(message, path=path, position=f"line {number + 1}", reason="encoding") from None
    except DAMAGED as error:
        raise damaged(error, path, f"line {number + 1}") from None


def damaged(error: BaseException, path: str, position: str | None = None) -> InputError:
    """The error for a packed file that breaks off or a disk that does not answer."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else "the file is damaged here"
    return InputError(f"cannot be read on: {why}", path=path, position=position, reason="damaged")

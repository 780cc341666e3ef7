"""The archive of originals: raw bytes by their sha256, in ``originals/ab/<sha256>``."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from uncounted.model.errors import LedgerError, UnknownName
from uncounted.store.setup import Case


def path_of(case: Case, sha256: str) -> Path:
    """Where the original of that hash stands, whether or not it is there."""
    return case.originals / sha256[:2] / sha256


def keep(case: Case, data: bytes) -> str:
    """Archive the bytes and return their sha256; bytes that are there already are used as they are.

    The file appears whole or not at all. Raises LedgerError where the disk is full or cannot be written.
    """
    sha256 = sha256_of(data)
    target = path_of(case, sha256)
    if target.exists() and _hash_of(target) == sha256:
        return sha256
    temporary = case.work / f"{sha256[:16]}-{secrets.token_hex(4)}"
    try:
        case.work.mkdir(exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise LedgerError(f"{case.path}: an original cannot be archived: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return sha256


def sha256_of(data: bytes) -> str:
    """The sha256 of the bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def original(case: Case, sha256: str) -> bytes:
    """The archived bytes; UnknownName where there are none of that hash."""
    try:
        return path_of(case, sha256).read_bytes()
    except FileNotFoundError:
        raise UnknownName(f"no original with sha256 {sha256[:16]}... is archived in {case.path}") from None


def intact(case: Case, sha256: str) -> bool | None:
    """Whether the archived bytes have that hash; null where they are missing."""
    target = path_of(case, sha256)
    return _hash_of(target) == sha256 if target.is_file() else None


def all_hashes(case: Case) -> Iterator[str]:
    """The names of all files in the archive, sorted."""
    for folder in sorted(p for p in case.originals.glob("*") if p.is_dir()):
        yield from sorted(file.name for file in folder.iterdir())


def destroy(case: Case, identifier: str) -> int:
    """Overwrite and remove every original whose document has this id (``d`` and 16 hex digits); how many there were."""
    prefix = identifier.removeprefix("d")
    found = [p for p in (case.originals / prefix[:2]).glob(f"{prefix}*") if p.is_file()]
    for path in found:
        _shred(path)
        with contextlib.suppress(OSError):
            path.parent.rmdir()
    return len(found)


def empty_work(case: Case) -> None:
    """Remove whatever an interrupted command left in the case's folder for temporary files."""
    for path in case.work.glob("*"):
        if path.is_file():
            _shred(path)


def _shred(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        for start in range(0, size, 1 << 20):
            file.write(b"\0" * min(1 << 20, size - start))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

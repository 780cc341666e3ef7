"""The shipped gazetteer, unpacked once into the user's cache."""

from __future__ import annotations

import hashlib
import lzma
import os
import tempfile
from pathlib import Path

from uncounted.model.errors import InputError

HERE = Path(__file__).parent
PACKED = HERE / "gazetteer.sqlite.xz"
PIECE = 1 << 20
DIGEST = HERE / "gazetteer.sha256.txt"


def digest() -> str:
    """The sha256, in hex, of the shipped database."""
    return DIGEST.read_text("ascii").strip()


def cache_folder() -> Path:
    """Where unpacked data lies: UNCOUNTED_CACHE, else XDG_CACHE_HOME/uncounted, else ~/.cache/uncounted."""
    own = os.environ.get("UNCOUNTED_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "uncounted"


def database() -> Path:
    """The path of the unpacked database, unpacking it if need be.

    The file's name carries its sha256, so that one of another version is never used; it appears by an atomic rename,
    whole or not at all. Where the cache cannot be written, a folder of the system's temporary ones serves.
    Raises InputError where the shipped file is damaged.
    """
    name = f"gazetteer-{digest()[:20]}.sqlite"
    for folder in (cache_folder(), Path(tempfile.gettempdir()) / f"uncounted-{os.getuid()}"):
        path = folder / name
        if path.is_file() and path.stat().st_uid == os.getuid():
            return path
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return _unpack(path)
        except OSError:
            continue
    raise InputError("neither the cache nor the temporary folder can be written; set UNCOUNTED_CACHE to one that can")


def _unpack(path: Path) -> Path:
    """Piece by piece, so that it never lies in memory whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    temporary = Path(name)
    hashed = hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as file, lzma.open(PACKED) as packed:
            try:
                while piece := packed.read(PIECE):
                    hashed.update(piece)
                    file.write(piece)
            except (lzma.LZMAError, EOFError) as error:
                raise _damaged() from error
        if hashed.hexdigest() != digest():
            raise _damaged()
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _damaged() -> InputError:
    return InputError("the gazetteer is damaged; install the package again", path=PACKED.name)

"""The shipped gazetteer, unpacked once into the user's cache."""

from __future__ import annotations

import hashlib
import lzma
import os
import sqlite3
import tempfile
from pathlib import Path

from uncounted.model.errors import InputError
from uncounted.reference.fold import skeleton

HERE = Path(__file__).parent
PACKED = HERE / "gazetteer.sqlite.xz"
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
    data = lzma.decompress(PACKED.read_bytes())
    if hashlib.sha256(data).hexdigest() != digest():
        raise InputError("the gazetteer is damaged; install the package again", path=PACKED.name)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        _index(temporary)
        temporary.replace(path)
    except sqlite3.OperationalError as error:  # a full disk, for one
        raise OSError(str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _index(path: Path) -> None:
    """Add what can be computed and so is not shipped: the index of ids, and names by their consonants."""
    db = sqlite3.connect(path)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("CREATE UNIQUE INDEX place_id ON place (id)")
        [(listed,)] = db.execute("SELECT value FROM meta WHERE key = 'transliterated'").fetchall()
        countries = set(listed.split())
        places = {n for n, country in db.execute("SELECT n, country FROM place") if country in countries}
        names = ((key, place) for key, place in db.execute("SELECT key, place FROM name") if place in places)
        bones = {(b, place) for key, place in names if len(b := skeleton(key)) >= 2 and b != key}
        db.execute("CREATE TABLE bones (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID")
        db.executemany("INSERT INTO bones VALUES (?, ?)", sorted(bones))
        db.commit()
    finally:
        db.close()

"""The names of a country that begin alike, for look-ups by a close spelling.

The shipped gazetteer is ordered by name alone, so that the names of one country under one beginning are a search
through all countries', of some 15 ms. A process that makes many of them has an index built in the user's cache, once
for each version of the gazetteer.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from array import array
from bisect import bisect_left
from collections import defaultdict
from itertools import groupby
from pathlib import Path

LETTERS = 2  # of a beginning
PATIENCE = 24  # searches without the index, after which building it (about two seconds) is worth while


class Keys:
    """The index beside one gazetteer; ``None`` is answered while there is none."""

    def __init__(self, gazetteer: Path) -> None:
        self._gazetteer = gazetteer
        self._path = gazetteer.with_suffix(".nearby-1.sqlite")
        self._db: sqlite3.Connection | None = None
        self._pid = -1
        self._asked = 0

    def of(self, country: str, start: str) -> list[str] | None:
        """The keys of the country's names that begin with ``start``, sorted, once for each place; None: not known.

        ``start`` has ``LETTERS`` letters.
        """
        if self._pid != os.getpid():  # a connection must not cross a fork
            self._db, self._pid = None, os.getpid()
        if self._db is None:
            self._db = self._opened()
        if self._db is None:
            return None
        found = self._db.execute("SELECT keys FROM alike WHERE country = ? AND start = ?", (country, start)).fetchone()
        return found[0].split(" ") if found else []

    def build(self) -> None:
        """Make the index now, unless it is there; raises OSError or sqlite3.Error where it cannot be written."""
        if not self._path.exists():
            _write(self._gazetteer, self._path)

    def _opened(self) -> sqlite3.Connection | None:
        self._asked += 1
        if not self._path.exists():
            if self._asked != PATIENCE:
                return None
            try:
                self.build()
            except (OSError, sqlite3.Error):
                return None  # the cache cannot be written: searches go on as before
        return _connect(self._path)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _write(gazetteer: Path, path: Path) -> None:
    """The index, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    source = _connect(gazetteer)
    db = sqlite3.connect(name)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("CREATE TABLE alike (country TEXT, start TEXT, keys TEXT, PRIMARY KEY (country, start))")
        numbers, countries = array("q"), []  # a dictionary of half a million places would take 60 MB
        for number, country in source.execute("SELECT n, country FROM place ORDER BY n"):
            numbers.append(number)
            countries.append(sys.intern(country) if country else None)
        rows = source.execute("SELECT key, place FROM name ORDER BY key")
        for start, named in groupby(rows, key=lambda row: row[0][:LETTERS]):
            held: defaultdict[str, list[str]] = defaultdict(list)
            for key, place in named:
                country = countries[bisect_left(numbers, place)]
                if country:
                    held[country].append(key)
            db.executemany("INSERT INTO alike VALUES (?,?,?)", [(c, start, " ".join(keys)) for c, keys in held.items()])
        db.commit()
        db.close()
        Path(name).replace(path)
    finally:
        source.close()
        db.close()
        Path(name).unlink(missing_ok=True)

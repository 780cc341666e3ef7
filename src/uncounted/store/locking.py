"""One writer at a time: a lock on a file of the case (and on the database, where several machines share it)."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from typing import Any

from uncounted.model.errors import LedgerError
from uncounted.store.setup import Case, readable

LOCK_FILE = "writing.lock"
BUSY = "another uncounted process is writing; try again"
_held = threading.local()


@contextlib.contextmanager
def writing(case: Case, *, wait: float = 1.0) -> Iterator[None]:
    """Hold the case for writing; inside, database errors become one line.

    Waits ``wait`` seconds for another writer, then raises LedgerError. The lock dies with the process. A thread that
    holds it may enter again.
    """
    depths: dict[str, int] = _held.__dict__.setdefault("depths", {})
    if depths.get(case.alias):
        yield
        return
    with _file_lock(case, wait), readable(case), _database_lock(case, wait):
        depths[case.alias] = 1
        try:
            yield
        finally:
            depths[case.alias] = 0


@contextlib.contextmanager
def snapshot(case: Case) -> Iterator[None]:
    """Hold one state of the ledger for reading, whatever others write meanwhile; not to be entered twice.

    A case in one file keeps its writers waiting until the block is left.
    """
    from django.db import connections

    connection = connections[case.alias]
    deferred = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN"
    with readable(case), connection.cursor() as cursor:
        if connection.in_atomic_block:
            yield
            return
        cursor.execute(deferred)
        try:
            yield
        finally:
            if connection.connection is not None:
                cursor.execute("ROLLBACK")


@contextlib.contextmanager
def _file_lock(case: Case, wait: float) -> Iterator[None]:
    try:
        handle = os.open(case.path / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise LedgerError(f"{case.path} cannot be written here ({error.strerror}); copy it to where you can") from error
    try:
        deadline = time.monotonic() + wait
        while not _take(handle):
            if time.monotonic() >= deadline:
                raise LedgerError(f"{case.path}: {BUSY}")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # only there
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def _database_lock(case: Case, wait: float) -> Iterator[None]:
    from django.db import connections

    connection = connections[case.alias]
    if connection.vendor != "postgresql":
        yield
        return
    key = int(case.id[:15], 16)  # the same on every machine that opens the case
    with connection.cursor() as cursor:
        deadline = time.monotonic() + wait
        while not _taken(cursor, key):
            if time.monotonic() >= deadline:
                raise LedgerError(f"{case.path}: {BUSY}")
            time.sleep(0.05)
        try:
            yield
        finally:
            if connection.is_usable():  # a lost connection has lost its lock
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _taken(cursor: Any, key: int) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
    return bool(cursor.fetchone()[0])

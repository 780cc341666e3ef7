"""Cases and their databases: set Django up once, create a case, open a case."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uncounted.model.errors import DamagedLedger, LedgerError
from uncounted.model.records import from_json, to_json
from uncounted.store import address

VERSION = 1
CASE_FILE = "case.json"
LEDGER_FILE = "ledger.sqlite3"
ORIGINALS = "originals"
WORK = "work"
DATABASE_VARIABLE = "UNCOUNTED_DATABASE"


@dataclass(frozen=True)
class CaseFile:
    """What ``case.json`` holds. ``database`` is a PostgreSQL address without its password; null means SQLite in the
    case's folder.
    """

    version: int
    id: str
    name: str
    created: str
    database: str | None = None


@dataclass(frozen=True)
class Case:
    """An open case: its folder, its name and the Django alias of its database."""

    path: Path
    id: str
    name: str
    created: str
    alias: str

    @property
    def originals(self) -> Path:
        """The folder of archived originals."""
        return self.path / ORIGINALS

    @property
    def work(self) -> Path:
        """The folder of temporary files; nothing in it outlives a command."""
        return self.path / WORK


def configure(**extra: Any) -> None:
    """Set Django up for this process, or add settings to it.

    ``extra`` are Django settings (the pages add theirs so). INSTALLED_APPS can only be given the first time.
    """
    import django
    from django.conf import settings

    if settings.configured:
        for name, value in extra.items():
            setattr(settings, name, value)
        return
    from uncounted.store import settings as ours

    given = {name: getattr(ours, name) for name in dir(ours) if name.isupper()}
    settings.configure(**{**given, **extra})
    django.setup()


def create_case(path: Path, name: str | None = None, *, by: str = "uncounted") -> Case:
    """Make a new, empty case in ``path`` (a new or empty folder, readable by its owner alone).

    ``name`` defaults to the folder's name. Raises LedgerError where a case, or anything else, is already there.
    """
    path = Path(path)
    if (path / CASE_FILE).exists():
        raise LedgerError(f"{path} is already a case; ingest into it, or choose another folder")
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise LedgerError(f"{path} is already there and is not an empty folder; choose another")
    new = not path.exists()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _fill(path, name or path.resolve().name, by)
    except OSError as error:
        _clear(path, new)
        raise LedgerError(f"{path}: cannot make a case here: {error.strerror or error}") from error
    except BaseException:
        _clear(path, new)
        raise


def open_case(path: Path) -> Case:
    """Open the case in ``path``, bringing its tables up to date where a newer version needs it.

    Raises LedgerError where there is no case or one of another version, DamagedLedger where its database is not one.
    """
    path = Path(path)
    about = _read_case_file(path)
    database = os.environ.get(DATABASE_VARIABLE) or about.database
    if not database and not (path / LEDGER_FILE).exists():
        raise DamagedLedger(f"{path}: {LEDGER_FILE} is missing; restore it from a copy")
    case = _connected(path, about, database)
    _connect(case)
    with readable(case):
        _check_holds_a_ledger(case)
        _bring_up_to_date(case)
        _check_owner(case)
    return case


def close_case(case: Case) -> None:
    """Close this thread's connection to the case; it opens again when it is needed."""
    from django.db import connections

    connections[case.alias].close()


@contextlib.contextmanager
def readable(case: Case) -> Iterator[None]:
    """Turn the database's errors inside the block into one line: LedgerError or DamagedLedger."""
    from django.db import DatabaseError, DataError, OperationalError

    try:
        yield
    except (OperationalError, DataError) as error:
        raise LedgerError(f"{case.path}: {_advice(str(error))}") from error
    except DatabaseError as error:
        message = str(error)
        if "not a database" in message or "malformed" in message:
            raise DamagedLedger(f"{case.path}: {LEDGER_FILE} is damaged ({error}); restore it from a copy") from error
        if any(words in message for words in ("permission denied", "read-only transaction", "append-only")):
            raise LedgerError(f"{case.path}: {_advice(message)}") from error
        raise


def _connect(case: Case) -> None:
    """Connect, so that an address that leads nowhere is told as such. Raises LedgerError."""
    from django.db import DatabaseError, connections

    if connections[case.alias].vendor != "postgresql":
        return
    try:
        connections[case.alias].ensure_connection()
    except DatabaseError as error:
        raise LedgerError(f"{case.path}: {_advice(str(error))}") from error


_ADVICE = (
    ("locked", "another uncounted process is writing; try again"),
    ("disk is full", "no space left on the disk; what was written before is kept"),
    ("No space left on device", "the database has no space left; what was written before is kept"),
    ("readonly", "this case is read-only here; copy it to where you can write"),
    ("read-only transaction", "this database is read-only here; connect to the one that takes writes"),
    ("unable to open", "the ledger cannot be opened; is the folder readable?"),
    ("password", f"the database wants a password; put it in PGPASSWORD, ~/.pgpass or {DATABASE_VARIABLE}"),
    ("append-only", "the log is append-only: add an entry that corrects, or expunge"),
)


def _advice(message: str) -> str:
    for words, advice in _ADVICE:
        if words in message:
            return advice
    return f"the database says: {message.splitlines()[0]}"


def _read_case_file(path: Path) -> CaseFile:
    if not path.exists():
        raise LedgerError(f"{path}: no such case; make one with: uncounted init {path}")
    try:
        value = json.loads((path / CASE_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise LedgerError(f"{path} is not a case (it has no {CASE_FILE}); make one with: uncounted init") from None
    except OSError as error:
        raise LedgerError(f"{path}: {CASE_FILE} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise LedgerError(f"{path}: {CASE_FILE} is not JSON ({error}); restore it from a copy") from error
    version = value.get("version") if isinstance(value, dict) else None
    if version != VERSION:
        raise LedgerError(f"{path} is a case of version {version}; this program reads version {VERSION}: upgrade it")
    return from_json(CaseFile, value)


def _fill(path: Path, name: str, by: str) -> Case:
    created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    database = os.environ.get(DATABASE_VARIABLE) or None
    kept = address.without_password(database) if database else None
    about = CaseFile(VERSION, secrets.token_hex(16), name, created, kept)
    (path / ORIGINALS).mkdir()
    (path / WORK).mkdir()
    case = _connected(path, about, database)
    _connect(case)
    with readable(case):
        _bring_up_to_date(case)
        from uncounted.store import log

        if log.head(case) is not None:
            raise LedgerError("the database already holds a ledger; one database serves one case")
        log.append(case, "case-created", by=by, body={"id": about.id, "name": name, "version": VERSION})
    body = {"type": "case", **to_json(about)}
    (path / CASE_FILE).write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return case


def _check_holds_a_ledger(case: Case) -> None:
    """Raises LedgerError or DamagedLedger where the database has no table of a ledger: nothing is made there."""
    from django.db import connections

    connection = connections[case.alias]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    if "ledger_entry" in tables:
        return
    if connection.vendor == "postgresql":
        raise LedgerError(f"{case.path}: the database holds no ledger; check its address in {DATABASE_VARIABLE}")
    raise DamagedLedger(f"{case.path}: {LEDGER_FILE} holds no ledger; restore it from a copy")


def _check_owner(case: Case) -> None:
    """One database serves one case: raises LedgerError where it holds another's ledger."""
    from uncounted.store.orm import Payload

    first = Payload.objects.using(case.alias).filter(entry=1).values_list("body", flat=True).first()
    with contextlib.suppress(ValueError, AttributeError):
        owner = json.loads(first or "{}").get("id", case.id)
        if owner != case.id:
            raise LedgerError(f"{case.path}: the database holds the ledger of another case; check {DATABASE_VARIABLE}")


def _clear(path: Path, new: bool) -> None:
    if new:
        shutil.rmtree(path, ignore_errors=True)
        return
    for name in (ORIGINALS, WORK):
        shutil.rmtree(path / name, ignore_errors=True)
    for leftover in path.glob(f"{LEDGER_FILE}*"):
        leftover.unlink(missing_ok=True)


def _connected(path: Path, about: CaseFile, database: str | None) -> Case:
    configure()
    from django.db import connections

    where = path.resolve()
    alias = "case-" + hashlib.sha256(f"{where} {about.id} {database}".encode()).hexdigest()[:16]
    if alias not in connections.settings:
        ours = address.postgresql(database) if database else address.sqlite(where / LEDGER_FILE)
        given = {"default": {}, alias: ours}
        connections.settings[alias] = connections.configure_settings(given)[alias]
    return Case(path, about.id, about.name, about.created, alias)


def _bring_up_to_date(case: Case) -> None:
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[case.alias])
    targets = executor.loader.graph.leaf_nodes()
    if set(targets) <= set(executor.loader.applied_migrations):
        return
    ahead = {key for key in executor.loader.applied_migrations if key[0] == "ledger"} - set(executor.loader.graph.nodes)
    if ahead:
        raise LedgerError(f"{case.path} was written by a newer version of this program; upgrade it")
    call_command("migrate", database=case.alias, verbosity=0, interactive=False)

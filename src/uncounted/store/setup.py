"""Cases and their databases: set Django up once, create a case, open a case."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from uncounted.model.errors import DamagedLedger, LedgerError, MissingExtra
from uncounted.model.records import from_json, to_json

VERSION = 1
CASE_FILE = "case.json"
LEDGER_FILE = "ledger.sqlite3"
ORIGINALS = "originals"
WORK = "work"
DATABASE_VARIABLE = "UNCOUNTED_DATABASE"

# A rollback journal, not a write-ahead log: a case can be read from a read-only medium, and nothing that was expunged
# lingers in a second file. ``secure_delete`` overwrites what is deleted with zeros.
_PRAGMAS = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"


@dataclass(frozen=True)
class CaseFile:
    """What ``case.json`` holds. ``database`` is a PostgreSQL address; null means SQLite in the case's folder."""

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
    with readable(case):
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
    from django.db import DatabaseError, OperationalError

    try:
        yield
    except OperationalError as error:
        raise LedgerError(f"{case.path}: {_advice(str(error))}") from error
    except DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise DamagedLedger(f"{case.path}: {LEDGER_FILE} is damaged ({error}); restore it from a copy") from error
        raise


def _advice(message: str) -> str:
    if "locked" in message:
        return "another uncounted process is writing; try again"
    if "disk is full" in message:
        return "no space left on the disk; what was written before is kept"
    if "readonly" in message:
        return "this case is read-only here; copy it to where you can write"
    if "unable to open" in message:
        return "the ledger cannot be opened; is the folder readable?"
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
    about = CaseFile(VERSION, secrets.token_hex(16), name, created)
    (path / ORIGINALS).mkdir()
    (path / WORK).mkdir()
    case = _connected(path, about, os.environ.get(DATABASE_VARIABLE))
    with readable(case):
        _bring_up_to_date(case)
        from uncounted.store import log

        if log.head(case) is not None:
            raise LedgerError("the database already holds a ledger; one database serves one case")
        log.append(case, "case-created", by=by, body={"id": about.id, "name": name, "version": VERSION})
    body = {"type": "case", **to_json(about)}
    (path / CASE_FILE).write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return case


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
        given = {"default": {}, alias: _database(where, database)}
        connections.settings[alias] = connections.configure_settings(given)[alias]
    return Case(path, about.id, about.name, about.created, alias)


def _database(path: Path, url: str | None) -> Mapping[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path / LEDGER_FILE),
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise LedgerError("the case's database should be postgres://user:password@host:port/name")
    try:
        import psycopg  # type: ignore[import-not-found,unused-ignore]  # noqa: F401
    except ImportError:
        raise MissingExtra("a case on PostgreSQL", "postgres") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


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

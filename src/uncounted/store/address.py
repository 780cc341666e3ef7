"""The address of a case's database, and what Django needs to know of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from uncounted.model.errors import LedgerError, MissingExtra

# A rollback journal, not a write-ahead log: a case can be read from a read-only medium, and nothing that was expunged
# lingers in a second file. ``secure_delete`` overwrites what is deleted with zeros.
_PRAGMAS = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"


def sqlite(path: Path) -> dict[str, Any]:
    """Django's settings for a case in one file, which need not be there yet."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
    }


def postgresql(url: str) -> dict[str, Any]:
    """Django's settings for ``postgres://user:password@host:port/name``; what stands after ``?`` goes to libpq.

    Raises LedgerError for another address, MissingExtra where the driver is not installed.
    """
    parts, port = _split(url)
    try:
        import psycopg  # type: ignore[import-not-found,unused-ignore]  # noqa: F401  # an extra
    except ImportError:
        raise MissingExtra("a case on PostgreSQL", "postgres") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def without_password(url: str) -> str:
    """The same address as it may stand in a file that is copied about."""
    parts, _ = _split(url)
    account, at, host = parts.netloc.rpartition("@")
    query = [(key, value) for key, value in parse_qsl(parts.query) if key not in {"password", "sslpassword"}]
    return parts._replace(netloc=f"{account.partition(':')[0]}{at}{host}", query=urlencode(query)).geturl()


def _split(url: str) -> tuple[SplitResult, str]:
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise LedgerError("the case's database should be postgres://user:password@host:port/name")
    return parts, port

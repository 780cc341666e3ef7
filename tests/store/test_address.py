from __future__ import annotations

import pytest

from uncounted.model.errors import LedgerError
from uncounted.store import address
from uncounted.store.setup import _advice


def test_an_address_is_taken_apart_and_what_follows_it_goes_to_the_driver() -> None:
    pytest.importorskip("psycopg")
    given = address.postgresql(
        "postgres://ana%40un:p%2Fw@db.example.org:5433/ledger?sslmode=verify-full&host=%2Frun%2Fpg"
    )
    kept = {name: given[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert kept == {"NAME": "ledger", "USER": "ana@un", "PASSWORD": "p/w", "HOST": "db.example.org", "PORT": "5433"}
    assert given["OPTIONS"] == {"sslmode": "verify-full", "host": "/run/pg"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("postgres://ana:secret@db:5432/ledger", "postgres://ana@db:5432/ledger"),
        ("postgres://ana:secret@db/ledger?sslmode=require&password=secret", "postgres://ana@db/ledger?sslmode=require"),
        ("postgresql://ana@/ledger?host=%2Frun%2Fpg", "postgresql://ana@/ledger?host=%2Frun%2Fpg"),
        ("postgres://db/ledger", "postgres://db/ledger"),
    ],
)
def test_the_address_in_a_case_holds_no_password(given: str, kept: str) -> None:
    assert address.without_password(given) == kept


@pytest.mark.parametrize("url", ["mysql://x/y", "postgres://localhost", "postgres://db:port/x", "http://[", ""])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(LedgerError, match="should be postgres://"):
        address.postgresql(url)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("fe_sendauth: no password supplied", "PGPASSWORD"),
        ('password authentication failed for user "ana"', "PGPASSWORD"),
        ("cannot execute INSERT in a read-only transaction", "the one that takes writes"),
        ("could not extend file: No space left on device", "no space left"),
        ("connection refused\n\tIs the server running?", "the database says: connection refused"),
    ],
)
def test_what_a_server_says_becomes_one_line(message: str, said: str) -> None:
    assert said in _advice(message)
    assert "\n" not in _advice(message)

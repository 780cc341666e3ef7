from __future__ import annotations

import hashlib
import json
import sqlite3

import pytest
from tests.store.invented import add, make_document

from uncounted.model.errors import InputError, LedgerError
from uncounted.store import log
from uncounted.store.setup import Case, close_case, readable


def test_an_entry_commits_to_its_body_and_follows_the_one_before(case: Case) -> None:
    from uncounted.store.orm import Payload

    first = log.append(case, "note", by="Noor", body={"b": 1, "a": "é"}, subjects=["x", "x", "y"])
    second = log.append(case, "note", by="Noor", body={"b": 2})
    assert (first.number, second.number) == (2, 3)
    assert first.subjects == ("x", "y")
    assert second.previous == first.chain
    assert log.head(case) == second.chain
    payload = Payload.objects.using(case.alias).get(entry=first.number)
    assert payload.body == '{"a":"é","b":1}'
    assert hashlib.sha256(bytes.fromhex(payload.salt) + payload.body.encode()).hexdigest() == first.commitment


def test_the_chain_binds_every_column(case: Case) -> None:
    e = log.append(case, "note", by="Noor", body={}, subjects=["x"])
    base = log.link(e.previous, e.number, e.at, e.by, e.kind, e.subjects, e.commitment)
    assert base == e.chain
    for other in (
        log.link("1" * 64, e.number, e.at, e.by, e.kind, e.subjects, e.commitment),
        log.link(e.previous, 9, e.at, e.by, e.kind, e.subjects, e.commitment),
        log.link(e.previous, e.number, "", e.by, e.kind, e.subjects, e.commitment),
        log.link(e.previous, e.number, e.at, "Ali", e.kind, e.subjects, e.commitment),
        log.link(e.previous, e.number, e.at, e.by, "other", e.subjects, e.commitment),
        log.link(e.previous, e.number, e.at, e.by, e.kind, ("y",), e.commitment),
        log.link(e.previous, e.number, e.at, e.by, e.kind, e.subjects, "0" * 64),
    ):
        assert other != base


def test_equal_bodies_have_different_commitments(case: Case) -> None:
    bodies = [log.append(case, "note", by="Noor", body={"name": "somebody"}).commitment for _ in range(2)]
    assert bodies[0] != bodies[1]


def test_the_models_refuse_to_change_or_delete_an_entry(case: Case) -> None:
    from uncounted.store.orm import Entry

    entry = Entry.objects.using(case.alias).get(number=1)
    entry.by = "somebody else"
    for change in (
        entry.save,
        entry.delete,
        lambda: Entry.objects.using(case.alias).update(by="x"),
        lambda: Entry.objects.using(case.alias).filter(number=1).delete(),
        lambda: Entry.objects.using(case.alias).bulk_update([entry], ["by"]),
    ):
        with pytest.raises(LedgerError, match="append-only"):
            change()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET by = 'x' WHERE number = 1",
        "DELETE FROM ledger_entry",
        "INSERT INTO ledger_entry VALUES (1, '', '', '', '[]', '', '', '') ON CONFLICT (number) DO UPDATE SET by = ''",
        "INSERT INTO ledger_entry VALUES (7, '', '', '', '[]', '', '', '')",
        "UPDATE ledger_payload SET body = '{}'",
        "INSERT INTO ledger_payload VALUES (5, '', '{}')",
    ],
)
def test_the_database_itself_refuses(case: Case, statement: str) -> None:
    from django.db import DatabaseError, connections

    with connections[case.alias].cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute(statement)
    with connections[case.alias].cursor() as cursor, pytest.raises(LedgerError, match="append-only"), readable(case):
        cursor.execute(statement)


def test_a_file_refuses_to_replace_an_entry(file_case: Case) -> None:
    close_case(file_case)
    with (
        sqlite3.connect(file_case.path / "ledger.sqlite3") as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute("INSERT OR REPLACE INTO ledger_entry VALUES (1, '', '', '', '[]', '', '', '')")


def test_text_that_is_not_unicode_is_refused(case: Case) -> None:
    with pytest.raises(InputError, match="not Unicode"):
        log.append(case, "note", by="Noor", body={"name": "\ud800"})
    assert [entry.number for entry in log.entries(case)] == [1]


def test_an_entry_that_fails_leaves_nothing(case: Case) -> None:
    document = make_document()
    claims = (*_claims(document), *_claims(document))
    with pytest.raises(InputError, match="two claims have the id"):
        add(case, document, claims)
    assert [entry.kind for entry in log.entries(case)] == ["case-created"]


def test_entries_are_given_in_order_by_number_and_kind(case: Case) -> None:
    for i in range(5):
        log.append(case, "odd" if i % 2 else "even", by="Noor", body={"i": i})
    assert [e.number for e in log.entries(case, [5, 2, 2, 99])] == [2, 5]
    assert [e.body for e in log.entries(case, kinds=["odd"])] == [{"i": 1}, {"i": 3}]
    assert all(e.body is None for e in log.entries(case, bodies=False))
    assert json.loads(log.canonical({"é": [1, None]})) == {"é": [1, None]}


def _claims(document: object) -> tuple[object, ...]:
    from tests.store.invented import make_claims

    return make_claims(document)  # type: ignore[arg-type]

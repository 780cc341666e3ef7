"""What is PostgreSQL's alone; what holds on every database is tested on both through the fixture ``case``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.store.fixtures import SERVER, address_of, drop_database, new_database
from tests.store.invented import add, make_document
from tests.store.test_locking import HOLD

from uncounted.model.errors import LedgerError
from uncounted.store import log, queries, verifying
from uncounted.store.locking import snapshot, writing
from uncounted.store.setup import Case, close_case, create_case, open_case

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not SERVER, reason="UNCOUNTED_TEST_DATABASE gives no PostgreSQL server"),
]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch):
    name = new_database()
    yield address_of(name)
    drop_database(name)


def test_a_case_made_on_a_server_is_found_there_again(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNCOUNTED_DATABASE", address)
    case = create_case(tmp_path / "mycase")
    assert add(case, make_document()) == 2
    close_case(case)
    assert not (case.path / "ledger.sqlite3").exists()
    monkeypatch.delenv("UNCOUNTED_DATABASE")
    again = open_case(case.path)
    assert queries.counts(again).documents == 1
    close_case(again)
    monkeypatch.setenv("UNCOUNTED_DATABASE", address)
    with pytest.raises(LedgerError, match="one database serves one case"):
        create_case(tmp_path / "second")
    assert not (tmp_path / "second").exists()


def test_a_database_without_a_ledger_is_refused_and_nothing_is_made_there(
    team_case: Case, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    monkeypatch.setenv("UNCOUNTED_DATABASE", address)
    with pytest.raises(LedgerError, match="the database holds no ledger"):
        open_case(team_case.path)
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchall() == []


@pytest.mark.parametrize("url", ["postgres://nobody@127.0.0.1:1/x", "postgres://x@/y?nonsense=1"])
def test_a_server_that_does_not_answer_is_one_line(team_case: Case, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("UNCOUNTED_DATABASE", url)
    with pytest.raises(LedgerError, match="the database says") as caught:
        open_case(team_case.path)
    assert "\n" not in str(caught.value)


def test_a_writer_on_another_machine_is_waited_for_and_then_told_of(team_case: Case, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(team_case.path, elsewhere)
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(elsewhere)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LedgerError, match="another uncounted process is writing"), writing(team_case, wait=0.2):
            pass
    finally:
        holder.kill()
        holder.wait()
    with writing(team_case, wait=20):
        assert add(team_case, make_document()) == 2


def test_entries_from_many_connections_at_once_form_one_chain(team_case: Case) -> None:
    def write() -> None:
        for i in range(5):
            log.append(team_case, "note", by="Noor", body={"i": i})
        close_case(team_case)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result = verifying.verify(team_case)
    assert (result.entries, result.findings) == (21, ())


def test_reading_sees_one_state_while_others_write(team_case: Case) -> None:
    def write() -> None:
        log.append(team_case, "note", by="Noor", body={})
        close_case(team_case)

    with snapshot(team_case):
        before = log.head(team_case)
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert log.head(team_case) == before
    assert log.head(team_case) != before


def test_the_log_cannot_be_truncated(team_case: Case) -> None:
    from django.db import DatabaseError, connections

    with connections[team_case.alias].cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute("TRUNCATE ledger_entry")

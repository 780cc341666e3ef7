from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.invented import add, make_document

from uncounted.model.errors import DamagedLedger, LedgerError, MissingExtra
from uncounted.store import queries
from uncounted.store.setup import Case, close_case, create_case, open_case


def test_a_case_is_a_folder_for_its_owner_alone(tmp_path: Path) -> None:
    case = create_case(tmp_path / "deep" / "mycase", "Our case")
    assert stat.S_IMODE(case.path.stat().st_mode) == 0o700
    about = json.loads((case.path / "case.json").read_text())
    assert (about["type"], about["version"], about["name"], about["database"]) == ("case", 1, "Our case", None)
    assert {path.name for path in case.path.iterdir()} >= {"case.json", "ledger.sqlite3", "originals", "work"}
    again = open_case(case.path)
    assert again == case
    assert [entry.kind for entry in queries.entries(again)] == ["case-created"]
    close_case(case)


def test_what_is_there_is_not_overwritten(file_case: Case, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is already a case"):
        create_case(file_case.path)
    full = tmp_path / "full"
    full.mkdir()
    (full / "note.txt").write_text("mine")
    for path in (full, full / "note.txt"):
        with pytest.raises(LedgerError, match="not an empty folder"):
            create_case(path)
    assert (full / "note.txt").read_text() == "mine"


def test_a_failed_init_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uncounted.store.setup._bring_up_to_date", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        create_case(tmp_path / "new")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ZeroDivisionError):
        create_case(tmp_path / "empty")
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is not a case"),
        ("{", "is not JSON"),
        ("[]", "of version None"),
        ('{"version": 2}', "is a case of version 2; this program reads version 1"),
    ],
)
def test_a_folder_that_is_no_case_is_refused_in_one_line(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "case.json").write_text(content)
    with pytest.raises(LedgerError, match=message) as caught:
        open_case(tmp_path)
    assert "\n" not in str(caught.value)
    with pytest.raises(LedgerError, match="no such case"):
        open_case(tmp_path / "nowhere")


def test_a_missing_or_overwritten_database_is_damage(file_case: Case) -> None:
    close_case(file_case)
    path = file_case.path / "ledger.sqlite3"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(DamagedLedger, match="restore it from a copy"):
        open_case(file_case.path)
    path.write_bytes(b"")
    with pytest.raises(DamagedLedger, match="holds no ledger; restore it from a copy"):
        open_case(file_case.path)
    assert path.read_bytes() == b""
    path.unlink()
    with pytest.raises(DamagedLedger, match="is missing"):
        open_case(file_case.path)
    assert not path.exists()


def test_the_ledger_of_another_case_is_refused(file_case: Case, tmp_path: Path) -> None:
    other = create_case(tmp_path / "other")
    close_case(other)
    close_case(file_case)
    shutil.copy(other.path / "ledger.sqlite3", file_case.path / "ledger.sqlite3")
    with pytest.raises(LedgerError, match="the ledger of another case"):
        open_case(file_case.path)


def test_a_ledger_of_a_newer_version_is_left_alone(case: Case) -> None:
    from django.db import connections

    with connections[case.alias].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0099_later', '2030-01-01')"
        )
        cursor.execute("DELETE FROM django_migrations WHERE name = '0002_append_only'")
    with pytest.raises(LedgerError, match="newer version"):
        open_case(case.path)


def test_what_is_deleted_is_overwritten_and_commits_reach_the_disk(file_case: Case) -> None:
    from django.db import connections

    wanted = {"secure_delete": 1, "journal_mode": "delete", "synchronous": 2, "foreign_keys": 1}
    with connections[file_case.alias].cursor() as cursor:
        assert {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_cases_in_one_process_do_not_mix(file_case: Case, empty_case: Path, tmp_path: Path) -> None:
    shutil.copytree(empty_case, tmp_path / "second")
    second = open_case(tmp_path / "second")
    add(second, make_document())
    assert (queries.counts(file_case).documents, queries.counts(second).documents) == (0, 1)
    close_case(second)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_case_can_be_read(file_case: Case) -> None:
    add(file_case, make_document())
    close_case(file_case)
    (file_case.path / "ledger.sqlite3").chmod(0o400)
    file_case.path.chmod(0o500)
    try:
        assert queries.counts(open_case(file_case.path)).documents == 1
    finally:
        file_case.path.chmod(0o700)


@pytest.mark.parametrize("url", ["mysql://x/y", "postgres://localhost", "nonsense"])
def test_a_database_that_is_not_postgresql_is_refused(
    file_case: Case, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("UNCOUNTED_DATABASE", url)
    with pytest.raises(LedgerError, match="should be postgres://"):
        open_case(file_case.path)


def test_a_team_database_needs_its_extra(file_case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("UNCOUNTED_DATABASE", "postgres://somebody@localhost/ledger")
    with pytest.raises(MissingExtra, match=r"uncounted\[postgres\]"):
        open_case(file_case.path)


def test_importing_the_store_does_not_load_django_until_it_is_needed() -> None:
    code = "import sys, uncounted.store.setup, uncounted.pipeline.cases; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

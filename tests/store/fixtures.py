"""Fixtures that every test of the ledger shares: import them where they are used.

A test that takes ``case`` runs twice: on SQLite, and (marked ``postgres``) on a server of which UNCOUNTED_TEST_DATABASE
gives the address.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from uncounted.store.setup import Case, close_case, create_case, open_case

SERVER = os.environ.get("UNCOUNTED_TEST_DATABASE", "")


@pytest.fixture(scope="session")
def empty_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh case to copy, since making its tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "case"
    close_case(create_case(path))
    return path


@pytest.fixture(scope="session")
def empty_team_case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same on PostgreSQL; its database serves as a template for others."""
    if not SERVER:
        pytest.skip("UNCOUNTED_TEST_DATABASE gives no PostgreSQL server")
    path = tmp_path_factory.mktemp("template") / "teamcase"
    name = new_database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNCOUNTED_DATABASE", address_of(name))
        close_case(create_case(path))
    keep_address(path, address_of(name))
    yield path
    drop_database(name)


@pytest.fixture
def team_case(empty_team_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """A case on PostgreSQL, in a database of its own."""
    monkeypatch.delenv("UNCOUNTED_DATABASE", raising=False)
    path = tmp_path / "mycase"
    shutil.copytree(empty_team_case, path)
    template = json.loads((path / "case.json").read_text())["database"]
    name = new_database(template=urlsplit(template).path.strip("/"))
    keep_address(path, address_of(name))
    opened = open_case(path)
    yield opened
    close_case(opened)
    drop_database(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    if request.param == "postgres":
        yield request.getfixturevalue("team_case")
        return
    monkeypatch.delenv("UNCOUNTED_DATABASE", raising=False)
    path = tmp_path / "mycase"
    shutil.copytree(request.getfixturevalue("empty_case"), path)
    opened = open_case(path)
    yield opened
    close_case(opened)


@pytest.fixture
def file_case(empty_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """A case in one file, for what is SQLite's alone."""
    monkeypatch.delenv("UNCOUNTED_DATABASE", raising=False)
    path = tmp_path / "mycase"
    shutil.copytree(empty_case, path)
    opened = open_case(path)
    yield opened
    close_case(opened)


def address_of(database: str) -> str:
    """The address of another database on the tests' server."""
    return urlsplit(SERVER)._replace(path=f"/{database}").geturl()


def new_database(template: str = "template0") -> str:
    """Make a database and give its name."""
    name = f"uncounted_{secrets.token_hex(6)}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def drop_database(name: str) -> None:
    """Remove a database, whoever is connected to it."""
    _on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def keep_address(path: Path, database: str) -> None:
    """Write a database's whole address into a case's file."""
    about = json.loads((path / "case.json").read_text())
    (path / "case.json").write_text(json.dumps({**about, "database": database}))


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)

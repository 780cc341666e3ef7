"""Fixtures that every test of the ledger shares: import them where they are used."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from uncounted.store.setup import Case, close_case, create_case, open_case


@pytest.fixture(scope="session")
def empty_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh case to copy, since making its tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "case"
    close_case(create_case(path))
    return path


@pytest.fixture
def case(empty_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    monkeypatch.delenv("UNCOUNTED_DATABASE", raising=False)
    path = tmp_path / "mycase"
    shutil.copytree(empty_case, path)
    opened = open_case(path)
    yield opened
    close_case(opened)

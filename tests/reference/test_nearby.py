from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from uncounted.reference import nearby, unpacked
from uncounted.reference.gazetteer import Gazetteer

MISSPELLED = [("Mosulan", "IQ"), ("Aleppom", "SY"), ("Kramatorskin", "UA"), ("Maidugurit", "NG"), ("Xqzzt", "FR")]


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    path = tmp_path / "gazetteer.sqlite"
    shutil.copy(unpacked.database(), path)
    return path


def test_the_index_changes_no_answer(alone: Path) -> None:
    searched = [Gazetteer(alone, "x").find(n, country=c, fuzzy=True) for n, c in MISSPELLED]
    nearby.Keys(alone).build()
    looked_up = [Gazetteer(alone, "x").find(n, country=c, fuzzy=True) for n, c in MISSPELLED]
    assert searched == looked_up
    assert any(found and found[0].match == "fuzzy" for found in searched)


def test_it_is_built_once_it_pays(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "PATIENCE", 3)
    keys = nearby.Keys(alone)
    assert keys.of("IQ", "mo") is None
    assert keys.of("IQ", "mo") is None
    found = keys.of("IQ", "mo")
    assert found is not None
    assert "mosul" in found
    assert found == sorted(found)
    assert keys.of("IQ", "??") == []


def test_where_the_cache_cannot_be_written_searches_go_on(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(nearby, "PATIENCE", 1)
    monkeypatch.setattr(nearby, "_write", refused)
    assert nearby.Keys(alone).of("IQ", "mo") is None
    assert Gazetteer(alone, "x").find("Mosulan", country="IQ", fuzzy=True)

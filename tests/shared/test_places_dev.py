"""Places: share of the dev tables within 25 km, of the geoparsing corpora within 161 km."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from evaluation.places import corpus, table

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "places"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="shared/data/places is not beside the repository")


def _table(name: str, phrase: Callable[[dict[str, Any]], str]) -> dict[str, float]:
    return table(json.loads((FOLDER / name).read_text("utf-8")), phrase, failures=0)


def test_country_known() -> None:
    assert _table("places.json", lambda row: str(row["name"]))["answer"] >= 80


def test_first_order_division_known() -> None:
    found = _table("places.json", lambda row: ", ".join(filter(None, (row["name"], row.get("adm1")))))
    assert found["answer"] >= 87
    assert found["wrong"] <= 2


def test_spellings() -> None:
    assert _table("variants.json", lambda row: str(row["name"]))["answer"] >= 98


@pytest.mark.parametrize("name", ["lgl", "trnews", "geovirus", "geowebnews"])
def test_mentions_of_a_document(name: str) -> None:
    with gzip.open(FOLDER / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    assert corpus(documents, failures=0)["document"] >= 75

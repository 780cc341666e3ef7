"""Places: share of the dev tables within 25 km, country known, with the first-order division, and spellings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from uncounted.model.scope import Place
from uncounted.resolve.places import resolve_place
from uncounted.resolve.places_choice import kilometres

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "places"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="shared/data/places is not beside the repository")


def _first(found: Place | None) -> Place | None:
    return (found if found.id else next(iter(found.alternatives), None)) if found else None


def _share(name: str, phrase: Callable[[dict[str, Any]], str]) -> float:
    rows = json.loads((FOLDER / name).read_text("utf-8"))
    right = settled = 0
    for row in rows:
        found = resolve_place(phrase(row), country=row["cc"])
        best = _first(found)
        if best and best.lat is not None and best.lon is not None:
            close = kilometres((best.lat, best.lon), (row["lat"], row["lon"])) <= 25
            right += close
            settled += close and bool(found and found.id)
    return 100 * right / len(rows)


def test_country_known() -> None:
    assert _share("places.json", lambda row: str(row["name"])) >= 80


def test_first_order_division_known() -> None:
    assert _share("places.json", lambda row: ", ".join(filter(None, (row["name"], row.get("adm1"))))) >= 87


def test_spellings() -> None:
    assert _share("variants.json", lambda row: str(row["name"])) >= 98

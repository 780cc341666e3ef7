"""Whole short texts of many kinds and wars: several fields of each figure, told once and meant throughout.

The texts, ours from public facts, stand in ``families/mixed.json``. ``wanted``: words of the count (several readings of
the span parted by |), and for each field the accepted values, parted by |. A field that is left out is not asked.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata
from uncounted.reference.fold import fold

CASES = json.loads((Path(__file__).parent / "families" / "mixed.json").read_text("utf-8"))


def _fields(claim: Claim) -> dict[str, str]:
    scope, time = claim.scope, claim.scope.time
    return {
        "measure": claim.measure,
        "kind": claim.kind or "",
        "status": claim.population.status or "",
        "age": claim.population.age_group or "",
        "start": (time.start if time else None) or "",
        "end": (time.end if time else None) or "",
        "places": "+".join(place.name or place.text or "" for place in scope.places),
        "countries": "+".join(sorted({place.country or "" for place in scope.places})),
        "actors": "+".join(actor.name or actor.text or "" for actor in scope.actors),
        "root": claim.root or "",
    }


def _wrong(claims: list[Claim], count: str, fields: dict[str, str]) -> list[str]:
    told = [c for c in claims if c.count.text in count.split("|")]
    if not told:
        return [f"{count}: missed"]
    return [
        f"{count}: {name} is {_fields(claim)[name]!r}, not {values!r}"
        for claim in told
        for name, values in fields.items()
        if fold(_fields(claim)[name]) not in {fold(value) for value in values.split("|")}
    ]


@pytest.mark.parametrize("case", CASES, ids=[c["about"] for c in CASES])
def test_fields_of_each_figure(case: dict[str, str | dict[str, dict[str, str]]]) -> None:
    flags = Metadata(published=str(case["published"]), publisher=str(case["publisher"]))
    claims = list(read_document(read_bytes(str(case["text"]).encode(), path="a.txt", flags=flags), "grammar").claims)
    wanted = case["wanted"]
    assert isinstance(wanted, dict)
    assert not [line for count, fields in wanted.items() for line in _wrong(claims, count, fields)]

from __future__ import annotations

import json
from typing import Any

import pytest

from uncounted.model.errors import InputError
from uncounted.pipeline.reconciling import parse_claims


def _claim(name: str, document: str | None, **fields: Any) -> dict[str, Any]:
    count = {"low": 3, "high": 3, "point": 3, "modifier": "exact"}
    return {"type": "claim", "id": name, "measure": "killed", "count": count, "document": document, **fields}


def test_lines_of_claims_and_of_documents_say_the_same() -> None:
    whole, part = _claim("c1", "d1"), _claim("c2", "d1", relations=[{"type": "part_of", "claim": "c1"}])
    line = {"type": "document", "version": 1, "id": "d1", "killed": None, "claims": [whole, part]}
    assert parse_claims([json.dumps(line)]) == parse_claims([json.dumps(whole), json.dumps(part), ""])


def test_the_same_words_in_two_documents_are_two_claims() -> None:
    part = {"relations": [{"type": "part_of", "claim": "c1"}], "exclusions": ["c1"]}
    lines = [_claim("c1", "d1"), _claim("c2", "d1", **part), _claim("c1", "d2"), _claim("c2", "d2", **part)]
    warned: list[str] = []
    claims = {claim.id: claim for claim in parse_claims(map(json.dumps, lines), warn=warned.append)}
    assert set(claims) == {"c1", "c2", "c1@d2", "c2@d2"}
    assert claims["c2"].relations[0].claim == claims["c2"].exclusions[0] == "c1"
    assert claims["c2@d2"].relations[0].claim == claims["c2@d2"].exclusions[0] == "c1@d2"
    assert warned == []


def test_one_claim_said_twice_in_two_ways_is_refused() -> None:
    lines = [_claim("c1", "d1"), _claim("c1", "d1", stance="denies")]
    assert len(parse_claims([json.dumps(lines[0])] * 2)) == 1
    with pytest.raises(InputError, match="line 2: claim c1 stands here twice"):
        parse_claims(map(json.dumps, lines))

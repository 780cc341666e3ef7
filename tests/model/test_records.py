"""Every noun goes to JSON and back; a wrong value is refused with the field's path."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from tests.reconcile.worked_example import claims

from uncounted.link.incidents import link
from uncounted.model.claim import Claim, Count, claim_id
from uncounted.model.document import Document, Segment, document_id, text_hash
from uncounted.model.errors import InputError
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.model.reconciliation import Contradiction, Reconciliation, Remainder
from uncounted.model.records import digest, from_json, to_json, to_line, unknown_fields
from uncounted.model.scope import Period
from uncounted.reconcile import reconcile

FOUND = reconcile(claims(), link(claims()))
JUDGEMENT = Judgement("j1", "total", "set", "a recorder", "checked", "2026-01-01T00:00:00Z", "count.low", 118)
DOCUMENT = Document("d1", "00", "Five died.", text_hash("Five died."), "text/1", segments=(Segment(0, 20, 10),))


@pytest.mark.parametrize(
    "noun", [*claims(), *link(claims()), FOUND, *FOUND.derived, *FOUND.contradictions, JUDGEMENT, DOCUMENT], ids=repr
)
def test_every_noun_survives_json(noun: Any) -> None:
    line = to_line(noun)
    assert "\n" not in line
    assert from_json(type(noun), json.loads(line)) == noun
    value = json.loads(line)
    assert (value["type"], value["version"]) == (type(noun).TYPE, 1)


def test_absent_is_null_and_never_nought() -> None:
    value = to_json(claims()[-1])
    assert value["count"]["high"] is None
    assert value["scope"]["time"]["start"] is None
    assert value["basis"] is None


def test_a_keyword_of_python_is_a_key_in_json() -> None:
    assert to_json(FOUND.derived[0])["from"][0] == FOUND.derived[0].from_[0]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"count": {"low": "many"}}, "count.low"),
        ({"count": {"low": 5, "high": 3}}, "count"),
        ({"count": {"low": -1}}, "count"),
        ({"measure": "murdered"}, "measure"),
        ({"scope": {"places": "Syria"}}, "scope.places"),
        ({"scope": {"places": [{"lat": "north"}]}}, "scope.places[0].lat"),
        ({"scope": {"time": {"start": "2016-13"}}}, "scope.time"),
        ({"count": None}, "count"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path(change: dict[str, Any], path: str) -> None:
    value = {**to_json(claims()[0]), **change}
    with pytest.raises(InputError, match=path.replace("[", r"\[").replace("]", r"\]")):
        from_json(Claim, value)


def test_what_a_hand_leaves_out_takes_its_default() -> None:
    claim = from_json(Claim, {"id": "c", "measure": "killed", "count": {"low": 3}})
    assert claim == Claim("c", "killed", Count(low=3))
    assert unknown_fields(Claim, {"id": "c", "colour": "red", "type": "claim"}) == ("colour",)


def test_digests_depend_on_what_is_said() -> None:
    one, other = claims()[0], dataclasses.replace(claims()[0], root="somebody else")
    assert digest(one) == digest(claims()[0]) != digest(other)
    assert one.with_reading().reading == dataclasses.replace(one, id="x", status="accepted").with_reading().reading
    assert one.with_reading().reading != other.with_reading().reading
    assert claim_id("00", 1, 2, "killed") != claim_id("00", 1, 2, "killed", 1)
    assert document_id(b"a") != document_id(b"b")


def test_a_span_knows_its_place_in_the_original() -> None:
    span = DOCUMENT.span(0, 4)
    assert (span.quote, span.original and span.original.start) == ("Five", 20)
    with pytest.raises(ValueError, match="outside"):
        DOCUMENT.span(5, 99)


def test_periods_cannot_end_before_they_start() -> None:
    with pytest.raises(ValueError, match="end before"):
        Period("2016-02-01", "2016-01-01")


def test_the_findings_have_their_types() -> None:
    assert isinstance(FOUND, Reconciliation)
    assert all(isinstance(one, Remainder) for one in FOUND.derived)
    assert all(isinstance(one, Contradiction) for one in FOUND.contradictions)
    assert all(isinstance(one, Incident) for one in link(claims()))

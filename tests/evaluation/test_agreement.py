"""Agreement of two annotations: what meets, what counts as alike, and that both annotations fit their documents."""

from __future__ import annotations

import json
from typing import Any

from evaluation.agreement import ROOT, agree, compare, first_of, meet, seconds, table

TEXT = "On Monday 12 people were killed in Tala, 4 of them children. The 40 guests had left. Another 3 died later."


def claim(text: str, context: str, **fields: Any) -> dict[str, Any]:
    return {"text": text, "context": context, "measure": "killed", **fields}


TWELVE = claim("12", "12 people", low=12, places=["Tala"])
FOUR = claim("4", "4 of them", low=4)
THREE = claim("3", "Another 3 died", low=3, accept={"optional": True})


def test_an_annotation_agrees_with_itself() -> None:
    gold = {"claims": [TWELVE, FOUR], "relations": [["part_of", 1, 0]], "not_claims": ["40 guests"]}
    result = compare(TEXT, gold, gold)
    assert (result.f1, result.relations_alike, result.relations, result.differences) == (1.0, 2, 2, [])
    assert result.alike["low"] == result.said_alike["low"] == 2
    assert (result.alike["sex"], result.said["sex"]) == (2, 0)


def test_differences_count_whichever_side_is_first() -> None:
    first = {"claims": [TWELVE, FOUR], "relations": [["part_of", 1, 0]], "not_claims": ["Another 3"]}
    second = {"claims": [{**TWELVE, "low": 13}, THREE], "relations": [], "not_claims": []}
    one, other = compare(TEXT, first, second), compare(TEXT, second, first)
    assert (one.met, one.first_alone, one.second_alone) == (other.met, other.second_alone, other.first_alone)
    assert (one.met, one.first_alone, one.second_alone, one.refused) == (1, 1, 0, 1)
    assert one.alike == other.alike
    assert one.alike["low"] == 0
    assert one.relations == 0


def test_the_same_value_is_told_from_an_accepted_one() -> None:
    wider = {**TWELVE, "low": 11, "accept": {"low": [12]}}
    result = compare(TEXT, {"claims": [TWELVE]}, {"claims": [wider]})
    assert (result.said_alike["low"], result.said_same["low"]) == (1, 0)
    assert (result.said_alike["places"], result.said_same["places"]) == (1, 1)


def test_claims_meet_by_span_and_measure() -> None:
    hurt = claim("12", "12 people", low=12)
    hurt["measure"] = "injured"
    assert meet(TEXT, [TWELVE, FOUR], [hurt, TWELVE]) == {0: 1}


def test_what_either_side_accepts_is_alike() -> None:
    open_place = {"places": ["Tala"], "accept": {"places": [[]]}}
    assert agree("places", open_place, {"places": []})
    assert agree("places", {"places": []}, open_place)
    assert agree("places", {"places": ["Tala"], "places_alt": {"Tala": ["Talah"]}}, {"places": ["Talah"]})
    assert not agree("places", {"places": ["Tala", "Dura"]}, {"places": ["Tala"]})
    assert agree("status", {"status": None}, {"status": "civilian", "accept": {"status": [None]}})
    assert not agree("actors", {"actors": None}, {"actors": ["army"]})
    assert agree("attribution", {"attribution": ["W", "Courier"]}, {"attribution": ["W", "Courier"]})


def test_the_second_annotations_fit_their_texts_and_the_table_names_each() -> None:
    files = seconds()
    assert files
    results = {}
    for path in files:
        second = json.loads(path.read_text("utf-8"))
        first = json.loads(first_of(path).read_text("utf-8"))
        text = (ROOT / second["document"]).read_text("utf-8")
        assert second["document"] == first["document"]
        assert first_of(path).parent.name == second["document"].split("/")[1]
        for each in second["claims"]:
            assert text.count(each["context"]) == 1
            assert each["text"] in each["context"]
        assert all(part in text for part in second["not_claims"])
        results[path.stem] = compare(text, first, second)
    lines = "\n".join(table(results))
    assert all(path.stem in lines for path in files)

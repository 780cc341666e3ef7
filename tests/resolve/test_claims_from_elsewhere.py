"""Claims of other extractors than the grammar: what they leave unsaid resolves as well as what it says."""

from __future__ import annotations

import dataclasses

import pytest
from tests.extract.helpers import document
from tests.extract.llm.server import claims, item, serving

from uncounted.extract.door import Extraction, check
from uncounted.extract.llm import LanguageModel, Settings
from uncounted.extract.llm.client import Client
from uncounted.model.claim import Claim
from uncounted.resolve.claims import resolve

PAPER = """World in brief

IRAQ
A bomb killed at least 12 people in Mosul on Monday, police said.

NIGERIA
Gunmen shot dead 7 farmers near Jos on Sunday, police said.
"""


def offered() -> Extraction:
    made = document(PAPER)
    said = claims(
        item("at least 12", low=12, high=None, point=None, modifier="at least", place_quotes=["Mosul"]),
        item("7", 7, place_quotes=["Jos"]),
    )
    with serving(said) as server:
        settings = Settings(server.url, "tiny", retries=0)
        found = LanguageModel(settings, Client(settings)).extract(made)
    check(made, found)
    return found


def without(claim: Claim, *parts: str) -> Claim:
    return dataclasses.replace(claim, spans={k: v for k, v in claim.spans.items() if k not in parts})


@pytest.mark.parametrize("gone", [("count",), ("count", "sentence"), ("count", "sentence", "place")])
def test_a_claim_of_one_story_of_a_paper_needs_no_span_of_its_count(gone):
    first, second = (without(claim, *gone) for claim in offered().claims)
    read = resolve(document(PAPER), [first, second])
    assert [claim.id for claim in read] == [first.id, second.id]
    assert [[place.country for place in claim.scope.places] for claim in read] == [["IQ"], ["NG"]]


def test_a_claim_that_stands_in_no_story_is_kept():
    text = "\n\n" + PAPER.partition("\n\n")[2]
    first, second = offered().claims
    bare = dataclasses.replace(second, spans={})
    read = resolve(document(text), [bare])
    assert [(claim.id, claim.count.point) for claim in read] == [(bare.id, 7)]
    assert resolve(document(PAPER), [bare, without(first, "sentence")])[0].id == bare.id

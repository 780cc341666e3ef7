"""Figures whose verb, noun or people stand in the clause before."""

from __future__ import annotations

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


def _claims(text: str) -> dict[str, Claim]:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published="2020-05-04", publisher="Example Wire"))
    return {c.count.text or "": c for c in read_document(document, "grammar").claims}


def test_a_place_and_a_number_after_it_was() -> None:
    found = _claims("In Anda alone at least 330 people died; in Berin town it was at least 170, and in Cano, 26.")
    assert {"at least 330", "at least 170", "26"} <= set(found)
    assert found["26"].measure == "killed"


def test_another_doer_shares_the_verb() -> None:
    found = _claims("Some 220 people were killed by soldiers, and at least 100 by rebels, a nurse said.")
    assert [a.text for a in found["at least 100"].scope.actors] == ["rebels"]


def test_a_range_of_estimates_and_a_number_held_true() -> None:
    found = _claims("The bomb killed 40 people. Most independent estimates lay between 60 and 90.")
    assert (found["between 60 and 90"].count.low, found["between 60 and 90"].count.high) == (60, 90)
    found = _claims("At least 180 had been killed and the number was now thought to be 200 or more.")
    assert found["200 or more"].measure == "killed"


def test_numbers_of_other_things_are_left_alone() -> None:
    found = _claims("The raid killed 12 people. In Berin it was 26 degrees, and most figures lay on a table.")
    assert set(found) == {"12"}

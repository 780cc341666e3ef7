"""Blame is the word of the source that gives it; and people who are counted are nobody's source."""

from __future__ import annotations

from tests.extract.helpers import document
from uncounted.pipeline.reading import read_document

TEXT = (
    "At least 64 people were killed in a strike on a hospital in Al Daein on Friday, the World Health "
    "Organization said. "
    "The group Emergency Lawyers put the toll at 70 and blamed an army drone.\n\n"
    "Since April 2023 attacks have killed more than 2,000 people, the agency has verified."
)


def test_one_sources_blame_is_not_anothers_word() -> None:
    claims = {claim.count.text: claim for claim in read_document(document(TEXT)).claims}
    assert not claims["At least 64"].scope.actors
    assert claims["At least 64"].root == "who"


def test_the_counted_are_not_the_source() -> None:
    assert not any("people" in (claim.root or "") for claim in read_document(document(TEXT)).claims)

"""When the harm was, over whole texts: many wars and kinds of text, each figure with the days of its harm.

The texts are ours, from public facts. A figure is named by its words, in the order of the text; ``None`` is open.
"""

from __future__ import annotations

import re

import pytest
from tests.golden.time_texts import TEXTS, Text
from tests.golden.time_texts_more import MORE

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


def read(text: Text) -> tuple[str, tuple[Claim, ...]]:
    document = read_bytes(text.words.encode(), path="a.txt", flags=Metadata(published=text.published))
    return document.text, read_document(document, "grammar").claims


def told(text: Text) -> list[tuple[str, str | None, str | None]]:
    """The figures that are expected, as read: those that were not found stand without days."""
    (words, claims), at = read(text), 0
    found: list[tuple[str, str | None, str | None]] = []
    for count, *_ in text.figures:
        match = re.compile(rf"\b{re.escape(count)}\b").search(words, at)
        assert match is not None, f"{count!r} is not in the text"
        at = match.end()
        claim = next((c for c in claims if _meets(c, match.span())), None)
        time = claim.scope.time if claim is not None else None
        missing = "not found" if claim is None else None
        found.append((count, time.start if time else missing, time.end if time else None))
    return found


def _meets(claim: Claim, span: tuple[int, int]) -> bool:
    count = claim.spans["count"]
    return count.start < span[1] and span[0] < count.end


@pytest.mark.parametrize("text", [*TEXTS, *MORE], ids=lambda text: text.name)
def test_each_figure_has_the_days_of_its_harm(text):
    assert told(text) == list(text.figures)

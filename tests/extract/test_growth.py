"""What long texts of many records cost grows as their length does: counted in work, not in seconds."""

from __future__ import annotations

import sys
from types import FrameType
from typing import TYPE_CHECKING, Any

from uncounted.extract import grammar
from uncounted.extract.discourse import Discourse, read
from uncounted.extract.grammar import extractor
from uncounted.model.document import Document, text_hash
from uncounted.resolve.claims import resolve

if TYPE_CHECKING:
    import pytest

RECORD = """Incident {number}
Date: {day} March 2019
Location: Mosul, Iraq
Type: air strike
An air strike killed {dead} civilians and wounded {hurt} others, residents said.

"""


def _document(records: int) -> Document:
    text = "Incident list\n\n" + "".join(
        RECORD.format(number=n, day=1 + n % 28, dead=2 + n % 9, hurt=1 + n % 7) for n in range(records)
    )
    return Document("d" + "0" * 16, "0" * 64, text, text_hash(text), "test")


def _calls(document: Document) -> int:
    """How many functions are called while a document is read."""
    count = 0

    def called(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(called)
    try:
        resolve(document, extractor.extract(document).claims)
    finally:
        sys.setprofile(None)
    return count


def test_four_times_as_many_records_are_four_times_the_work() -> None:
    _calls(_document(8))  # what is remembered between texts
    assert _calls(_document(32)) < 4.4 * _calls(_document(8))


def test_no_part_of_a_text_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []

    def measured(text: str, publisher: str | None) -> Discourse:
        lengths.append(len(text))
        return read(text, publisher)

    monkeypatch.setattr(grammar, "read", measured)
    document = _document(12)
    claims = extractor.extract(document).claims
    assert len(lengths) == 13
    assert sum(lengths) == len(document.text)
    assert len(claims) == 24
    for claim in claims:
        for span in claim.spans.values():
            assert document.text[span.start : span.end] == span.quote

"""Documents made by hand, and what the grammar reads in them."""

from __future__ import annotations

import hashlib

from uncounted.extract.door import Extraction, check
from uncounted.extract.grammar import extractor
from uncounted.model.claim import Claim
from uncounted.model.document import Document, Published, document_id, text_hash


def document(text: str, published: str | None = "2023-05-10", publisher: str | None = "Example Times") -> Document:
    data = text.encode()
    return Document(
        id=document_id(data),
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        text_sha256=text_hash(text),
        reader="by hand",
        publisher=publisher,
        published=Published(published, published, "flag") if published else None,
    )


def extraction(text: str) -> Extraction:
    made = document(text)
    found = extractor.extract(made)
    check(made, found)
    return found


def read(text: str) -> tuple[Claim, ...]:
    return extraction(text).claims


def figures(text: str) -> list[tuple[str, int | None, int | None, int | None]]:
    """Measure, low, high and point of every claim, in the order of the text."""
    return [(c.measure, c.count.low, c.count.high, c.count.point) for c in read(text)]


def one(text: str) -> Claim:
    claims = read(text)
    assert len(claims) == 1, [c.count.text for c in claims]
    return claims[0]

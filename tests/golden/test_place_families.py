"""Where the harm was: the narrowest named place, not where it was said, treated or come from.

The texts, ours from public facts, stand in ``families/places.json``.
``wanted``: words of the count, and the names accepted for its place, parted by |; several places by +; "" for none.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata

CASES = json.loads((Path(__file__).parent / "families" / "places.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("published", "text", "wanted"), [tuple(c.values())[1:] for c in CASES], ids=[c["about"] for c in CASES]
)
def test_narrowest_named_place_of_the_harm(published: str, text: str, wanted: dict[str, str]) -> None:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published=published, publisher="Example Wire"))
    claims = read_document(document, "grammar").claims
    found = {c.count.text: "+".join(p.name or p.text or "" for p in c.scope.places) for c in claims}
    wrong = {
        count: found.get(count) for count, names in wanted.items()
        if found.get(count) is None or not _right(found[count], names)
    }  # fmt: skip
    assert not wrong, wanted


def _right(found: str, names: str) -> bool:
    plain = {name.replace("’", "'") for name in names.split("|")}
    return found in plain or ("+" in found and set(found.split("+")) <= plain)

"""Who did it, according to the text: named once, told in any form, or left open.

The texts, ours from public facts, stand in ``families/actors.json``.
``wanted``: words of the count, and the names accepted for who did it, parted by |; "" for nobody.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata

CASES = json.loads((Path(__file__).parent / "families" / "actors.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("published", "publisher", "text", "wanted"),
    [tuple(c.values())[1:] for c in CASES],
    ids=[c["about"] for c in CASES],
)
def test_who_did_it(published: str, publisher: str, text: str, wanted: dict[str, str]) -> None:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published=published, publisher=publisher))
    claims = read_document(document, "grammar").claims
    found = {c.count.text: "+".join(a.name or a.text or "" for a in c.scope.actors) for c in claims}
    wrong = {count: found.get(count) for count, names in wanted.items() if found.get(count) not in names.split("|")}
    assert not wrong, wanted

"""Who says so: the root that counted and the chain from the speaker to the publisher.

The texts, ours from public facts, stand in ``families/sources.json``.
``wanted``: words of the count, and the chain from the speaker to the publisher; the root is marked by *,
or named behind a semicolon where no link of the chain is it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.scoring import _one_source, _source

from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata

CASES = json.loads((Path(__file__).parent / "families" / "sources.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("publisher", "text", "wanted"), [tuple(c.values())[1:] for c in CASES], ids=[c["about"] for c in CASES]
)
def test_chains(publisher: str, text: str, wanted: dict[str, str]) -> None:
    flags = Metadata(published="2023-06-01", publisher=publisher)
    claims = read_document(read_bytes(text.encode(), path="a.txt", flags=flags), "grammar").claims
    found = {
        c.count.text: ([_source(link.name) for link in c.attribution if link.role != "document"], _source(c.root))
        for c in claims
    }
    wrong = {count: found.get(count) for count, chain in wanted.items() if not _fits(found.get(count), chain)}
    assert not wrong, wanted


def _fits(found: tuple[list[str], str] | None, wanted: str) -> bool:
    if found is None:
        return False
    for chain in wanted.split("|") if wanted.count(">") > wanted.count("|") else [wanted]:
        links = [part.strip() for part in chain.split(">")]
        links[-1], _, named = links[-1].partition("; ")
        root = named or next((link[1:] for link in links if link.startswith("*")), "")
        names = [_source(link.removeprefix("*")) for link in links]
        if (
            len(names) == len(found[0])
            and all(map(_one_source, found[0], names))
            and _one_source(found[1], _source(root))
        ):
            return True
    return False

"""Bulletins, briefs, event notes and assessments: who says a figure, when the harm was, where and by whom.

The texts, ours from public facts, stand in ``families/bulletins.json``. ``wanted``: words of the count, and of
its claim ``from`` (the chain, its root marked by *, alternatives parted by |), ``start``, ``end``, ``places`` and
``actors``; what is not named is not tried.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.scoring import _one_source, _source, plain

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata

CASES = json.loads((Path(__file__).parent / "families" / "bulletins.json").read_text("utf-8"))


def claims_of(case: dict[str, Any]) -> dict[str, Claim]:
    flags = Metadata(published=case["published"], publisher=case["publisher"])
    claims = read_document(read_bytes(case["text"].encode(), path="a.txt", flags=flags), "grammar").claims
    return {claim.count.text or "": claim for claim in reversed(claims)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_each_figure_takes_its_parts(case: dict[str, Any]) -> None:
    found = claims_of(case)
    wrong = []
    for count, wanted in case["wanted"].items():
        claim = found.get(count)
        if claim is None:
            wrong.append(f"{count} not found")
            continue
        wrong += [f"{count} {fault}" for fault in faults(claim, wanted)]
    assert not wrong


def faults(claim: Claim, wanted: dict[str, Any]) -> list[str]:
    chain = [link.name for link in claim.attribution if link.role != "document"]
    said = [] if any(_chained(chain, claim.root, each) for each in wanted["from"].split("|")) else [(chain, claim.root)]
    time = claim.scope.time
    for end in ("start", "end"):
        value = getattr(time, end) if time is not None else None
        said += [(end, value)] if end in wanted and value != wanted[end] else []
    names = {
        "places": [place.name for place in claim.scope.places],
        "actors": [actor.name for actor in claim.scope.actors],
    }
    for part in ("places", "actors"):
        allowed = {plain(each) for each in wanted.get(part, "").split("|")}
        right = len(names[part]) > 0 and {plain(name or "") for name in names[part]} <= allowed
        said += [(part, names[part])] if part in wanted and not right else []
    return [str(each) for each in said]


def _chained(found: list[str], root: str | None, wanted: str) -> bool:
    links = [part.strip() for part in wanted.split(">")]
    counted = next(link[1:] for link in links if link.startswith("*"))
    names = [_source(link.removeprefix("*")) for link in links]
    same = len(found) == len(names) and all(map(_one_source, map(_source, found), names))
    return same and _one_source(_source(root), _source(counted))

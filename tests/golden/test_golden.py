"""The reader against the annotated documents of this folder: claims found, fields right, and floors that only rise."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from evaluation.scoring import Score, score

from uncounted.extract.door import load
from uncounted.read.files import Unread, read_path
from uncounted.read.metadata import Metadata
from uncounted.reference.sources import Registry
from uncounted.resolve.claims import resolve
from uncounted.resolve.roots import known

ROOT = Path(__file__).parents[2]
ANNOTATIONS = sorted(Path(__file__).parent.glob("*.json"))
# Shares of fields that were right when they were last looked at; a fall is a fault, a rise is to be written here.
FLOORS = {
    **dict.fromkeys(("measure", "low", "high", "point", "modifier", "stance", "countries"), 0.97),
    **dict.fromkeys(("status", "kind", "root", "attribution", "start", "end", "places", "actors"), 0.94),
    **dict.fromkeys(("sex", "age_group"), 0.9),
}


@cache
def scored(path: Path) -> Score:
    gold = json.loads(path.read_text("utf-8"))
    result = Score()
    grammar = load("grammar")
    for document in read_path(
        ROOT / gold["document"], Metadata(published=gold.get("published"), publisher=gold.get("publisher"))
    ):
        assert not isinstance(document, Unread)
        score(document, resolve(document, grammar.extract(document).claims), gold, result)
    return result


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_the_claims_of_a_document_are_found(path):
    one = scored(path)
    assert one.f1 >= 0.8, one.faults


def test_nearly_all_claims_are_found_and_nearly_none_invented():
    met, missed, invented = (
        sum(getattr(scored(p), name) for p in ANNOTATIONS) for name in ("met", "missed", "invented")
    )
    assert 2 * met / (2 * met + missed + invented) >= 0.95
    assert sum(scored(p).distractors for p in ANNOTATIONS) <= 0.03 * sum(scored(p).n_distractors for p in ANNOTATIONS)


@pytest.mark.parametrize("field", sorted(FLOORS))
def test_a_field_is_right_as_often_as_before(field):
    right, total = (sum(getattr(scored(p), name)[field] for p in ANNOTATIONS) for name in ("right", "scored"))
    assert right / total >= FLOORS[field]


def test_relations_are_found_and_few_are_invented():
    found, wanted, invented = (
        sum(getattr(scored(p), f"relations_{name}") for p in ANNOTATIONS) for name in ("found", "wanted", "invented")
    )
    assert 2 * found / (found + wanted + invented) >= 0.9


def test_the_names_of_roots_in_the_annotations_are_known_or_folded():
    assert known("Human Rights Watch", Registry.default()) == known("the Human Rights Watch", Registry.default())

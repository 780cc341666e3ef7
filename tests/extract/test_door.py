from __future__ import annotations

import dataclasses
import importlib
import sys
from pathlib import Path

import pytest

from tests.extract.helpers import document
from uncounted.extract.door import Extractor, check, load, names
from uncounted.model.errors import InputError, UnknownName

OUTSIDE = Path(__file__).with_name("outside")


@pytest.fixture
def outside(monkeypatch):
    monkeypatch.syspath_prepend(str(OUTSIDE))
    importlib.invalidate_caches()
    yield
    sys.modules.pop("loud_reader", None)


def test_our_own_grammar_comes_through_the_door():
    grammar = load("grammar")
    assert isinstance(grammar, Extractor)
    assert "grammar" in names()


def test_an_outside_package_is_found_loaded_and_read_with(outside):
    made = document("KILLED 12 in the night")
    found = load("loud").extract(made)
    check(made, found)
    assert [c.count.point for c in found.claims] == [12]
    assert {"grammar", "loud"} <= set(names())


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(UnknownName, match=r"'nobody'.*grammar"):
        load("nobody")


@pytest.mark.parametrize("name", ["broken", "gone"])
def test_a_package_that_does_not_keep_the_contract_is_refused(outside, name):
    with pytest.raises(InputError, match=name):
        load(name)


def test_a_span_that_does_not_quote_the_text_is_refused():
    made = document("Five people were killed.")
    found = load("grammar").extract(made)
    span = dataclasses.replace(found.claims[0].spans["count"], quote="Six")
    wrong = dataclasses.replace(found, claims=(dataclasses.replace(found.claims[0], spans={"count": span}),))
    with pytest.raises(InputError, match="does not quote"):
        check(made, wrong)

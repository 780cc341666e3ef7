from __future__ import annotations

import pytest

from uncounted.reference.sources import Registry, is_unnamed
from uncounted.reference.vocabulary import PUBLISHER_TYPES


@pytest.mark.parametrize(
    ("name", "source_id"),
    [
        ("US Central Command", "centcom"),
        ("the U.S. Central Command", "centcom"),
        ("CENTCOM's", "centcom"),
        ("the US military", "us-military"),
        ("Pentagon spokesman", "pentagon"),
        ("Amnesty International’s", "amnesty"),
        ("U.N. Human Rights Office", "ohchr"),
        ("Gaza's health ministry", "gaza-health-ministry"),
        ("REUTERS", "reuters"),
        ("Syrian Observatory", "sohr"),
    ],
)
def test_names_meet_their_source(name: str, source_id: str) -> None:
    found = Registry.default().find(name)
    assert found is not None
    assert found.id == source_id


def test_persons_are_not_in_the_registry() -> None:
    assert Registry.default().find("Jane Example") is None


def test_an_ambiguous_name_may_be_another_source_and_is_not_it() -> None:
    registry = Registry.default()
    assert registry.may_be("us-military", "centcom")
    assert registry.root_of("us-military") != registry.root_of("centcom")
    assert not registry.may_be("ohchr", "ocha")


def test_types_and_parents_are_known() -> None:
    registry = Registry.default()
    for source in registry.sources.values():
        assert source.type in PUBLISHER_TYPES
        assert source.parent is None or registry.get(source.parent)
        assert all(registry.get(other) for other in source.may_be)


@pytest.mark.parametrize(
    "name", ["some reports", "witnesses", "local media", "residents", "a source", "a hospital source"]
)
def test_unnamed_speakers(name: str) -> None:
    assert is_unnamed(name)


@pytest.mark.parametrize("name", ["Reuters", "Amnesty International", "the Iraqi police"])
def test_named_speakers(name: str) -> None:
    assert not is_unnamed(name)

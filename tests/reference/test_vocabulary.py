from __future__ import annotations

import pytest

from uncounted.reference.vocabulary import CAUSES, event_types, means, means_words, who


@pytest.mark.parametrize(
    ("word", "status", "sex", "age"),
    [
        ("farmers", "civilian", None, None),
        ("girls", "civilian", "woman", "child"),
        ("soldiers", "member of armed forces", None, None),
        ("militants", "combatant", None, None),
        ("people", None, None, None),
        ("women", None, "woman", "adult"),
        ("children", "civilian", None, "child"),
        ("aid workers", "other protected person", None, None),
    ],
)
def test_words_for_people(word: str, status: str | None, sex: str | None, age: str | None) -> None:
    found = who(word)
    assert found is not None
    assert (found.status, found.sex, found.age_group) == (status, sex, age)


def test_things_are_no_people() -> None:
    assert who("vehicles") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("US air strikes", "airstrike"),
        ("a suicide car bomb", "suicide bombing"),
        ("roadside bomb", "IED"),
        ("shot dead", "shooting"),
        ("drone strike", "drone strike"),
        ("mortar fire", "shelling"),
        ("missile", "missile strike"),
        ("landmines", "landmine"),
    ],
)
def test_means_of_harm(text: str, kind: str) -> None:
    found = means(text)
    assert found is not None
    assert found.type == kind


def test_every_means_has_a_cause_of_the_standard() -> None:
    assert {m.cause for m in means_words().values()} <= set(CAUSES)
    assert {m.type for m in means_words().values()} == set(event_types())

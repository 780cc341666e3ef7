from __future__ import annotations

import pytest

from uncounted.model.errors import UnknownName
from uncounted.reference.vague import vague, vague_words


@pytest.mark.parametrize(
    ("word", "low", "high"),
    [
        ("dozens", 24, None),
        ("Scores of", 40, None),
        ("hundreds", 200, None),
        ("a handful", 3, 5),
        ("a couple of", 2, 2),
        ("several", 2, None),
        ("a number of", 2, None),
        ("thousands", 2000, None),
        ("countless", None, None),
    ],
)
def test_the_default_convention_gives_an_interval_and_no_point(word: str, low: int | None, high: int | None) -> None:
    found = vague(word)
    assert found is not None
    assert (found.low, found.high, found.point) == (low, high, None)
    assert found.rule.startswith("vague:")


def test_points_exist_under_a_named_convention_alone() -> None:
    points = {word: vague(word, "acled") for word in ("tens", "dozens", "hundreds")}
    assert {word: found.point for word, found in points.items() if found} == {"tens": 10, "dozens": 12, "hundreds": 100}
    airwars = vague("dozens", "airwars")
    assert airwars is not None
    assert (airwars.low, airwars.high, airwars.point) == (12, 24, None)


def test_other_words_are_not_vague_quantities() -> None:
    assert vague("twelve") is None
    assert "dozens" in vague_words()


def test_an_unknown_convention_is_named_with_those_that_exist() -> None:
    with pytest.raises(UnknownName, match="acled"):
        vague("dozens", "guess")

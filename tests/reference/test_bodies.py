from __future__ import annotations

import pytest

from uncounted.reference.bodies import body_of


@pytest.mark.parametrize(
    "names",
    [
        ("malis-defence-ministry", "malian-ministry-of-defense", "ministry-of-defence-of-mali"),
        ("afghanistans-interior-ministry", "ministry-of-the-interior-of-afghanistan", "afghanistan-government"),
        ("sudans-army", "sudanese-armed-forces", "military-of-sudan"),
        ("sri-lankas-army", "sri-lankan-military"),
    ],
)
def test_a_body_of_a_state_has_one_name(names: tuple[str, ...]) -> None:
    assert len({body_of(name) for name in names}) == 1


def test_other_bodies_stay_apart() -> None:
    names = ("malian-army", "nigerien-army", "malian-government", "malian-interior-ministry", "monitor-of-mali", "hrw")
    assert len({body_of(name) for name in names}) == len(names)
    assert body_of("unnamed:d1:army") == "unnamed:d1:army"


def test_a_kind_of_body_alone_is_that_of_the_country_given() -> None:
    assert body_of("health-ministry", "LB") == body_of("lebanese-health-ministry")
    assert body_of("health-ministry") != body_of("lebanese-health-ministry")
    assert body_of("city-health-ministry-of-raqqa", "SY") != body_of("syrian-health-ministry")

from __future__ import annotations

import pytest

from uncounted.estimate.simulate import Design, simulate_lists, simulate_strata
from uncounted.model.errors import UserError


def test_a_seed_gives_one_table() -> None:
    design = Design(500, (0.3, 0.2, 0.4), heterogeneity=1.0, dependence=((0, 2, 1.0),))
    assert simulate_lists(design, 7) == simulate_lists(design, 7)
    assert simulate_lists(design, 7) != simulate_lists(design, 8)


def test_independent_lists_overlap_as_chance_has_it() -> None:
    found = simulate_lists(Design(20_000, (0.3, 0.2)), 1)
    assert found.records("L1") == pytest.approx(6000, abs=4 * 65)
    assert found.both("L1", "L2") == pytest.approx(1200, abs=4 * 35)


def test_dependence_and_heterogeneity_change_the_overlap() -> None:
    apart = simulate_lists(Design(20_000, (0.3, 0.2)), 1).both("L1", "L2")
    assert simulate_lists(Design(20_000, (0.3, 0.2), dependence=((0, 1, 1.5),)), 1).both("L1", "L2") > 1.5 * apart
    assert simulate_lists(Design(20_000, (0.3, 0.2), dependence=((0, 1, -1.5),)), 1).both("L1", "L2") < apart / 1.5
    assert simulate_lists(Design(20_000, (0.3, 0.2), heterogeneity=2.0), 1).both("L1", "L2") > 1.5 * apart


def test_strata_have_seeds_of_their_own() -> None:
    design = Design(300, (0.3, 0.2), lists=("press", "morgue"))
    north, south = simulate_strata([({"region": "north"}, design), ({"region": "south"}, design)], 3)
    assert north.cells != south.cells
    assert north.stratum == {"region": "north"}
    assert north.lists == ("press", "morgue")


@pytest.mark.parametrize(
    "parts",
    [
        {"victims": -1, "rates": (0.5,)},
        {"victims": 1, "rates": ()},
        {"victims": 1, "rates": (0.5, 1.0)},
        {"victims": 1, "rates": (0.5,), "lists": ("A", "B")},
        {"victims": 1, "rates": (0.5, 0.5), "dependence": ((1, 0, 1.0),)},
    ],
)
def test_a_design_that_cannot_be_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(UserError):
        Design(**parts)  # type: ignore[arg-type]

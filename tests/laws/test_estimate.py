"""Laws of what stands around estimates: they hold for any tables."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from uncounted.estimate import METHODS, Chao, Histories, combine, method, sum_strata
from uncounted.estimate.consistency import consistency
from uncounted.estimate.sensitivity import sensitivity

LISTS = ("A", "B", "C", "D")
KEYS = ["".join(bits) for bits in product("01", repeat=len(LISTS)) if "1" in bits]
CELLS = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 200), min_size=1, max_size=10)
STRATA = st.lists(CELLS, min_size=1, max_size=4)


def stratum(i: int, cells: dict[str, int], lists: tuple[str, ...] = LISTS) -> Histories:
    return Histories(lists, cells, {"year": str(2000 + i)})


@settings(max_examples=40, deadline=None)
@given(STRATA)
def test_a_sum_is_never_below_what_was_observed(strata: list[dict[str, int]]) -> None:
    tables = [stratum(i, cells) for i, cells in enumerate(strata)]
    found = sum_strata([Chao().fitted(table) for table in tables])
    assert found.n_observed == sum(table.n_observed for table in tables)
    assert len(found.strata) + len(found.floors) == len(tables)
    if found.refused is None:
        assert found.low is not None
        assert found.estimate is not None
        assert found.high is not None
        assert found.n_observed * (1 - 1e-9) <= found.low <= found.estimate <= found.high
    else:
        assert not found.strata
    assert (found.floor is None) == (not found.floors or found.refused is not None)


@settings(max_examples=30, deadline=None)
@given(STRATA, st.permutations(range(len(LISTS))), st.randoms(use_true_random=False))
def test_order_and_names_of_lists_and_order_of_strata_leave_a_sum_alone(
    strata: list[dict[str, int]], order: list[int], chance: object
) -> None:
    plain = [Chao().fitted(stratum(i, cells)) for i, cells in enumerate(strata)]
    moved = [
        Chao().fitted(stratum(i, {"".join(key[k] for k in order): n for key, n in cells.items()}, ("w", "x", "y", "z")))
        for i, cells in enumerate(strata)
    ]
    chance.shuffle(moved)  # type: ignore[attr-defined]
    one, other = sum_strata(plain), sum_strata(moved)
    assert (one.refused is None) == (other.refused is None)
    for a, b in ((one.estimate, other.estimate), (one.low, other.low), (one.high, other.high)):
        assert (a is None and b is None) or a == pytest.approx(b, rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(STRATA)
def test_readings_together_lie_between_the_readings(tables: list[dict[str, int]]) -> None:
    fits = [Chao().fitted(Histories(LISTS, cells)) for cells in tables]
    found = combine(fits)
    assume(found.refused is None)
    assert found.low is not None
    assert found.estimate is not None
    assert found.high is not None
    assert found.low <= found.estimate <= found.high
    assert found.low >= min(fit.estimate.n_observed for fit in fits) * (1 - 1e-9)
    assert found.between_share is not None
    assert 0 <= found.between_share <= 1
    ends = [(fit.estimate.low or 0, fit.estimate.high or 0) for fit in fits if fit.estimate.refused is None]
    assert found.high <= max(max(high for _, high in ends), max(fit.estimate.n_observed for fit in fits)) * 1.01


@settings(max_examples=30, deadline=None)
@given(CELLS)
def test_variations_and_tests_answer_or_say_why_not(cells: dict[str, int]) -> None:
    table = Histories(LISTS, cells)
    for one in (*sensitivity(Chao(), table), *consistency(Chao(), table)):
        assert (one.estimate is None) == (one.refused is not None)
        assert one.n_observed <= table.n_observed


@given(CELLS, st.sampled_from(LISTS), st.sampled_from(LISTS))
def test_merging_lists_loses_nobody_and_counts_nobody_twice(cells: dict[str, int], first: str, second: str) -> None:
    assume(first != second)
    table = Histories(LISTS, cells)
    merged = table.merge(first, second)
    assert merged.n_observed == table.n_observed
    together = table.records(first) + table.records(second) - table.both(first, second)
    assert merged.records(f"{first} + {second}") == together


@pytest.mark.parametrize("name", [name for name in ("closedp", "loglinear", "dga", "stepwise") if name in METHODS])
def test_order_and_names_of_lists_carry_no_information(name: str) -> None:
    cells = {"1000": 90, "0100": 70, "0010": 60, "0001": 50, "1100": 24, "1010": 12, "1001": 9, "0110": 8, "0101": 7}
    cells |= {"0011": 6, "1110": 3, "1101": 2, "1011": 1, "1111": 1}
    order = (2, 0, 3, 1)
    moved = {"".join(key[i] for i in order): n for key, n in cells.items()}
    one = method(name).fit(Histories(LISTS, cells))
    other = method(name).fit(Histories(("w", "x", "y", "z"), moved))
    assert one.estimate == pytest.approx(other.estimate, rel=1e-5)
    if name != "stepwise":  # its interval comes from tables drawn at random
        assert one.low == pytest.approx(other.low, rel=1e-4)
        assert one.high == pytest.approx(other.high, rel=1e-4)

from __future__ import annotations

import pytest

from uncounted.estimate import formulas as f


def test_two_lists_by_hand() -> None:
    assert f.lincoln_petersen(200, 100, 20) == 1000
    assert f.chapman(199, 99, 19) == 999
    assert f.chapman_variance(199, 99, 19) == pytest.approx(200 * 100 * 180 * 80 / (20**2 * 21))


def test_the_bound_for_lists_is_lincoln_petersen_for_two_lists() -> None:
    only_a, only_b, both = 180, 80, 20
    n = only_a + only_b + both
    assert n + f.chao_lists((only_a, only_b), both) == pytest.approx(f.lincoln_petersen(200, 100, 20))
    assert f.chao_lists_variance((only_a, only_b), both) == pytest.approx(f.lincoln_petersen_variance(200, 100, 20))


def test_the_bound_for_equal_lists_is_chaos_with_its_factor() -> None:
    t, f1, f2 = 4, 400, 50
    assert f.chao_lists((100,) * t, f2) == pytest.approx((t - 1) / t * (f.chao_1987(0, f1, f2)))


def test_with_very_many_lists_bound_and_variance_are_those_of_1987() -> None:
    t, f2 = 20_000, 5_000
    singles = (1,) * t
    assert f.chao_lists(singles, f2) == pytest.approx(f.chao_1987(0, t, f2), rel=1e-4)
    assert f.chao_lists_variance(singles, f2) == pytest.approx(f.chao_1987_variance(t, f2), rel=1e-3)


def test_bias_corrected_forms_stand_without_anybody_on_two_lists() -> None:
    assert f.chao_bias_corrected(10, 10, 0) == 55
    assert f.chao_bias_corrected_variance(10, 10, 0) == pytest.approx(45 + 10 * 19**2 / 4 - 10_000 / 220)
    assert f.chao_lists((5, 5), 0, bias_corrected=True) == 25


def test_the_interval_starts_above_what_was_observed() -> None:
    low, high = f.log_normal_interval(100, 110, 400, 0.95)
    assert 100 < low < 110 < high
    assert (low - 100) * (high - 100) == pytest.approx((110 - 100) ** 2)
    assert f.log_normal_interval(100, 100, 0, 0.95) == (100, 100)

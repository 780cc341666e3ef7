"""Poisson log-linear fits: margins are kept, existence and identification are as linear program and rank say."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

from uncounted.estimate.histories import Histories
from uncounted.estimate.loglinear_models import (
    all_models,
    closure,
    generators,
    hierarchical_models,
    model_name,
    more_models_than,
    parse_model,
)
from uncounted.estimate.poisson import (
    by_history,
    cell_counts,
    exists,
    fit_model,
    fit_models,
    identified,
    left_over,
)
from uncounted.estimate.poisson_kernel import FITTED, NO_MAXIMUM, NOT_IDENTIFIED
from uncounted.model.errors import BadSetting

THREE = Histories(("A", "B", "C"), {"100": 50, "010": 40, "001": 30, "110": 8, "101": 6, "011": 5, "111": 2})
# nobody is on both B and C; A holds all of C
SPARSE = Histories(("A", "B", "C"), {"100": 30, "010": 20, "110": 7, "101": 6})


def design(counts: Any, model: tuple[int, ...]) -> Any:
    terms, cells = left_over(counts, model)
    return np.array([[float(c & t == t) for t in terms] for c in cells]), counts[cells]


def random_tables() -> list[Any]:
    chance = np.random.default_rng(7)
    found = []
    for _ in range(25):
        width = int(chance.integers(3, 6))
        counts = chance.poisson(chance.gamma(0.3, 3, 2**width) * chance.choice([0.3, 1, 300])).astype(float)
        counts[0] = 0
        found.append(counts)
    return found


def test_names_of_models() -> None:
    model = parse_model("[34, 123, 14]", 4)
    assert model_name(model) == "[123,14,34]"
    assert parse_model("123,14,34", 4) == model
    assert [t.bit_count() for t in model] == [0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3]
    assert model_name(parse_model("[12]", 3)) == "[12,3]"
    assert model_name(closure((), 3)) == "[1,2,3]"
    assert generators(parse_model("12,3", 3)) == (3, 4)


@pytest.mark.parametrize("text", ["[15]", "[11]", "[12,]", "[1;2]", "x"])
def test_no_such_model(text: str) -> None:
    with pytest.raises(BadSetting, match="A model of 4 lists"):
        parse_model(text, 4)


@pytest.mark.parametrize(
    ("width", "order", "many"),
    [(3, 2, 8), (4, 3, 113), (5, 4, 6893), (3, 1, 1), (4, 2, 64), (5, 2, 1024), (6, 2, 32768)],
)
def test_every_hierarchical_model_once(width: int, order: int, many: int) -> None:
    found = all_models(width, order)
    assert len(found) == len(set(found)) == many
    assert all(set(closure(model, width)) == set(model) for model in found[:200])
    assert not more_models_than(width, order, many)
    assert more_models_than(width, order, many - 1)


def test_independence_of_three_lists_by_hand() -> None:
    # with two lists left out of three the fit is Lincoln-Petersen of the remaining pair
    table = Histories(("A", "B", "C"), {"100": 30, "010": 20, "110": 10, "001": 3, "101": 3, "011": 2, "111": 1})
    fit = fit_model(cell_counts(table), parse_model("[13,23]", 3))
    n1, n2, m = 30 + 10, 20 + 10, 10  # C absent: A and B are independent given C
    assert fit.unrecorded == pytest.approx((n1 - m) * (n2 - m) / m, rel=1e-9)


def test_margins_are_kept_and_the_deviance_is_told() -> None:
    counts = cell_counts(THREE)
    for model in hierarchical_models(3, 2):
        fit = fit_model(counts, model)
        assert fit.converged
        for term in model:
            cells = [c for c in range(1, 8) if c & term == term]
            assert fit.fitted[cells].sum() == pytest.approx(counts[cells].sum(), rel=1e-9)
        positive = counts > 0
        ratio = np.log(counts[positive] / fit.fitted[positive])
        assert fit.deviance == pytest.approx(2 * (counts[positive] * ratio).sum(), abs=1e-8)
        pairs = zip(counts[1:], fit.fitted[1:], strict=True)
        likelihood = sum(y * math.log(m) - m - math.lgamma(y + 1) for y, m in pairs)
        assert fit.log_likelihood == pytest.approx(likelihood, rel=1e-9)
        assert fit.aic == pytest.approx(-2 * likelihood + 2 * len(model), rel=1e-9)
        assert fit.unrecorded == pytest.approx(math.exp(fit.coefficients[0]))


def test_the_saturated_model_of_three_lists_in_closed_form() -> None:
    cells = {k: float(v) for k, v in THREE.cells.items()}
    odd = cells["100"] * cells["010"] * cells["001"] * cells["111"]
    even = cells["110"] * cells["101"] * cells["011"]
    fit = fit_model(cell_counts(THREE), parse_model("[12,13,23]", 3))
    assert fit.unrecorded == pytest.approx(odd / even, rel=1e-9)
    assert fit.deviance == pytest.approx(0, abs=1e-8)
    assert fit.variance == pytest.approx(sum(1 / y for y in cells.values()), rel=1e-5)


def test_a_pair_without_anybody_is_minus_infinity() -> None:
    counts = cell_counts(Histories(THREE.lists, {k: v for k, v in THREE.cells.items() if k[1:] != "11"}))
    fit = fit_model(counts, parse_model("[12,23]", 3))
    assert fit.converged
    assert fit.coefficients[fit.model.index(6)] == -math.inf
    assert fit.fitted[6] == fit.fitted[7] == 0
    assert fit.parameters == 6
    # what is left: A and C independent given B, A and B dependent; B absent leaves Lincoln-Petersen of A and C
    assert fit.unrecorded == pytest.approx(50 * 30 / 6, rel=1e-9)


def test_a_triple_without_anybody_is_minus_infinity() -> None:
    cells = {format(c, "04b"): 5 + c for c in range(1, 16) if c & 14 != 14}
    fit = fit_model(cell_counts(Histories(("A", "B", "C", "D"), cells)), parse_model("[123,4]", 4))
    assert fit.converged
    assert np.isneginf(fit.coefficients).sum() == 1
    assert fit.fitted[7] == fit.fitted[15] == 0


def test_no_maximum_and_not_identified() -> None:
    counts = cell_counts(SPARSE)
    assert fit_model(counts, parse_model("[12,3]", 3)).status == NO_MAXIMUM
    assert not exists(counts, parse_model("[12,3]", 3))
    assert fit_model(counts, parse_model("[12,13,23]", 3)).status == NOT_IDENTIFIED
    assert not identified(counts, parse_model("[12,13,23]", 3))
    assert math.isnan(fit_model(counts, parse_model("[12,3]", 3)).deviance)
    without = [m for m in all_models(3, 2) if identified(counts, m) and not exists(counts, m)]
    assert fit_models(counts, all_models(3, 2)).excluded() == {
        "no maximum of the likelihood exists": len(without),
        "the number of unrecorded victims is not identified": 1,
    }


def test_existence_is_what_the_linear_program_says_and_identification_what_the_rank_says() -> None:
    for counts in random_tables():
        width = counts.size.bit_length() - 1
        models = all_models(width, width - 1)
        models = models[:: max(1, len(models) // 12)]
        for model, status in zip(models, fit_models(counts, models).status, strict=True):
            x, _ = design(counts, model)
            rank = np.linalg.matrix_rank(x) == x.shape[1] if x.size else False
            assert identified(counts, model) == rank
            if not rank:
                assert status == NOT_IDENTIFIED
            else:
                assert (status == FITTED) == exists(counts, model), model_name(model)


def test_huge_counts_scale() -> None:
    counts = cell_counts(THREE)
    for model in hierarchical_models(3, 2):
        small, large = fit_model(counts, model), fit_model(counts * 1e7, model)
        assert large.unrecorded == pytest.approx(small.unrecorded * 1e7, rel=1e-8)
        assert large.deviance == pytest.approx(small.deviance * 1e7, rel=1e-6, abs=1e-3)


def test_many_fits_are_those_of_one_whatever_the_threads() -> None:
    counts = cell_counts(THREE)
    models = list(hierarchical_models(3, 2)) * 40
    one, several = fit_models(counts, models, threads=1), fit_models(counts, models, threads=3)
    assert (one.unrecorded == several.unrecorded).all()
    assert (one.deviance == several.deviance).all()
    alone = [fit_model(counts, model).unrecorded for model in models[:8]]
    assert one.unrecorded[:8].tolist() == alone


def test_the_order_of_the_lists_does_not_matter() -> None:
    for places in itertools.permutations(range(3)):
        table = THREE.restrict([THREE.lists[i] for i in places])
        renamed = "".join(str(places.index(i) + 1) for i in (0, 1))
        fit = fit_model(cell_counts(table), parse_model(renamed, 3))
        assert fit.unrecorded == pytest.approx(fit_model(cell_counts(THREE), parse_model("12", 3)).unrecorded, rel=1e-9)


def test_a_given_empty_cell_makes_the_table_complete() -> None:
    counts = cell_counts(THREE)
    fit = fit_model(counts, parse_model("[12,3]", 3))
    counts[0] = fit.unrecorded
    completed = fit_model(counts, parse_model("[12,3]", 3), first=0)
    assert completed.fitted[0] == pytest.approx(fit.unrecorded, rel=1e-8)
    assert completed.deviance == pytest.approx(fit.deviance, rel=1e-8)


def test_cells_by_history() -> None:
    assert by_history(np.arange(8.0)).tolist() == [4, 2, 6, 1, 5, 3, 7]  # 001, 010, 011, 100, ...

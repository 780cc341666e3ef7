from __future__ import annotations

import math

import numpy as np
import pytest

pytest.importorskip("numba")

from uncounted.estimate import Histories, LatentClass
from uncounted.estimate import latent_moves as moves
from uncounted.estimate import latent_target as target
from uncounted.estimate.compiled import outer
from uncounted.estimate.latent_runs import KEPT, log_evidence, start
from uncounted.estimate.mixture import draw_mixture, fit_mixture, mixture_density
from uncounted.estimate.random_bits import words
from uncounted.model.errors import BadSetting

CELLS = {"100": 60, "010": 45, "001": 30, "110": 14, "101": 9, "011": 8, "111": 5}
TABLE = Histories(("A", "B", "C"), CELLS)
set_state = outer(target.set_state)
QUICK = LatentClass(classes=4, runs=2, budget=0.3)


def _state(classes: int = 4, seed: int = 1) -> tuple[target.Table, np.ndarray, np.ndarray]:
    table = target.table_of(CELLS, classes, 0.25, 0.25)
    states, work = target.states_for(table, 2), target.workspace(table)
    rng = np.random.default_rng(seed)
    target.draw_prior(rng, table, states[0])
    states[0, :classes, target.W] = np.log(rng.exponential(size=classes))
    set_state(table, states[0], work[0])
    return table, states, work


def test_the_likelihood_is_that_of_the_mixture() -> None:
    table, states, _ = _state()
    s, first = states[0], target.FIRST
    lam = 1 / (1 + np.exp(-s[:4, first : first + 3]))
    assert s[:4, target.PI].sum() == pytest.approx(1)
    each = {h: s[:4, target.PI] @ np.where([b == "1" for b in h], lam, 1 - lam).prod(axis=1) for h in (*CELLS, "000")}
    expected = sum(n * math.log(each[h]) for h, n in CELLS.items()) - table.n * math.log(1 - each["000"])
    assert s[0, target.LL] == pytest.approx(expected, rel=1e-12)
    assert s[0, target.LL] < table.bound


def test_the_gradient_is_that_of_finite_differences() -> None:
    table, states, work = _state()
    s = states[0]
    outer(target.log_likelihood)(table, s, work[0])
    outer(target.gradient)(table, s, work[0], work[4])
    at = target.FIRST + 2 * table.lists + len(table.counts)
    for k in range(4):
        for j in range(table.lists + (k < 3)):
            column, found = target.FIRST + j if j < table.lists else target.W, []
            for step in (1e-5, -1e-5):
                states[1] = s
                states[1, k, column] += step
                set_state(table, states[1], work[1])
                found.append(states[1, 0, target.LL])
            assert s[k, at + j] == pytest.approx((found[0] - found[1]) / 2e-5, rel=1e-4, abs=1e-4)


def test_sticks_and_weights_are_each_others_inverse() -> None:
    table, states, _ = _state(classes=6, seed=3)
    before = states[0, :5, target.W].copy()
    outer(target.sticks_from_weights)(table, states[0])
    assert states[0, :5, target.W] == pytest.approx(before, abs=1e-9)


@pytest.mark.slow
def test_rounds_without_data_return_the_prior() -> None:
    """Many short runs from draws of the prior must end at draws of the prior, each apart from the others.

    Bounds are five standard errors of as many independent draws, whatever the arithmetic of the machine. What single
    moves do is told apart in ``test_latent_moves``.
    """
    table = target.table_of(CELLS, 6, 0.25, 0.25)
    table = table._replace(counts=np.zeros_like(table.counts), n=0.01, bound=5.0, free=0)
    tuned = start(table, 4, 5)
    for _ in range(4):
        tuned.tune(tuned.block(150, keep=True))
    tuned.learn()  # libraries of what was met, which must not draw the moves away from the prior
    many = start(table, KEPT, 6)
    many.use = tuned.use
    many.block(40, keep=True)
    shares = np.exp(many.kept[0][:, 0, :, -1])
    rates = 1 / (1 + np.exp(-many.kept[0][:, 0, :, :-1]))
    alpha = np.random.default_rng(1).standard_gamma(0.25, 2_000_000) / 0.25
    for k in range(6):
        exact = float(((alpha / (1 + alpha)) ** k / (1 + alpha * (k < 5))).mean())
        assert shares[:, k].mean() == pytest.approx(exact, abs=5 * float(shares[:, k].std()) / KEPT**0.5)
        assert rates[:, k].mean(axis=0) == pytest.approx(np.full(3, 0.5), abs=5 * (1 / 12 / KEPT) ** 0.5)
        assert rates[:, k].var(axis=0) == pytest.approx(np.full(3, 1 / 12), abs=5 * (1 / 180 / KEPT) ** 0.5)


def test_a_mixture_that_is_fitted_gives_back_its_points() -> None:
    rng = np.random.default_rng(2)
    points = np.concatenate((rng.normal(0, 1, (800, 2)), rng.normal(6, 0.5, (400, 2))))
    mixture, work = fit_mixture(rng, points, 3), np.zeros(4)
    draw, density = outer(draw_mixture), outer(mixture_density)
    r, drawn = words(np.random.SeedSequence(1)), np.zeros((4000, 2))
    for x in drawn:
        least = draw(r, mixture, 2, x, work)
        assert least <= density(mixture, 2, x, work) + 1e-9
    assert drawn.mean(axis=0) == pytest.approx(points.mean(axis=0), abs=0.25)
    grid = np.linspace(-20, 25, 226)
    mass = sum(math.exp(density(mixture, 2, np.array([x, y]), work)) for x in grid for y in grid)
    assert mass * 0.2**2 == pytest.approx(1, abs=0.01)


def test_log_evidence_of_a_known_ladder() -> None:
    """With log likelihood -x^2/2 and prior N(0, 1), the evidence at beta is (1 + beta)^(-1/2)."""
    betas = np.array([0.1, 0.4, 1.0])
    x = np.random.default_rng(3).standard_normal((20000, 3)) / np.sqrt(1 + betas)
    assert log_evidence(betas, -0.5 * x**2) == pytest.approx(-0.5 * math.log(2 / 1.1), abs=0.01)


def test_the_same_seed_gives_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    one = QUICK.fitted(TABLE)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    two = QUICK.fitted(TABLE)
    assert one.draws is not None
    assert two.draws is not None
    assert (one.draws == two.draws).all()
    assert one.estimate.diagnostics == two.estimate.diagnostics
    assert one.estimate.hash == two.estimate.hash


def test_an_answer_says_what_certifies_it() -> None:
    found = QUICK.fit(TABLE)
    assert found.refused is None
    assert found.low is not None
    assert 171 <= found.low < found.estimate < found.high
    assert found.diagnostics["converged"] == (not any("do not agree" in each for each in found.warnings))
    assert len(found.diagnostics["runs"]) == 2
    assert 0 <= found.diagnostics["p_above_21n"] < 0.05
    assert sum(mode["weight"] for mode in found.diagnostics["modes"]) == pytest.approx(1)


@pytest.mark.slow
def test_plain_and_tempered_runs_agree() -> None:
    cells = {history: 12 * count for history, count in CELLS.items()}
    table = Histories(("A", "B", "C"), cells)
    plain = LatentClass(classes=4, runs=4, budget=0.5, sampler="plain").fit(table)
    ladder = LatentClass(classes=4, runs=4, budget=0.5, sampler="tempering").fit(table)
    assert ladder.diagnostics["rungs"] > 1
    assert plain.estimate == pytest.approx(ladder.estimate, rel=0.03)
    assert plain.high == pytest.approx(ladder.high, rel=0.15)


def test_two_lists_are_refused_and_bad_settings_are_errors() -> None:
    assert "needs 3" in str(LatentClass().fit(Histories(("A", "B"), {"10": 5, "01": 6, "11": 2})).refused)
    for wrong in ({"classes": 1}, {"runs": 1}, {"a": 0}, {"budget": 0}, {"seed": -1}, {"sampler": "nuts"}):
        with pytest.raises(BadSetting):
            LatentClass(**wrong)  # type: ignore[arg-type]


def test_every_kind_of_move_is_tried() -> None:
    runs = start(target.table_of({h: 20 * n for h, n in CELLS.items()}, 6, 0.25, 0.25), 2, 1)
    for _ in range(5):
        runs.tune(runs.block(60, keep=True))
    runs.learn()
    tally = sum(trace.tally for trace in runs.block(100))[-1]
    assert (
        tally[[moves.STICK, moves.SWAP, moves.PAIR, moves.BIRTH, moves.JUMP, moves.LEAP, moves.SHAPED], 0] > 0
    ).all()
    assert 0 < tally[moves.JUMP, 1] < tally[moves.JUMP, 0]

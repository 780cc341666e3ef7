"""Simulated truths, ranks that tell a right posterior from a wrong one, and commands that go on where they stopped."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")

from evaluation.estimation import calibration, coverage, latent_class, long_runs
from evaluation.estimation.kept import Kept
from evaluation.estimation.simulated_priors import SIMULATED, Posterior, drawn_given_recorded, graph_cells

from uncounted.estimate import DecomposableGraphs, Histories, LatentClass
from uncounted.estimate.coverage import table, tables

ROW = calibration.Row("lcmcr", 3)


def ranked(stretched: float, moved: float, many: int = 300) -> list[calibration.Ranks]:
    """A truth and draws from one normal law, the draws spoilt."""
    rng, found = np.random.default_rng(4), []
    for _ in range(many):
        data = rng.normal(0, 3)
        draws = moved + data + stretched * rng.standard_normal(500)
        posterior = Posterior({"N": data + rng.standard_normal()}, {"N": draws})
        found.append((calibration.ranks(posterior, rng), 0, 0, True, ""))
    return found


def test_ranks_are_uniform_where_draws_are_from_the_law_of_the_truth(capsys: pytest.CaptureFixture[str]) -> None:
    assert calibration.show(ROW, ranked(1.0, 0.0)) == 0
    assert "NOT UNIFORM" not in capsys.readouterr().out


@pytest.mark.parametrize(("stretched", "moved"), [(0.7, 0.0), (1.4, 0.0), (1.0, 0.4)])
def test_ranks_tell_draws_that_are_too_narrow_too_wide_or_beside_the_truth(stretched: float, moved: float) -> None:
    assert calibration.show(ROW, ranked(stretched, moved)) == 1
    assert calibration.show(calibration.Row("lcmcr", 3, (), uniform=False), ranked(stretched, moved)) == 0


def test_ties_are_broken_by_lot() -> None:
    rng = np.random.default_rng(1)
    same = Posterior({"N": 5.0}, {"N": np.full(200, 5.0)})
    found = [calibration.ranks(same, rng)["N"] for _ in range(400)]
    assert (min(found), max(found)) == (pytest.approx(0, abs=2), pytest.approx(99, abs=2))


def test_given_the_recorded_the_unrecorded_are_negative_binomial() -> None:
    rng, cells = np.random.default_rng(2), np.full(8, 1 / 8)
    drawn = [drawn_given_recorded(cells, 3, rng) for _ in range(3000)]
    n = np.array([sum(counts.values()) for counts, _ in drawn])
    unseen = np.array([victims for _, victims in drawn]) - n
    assert "000" not in drawn[0][0]
    assert (unseen / n).mean() == pytest.approx(1 / 7, rel=0.01)
    assert ((unseen - n / 7) ** 2 / (n / 7 * 8 / 7)).mean() == pytest.approx(1, abs=0.1)


def test_cells_of_graphs_have_the_beta_margins_of_the_hyper_dirichlet_law() -> None:
    rng = np.random.default_rng(3)
    cells = np.array([graph_cells(DecomposableGraphs(delta=0.5), 3, rng) for _ in range(4000)])
    first = cells.reshape(-1, 2, 4)[:, 1].sum(axis=1)  # Beta(2, 2), whatever the graph
    assert cells.sum(axis=1) == pytest.approx(1)
    assert (first.mean(), first.var()) == (pytest.approx(0.5, abs=0.012), pytest.approx(0.05, rel=0.06))


def test_the_thresholded_method_without_a_threshold_is_ranked_within_the_box_of_its_truths() -> None:
    from uncounted.estimate import BayesianThreshold

    rng, found = np.random.default_rng(5), None
    while found is None:
        found = SIMULATED["bayes-threshold"](BayesianThreshold(threshold=0, draws_per_run=200), 3, rng)
    assert found.truth.keys() == found.draws.keys() == {"N", "log lik"}
    assert len(found.draws["N"]) == len(found.draws["log lik"]) >= found.worth


def test_answers_are_kept_and_a_line_that_was_cut_off_is_worked_out_again(tmp_path: Path) -> None:
    path, asked = tmp_path / "kept", list[int]()

    def work(task: calibration.Task) -> int:
        asked.append(task.seed)
        return task.seed * 10

    tasks = [calibration.Task("dga", 3, ("delta=0.5",), seed) for seed in range(3)]
    with ThreadPoolExecutor(1) as pool:
        assert sorted(found for _, found in Kept(path).through(tasks, work, pool)) == [0, 10, 20]
        path.write_text(path.read_text()[:-4])
        assert sorted(found for _, found in Kept(path).through(tasks, work, pool)) == [0, 10, 20]
        assert sorted(found for _, found in Kept(path).through(tasks, work, pool)) == [0, 10, 20]
    assert asked == [0, 1, 2, 2]


def test_coverage_of_tables_one_by_one_is_that_of_all(tmp_path: Path) -> None:
    designs = coverage.SCENARIOS["sum of four strata"]
    assert table(designs, 2, 7) == tables(designs, 3, 7)[2]
    task = coverage.Task("independent", "chao", (), 1, 0)
    row = coverage.line(task, [coverage.measure(task), (None, 0.0)])
    assert row.split()[:3] == ["independent", "chao", "1"]


def test_a_long_run_is_compared_by_weights_of_modes_and_by_its_numbers() -> None:
    draws = np.concatenate((np.linspace(90, 110, 400), np.linspace(190, 210, 600)))
    long = {"cuts": [150], "weights": [0.3, 0.7], "low": 91, "median": 195, "high": 209}
    modes, shares = latent_class.off(draws, long)
    assert modes == pytest.approx(0.1)
    assert shares == pytest.approx(0.05, abs=0.002)


def test_a_long_run_goes_on_where_it_stopped_and_tells_how_far_its_answers_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    histories = Histories(("A", "B", "C"), {"100": 60, "010": 45, "110": 14, "101": 9, "011": 8})
    asked: list[int] = []

    def answer(lists: tuple[str, ...], method: LatentClass, task: long_runs.Task) -> dict[str, object]:
        asked.append(task.seed)
        if len(asked) == 4:
            raise KeyboardInterrupt
        rng, low = np.random.default_rng(task.seed), 700 if task.seed % 2 else 600  # of 2,000 draws around 300
        draws = np.concatenate((rng.normal(300, 10, low), rng.normal(900, 30, long_runs.QUANTILES - low)))
        return {"draws": [int(x) for x in np.sort(draws)], "converged": True, "sampler": "plain"}

    monkeypatch.setattr(long_runs, "answer", answer)
    with pytest.raises(KeyboardInterrupt):
        long_runs.long_run("t", histories, LatentClass(seed=3), Kept(tmp_path / "kept"))
    found = long_runs.long_run("t", histories, LatentClass(seed=3), Kept(tmp_path / "kept"))
    assert len(set(asked)) == long_runs.LONGER == len(asked) - 1 == found["agreed"]
    assert found["weights"] == [pytest.approx(0.325), pytest.approx(0.675)]
    assert found["spread"] == [pytest.approx(0.026, abs=0.001)] * 2
    assert 400 < found["cuts"][0] < 800 < found["median"] < 1000
    off = latent_class.off(np.concatenate((np.full(300, 300.0), np.full(700, 900.0))), found)
    assert off[0] == pytest.approx(0.025)


def test_an_answer_of_a_long_run_keeps_its_draws_by_rank() -> None:
    histories = Histories(("A", "B", "C"), {"100": 60, "010": 45, "001": 30, "110": 14, "101": 9, "011": 8, "111": 5})
    task = long_runs.Task("t", tuple(histories.cells.items()), 5, 0.1)
    method = LatentClass(classes=3, runs=2, sampler="gibbs")
    found = long_runs.answer(histories.lists, method, task)
    exact = LatentClass(classes=3, runs=2, sampler="gibbs", seed=5, budget=0.1).fitted(histories).draws
    assert exact is not None
    assert found["draws"] == sorted(found["draws"])
    assert np.median(found["draws"]) == pytest.approx(np.median(exact), abs=1)
    assert found["sampler"] == "gibbs"

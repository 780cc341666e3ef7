"""What stands around a single answer: checks, kept answers, comparison, sensitivity, consistency."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from uncounted.estimate import METHODS, Chao, Chapman, Histories, method
from uncounted.estimate.cache import Results
from uncounted.estimate.checks import poor_fit, predictive_check
from uncounted.estimate.comparison import spread
from uncounted.estimate.consistency import consistency, trajectory
from uncounted.estimate.grids import GRIDS
from uncounted.estimate.interface import Estimator, Fit, Method, histories_of
from uncounted.estimate.sensitivity import sensitivity
from uncounted.estimate.simulate import Design, simulate_lists
from uncounted.model.errors import BadSetting
from uncounted.model.estimate import Estimate

FOUR = simulate_lists(Design(4000, (0.5, 0.3, 0.2, 0.4), lists=("press", "morgue", "police", "family")), 5)


@dataclass(frozen=True)
class Alike(Estimator):
    """Independent lists, by the method of moments on the first two: enough to test what stands around a method."""

    level: float = 0.95
    shift: float = 0.0
    seed: int = 1

    name: ClassVar[str] = "alike"
    assumption: ClassVar[str] = "All lists are independent."
    runs: ClassVar[list[int]] = []

    def find(self, table: Histories) -> Fit:
        self.runs.append(1)
        a, b = table.lists[:2]
        if not table.both(a, b):
            return Fit(table.lists, self.assumption, refused="the first two lists share nobody")
        value = table.records(a) * table.records(b) / table.both(a, b) + self.shift
        rates = [table.records(name) / value for name in table.lists]
        row = [
            np.prod([rate if bit == "1" else 1 - rate for rate, bit in zip(rates, history, strict=True)])
            for history in histories_of(len(rates))
        ]
        draws = np.random.default_rng(self.seed).normal(value, value / 20, 500)
        low, high = float(draws.min()), float(draws.max())
        return Fit(table.lists, self.assumption, value, low, high, draws=draws, expected=np.array([row]))

    def variations(self, table: Histories) -> Sequence[tuple[str, Estimator]]:  # noqa: ARG002  # the same for any table
        return (("shift = 100", Alike(self.level, 100.0)),)


def test_a_model_that_made_the_table_passes_the_check() -> None:
    fit = Results().fitted(Alike(), FOUR).estimate
    check = fit.diagnostics["predictive"]
    assert check["p"] > 0.05
    assert [cell["history"] for cell in check["cells"]] == list(histories_of(4))
    assert sum(cell["observed"] for cell in check["cells"]) == FOUR.n_observed
    assert fit.warnings == ()


def test_a_model_that_does_not_fit_is_named_with_the_cells() -> None:
    linked = simulate_lists(Design(4000, (0.5, 0.3, 0.2, 0.4), dependence=((2, 3, 2.5),)), 5)
    fit = Results().fitted(Alike(), linked).estimate
    assert fit.diagnostics["predictive"]["p"] < 0.01
    assert "0011" in fit.diagnostics["predictive"]["beyond"]
    assert "does not reproduce the overlap table" in fit.warnings[-1]


def test_p_values_of_a_true_model_are_not_small() -> None:
    rates = np.array([0.2, 0.3, 0.1, 0.05, 0.15, 0.1, 0.1])
    chance = np.random.default_rng(3)
    found = []
    for _ in range(60):
        counts = chance.multinomial(300, rates)
        table = Histories(("A", "B", "C"), dict(zip(histories_of(3), map(int, counts), strict=True)))
        found.append(predictive_check(table, rates[None, :])["p"])
    assert 0.35 < np.mean(found) < 0.65
    assert poor_fit({"p": 0.5, "replicates": 2000}) is None


def test_an_answer_is_kept_with_its_draws_and_damage_costs_only_time(tmp_path: Path) -> None:
    told: list[bool] = []

    def tell(_method: Method, _table: Histories, kept: bool) -> None:
        told.append(kept)

    results = Results(tmp_path, worth=0, told=tell)
    first, again = results.fitted(Alike(), FOUR), results.fitted(Alike(), FOUR)
    assert told == [False, True]
    assert again.estimate == first.estimate
    assert first.draws is not None
    assert np.array_equal(first.draws, again.draws)  # type: ignore[arg-type]
    assert results.fitted(Alike(shift=1.0), FOUR).estimate.estimate != first.estimate.estimate
    assert results.fitted(Alike(seed=2), FOUR).estimate.seed == 2
    assert told[2:] == [False, False]
    for path in tmp_path.rglob("*.json"):
        path.write_text("{")
    assert results.fitted(Alike(), FOUR).estimate.estimate == first.estimate.estimate
    assert told[-1] is False
    assert not list(tmp_path.rglob(".part-*"))


def test_quick_answers_and_refused_folders_are_not_kept(tmp_path: Path) -> None:
    Results(tmp_path).fitted(Chao(), FOUR)
    assert not list(tmp_path.rglob("*.json"))
    (tmp_path / "file").write_text("")
    assert Results(tmp_path / "file", worth=0).fitted(Alike(), FOUR).estimate.estimate


def test_methods_side_by_side() -> None:
    low, high = Alike().fit(FOUR), Alike(shift=5000.0).fit(FOUR)
    refused = Estimate(None, "none", "estimate", FOUR.n_observed, refused="no")
    found = spread([low, high, refused, Chao().fit(FOUR), Chapman(lists=("press", "morgue")).fit(FOUR)])
    assert found is not None
    assert (found.lowest, found.highest) == (low.estimate, high.estimate)
    assert found.methods == ("alike (shift 0)", "alike (shift 5000)")
    assert found.apart == (found.methods,)
    assert found.refused == ("none",)
    assert spread([Chao().fit(FOUR)]) is None
    alone = spread([low])
    assert alone is not None
    assert alone.ratio is None


def test_sensitivity_changes_one_thing_at_a_time() -> None:
    found = list(sensitivity(Alike(), FOUR))
    assert [v.change for v in found] == ["as asked", "setting"] + ["list left out"] * 4 + ["lists merged"] * 6
    assert found[1].what == "shift = 100"
    assert (found[1].estimate or 0) - (found[0].estimate or 0) == pytest.approx(100)
    assert found[2].what == "without press"
    assert found[2].n_observed < FOUR.n_observed
    assert found[-1].what == "police and family as one list"
    assert found[-1].n_observed == FOUR.n_observed


def test_with_three_lists_one_less_is_refused() -> None:
    three = FOUR.restrict(("press", "morgue", "police"))
    assert all(v.refused for v in sensitivity(Alike(), three) if v.change in ("list left out", "lists merged"))
    assert [v.change for v in sensitivity(Alike(), FOUR.restrict(("press", "morgue")))] == ["as asked", "setting"]


def test_each_list_in_turn_is_the_truth() -> None:
    found = list(consistency(Chao(), FOUR))
    assert [one.list for one in found] == list(FOUR.lists)
    for one in found:
        assert one.truth == FOUR.records(one.list)
        assert one.n_observed < one.truth
        assert abs(one.error or 1) < 0.1  # these lists are independent: each one's length can be told from the others
        assert one.covered == ((one.low or 0) <= one.truth <= (one.high or 0))
    assert sum(bool(one.covered) for one in found) >= 3
    assert all(one.refused for one in consistency(Chao(), FOUR.restrict(FOUR.lists[:3])))


def test_lists_are_added_from_the_longest_down() -> None:
    found = list(trajectory(Chao(), FOUR))
    assert [len(point.lists) for point in found] == [3, 4]
    assert found[0].lists == ("press", "family", "morgue")
    assert found[-1].estimate == Chao().fit(FOUR).estimate


def test_merging_and_narrowing_keep_every_victim() -> None:
    merged = FOUR.merge("police", "press")
    assert merged.lists == ("morgue", "police + press", "family")
    assert merged.n_observed == FOUR.n_observed
    assert merged.records("police + press") == FOUR.records("police") + FOUR.records("press") - FOUR.both(
        "police", "press"
    )
    inside = FOUR.within("press")
    assert inside.lists == ("morgue", "police", "family")
    assert inside.records("morgue") == FOUR.both("press", "morgue")


@pytest.mark.parametrize("name", [name for name in GRIDS if name in METHODS])
def test_grids_change_one_setting_that_the_method_has(name: str) -> None:
    one = method(name)
    found = list(one.variations(FOUR))  # type: ignore[attr-defined]
    assert found
    for what, other in found:
        changed = [
            f.name
            for f in dataclasses.fields(one)
            if getattr(one, f.name) != getattr(other, f.name)  # type: ignore[arg-type]
        ]
        assert changed == [what.split(" = ")[0]]


@dataclass(frozen=True)
class Particular(Alike):
    """A method whose settings go with four lists only."""

    def find(self, table: Histories) -> Fit:
        if len(table.lists) != 4:
            raise BadSetting("This needs four lists.")
        return super().find(table)


def test_settings_that_do_not_fit_a_smaller_table_are_refused_there() -> None:
    found = list(sensitivity(Particular(), FOUR))
    assert found[0].refused is None
    assert {one.refused for one in found if one.change == "list left out"} == {
        "the settings do not fit this table: This needs four lists"
    }
    assert all(one.refused for one in consistency(Particular(), FOUR))

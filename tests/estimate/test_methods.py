from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from uncounted.estimate import METHODS, Chao, Chao1987, Chapman, Histories, LincolnPetersen, chosen, fit_all, method
from uncounted.model import records
from uncounted.model.errors import UnknownName, UserError
from uncounted.model.estimate import Estimate

TWO = Histories(("A", "B"), {"10": 180, "01": 80, "11": 20})
THREE = Histories(("A", "B", "C"), {"100": 50, "010": 40, "001": 30, "110": 8, "101": 6, "011": 5, "111": 2})


def test_two_lists_are_arithmetic_and_never_an_estimate() -> None:
    for one in fit_all((TWO,), (LincolnPetersen(), Chapman())):
        assert one.kind == "arithmetic"
        assert one.low is not None
        assert one.high is not None
        assert one.n_observed < one.low < (one.estimate or 0) < one.high
        assert one.counts == {"n1": 200, "n2": 100, "m": 20, "n": 280}
        assert "independent" in one.assumption


def test_two_list_methods_answer_for_each_pair() -> None:
    assert [one.used for one in fit_all((THREE,), (Chapman(),))] == [("A", "B"), ("A", "C"), ("B", "C")]
    with pytest.raises(UserError, match="Name the two lists"):
        Chapman().fit(THREE)
    assert Chapman(lists=("A", "C")).fit(THREE).counts["m"] == 8


def test_the_bound_is_below_the_formula_of_1987() -> None:
    bound, published = Chao().fit(THREE), Chao1987().fit(THREE)
    assert (bound.kind, published.kind) == ("lower bound", "arithmetic")
    assert bound.estimate == pytest.approx(141 + (50 * 40 + 50 * 30 + 40 * 30) / 19)
    assert published.estimate == pytest.approx(141 + 120**2 / 38)
    assert "3/2" in published.warnings[0]


def test_below_two_usable_lists_there_is_nothing() -> None:
    apart = Histories(("A", "B"), {"10": 9, "01": 9})
    for name in METHODS:
        found = list(fit_all((apart,), (method(name),)))
        assert [one.estimate for one in found] == [None]
        assert "usable" in (found[0].refused or "")


def test_below_three_usable_lists_there_is_no_bound() -> None:
    lonely = Histories(("A", "B", "C"), {"100": 40, "010": 30, "001": 20, "110": 6})
    for each in (Chao(), Chao1987()):
        assert "2 usable lists" in (each.fit(lonely).refused or "")
    assert [one.used for one in fit_all((lonely,), (Chapman(),))] == [("A", "B")]


def test_a_pair_without_a_common_victim_gives_nothing() -> None:
    table = Histories(("A", "B", "C"), {"100": 5, "110": 4, "101": 3, "010": 1, "001": 1})
    found = {one.used: one.refused for one in fit_all((table,), (Chapman(),))}
    assert "share no victim" in (found["B", "C"] or "")
    assert found["A", "B"] is None


def test_lists_that_cannot_be_used_are_left_out_aloud() -> None:
    cells = {history + "0": count for history, count in THREE.cells.items()}
    wider = Histories((*THREE.lists, "D"), {**cells, "0001": 11})
    found = Chao().fit(wider)
    assert found.used == ("A", "B", "C")
    assert found.n_observed == THREE.n_observed + 11
    assert found.estimate == Chao().fit(THREE).estimate
    assert found.warnings == ("list D is left out: shares no victim with another list",)


def test_without_doubles_the_bias_corrected_form_is_named() -> None:
    found = Chao().fit(Histories(("A", "B", "C"), {"100": 5, "010": 5, "001": 5, "111": 2}))
    assert found.estimate == 17 + 75
    assert "bias-corrected" in found.warnings[0]
    assert found.settings["bias_corrected"] is False


def test_a_figure_below_what_was_observed_says_so() -> None:
    table = Histories(("A", "B", "C"), {"110": 50, "100": 2, "010": 2, "001": 500, "101": 1})
    found = Chapman(lists=("A", "B")).fit(table)
    assert any("below the 555 victims" in warning for warning in found.warnings)


def test_the_hash_is_of_inputs_and_settings_and_not_of_time() -> None:
    first, again = Chapman().fit(TWO), Chapman().fit(TWO)
    assert first.hash == again.hash
    assert dataclasses.replace(first, seconds=None) == dataclasses.replace(again, seconds=None)
    others = [
        Chapman(level=0.9).fit(TWO),
        LincolnPetersen().fit(TWO),
        Chapman().fit(Histories(("A", "C"), TWO.cells)),
        Chapman().fit(dataclasses.replace(TWO, stratum={"year": "2001"})),
        Chapman().fit(Histories(("A", "B"), {**TWO.cells, "11": 21})),
    ]
    assert len({first.hash, *(other.hash for other in others)}) == 6


def test_an_estimate_survives_json() -> None:
    for one in fit_all((TWO, THREE), (Chapman(), Chao())):
        value = records.to_json(one)
        assert value["type"] == "estimate"
        assert value["rhat"] is None
        assert records.from_json(Estimate, value) == one


def test_methods_are_found_by_name() -> None:
    assert method("chapman", level=0.9) == Chapman(level=0.9)
    assert chosen("all") == tuple(METHODS)
    assert chosen("chao, chapman,chao") == ("chao", "chapman")
    with pytest.raises(UnknownName, match="lincoln-petersen"):
        chosen("petersen")
    with pytest.raises(UserError, match="no such setting"):
        method("chapman", burnin=10)
    with pytest.raises(UserError, match="level"):
        method("chapman", level=95)


def test_importing_the_methods_stays_light() -> None:
    code = (
        "import sys, uncounted.estimate as e; e.Chao, e.Chapman; print({'numpy', 'scipy', 'numba'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.parametrize("bad", [{"low": 5.0}, {"estimate": None}, {"refused": "no"}, {"level": 1.0}, {"high": 1e999}])
def test_an_estimate_holds_together(bad: dict[str, object]) -> None:
    good = Estimate(None, "m", "estimate", 1, 3.0, 2.0, 4.0)
    with pytest.raises(ValueError, match=r"."):
        dataclasses.replace(good, **bad)

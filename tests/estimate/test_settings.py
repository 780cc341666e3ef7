from __future__ import annotations

import sys
from dataclasses import dataclass
from types import SimpleNamespace
from typing import ClassVar, Literal

import numpy as np
import pytest

from uncounted.estimate import Chao, Histories, methods, to_arviz
from uncounted.estimate.interface import Estimator, Fit, Fitted
from uncounted.estimate.settings import build
from uncounted.model.errors import BadSetting, MissingExtra, UnknownName, UserError
from uncounted.model.estimate import Estimate


@dataclass(frozen=True)
class Varied(Estimator):
    level: float = 0.95
    seed: int = 1
    delta: float | None = None
    order: int = 2
    averaged: bool = False
    criterion: Literal["bic", "aic"] = "bic"
    terms: tuple[str, ...] = ()

    name: ClassVar[str] = "chao-1987"
    assumption: ClassVar[str] = ""

    def find(self, table: Histories) -> Fit:
        return Fit(table.lists, "", refused="no")


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(methods.METHODS, "chao-1987", f"{__name__}:Varied")
    monkeypatch.setitem(sys.modules, __name__, sys.modules.get(__name__) or SimpleNamespace(Varied=Varied))


def test_settings_take_the_type_of_their_field() -> None:
    given = ["delta=0.25", "order=3", "averaged=yes", "criterion=aic", "terms=AB, BC"]
    (found,) = build(["chao-1987"], level=0.9, seed=7, given=given)
    assert found == Varied(0.9, 7, 0.25, 3, True, "aic", ("AB", "BC"))
    assert build(["chao-1987"], given=["delta=none"]) == (Varied(),)


def test_what_names_a_method_wins() -> None:
    both = build(["chao", "chao-1987"], level=0.8, given=["chao-1987.level=0.5", "level=0.7"])
    assert both == (Chao(0.7), Varied(0.5))


@pytest.mark.parametrize("bad", ["order=2.5", "averaged=7", "criterion=dic", "delta=much", "=3", "delta", "no.such=1"])
def test_what_does_not_fit_is_refused(bad: str) -> None:
    with pytest.raises(BadSetting):
        build(["chao-1987"], given=[bad])


def test_a_method_whose_packages_are_missing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(methods, "BASE", ("chao",))
    monkeypatch.setattr(methods, "find_spec", lambda _name: None)
    with pytest.raises(MissingExtra, match=r"uncounted\[estimate\]"):
        build(["chao-1987"])
    assert build(["chao"]) == (Chao(),)
    with pytest.raises(UnknownName):
        build(["guess"])


def fitted(draws: np.ndarray | None, runs: int = 0) -> Fitted:
    told = {"runs": [{"seed": i} for i in range(runs)]} if runs else {}
    return Fitted(Estimate(None, "made", "estimate", 5, 10.0, 8.0, 12.0, hash="h", diagnostics=told), draws)


@pytest.mark.parametrize("version", ["0.22.0", "1.2.0"])
def test_draws_go_to_arviz_of_either_kind(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def from_dict(groups: object = None, posterior: object = None) -> dict[str, SimpleNamespace]:
        values = posterior if version.startswith("0") else groups["posterior"]  # type: ignore[index]
        return {"posterior": SimpleNamespace(values=values, attrs={})}

    monkeypatch.setitem(sys.modules, "arviz", SimpleNamespace(__version__=version, from_dict=from_dict))
    found = to_arviz(fitted(np.arange(6.0)))["posterior"]
    assert found.values["N"].shape == (1, 6)
    assert found.attrs["method"] == "made"
    by_run = to_arviz(fitted(np.arange(6.0), 3))["posterior"].values["N"]
    assert by_run.tolist() == [[0, 1], [2, 3], [4, 5]]
    with pytest.raises(UserError, match="no draws"):
        to_arviz(fitted(None))


def test_without_arviz_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arviz", None)
    with pytest.raises(UserError, match="pip install arviz"):
        to_arviz(fitted(np.arange(6.0)))


def test_draws_are_those_of_the_installed_arviz() -> None:
    pytest.importorskip("arviz", reason="ArviZ is not installed")
    assert to_arviz(fitted(np.arange(12.0), 3))["posterior"]["N"].shape == (3, 4)

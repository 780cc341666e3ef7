"""List overlaps to an Estimate of the unrecorded.

One interface for every method: settings, then ``fit(histories)``, then an Estimate::

    from uncounted.estimate import Chapman, Histories
    Chapman(level=0.9).fit(Histories(("A", "B"), {"10": 40, "01": 30, "11": 12}))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uncounted.estimate.arviz import to_arviz
    from uncounted.estimate.bayes_threshold import BayesianThreshold
    from uncounted.estimate.cache import Results
    from uncounted.estimate.chao import Chao, Chao1987
    from uncounted.estimate.closedp import ClosedPopulation
    from uncounted.estimate.comparison import spread
    from uncounted.estimate.consistency import trajectory
    from uncounted.estimate.dga import DecomposableGraphs
    from uncounted.estimate.histories import Histories
    from uncounted.estimate.imputations import combine
    from uncounted.estimate.latent_class import LatentClass
    from uncounted.estimate.loglinear import LogLinear
    from uncounted.estimate.methods import METHODS, chosen, fit_all, method
    from uncounted.estimate.simulate import Design, Group, simulate_lists
    from uncounted.estimate.stepwise import Stepwise
    from uncounted.estimate.strata import sum_strata
    from uncounted.estimate.tables import read_overlaps, read_tables
    from uncounted.estimate.two_lists import Chapman, LincolnPetersen

_WHERE = {
    "BayesianThreshold": "bayes_threshold",
    "Chao": "chao",
    "Chao1987": "chao",
    "Chapman": "two_lists",
    "ClosedPopulation": "closedp",
    "DecomposableGraphs": "dga",
    "Design": "simulate",
    "Group": "simulate",
    "Histories": "histories",
    "LatentClass": "latent_class",
    "LincolnPetersen": "two_lists",
    "LogLinear": "loglinear",
    "METHODS": "methods",
    "Results": "cache",
    "Stepwise": "stepwise",
    "chosen": "methods",
    "combine": "imputations",
    "fit_all": "methods",
    "method": "methods",
    "read_overlaps": "tables",
    "read_tables": "tables",
    "simulate_lists": "simulate",
    "spread": "comparison",
    "sum_strata": "strata",
    "to_arviz": "arviz",
    "trajectory": "consistency",
}

__all__ = [
    "METHODS",
    "BayesianThreshold",
    "Chao",
    "Chao1987",
    "Chapman",
    "ClosedPopulation",
    "DecomposableGraphs",
    "Design",
    "Group",
    "Histories",
    "LatentClass",
    "LincolnPetersen",
    "LogLinear",
    "Results",
    "Stepwise",
    "chosen",
    "combine",
    "fit_all",
    "method",
    "read_overlaps",
    "read_tables",
    "simulate_lists",
    "spread",
    "sum_strata",
    "to_arviz",
    "trajectory",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)

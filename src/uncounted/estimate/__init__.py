"""List overlaps to an Estimate of the unrecorded.

One interface for every method: settings, then ``fit(histories)``, then an Estimate::

    from uncounted.estimate import Chapman, Histories
    Chapman(level=0.9).fit(Histories(("A", "B"), {"10": 40, "01": 30, "11": 12}))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uncounted.estimate.chao import Chao, Chao1987
    from uncounted.estimate.histories import Histories
    from uncounted.estimate.methods import METHODS, chosen, fit_all, method
    from uncounted.estimate.simulate import Design, simulate_lists
    from uncounted.estimate.tables import read_tables
    from uncounted.estimate.two_lists import Chapman, LincolnPetersen

_WHERE = {
    "Chao": "chao",
    "Chao1987": "chao",
    "Chapman": "two_lists",
    "Design": "simulate",
    "Histories": "histories",
    "LincolnPetersen": "two_lists",
    "METHODS": "methods",
    "chosen": "methods",
    "fit_all": "methods",
    "method": "methods",
    "read_tables": "tables",
    "simulate_lists": "simulate",
}

__all__ = [
    "METHODS",
    "Chao",
    "Chao1987",
    "Chapman",
    "Design",
    "Histories",
    "LincolnPetersen",
    "chosen",
    "fit_all",
    "method",
    "read_tables",
    "simulate_lists",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)

"""Draws for ArviZ, for those who have it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from uncounted.estimate.interface import Fitted
from uncounted.model.errors import Refused, UserError


def to_arviz(fitted: Fitted) -> Any:
    """The draws of the number of victims as ArviZ holds them: group ``posterior``, variable ``N``.

    Its attributes say method, settings, seed and hash. Where the method tells of its runs, each is a chain; otherwise
    all draws are one. Raises UserError where ArviZ is not installed, Refused where the estimate has no draws.
    """
    try:
        arviz: Any = import_module("arviz")
    except ImportError:
        raise UserError("ArviZ is not installed; install it with: pip install arviz") from None
    one = fitted.estimate
    if fitted.draws is None:
        raise Refused(one.refused or f"The method {one.method} has no draws here.")
    runs = len(one.diagnostics.get("runs", ())) or 1
    chains = fitted.draws.reshape(runs if fitted.draws.size % runs == 0 else 1, -1)
    if int(arviz.__version__.split(".")[0]) >= 1:  # from 1.0 on the groups stand in one dictionary
        found = arviz.from_dict({"posterior": {"N": chains}})
    else:
        found = arviz.from_dict(posterior={"N": chains})
    told = {"method": one.method, "settings": str(one.settings), "seed": str(one.seed), "hash": one.hash}
    found["posterior"].attrs.update(told)
    return found

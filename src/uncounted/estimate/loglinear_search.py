"""Which hierarchical models stand against each other: all, or, where those are too many, the ones a search meets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from uncounted.estimate.loglinear_models import (
    Model,
    all_models,
    closure,
    generators,
    more_models_than,
)
from uncounted.estimate.poisson import ModelFits, fit_models
from uncounted.estimate.poisson_kernel import FITTED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_MODELS = 40_000  # all models of order 2 of six lists are 32,768; all of order 3 of six lists are millions
MOST_STEPS = 200


def candidates(counts: NDArray[np.float64], max_order: int, per_parameter: float) -> tuple[ModelFits, bool]:
    """Fit all hierarchical models of at most ``max_order``, or those a search meets; whether all were fitted."""
    width = counts.size.bit_length() - 1
    if not more_models_than(width, max_order, MOST_MODELS):
        return fit_models(counts, all_models(width, max_order)), True
    return _searched(counts, width, max_order, per_parameter), False


def neighbours(model: Model, width: int, max_order: int) -> Iterator[Model]:
    """The hierarchical models with one term more, and those with one less."""
    have = set(model)
    for order in range(2, max_order + 1):
        for places in combinations(range(width), order):
            term = sum(1 << i for i in places)
            if term not in have and all(term ^ (1 << i) in have for i in places):
                yield closure((*have, term), width)
    for term in generators(model):
        if term.bit_count() > 1:
            yield closure(have - {term}, width)


def _searched(counts: NDArray[np.float64], width: int, max_order: int, per_parameter: float) -> ModelFits:
    """Steepest descent of the criterion from the main effects, and from all pairs: every model on the way, fitted."""
    pairs = closure(((1 << i) | (1 << j) for i, j in combinations(range(width), 2)), width)
    met: dict[Model, tuple[int, float]] = {}

    def look(models: Iterable[Model]) -> None:
        new = [model for model in models if model not in met]
        if new:
            fits = fit_models(counts, new)
            values = fits.criterion(per_parameter)
            for model, status, value in zip(new, fits.status, values, strict=True):
                met[model] = (int(status), float(value) if status == FITTED else math.inf)

    for start in (closure((), width), pairs):
        look([start])
        here = start
        for _ in range(MOST_STEPS):
            around = list(neighbours(here, width, max_order))
            look(around)
            best = min(around, key=lambda model: met[model][1])
            if met[best][1] >= met[here][1]:
                break
            here = best
    return fit_models(counts, met)

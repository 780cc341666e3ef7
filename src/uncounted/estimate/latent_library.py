"""Libraries of what runs have met: small classes and whole states, fitted so that moves can propose from them.

All runs are pooled, so that a mode which one run found is proposed to every other. A library only proposes: moves are
accepted by the exact ratio, whatever it holds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.mixture import empty_mixture, fit_mixture

Array = NDArray[np.float64]

MOST = 3000  # points to which a mixture is fitted
COMPONENTS = 16
HELD = 0.5  # expected victims, recorded or not per recorded one, from which a class is worth a place


def small_classes(rng: np.random.Generator, states: Array, n: float) -> Array:
    """Mixture of (logits, log weight against the largest class) of the classes that hold victims, the largest apart.

    ``states``: (number, classes, lists + 1), logits and log weights. ``n``: victims recorded.
    """
    weights = states[:, :, -1]
    against = weights - weights.max(axis=1, keepdims=True)
    held = (weights > np.log(HELD / n)) & (against < 0)
    points = np.concatenate((states[:, :, :-1][held], against[held][:, None]), axis=1)
    return _fitted(rng, points)


def whole_states(rng: np.random.Generator, states: Array, classes: int) -> Array:
    """Mixture of (logits, then w) of the ``classes`` largest classes, put first in order of weight."""
    order = np.argsort(-states[:, :, -1], axis=1, kind="stable")
    ranked = np.take_along_axis(states, order[:, :, None], axis=1)
    number, width = len(ranked), ranked.shape[2]
    if ranked.shape[1] <= classes:
        return empty_mixture(classes * width)
    points = np.empty((number, classes * width))
    points[:, : classes * (width - 1)] = ranked[:, :classes, :-1].reshape(number, classes * (width - 1))
    points[:, classes * (width - 1) :] = _sticks(ranked[:, :, -1])[:, :classes]
    return _fitted(rng, points)


def _sticks(log_weights: Array) -> Array:
    """The w = log E of every class but the last, from log weights in order."""
    after = np.logaddexp.accumulate(log_weights[:, ::-1], axis=1)[:, ::-1]
    x = log_weights[:, :-1] - after[:, 1:]
    return np.where(x < -35.0, x, np.log(np.logaddexp(0.0, x)))


def _fitted(rng: np.random.Generator, points: Array) -> Array:
    if len(points) > MOST:
        points = points[np.sort(rng.choice(len(points), MOST, replace=False))]
    return fit_mixture(rng, np.ascontiguousarray(points), COMPONENTS)

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from uncounted.estimate.latent_target import Array, Table

FEW = {"110": 2, "101": 1, "010": 1, "111": 1}
CLASSES, STATES = 6, 30_000


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers of tests are kept nowhere but in the test's own folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def exact() -> tuple[Table, Array]:
    """A table of few victims, and independent draws of the latent class posterior: (number, classes, logits and w).

    By rejection from the prior, without any of the code that is tested.
    """
    pytest.importorskip("numba")
    from uncounted.estimate.latent_target import table_of

    table, rng = table_of(FEW, CLASSES, 1.0, 1.0), np.random.default_rng(1)
    marks = np.array([[int(mark) for mark in history] for history in FEW])
    kept: list[Array] = []
    while sum(len(each) for each in kept) < STATES:
        alpha = np.maximum(rng.standard_gamma(table.a, 100_000) / table.b, 1e-200)
        w = np.log(rng.standard_exponential((len(alpha), CLASSES)) / alpha[:, None])
        e = np.exp(w[:, :-1])
        gone = np.concatenate((np.zeros((len(e), 1)), np.cumsum(e, axis=1)), axis=1)
        pi = np.exp(-gone) * np.concatenate((-np.expm1(-e), np.ones((len(e), 1))), axis=1)
        rates = rng.random((len(e), CLASSES, table.lists))
        each = np.where(marks[:, None, None] == 1, rates, 1 - rates).prod(axis=3)
        p, seen = (each * pi).sum(axis=2), 1 - (pi * (1 - rates).prod(axis=2)).sum(axis=1)
        ll = np.array(list(FEW.values())) @ np.log(p) - table.n * np.log(seen)
        taken = np.log(rng.random(len(e))) < ll - table.bound
        kept.append(np.concatenate((np.log(rates / (1 - rates)), w[:, :, None]), axis=2)[taken])
    return table, np.concatenate(kept)[:STATES]

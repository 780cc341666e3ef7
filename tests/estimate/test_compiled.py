"""Compiling says so, once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from uncounted.estimate import compiled

if TYPE_CHECKING:
    import pytest


def test_the_first_compilation_is_logged_and_no_other(caplog: pytest.LogCaptureFixture) -> None:
    from numba import njit

    compiled._say_when_compiling.__wrapped__()  # a listener of this test's own, as in a new process
    with caplog.at_level(logging.INFO, logger="uncounted"):
        assert njit(lambda x: x + 1)(1) == 2
        assert njit(lambda x: x + 2)(1) == 3
    assert len([record for record in caplog.records if "compiling" in record.message]) in (1, 2)

"""Compiled inner loops: numba behind one typed door, so that importing the estimators costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from uncounted.model.errors import MissingExtra

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled at its first call; the machine code is kept on disk for the next process.

    It runs without the interpreter's lock, so that threads share the cores. Only modules that are imported when a
    method is asked for may use it. Raises MissingExtra where numba is not installed.
    """
    try:
        from numba import njit
    except ImportError:
        raise MissingExtra("This method of estimation", "estimate") from None
    return cast("Callable[P, R]", njit(cache=True, nogil=True)(function))

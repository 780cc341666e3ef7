"""Compiled inner loops of the linkage: numba behind one typed door, loaded when a linkage runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from uncounted.model.errors import MissingExtra

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled at its first call; the machine code is kept on disk for the next process.

    Only modules that are imported when a linkage runs may use it. Raises MissingExtra where numba is not installed.
    """
    try:
        from numba import njit
    except ImportError:
        raise MissingExtra("The linkage of persons", "linkage") from None
    return cast("Callable[P, R]", njit(cache=True, nogil=True)(function))

"""Compiled inner loops: numba behind one typed door, so that importing the estimators costs nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import Any, ParamSpec, TypeVar, cast

from uncounted.model.errors import MissingExtra

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled at its first call; the machine code is kept on disk for the next process.

    It runs without the interpreter's lock, so that threads share the cores; a division by zero gives infinity or NaN,
    as in NumPy: a check of every division would cost more than the division. Only modules that are imported when a
    method is asked for may use it. Raises MissingExtra where numba is not installed.
    """
    return _jit(function, called_from_python=True)


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that compiled ones alone call: without a way in from Python it compiles sooner."""
    return _jit(function, called_from_python=False)


def _jit(function: Callable[P, R], *, called_from_python: bool) -> Callable[P, R]:
    try:
        from numba import njit
    except ImportError:
        raise MissingExtra("This method of estimation", "estimate") from None
    _say_when_compiling()
    jit = cast("Callable[..., Any]", njit)(  # its stubs do not know the wrappers
        cache=True,
        nogil=True,
        error_model="numpy",
        no_cpython_wrapper=not called_from_python,
        no_cfunc_wrapper=True,
    )
    return cast("Callable[P, R]", jit(function))


@cache
def _say_when_compiling() -> None:
    """Have the first compilation of this process logged; machine code that is read from disk is not."""
    from numba.core import event

    register: Callable[[str, object], None] = event.register
    said: list[bool] = []

    def say(_event: Any) -> None:
        if not said:
            said.append(True)
            logging.getLogger("uncounted").info("compiling the loops of the estimators: once, for some seconds")

    class Listener(event.Listener):
        on_start = staticmethod(say)
        on_end = staticmethod(lambda _event: None)

    register("numba:compile", Listener())

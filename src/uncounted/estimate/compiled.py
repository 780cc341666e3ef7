"""Compiled inner loops: numba behind one typed door, so that importing the estimators costs nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, ParamSpec, TypeVar, cast

from uncounted.model.errors import MissingExtra

P = ParamSpec("P")
R = TypeVar("R")
KNOWN = (0, 62), (0, 68)  # the first and last versions of numba that ``compiled_parts`` was tried on


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled at its first call; the machine code is kept on disk for the next process.

    It runs without the interpreter's lock, so that threads share the cores; a division by zero gives infinity or NaN,
    as in NumPy: a check of every division would cost more than the division. Only modules that are imported when a
    method is asked for may use it. Raises MissingExtra where numba is not installed.
    """
    return _jit(function, cache=True)


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that compiled ones alone call: it becomes machine code as part of these, not by itself.

    That takes a fraction of the time. It holds no closures and no expressions of whole arrays. Called from Python it
    would crash; ``outer`` of it may be called.
    """
    if not _known_inside():
        return _jit(function, cache=True, no_cpython_wrapper=True)
    from uncounted.estimate.compiled_parts import PartCompiler

    return _jit(function, cache=False, no_cpython_wrapper=True, pipeline_class=PartCompiler)


@cache
def _known_inside() -> bool:
    """Whether numba is one that ``compiled_parts`` was tried on: any other compiles in its own, longer time."""
    try:
        found = version("numba").split(".")[:2]
    except PackageNotFoundError:
        return False
    return KNOWN[0] <= tuple(int(part) if part.isdigit() else 0 for part in found) <= KNOWN[1]


def outer(function: Callable[P, R]) -> Callable[P, R]:
    """An ``inner`` function that may be called from Python, as tests do."""
    return compiled(cast("Callable[P, R]", cast("Any", function).py_func))


def _jit(function: Callable[P, R], **options: object) -> Callable[P, R]:
    try:
        from numba import njit
    except ImportError:
        raise MissingExtra("This method of estimation", "estimate") from None
    _say_when_compiling()
    jit = cast("Callable[..., Any]", njit)(  # its stubs do not know the wrappers
        nogil=True, error_model="numpy", no_cfunc_wrapper=True, **options
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

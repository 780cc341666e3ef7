"""Every method by its name. A method's module is imported when the method is asked for, not before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, cast

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Method
from uncounted.model.errors import BadSetting, UnknownName
from uncounted.model.estimate import Estimate

METHODS = {
    "lincoln-petersen": "uncounted.estimate.two_lists:LincolnPetersen",
    "chapman": "uncounted.estimate.two_lists:Chapman",
    "chao": "uncounted.estimate.chao:Chao",
    "chao-1987": "uncounted.estimate.chao:Chao1987",
}


def method(name: str, **settings: Any) -> Method:
    """The method called ``name``, with settings (its defaults otherwise).

    Raises UnknownName for a name that nobody knows, BadSetting for a setting that the method does not have.
    """
    if name not in METHODS:
        raise UnknownName(f"No method is called {name!r}.", tuple(METHODS))
    module, _, attribute = METHODS[name].partition(":")
    try:
        return cast(Method, getattr(import_module(module), attribute)(**settings))
    except TypeError as error:
        raise BadSetting(f"The method {name} has no such setting: {error}.") from error


def chosen(names: str) -> tuple[str, ...]:
    """Method names out of ``a,b,c`` or ``all``, each once, in the order given. Raises UnknownName."""
    given = [name.strip() for name in names.split(",") if name.strip()]
    if not given:
        raise UnknownName("No method is named.", (*METHODS, "all"))
    found = list(METHODS) if "all" in given else given
    for name in found:
        if name not in METHODS:
            raise UnknownName(f"No method is called {name!r}.", (*METHODS, "all"))
    return tuple(dict.fromkeys(found))


def fit_all(tables: Iterable[Histories], methods: Iterable[Method]) -> Iterator[Estimate]:
    """Every method on every table, tables first. Strata stay apart: nothing is added up."""
    wanted = tuple(methods)
    for table in tables:
        for each in wanted:
            for planned in each.plan(table):
                yield planned.fit(table)

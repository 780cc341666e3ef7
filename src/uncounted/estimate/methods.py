"""Every method by its name. A method's module is imported when the method is asked for, not before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Method
from uncounted.model.errors import BadSetting, MissingExtra, UnknownName
from uncounted.model.estimate import Estimate

METHODS = {
    "lincoln-petersen": "uncounted.estimate.two_lists:LincolnPetersen",
    "chapman": "uncounted.estimate.two_lists:Chapman",
    "chao": "uncounted.estimate.chao:Chao",
    "chao-1987": "uncounted.estimate.chao:Chao1987",
    "closedp": "uncounted.estimate.closedp:ClosedPopulation",
    "loglinear": "uncounted.estimate.loglinear:LogLinear",
    "dga": "uncounted.estimate.dga:DecomposableGraphs",
    "stepwise": "uncounted.estimate.stepwise:Stepwise",
    "bayes-threshold": "uncounted.estimate.bayes_threshold:BayesianThreshold",
    "lcmcr": "uncounted.estimate.latent_class:LatentClass",
}


BASE = ("lincoln-petersen", "chapman", "chao", "chao-1987")  # closed formulas: the base install has what they need
DEFAULT = ("chapman", "chao", "loglinear", "dga", "lcmcr")  # what answers where nobody names a method


def class_of(name: str) -> type[Method]:
    """The class of the method called ``name``. Raises UnknownName, and MissingExtra where its packages are missing."""
    if name not in METHODS:
        raise UnknownName(f"No method is called {name!r}.", (*METHODS, "all"))
    if not ready(name):
        raise MissingExtra(f"The method {name}", "estimate")
    module, _, attribute = METHODS[name].partition(":")
    return cast("type[Method]", getattr(import_module(module), attribute))


def ready(name: str) -> bool:
    """Whether the packages of the method called ``name`` are installed."""
    return name in BASE or all(find_spec(package) is not None for package in ("scipy", "numba"))


def method(name: str, **settings: Any) -> Method:
    """The method called ``name``, with settings (its defaults otherwise).

    Raises UnknownName for a name that nobody knows, BadSetting for a setting that the method does not have,
    MissingExtra where its packages are not installed.
    """
    wanted = class_of(name)
    try:
        return wanted(**settings)
    except TypeError as error:
        raise BadSetting(f"The method {name} has no such setting: {error}.") from error


def chosen(names: str) -> tuple[str, ...]:
    """Method names out of ``a,b,c``, ``all`` or ``default``, each once, in the order given. Raises UnknownName."""
    given = [name.strip() for name in names.split(",") if name.strip()]
    if not given:
        raise UnknownName("No method is named.", (*METHODS, "all"))
    found: list[str] = []
    for name in given:
        if name == "all":
            found += METHODS
        elif name == "default":
            found += (each for each in DEFAULT if each in METHODS)
        elif name not in METHODS:
            raise UnknownName(f"No method is called {name!r}.", (*METHODS, "all", "default"))
        else:
            found.append(name)
    return tuple(dict.fromkeys(found))


def fit_all(tables: Iterable[Histories], methods: Iterable[Method]) -> Iterator[Estimate]:
    """Every method on every table, tables first. Strata stay apart: nothing is added up."""
    wanted = tuple(methods)
    for table in tables:
        for each in wanted:
            for planned in each.plan(table):
                yield planned.fit(table)

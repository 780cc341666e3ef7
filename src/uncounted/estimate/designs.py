"""Designs of simulations in JSON, as a user writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from uncounted.estimate.simulate import Design, Group
from uncounted.estimate.tables_json import load
from uncounted.model.errors import BadSetting, InputError

Strata: TypeAlias = tuple[tuple[dict[str, str] | None, Design], ...]
_KEYS = ("victims", "rates", "heterogeneity", "dependence", "lists", "groups", "stratum")


def read_designs(text: str, path: str) -> Strata:
    """The designs in a JSON text, one for each stratum: an object, or a list of objects.

    Keys are the fields of ``Design``; ``dependence`` is a list of [list, later list, log odds] with the lists' names;
    each of several designs has a ``stratum``, an object of texts. Raises InputError with the place, also for a key
    that is none of these.
    """
    value = load(text, path)
    items = value if isinstance(value, list) else [value]
    found = tuple(_design(item, path, f"design {i + 1}") for i, item in enumerate(items))
    if not found:
        raise InputError("there is no design", path=path)
    strata = [sorted((stratum or {}).items()) for stratum, _ in found]
    if len(found) > 1 and any(not stratum or strata.count(stratum) > 1 for stratum in strata):
        raise InputError("each of several designs has a 'stratum' of its own", path=path)
    return found


def _design(item: Any, path: str, position: str) -> tuple[dict[str, str] | None, Design]:
    try:
        return _built(item)
    except (InputError, BadSetting) as error:
        raise InputError(str(error), path=path, position=position) from None


def _built(item: Any) -> tuple[dict[str, str] | None, Design]:
    if not isinstance(item, dict):
        raise InputError('a design is an object such as {"victims": 1000, "rates": [0.5, 0.3, 0.2]}')
    unknown = sorted(set(item) - set(_KEYS))
    if unknown:
        raise InputError(f"no design has {unknown[0]!r}; there are {', '.join(_KEYS)}")
    plain = _plain(item)
    pairs = item.get("dependence", [])
    if not isinstance(pairs, list):
        raise InputError("'dependence' should be a list")
    return _stratum(item.get("stratum")), replace(plain, dependence=tuple(_pair(pair, plain) for pair in pairs))


def _plain(item: dict[str, Any]) -> Design:
    """The design without its dependences, which are written with its lists' names."""
    victims = item.get("victims")
    if isinstance(victims, bool) or not isinstance(victims, int):
        raise InputError("'victims' should be a whole number")
    names = item.get("lists", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError("'lists' should be a list of names")
    groups = item.get("groups", [])
    if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
        raise InputError("'groups' should be a list of objects with 'share' and 'rates'")
    return Design(
        victims,
        _numbers(item.get("rates", []), "rates"),
        _number(item.get("heterogeneity", 0.0), "heterogeneity"),
        (),
        tuple(names),
        tuple(Group(_number(g.get("share"), "share"), _numbers(g.get("rates"), "rates")) for g in groups),
    )


def _pair(pair: Any, design: Design) -> tuple[int, int, float]:
    if not isinstance(pair, list) or len(pair) != 3 or not all(name in design.names for name in pair[:2]):
        raise InputError(f"a dependence is [list, later list, log odds]; the lists are {', '.join(design.names)}")
    return design.names.index(pair[0]), design.names.index(pair[1]), _number(pair[2], "dependence")


def _number(value: Any, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError(f"{key!r} should be a number")
    return float(value)


def _numbers(value: Any, key: str) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise InputError(f"{key!r} should be a list of numbers")
    return tuple(_number(each, key) for each in value)


def _stratum(value: Any) -> dict[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise InputError("'stratum' should be an object of texts")
    return dict(value)

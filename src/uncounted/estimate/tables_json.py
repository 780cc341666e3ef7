"""Overlap tables in JSON: ``{"lists": [...], "cells": {"101": 23, ...}}``, or a list of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from uncounted.estimate.histories import Histories
from uncounted.model import records
from uncounted.model.errors import InputError
from uncounted.model.scope import Scope


@dataclass(frozen=True)
class Replicates:
    """Tables of one population: draws of a linkage, or imputed replicates. Each is as likely as every other.

    ``best`` is the table of the one best linkage, for comparison; null where there is none.
    """

    tables: tuple[Histories, ...]
    best: Histories | None = None


def read_json(text: str, path: str) -> tuple[Histories, ...]:
    """The tables in a JSON text.

    A table may also have ``stratum`` (an object of texts), ``scope``, ``target_population``, ``admits`` (list name
    to whom it takes in) and ``n_obs``, which must be the sum of its cells. In a list of tables each needs a
    ``stratum``, or a ``name``, which then is its stratum. Keys beyond these are the user's own. Raises InputError with
    the place.
    """
    value = load(text, path)
    if isinstance(value, dict):
        return (_table(value, path, None),)
    if not isinstance(value, list) or not value:
        raise InputError("a table is an object with 'lists' and 'cells', or a list of such objects", path=path)
    several = len(value) > 1
    found = tuple(_table(item, path, f"table {i + 1}", several=several) for i, item in enumerate(value))
    strata = [sorted((table.stratum or {}).items()) for table in found]
    for i, stratum in enumerate(strata):
        if strata.index(stratum) != i:
            raise InputError("has the stratum of an earlier table", path=path, position=f"table {i + 1}")
    return found


def has_draws(text: str, path: str) -> bool:
    """Whether a JSON text holds ``Replicates`` rather than tables. Raises InputError where it is no JSON."""
    value = load(text, path)
    items = value if isinstance(value, list) else [value]
    return any(isinstance(item, dict) and isinstance(item.get("draws"), list) for item in items)


def read_replicates(text: str, path: str) -> tuple[Replicates, ...]:
    """The tables of several readings of the same records, one ``Replicates`` for each stratum.

    An object (or a list of them) with ``lists`` and ``draws``, a list of objects of cells; it may have ``cells`` (the
    one best reading) and what else a table may have. Raises InputError with the place.
    """
    value = load(text, path)
    items = value if isinstance(value, list) else [value]
    found = [_replicates(item, path, f"table {i + 1}", several=len(items) > 1) for i, item in enumerate(items)]
    if not found:
        raise InputError("there is no table", path=path)
    strata = [sorted((each.tables[0].stratum or {}).items()) for each in found]
    if any(strata.count(stratum) > 1 for stratum in strata):
        raise InputError("two tables have the same stratum", path=path)
    return tuple(found)


def _replicates(value: Any, path: str, position: str, *, several: bool) -> Replicates:
    if not isinstance(value, dict) or not isinstance(value.get("draws"), list) or not value["draws"]:
        raise InputError("should be an object with 'lists' and 'draws', a list of cells", path=path, position=position)
    kept = {key: each for key, each in value.items() if key not in ("draws", "cells", "n_obs")}
    tables = tuple(
        _table({**kept, "cells": cells}, path, f"{position}, draw {i + 1}", several=several)
        for i, cells in enumerate(value["draws"])
    )
    best = None
    if value.get("cells") is not None:
        best = _table({key: each for key, each in value.items() if key != "draws"}, path, position, several=several)
    return Replicates(tables, best)


def load(text: str, path: str) -> Any:
    """The JSON value of a text; a key that stands twice is refused. Raises InputError with the line."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg}", path=path, position=f"line {error.lineno}") from None
    except (InputError, RecursionError) as error:
        raise InputError(str(error), path=path) from None


def _table(value: Any, path: str, position: str | None, *, several: bool = False) -> Histories:
    try:
        return _histories(value, several=several)
    except InputError as error:
        raise InputError(str(error), path=path, position=position) from None


def _histories(value: Any, *, several: bool) -> Histories:
    if not isinstance(value, dict) or "lists" not in value or "cells" not in value:
        raise InputError("a table is an object with 'lists' and 'cells'")
    lists, cells = value["lists"], value["cells"]
    if not isinstance(lists, list) or not all(isinstance(name, str) for name in lists):
        raise InputError("'lists' should be a list of names")
    if not isinstance(cells, dict):
        raise InputError("'cells' should be an object from capture history to count")
    scope = value.get("scope")
    target = value.get("target_population")
    if target is not None and not isinstance(target, str):
        raise InputError("'target_population' should be text")
    table = Histories(
        tuple(lists),
        cells,
        _stratum(value, several=several),
        None if scope is None else records.from_json(Scope, scope, at="scope"),
        target,
        _texts(value.get("admits"), "admits") or {},
    )
    said = value.get("n_obs")
    if said is not None and said != table.n_observed:
        raise InputError(f"'n_obs' says {said}, the cells sum to {table.n_observed}")
    return table


def _stratum(value: dict[str, Any], *, several: bool) -> dict[str, str] | None:
    stratum = _texts(value.get("stratum"), "stratum")
    if stratum is None and several:
        if not isinstance(value.get("name"), str):
            raise InputError("one of several tables needs a 'stratum' or a 'name'")
        return {"name": value["name"]}
    return stratum


def _texts(value: Any, key: str) -> dict[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise InputError(f"{key!r} should be an object of texts")
    return dict(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"the key {twice!r} stands twice in one object")
    return found

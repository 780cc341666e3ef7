"""Event datasets by convention: their columns, what their codes mean, and what kinds of event there are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from uncounted.reference.fold import fold

DATA = Path(__file__).with_name("event_datasets.json")
# Kinds of event in which nobody is attacked; a report of violence is not about these.
PEACEFUL = frozenset({"display", "property"})


@dataclass(frozen=True)
class Convention:
    """How a dataset is coded.

    ``columns`` gives for each field the names that it goes by, the surest first; a table that has all of ``signs`` is
    of this dataset. ``date_precision`` and ``location_precision`` turn printed codes into UCDP's; ``types`` turns a
    printed type (folded) into classes; ``unknown`` are numbers that stand for "not known".
    """

    name: str
    names: tuple[str, ...]
    signs: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    date_precision: Mapping[str, int]
    location_precision: Mapping[str, int]
    types: Mapping[str, tuple[str, ...]]
    unknown: frozenset[str]

    def classes(self, printed: str) -> tuple[str, ...]:
        """The classes of a printed type, by the convention, else by the words in it; empty where nothing tells."""
        known = self.types.get(_type_key(printed))
        return by_words(printed) if known is None else known


@lru_cache(maxsize=1)
def conventions() -> dict[str, Convention]:
    """Every convention by its name."""
    return {name: _convention(name, item) for name, item in _data()["datasets"].items()}


@lru_cache(maxsize=1)
def plain() -> Convention:
    """The convention of a table of no known dataset: obvious column names, UCDP's codes, types by their words."""
    ucdp = conventions()["ucdp"]
    columns = {field: tuple(names) for field, names in _data()["columns"].items()}
    return Convention("plain", (), (), columns, ucdp.date_precision, ucdp.location_precision, {}, frozenset())


@lru_cache(maxsize=256)
def convention_named(name: str) -> Convention | None:
    """The convention that a dataset's name stands for ("GED 23.1": ucdp), or None."""
    folded = fold(name)
    for one in conventions().values():
        if any(re.search(rf"\b{re.escape(known)}\b", folded) for known in one.names):
            return one
    return None


def by_words(printed: str) -> tuple[str, ...]:
    """The classes that the words of a printed type name."""
    folded = f" {fold(printed)} "
    found = [name for name, words in _words().items() if any(f" {word} " in folded for word in words)]
    return tuple(found)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(fold(w) for w in words.split()) for name, words in _data()["words"].items()}


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
    return found


def _type_key(printed: str) -> str:
    """A type's key: codes as they are (-9 is not 9), names folded."""
    return printed.strip() if printed.strip().lstrip("-").isdigit() else fold(printed)


def _convention(name: str, item: dict[str, Any]) -> Convention:
    return Convention(
        name=name,
        names=tuple(fold(each) for each in item["names"]),
        signs=tuple(item["signs"]),
        columns={field: tuple(names) for field, names in item["columns"].items()},
        date_precision=item["date_precision"],
        location_precision=item["location_precision"],
        types={_type_key(printed): tuple(classes.split()) for printed, classes in item["types"].items()},
        unknown=frozenset(item.get("unknown", ())),
    )

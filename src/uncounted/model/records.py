"""Nouns to JSON and back.

Every noun is a frozen dataclass. ``to_json`` gives a plain dict (absent is null, never 0); ``from_json`` rebuilds the
noun and refuses a value of the wrong type with the field's path. A noun that stands on a line of its own carries
``type`` (its name) and ``version`` (of its shape).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

from uncounted.model.errors import InputError

VERSION = 1
T = TypeVar("T")


def to_json(noun: Any) -> Any:
    """The JSON value of a noun: dataclasses become dicts in field order, tuples lists; None stays null."""
    if dataclasses.is_dataclass(noun) and not isinstance(noun, type):
        body = {f.name.rstrip("_"): to_json(getattr(noun, f.name)) for f in dataclasses.fields(noun)}
        name = getattr(noun, "TYPE", None)
        return {"type": name, "version": VERSION, **body} if name else body
    if isinstance(noun, dict):
        return {str(key): to_json(value) for key, value in noun.items()}
    if isinstance(noun, (tuple, list)):
        return [to_json(value) for value in noun]
    return noun


def to_line(noun: Any) -> str:
    """One line of JSON (no newline inside), keys in field order, text unescaped."""
    return json.dumps(to_json(noun), ensure_ascii=False, separators=(", ", ": "))


def from_json(kind: type[T], value: Any, *, at: str = "") -> T:
    """Rebuild a noun of ``kind`` from its JSON value.

    Missing fields take their defaults, so a hand-written claim may leave out what it does not say; keys that the noun
    does not have are ignored here and reported by ``unknown_fields``. Raises InputError with the field's path where a
    value does not fit.
    """
    if not isinstance(value, dict):
        raise InputError(f"{at or kind.__name__} should be an object, not {_shown(value)}")
    hints = _hints(kind)
    given: dict[str, Any] = {}
    for f in dataclasses.fields(kind):  # type: ignore[arg-type]  # every caller passes a dataclass
        name = f.name.rstrip("_")  # ``from`` is a keyword in Python and a key in JSON
        here = f"{at}.{name}" if at else name
        required = f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        if name not in value or (value[name] is None and not required and not _nullable(hints[f.name])):
            if required:
                raise InputError(f"{here} is missing")
            continue
        given[f.name] = _read(hints[f.name], value[name], here)
    try:
        return kind(**given)
    except ValueError as error:
        raise InputError(f"{at}: {error}" if at else str(error)) from error


def unknown_fields(kind: type[Any], value: dict[str, Any]) -> tuple[str, ...]:
    """Keys of a JSON object that ``kind`` has no field for, ``type`` and ``version`` apart."""
    known = {f.name.rstrip("_") for f in dataclasses.fields(kind)} | {"type", "version"}
    return tuple(sorted(set(value) - known))


def digest(*parts: Any) -> str:
    """The sha256, in hex, of the parts' JSON; equal parts give equal digests on every machine."""
    text = json.dumps([to_json(part) for part in parts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _nullable(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


def _read(hint: Any, value: Any, at: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _read_union(args, value, at)
    if origin is typing.Literal:
        if value not in args:
            raise InputError(f"{at} should be one of {', '.join(map(str, args))}, not {_shown(value)}")
        return value
    if origin is tuple:
        if not isinstance(value, (list, tuple)):
            raise InputError(f"{at} should be a list, not {_shown(value)}")
        return tuple(_read(args[0], item, f"{at}[{i}]") for i, item in enumerate(value))
    if origin is dict:
        if not isinstance(value, dict):
            raise InputError(f"{at} should be an object, not {_shown(value)}")
        return {key: _read(args[1], item, f"{at}.{key}") for key, item in value.items()}
    if dataclasses.is_dataclass(hint):
        return from_json(typing.cast(type[Any], hint), value, at=at)
    return _read_plain(hint, value, at)


def _read_union(args: tuple[Any, ...], value: Any, at: str) -> Any:
    if value is None and type(None) in args:
        return None
    choices = [arg for arg in args if arg is not type(None)]
    if len(choices) > 1:
        fitting = [c for c in choices if dataclasses.is_dataclass(c) == isinstance(value, dict)]
        choices = fitting or choices
    return _read(choices[0], value, at)


def _read_plain(hint: Any, value: Any, at: str) -> Any:
    if hint is Any:
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is int and isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) != (hint is bool) or not isinstance(value, hint):
        raise InputError(f"{at} should be {_KINDS.get(hint, hint.__name__)}, not {_shown(value)}")
    return value


_KINDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def _shown(value: Any) -> str:
    text = json.dumps(to_json(value), ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."

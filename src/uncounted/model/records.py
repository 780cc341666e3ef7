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
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any, NoReturn, TypeAlias, TypeVar, Union, get_args, get_origin

from uncounted.model.errors import InputError

VERSION = 1
T = TypeVar("T")


def to_json(noun: Any) -> Any:
    """The JSON value of a noun: dataclasses become dicts in field order, tuples lists; None stays null."""
    kind = type(noun)
    if kind in _PLAIN:
        return noun
    if kind is tuple:
        return [to_json(value) for value in noun]
    if kind is dict:
        return {str(key): value if type(value) in _PLAIN else to_json(value) for key, value in noun.items()}
    if dataclasses.is_dataclass(kind) and not isinstance(noun, type):
        names, head = _shape(kind)
        body = dict(head)
        for attribute, name in names:
            value = getattr(noun, attribute)
            body[name] = value if type(value) in _PLAIN else to_json(value)
        return body
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
    return typing.cast(T, _read_noun(kind, value, (at,) if at else ()))


def unknown_fields(kind: type[Any], value: dict[str, Any]) -> tuple[str, ...]:
    """Keys of a JSON object that ``kind`` has no field for, ``type`` and ``version`` apart."""
    known = {f.name.rstrip("_") for f in dataclasses.fields(kind)} | {"type", "version"}
    return tuple(sorted(set(value) - known))


def digest(*parts: Any) -> str:
    """The sha256, in hex, of the parts' JSON; equal parts give equal digests on every machine."""
    return hashlib.sha256(_SORTED.encode(parts).encode()).hexdigest()


def _opened(noun: Any) -> Any:
    """One level of what ``to_json`` gives: the encoder goes on into it."""
    kind: Any = type(noun)
    if _kept_plain(kind):
        return noun.__dict__
    is_noun = dataclasses.is_dataclass(kind)
    if not is_noun:
        return to_json(noun)
    names, head = _shape(kind)
    return {**head, **{name: getattr(noun, attribute) for attribute, name in names}}


@cache
def _kept_plain(kind: Any) -> bool:
    """Whether the attributes of a noun's objects, and no others, are what ``to_json`` gives of it."""
    is_noun = dataclasses.is_dataclass(kind)
    if not is_noun:
        return False
    names, head = _shape(kind)
    held = "__slots__" in kind.__dict__ or any(isinstance(value, cached_property) for value in vars(kind).values())
    return not head and not held and all(attribute == name for attribute, name in names)


_SORTED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_opened)


# Where a value stands: the path before it and its name, so that text is made only for an error.
_Place: TypeAlias = tuple[Any, ...]
_Reader: TypeAlias = Callable[[Any, _Place], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    attribute: str
    name: str
    required: bool
    skipped: bool  # null says what leaving it out says
    read: _Reader


@cache
def _shape(kind: Any) -> tuple[tuple[tuple[str, str], ...], dict[str, Any]]:
    """The attributes of a noun with their names in JSON, and what stands before them."""
    name = getattr(kind, "TYPE", None)
    names = tuple((f.name, f.name.rstrip("_")) for f in dataclasses.fields(kind))
    return names, {"type": name, "version": VERSION} if name else {}


@cache
def _fields(kind: Any) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(
        _Field(
            attribute=f.name,
            name=f.name.rstrip("_"),  # ``from`` is a keyword in Python and a key in JSON
            required=_required(f),
            skipped=f.default is None or not (_required(f) or _nullable(hints[f.name])),
            read=_reader(hints[f.name]),
        )
        for f in dataclasses.fields(kind)
    )


def _required(f: dataclasses.Field[Any]) -> bool:
    return f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING


def _nullable(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


def _read_noun(kind: Any, value: Any, at: _Place) -> Any:
    if not isinstance(value, dict):
        raise InputError(f"{_path(at) or kind.__name__} should be an object, not {_shown(value)}")
    given: dict[str, Any] = {}
    for f in _fields(kind):
        found = value.get(f.name)
        if found is None and (f.skipped or f.name not in value):
            if f.required:
                raise InputError(f"{_path((at, f.name))} is missing")
            continue
        given[f.attribute] = f.read(found, (at, f.name))
    try:
        return kind(**given)
    except ValueError as error:
        raise InputError(f"{_path(at)}: {error}" if at else str(error)) from error


@cache
def _reader(hint: Any) -> _Reader:
    """What reads a value of this type: made once for each type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union_reader(args)
    if origin is typing.Literal:
        return lambda value, at: value if value in args else _refuse_choice(args, value, at)
    if origin is tuple:
        return _list_reader(_reader(args[0]))
    if origin is dict:
        return _dict_reader(_reader(args[1]))
    if dataclasses.is_dataclass(hint):
        return lambda value, at: _read_noun(typing.cast(type[Any], hint), value, at)
    return lambda value, at: value if type(value) is hint else _read_plain(hint, value, at)


def _union_reader(args: tuple[Any, ...]) -> _Reader:
    choices = [arg for arg in args if arg is not type(None)]
    nouns, others = [[c for c in choices if dataclasses.is_dataclass(c) == is_noun] for is_noun in (True, False)]
    for_object, for_others = _reader((nouns or choices)[0]), _reader((others or choices)[0])
    nullable = type(None) in args

    def read(value: Any, at: _Place) -> Any:
        if value is None and nullable:
            return None
        return for_object(value, at) if isinstance(value, dict) else for_others(value, at)

    return read


def _list_reader(item: _Reader) -> _Reader:
    def read(value: Any, at: _Place) -> Any:
        if not isinstance(value, (list, tuple)):
            raise InputError(f"{_path(at)} should be a list, not {_shown(value)}")
        return tuple([item(each, (at, i)) for i, each in enumerate(value)])

    return read


def _dict_reader(item: _Reader) -> _Reader:
    def read(value: Any, at: _Place) -> Any:
        if not isinstance(value, dict):
            raise InputError(f"{_path(at)} should be an object, not {_shown(value)}")
        return {key: item(each, (at, key)) for key, each in value.items()}

    return read


def _read_plain(hint: Any, value: Any, at: _Place) -> Any:
    if hint is Any:
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is int and isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) != (hint is bool) or not isinstance(value, hint):
        raise InputError(f"{_path(at)} should be {_KINDS.get(hint, hint.__name__)}, not {_shown(value)}")
    return value


def _refuse_choice(args: tuple[Any, ...], value: Any, at: _Place) -> NoReturn:
    raise InputError(f"{_path(at)} should be one of {', '.join(map(str, args))}, not {_shown(value)}")


def _path(at: _Place) -> str:
    if len(at) < 2:
        return str(at[0]) if at else ""
    before, name = _path(at[0]), at[1]
    if isinstance(name, int):
        return f"{before}[{name}]"
    return f"{before}.{name}" if before else str(name)


_PLAIN = frozenset((str, int, float, bool, type(None)))
_KINDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def _shown(value: Any) -> str:
    text = json.dumps(to_json(value), ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."

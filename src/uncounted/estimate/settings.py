"""Settings of methods as a person writes them: ``delta=0.5`` for all that have it, ``dga.delta=0.5`` for one."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Sequence
from typing import Any, Union, get_args, get_origin

from uncounted.estimate.interface import Method
from uncounted.estimate.methods import class_of, method
from uncounted.model.errors import BadSetting

_WORDS = {"true": True, "false": False, "yes": True, "no": False}


def build(
    names: Sequence[str], *, level: float | None = None, seed: int | None = None, given: Sequence[str] = ()
) -> tuple[Method, ...]:
    """The methods called ``names`` with their settings.

    ``level`` and ``seed`` go to every method that has one; ``given`` are texts ``name=value`` or ``method.name=value``,
    of which later ones and those that name a method win. A value is a number, true or false, none, a word, or several
    with commas, as the setting wants. Raises BadSetting for a setting that no method of ``names`` has, or a value that
    does not fit; UnknownName and MissingExtra as ``class_of`` does.
    """
    hints = {name: _hints(class_of(name)) for name in names}
    values: dict[str, dict[str, Any]] = {name: {} for name in names}
    for name in names:
        common = {"level": level, "seed": seed}
        values[name] |= {key: each for key, each in common.items() if each is not None and key in hints[name]}
    for text in sorted(given, key=lambda text: "." in text.partition("=")[0]):
        for name, setting, value in _taken(text, hints):
            values[name][setting] = _value(hints[name][setting], value, setting)
    return tuple(method(name, **values[name]) for name in names)


def _hints(wanted: type[Method]) -> dict[str, Any]:
    known = typing.get_type_hints(wanted)
    return {f.name: known[f.name] for f in dataclasses.fields(typing.cast(Any, wanted))}


def _taken(text: str, hints: dict[str, dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Which methods take a setting: method, setting, value."""
    said, equals, value = text.partition("=")
    if not equals or not said.strip():
        raise BadSetting(f"A setting is written name=value or method.name=value, not {text!r}.")
    only, _, setting = said.strip().rpartition(".")
    if only and only not in hints:
        raise BadSetting(f"The setting {text!r} is for {only!r}, which is not among the methods: {', '.join(hints)}.")
    found = [(name, setting, value.strip()) for name in ([only] if only else hints) if setting in hints[name]]
    if not found:
        known = "; ".join(f"{name}: {', '.join(hints[name])}" for name in ([only] if only else hints))
        raise BadSetting(f"No method here has a setting {setting!r}. Known: {known}.")
    return found


def _value(hint: Any, text: str, setting: str) -> Any:
    """The text as a value of the type, or BadSetting."""
    for kind in get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,):
        try:
            return _as(kind, text)
        except (ValueError, KeyError):
            continue
    raise BadSetting(f"The setting {setting} takes {_words(hint)}, not {text!r}.")


def _as(kind: Any, text: str) -> Any:
    if kind is type(None):
        if text.lower() in ("", "none", "null"):
            return None
        raise ValueError
    if kind is bool:
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        raise ValueError
    if kind in (int, float, str):
        return kind(text)
    if get_origin(kind) is typing.Literal:
        return {str(each): each for each in get_args(kind)}[text]
    if get_origin(kind) in (tuple, Sequence):
        return tuple(_as(get_args(kind)[0], part.strip()) for part in text.split(",") if part.strip())
    raise ValueError


def _words(hint: Any) -> str:
    names = {int: "a whole number", float: "a number", str: "a word", bool: "true or false", type(None): "none"}
    if hint in names:
        return names[hint]
    args = get_args(hint)
    if get_origin(hint) is typing.Literal:
        return " or ".join(str(arg) for arg in args)
    if get_origin(hint) in (Union, types.UnionType):
        return ", or ".join(_words(arg) for arg in args)
    return "several values with commas"

"""Copies of claims and scopes with some parts others, without checking again what was checked when they were made."""

from __future__ import annotations

from typing import Any, TypeVar

from uncounted.model.claim import Claim
from uncounted.model.scope import Scope

Noun = TypeVar("Noun", Claim, Scope)


def changed(noun: Noun, **parts: Any) -> Noun:
    """What ``dataclasses.replace`` gives, several times as fast: a claim is changed a score of times as it is resolved.

    ``parts`` are values that the fields of those names may hold; nothing checks them.
    """
    made = object.__new__(type(noun))
    made.__dict__.update(noun.__dict__, **parts)
    return made

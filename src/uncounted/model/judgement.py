"""Judgements: what a person, or a named rule, decided about a claim, an incident or a victim. Never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

Verb = Literal["accept", "reject", "set", "same", "different", "part-of", "unsure", "grade"]


@dataclass(frozen=True)
class Judgement:
    """``by`` decided ``verb`` about ``target`` at ``at`` (ISO 8601, UTC), ``because``.

    ``set`` carries a dotted ``field`` (such as ``count.low``) and its new ``value``; ``same``, ``different`` and
    ``part-of`` carry the ``other`` id, as does ``unsure`` (of two records of persons); ``grade`` a harm grading in
    ``value``. A later judgement on the same question supersedes an earlier one; both stay.
    """

    TYPE: ClassVar[str] = "judgement"

    id: str
    target: str
    verb: Verb
    by: str
    because: str
    at: str
    field: str | None = None
    value: Any = None
    other: str | None = None

"""What a person should check, and how much hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Moved:
    """A bound with a claim, and without it. Closed; null is open."""

    question: str
    low: int | None
    high: int | None
    low_without: int | None
    high_without: int | None


@dataclass(frozen=True)
class Check:
    """A machine reading to check. ``effect``: the largest change of any bound if it were wrong, that is left out.

    A high bound that would be open counts with the value that it has: all of it hangs on the claim. ``moved`` are the
    bounds that change, the largest change first; ``contradictions`` those that would be gone without it.
    """

    TYPE: ClassVar[str] = "check"

    claim: str
    effect: int
    moved: tuple[Moved, ...]
    contradictions: tuple[str, ...]
    words: str
    quote: str
    why: str

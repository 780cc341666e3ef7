"""Releases: what was published, from which state of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Release:
    """One publication: its files (name to sha256), the ledger's head and the recipe that gave its numbers."""

    TYPE: ClassVar[str] = "release"

    id: str
    made_at: str
    head: str | None
    files: dict[str, str]
    recipe: dict[str, str]
    n_claims: int
    n_accepted: int

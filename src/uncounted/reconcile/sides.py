"""Whose people a figure counts: "its soldiers", "Armenian soldiers", "2,251 Palestinians"."""

from __future__ import annotations

import re

from uncounted.model.claim import Claim
from uncounted.reference.bodies import country_in
from uncounted.reference.sources import Registry

_OWN = re.compile(r"\b(?:its|their|our)\b", re.IGNORECASE)
_FIGHTING = frozenset({"member of armed forces", "combatant"})


def side_of(claim: Claim) -> str | None:
    """The country (ISO 3166-1 alpha-2) whose people or soldiers a claim counts; null where its words do not say.

    "Its soldiers" are those of the country of the source that counts them.
    """
    span = claim.spans.get("population")
    words = span.quote if span is not None else claim.population.text or ""
    named = country_in(words) if words else None
    if named is None and claim.population.status in _FIGHTING and claim.root and _OWN.search(words):
        source = Registry.default().get(claim.root)
        named = source.country if source is not None else country_in(claim.root.replace("-", " "))
    return named

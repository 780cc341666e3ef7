"""A document's toll from its claims and their relations, under a named convention: derived, never picked.

The toll of a measure is the sum of the incidents that the text tells as its own news: one figure for every set of
tellings, parts inside wholes counted once, earlier figures of an update left out, several sources of one incident
joined by the convention. Figures of other times and running totals stay out where the text has an incident of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.model.claim import Claim, Count, Measure
from uncounted.model.errors import UnknownName
from uncounted.reference.vague import vague


@dataclass(frozen=True)
class Convention:
    """How a toll is derived. ``attackers``: their dead count; ``vague``: the rule for points of vague words.

    ``civilians_only``: those called fighters or soldiers do not count.
    """

    name: str
    attackers: bool
    civilians_only: bool
    vague: str


CONVENTIONS = {
    "acled": Convention("acled", attackers=True, civilians_only=False, vague="acled"),
    "airwars": Convention("airwars", attackers=False, civilians_only=True, vague="airwars"),
    "ucdp": Convention("ucdp", attackers=True, civilians_only=False, vague="default"),
}


def toll(claims: Sequence[Claim], measure: Measure, convention: str = "acled") -> Count | None:
    """The count of ``measure`` that a document's claims come to; null where they say nothing of it.

    Raises UnknownName for a convention that nobody knows.
    """
    if convention not in CONVENTIONS:
        raise UnknownName(f"No convention is called {convention!r}.", tuple(CONVENTIONS))
    rules = CONVENTIONS[convention]
    own = [c for c in claims if c.measure == measure and c.stance != "denies" and _counts(c, rules)]
    if not own:
        return None
    return _sum([_valued(c, rules) for c in _roots(own)])


def _counts(claim: Claim, rules: Convention) -> bool:
    return not (rules.civilians_only and claim.population.status in {"combatant", "member of armed forces"})


def _roots(claims: Sequence[Claim]) -> list[Claim]:
    """The claims left when parts, tellings and superseded figures are gone, and totals where incidents are told."""
    ids = {claim.id for claim in claims}
    gone: set[str] = set()
    for claim in claims:
        for relation in claim.relations:
            if relation.claim not in ids:
                continue
            if relation.type == "same_claim" or (relation.type == "part_of" and relation.rule != "bringing-total") or relation.type == "paraphrase_of":
                gone.add(claim.id)
            if relation.type == "update_of":
                gone.add(relation.claim)
    left = [claim for claim in claims if claim.id not in gone]
    incidents = [claim for claim in left if claim.kind in {"incident", "increment"}]
    left = incidents or left
    some = [claim for claim in left if claim.count.high != 0]
    return some or left[:1]


def _valued(claim: Claim, rules: Convention) -> Count:
    if claim.count.modifier != "vague word" or claim.count.text is None:
        return claim.count
    found = vague(claim.count.text.lower().removeprefix("the ").strip(), rules.vague)
    if found is None:
        return claim.count
    return Count(found.low, found.high, found.point, "vague word", claim.count.text, found.rule)


def _point(count: Count) -> int | None:
    """The figure said: of "more than 100" it is 100, of "up to 7" it is 7."""
    if count.point is not None:
        return count.point
    if count.modifier == "more than" and count.low is not None:
        return count.low - 1
    return count.low if count.low is not None else count.high


def _sum(counts: Sequence[Count]) -> Count:
    lows = [c.low if c.low is not None else c.point for c in counts]
    highs = [c.high for c in counts]
    points = [_point(c) for c in counts]
    return Count(
        None if None in lows else sum(x for x in lows if x is not None),
        None if None in highs else sum(x for x in highs if x is not None),
        None if None in points else sum(x for x in points if x is not None),
        modifier="exact" if all(c.modifier == "exact" for c in counts) else "range",
    )

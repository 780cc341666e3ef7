"""Named conventions of those who keep tolls: who counts, and what words that are no numbers are worth."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.model.claim import Claim, Count, Measure
from uncounted.reference.vague import vague


@dataclass(frozen=True)
class Convention:
    """How a toll is derived. ``attackers``: their dead count; ``vague``: the rule for points of vague words.

    ``civilians_only``: those called fighters or soldiers do not count. ``strict``: "more than 20" is 21 at least, and
    a vague word for the killed and injured together stands for each of them (Airwars, as its assessments have it).
    """

    name: str
    attackers: bool
    civilians_only: bool
    vague: str
    strict: bool = False


CONVENTIONS = {
    "acled": Convention("acled", attackers=True, civilians_only=False, vague="acled"),
    "airwars": Convention("airwars", attackers=False, civilians_only=True, vague="airwars", strict=True),
    "wikipedia": Convention("wikipedia", attackers=False, civilians_only=False, vague="default"),
    "ucdp": Convention("ucdp", attackers=True, civilians_only=False, vague="default"),
}


def valued(claim: Claim, rules: Convention) -> Count:
    """The count of a claim under a convention: vague words have its interval and point."""
    if rules.strict and claim.count.modifier == "more than" and claim.count.low is not None:
        return Count(claim.count.low, claim.count.high, None, "at least", claim.count.text)
    if claim.count.modifier != "vague word" or claim.count.text is None:
        return claim.count
    found = vague(claim.count.text.lower().removeprefix("the ").strip(), rules.vague)
    if found is None:
        return claim.count
    return Count(found.low, found.high, found.point, "vague word", claim.count.text, found.rule)


_BOTH: dict[str, re.Pattern[str]] = {
    "killed": re.compile(r"\b(?:kill\w*|dead|deaths?|martyrs?|martyred|fatalities)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:injur\w+|wound\w*)\b", re.IGNORECASE),
}


def shared(claims: Sequence[Claim], measure: Measure, rules: Convention) -> list[Claim]:
    """``a number of people were killed and injured``: the claims of both together, as claims of ``measure``.

    Only vague words are shared so, only under a strict convention, and only where the sentence says both words.
    """
    if not rules.strict or measure not in _BOTH:
        return []
    both = [
        c for c in claims
        if c.measure == "casualties" and c.count.modifier == "vague word" and "sentence" in c.spans
        and all(words.search(c.spans["sentence"].quote) for words in _BOTH.values())
    ]  # fmt: skip
    return [dataclasses.replace(c, measure=measure) for c in both]

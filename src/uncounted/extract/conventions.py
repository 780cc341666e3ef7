"""Named conventions of those who keep tolls: who counts, and what words that are no numbers are worth."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.extract.told_again import ATTACKERS, by_his_deed, sentence_of, start_of
from uncounted.model.claim import Claim, Count, Measure
from uncounted.reference.vague import vague


@dataclass(frozen=True)
class Convention:
    """How a toll is derived. ``attackers``: their dead count; ``vague``: the rule for points of vague words.

    ``civilians_only``: those called fighters or soldiers do not count. ``strict``: "more than 20" is 21 at least, and
    a vague word for the killed and injured together stands for each of them (Airwars, as its assessments have it).
    ``insurgents``: rebels, guerrillas and other fighters of no state count. ``incidents_only``: figures of a time
    ("this year", "since 1980") are no incident and make no toll.
    """

    name: str
    attackers: bool
    civilians_only: bool
    vague: str
    strict: bool = False
    incidents_only: bool = False
    insurgents: bool = True


CONVENTIONS = {
    "acled": Convention("acled", attackers=True, civilians_only=False, vague="acled"),
    "airwars": Convention("airwars", attackers=False, civilians_only=True, vague="airwars", strict=True),
    "wikipedia": Convention("wikipedia", attackers=False, civilians_only=False, vague="default"),
    "muc": Convention(
        "muc", attackers=False, civilians_only=False, vague="default", incidents_only=True, insurgents=False
    ),
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


def counting(claims: Sequence[Claim], rules: Convention, told: Sequence[Claim] = ()) -> list[Claim]:
    """The claims of people who count under a convention; attackers who do not are taken out of the figures they are in.

    "12 died, including the bomber" is 11 where attackers do not count. ``told`` are all claims of the text, of which
    "the other" may be one more: "one of the attackers was killed and the other wounded".
    """
    if not rules.attackers:
        claims = [_without_oneself(c) for c in claims]
    kept = [c for c in claims if _counts(c, rules, told or claims)]
    if rules.attackers:
        return kept
    attackers = {c.id for c in told if set((c.population.text or "").lower().split()) & ATTACKERS}
    kept = [c for c in kept if not (attackers and _the_other_of(c, attackers))]
    gone = [part for part in claims if part not in kept]
    return [_less(c, sum(part.count.point or 0 for part in gone if _within(part, c)) or _included(c, claims))
            for c in kept]  # fmt: skip


def of_several(claim: Claim) -> bool:
    """Whether a figure sums the strikes of one event, not a time: "two strikes killed at least 24"."""
    strikes = claim.scope.n_incidents or 0
    if claim.kind != "cumulative" or strikes < 2 or "time" in claim.inherited:
        return False
    said = claim.scope.time.text if claim.scope.time is not None else ""
    return strikes < 6 or bool(_OF_A_NIGHT.search(said or ""))


# "two dead in separate shootings overnight": what one night brought is one text's news.
_OF_A_NIGHT = re.compile(r"\b(?:overnight|(?:to)?night|weekend|(?:\w+|to|yester)day|morning|evening)\b", re.IGNORECASE)


def _without_oneself(claim: Claim) -> Claim:
    """``killed an infant and herself``: those beside the one who did it."""
    said = (claim.population.text or "").lower().split()
    if (
        (claim.count.point or 0) < 2
        or claim.count.rule != "sum-of-persons"
        or said[-1:] not in (["himself"], ["herself"])
    ):
        return claim
    rest = dataclasses.replace(claim.population, text=" ".join((claim.population.text or "").split()[:-1]))
    return dataclasses.replace(_less(claim, 1), population=rest)


def _the_other_of(claim: Claim, ids: set[str]) -> bool:
    alike = any(r.rule == "others" and r.claim in ids for r in claim.relations)
    said = (claim.population.text or "").lower()
    return alike and (said == "other" or (said == "others" and claim.population.status is not None))


def _counts(claim: Claim, rules: Convention, told: Sequence[Claim]) -> bool:
    if rules.incidents_only and claim.kind in {"period", "cumulative"} and not of_several(claim):
        return False
    if not rules.insurgents and claim.population.status == "combatant":
        return False
    if not rules.attackers and (set((claim.population.text or "").lower().split()) & ATTACKERS or by_his_deed(claim)):
        return False
    if not rules.attackers and (claim.count.text or "").lower() in {"his own life", "her own life", "their own lives"}:
        return False  # "killed four before taking his own life"
    if not rules.attackers and _called_attacker(claim, told):
        return False
    return not (rules.civilians_only and claim.population.status in {"combatant", "member of armed forces"})


def _called_attacker(claim: Claim, told: Sequence[Claim]) -> bool:
    """``the perpetrator of the attacks, Jon Moss, was wounded``: whether a sentence calls the person named one."""
    name = (claim.count.text or "").split()
    if claim.count.point != 1 or not name or not all(word[:1].isupper() for word in name):
        return False
    called = re.compile(rf"{_CALLED}[\w' -]{{0,40}}, (?:[A-Z][\w'-]+ ){{0,3}}{re.escape(name[-1])}\b")
    return any(called.search(c.spans["sentence"].quote) for c in told if "sentence" in c.spans)


_CALLED = r"\b(?:[Tt]he|[Aa]n?) (?:[\w-]+ )?(?:attacker|assailant|perpetrator|gunman|shooter|bomber|terrorist)\b"


def _within(part: Claim, whole: Claim) -> bool:
    told = any(r.type == "part_of" and r.claim == whole.id for r in part.relations)
    return told and part.measure == whole.measure


_INCLUDED = re.compile(
    rf"\b(?:including|among them)\s(?:the|an?|its|their)\s(?:[\w-]+\s){{0,2}}?(?:{'|'.join(sorted(ATTACKERS))})\b"
    r"(?!['’]s\b)",
    re.IGNORECASE,
)


def _included(claim: Claim, claims: Sequence[Claim]) -> int:
    """One, where the words behind a figure say that the attacker is in it: "12 died, including the bomber"."""
    if "sentence" not in claim.spans or "count" not in claim.spans or claim.population.status == "combatant":
        return 0
    found = _INCLUDED.search(claim.spans["sentence"].quote)
    if found is None:
        return 0
    at = claim.spans["sentence"].start + found.start()
    before = [start_of(c) for c in claims if sentence_of(c) == sentence_of(claim) and start_of(c) < at]
    return int(start_of(claim) == max(before, default=-1))


def _less(whole: Claim, fewer: int) -> Claim:
    """A claim without some of its people; as it is where nobody would be left."""
    count = whole.count
    known = [x for x in (count.low, count.high, count.point) if x is not None]
    if not fewer or min(known, default=0) <= fewer:
        return whole
    low, high, point = (None if x is None else x - fewer for x in (count.low, count.high, count.point))
    return dataclasses.replace(whole, count=dataclasses.replace(count, low=low, high=high, point=point))


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

"""Codes and a suggested grading for an incident, from its claims. A person decides the grading."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.link.events import Window
from uncounted.model.claim import Claim
from uncounted.model.incident import HarmGrading
from uncounted.model.membership import OUTSIDE, actors_in

_FIGHTERS = frozenset({"member of armed forces", "person directly participating in hostilities", "combatant"})
# The longest window, in days, of each UCDP GED date_prec code below 5.
_DATE_CODES = ((1, 1), (6, 2), (7, 3), (31, 4))


def date_precision(window: Window) -> int | None:
    """The UCDP GED date_prec of a window: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer; null if open."""
    if not window.known:
        return None
    return next((code for days, code in _DATE_CODES if window.days <= days), 5)


def suggest_grading(claims: Sequence[Claim]) -> tuple[HarmGrading, tuple[str, ...]]:
    """The Airwars grade that follows from an incident's claims, with one sentence for each reason.

    *Confirmed* where somebody admits the harm; *Discounted* where every figure is of fighters, and not only in the
    words of the one who struck; *Contested* where roots name actors that exclude each other; *Fair* with two
    independent roots and an actor named; otherwise *Weak*. Independent is by root: an echo counts once.
    """
    admits = [claim for claim in claims if claim.stance == "admits"]
    if admits:
        return "Confirmed", (f"{_root(admits[0])} admits the harm",)
    if _all_fighters(claims):
        return "Discounted", ("every source says that those harmed were fighters",)
    asserts = [claim for claim in claims if claim.stance != "denies"]
    denies = sorted({_root(claim) for claim in claims if claim.stance == "denies"})
    denied = tuple(f"{root} denies it" for root in denies)
    rivals = _rivals(asserts)
    if rivals:
        one, other = rivals
        return "Contested", (f"{_root(one)} names {_actors(one)}, {_root(other)} names {_actors(other)}", *denied)
    roots = sorted({claim.root for claim in asserts if claim.root})
    accused = any(claim.scope.actors for claim in asserts)
    if len(roots) >= 2 and accused:
        return "Fair", (f"{len(roots)} independent sources: {', '.join(roots)}", *denied)
    if len(roots) >= 2:
        return "Weak", (f"{len(roots)} independent sources, of which none says who did it", *denied)
    return "Weak", (f"a single source: {roots[0]}" if roots else "no source is named", *denied)


def _all_fighters(claims: Sequence[Claim]) -> bool:
    told = [claim for claim in claims if claim.measure in {"killed", "injured", "casualties"}]
    others = [claim for claim in told if claim.scope.actors and not _accused_speaks(claim)]
    return bool(others) and all(claim.population.status in _FIGHTERS for claim in told)


def _accused_speaks(claim: Claim) -> bool:
    names = {name for actor in claim.scope.actors for name in (actor.id, actor.name, actor.text) if name}
    chain = {link.name for link in claim.attribution} | ({claim.root} if claim.root else set())
    return bool(names & chain)


def _rivals(claims: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    named = [claim for claim in claims if claim.scope.actors]
    for i, one in enumerate(named):
        for other in named[i + 1 :]:
            if one.root != other.root and _exclude(one, other):
                return one, other
    return None


def _exclude(one: Claim, other: Claim) -> bool:
    return actors_in(one.scope, other.scope) is OUTSIDE and actors_in(other.scope, one.scope) is OUTSIDE


def _root(claim: Claim) -> str:
    return claim.root or "an unnamed source"


def _actors(claim: Claim) -> str:
    return " and ".join(actor.name or actor.text or actor.id or "an unnamed actor" for actor in claim.scope.actors)

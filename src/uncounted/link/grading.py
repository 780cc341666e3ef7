"""Codes and a suggested grading for an incident, from its claims. A person decides the grading."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from uncounted.link.events import Window
from uncounted.link.origins import independent
from uncounted.link.ties import incident_id
from uncounted.model.claim import Claim
from uncounted.model.incident import HarmGrading, Incident
from uncounted.model.incident_figures import Echo, Independent
from uncounted.model.judgement import Judgement
from uncounted.model.membership import OUTSIDE, actors_in
from uncounted.reference.source_names import root_words

_FIGHTERS = frozenset({"member of armed forces", "person directly participating in hostilities", "combatant"})
# The longest window, in days, of each UCDP GED date_prec code below 5.
_DATE_CODES = ((1, 1), (6, 2), (7, 3), (31, 4))


def date_precision(window: Window) -> int | None:
    """The UCDP GED date_prec of a window: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer; null if open."""
    if not window.known:
        return None
    return next((code for days, code in _DATE_CODES if window.days <= days), 5)


def suggest_grading(claims: Sequence[Claim], echoes: Sequence[Echo] = ()) -> tuple[HarmGrading, tuple[str, ...]]:
    """The Airwars grade that follows from an incident's claims, with one sentence for each reason.

    *Confirmed* where somebody admits harm to others than fighters; *Discounted* where every figure is of fighters, and
    not only in the words of the one who struck; *Contested* where roots name actors that exclude each other; *Fair*
    with two roots that are certainly independent (``echoes`` of one origin count once) and an actor named; otherwise
    *Weak*.
    """
    admits = [claim for claim in claims if claim.stance == "admits" and _harmed_others(claim)]
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
    found = independent(asserts, echoes)
    names = [link.name for claim in claims for link in claim.attribution]
    accused = any(claim.scope.actors for claim in asserts)
    if found.possible < 2:
        named = [root_words(group[0], names) for group in found.origins]
        return "Weak", (f"a single source: {named[0]}" if named else "no source is named", *denied)
    each = (" = ".join(root_words(root, names) for root in group) for group in found.origins)
    many = f"{_several(found)} independent sources: {'; '.join(each)}"
    if found.certain < 2:
        return "Weak", (f"{many}; they may be one", *denied)
    if not accused:
        return "Weak", (f"{many}; none says who did it", *denied)
    return "Fair", (many, *denied)


def graded(
    incidents: Sequence[Incident], judgements: Sequence[Judgement], claims: Sequence[Claim]
) -> tuple[Incident, ...]:
    """The incidents with the gradings that persons gave them, the latest decision first.

    A judgement is about the event of which the incident that it names held the earliest claim, wherever that claim is
    linked now. One without a value takes the grading back.
    """
    decided = {j.target: j.value for j in sorted(judgements, key=lambda j: (j.at, j.id)) if j.verb == "grade"}
    if not decided:
        return tuple(incidents)
    anchors = {incident_id(claim): claim.id for claim in claims}
    where = {claim: incident.id for incident in incidents for claim in incident.claims}
    values = {where[anchors[target]]: value for target, value in decided.items() if target in anchors}
    return tuple(dataclasses.replace(i, grading=values[i.id]) if i.id in values else i for i in incidents)


def _several(found: Independent) -> str:
    return str(found.certain) if found.certain == found.possible else f"{found.certain} to {found.possible}"


def _harmed_others(claim: Claim) -> bool:
    return claim.count.high != 0 and claim.population.status not in _FIGHTERS


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
    return root_words(claim.root, [link.name for link in claim.attribution])


def _actors(claim: Claim) -> str:
    return " and ".join(actor.name or actor.text or actor.id or "an unnamed actor" for actor in claim.scope.actors)

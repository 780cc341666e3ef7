"""Who did the harm of each claim: phrases to parties, and whom a text says did it elsewhere than beside the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.scope import Actor, Period, Place, Scope
from uncounted.reference.actors import Actors
from uncounted.reference.sought import Sought
from uncounted.reference.sources import Registry
from uncounted.resolve.actors import plain_name, resolve_actor
from uncounted.resolve.changed import changed

_JOINT = re.compile(r"\s+and\s+(?:the\s+)?")
_DIVISION = re.compile(r"\b(?:province|region|district|state|county|governorate|department|oblast)\b", re.IGNORECASE)
_SUMS = frozenset({"period", "cumulative"})
_FROM_AFAR = frozenset({"airstrike", "drone strike", "missile strike", "shelling"})
# A military's words on harm that its own strikes did, though it does not name itself.
_OWN_STRIKE = re.compile(
    r"\bunintentional(?:ly)?\b|\b(?:our|the) (?:air ?|drone )?(?:strikes?|operations?|munitions?)\b"
    r"|\bair ?strikes?\b|\bdrone strikes?\b"
    r"|\bcollateral\b|\b(?:in|by|from|as a result of) (?:\d+ |the )?(?:air ?)?strikes?\b|\bstrike (?:killed|that)\b",
    re.IGNORECASE,
)
_OWN_REPORT = Sought(
    r"\bunintentional(?:ly)?\b|\bcivilian casualty (?:report|assessment)"
    r"|\breports? (?:was|were|are|is)?\s?(?:assessed|credible)",
    "unintentional|civilian casualty|assessed|credible",
)
_COMMAND = re.compile(r"^(?:(?:aircraft|planes|drones|troops|forces|soldiers|units) of )?(?:the|this) command$")
_MILITARY = re.compile(r"\b(?:Forces?|Command|Army|Military|Navy|Corps|Task Force|Ministry of Defen[cs]e)\b")
_HOSTILE = re.compile(
    r"\b(?:suicide|roadside|improvised|IEDs?|car bomb|ambush|rocket attack|insurgent attack|enemy"
    r"|gunm[ae]n|attacked|attackers?)\b",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"(?P<who>(?:the |The )?[A-Z][\w'’-]*(?:[ -](?:(?:of|the|al|for|and|in) )?[A-Z][\w'’-]*)*)"
    r"(?: group| militants| movement)?,?"
    r" (?:(?:has|have|had|later|also|quickly|since) )*(?:claimed|accepted|took|taken) "
    r"(?:the )?(?:responsibility|credit)\b"
    r"|responsibility (?:was|has been|were) (?:later )?claimed by (?:the )?(?P<by>[A-Z][\w'’-]*(?:[ -][A-Z][\w'’-]*)*)"
    r"|(?P<behind>[A-Z][\w'’-]*(?:[ -][A-Z][\w'’-]*)*)"
    r"(?: said (?:that )?it (?:was behind|carried out|had carried out) (?:the|this))"
    r"|\bholds? (?:the )?(?P<held>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)(?: forces| army| military| troops)? responsible"
)
# What each of these holds: to see that a text has none of it is quicker than to try each of its names.
_OWNING_UP = ("responsib", " credit", " was behind", "carried out")


def acted(claims: Sequence[Claim], table: Actors, country: str | None) -> list[Claim]:
    """The claims with the words for who did it resolved to parties; ``country`` stands in for harm without a place."""
    return [_acted(claim, table, country) for claim in claims]


def own_strikes(claims: Sequence[Claim], document: Document, table: Actors) -> list[Claim]:
    """Harm that a military reports of its own strikes without naming itself is its own; rule ``own-strike``."""
    reports = bool(_OWN_REPORT.search(document.text))
    return [_owned(claim, document, table, reports) for claim in claims]


def _owned(claim: Claim, document: Document, table: Actors, reports: bool) -> Claim:
    fighters = claim.population.status in {"combatant", "member of armed forces"}
    if _by_own_forces(claim, document):
        return _of_publisher(claim, document, table)
    if claim.scope.actors or "actors" in claim.inherited or (fighters and claim.scope.means not in _FROM_AFAR):
        return claim
    body = next((link.name for link in claim.attribution if link.role == "organisation"), None)
    own = body is None or _one_body(body, document.publisher)
    name = body or (document.publisher if all(link.role == "publisher" for link in claim.attribution) else None)
    source = Registry.default().find(name) if name is not None else None
    if source is None or source.type != "official military":
        return claim
    words = claim.spans["sentence"].quote if "sentence" in claim.spans else ""
    told = bool(_OWN_STRIKE.search(words)) or claim.scope.means in _FROM_AFAR
    if _HOSTILE.search(words) or not ((own and (told or reports)) or (told and claim.stance == "admits")):
        return claim
    party = resolve_actor(source.name, places=claim.scope.places, time=claim.scope.time, actors=table)
    if party is None or party.id is None:
        return claim
    return _with(claim, (replace(party, text=name),), "own-strike")


def _by_own_forces(claim: Claim, document: Document) -> bool:
    """``killed by our forces``, ``aircraft of the command``: the doer is a part of the body that publishes."""
    span = claim.spans.get("actor")
    if span is None:
        return False
    before = document.text[max(0, span.start - 5) : span.start].lower()
    return before.endswith(" our ") or _COMMAND.search(span.quote) is not None


def _of_publisher(claim: Claim, document: Document, table: Actors) -> Claim:
    if document.publisher is None:
        return claim
    source = Registry.default().find(document.publisher)
    name = source.name if source is not None else document.publisher
    if (source is None or source.type != "official military") and not _MILITARY.search(document.publisher):
        return claim
    party = resolve_actor(name, places=claim.scope.places, time=claim.scope.time, actors=table)
    known = party if party is not None and party.id is not None else None
    return _with(claim, (replace(known, text=document.publisher),), "own-forces") if known is not None else claim


def _one_body(one: str, other: str | None) -> bool:
    registry = Registry.default()
    known, publisher = registry.find(one), registry.find(other) if other is not None else None
    return one == other or (known is not None and publisher is not None and registry.may_be(known.id, publisher.id))


def of_the_event(claims: Sequence[Claim]) -> list[Claim]:
    """Incidents inside the place and time of an event of the same root are of who did the event; rule ``held-event``.

    The words say where it was. ``223 were executed in two villages``, then ``44 in Nondin`` and ``179 in Soro``: no
    other actor may be said.
    """
    return [_held(claim, claims) for claim in claims]


_AFAR = frozenset({"period-before", "document-country", "title"})


def _held(claim: Claim, claims: Sequence[Claim]) -> Claim:
    scope = claim.scope
    if scope.actors or not scope.places or claim.kind in _SUMS or "actors" in claim.inherited or scope.time is None:
        return claim
    whole = [
        other for other in claims
        if other.scope.actors and other.root == claim.root and other.kind not in _SUMS and len(other.scope.places) == 1
        and (other.measure == "detained") == (claim.measure == "detained")
        and other.inherited.get("places") not in _AFAR and _value(other) >= _value(claim)
        and other.scope.time is not None and other.scope.time.start and (other.scope.time.start, other.scope.time.end)
        == (scope.time.start, scope.time.end) and all(_inside(place, other.scope.places[0]) for place in scope.places)
    ]  # fmt: skip
    doers = {tuple(actor.id or actor.name for actor in other.scope.actors) for other in whole}
    return _with(claim, whole[0].scope.actors, "held-event") if len(doers) == 1 else claim


def _value(claim: Claim) -> int:
    count = claim.count
    return next((x for x in (count.point, count.low, count.high) if x is not None), 0)


def _inside(place: Place, holder: Place) -> bool:
    """Whether a place lies in another, or may: nobody knows where in the country a village of that name is."""
    if place.id is not None:
        return holder.id in (place.id, *place.within)
    wide = (holder.precision or 0) >= 3 or bool(_DIVISION.search(holder.text or ""))
    return place.country is not None and place.country == holder.country and wide


def claimed(claims: Sequence[Claim], document: Document, table: Actors) -> list[Claim]:
    """The incidents of a text that tells one event are of the party that owned up to it; rule ``claimed``.

    One event: they lie in one place at most, and nobody else is said to have done any of them.
    """
    open_ones = [c for c in claims if not c.scope.actors and c.kind not in _SUMS and "actors" not in c.inherited]
    incidents = [c for c in claims if c.kind not in _SUMS]
    places = {frozenset(p.id or p.text for p in c.scope.places) for c in incidents if c.scope.places}
    if not open_ones or len(places) > 1 or any(c.scope.actors for c in incidents):
        return list(claims)
    if not any(words in document.text for words in _OWNING_UP):
        return list(claims)
    for found in _RESPONSIBLE.finditer(document.text):
        name = found["who"] or found["by"] or found["behind"] or found["held"]
        if found["held"] and document.publisher is not None:  # the publisher's finding is of its own figures
            open_ones = [c for c in open_ones if all(_one_body(k.name, document.publisher) for k in c.attribution)]
            if not open_ones:
                continue
        party = resolve_actor(name, places=open_ones[0].scope.places, time=open_ones[0].scope.time, actors=table)
        if party is not None and party.id is not None:
            ids = {claim.id for claim in open_ones}
            return [_with(claim, (party,), "claimed") if claim.id in ids else claim for claim in claims]
    return list(claims)


def _with(claim: Claim, actors: tuple[Actor, ...], rule: str) -> Claim:
    return changed(claim, scope=changed(claim.scope, actors=actors), inherited={**claim.inherited, "actors": rule})


def _acted(claim: Claim, table: Actors, country: str | None) -> Claim:
    scope = _with_actors(claim.scope, table, country, tuple(link.name for link in claim.attribution))
    exclusions = tuple(
        item if isinstance(item, str) else _with_actors(item, table, country) for item in claim.exclusions
    )
    return changed(claim, scope=scope, exclusions=exclusions)


def _with_actors(scope: Scope, table: Actors, country: str | None, bodies: Sequence[str] = ()) -> Scope:
    places: Sequence[Place] = scope.places or ((Place(country=country),) if country else ())
    found = [one for actor in scope.actors for one in _several(actor, bodies, places, scope.time, table)]
    jointly = "jointly" if len(found) > len(scope.actors) else scope.actors_reading
    return changed(scope, actors=tuple(found), actors_reading=jointly)


def _several(
    actor: Actor, bodies: Sequence[str], places: Sequence[Place], time: Period | None, table: Actors
) -> list[Actor]:
    """The parties of "Israeli and American strikes"; "the command" is the body of that name who speaks."""
    parts = _JOINT.split(actor.text) if actor.text else []
    if len(parts) == 2:
        known = [resolve_actor(part, places=places, time=time, actors=table) for part in parts]
        named = [one for one in known if one is not None and one.id]
        if named:
            return list({party.id: party for party in named}.values())
    one = _actor(actor, places, time, table)
    if one.id is None and actor.text and actor.text.islower():
        body = next((name for name in bodies if actor.text.split()[-1] in name.lower().split()), None)
        meant = resolve_actor(body, places=places, time=time, actors=table) if body is not None else None
        one = replace(meant, text=actor.text) if meant is not None and meant.id else one
    return [one]


def _actor(actor: Actor, places: Sequence[Place], time: Period | None, table: Actors) -> Actor:
    if actor.text is None:
        return actor
    return resolve_actor(actor.text, places=places, time=time, actors=table) or replace(
        actor, name=actor.name or plain_name(actor.text)
    )

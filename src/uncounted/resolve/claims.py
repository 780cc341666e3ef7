"""Claims with words to claims with scopes: dates, places, actors, roots, and what is inherited between claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.scope import Actor, Period, Place, Scope
from uncounted.reference.actors import Actors
from uncounted.reference.gazetteer import Gazetteer
from uncounted.reference.sources import Registry
from uncounted.resolve.actors import resolve_actor
from uncounted.resolve.dates import resolve_date
from uncounted.resolve.inherit import inherit
from uncounted.resolve.places import mentions, resolve_place, resolve_places
from uncounted.resolve.relations import relate
from uncounted.resolve.roots import Sources, root_of
from uncounted.resolve.sides import own_harm

# "Dahyan, in the northern province of Saada" is one place with what holds it, not two.
_HELD = re.compile(r"\w,?\s(?:in|within|near|of)\s|['’]s\s", re.IGNORECASE)
_JOINT = re.compile(r"\s+and\s+(?:the\s+)?")
_MENTIONS = 20_000  # characters of a text that are searched for its country
_DATELINE = re.compile(
    r"^([A-Z][A-Z' .-]+(?:, [A-Z][\w. ]+)?)(?:,? [A-Z][a-z]+\.? \d{1,2})?(?: \([^)]*\))? ?(?:--?|[–—]) ", re.MULTILINE
)
_LOCAL = re.compile(
    r"\b(?:ministry|administration|governor|police|hospitals?|committee|authorities|council|mayor)\b", re.IGNORECASE
)
_BASED = re.compile(
    r"(?:the\s+)?([A-Z][\w'-]*?(?:\s[A-Z][\w'-]*?)?)(?:-based|['’]s)?\s+(?:[a-z]|Health|Ministry|Police|Civil)"
)
_COUNTED_BY = re.compile(r"\b(?:by|as of|as at|up to|until)\s+(?:the\s+)?$", re.IGNORECASE)
_FAR = 31  # days between a statement and publication: then its date is more likely the harm's, misplaced


def resolve(
    document: Document,
    claims: Sequence[Claim],
    *,
    gazetteer: Gazetteer | None = None,
    actors: Actors | None = None,
    sources: Sources | None = None,
) -> tuple[Claim, ...]:
    """The claims of one document with resolved scopes and roots, in the same order.

    Dates are read relative to the publication date; without one, relative dates stay unresolved. Missing parts are
    inherited between claims by named rules (``resolve.inherit``); exclusions pass to tellings of the same figure and
    to parts of it. Each result carries its ``reading``.
    """
    book, table = gazetteer or Gazetteer.default(), actors or Actors.default()
    on = (document.published.start, document.published.end) if document.published else None
    context: list[Place] = []
    placed = [_placed(claim, on, book, context) for claim in claims]
    country = _country(placed) or _told_country(document, book)
    placed = [_again(claim, book, country, context) for claim in placed]
    registry = sources or Registry.default()
    rooted = [replace(claim, root=claim.root or root_of(document, claim.attribution, registry)) for claim in placed]
    acted = [_acted(claim, table, country) for claim in rooted]
    located = _titled(_sourced(inherit(acted), book, country), document, book)
    inherited = [_acted(claim, table, country) for claim in _datelined(located, document, book, country)]
    finished = [_said_on(own_harm(claim, table), document) for claim in _passed(inherited)]
    return tuple(claim.with_reading() for claim in relate(finished))


# ---- time ---------------------------------------------------------------------------------------------------------
def _placed(claim: Claim, on: tuple[str, str] | None, book: Gazetteer, context: list[Place]) -> Claim:
    scope = claim.scope
    time, inherited = _time(claim, on)
    places = _places(scope.places, book, None, context)
    context += [place for place in places if place.id]
    exclusions = tuple(_excluded(item, on, book, context) for item in claim.exclusions)
    scope = replace(scope, time=time, places=places)
    return replace(claim, scope=scope, exclusions=exclusions, inherited={**claim.inherited, **inherited})


def _excluded(item: str | Scope, on: tuple[str, str] | None, book: Gazetteer, context: list[Place]) -> str | Scope:
    if isinstance(item, str):
        return item
    time = _dated(item.time, on) if item.time is not None else None
    return replace(item, time=time, places=_places(item.places, book, None, context))


def _time(claim: Claim, on: tuple[str, str] | None) -> tuple[Period | None, dict[str, str]]:
    said = claim.scope.time
    if said is None or said.text is None or said.start or said.end:
        return said, {}
    if said.rule == "statement-date":
        return _statement(claim, said, on)
    found = _dated(said, on)
    if found is None:
        return said, {}
    reading = "throughout" if claim.kind in {"period", "cumulative"} else "sometime"
    rules: dict[str, str] = {}
    if said.rule == "since-beginning" and found.start:
        found = replace(found, end=None, rule=said.rule)
    since = _since(said.text) or said.rule == "since-beginning"
    if found.start and found.end is None and on is not None and since and found.start <= on[1]:
        counted = _told_day(claim, on, exact=False) if _COUNTED_BY.search(_before_statement(claim)) else None
        end = counted if counted is not None and found.start <= counted <= on[1] else on[1]
        found = replace(found, end=end, edtf=None)
        rules["time.end"] = "until-publication" if end == on[1] else "until-counted"
    edtf = found.edtf or _edtf(found.start, found.end)
    return replace(found, reading=reading, edtf=edtf, text=said.text), rules  # type: ignore[arg-type]


def _told_day(claim: Claim, on: tuple[str, str] | None, *, exact: bool = True) -> str | None:
    """The day on which the words were said or the count stood, where the sentence dates them; ``exact``: to the day."""
    span = claim.spans.get("statement")
    said = resolve_date(span.quote, on=on) if span is not None else None
    return said.end if said is not None and (said.start == said.end or not exact) else None


def _before_statement(claim: Claim) -> str:
    """The words of the sentence up to the date of the statement."""
    span, sentence = claim.spans.get("statement"), claim.spans.get("sentence")
    if span is None or sentence is None:
        return ""
    return sentence.quote[: max(0, span.start - sentence.start)]


def _since(text: str) -> bool:
    return text.lower().startswith(("since", "from", "ever since", "so far"))


def _edtf(start: str | None, end: str | None) -> str | None:
    if start is None and end is None:
        return None
    return start if start == end else f"{start or '..'}/{end or '..'}"


def _dated(period: Period, on: tuple[str, str] | None) -> Period | None:
    if period.text is None:
        return period
    found = resolve_date(period.text, on=on)
    return replace(found, text=period.text) if found is not None else None


def _statement(claim: Claim, said: Period, on: tuple[str, str] | None) -> tuple[Period | None, dict[str, str]]:
    """Only the statement is dated: the harm was that day, or some day up to it; how far decides which."""
    found = _dated(said, on)
    if found is None or found.end is None:
        return replace(said, rule=None, text=None) if on is None else None, {}
    until = Period(end=found.end, edtf=f"../{found.end}", reading="sometime", text=said.text, rule="statement-date")
    if claim.kind in {"period", "cumulative"}:
        return replace(until, reading="throughout", as_of=found.end), {"time": "statement-date"}
    that_day = replace(
        found, reading="sometime", rule="statement-date", edtf=found.edtf or _edtf(found.start, found.end)
    )
    far = on is not None and (date.fromisoformat(on[1]) - date.fromisoformat(found.end)).days > _FAR
    main, other = (that_day, until) if far else (until, that_day)
    return replace(main, alternatives=(other,)), {"time": "statement-date"}


# ---- places -------------------------------------------------------------------------------------------------------
def _places(said: Sequence[Place], book: Gazetteer, country: str | None, context: Sequence[Place]) -> tuple[Place, ...]:
    found: list[Place] = []
    for place in said:
        if place.id or place.text is None:
            found.append(place)
            continue
        held = resolve_place(place.text, country=country, context=context, gazetteer=book)
        several = (
            (held,) if held is not None and _HELD.search(place.text)
            else resolve_places(place.text, country=country, context=context, gazetteer=book)
        )  # fmt: skip
        found += several or ([place] if len(said) > 1 else [])
    return tuple(dict.fromkeys(found))


def _country(claims: Sequence[Claim]) -> str | None:
    """The one country of the claims' places, if there is one."""
    countries = {place.country for claim in claims for place in claim.scope.places if place.id and place.country}
    return countries.pop() if len(countries) == 1 else None


def _told_country(document: Document, book: Gazetteer) -> str | None:
    """The country that most names of places in the text speak for, or that its dateline's place lies in.

    A country's own name weighs twice a town's, and the first line twice the rest.
    """
    named: Counter[str] = Counter()
    first = document.text.find("\n")
    for found in mentions(document.text[:_MENTIONS], book):
        if found.country and found.kind != "demonym":
            named[found.country] += (1 + (found.kind == "country")) * (1 + (found.start < first))
    most = named.most_common(2)
    if most and (len(most) == 1 or most[0][1] > most[1][1]):
        return most[0][0]
    line = _DATELINE.search(document.text[:_MENTIONS])
    lines = mentions(line[1], book) if line is not None and not named else []
    return next((m.country for m in lines if m.country), None)


def _titled(claims: Sequence[Claim], document: Document, book: Gazetteer) -> list[Claim]:
    """Claims without a place take the one place that the title, or the first line, names; rule ``title``."""
    if all(claim.scope.places for claim in claims):
        return list(claims)
    line = document.title or document.text.split("\n", 1)[0]
    line = line.title() if line.isupper() else line
    named = (
        [resolve_place(line[mention.start : mention.end], gazetteer=book) for mention in mentions(line, book)]
        if len(line) < 200
        else []
    )
    places = {
        place.id: replace(place, text=place.text or place.name) for place in named if place is not None and place.id
    }
    if len(places) != 1:
        return list(claims)
    only = tuple(places.values())
    return _located(claims, only, "title")


def _datelined(claims: Sequence[Claim], document: Document, book: Gazetteer, country: str | None) -> list[Claim]:
    """Where no figure of a text has a place, they take its dateline's, if in the text's country; ``dateline``."""
    line = _DATELINE.search(document.text[:_MENTIONS]) if not any(claim.scope.places for claim in claims) else None
    place = resolve_place(line[1].title(), country=country, gazetteer=book) if line is not None else None
    if place is None or place.id is None or country not in {place.country, None}:
        return list(claims)
    return _located(claims, (place,), "dateline")


def _located(claims: Sequence[Claim], only: tuple[Place, ...], rule: str) -> list[Claim]:
    return [
        claim if claim.scope.places
        else replace(claim, scope=replace(claim.scope, places=only), inherited={**claim.inherited, "places": rule})
        for claim in claims
    ]  # fmt: skip


def _again(claim: Claim, book: Gazetteer, country: str | None, context: Sequence[Place]) -> Claim:
    """Names that several places bear, read once more with the document's country and its other places."""
    if country is None and not context:
        return claim
    places = tuple(_in_country(place, book, country, context) for place in claim.scope.places)
    return replace(claim, scope=replace(claim.scope, places=places))


def _sourced(claims: Sequence[Claim], book: Gazetteer, country: str | None) -> list[Claim]:
    """Sums without a place take the place in the name of the local body that counted them; rule ``source``."""
    return [
        claim if claim.scope.places or claim.kind not in {"period", "cumulative"} else _by_source(claim, book, country)
        for claim in claims
    ]  # fmt: skip


def _by_source(claim: Claim, book: Gazetteer, country: str | None) -> Claim:
    name = next((link.name for link in claim.attribution if _LOCAL.search(link.name)), None)
    place = _BASED.match(name) if name is not None else None
    found = resolve_place(place[1], country=country, gazetteer=book) if place is not None else None
    if found is None or found.id is None:
        return claim
    places, rules = (found,), {**claim.inherited, "places": "source"}
    return replace(claim, scope=replace(claim.scope, places=places), inherited=rules)


def _in_country(place: Place, book: Gazetteer, country: str | None, context: Sequence[Place]) -> Place:
    """A name without a bearer, or with one abroad, read with the document's country; a bearer at home wins."""
    if place.text is None or (place.id and (country is None or place.country in {country, None})):
        return place
    found = resolve_place(place.text, country=country, context=context, gazetteer=book)
    if found is None:
        return place
    return found if found.id or found.country or country is None else replace(found, country=country)


# ---- actors -------------------------------------------------------------------------------------------------------
def _acted(claim: Claim, table: Actors, country: str | None) -> Claim:
    scope = _with_actors(claim.scope, table, country, tuple(link.name for link in claim.attribution))
    exclusions = tuple(
        item if isinstance(item, str) else _with_actors(item, table, country) for item in claim.exclusions
    )
    return replace(claim, scope=scope, exclusions=exclusions)


def _with_actors(scope: Scope, table: Actors, country: str | None, bodies: Sequence[str] = ()) -> Scope:
    places: Sequence[Place] = scope.places or ((Place(country=country),) if country else ())
    found = [one for actor in scope.actors for one in _several(actor, bodies, places, scope.time, table)]
    jointly = "jointly" if len(found) > len(scope.actors) else scope.actors_reading
    return replace(scope, actors=tuple(found), actors_reading=jointly)


def _several(
    actor: Actor, bodies: Sequence[str], places: Sequence[Place], time: Period | None, table: Actors
) -> list[Actor]:
    """The parties of "Israeli and American strikes"; "the command" is the body of that name who speaks."""
    parts = _JOINT.split(actor.text) if actor.text else []
    if len(parts) == 2:
        known = [resolve_actor(part, places=places, time=time, actors=table) for part in parts]
        if all(one is not None and one.id for one in known) and known[0] != known[1]:
            return [one for one in known if one is not None]
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
        actor, name=actor.name or actor.text
    )


# ---- exclusions and dates of saying -------------------------------------------------------------------------------
def _passed(claims: Sequence[Claim]) -> list[Claim]:
    """Exclusions pass to other tellings of one figure and to its parts, until nothing changes."""
    known = {claim.id: list(claim.exclusions) for claim in claims}
    while True:
        before = {key: len(value) for key, value in known.items()}
        for claim in claims:
            for relation in claim.relations:
                if relation.claim not in known:
                    continue
                if relation.type in {"same_claim", "part_of"}:
                    _add(known[claim.id], known[relation.claim], claim.id)
                if relation.type == "same_claim":
                    _add(known[relation.claim], known[claim.id], relation.claim)
        if before == {key: len(value) for key, value in known.items()}:
            break
    return [replace(claim, exclusions=tuple(known[claim.id])) for claim in claims]


def _add(to: list[str | Scope], more: Sequence[str | Scope], own: str) -> None:
    to += [item for item in more if item not in to and item != own]


def _said_on(claim: Claim, document: Document) -> Claim:
    if claim.said_on is not None or document.published is None:
        return claim
    time = claim.scope.time
    published = document.published
    day = time.as_of if time is not None and time.rule == "statement-date" and time.as_of else None
    told = day or _told_day(claim, (published.start, published.end))
    day = told if told is not None and told <= published.end else published.end
    return replace(claim, said_on=day)

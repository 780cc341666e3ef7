"""Claims with words to claims with scopes: dates, places, actors, roots, and what is inherited between claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.scope import Period, Scope
from uncounted.reference.actors import Actors
from uncounted.reference.gazetteer import Gazetteer
from uncounted.reference.sources import Registry
from uncounted.resolve.claim_actors import acted, claimed, own_strikes
from uncounted.resolve.claim_places import Where, datelined, narrowed, sourced, titled
from uncounted.resolve.dates import resolve_date
from uncounted.resolve.inherit import inherit
from uncounted.resolve.relations import relate
from uncounted.resolve.roots import Sources, root_of
from uncounted.resolve.sides import own_harm

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
    where = Where(document, claims, book)
    country = where.country
    placed = [_placed(claim, on, where) for claim in claims]
    registry = sources or Registry.default()
    rooted = [replace(claim, root=claim.root or root_of(document, claim.attribution, registry)) for claim in placed]
    filled = inherit(own_strikes(acted(rooted, table, country), document, table))
    located = titled(sourced(narrowed(filled), book, country), document, book)
    inherited = claimed(acted(datelined(located, where), table, country), document, table)
    finished = [_said_on(own_harm(claim, table), document) for claim in _passed(inherited)]
    return tuple(claim.with_reading() for claim in relate(finished))


# ---- time ---------------------------------------------------------------------------------------------------------
def _placed(claim: Claim, on: tuple[str, str] | None, where: Where) -> Claim:
    time, inherited = _time(claim, on)
    exclusions = tuple(_excluded(item, on, where) for item in claim.exclusions)
    scope = replace(claim.scope, time=time, places=where.read(claim.scope.places))
    return replace(claim, scope=scope, exclusions=exclusions, inherited={**claim.inherited, **inherited})


def _excluded(item: str | Scope, on: tuple[str, str] | None, where: Where) -> str | Scope:
    if isinstance(item, str):
        return item
    time = _dated(item.time, on) if item.time is not None else None
    return replace(item, time=time, places=where.read(item.places))


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

"""Claims with words to claims with scopes: dates, places, actors, roots, and what is inherited between claims."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from uncounted.model.claim import Claim
from uncounted.model.document import Document, Span
from uncounted.model.scope import Scope
from uncounted.reference.actors import Actors
from uncounted.reference.gazetteer import Gazetteer
from uncounted.reference.letter_case import in_small_letters, title_in_small_letters
from uncounted.reference.sources import Registry
from uncounted.reference.stories import stories
from uncounted.resolve.changed import changed
from uncounted.resolve.claim_actors import acted, claimed, of_the_event, own_strikes
from uncounted.resolve.claim_places import Where, datelined, sourced
from uncounted.resolve.claim_times import dated, time_of, told_day, undated
from uncounted.resolve.forces import flagged
from uncounted.resolve.from_here import from_here
from uncounted.resolve.inherit import inherit
from uncounted.resolve.month_first import by_month_first
from uncounted.resolve.narrower import narrowed
from uncounted.resolve.parts import crossed, elsewhere, of_sums, totals
from uncounted.resolve.relations import relate
from uncounted.resolve.roots import Sources, one_name, root_of, shown
from uncounted.resolve.sides import own_harm
from uncounted.resolve.text_places import placed_by_text
from uncounted.resolve.titled_places import titled
from uncounted.resolve.years import anchor_of


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
    to parts of it. Each result carries its ``reading``. Of a paper of several stories each is resolved as a text of its
    own, and claims whose words stand in none of them together.
    """
    text = in_small_letters(document.text)
    if text != document.text:  # in capitals: claims are resolved by the words as the grammar read them
        small = replace(document, text=text, title=title_in_small_letters(document.title or "") or None)
        found = _of_stories(small, [_quoting(claim, text) for claim in claims], gazetteer, actors, sources)
        return tuple(_quoting(claim, document.text).with_reading() for claim in found)
    return tuple(c.with_reading() for c in _of_stories(document, claims, gazetteer, actors, sources))


def _of_stories(
    document: Document,
    claims: Sequence[Claim],
    gazetteer: Gazetteer | None,
    actors: Actors | None,
    sources: Sources | None,
) -> list[Claim]:
    """The claims resolved, those of each story of a paper by themselves."""
    told = stories(document.text)
    claims = by_month_first(document.text, claims)
    if not told:
        return _resolved(document, claims, gazetteer, actors, sources)
    starts = [start for start, _ in told]
    own: list[list[Claim]] = [[] for _ in told]
    stray: list[Claim] = []
    for claim in claims:
        number = bisect_right(starts, _at(claim)) - 1
        (own[number] if number >= 0 and _at(claim) < told[number][1] else stray).append(claim)
    each = [_of_story(document, mine, *at, gazetteer, actors, sources) for mine, at in zip(own, told, strict=True)]
    each.append(_resolved(document, stray, gazetteer, actors, sources) if stray else [])
    by_id = {claim.id: claim for story in each for claim in story}
    return [by_id[claim.id] for claim in claims]


def _quoting(claim: Claim, text: str) -> Claim:
    """The claim with the words of a text of the same length under its spans."""
    spans = {
        part: Span(span.start, span.end, text[span.start : span.end], span.original)
        for part, span in claim.spans.items()
    }
    return changed(claim, spans=spans)


def _of_story(
    document: Document,
    claims: Sequence[Claim],
    start: int,
    end: int,
    gazetteer: Gazetteer | None,
    actors: Actors | None,
    sources: Sources | None,
) -> list[Claim]:
    """The claims of one story of a paper, resolved as a text of its own."""
    cut = replace(document, text=document.text[start:end], title=document.title if start == 0 else None)
    found = _resolved(cut, [_moved(claim, -start) for claim in claims], gazetteer, actors, sources)
    return [_moved(claim, start) for claim in found]


def _at(claim: Claim) -> int:
    """Where the words of a claim stand: its count, else its sentence, else the first of them; -1 where it has none."""
    span = claim.spans.get("count") or claim.spans.get("sentence")
    return span.start if span is not None else min((each.start for each in claim.spans.values()), default=-1)


def _moved(claim: Claim, by: int) -> Claim:
    spans = {
        part: Span(span.start + by, span.end + by, span.quote, span.original) for part, span in claim.spans.items()
    }
    return changed(claim, spans=spans)


def _resolved(
    document: Document,
    claims: Sequence[Claim],
    gazetteer: Gazetteer | None,
    actors: Actors | None,
    sources: Sources | None,
) -> list[Claim]:
    book, table = gazetteer or Gazetteer.default(), actors or Actors.default()
    on = (document.published.start, document.published.end) if document.published else None
    where = Where(document, claims, book)
    country = where.country
    placed = from_here([_placed(claim, anchor_of(claim, document, on), where) for claim in claims], where, on)
    registry = sources or Registry.default()
    rooted = [
        changed(claim, root=claim.root or root_of(document, claim.attribution, registry, country)) for claim in placed
    ]
    filled = inherit(own_strikes(acted(one_name(rooted), table, country), document, table))
    located = titled(sourced(narrowed(filled), book, country), document, where)
    named = flagged(of_the_event(acted(placed_by_text(datelined(located, where), where), table, country)))
    inherited = claimed(named, document, table)
    parted = of_sums(crossed(totals(elsewhere(inherited))))
    said = [_said_on(own_harm(claim, table), document) for claim in _passed(parted)]
    finished = [changed(claim, attribution=shown(claim.attribution, document.text)) for claim in said]
    return [undated(claim, on) for claim in relate(finished)]


# ---- time ---------------------------------------------------------------------------------------------------------
def _placed(claim: Claim, on: tuple[str, str] | None, where: Where) -> Claim:
    time, inherited = time_of(claim, on)
    exclusions = tuple(_excluded(item, on, where) for item in claim.exclusions)
    at = claim.spans["count"].start if "count" in claim.spans else None
    scope = changed(claim.scope, time=time, places=where.read(claim.scope.places, at))
    return changed(claim, scope=scope, exclusions=exclusions, inherited={**claim.inherited, **inherited})


def _excluded(item: str | Scope, on: tuple[str, str] | None, where: Where) -> str | Scope:
    if isinstance(item, str):
        return item
    time = dated(item.time, on) if item.time is not None else None
    return changed(item, time=time, places=where.read(item.places))


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
    return [changed(claim, exclusions=tuple(known[claim.id])) for claim in claims]


def _add(to: list[str | Scope], more: Sequence[str | Scope], own: str) -> None:
    to += [item for item in more if item not in to and item != own]


def _said_on(claim: Claim, document: Document) -> Claim:
    if claim.said_on is not None or document.published is None:
        return claim
    time = claim.scope.time
    published = document.published
    day = time.as_of if time is not None and time.rule == "statement-date" and time.as_of else None
    told = day or told_day(claim, (published.start, published.end))
    day = told if told is not None and told <= published.end else published.end
    return changed(claim, said_on=day)

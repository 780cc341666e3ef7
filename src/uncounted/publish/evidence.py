"""The words under a number: the sentence of a count with the count marked, and never more than that sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from uncounted.model.claim import Claim
from uncounted.model.scope import Place, Scope

# UCDP location precision to the decimals of a coordinate that it bears: 1 about 100 m, 2 about 10 km, others none.
DECIMALS = {1: 3, 2: 1}


@dataclass(frozen=True)
class Quote:
    """A sentence in three parts, ``marked`` being the count's words; all three empty where the claim has no span."""

    before: str
    marked: str
    after: str


def quote(claim: Claim) -> Quote:
    """The count's sentence with the count marked; the count alone where its sentence is not known."""
    span, sentence = claim.spans.get("count"), claim.spans.get("sentence")
    if span is None:
        return Quote("", "", "")
    if sentence is None or not (sentence.start <= span.start and span.end <= sentence.end):
        return Quote("", span.quote, "")
    start, end = span.start - sentence.start, span.end - sentence.start
    return Quote(sentence.quote[:start], sentence.quote[start:end], sentence.quote[end:])


def sentence(claim: Claim) -> str:
    """The same words in one piece."""
    found = quote(claim)
    return found.before + found.marked + found.after


def publishable(claim: Claim) -> Claim:
    """The claim as it may leave the house: coordinates as coarse as their precision, no quote longer than its sentence.

    ``reading`` stays that of the ledger's claim, so that it can be found there.
    """
    longest = max(len(sentence(claim)), 1)
    spans = {name: span for name, span in claim.spans.items() if len(span.quote) <= longest}
    exclusions = tuple(_coarse_scope(e) if isinstance(e, Scope) else e for e in claim.exclusions)
    return replace(claim, spans=spans, scope=_coarse_scope(claim.scope), exclusions=exclusions)


def _coarse_scope(scope: Scope) -> Scope:
    return replace(scope, places=tuple(coarse(place) for place in scope.places))


def coarse(place: Place) -> Place:
    """The place with its coordinates rounded to what its precision bears, or without them."""
    decimals = DECIMALS.get(place.precision or 0)
    lat = None if decimals is None or place.lat is None else round(place.lat, decimals)
    lon = None if decimals is None or place.lon is None else round(place.lon, decimals)
    return replace(place, lat=lat, lon=lon, alternatives=tuple(coarse(other) for other in place.alternatives))

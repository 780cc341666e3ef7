"""From what a model offers to claims: only where every quote stands in the text and every number is what it says."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uncounted.extract.bodies import one_source
from uncounted.extract.door import Review
from uncounted.extract.llm.answer import Offered, OfferedExclusion, offered
from uncounted.extract.llm.figures import Figure, agrees, figure_at
from uncounted.extract.llm.quotes import Place, Quotes
from uncounted.extract.parsing import parse
from uncounted.extract.sentences import Stretch
from uncounted.model.claim import Attribution, Claim, Relation, claim_id
from uncounted.model.document import Document, Span
from uncounted.model.scope import Actor, Period, Scope
from uncounted.model.scope import Place as Where
from uncounted.reference.vocabulary import means

RULE = "llm"  # what gave a relation
ELSEWHERE = "llm:other-sentence"  # the words of a field stand in another sentence than the count


@dataclass(frozen=True)
class _Doubt:
    """Why an offered claim is none, and where to look."""

    why: str
    place: Place | None = None


@dataclass
class _Draft:
    """A claim whose relations and exclusions of other claims are not yet joined."""

    offered: Offered
    claim: Claim


class Believer:
    """Checks what a model offers about one document. ``made_by`` names the extractor in claims and reviews."""

    def __init__(self, document: Document, stretches: Sequence[Stretch], made_by: str) -> None:
        self.document = document
        self.stretches = stretches
        self.made_by = made_by
        self.quotes = Quotes(document.text)

    def claims(self, items: Sequence[Any], passage: Place) -> tuple[list[Claim], list[Review]]:
        """The claims of one answer about ``passage`` that hold, and the rest for review."""
        drafts: dict[int, _Draft] = {}
        doubts: dict[int, _Doubt] = {}
        for at, item in enumerate(items):
            made = self._draft(item, passage)
            if isinstance(made, _Draft):
                drafts[at] = made
            else:
                doubts[at] = made
        _doubt_twins(drafts, doubts)
        _doubt_dangling(drafts, doubts)
        ids = {at: draft.claim.id for at, draft in drafts.items()}
        claims = {draft.claim.id: _joined(draft, ids) for draft in drafts.values()}
        reviews = [self.review(doubt.why, doubt.place, items[at]) for at, doubt in sorted(doubts.items())]
        return list(claims.values()), reviews

    def review(self, why: str, place: Place | None, offer: Mapping[str, Any] | None = None) -> Review:
        """An item for a person, with what was offered."""
        span = self.document.span(*place) if place is not None else None
        return Review(_plain(why), span, self.document.id, _plain(dict(offer or {})), extractor=self.made_by)

    def _draft(self, item: Any, passage: Place) -> _Draft | _Doubt:
        said = offered(item)
        if isinstance(said, str):
            return _Doubt(f"not in the form that was asked for: {said}")
        place = self._count_place(said, passage)
        if isinstance(place, _Doubt):
            return place
        figure, sentence = self._figure(place)
        if isinstance(figure, str):
            return _Doubt(f"{figure}: {_short(said.count_quote)}", place)
        if not agrees(said, figure.count):
            words = self.document.text[figure.start : figure.end]
            return _Doubt(f"its numbers are not those of the words {_short(words)}", place)
        return self._built(said, figure, sentence)

    def _count_place(self, said: Offered, passage: Place) -> Place | _Doubt:
        """The one place of the count: in its sentence, told apart by its phrase where that has several."""
        within = passage
        if said.sentence_quote is not None:
            found = self.quotes.places(said.sentence_quote, passage)
            if not found:
                return _Doubt(f"its sentence does not stand in the text: {_short(said.sentence_quote)}")
            if len(found) > 1:
                return _Doubt(f"its sentence stands in the text {len(found)} times", found[0])
            within = found[0]
        counts = self.quotes.places(said.count_quote, within)
        if len(counts) > 1 and said.phrase_quote is not None:
            phrases = self.quotes.places(said.phrase_quote, within)
            inner = self.quotes.places(said.count_quote, phrases[0]) if len(phrases) == 1 else []
            counts = inner if len(inner) == 1 else counts
        if len(counts) == 1:
            return counts[0]
        where = within if within != passage else None
        if not counts:
            return _Doubt(f"its count does not stand in the text: {_short(said.count_quote)}", where)
        return _Doubt(f"its count stands there {len(counts)} times: {_short(said.count_quote)}", where)

    def _figure(self, place: Place) -> tuple[Figure | str, Place]:
        stretch = next((s for s in self.stretches if s.start <= place[0] and place[1] <= s.end), None)
        if stretch is None:
            return "the count runs over the bounds of a sentence", place
        return figure_at(parse(self.document.text, stretch, 0), place), (stretch.start, stretch.end)

    def _built(self, said: Offered, figure: Figure, sentence: Place) -> _Draft | _Doubt:
        document, place = self.document, (figure.start, figure.end)
        spans = {"count": document.span(*place), "sentence": document.span(*sentence)}
        inherited: dict[str, str] = {}
        for part, field, quote in _quoted(said, document.publisher):
            found = self._nearest(quote, sentence, figure.start)
            if found is None:
                return _Doubt(f"its words for {field} do not stand in the text: {_short(quote)}", place)
            spans.setdefault(part, document.span(*found))
            if not sentence[0] <= found[0] < sentence[1]:
                inherited[field] = ELSEWHERE
        kind = means(said.means_quote) if said.means_quote else None
        if said.means_quote and kind is None:
            return _Doubt(f"its words for means name none that is known: {_short(said.means_quote)}", place)
        chain = self._chain(said)
        if isinstance(chain, str):
            return _Doubt(f"a source that it names does not stand in the text: {_short(chain)}", place)
        claim = Claim(
            id=claim_id(document.text_sha256, *place, said.measure),
            measure=said.measure,
            count=dataclasses.replace(figure.count, text=document.text[slice(*place)]),
            document=document.id,
            population=said.population.noun(),
            kind=said.kind,
            scope=_scope(said, spans, kind.type if kind else None),
            stance=said.stance,
            attribution=chain,
            inherited=inherited,
            spans=spans,
            floor=said.floor_quote.strip().lower() if said.floor_quote else None,
            extractor=self.made_by,
        )
        return _Draft(said, claim)

    def _nearest(self, quote: str, sentence: Place, at: int) -> Place | None:
        """The place of words that say the same wherever they stand: in the sentence, else nearest to the count."""
        found = self.quotes.places(quote, sentence) or self.quotes.places(quote)
        return min(found, key=lambda place: (abs(place[0] - at), place[0])) if found else None

    def _chain(self, said: Offered) -> tuple[Attribution, ...] | str:
        """The chain of attribution with the publisher at its end, or the first name that nobody printed."""
        publisher = self.document.publisher
        links: list[Attribution] = []
        for link in said.attribution:
            printed = self.quotes.places(link.name)
            if not printed and not (publisher is not None and one_source(publisher, link.name)):
                return link.name
            name = self.document.text[slice(*printed[0])] if printed else link.name
            links.append(Attribution(" ".join(name.split()), link.role, link.relation))
        if publisher is not None and not any(one_source(publisher, link.name) for link in links):
            links.append(Attribution(publisher, "publisher", "publishes"))
        return tuple(links)


def _quoted(said: Offered, publisher: str | None) -> list[tuple[str, str, str]]:
    """Every quote beside those of the count: the span's name, the field's, the words."""
    single = (
        ("time", "time", said.time_quote),
        ("means", "means", said.means_quote),
        ("population", "population", said.population.quote),
        ("floor", "floor", said.floor_quote),
    )
    found = [(part, field, quote) for part, field, quote in single if quote is not None]
    found += [("place", "places", quote) for quote in said.place_quotes]
    found += [("actor", "actors", quote) for quote in said.actor_quotes]
    found += [("attribution", "attribution", link.name) for link in said.attribution if link.name != publisher]
    for item in said.exclusions:
        words = (item.quote, item.time_quote, *item.place_quotes)
        found += [("exclusion", "exclusions", quote) for quote in words if quote is not None]
    return found


def _scope(said: Offered, spans: Mapping[str, Span], kind: str | None) -> Scope:
    return Scope(
        time=Period(text=spans["time"].quote) if "time" in spans else None,
        places=tuple(Where(text=" ".join(quote.split())) for quote in said.place_quotes),
        places_reading="all" if len(said.place_quotes) > 1 else None,
        actors=tuple(Actor(text=" ".join(quote.split())) for quote in said.actor_quotes),
        actors_reading="jointly" if len(said.actor_quotes) > 1 else None,
        means=kind,
    )


def _excluded(item: OfferedExclusion, ids: Mapping[int, str]) -> str | Scope:
    if item.claim is not None:
        return ids[item.claim]
    words = item.quote or item.time_quote or ", ".join(item.place_quotes)
    bounded = bool(item.time_quote or item.place_quotes)
    return Scope(
        time=Period(text=item.time_quote) if item.time_quote else None,
        places=tuple(Where(text=quote) for quote in item.place_quotes),
        incident=None if bounded else words,
        text=words,
    )


def _joined(draft: _Draft, ids: Mapping[int, str]) -> Claim:
    own = draft.claim.id
    relations = [Relation(r.type, ids[r.claim], RULE) for r in draft.offered.relations if ids[r.claim] != own]
    exclusions = [_excluded(item, ids) for item in draft.offered.exclusions]
    return dataclasses.replace(
        draft.claim,
        relations=tuple(dict.fromkeys(relations)),
        exclusions=tuple(item for item in exclusions if item != own),
    )


def _doubt_twins(drafts: dict[int, _Draft], doubts: dict[int, _Doubt]) -> None:
    """Two readings of one mention that differ cannot both be meant; what is told twice alike stays once."""
    by_id: dict[str, list[int]] = {}
    for at, draft in drafts.items():
        by_id.setdefault(draft.claim.id, []).append(at)
    for twins in by_id.values():
        if any(_said_by(drafts[at]) != _said_by(drafts[twins[0]]) for at in twins):
            for at in twins:
                span = drafts.pop(at).claim.spans["count"]
                doubts[at] = _Doubt("it reads these words in two ways", (span.start, span.end))


def _said_by(draft: _Draft) -> tuple[object, ...]:
    return draft.claim, draft.offered.relations, draft.offered.exclusions


def _doubt_dangling(drafts: dict[int, _Draft], doubts: dict[int, _Doubt]) -> None:
    """A claim that leans on one that is not there is not what was meant: a part without its whole would be a sum."""
    while True:
        gone = [at for at, draft in drafts.items() if any(other not in drafts for other in _named(draft.offered))]
        gone += [at for at, draft in drafts.items() if at not in gone and _empty_exclusion(draft.offered)]
        if not gone:
            return
        for at in gone:
            draft = drafts.pop(at)
            span = draft.claim.spans["count"]
            why = "it leaves out something that is not said" if _empty_exclusion(draft.offered) else _DANGLING
            doubts[at] = _Doubt(why, (span.start, span.end))


_DANGLING = "it stands in a relation to a claim that is not there or is itself under review"


def _named(said: Offered) -> list[int]:
    return [r.claim for r in said.relations] + [item.claim for item in said.exclusions if item.claim is not None]


def _empty_exclusion(said: Offered) -> bool:
    return any(
        item.claim is None and not (item.quote or item.time_quote or item.place_quotes) for item in said.exclusions
    )


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return f"“{plain if len(plain) <= 100 else plain[:97] + '...'}”"


def _plain(value: Any) -> Any:
    """JSON whose text can be written: what is no Unicode becomes a mark."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value

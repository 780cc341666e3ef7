"""The extractor that ships with the package: a grammar of English reports of casualties. Entry point ``grammar``."""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import cast

from uncounted.extract.arrests import clear_arresters
from uncounted.extract.attribution import Said
from uncounted.extract.bodies import is_media, one_source
from uncounted.extract.discourse import Discourse, Reading, read
from uncounted.extract.doers import beside
from uncounted.extract.door import Extraction
from uncounted.extract.exclusions import Exclusion, exclusions
from uncounted.extract.inline_lists import share_out_in_line
from uncounted.extract.leads import flags_of, leads_of
from uncounted.extract.own_losses import own_losses
from uncounted.extract.own_side import take_back
from uncounted.extract.relations import Link, links
from uncounted.extract.rows import add_lists, add_tables
from uncounted.extract.said_after import figures_from
from uncounted.extract.scanned import as_letters
from uncounted.extract.settling import settle
from uncounted.extract.shared_out import share_out
from uncounted.extract.speakers import Speaker
from uncounted.extract.subjects import whose_deeds
from uncounted.extract.tables import Table, blanked, tables
from uncounted.extract.told import spread
from uncounted.extract.total_lines import add_up
from uncounted.extract.words import third
from uncounted.model.claim import Attribution, Basis, Claim, Relation, claim_id
from uncounted.model.document import Document, Span
from uncounted.model.errors import UnreadLanguage
from uncounted.model.scope import Actor, Period, Place, Scope
from uncounted.reference.letter_case import in_small_letters
from uncounted.reference.sought import Sought
from uncounted.reference.stories import stories

_BASES: dict[str, Basis] = {
    "assessment": "assessment", "assessments": "assessment", "investigation": "field investigation",
    "inquiry": "field investigation",
    "estimate": "projection or estimate", "estimates": "projection or estimate", "projection": "projection or estimate",
    "witness": "witness", "witnesses": "witness", "eyewitnesses": "witness", "eyewitness": "witness",
    "residents": "witness",
    "survivors": "witness", "list": "name list",
}  # fmt: skip
# "the actual toll is likely higher", "the toll is expected to rise", "at this hour"
_HIGHER = Sought(
    r"\b(?:(?:actual|true|real|final)\s+(?:death\s+)?(?:toll|number|figure|total|count|extent)s?\b[^.;]{0,60}"
    r"\b(?:higher|larger|greater|more)|(?:likely|expected|feared|set|sure)\s+to\s+(?:rise|climb|increase|grow|be\s+higher)"
    r"|(?:could|may|might)\s+(?:still\s+)?(?:rise|climb|be\s+higher)|at this hour|and counting)\b",
    "higher|larger|greater|more|rise|climb|increase|grow|this hour|counting",
)
_DATELINE = re.compile(r"^[^\n(]{3,60}\(([^\n()]{2,30})\)\s*[-\u2013\u2014]", re.MULTILINE)
_FAR = 8  # words from "so far" to the figure
_FLOORS = frozenset({"verified", "documented", "recorded", "confirmed", "identified", "registered"})
_SURE_FLOORS = _FLOORS - {"confirmed"}


class Grammar:
    """Reads English. Stateless; one instance serves all documents."""

    name = "grammar"
    version = "1"

    def extract(self, document: Document) -> Extraction:
        """Claims, leads and flags of an English document.

        Raises UnreadLanguage where the document says that it is in another language.
        """
        if document.language not in {None, "en"}:
            raise UnreadLanguage(f"the grammar reads English, not {document.language!r}", path=document.path)
        text = in_small_letters(as_letters(document.text))
        found = tables(text)
        told = stories(text) if not found else ()
        read_ones = [(0, self._read(document, text, found))] if not told else []
        read_ones += [(start, self._read(document, text[start:end], [])) for start, end in told]
        claims = tuple(claim for start, one in read_ones for claim in _Writer(document, one, start).claims())
        leads = tuple(lead for start, one in read_ones for lead in leads_of(document, one, start))
        return Extraction(claims, leads, flags_of(document, claims))

    def _read(self, document: Document, text: str, found: list[Table]) -> Discourse:
        discourse = read(blanked(text, found), document.publisher)
        share_out(discourse)
        share_out_in_line(discourse)
        own_losses(discourse.readings)
        settle(discourse.sentences, discourse.readings)
        beside(discourse)
        whose_deeds(discourse)
        clear_arresters(discourse.readings)
        take_back(discourse)
        figures_from(discourse)
        spread(discourse)
        add_up(discourse)
        add_tables(discourse, text, found)
        add_lists(discourse, text)
        return discourse


class _Writer:
    """Turns the readings of one document, or of its story that begins at ``start``, into claims."""

    def __init__(self, document: Document, discourse: Discourse, start: int = 0) -> None:
        self.document = document
        self.start = start
        self.discourse = discourse
        self.ids = self._ids()
        self.wire = _dateline(document.text)
        self.exclusions = exclusions(discourse)

    def claims(self) -> tuple[Claim, ...]:
        """The claims in the order of the text, with relations and exclusions."""
        found = links(self.discourse)
        told_again = {id(link.of) for link in found if link.type == "same_claim"}
        for exclusion in self.exclusions:
            if exclusion.claim is not None:
                span = (exclusion.start, exclusion.end)
                current = [
                    figure for figure in exclusion.of
                    if id(figure) not in told_again
                    and figure.finding.measure in {exclusion.claim.finding.measure, "casualties"}
                ]  # fmt: skip
                found += [Link(exclusion.claim, "excluded_from", figure, "not-included", span) for figure in current]
        return tuple(self._claim(r, [k for k in found if k.of is r]) for r in self.discourse.readings)

    def _ids(self) -> dict[int, str]:
        ids: dict[int, str] = {}
        seen: dict[tuple[int, int, str], int] = {}
        for reading in self.discourse.readings:
            f = reading.finding
            key = (self.start + f.start, self.start + f.end, f.measure)
            ordinal = seen.get(key, 0)
            seen[key] = ordinal + 1
            ids[id(reading)] = claim_id(self.document.text_sha256, *key, ordinal)
        return ids

    def _claim(self, reading: Reading, own: list[Link]) -> Claim:
        f = reading.finding
        return Claim(
            id=self.ids[id(reading)],
            measure=f.measure,
            count=dataclasses.replace(f.count, text=self._span(f.start, f.end).quote),
            document=self.document.id,
            population=f.population,
            kind=reading.kind,
            scope=self._scope(reading),
            exclusions=self._exclusions(reading),
            stance=reading.stance,
            basis=_basis(reading),
            attribution=self._attribution(reading),
            inherited=dict(reading.inherited),
            relations=tuple(self._relation(link) for link in own),
            spans=self._spans(reading),
            floor=_floor(reading),
            extractor=f"{Grammar.name} {Grammar.version}",
        )

    def _scope(self, reading: Reading) -> Scope:
        scope = reading.scope
        places = tuple(Place(text=words.text) for words in scope.places)
        return Scope(
            time=_period(reading),
            places=places,
            places_reading="all" if len(places) > 1 else None,
            actors=(Actor(text=scope.actor.text),) if scope.actor is not None else (),
            means=scope.means,
            n_incidents=scope.n_incidents,
        )

    def _exclusions(self, reading: Reading) -> tuple[str | Scope, ...]:
        return tuple(
            self.ids[id(exclusion.claim)] if exclusion.claim is not None else cast(Scope, exclusion.scope)
            for exclusion in self.exclusions
            if reading in exclusion.of
        )

    def _relation(self, link: Link) -> Relation:
        spans = (self._span(*link.span),) if link.span is not None else ()
        return Relation(link.type, self.ids[id(link.to)], link.rule, spans)

    def _attribution(self, reading: Reading) -> tuple[Attribution, ...]:
        links: list[Attribution] = []
        for frame in reading.chain.frames:
            for link in _links(frame, self.document.publisher):
                if not any(one_source(link.name, known.name) for known in links if known.role != "document"):
                    links.append(link)
        publisher = self.document.publisher
        told = next((f.hearer for f in reading.chain.frames if f.hearer), None)
        wire = self.wire
        if wire is not None and not any(
            one_source(wire, name) for name in (publisher, *(k.name for k in links)) if name
        ):
            links.append(Attribution(wire, "wire", "reports"))
        if publisher is not None and not any(one_source(publisher, link.name) for link in links):
            links.append(Attribution(publisher, "publisher", "told" if told == publisher else "publishes"))
        return tuple(links)

    def _spans(self, reading: Reading) -> dict[str, Span]:
        f, scope = reading.finding, reading.scope
        at: dict[str, tuple[int, int] | None] = {
            "count": (f.start, f.end),
            "sentence": (f.sentence.stretch.start, f.sentence.stretch.end),
            "time": (reading.time.start, reading.time.end) if reading.time else None,
            "statement": (scope.statement.start, scope.statement.end) if scope.statement else None,
            "anaphor": (scope.anaphor.start, scope.anaphor.end)
            if scope.anaphor and "time" in reading.inherited
            else None,
            "place": scope.place_span,
            "actor": (scope.actor.start, scope.actor.end) if scope.actor else None,
            "means": scope.means_span,
            "population": _population_span(reading),
            "attribution": _attribution_span(reading),
        }
        spans = {part: self._span(*where) for part, where in at.items() if where is not None}
        title = self.document.title_span
        if title is not None and reading.headline and f.sentence.number == 0:
            spans["title"] = self.document.span(title.start, title.end)
        return spans

    def _span(self, start: int, end: int) -> Span:
        """A stretch of what was read as one of the document."""
        return self.document.span(self.start + start, self.start + end)


def _dateline(text: str) -> str | None:
    """The agency of a dateline: "BEIRUT (Reuters) -", "KABUL, Aug 3 (Xinhua) --"."""
    match = _DATELINE.search(text[:2000])
    return match.group(1) if match is not None and is_media(match.group(1)) else None


def _period(reading: Reading) -> Period | None:
    """The time in words; where only the statement is dated, its words under the rule ``statement-date``."""
    if reading.time is not None:
        return Period(text=reading.time.text, rule="since-beginning" if reading.beginning else None)
    if reading.scope.statement is not None:
        return Period(text=reading.scope.statement.text, rule="statement-date")
    return None


def _links(frame: Said, publisher: str | None) -> list[Attribution]:
    """The links of one frame: whom the speaker cites, the speaker, its organisation, the outlet that was told."""
    links = _speaker_links(frame.cited, "says") if frame.cited is not None else []
    links += _speaker_links(frame.speaker, third(frame.relation))
    if frame.hearer is not None and frame.hearer != publisher:
        links.append(Attribution(frame.hearer, "wire", "told"))
    return links


def _speaker_links(speaker: Speaker, verb: str) -> list[Attribution]:
    links = [Attribution(speaker.name, speaker.role, verb)]
    if speaker.organisation is not None:
        relation = "releases" if speaker.role == "document" else "speaks_for"
        if speaker.role == "organisation":
            return [Attribution(speaker.organisation, "organisation", verb)]
        links.append(Attribution(speaker.organisation, "organisation", relation))
    return links


def _basis(reading: Reading) -> Basis | None:
    for frame in reading.chain.frames:
        for word in reversed(frame.speaker.name.lower().split()):
            if word in _BASES:
                return _BASES[word]
    return None


def _floor(reading: Reading) -> str | None:
    """The word that makes a figure a floor: "verified", "so far"."""
    sentence, f = reading.finding.sentence, reading.finding
    chunks = sentence.chunks
    around = sentence.tokens[max(0, f.first - 3) : min(len(sentence.tokens), chunks[f.trigger].last + 3)]
    words = [token.low for token in around]
    near = [token.low for token in sentence.tokens[max(0, f.first - _FAR) : f.first]]
    for left, right in itertools.pairwise([*near, *words]):
        if (left, right) == ("so", "far"):
            return "so far"  # "has so far identified the remains of 6,993"
    verified = next((f.relation for f in reading.chain.frames if f.relation in {"verify", "document", "record"}), None)
    if verified is not None:
        return verified
    more = _HIGHER.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
    if more is not None and not any(word in _SURE_FLOORS for word in words):
        return (
            "confirmed"
            if "confirm" in sentence.text[sentence.stretch.start : more.start()].lower()
            else "likely higher"
        )
    return next((word for word in words if word in _SURE_FLOORS), None)


def _population_span(reading: Reading) -> tuple[int, int] | None:
    f = reading.finding
    phrases = [np for np in f.victims if np.last > np.first]
    if not phrases:
        return None
    tokens = f.sentence.tokens
    return tokens[min(np.first for np in phrases)].start, tokens[max(np.last for np in phrases) - 1].end


def _attribution_span(reading: Reading) -> tuple[int, int] | None:
    if not reading.chain.frames:
        return None
    frame = reading.chain.frames[0]
    if "attribution" in reading.inherited:  # the frame stands in another sentence
        start, end = frame.speaker.start, frame.speaker.end
        return (start, end) if start is not None and end is not None else None
    chunks, tokens = reading.finding.sentence.chunks, reading.finding.sentence.tokens
    return tokens[chunks[frame.first].first].start, tokens[chunks[frame.last].last - 1].end


extractor = Grammar()

__all__ = ["Exclusion", "Grammar", "extractor"]

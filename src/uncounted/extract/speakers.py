"""Names of those who speak: persons and their organisations, documents and who issued them, unnamed sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from uncounted.extract import bodies
from uncounted.extract.bodies import in_own_voice, in_registry, is_media, is_official, may_name, part_of
from uncounted.extract.body_names import (
    ORGANISATION,
    STRONG,
    body_before,
    dateline_end,
    ministry_in,
    named_inside,
    registered,
)
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.events import EVENT_NOUNS, known_place
from uncounted.extract.names import (
    after_comma,
    called,
    name_after,
    owner,
    past_determiner,
    printed,
    team_of,
    whole_name,
)
from uncounted.extract.people import titled_name
from uncounted.reference.fold import fold
from uncounted.reference.fold import words as listed

DOCUMENTS = frozenset(
    listed("""
        report reports statement statements estimate estimates assessment assessments figures figure study survey
        investigation inquiry enquiry investigations inquiries enquiries
        data document documents release communique communiqué toll count tally list review release statistics
        numbers information analysis update bulletin dispatch press-release database post posts tweet video footage
        letter judgement judgment verdict ruling indictment paper white-paper diary register archive archives memo
        memorandum cable dossier
    """)
)
_HARMED = frozenset({"injured", "wounded", "killed", "dead", "detained", "missing"})
_COUNTED_PEOPLE = frozenset(listed("people persons civilians children women men victims dead lives"))
_COURTS = frozenset(listed("court tribunal chamber chambers commission jury panel inquiry"))
_RULINGS = frozenset(listed("judgement judgment verdict ruling"))
_BROADCASTERS = frozenset({"television", "tv", "radio", "newspaper", "broadcaster"})
_TITLE_ALONE = frozenset(
    listed("general colonel governor mayor minister president spokesman spokeswoman commander chief admiral captain")
)
_MEDIA_OF = frozenset({"state", "local", "government", "official", "national", "foreign"})
_OFFICES = frozenset(listed("office mission commission ministry network court tribunal chamber panel inquiry"))
# Somebody's side, of no known body: its spokesman is no other body's.
_CAMPS = (" camp", " side", " supporters", " lawyers")
SPOKES = frozenset(listed("spokesman spokeswoman spokesperson spokespersons spokesmen spokespeople"))
TITLES = frozenset(
    listed("""
        chief minister official commander director head governor mayor chairman president secretary leader adviser
        envoy officer superintendent
    """)
)
UNNAMED = frozenset(
    listed("""
        source sources witness witnesses eyewitness eyewitnesses resident residents local locals official officials
        activist activists medic medics doctor doctors villager villagers survivor survivors relative relatives
        media people someone neighbour neighbors neighbours monitors observers journalists analysts experts critics
        family families outlets channels pages reports
    """)
)
_TELLERS = frozenset(
    listed("""
        researchers investigators scientists epidemiologists lawyers prosecutors inspectors experts observers monitors
        survivors witnesses villagers residents activists doctors officials rescuers volunteers
    """)
)
_BODIES = ORGANISATION - {"local", "civil"}
_NEVER_NAMED = frozenset(listed("source sources witness witnesses eyewitness eyewitnesses resident residents"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """``name`` as printed; ``role``: speaker, organisation, document, wire or unnamed; ``organisation`` it speaks for.

    ``via``: how a document's organisation is joined (releases); ``rule``: how an antecedent was found; ``start`` and
    ``end`` the words in the text.
    """

    name: str
    role: str
    organisation: str | None = None
    rule: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Speakers:
    """Those who have spoken so far in a document, for "he", "it", "the military" and "the statement"."""

    persons: list[Speaker] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    documents: list[Speaker] = field(default_factory=list)
    last: list[Speaker] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)
    since: list[Sentence] = field(default_factory=list)  # read since somebody spoke last
    publisher: str | None = None

    def read(self, sentence: Sentence, at: int, relation: str = "say") -> Speaker | None:
        """The speaker that the noun phrase of chunk ``at`` names; null where it names none."""
        chunk = sentence.chunks[at]
        if chunk.np is None:
            return None
        if chunk.np.pronoun:
            own = self.publisher if chunk.np.pronoun == "we" and in_own_voice(sentence, chunk) else None
            speaker = Speaker(own, "organisation") if own else self._antecedent(chunk.np.pronoun, relation)
        else:
            speaker = self._publisher_here(sentence, chunk) or _registered(sentence, chunk) or self._named(sentence, at)
        if speaker is None:
            return None
        if chunk.np.pronoun or speaker.start is None:
            tokens = sentence.tokens
            speaker = Speaker(speaker.name, speaker.role, speaker.organisation, speaker.rule,
                              tokens[chunk.first].start, tokens[chunk.last - 1].end)  # fmt: skip
        self._remember(speaker)
        return speaker

    def _publisher_here(self, sentence: Sentence, chunk: Chunk) -> Speaker | None:
        """The publisher, where its whole name stands from the phrase on: "the Special Jurisdiction for Peace"."""
        tokens = sentence.tokens
        first = past_determiner(sentence, chunk.first)
        name = self.publisher or ""
        if " " not in name or not sentence.text.startswith(name, tokens[first].start) or is_media(name):
            return None
        end = tokens[first].start + len(name)
        return Speaker(name, "organisation", None, None, tokens[first].start, end)

    def _remember(self, speaker: Speaker) -> None:
        if speaker.role == "speaker":
            self.persons.append(speaker)
        if speaker.role == "document":
            self.documents.append(speaker)
        name = speaker.organisation or (speaker.name if speaker.role == "organisation" else None)
        if name and not is_media(name) and name != self.publisher:
            self.organisations.append(name)
        if speaker.role != "wire":
            self.last.append(speaker)
            self.since.clear()

    def mention(self, sentence: Sentence) -> None:
        """Remember the bodies of the registry that a sentence names: "the group" may stand for one of them."""
        self.since.append(sentence)
        for chunk in sentence.chunks[dateline_end(sentence) :] if may_name(sentence.lows) else ():
            if chunk.np is not None and any(t.cap for t in sentence.tokens[chunk.first : chunk.last]):
                name = sentence.quote(past_determiner(sentence, chunk.first), chunk.last)
                if name and in_registry(name) and not is_media(name):
                    self.mentioned.append(name)

    def _met(self) -> Speaker | None:
        """Whom the text told of last by a title and a name, if nobody spoke since."""
        for sentence in reversed(self.since):
            for chunk in reversed(sentence.chunks):
                if chunk.np is not None and chunk.np.name and titled_name(sentence, chunk.np):
                    name = " ".join(word for word in printed(sentence, chunk).split() if word[:1].isupper())
                    return Speaker(name, "speaker", None, "pronoun")
        return None

    def _body_met(self) -> Speaker | None:
        """The body that the sentence just read is about, though it reports nothing: "The court acquits X. It finds"."""
        sentence = self.since[-1] if self.since else None
        first = sentence.chunks[0] if sentence is not None and len(sentence.chunks) > 1 else None
        if sentence is None or first is None or first.np is None or sentence.chunks[1].vg is None:
            return None
        head = sentence.tokens[first.np.head].low
        group = first.np.kind is not None and first.np.kind.group
        if first.np.quantity is not None or not (head in _COURTS or (group and head in ORGANISATION)):
            return None
        found = self._named(sentence, 0)
        own = set(fold(self.publisher or "").replace("-", " ").split())
        if found is not None and set(fold(found.name).replace("-", " ").split()) <= own:
            return Speaker(self.publisher or found.name, "organisation", None, "pronoun")
        return found and Speaker(found.name, found.role, found.organisation, "pronoun")

    def _people_met(self) -> Speaker | None:
        """Those with whom the sentence just read begins, who count or tell: "Researchers asked many. They say"."""
        sentence = self.since[-1] if self.since else None
        np = sentence.chunks[0].np if sentence is not None and len(sentence.chunks) > 1 else None
        if sentence is None or np is None or np.quantity is not None or sentence.stretch.headline:
            return None
        name = sentence.quote(past_determiner(sentence, np.first), np.last)
        return Speaker(name, "unnamed", None, "pronoun") if sentence.tokens[np.head].low in _TELLERS else None

    def note_document(self, sentence: Sentence, at: int) -> None:
        """Remember a document that is spoken of ("the report released Wednesday") as what "it" may stand for."""
        speaker = self._named(sentence, at)
        if speaker is not None and speaker.role == "document":
            self._remember(speaker)

    def official(self) -> str | None:
        """The last organisation that speaks for a party with forces."""
        return next((name for name in reversed(self.organisations) if is_official(name)), None)

    def _antecedent(self, pronoun: str, relation: str) -> Speaker | None:
        if pronoun == "it":
            if (body := self._body_met()) is not None:
                return body
            found = next(
                (s for s in reversed(self.last) if s.role in {"document", "organisation"} or s.organisation), None
            )
            return found and Speaker(found.name, found.role, found.organisation, "pronoun")
        own = is_official(self.publisher or "")  # a release of a body: its own people speak
        if pronoun in {"he", "she"} and not own and (met := self._met()) is not None:
            return met
        if pronoun in {"he", "she"}:
            found = next((s for s in reversed(self.last) if s.role == "speaker" or _one_person(s)), None)
            return found and Speaker(found.name, found.role, found.organisation, "pronoun")
        if pronoun in {"they", "we"}:
            if self.last and self.last[-1].role == "unnamed" and not _one_person(self.last[-1]):
                return Speaker(self.last[-1].name, "unnamed", None, "pronoun")
            if pronoun == "they" and (told := self._people_met()) is not None:
                return told
            known = [*self.mentioned[-1:], *self.organisations]
            name = self.official() if relation in {"admit", "acknowledge", "concede", "confirm", "own"} else None
            name = name or (known[-1] if known else None)
            rule = "they-admitted" if relation in {"admit", "own"} else "pronoun"
            return Speaker(name, "organisation", None, rule) if name else None
        return None

    def _named(self, sentence: Sentence, at: int) -> Speaker | None:
        chunk = sentence.chunks[at]
        np = chunk.np
        if np is None or (np.harm is not None and sentence.tokens[np.head].low != "toll"):
            return None
        head = sentence.tokens[np.head].low
        if head in _COUNTED_PEOPLE and sentence.tokens[max(0, np.first - 1)].low in _HARMED:
            return None  # "injured persons verified in hospitals"
        if np.quantity is not None and head in _COUNTED_PEOPLE:
            return None  # "have killed more than 2,000 people, the agency has verified": the dead say nothing
        name = printed(sentence, chunk)
        if np.determiner == "the" and head in _TITLE_ALONE and np.last - np.first == 2 and self.persons:
            known = self.persons[-1]
            return Speaker(known.name, "speaker", known.organisation, "title")
        if head in DOCUMENTS:
            return self._document(sentence, at, name)
        if np.bare or (head in EVENT_NOUNS and not sentence.tokens[np.head].cap and head not in ORGANISATION):
            return None  # "an attack claimed by X": what happened says nothing
        if (is_media(name) and any(t.cap for t in sentence.tokens[np.first : np.last])) or head in _BROADCASTERS:
            return Speaker(name, "wire")
        if head == "media" and chunk.last - chunk.first > 2 and sentence.tokens[chunk.last - 2].low in _MEDIA_OF:
            return Speaker(sentence.quote(chunk.last - 2, chunk.last), "unnamed")  # "on that day state media"
        team = team_of(sentence, at, self.publisher) or self._of_publisher(sentence, chunk)
        if team is not None:
            return Speaker(team, "organisation", None, "team")
        spokes = self._spokesperson(sentence, at)
        if spokes is not None:
            return spokes
        words = {t.low for t in sentence.tokens[np.first : np.last]}
        if sentence.tokens[max(0, np.head - 1)].low in {"that", "this", "the"}:
            again = next(
                (s for s in reversed(self.last) if s.role == "unnamed" and s.name.lower().endswith(head)), None
            )
            if again is not None:
                return Speaker(again.name, "unnamed", None, "said-before")
        if head in _NEVER_NAMED:
            return Speaker(name, "unnamed")
        if head in UNNAMED and not words & _BODIES:
            return Speaker(name, "unnamed")
        if words & ORGANISATION or (np.kind is not None and np.kind.group):
            body = called(sentence, at)
            if body is not None:
                return Speaker(body, "organisation")
            return self._organisation(sentence, chunk, whole_name(sentence, at))
        if np.kind is not None and not sentence.tokens[np.head].cap:
            return Speaker(name, "unnamed")
        if not any(t.cap for t in sentence.tokens[np.first : np.last]):
            return None if not name or head.endswith("ing") else Speaker(name, "unnamed")
        return self._person_or_body(sentence, at, name)

    def _of_publisher(self, sentence: Sentence, chunk: Chunk) -> str | None:
        """``the Network's focal points``: people of the body that publishes."""
        tokens = sentence.tokens
        owner = next((k for k in range(chunk.first, chunk.last - 1) if tokens[k].tag == "POS"), None)
        if owner is None or not bodies.speaks_for_itself(self.publisher) or tokens[chunk.last - 1].low in DOCUMENTS:
            return None
        name = fold(sentence.quote(past_determiner(sentence, chunk.first), owner)).split()
        name = [] if known_place(" ".join(name)) else name
        return self.publisher if name and set(name) <= set(fold(self.publisher or "").split()) else None

    def _organisation(self, sentence: Sentence, chunk: Chunk, name: str) -> Speaker:
        first = past_determiner(sentence, chunk.first)
        named = len(name) > len(sentence.quote(first, chunk.last))  # "the Ministry of Health", not "the ministry"
        if sentence.tokens[chunk.first].low == "the" and name in (self.publisher or "").split():
            return Speaker(name, "organisation", self.publisher, "generic-organisation")  # "the Institute"
        body = None if named else self._body(sentence, first, chunk.last)
        if chunk.np is not None and chunk.np.determiner == "poss" and self.persons and name.lower() == "office":
            body = self.persons[-1].organisation
            return Speaker(name, "organisation", body, "office-of")
        body = ministry_in(sentence, chunk, name) or body
        if sentence.tokens[chunk.first].low == "the" and body is not None:
            return Speaker(name, "organisation", body, "generic-organisation")
        return Speaker(name, "organisation")

    def _body(self, sentence: Sentence, first: int, last: int) -> str | None:
        """The body that the words of ``[first, last)`` stand for, where they name none: "administration"."""
        tokens = sentence.tokens[first:last]
        alone = len(tokens) == 1 and tokens[0].low in _OFFICES
        if not tokens or (any(t.cap for k, t in enumerate(tokens, first) if k > 0) and not alone):
            return None
        return bodies.stands_for([t.low for t in tokens], self.organisations, self.mentioned, self.publisher)

    def _person_or_body(self, sentence: Sentence, at: int, name: str) -> Speaker:
        known = next((p for p in reversed(self.persons) if p.name.split()[-1] == name.split()[-1]), None)
        if known is not None:
            return Speaker(known.name if " " in known.name else name, "speaker", known.organisation, known.rule)
        organisation = after_comma(sentence, at)
        if organisation is not None:
            return Speaker(name, "speaker", organisation)
        if name in self.organisations or len(name.split()) == 1 or name.isupper():
            return Speaker(name, "organisation")
        return Speaker(name, "speaker")

    def _spokesperson(self, sentence: Sentence, at: int) -> Speaker | None:
        """``Pentagon spokesman John Kirby``, ``a spokesman for the army``, ``the head of the administration, X``."""
        chunk, tokens = sentence.chunks[at], sentence.tokens
        k = next(
            (
                k for k in range(chunk.first, chunk.last)
                if (k + 1 == chunk.last or tokens[k + 1].tag != "POS") and (tokens[k].low in SPOKES
                or (tokens[k].low in TITLES and (k > chunk.first or name_after(sentence, at))))
            ), None,
        )  # fmt: skip
        if k is None:
            return None
        spokes = tokens[k].low in SPOKES
        first = past_determiner(sentence, chunk.first)
        strong = k > first and tokens[k - 1].low in STRONG
        organisation = self._body(sentence, first, k) if strong else None
        organisation = organisation or body_before(sentence, first, k, spokes)
        organisation = organisation or self._body_after(sentence, at, spokes)
        camp = bool(self.last) and self.last[-1].name.lower().endswith(_CAMPS)
        if organisation is None and spokes and self.organisations and not camp:
            organisation = self.organisations[-1]
        name = sentence.quote(k + 1, chunk.last) if k + 1 < chunk.last else name_after(sentence, at)
        if name or organisation:
            return Speaker(name or printed(sentence, chunk), "speaker", organisation)
        return Speaker(sentence.quote(chunk.first, chunk.last), "unnamed")

    def _body_after(self, sentence: Sentence, at: int, spokes: bool) -> str | None:
        """The body after a title: "a spokesman for the army"; a place ("the governor of Kherson") is none."""
        chunks = sentence.chunks
        if at + 2 >= len(chunks) or chunks[at + 1].low not in {"for", "of", "at", "with", "from"}:
            return None
        following = chunks[at + 2]
        if following.np is None or following.np.pronoun is not None:
            return None
        words = {t.low for t in sentence.tokens[following.first : following.last]}
        if not spokes and not words & ORGANISATION:
            return None
        the = sentence.tokens[following.first].low == "the"
        body = self._body(sentence, following.first + 1, following.last) if the else None
        return body or whole_name(sentence, at + 2)

    def _document(self, sentence: Sentence, at: int, name: str) -> Speaker | None:
        """A report: whose it is by a possessor, by "by" or "from", or by who spoke last."""
        chunk = sentence.chunks[at]
        tokens = sentence.tokens[chunk.first : chunk.last]
        if tokens[-1].low == "reports" and tokens[0].low in _HEARSAY:
            return Speaker(name, "unnamed")
        issuer = owner(sentence, at) or named_inside(sentence, chunk)
        if issuer is not None and self.publisher is not None and part_of(self.publisher, issuer):
            issuer = self.publisher  # "UN report finds", in a release of the UN's human rights office
        if issuer is not None:
            return Speaker(name, "document", issuer)
        if issuer is None and tokens[-1].low in _RULINGS:
            known = [*self.organisations[::-1], *self.mentioned[::-1]]
            court = next((body for body in known if bodies.all_words(body) & _COURTS), None)
            court = court or (self.publisher if bodies.speaks_for_itself(self.publisher) else None)
            return Speaker(name, "document", court)
        ours = tokens[0].low == "our" or (tokens[0].low == "its" and not self.organisations)
        if ours and self.publisher is not None:
            return Speaker(name, "document", self.publisher)
        if self.organisations:
            return Speaker(name, "document", self.organisations[-1], "document-of-last-organisation")
        own = bodies.speaks_for_itself(self.publisher) and tokens[0].low != "a"
        return Speaker(name, "document", self.publisher if own else None)


_HEARSAY = frozenset(listed("some official police hospital local media initial several other unconfirmed reports news"))


def _one_person(speaker: Speaker) -> bool:
    """Whether an unnamed speaker is one person: "a villager", not "residents"."""
    return speaker.role == "unnamed" and not speaker.name.lower().split()[-1].endswith(("s", "media", "people"))


def _registered(sentence: Sentence, chunk: Chunk) -> Speaker | None:
    tokens, span = sentence.tokens, registered(sentence, chunk)
    if span is None:
        return None
    return Speaker(sentence.quote(*span), "organisation", None, None, tokens[span[0]].start, tokens[span[1] - 1].end)

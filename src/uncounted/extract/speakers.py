"""Names of those who speak: persons and their organisations, documents and who issued them, unnamed sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.names import after_comma, name_after, owner, past_determiner, printed
from uncounted.reference.fold import fold
from uncounted.reference.fold import words as listed
from uncounted.reference.sources import Registry

WIRES = frozenset(
    listed("""
        reuters ap afp upi xinhua tass itar-tass interfax bloomberg anadolu efe dpa ansa dw sana irna wafa ria apa
        pti ani ians mena petra yonhap kyodo ukrinform aap kuna
    """)
) | {"associated press", "agence france-presse", "ria novosti", "the associated press", "anadolu agency",
     "press trust of india",
     "united press international", "press association"}  # fmt: skip
DOCUMENTS = frozenset(
    listed("""
        report reports statement statements assessment assessments figures figure study survey investigation inquiry
        data document documents release communique communiqué toll count tally list review release statistics
        numbers information analysis update bulletin dispatch press-release database post posts tweet video footage
        letter
    """)
)
_TITLE_ALONE = frozenset(
    listed("general colonel governor mayor minister president spokesman spokeswoman commander chief admiral captain")
)
_SPOKES = frozenset(listed("spokesman spokeswoman spokesperson spokespersons spokesmen spokespeople"))
_TITLES = frozenset(
    listed("""
        chief minister official commander director head governor mayor chairman president secretary leader adviser
        envoy officer superintendent
    """)
)
_UNNAMED = frozenset(
    listed("""
        source sources witness witnesses eyewitness eyewitnesses resident residents local locals official officials
        activist activists medic medics doctor doctors villager villagers survivor survivors relative relatives
        media people someone neighbour neighbors neighbours monitors observers journalists analysts experts critics
        family families outlets channels pages reports
    """)
)
_ORGANISATION = frozenset(
    listed("""
        police military army ministry government hospital force forces command department authority authorities
        agency organisation organization group council committee commission office united observatory network centre
        center association union court coalition navy administration embassy party movement militia bureau corps
        service front guard watch international institute university health mission nations pentagon kremlin
        parliament presidency hospitals prosecutor prosecutors coroner morgue rescuers fire civil defence defense
        state republic security palace house cross crescent society foundation initiative project amnesty airwars
        unicef unhcr ocha who ocha taliban hamas hezbollah isis daesh houthis rebels militants regime opposition
        brigade brigades army's company directorate secretariat
    """)
)
OFFICIAL = frozenset(
    listed("""
        military army command ministry government forces force police pentagon navy kremlin administration coalition
        regime department defence defense authorities hamas taliban hezbollah nato centcom idf houthis militia air
        marines presidency
    """)
)
_BODIES = frozenset(
    {
        "group",
        "organisation",
        "organization",
        "agency",
        "body",
        "charity",
        "watchdog",
        "monitor",
        "network",
        "institute",
        "centre",
    }
)


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
    publisher: str | None = None

    def read(self, sentence: Sentence, at: int, relation: str = "say") -> Speaker | None:
        """The speaker that the noun phrase of chunk ``at`` names; null where it names none."""
        chunk = sentence.chunks[at]
        if chunk.np is None:
            return None
        if chunk.np.pronoun:
            speaker = self._antecedent(chunk.np.pronoun, relation)
        else:
            speaker = _registered(sentence, chunk) or self._named(sentence, at)
        if speaker is None:
            return None
        if chunk.np.pronoun or speaker.start is None:
            tokens = sentence.tokens
            speaker = Speaker(speaker.name, speaker.role, speaker.organisation, speaker.rule,
                              tokens[chunk.first].start, tokens[chunk.last - 1].end)  # fmt: skip
        self._remember(speaker)
        return speaker

    def _remember(self, speaker: Speaker) -> None:
        if speaker.role == "speaker":
            self.persons.append(speaker)
        if speaker.role == "document":
            self.documents.append(speaker)
        name = speaker.organisation or (speaker.name if speaker.role == "organisation" else None)
        if name and name.lower() not in WIRES and name != self.publisher:
            self.organisations.append(name)
        if speaker.role != "wire":
            self.last.append(speaker)

    def mention(self, sentence: Sentence) -> None:
        """Remember the bodies of the registry that a sentence names: "the group" may stand for one of them."""
        for chunk in sentence.chunks:
            if chunk.np is not None and sentence.tokens[chunk.np.head].cap:
                name = sentence.quote(past_determiner(sentence, chunk.first), chunk.last)
                if name and name.lower() not in WIRES and _in_registry(name):
                    self.mentioned.append(name)

    def note_document(self, sentence: Sentence, at: int) -> None:
        """Remember a document that is spoken of ("the report released Wednesday") as what "it" may stand for."""
        speaker = self._named(sentence, at)
        if speaker is not None and speaker.role == "document":
            self._remember(speaker)

    def official(self) -> str | None:
        """The last organisation that speaks for a party with forces."""
        return next((name for name in reversed(self.organisations) if _official(name)), None)

    def _antecedent(self, pronoun: str, relation: str) -> Speaker | None:
        if pronoun == "it":
            found = next(
                (s for s in reversed(self.last) if s.role in {"document", "organisation"} or s.organisation), None
            )
            return found and Speaker(found.name, found.role, found.organisation, "pronoun")
        if pronoun in {"he", "she"}:
            found = self.persons[-1] if self.persons else None
            return found and Speaker(found.name, found.role, found.organisation, "pronoun")
        if pronoun in {"they", "we"}:
            name = self.official() if relation in {"admit", "acknowledge", "concede", "confirm", "own"} else None
            name = name or (self.organisations[-1] if self.organisations else None)
            return (
                Speaker(name, "organisation", None, "they-admitted" if relation in {"admit", "own"} else "pronoun")
                if name
                else None
            )
        return None

    def _named(self, sentence: Sentence, at: int) -> Speaker | None:
        chunk = sentence.chunks[at]
        np = chunk.np
        if np is None or (np.harm is not None and sentence.tokens[np.head].low != "toll"):
            return None
        head = sentence.tokens[np.head].low
        name = printed(sentence, chunk)
        if np.determiner == "the" and head in _TITLE_ALONE and np.last - np.first == 2 and self.persons:
            known = self.persons[-1]
            return Speaker(known.name, "speaker", known.organisation, "title")
        if head in DOCUMENTS:
            return self._document(sentence, at, name)
        if name.lower() in WIRES:
            return Speaker(name, "wire")
        spokes = self._spokesperson(sentence, at)
        if spokes is not None:
            return spokes
        words = {t.low for t in sentence.tokens[np.first : np.last]}
        if head in _UNNAMED and not (words & (_ORGANISATION - {"local", "civil"})):
            return Speaker(name, "unnamed")
        if words & _ORGANISATION or (np.kind is not None and np.kind.group):
            return self._organisation(sentence, chunk, name)
        if np.kind is not None and not sentence.tokens[np.head].cap:
            return Speaker(name, "unnamed")
        if not any(t.cap for t in sentence.tokens[np.first : np.last]):
            return None if not name or head.endswith("ing") else Speaker(name, "unnamed")
        return self._person_or_body(sentence, at, name)

    def _organisation(self, sentence: Sentence, chunk: Chunk, name: str) -> Speaker:
        tokens = sentence.tokens[chunk.first : chunk.last]
        generic = tokens[0].low == "the" and not any(t.cap for t in tokens[1:])
        head = tokens[-1].low
        if generic and self.publisher is not None and head in self.publisher.lower().split():
            return Speaker(name, "organisation", self.publisher, "generic-organisation")
        if generic and head in _BODIES:
            named = [*self.organisations, *self.mentioned, *([self.publisher] if self.publisher else [])]
            bodies = [o for o in named if not _official(o)]
            last = next(reversed([o for o in bodies if o in self.mentioned] or bodies[:1]), None)
            if last is not None:
                return Speaker(name, "organisation", last, "generic-organisation")
        if generic and self.organisations:
            fit = next(
                (
                    o
                    for o in reversed(self.organisations)
                    if head in o.lower().split() or (head in OFFICIAL and _official(o))
                ),
                None,
            )
            if fit is not None:
                return Speaker(name, "organisation", fit, "generic-organisation")
        return Speaker(name, "organisation")

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
        """``Pentagon spokesman John Kirby``, ``a spokesman for the army``, ``a police spokesman``."""
        chunk = sentence.chunks[at]
        tokens = sentence.tokens
        for k in range(chunk.first, chunk.last):
            if tokens[k].low not in _SPOKES and not (
                tokens[k].low in _TITLES and (k > chunk.first or name_after(sentence, at))
            ):
                continue
            before = sentence.quote(past_determiner(sentence, chunk.first), k) if k > chunk.first else ""
            organisation = before.strip(" '’s") if before.endswith(("'s", "’s")) else before
            if not any(
                t.cap or t.low in _ORGANISATION for t in sentence.tokens[past_determiner(sentence, chunk.first) : k]
            ):
                organisation = ""
            after = sentence.quote(k + 1, chunk.last) if k + 1 < chunk.last else name_after(sentence, at)
            if (
                not organisation
                and at + 2 < len(sentence.chunks)
                and sentence.chunks[at + 1].low in {"for", "of", "at", "with", "from"}
            ):
                following = sentence.chunks[at + 2]
                if following.np is not None and following.np.pronoun is None:
                    body = printed(sentence, following)
                    named = {t.low for t in sentence.tokens[following.first : following.last]} & _ORGANISATION
                    organisation = body if tokens[k].low in _SPOKES or named else ""
            name = after or sentence.quote(chunk.first, chunk.last)
            words = set(organisation.lower().replace("-", " ").split())
            if tokens[k].low not in _SPOKES and not words & _ORGANISATION and not organisation.isupper():
                organisation = ""
            known = organisation or (
                self.organisations[-1] if self.organisations and tokens[k].low in _SPOKES else None
            )
            return Speaker(name, "speaker", known)
        return None

    def _document(self, sentence: Sentence, at: int, name: str) -> Speaker | None:
        """A report: whose it is by a possessor, by "by" or "from", or by who spoke last."""
        chunk = sentence.chunks[at]
        tokens = sentence.tokens[chunk.first : chunk.last]
        if tokens[-1].low == "reports" and tokens[0].low in {
            "some",
            "local",
            "media",
            "initial",
            "several",
            "other",
            "unconfirmed",
            "reports",
            "news",
        }:
            return Speaker(name, "unnamed")
        issuer = owner(sentence, at)
        if issuer is not None:
            return Speaker(name, "document", issuer)
        if self.organisations:
            return Speaker(name, "document", self.organisations[-1], "document-of-last-organisation")
        return Speaker(name, "document")


def _official(name: str) -> bool:
    return bool(OFFICIAL & set(name.lower().replace("-", " ").split()))


@lru_cache(maxsize=4096)
def _in_registry(name: str) -> bool:
    source = Registry.default().find(name)
    return source is not None and fold(name) in {fold(known) for known in (source.name, *source.names)}


def _registered(sentence: Sentence, chunk: Chunk) -> Speaker | None:
    """A name of the registry that reaches over its phrase: "Save the Children", "Doctors Without Borders"."""
    tokens = sentence.tokens
    if not tokens[chunk.last - 1].cap:
        return None
    spans = [(k, chunk.last) for k in range(max(0, chunk.first - 5), chunk.first)]
    spans += [(chunk.first, k) for k in range(min(len(tokens), chunk.last + 7), chunk.last, -1)]
    for first, last in spans:
        if tokens[first].cap and tokens[last - 1].cap and tokens[last - 1].tag == "N":
            name = sentence.quote(first, last)
            if name.lower() not in WIRES and _in_registry(name):
                return Speaker(name, "organisation", None, None, tokens[first].start, tokens[last - 1].end)
    return None

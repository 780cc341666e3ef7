"""Where, when, by whom and by what: the words in a sentence that scope a finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence, means_of
from uncounted.extract.clauses import object_of, subject_of
from uncounted.extract.findings import Finding
from uncounted.extract.persons import GROUPS, Kind, demonym
from uncounted.extract.times import TimePhrase
from uncounted.extract.tokens import Token
from uncounted.extract.words import REPORTING
from uncounted.model.claim import Count
from uncounted.reference.actors import Actors
from uncounted.reference.fold import fold
from uncounted.reference.gazetteer import Gazetteer

_PLACE_PREPOSITIONS = frozenset(
    "in near at outside around inside across throughout off within between above over".split()
) | {"close to", "next to", "on the outskirts of"}
_KEPT_PREPOSITIONS = frozenset({"near", "around", "outside", "close to", "next to", "on the outskirts of", "off", "between"})
_GEO_NOUNS = frozenset(
    "city town village province district governorate region camp neighbourhood neighborhood area county state suburb capital "
    "strip bank valley peninsula island islands mountains desert border coast countryside department oblast municipality "
    "hamlet settlement township division subdistrict sub-district quarter zone sector square street road market mosque "
    "hospital school university prison airport port crossing airbase river lake bay sea station mall suburbs outskirts campus theatre theater hotel restaurant stadium bridge highway road cemetery church shelter compound residential-area".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central north-eastern north-western south-eastern south-western "
    "northeastern northwestern southeastern southwestern northeast northwest southeast southwest upper lower rural occupied "
    "besieged downtown nearby".split()
)
ATTACK = frozenset(
    "target attack hit strike bomb shell raid ambush assault storm fire open launch carry detonate blow shoot gun conduct "
    "attempt drop attack stage mount lob hurl throw burn massacre kill execute storm ram drive".split()
)
EVENT_NOUNS = frozenset(
    "campaign operation operations offensive attack attacks strike strikes airstrike airstrikes raid raids assault assaults "
    "bombing bombings bombardment shelling fire gunfire shooting shootings ambush blast explosion invasion war forces "
    "massacre crackdown siege drone drones warplane warplanes jet jets artillery incursion clash clashes".split()
)
ACTOR_WORDS = frozenset(
    "coalition rebel government army police militant insurgent separatist taliban paramilitary military regime opposition "
    "nato coalition-led junta".split()
)
_DOCUMENTS = frozenset("statement report release figures data assessment interview communique communiqué briefing tweet post letter".split())
_ISSUED = frozenset({"make", "release", "publish", "issue", "date", "post"})
_NOT_ACTORS = frozenset(
    "it he she they we i which who that this there bomb bombs blast explosion explosions attack attacks strike strikes fire "
    "clash clashes fighting violence accident shelling rocket rockets mine landmine device building car vehicle".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words at ``[start, end)`` of the text that carry one part of a scope; ``text`` is what to look up."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class SentenceScope:
    """The parts of a scope that a finding's own sentence says."""

    time: TimePhrase | None = None
    statement: TimePhrase | None = None
    anaphor: TimePhrase | None = None
    places: list[Words] = field(default_factory=list)
    place_span: tuple[int, int] | None = None
    actor: Words | None = None
    means: str | None = None
    means_span: tuple[int, int] | None = None
    n_incidents: int | None = None
    weak: bool = False  # the place is only a name before an event: "the Kramatorsk attack"


def scope_of(finding: Finding, others: list[Finding]) -> SentenceScope:
    """What the finding's sentence says of when, where, by whom and by what."""
    sentence = finding.sentence
    bounds = _own_stretch(finding, others)
    scope = SentenceScope()
    _time(finding, bounds, scope)
    _place(finding, bounds, scope)
    _means(finding, scope)
    scope.actor = _actor(finding)
    return scope


def event_scope(sentence: Sentence, at: int) -> SentenceScope:
    """What a sentence says of the event that chunk ``at`` tells, where it counts nobody."""
    chunk = sentence.chunks[at]
    return scope_of(Finding(sentence, "casualties", Count(), chunk.first, chunk.last, at, [], "event"), [])


def _own_stretch(finding: Finding, others: list[Finding]) -> tuple[int, int]:
    """Chunks from this finding's trigger to the next trigger: what stands there belongs to it first."""
    later = [o.trigger for o in others if o.sentence is finding.sentence and o.trigger > finding.trigger]
    return finding.trigger, min(later, default=len(finding.sentence.chunks))


def _nearest(places: list[int], finding: Finding, bounds: tuple[int, int]) -> int | None:
    """Own stretch first, then what stands before, nearest last, then the rest."""
    own = [k for k in places if bounds[0] <= k < bounds[1]]
    if own:
        return own[0]
    before = [k for k in places if k < bounds[0]]
    if before:
        return before[-1]
    return places[0] if places else None


# ---- time ---------------------------------------------------------------------------------------------------------
def _time(finding: Finding, bounds: tuple[int, int], scope: SentenceScope) -> None:
    chunks = finding.sentence.chunks
    of_event, of_statement, anaphors = [], [], []
    for k, chunk in enumerate(chunks):
        if chunk.time is None or chunk.time.kind == "duration":
            continue
        if chunk.time.kind == "anaphor":
            anaphors.append(k)
        elif is_statement_time(finding.sentence, k):
            of_statement.append(k)
        elif chunk.time.kind != "clock":
            of_event.append(k)
    best = _nearest(of_event, finding, bounds)
    scope.time = chunks[best].time if best is not None else None
    scope.statement = chunks[of_statement[0]].time if of_statement else None
    scope.anaphor = chunks[anaphors[0]].time if anaphors else None


def is_statement_time(sentence: Sentence, at: int) -> bool:
    """Whether the time phrase of chunk ``at`` dates words, not harm: "said on Monday", "a statement made on 5 May"."""
    chunks = sentence.chunks
    if at <= 4 and at + 1 < len(chunks) and chunks[at + 1].kind in {"DASH", "LP"} and all(c.vg is None for c in chunks[:at]):
        return True  # a dateline
    k = at - 1
    while k >= 0 and chunks[k].kind in {"P", "ADV", "TO", "TIME", "QUOTE"}:
        k -= 1
    steps = 0
    while k >= 0 and chunks[k].kind in {"NP", "P", "TO", "ADV"} and steps < 6:
        np = chunks[k].np
        if np is not None and sentence.tokens[np.head].low in _DOCUMENTS and steps == 0:
            return True
        if np is not None and (np.quantity is not None or (np.kind is not None and np.pronoun is None and not _hearer(sentence, chunks, k))):
            return False
        k -= 1
        steps += 1
    vg = chunks[k].vg if k >= 0 else None
    return vg is not None and vg.harm is None and (vg.verb.lemma in REPORTING or vg.verb.lemma in _ISSUED)


def _hearer(sentence: Sentence, chunks: list[Chunk], k: int) -> bool:
    """Whether the phrase is whom somebody told."""
    return k > 0 and chunks[k - 1].low in {"tell", "inform"} or sentence.tokens[chunks[k].last - 1].low in {"reporters", "journalists"}


# ---- place --------------------------------------------------------------------------------------------------------
def _place(finding: Finding, bounds: tuple[int, int], scope: SentenceScope) -> None:
    sentence = finding.sentence
    starts, covered = [], -1
    for k in range(len(sentence.chunks) - 1):
        if k > covered and (_opens_place(sentence, k) or _hit(sentence, k)):
            starts.append(k)
            covered = place_phrase(sentence, k)[1]
    best = _nearest(starts, finding, bounds)
    if best is None:
        _place_in_event(finding, scope)
        return
    scope.places, last = place_phrase(sentence, best)
    tokens = sentence.tokens
    scope.place_span = (tokens[sentence.chunks[best].first].start, tokens[sentence.chunks[last].last - 1].end)


def _hit(sentence: Sentence, k: int) -> bool:
    """``struck the railway station of Kramatorsk``: what an attack hit says where, if a place has its name."""
    chunks = sentence.chunks
    vg = chunks[k].vg
    if vg is None or vg.verb.lemma not in ATTACK or vg.voice not in {"active", "bare", "ing"}:
        return False
    return is_place(sentence, chunks[k + 1]) and sentence.tokens[chunks[k + 1].last - 1].low in _GEO_NOUNS


def _place_in_event(finding: Finding, scope: SentenceScope) -> None:
    """``the Kramatorsk station attack``, ``strike on ...``: the name before an event that is no party's."""
    sentence = finding.sentence
    for chunk in sentence.chunks:
        if chunk.np is None or not _eventful(sentence, chunk):
            continue
        caps = [k for k in range(chunk.np.first, chunk.np.head) if sentence.tokens[k].cap and sentence.tokens[k].tag == "N"]
        if caps and not any(demonym(sentence.tokens[k].low) for k in caps) and not _party(sentence, caps[0], caps[-1] + 1):
            words = _words(sentence, caps[0], caps[-1] + 1)
            scope.places, scope.place_span, scope.weak = [words], (words.start, words.end), True
            return


def _opens_place(sentence: Sentence, k: int) -> bool:
    chunks = sentence.chunks
    after_event = chunks[k].low == "on" and k > 0 and (
        _eventful(sentence, chunks[k - 1]) or (k > 2 and chunks[k - 2].low == "by" and _eventful(sentence, chunks[k - 3]))
    )
    if chunks[k].kind != "P" or not (chunks[k].low in _PLACE_PREPOSITIONS or after_event):
        return False
    if k > 0 and chunks[k - 1].low in _PLACE_PREPOSITIONS:
        return False
    if k > 1 and chunks[k - 2].low in {"according to"}:
        return False
    return is_place(sentence, chunks[k + 1])


def is_place(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a noun phrase can name a place: capitals, or a geographic noun with capitals beside it."""
    np = chunk.np
    if np is None or np.pronoun is not None or np.quantity is not None or np.harm is not None:
        return False
    tokens = sentence.tokens[np.first : np.last]
    head = sentence.tokens[np.head]
    if means_of(sentence, np.first, np.last) or (np.kind is not None and not head.cap) or head.low in GROUPS or head.low in EVENT_NOUNS:
        return False
    if head.cap:
        return head.low not in EVENT_NOUNS and not (np.kind is not None and np.kind.status is not None)
    if not any(t.cap for t in sentence.tokens) and np.determiner is None and np.kind is None:
        return head.low not in _DOCUMENTS and head.tag == "N" and head.text.isupper() and _known(sentence.quote(np.first, np.last))
    return head.low in _GEO_NOUNS and (any(t.cap for t in tokens) or _named_after(sentence, chunk))


@lru_cache(maxsize=4096)
def _known(name: str) -> bool:
    """Whether the gazetteer has a name: in ALL CAPS text nothing else tells names from nouns."""
    return Gazetteer.default().exists(name.title())


def _named_after(sentence: Sentence, chunk: Chunk) -> bool:
    """``the city of Mosul``: the name follows."""
    k = sentence.chunks.index(chunk)
    after = sentence.chunks[k + 2] if k + 2 < len(sentence.chunks) else None
    return after is not None and sentence.chunks[k + 1].low == "of" and after.np is not None and after.np.name


def place_phrase(sentence: Sentence, k: int) -> tuple[list[Words], int]:
    """The places of the phrase that chunk ``k`` (a preposition) opens, and its last chunk.

    A comma or a preposition goes on to the place that holds the one before ("near Manbij, in Syria's Aleppo
    Governorate"); a conjunction begins another.
    """
    chunks = sentence.chunks
    begin = k if chunks[k].low in _KEPT_PREPOSITIONS else k + 1
    if _named_after(sentence, chunks[k + 1]) and not any(t.cap for t in sentence.tokens[chunks[k + 1].first : chunks[k + 1].last]):
        begin, k = k + 3, k + 2
    spans = [[chunks[begin].first, chunks[k + 1].last]]
    last = k + 1
    while True:
        step, another = _goes_on(sentence, last, k)
        if step is None:
            break
        if another:
            spans.append([chunks[step].first, chunks[step].last])
        else:
            spans[-1][1] = chunks[step].last
        last = step
    return [_words(sentence, first, end) for first, end in spans], last


def _goes_on(sentence: Sentence, last: int, k: int) -> tuple[int | None, bool]:
    chunks = sentence.chunks
    j = last + 1
    if j >= len(chunks):
        return None, False
    comma = chunks[j].kind == "COMMA"
    if comma:
        j += 1
    if j < len(chunks) and chunks[j].kind == "P" and chunks[j].low in {"in", "of", "near", "within"} and j + 1 < len(chunks):
        return (j + 1, False) if is_place(sentence, chunks[j + 1]) and not (comma and chunks[j].low == "of") else (None, False)
    if j < len(chunks) and chunks[j].kind == "CC" and not comma and j + 1 < len(chunks) and is_place(sentence, chunks[j + 1]):
        return j + 1, True
    np = chunks[j].np if j < len(chunks) else None
    if comma and np is not None and np.determiner == "a" and sentence.tokens[np.head].low in _GEO_NOUNS:
        of = chunks[j + 1].low if j + 2 < len(chunks) else ""
        return (j + 2, False) if of in {"in", "of", "near"} and is_place(sentence, chunks[j + 2]) else (None, False)
    if comma and j < len(chunks) and is_place(sentence, chunks[j]):
        follows = chunks[j + 1] if j + 1 < len(chunks) else None
        if follows is not None and follows.kind == "VG" and follows.vg is not None and follows.vg.verb.lemma in REPORTING:
            return None, False
        return j, False
    return None, False


def _words(sentence: Sentence, first: int, last: int) -> Words:
    tokens = sentence.tokens
    while first < last and tokens[first].tag in {"DET", "ART"}:
        first += 1
    return Words(tokens[first].start, tokens[last - 1].end, sentence.quote(first, last))


# ---- means and number of incidents --------------------------------------------------------------------------------
def _means(finding: Finding, scope: SentenceScope) -> None:
    sentence = finding.sentence
    chunks = sentence.chunks
    found: list[tuple[int, int, str]] = []
    for k, chunk in enumerate(chunks):
        if chunk.kind not in {"NP", "VG"} or (chunk.np is not None and chunk.np in finding.victims):
            continue
        kind = means_of(sentence, chunk.first, chunk.last)
        if kind is not None:
            distance = abs(k - finding.trigger) + (100 if chunk.vg is not None and k != finding.trigger else 0)
            distance -= 50 if finding.agent is chunk else 0
            found.append((distance, k, kind))
    if not found:
        return
    _, best, scope.means = min(found)
    chunk = chunks[best]
    scope.means_span = (sentence.tokens[chunk.first].start, sentence.tokens[chunk.last - 1].end)
    np = chunk.np
    if np is not None and np.quantity is not None and np.kind is None:
        count = np.quantity.count
        scope.n_incidents = count.point if count.low == count.high else None


# ---- actor --------------------------------------------------------------------------------------------------------
def _actor(finding: Finding) -> Words | None:
    sentence = finding.sentence
    chunks = sentence.chunks
    if finding.agent is not None and not _in_place(sentence, finding.agent):
        words = actor_words(sentence, finding.agent, said=True)
        if words is not None:
            return words
    for k in sorted(range(len(chunks)), key=lambda k: abs(k - finding.trigger)):
        chunk = chunks[k]
        if chunk.np is None or chunk.np in finding.victims or not _eventful(sentence, chunk):
            continue
        by = _by_after(sentence, k)
        words = actor_words(sentence, by) if by is not None else actor_words(sentence, chunk)
        if words is not None:
            return words
    return _attacker(finding)


def _in_place(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether the phrase only says where: no actor, though it may look like a subject."""
    k = sentence.chunks.index(chunk)
    return k > 0 and sentence.chunks[k - 1].low in _PLACE_PREPOSITIONS and is_place(sentence, chunk)


def _eventful(sentence: Sentence, chunk: Chunk) -> bool:
    if chunk.np is None:
        return False
    head = sentence.tokens[chunk.np.head].low
    return head in EVENT_NOUNS or (chunk.np.kind is None and means_of(sentence, chunk.first, chunk.last) is not None)


def _by_after(sentence: Sentence, k: int) -> Chunk | None:
    """The doer of an event: "airstrikes conducted by the US-led coalition", "an attack by gunmen"."""
    chunks = sentence.chunks
    j = k + 1
    if j < len(chunks) and chunks[j].vg is not None and chunks[j].low in {"conduct", "carry", "launch", "stage", "mount", "blame", "perform"}:
        j += 1
        while j < len(chunks) and chunks[j].kind in {"ADV", "NP"} and chunks[j].low in {"out", ""} and chunks[j].np is None:
            j += 1
    if j + 1 < len(chunks) and chunks[j].kind == "P" and chunks[j].low in {"by", "on"} and chunks[j + 1].np is not None:
        return chunks[j + 1] if chunks[j].low == "by" or chunks[j - 1].low == "blame" else None
    return None


def actor_words(sentence: Sentence, chunk: Chunk, *, said: bool = False) -> Words | None:
    """The words of a noun phrase that name who acted: "US" of "US airstrikes", all of "Taliban militants".

    ``said``: the sentence makes it the doer, so that a bystander or a civilian may be one.
    """
    np = chunk.np
    if np is None or np.pronoun is not None:
        return None
    head = sentence.tokens[np.head]
    if _eventful(sentence, chunk) and head.low not in {"forces", "fighters"}:
        first = last = None
        for k in range(np.first, np.head):
            if _names_actor(sentence.tokens[k], k, np.first):
                first = k if first is None else first
                last = k + 1
            elif first is not None:
                break
        if last is not None and any(t.low in _GEO_NOUNS for t in sentence.tokens[last : np.head]):
            return None  # "a Nigerian village attack"
        if first is None and np.determiner == "poss":
            return _speaker_before(sentence, sentence.chunks.index(chunk))
        return None if first is None or last is None or not _party(sentence, first, last) else _words(sentence, first, last)
    if head.low in _NOT_ACTORS or (not said and _bystanders(np)) or (np.kind is None and is_place(sentence, chunk) and np.determiner is None and np.last - np.first > 1) or (np.kind is None and not head.cap and head.low not in ACTOR_WORDS):
        return None
    first = np.quantity.last if np.quantity is not None and np.quantity.last < np.last else np.first
    return _words(sentence, first, np.last)


def _party(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words before an event name a party, not a place: "US strike", "Israeli raid", not "Mosul attack"."""
    words = sentence.quote(first, last)
    if {t.low for t in sentence.tokens[first:last]} & ACTOR_WORDS or "-led" in words.lower():
        return True
    table = Actors.default()
    found = table.find(words) or table.find(sentence.tokens[first].text)
    return found is not None and (found.type != "state" or fold(words) != fold(found.name))


def _bystanders(np: NounPhrase) -> bool:
    """People who act for nobody: civilians, people, villagers."""
    if np.kind is None or np.kind.group or np.name:
        return False
    return np.kind.status == "civilian" or (np.kind.plural and np.kind == Kind(plural=True)) or np.others


def _names_actor(token: Token, at: int, first: int) -> bool:
    if token.low in ACTOR_WORDS:
        return True
    return token.cap and token.tag == "N" and token.low not in {"drone", "suicide", "air"} and not (at == first and token.low in _DIRECTIONS)


def _attacker(finding: Finding) -> Words | None:
    """The subject of a verb of attack in the sentence: "Taliban militants attacked a post, killing 4"."""
    sentence = finding.sentence
    for k, chunk in enumerate(sentence.chunks):
        vg = chunk.vg
        if vg is None or k == finding.trigger or vg.verb.lemma not in ATTACK or vg.voice not in {"active", "bare", "ing"}:
            continue
        if vg.harm is not None and not object_of(sentence, k):
            continue
        for subject in subject_of(sentence, k)[-1:]:
            np = sentence.chunks[subject].np
            words = actor_words(sentence, sentence.chunks[subject], said=True)
            if np is not None and np.quantity is None and _bystanders(np) and np.kind is not None and np.kind.plural:
                continue
            if np is not None and np.pronoun in {"it", "they"}:
                words = _speaker_before(sentence, subject)
            if words is not None and np not in finding.victims:
                return words
    return _blamed(sentence)


def _speaker_before(sentence: Sentence, at: int) -> Words | None:
    """``The junta has confirmed that it carried out a strike``: "it" is who confirms."""
    for k in range(at - 1, -1, -1):
        vg = sentence.chunks[k].vg
        if vg is not None and vg.verb.lemma in REPORTING:
            subjects = subject_of(sentence, k)
            return actor_words(sentence, sentence.chunks[subjects[-1]], said=True) if subjects else None
    return None


def _blamed(sentence: Sentence) -> Words | None:
    """``it blamed the Rapid Support Forces``, ``the group claimed responsibility``, ``the army confirmed the strike``."""
    chunks = sentence.chunks
    for k, chunk in enumerate(chunks[:-1]):
        vg, after = chunk.vg, chunks[k + 1]
        if vg is None or after.np is None or vg.voice not in {"active", "bare"} or vg.negated:
            continue
        if vg.verb.lemma in {"blame", "accuse"}:
            return actor_words(sentence, after, said=True)
        head = sentence.tokens[after.np.head].low
        if (vg.verb.lemma in {"claim", "accept"} and head == "responsibility") or (
            vg.verb.lemma in {"confirm", "acknowledge", "admit", "carry"} and head in EVENT_NOUNS
        ):
            subjects = subject_of(sentence, k)
            return actor_words(sentence, chunks[subjects[-1]], said=True) if subjects else None
    return None

"""Words of events and places, and what a sentence says of the scope of a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from uncounted.extract.chunks import Chunk, Sentence, means_of, once
from uncounted.extract.persons import GROUPS, demonym, person
from uncounted.extract.times import TimePhrase
from uncounted.reference.fold import words as listed
from uncounted.reference.gazetteer import Gazetteer

PLACE_PREPOSITIONS = frozenset(
    listed("in near at outside around inside across throughout off within between above over")
) | {"close to", "next to", "on the outskirts of"}


GEO_NOUNS = frozenset(
    listed("""
        city town village province district governorate region camp neighbourhood neighborhood area county state
        suburb capital strip bank valley peninsula island islands mountains desert border coast countryside
        department oblast municipality hamlet settlement township division subdistrict sub-district quarter zone
        sector square street road market mosque hospital school university prison airport port crossing airbase
        river lake bay sea station mall suburbs outskirts campus theatre theater hotel restaurant stadium bridge
        reserve park forest monastery mine quarry refinery prefecture commune ward plantation
        supermarket nightclub discotheque cinema synagogue temple shrine orphanage
        forests jungle jungles gorge hills plain basin delta lagoon swamp canyon ravine wadi oasis oilfield plateau
        roadblock checkpoint barracks outpost
        highway road cemetery church shelter compound residential-area provinces districts regions governorates
        territory territories woreda raion rayon canton emirate kebele payam nahiya cercle tehsil upazila
        barangay counties states villages towns cities camps neighbourhoods neighborhoods hamlets settlements townships
        departments prefectures municipalities communes cantons oblasts raions woredas subdistricts
    """)
)


# Places that bodies run: "of" names whose it is as often as where.
_OWNED = frozenset(listed("hospital hospitals school schools base camp compound shelter centre center office mosque"))


_COMMON = frozenset(listed("state province district region city town village territory department governorate capital"))
# "the Area", "the Base": a word of a report for the place that it named, though some town bears it.
_MEANT = _COMMON | frozenset(listed("area zone sector base camp site border crossing division municipality prefecture"))


# What a district is called, in ALL CAPS text, that is no name.
_OF_ANY = frozenset(
    listed("""
    border home market mountain slum oil mining port garrison farming fishing oasis desert frontier business shopping
    diamond residential working-class muslim christian coastal industrial
""")
)


DIRECTIONS = frozenset(
    listed("""
        north south east west northern southern eastern western central north-eastern north-western south-eastern
        south-western northeastern northwestern southeastern southwestern northeast northwest southeast southwest
        upper lower rural occupied besieged downtown nearby
    """)
)


ATTACK = frozenset(
    listed("""
        target attack hit strike bomb shell raid ambush assault storm fire open launch carry detonate blow shoot gun
        conduct attempt drop attack stage mount lob hurl throw burn destroy massacre kill execute storm ram drive torch
    """)
)


EVENT_NOUNS = frozenset(
    listed("""
        campaign operation operations offensive attack attacks strike strikes airstrike airstrikes raid raids
        assault assaults bombing bombings bombardment shelling fire gunfire shooting shootings ambush blast
        explosion invasion war forces massacre crackdown siege drone drones warplane warplanes jet jets artillery
        incursion clash clashes
    """)
)


ACTOR_WORDS = frozenset(
    listed("""
        coalition rebel government army police militant insurgent separatist taliban paramilitary military regime
        opposition nato coalition-led junta
    """)
)


DOCUMENTS = frozenset(
    listed("""
        statement report release figures data assessment interview communique communiqué briefing tweet post letter
    """)
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
    contested: bool = False  # the sides accuse each other, or fought: nobody is said to have done it
    weak: bool = False  # the place is only a name before an event: "the Kramatorsk attack"


def nearest(places: list[int], bounds: tuple[int, int]) -> int | None:
    """Own stretch first, then what stands before, nearest last, then the rest."""
    own = [k for k in places if bounds[0] <= k < bounds[1]]
    if own:
        return own[0]
    before = [k for k in places if k < bounds[0]]
    if before:
        return before[-1]
    return places[0] if places else None


def eventful(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a noun phrase names an event of harm, or its means."""
    if chunk.np is None:
        return False
    head = sentence.tokens[chunk.np.head].low
    return head in EVENT_NOUNS or (chunk.np.kind is None and means_of(sentence, chunk.first, chunk.last) is not None)


@once
def events_in(sentence: Sentence) -> list[int]:
    """The places of the chunks that name an event of harm, or its means."""
    return [k for k, chunk in enumerate(sentence.chunks) if eventful(sentence, chunk)]


_DIVISIONS = frozenset({"states", "provinces", "districts", "regions", "governorates", "departments"})
_MANY = frozenset({"all", "other", "several", "most", "both", "many", "various", "some"})
_FORUMS = frozenset(
    listed("council parliament assembly senate congress commons lords duma knesset court tribunal commission bank")
)
_BODIES = frozenset({"ministry", "command", "directorate", "secretariat"})


def is_place(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a noun phrase can name a place: capitals, or a geographic noun with capitals beside it."""
    np = chunk.np
    if np is None or np.pronoun is not None or np.quantity is not None or np.harm is not None:
        return False
    tokens = sentence.tokens[np.first : np.last]
    head = sentence.tokens[np.head]
    if (
        means_of(sentence, np.first, np.last)
        or (np.kind is not None and not head.cap)
        or head.low in GROUPS
        or head.low in EVENT_NOUNS
    ):
        return False
    alone = np.last - np.first == 1 and np.determiner is None and head.low in GEO_NOUNS
    the = np.determiner == "the" and np.last - np.first == 2 and head.low in _MEANT
    if tokens[0].low == "this" and head.low in GEO_NOUNS:
        return False  # "in this southern town": the dateline's
    if (alone or the) and head.text.istitle() and not named_after(sentence, chunk):
        return False  # "in School No. 1", "in the State"
    if head.cap and np.kind is not None and np.kind.plural and demonym(head.low):
        return False  # "villages of Bengali-speaking Muslims"
    if head.cap:
        body = head.low in _BODIES and np.last - np.first <= 2
        body = body or (head.low in _DIVISIONS and tokens[0].low in _MANY)
        body = body or (np.determiner == "the" and head.low in _FORUMS)  # "in the Legislative Council"
        return not body and head.low not in EVENT_NOUNS and not (np.kind is not None and np.kind.status is not None)
    if not any(t.cap for t in sentence.tokens) and np.determiner is None and np.kind is None:
        return (
            head.low not in DOCUMENTS
            and head.tag == "N"
            and head.text.isupper()
            and head.low not in _TIMES_OF_DAY
            and (known_place(sentence.quote(np.first, np.last)) or _told_place(sentence, chunk))
        )
    if head.low == "capital" and np.determiner == "the" and np.last - np.first == 2:
        return True
    if head.low in _COMMON and np.last - np.first == 3 and np.determiner == "the" and head.text.isupper():
        plain = tokens[1].low in _OF_ANY or tokens[1].low in DIRECTIONS or tokens[0].low != "the"
        return tokens[1].tag == "N" and not plain  # "THE BENTALHA DISTRICT", not "THIS SOUTHERN TOWN"
    return head.low in GEO_NOUNS and (any(t.cap for t in tokens) or named_after(sentence, chunk))


_BY = frozenset({"near", "around", "outside"})
_TIMES_OF_DAY = frozenset({"dawn", "dusk", "noon", "midday", "midnight", "night", "sunrise", "sunset", "home", "sea"})


def _told_place(sentence: Sentence, chunk: Chunk) -> bool:
    """``IN BENI SLIMANE, IN MEDEA PROVINCE``, ``AT RAIS, A SUBURB OF ...``: a name that what follows places."""
    chunks = sentence.chunks
    k = chunks.index(chunk)
    upon = k > 1 and chunks[k - 1].low == "on" and eventful(sentence, chunks[k - 2])  # "THE RAID ON ABOLE"
    if k > 0 and (upon or chunks[k - 1].low in _BY) and chunk.last - chunk.first == 1 and not chunk.low.endswith("s"):
        return chunk.low not in GEO_NOUNS and chunk.low not in _COMMON  # "NEAR KEBITHIGOLLEWA"
    if k == 0 or k + 2 >= len(chunks) or chunks[k - 1].low not in {"in", "at", "near"} or chunks[k + 1].kind != "COMMA":
        return False
    held = chunks[k + 2].kind == "P" and chunks[k + 2].low in {"in", "near"} and k + 3 < len(chunks)
    np = chunks[k + 3].np if held else chunks[k + 2].np
    return np is not None and sentence.tokens[np.head].low in GEO_NOUNS


@lru_cache(maxsize=4096)
def known_place(name: str) -> bool:
    """Whether the gazetteer has a name: in ALL CAPS text nothing else tells names from nouns."""
    return person(name.lower()) is None and Gazetteer.default().exists(name.title())


@lru_cache(maxsize=1024)
def known_country(name: str) -> bool:
    """Whether the gazetteer has a country of a name."""
    found = Gazetteer.default().find(name.title() if name.isupper() else name)
    return any(each.place.kind == "country" for each in found)


def named_after(sentence: Sentence, chunk: Chunk) -> bool:
    """``the city of Mosul``, ``the capital, Mogadishu``: the name follows."""
    k = sentence.chunks.index(chunk)
    after = sentence.chunks[k + 2] if k + 2 < len(sentence.chunks) else None
    if sentence.tokens[chunk.first].low == "this":
        return False  # "in this town of Stavropol": the dateline's
    if after is not None and chunk.low in _OWNED and not known_place(sentence.quote(after.first, after.last)):
        return False  # "a hospital of Doctors Without Borders"
    return (
        after is not None
        and (sentence.chunks[k + 1].low == "of" or (sentence.chunks[k + 1].kind == "COMMA" and chunk.low == "capital"))
        and after.np is not None
        and (after.np.name or (after.np.quantity is None and _capital(sentence, after)))
    )


def _capital(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a noun phrase is a name, or one before the noun of a place: "Inn Din village"."""
    if chunk.np is None:
        return False
    head = sentence.tokens[chunk.np.head]
    if head.text.isupper() and known_place(sentence.quote(chunk.first, chunk.last)):
        return True  # "IN THE CITY OF KUFA"
    return head.cap or (head.low in GEO_NOUNS and any(t.cap for t in sentence.tokens[chunk.np.first : chunk.np.head]))


def phrase_words(sentence: Sentence, first: int, last: int) -> Words:
    """Tokens ``[first, last)`` as words of a scope, without an article at the front."""
    tokens = sentence.tokens
    while first < last and tokens[first].tag in {"DET", "ART"}:
        first += 1
    return Words(tokens[first].start, tokens[last - 1].end, sentence.quote(first, last))


# "during a five-day military operation in March": the month is when it was, not how long.
_OF_DAYS = re.compile(
    r"\b(?:an?|the|that) (?:\w+[- ](?:day|hour)|day-?long|hours?-long|days-long)s? (?:\w+ ){0,2}"
    r"(?:operation|raid|attack|assault|offensive|rampage|massacre|incursion|siege|battle|killing)\b"
    r"|\b(?:massacre|murder|slaughter|execution) of (?!thousands|hundreds|dozens|scores)\w+",  # "the murder of 201"
    re.IGNORECASE,
)


def one_event(sentence: Sentence, scope: SentenceScope) -> bool:
    """Whether the sentence tells of one event: "a strike", "the attack", "an April drone strike"."""
    if _OF_DAYS.search(sentence.text, sentence.stretch.start, sentence.stretch.end):
        return True
    if scope.means_span is None:
        return False
    first = scope.means_span[0]
    np = next((c.np for c in sentence.chunks if c.np is not None and sentence.tokens[c.first].start == first), None)
    if np is None or np.quantity is not None:
        return False
    head = sentence.tokens[np.head].low
    return np.determiner in {"a", "the"} or (head in EVENT_NOUNS and not head.endswith(("s", "ing", "ment", "fire")))


def says_again(one: TimePhrase, other: TimePhrase) -> bool:
    """Whether one time stands, whole, in the words of the other: "May" in "5 May", not "9 May" in "28-29 May"."""
    words, text = one.text.lower(), other.text.lower()
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before in {"_", "-"} or after.isalnum() or after == "_"):
            return True
        at = text.find(words, at + 1)
    return False


def share(some: Sequence[Words], others: Sequence[Words]) -> bool:
    """Whether two lists of places have a name in common."""
    a = {w for words in some for w in words.text.lower().replace(",", " ").split()}
    b = {w for words in others for w in words.text.lower().replace(",", " ").split()}
    return bool((a & b) - {"near", "the", "of", "in", "city", "province", "district", "town"})

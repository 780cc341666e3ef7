"""The words that name a party: where they end, who acted together, whether they are a party's at all."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.events import ACTOR_WORDS, is_place, known_place
from uncounted.extract.names import past_determiner
from uncounted.reference.actors import Actors
from uncounted.reference.fold import fold
from uncounted.reference.fold import words as listed

NOT_ACTORS = frozenset(
    listed("""
        it he she they we i which who that this there bomb bombs blast explosion explosions attack attacks strike
        strikes fire clash clashes fighting violence accident shelling rocket rockets mine landmine device building
        car vehicle other others another side sides party parties each both
    """)
)
MACHINES = frozenset(
    listed(
        "aircraft plane planes jet jets warplane warplanes drone drones helicopter helicopters gunship gunships tanks"
    )
)
# Those who act for the body that is named after them, and words of such bodies.
MEMBERS = frozenset(
    listed("""
        members fighters soldiers troops militants rebels gunmen elements men units forces supporters insurgents
        militiamen combatants guerrillas police policemen personnel
    """)
)
_AGENTS, _OF_THE_STATE = MEMBERS | {"agents"}, ACTOR_WORDS | {"state"}
GROUP_WORDS = frozenset(listed("militia group movement front army brigade battalion faction gang cartel guard party"))
BODIES = GROUP_WORDS | ACTOR_WORDS | {"forces", "services", "state"}


def agents(sentence: Sentence, np: NounPhrase, said: bool) -> bool:
    """``government agents``, ``rebel units``: people of a party, where they are said to do something."""
    behind = sentence.words(np.last, min(np.last + 3, len(sentence.tokens)))
    words = {*sentence.words(np.first, np.head).split(), *(behind.split() if behind.startswith("of the ") else ())}
    return said and sentence.tokens[np.head].low in _AGENTS and bool(words & _OF_THE_STATE)


def group_end(sentence: Sentence, chunk: Chunk) -> int:
    """Where the words of a doer end: "gunmen from the CODECO militia", "members of the army", "forces loyal to X"."""
    k = sentence.chunks.index(chunk)
    following = sentence.chunks[k + 1 : k + 3]
    if len(following) == 2 and following[0].kind == "LP" and (end := following[1].last) < len(sentence.tokens):
        name = sentence.quote(chunk.first + (sentence.tokens[chunk.first].low == "the"), end + 1)
        return end + 1 if Actors.default().find(name) is not None else chunk.last  # "the CPI (Maoist)"
    if len(following) < 2 or following[0].low not in {"from", "of", "with"} or chunk.np is None:
        return chunk.last
    np = following[1].np
    if np is None or np.quantity is not None:
        return chunk.last
    party = Actors.default().find(sentence.quote(np.first, np.last)) is not None
    words = {t.low for t in sentence.tokens[following[1].first : following[1].last]}
    beyond = _beyond(sentence, k + 2)
    if beyond > following[1].last and sentence.tokens[chunk.np.head].low in MEMBERS | {"agents"}:
        return beyond
    if sentence.tokens[chunk.np.head].low in MACHINES and (party or (np.kind is not None and np.kind.group)):
        return following[1].last
    if sentence.tokens[chunk.np.head].low in _AGENTS and words & BODIES:
        return following[1].last
    named = bool(GROUP_WORDS & words) and not is_place(sentence, following[1])
    name = sentence.quote(np.first, np.last)
    proper = sentence.tokens[past_determiner(sentence, np.first) : np.last]
    capital = len(proper) > 1 and all(t.cap for t in proper)
    if sentence.tokens[chunk.np.head].low in MEMBERS and (np.name or capital) and not known_place(name):
        return following[1].last  # "members of the Kamuina Nsapu", "of the Tactical Response Team"
    return following[1].last if party or named else chunk.last


_PARTS = frozenset(listed("faction wing cell branch arm squad battalion brigade unit section column front"))


def _beyond(sentence: Sentence, at: int) -> int:
    """Where a party's words end that name a part of it first: "members of a faction of the banned Jamaat"."""
    chunks = sentence.chunks
    np, whole = chunks[at].np, chunks[at + 2].np if at + 2 < len(chunks) else None
    part = np is not None and sentence.tokens[np.head].low in _PARTS and chunks[at + 1].low == "of" if whole else False
    named = whole is not None and any(t.cap for t in sentence.tokens[whole.first : whole.last])
    return chunks[at + 2].last if part and named and whole is not None and whole.quantity is None else chunks[at].last


def together(sentence: Sentence, chunk: Chunk, first: int) -> int:
    """Where those begin who acted together: "Malian troops and foreign personnel killed"; else ``first``."""
    k = sentence.chunks.index(chunk)
    other = sentence.chunks[k - 2] if k > 1 and sentence.chunks[k - 1].low == "and" else None
    if other is None or other.np is None or other.np.quantity is not None or other.np.harm is not None:
        return first
    opened = k == 2 or sentence.chunks[k - 3].kind in {"COMMA", "QUOTE", "P", "SUB", "DASH", "REL"}
    if not opened:
        return first
    words = sentence.quote(other.first, other.last)
    people = other.np.kind is not None and other.np.kind.plural and other.np.pronoun is None
    jointly = people and sentence.tokens[other.np.head].low not in NOT_ACTORS
    return other.first if jointly or (is_party(sentence, other.first, other.last) and words[:1].isupper()) else first


def members(sentence: Sentence, chunk: Chunk) -> Chunk:
    """From the group back to its members who act: "members of the Gran Grif gang attacked"."""
    k = sentence.chunks.index(chunk)
    before = sentence.chunks[k - 2] if k > 1 and sentence.chunks[k - 1].low in {"of", "from"} else None
    joined = before is not None and before.np is not None and sentence.tokens[before.np.head].low in MEMBERS
    return before if before is not None and joined else chunk


def partner(sentence: Sentence, chunk: Chunk, first: int) -> int:
    """Where the party begins that acted with this one: "joint Israeli and American strikes"."""
    k = sentence.chunks.index(chunk)
    other = sentence.chunks[k - 2] if k > 1 and sentence.chunks[k - 1].low == "and" else None
    if first != chunk.first or other is None or other.np is None or other.np.quantity is not None:
        return first
    start = other.np.head
    return start if sentence.tokens[start].cap and is_party(sentence, start, start + 1) else first


def is_party(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words before an event name a party, not a place: "US strike", "Israeli raid", not "Mosul attack"."""
    words = sentence.quote(first, last)
    if {t.low for t in sentence.tokens[first:last]} & ACTOR_WORDS or "-led" in words.lower():
        return True
    table = Actors.default()
    found = table.find(words) or table.find(sentence.tokens[first].text)
    return found is not None and (found.type != "state" or fold(words) != fold(found.name))


def owner(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words before an event name a state as its doer: "Israel's attacks"."""
    if not sentence.tokens[last - 1].low.endswith(("'s", "’s", "s'", "s’")) and not (
        last < len(sentence.tokens) and sentence.tokens[last].low in {"'s", "’s", "'", "’"}
    ):
        return False
    found = Actors.default().find(re.sub(r"['’]s?$", "", sentence.quote(first, last)))
    return found is not None

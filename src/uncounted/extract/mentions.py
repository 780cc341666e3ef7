"""What a text says of single persons wherever it speaks of them: names, age, sex, and on which side they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.persons import ATTACKERS as _ATTACKERS
from uncounted.extract.persons import SEX_WORDS, person
from uncounted.reference.fold import words as listed

ATTACKERS = _ATTACKERS | frozenset(listed("killer killers himself herself self perp susp"))
_OFFICERS = frozenset(
    listed("""
        officer deputy policeman policewoman cop trooper sheriff detective constable sergeant sgt lieutenant patrolman
        ofc dep det
    """)
)
_AGE = re.compile(r"^(\d{1,3})-year-olds?$")
_OLDEST = 110
_SAYING = frozenset(listed("say add tell state confirm report announce note explain according ask describe"))


@dataclass(frozen=True, slots=True)
class Person:
    """One person as a phrase tells of them: null or empty where it says nothing.

    ``names`` are the words of the name in lower case; ``attacker`` is true of suspects and those who killed themselves,
    false of victims and officers. ``trades``: what they do for a living, "driver".
    """

    names: frozenset[str] = frozenset()
    age: int | None = None
    sex: str | None = None
    attacker: bool | None = None
    officer: bool | None = None
    fighter: bool = False
    trades: frozenset[str] = frozenset()

    def at_odds(self, other: Person) -> bool:
        """Whether the two cannot be one person."""
        if self.names and other.names and not self.names & other.names:
            return True
        if (self.fighter and other.officer) or (self.officer and other.fighter):
            return True
        pairs = ((self.age, other.age), (self.sex, other.sex), (self.attacker, other.attacker))
        return any(a is not None and b is not None and a != b for a, b in pairs)

    def with_what(self, other: Person) -> Person:
        """Both together; where both say something the first is kept."""
        return Person(
            self.names | other.names,
            self.age if self.age is not None else other.age,
            self.sex or other.sex,
            self.attacker if self.attacker is not None else other.attacker,
            self.officer if self.officer is not None else other.officer,
            self.fighter or other.fighter,
            self.trades | other.trades,
        )


def described(sentence: Sentence, np: NounPhrase) -> Person:
    """What one noun phrase says: "Officer Jason Moss", "the suspect", "a 34-year-old woman", "she"."""
    if np.pronoun is not None:
        return Person(sex=_PRONOUNS.get(np.pronoun), attacker=True if np.pronoun in {"himself", "herself"} else None)
    tokens = sentence.tokens[np.first : np.last]
    ages = [int(m.group(1)) for t in tokens if (m := _AGE.match(t.low))]
    kinds = [kind for t in tokens if (kind := person(t.low)) is not None]
    sexes = [str(k.sex) for k in kinds if k.sex] + [str(SEX_WORDS[t.low]) for t in tokens if t.low in SEX_WORDS]
    sex = sexes[0] if sexes else None
    low = {t.low for t in tokens}
    attacker = True if low & ATTACKERS else False if low & (_OFFICERS | {"victim"}) else None
    officer = True if low & _OFFICERS else None
    fighter = any(kind.status == "combatant" for kind in kinds)
    names, age = _names(sentence, np), ages[0] if ages else None
    return Person(names, age, sex, attacker, officer, fighter, frozenset(filter(_trade, low)))


def _trade(word: str) -> bool:
    """Whether a word is one person's trade: it tells a driver from a clerk."""
    kind = person(word)
    one = kind is not None and not (kind.plural or kind.group or kind.sex or kind.age_group)
    return word in {"driver", "passenger"} or (one and kind is not None and kind.status == "civilian")


_PRONOUNS = {"he": "man", "him": "man", "himself": "man", "she": "woman", "her": "woman", "herself": "woman"}


def _names(sentence: Sentence, np: NounPhrase) -> frozenset[str]:
    """The words of a proper name at the end of a phrase, past titles and what the person is."""
    if not np.name or sentence.stretch.headline or _title_case(sentence):
        return frozenset()
    found: list[str] = []
    for token in reversed(sentence.tokens[np.first : np.last]):
        if token.tag == "POS":
            return frozenset()
        if not token.cap or token.tag != "N" or person(token.low) is not None or token.low in _OFFICERS:
            break
        found.append(token.low.rstrip("."))
    return frozenset(name for name in found if len(name) > 1 and name not in {"jr", "sr", "ii", "iii"})


def _title_case(sentence: Sentence) -> bool:
    words = [t for t in sentence.tokens if t.text[0].isalpha() and len(t.text) > 3]
    return len(words) > 3 and sum(t.cap for t in words) > 0.8 * len(words)


def around(sentence: Sentence, at: int) -> Person:
    """What the phrase of chunk ``at`` and those in apposition to it say: "the suspect, Jamal Fine, 34, a driver"."""
    chunks = sentence.chunks
    np = chunks[at].np
    if np is None:
        return Person()
    said = described(sentence, np)
    for k in _beside(chunks, at):
        other = chunks[k].np
        if other is None:
            continue
        if other.bare and other.quantity is not None:
            age = other.quantity.value
            said = replace(said, age=age) if said.age is None and age is not None and age <= _OLDEST else said
            continue
        more = described(sentence, other)
        if other.quantity is None and not said.at_odds(more) and not (said.names and more.names):
            said = said.with_what(more)
    return said


def _beside(chunks: Sequence[Chunk], at: int) -> list[int]:
    """Phrases in commas behind chunk ``at``, and the one before it where a comma stands between: no list, no clause."""
    found = []
    k = at
    while k + 2 < len(chunks) and chunks[k + 1].kind == "COMMA" and chunks[k + 2].np is not None:
        after = chunks[k + 3] if k + 3 < len(chunks) else None
        np = chunks[k + 2].np
        closes = after is None or after.kind in {"COMMA", "PUNCT", "RP", "P"} or (np is not None and np.bare)
        if not closes:
            break
        found.append(k + 2)
        k += 2
    name = chunks[at].np
    if at > 1 and chunks[at - 1].kind == "COMMA" and name is not None and name.name:
        before = chunks[at - 2].np
        if before is not None and before.kind is not None and before.determiner in {"the", "a"}:
            found.append(at - 2)
    return found


def people_named(sentences: Sequence[Sentence]) -> list[Person]:
    """One entry for each named person of a text, with all that it says of them: "identified the victim as Jon Hale"."""
    found: list[Person] = []
    for sentence in sentences:
        for at, chunk in enumerate(sentence.chunks):
            if chunk.np is None or not chunk.np.name:
                continue
            said = around(sentence, at)
            if not said.names or says(sentence.chunks, at):
                continue
            said = said.with_what(_identified(sentence, at))
            known = next((k for k, p in enumerate(found) if p.names & said.names and not p.at_odds(said)), None)
            if known is None:
                found.append(said)
            else:
                found[known] = found[known].with_what(said)
    return found


def _identified(sentence: Sentence, at: int) -> Person:
    """``identified the suspect as X``, ``the gunman was identified as X``, ``the victim is X``."""
    chunks = sentence.chunks
    if at < 2 or chunks[at - 1].low not in {"as", "be"}:
        return Person()
    words = [c for c in chunks[max(0, at - 6) : at] if c.vg is not None]
    if chunks[at - 1].low == "as" and not any(c.low in {"identify", "name", "identifi"} for c in words):
        return Person()
    for chunk in reversed(chunks[max(0, at - 6) : at]):
        if chunk.np is not None and chunk.np.kind is not None and not chunk.np.kind.group and not chunk.np.kind.plural:
            return described(sentence, chunk.np)
    return Person()


def says(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the phrase of chunk ``at`` speaks: "Hale said", ", said Chief Hale"."""
    before, after = chunks[at - 1] if at else None, chunks[at + 1] if at + 1 < len(chunks) else None
    return any(c is not None and c.vg is not None and c.low in _SAYING for c in (before, after))

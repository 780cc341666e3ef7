"""Which single persons of a text are one: names, ages, sex, sides, pronouns and descriptions that point back.

A person told of as hurt and later as dead died of it: the death takes the place of the injury.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from uncounted.extract.chunks import NounPhrase, Sentence
from uncounted.extract.discourse import Discourse, Reading
from uncounted.extract.entries import Entry
from uncounted.extract.mentions import Person, around, people_named, says
from uncounted.model.claim import RelationType
from uncounted.reference.fold import words as listed

Tie = tuple[Reading, RelationType, Reading, str]
_ONE_MORE = frozenset(listed("another second third fourth other 2nd 3rd 4th"))
_OTHER_EVENT = frozenset(
    f"{one} {event}"
    for one in ("another", "separately", "elsewhere")
    for event in (",", *listed("explosion attack blast bomb incident shooting raid strike clash grenade ambush"))
)
_FAR = 12  # sentences over which "the man" or "he" may point back


@dataclass(slots=True)
class _Told:
    """One person with all readings that tell of them."""

    person: Person
    readings: list[Reading] = field(default_factory=list)


def person_ties(discourse: Discourse) -> list[Tie]:
    """One told of again is the ``same_claim``, a death an ``update_of`` the injury, another is ``disjoint_from``."""
    readings = discourse.readings
    if len([reading for reading in readings if _one(reading) is not None]) < 2:
        return []  # there is nobody to be tied to
    named = people_named(discourse.sentences)
    told: list[_Told] = []
    found: list[Tie] = []
    within: Entry | None = None
    for before, reading in zip([None, *readings], readings, strict=False):
        np = _one(reading)
        if np is None:
            continue
        entry = reading.finding.sentence.stretch.entry
        if entry != within:
            within, told = entry, []  # each entry of a chronology tells of persons of its own
        said = _said(reading, np, named, discourse)
        one = _known(reading, np, said, told, readings) or _beside_the_dead(reading, np, said, told, before)
        others = [other for other in told if other is not one]
        if one is None:
            one = _Told(said)
            told.append(one)
        found += _again(reading, one)
        if all(r.finding.measure != reading.finding.measure for r in one.readings):
            found += _apart(reading, np, one.person.with_what(said), others)
        one.person = one.person.with_what(said)
        one.readings.append(reading)
    return found


def _one(reading: Reading) -> NounPhrase | None:
    """The phrase of a reading that counts one person of an event of its own."""
    finding = reading.finding
    np = finding.victims[0] if len(finding.victims) == 1 else None
    if finding.count.point != 1 or finding.measure not in {"killed", "injured"} or np is None:
        return None
    return None if finding.part_of is not None or finding.subset or finding.further else np


def _said(reading: Reading, np: NounPhrase, named: list[Person], discourse: Discourse) -> Person:
    """What the text says of the person of a reading, there and wherever it names them."""
    sentence = reading.finding.sentence
    said = around(sentence, _chunk(sentence, np))
    if np.pronoun is not None:
        return said.with_what(_pointed_at(reading, np, said, discourse, named))
    return _with_name(said, named)


def _with_name(said: Person, named: list[Person]) -> Person:
    if not said.names:
        return said
    return next((said.with_what(p) for p in named if p.names & said.names and not p.at_odds(said)), said)


def _pointed_at(reading: Reading, np: NounPhrase, said: Person, discourse: Discourse, named: list[Person]) -> Person:
    """Whom "he" stands for: the last single person before it who fits, who does not speak and did not do it."""
    sentence = reading.finding.sentence
    agent = reading.finding.agent
    here = _chunk(sentence, np)
    for back in range(sentence.number, max(-1, sentence.number - 3), -1):
        other = discourse.sentences[back]
        end = here if back == sentence.number else len(other.chunks)
        for k in range(end - 1, -1, -1):
            chunk = other.chunks[k]
            one = chunk.np
            if (
                one is None
                or one.quantity is not None
                or one.pronoun is not None
                or (chunk is agent and not any(v is one for r in discourse.readings for v in r.finding.victims))
                or says(other.chunks, k)
            ):
                continue
            person = one.kind is not None and not one.kind.plural and not one.kind.group
            governed = k > 0 and other.chunks[k - 1].kind in {"P", "TO"}
            candidate = Person() if governed and not person else around(other, k)
            if (person or candidate.names) and not candidate.at_odds(said):
                did_it = any(r.finding.agent is chunk for r in discourse.readings if r.finding.sentence is other)
                if did_it and chunk is not agent and candidate.attacker is None:
                    candidate = replace(candidate, attacker=True)  # "a man wounded a clerk before he was shot"
                return _with_name(candidate, named)
    return Person()


def _chunk(sentence: Sentence, np: NounPhrase) -> int:
    return next(k for k, chunk in enumerate(sentence.chunks) if chunk.first <= np.first < chunk.last)


def _known(reading: Reading, np: NounPhrase, said: Person, told: list[_Told], readings: list[Reading]) -> _Told | None:
    """The person told of before who is the one of this reading; null where none is for certain."""
    itself = next((one for one in told if any(r.finding.victims[0] is np for r in one.readings)), None)
    if itself is not None:
        return itself  # "a man who was shot on Sunday has died"
    if _ONE_MORE & {t.low for t in reading.finding.sentence.tokens[np.first : np.last]} or _also(reading, np):
        return None
    fits = [one for one in reversed(told) if not one.person.at_odds(said) and not _side_by_side(reading, one)]
    if said.names:
        by_name = [one for one in fits if one.person.names & said.names]
        if by_name:
            return by_name[0]
    near = [one for one in fits if reading.finding.sentence.number - one.readings[-1].finding.sentence.number <= _FAR]
    if said.age is not None:
        same = [one for one in near if one.person.age == said.age]
        if same:
            return same[0]
    if said.attacker:
        return next((one for one in near if one.person.attacker), None)
    points_back = np.pronoun is not None or np.determiner == "the"
    if points_back and not said.names:
        blank = np.pronoun is not None
        fits = [o for o in near if (blank and not o.person.trades) or not _other_trade(said, o.person)]
        return next(iter(fits if blank else _by_fate(reading, said, fits, readings)), None)
    if reading.finding.sentence.words(0, 2) in _OTHER_EVENT and not said.names:
        return None  # "Another explosion left a child dead"
    unnamed = [one for one in near if not one.person.names]
    if said.names and not said.attacker and len([one for one in told if not one.person.attacker]) == len(unnamed) == 1:
        return unnamed[0]  # the only victim told of, named at last
    opening = reading.finding.sentence.number <= 1
    if np.quantity is not None:  # "One person was killed" is no retelling of him who was spoken of before
        near = [one for one in near if one.readings[0].finding.victims[0].pronoun is None]
    return next((one for one in near if _opened(one, opening) and _one_kind(reading, one)), None)


def _by_fate(reading: Reading, said: Person, fits: list[_Told], readings: list[Reading]) -> list[_Told]:
    """Whom "the dealer" may be: who died where he dies, who lived where he does; then others, if words tie them.

    Where others were counted dead before, "the driver died" makes none of the hurt of whom nothing alike was said dead.
    """
    dead = any(r.finding.measure == "killed" and _one(r) is _one(reading) for r in readings)
    alike = [one for one in fits if dead is any(r.finding.measure == "killed" for r in one.readings)]
    nameless = [one for one in alike if not (one.person.trades or one.person.names)]
    at = readings.index(reading)
    killed = any(r.finding.measure == "killed" and r.finding.count.high != 0 for r in readings[:at])
    rest = [o for o in fits if o not in alike and (not dead or not killed or said.trades & o.person.trades)]
    return [*alike, *rest] if nameless or not rest else sorted([*alike, *rest], key=fits.index)


def _also(reading: Reading, np: NounPhrase) -> bool:
    """``A technician was also killed``: one more, where an article brings somebody in."""
    sentence, trigger = reading.finding.sentence, reading.finding.trigger
    chunk = sentence.chunks[trigger]
    return np.determiner == "a" and "also" in sentence.words(np.last, chunk.last).split()


# What may stand for a trade told before: "the politician" for a senator.
_ANY_TRADE = frozenset(
    listed("official politician activist worker employee resident villager local civilian cleric journalist victim")
)
# Anybody may be these beside a trade: "a civilian", then "the imam".
_NO_TRADE = frozenset(listed("civilian noncombatant local resident villager bystander passer-by victim"))


def _other_trade(said: Person, told: Person) -> bool:
    """``the truck driver`` is no shop employee: a trade that nothing told of the other bears out."""
    own, other = said.trades - _ANY_TRADE, told.trades - _NO_TRADE
    return bool(own and other) and not own & other


def _beside_the_dead(
    reading: Reading, np: NounPhrase, said: Person, told: list[_Told], before: Reading | None
) -> _Told | None:
    """``two killed, one hurt``, then ``leaving another man wounded``: another than the dead, the one hurt."""
    if not _ONE_MORE & {t.low for t in reading.finding.sentence.tokens[np.first : np.last]}:
        return None
    if before is None or before.finding.measure != "killed" or reading.finding.measure != "injured":
        return None
    alike = [one for one in told if any(r.finding.measure == reading.finding.measure for r in one.readings)]
    return alike[0] if len(alike) == 1 and not alike[0].person.at_odds(said) else None


def _opened(one: _Told, opening: bool) -> bool:
    """Whether a person was told of in a headline, or just before in the opening of the text."""
    first = one.readings[0]
    return first.headline or (opening and first.finding.sentence.number == 0)


def _one_kind(reading: Reading, one: _Told) -> bool:
    """A headline and the first sentences tell of one person alike, of the dead or of the hurt, in one place."""
    first = one.readings[0]
    return first.finding.measure == reading.finding.measure and reading.finding.sentence.number <= 3


def _side_by_side(reading: Reading, one: _Told) -> bool:
    """Whether a sentence counts both in one breath: "a man and a woman", "an officer shot the suspect"."""
    own = reading.finding
    for other in (r.finding for r in one.readings):
        if other in own.apart or own in other.apart:
            return True
        elsewhere = other.sentence is own.sentence and other.victims[0] is not own.victims[0]
        if elsewhere and own.victims[0].pronoun is None:
            return True
    return False


def _again(reading: Reading, one: _Told) -> list[Tie]:
    same = next((r for r in one.readings if r.finding.measure == reading.finding.measure), None)
    if same is not None:
        return [(reading, "same_claim", same, "same-person")]
    if reading.finding.measure == "killed":
        return [(reading, "update_of", r, "died-of-it") for r in one.readings if r.finding.measure == "injured"]
    return [(one.readings[-1], "update_of", reading, "died-of-it")] if one.readings else []


def _apart(reading: Reading, np: NounPhrase, said: Person, told: list[_Told]) -> list[Tie]:
    """Who is for certain another than those told of before: by name, or by side or sex in one event."""
    found: list[Tie] = []
    for one in told:
        first = next((r for r in one.readings if r.finding.measure == reading.finding.measure), None)
        other = np.determiner == "the" and _other_trade(said, one.person)
        if np.pronoun is not None or first is None or not (other or one.person.at_odds(said)):
            continue
        sides = one.person.attacker, said.attacker
        sexes = one.person.sex, said.sex
        known = np.determiner == "the" and None not in sexes and sexes[0] != sexes[1]
        if known or (None not in sides and sides[0] != sides[1]):
            found.append((reading, "disjoint_from", first, "attacker-and-victim"))
        elif other or (one.person.names and said.names and not one.person.names & said.names):
            found.append((reading, "disjoint_from", first, "another-person"))
    return found

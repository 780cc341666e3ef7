"""Whom a noun phrase counts: how many, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence, means_of
from uncounted.extract.persons import AGE_WORDS, GROUPS, NUMBERED_GROUPS, SEX_WORDS, STATUS_WORDS, person
from uncounted.extract.tokens import Token
from uncounted.model.claim import Count
from uncounted.model.scope import Population, Status
from uncounted.reference.actors import Actors
from uncounted.reference.fold import words as listed
from uncounted.reference.numbers import parse_ordinal
from uncounted.reference.vocabulary import who

KIN = frozenset(
    listed("""
        father mother son daughter brother sister wife husband child children sons daughters brothers sisters wives
        parent parents uncle aunt nephew niece cousin cousins grandfather grandmother grandson granddaughter baby
        infant twins girl boy siblings sibling grandchildren grandchild couple fiancé fiancée mother-in-law
        father-in-law family relative relatives nephews nieces aunts uncles grandparents stepfather stepmother
        daughter-in-law son-in-law brother-in-law sister-in-law
    """)
)
# Things that can stand where a victim stands and are none.
THINGS = frozenset(
    listed("""
        house houses home homes building buildings vehicle vehicles car cars truck trucks bus buses tank tanks
        rocket rockets missile missiles shell shells bomb bombs strike strikes airstrike airstrikes attack attacks
        raid raids round rounds shot shots bullet bullets mortar mortars drone drones helicopter helicopters
        aircraft plane planes jet jets boat boats ship ships motorcycle motorcycles motorbike bike bikes weapon
        machinegun machineguns submachinegun submachineguns pistol pistols revolver
        weapons rifle rifles gun guns grenade grenades mine mines ied ieds explosive explosives device devices
        cattle cow cows goat goats sheep camel camels animal animals livestock donkey horse horses dog dogs chicken
        chickens school schools hospital hospitals mosque mosques church churches shop shops market store percent
        percentage year years month months week weeks day days hour hours minute minutes km kilometers kilometres
        miles mile metres meters meter metre kg kilograms tons tonnes pounds dollars euros rupees case cases
        incident incidents report reports allegation allegations location locations site sites position positions
        checkpoint checkpoints village villages town towns city cities province provinces district districts country
        countries area areas party parties arrests sorties targets target times time occasion occasions explosion
        explosions blast blasts clash clashes line lines item items point points poll polls vote votes seat seats
        foot feet inch inches degree degrees camp camps power tower towers room rooms front fronts operation
        operations stage stages arms leg legs arm head chest shoulder back abdomen hand knee neck face stomach thigh
        foot ankle wrist torso groin buttocks hip elbow finger ammunition casings cent cents deal phase side damage
        property electricity windows window doors door fire fires responsibility structure structures facility
        facilities apartment apartments unit units bridge bridges police-station station stations post posts outpost
        outposts convoy convoys tanker tankers ambulance ambulances tractor tractors machine machines mosque
        interest warrant warrants order orders hope hopes time momentum bill talks chances pain
    """)
)  # fmt: skip
_NO_PERSONS = THINGS | GROUPS
_PLURAL_PRONOUNS = frozenset({"they", "them", "we", "us", "these", "those", "both", "all", "others"})


@dataclass(frozen=True, slots=True)
class Counted:
    """How many a noun phrase counts, said by tokens ``[first, last)``; ``singular``: one person, no numeral."""

    count: Count
    first: int
    last: int
    singular: bool = False


def _share(sentence: Sentence, chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a number is the lower end of a share: "40 or 50 per cent"."""
    if at + 2 >= len(chunks) or chunks[at + 1].low not in {"or", "to"} or chunks[at + 2].np is None:
        return False
    return sentence.words(chunks[at + 2].first, chunks[at + 2].last).endswith(("per cent", "percent", "%"))


def counted(sentence: Sentence, chunks: Sequence[Chunk], at: int) -> Counted | None:
    """The count in the noun phrase of chunk ``at``; null where it counts nobody or says no quantity."""
    np = chunks[at].np
    if np is None or is_thing(sentence, np) or in_each(chunks, at) or _share(sentence, chunks, at):
        return None
    if _one_of_a_row(sentence, chunks, at):
        return None
    family = _kin(sentence, np) or _family_of(chunks, at)
    if family:
        return family
    head = sentence.tokens[np.head]
    if head.low == "s" and np.quantity is not None:
        return None  # "a man in his 20s": an age
    if _nobodys(np, head) or (np.quantity is None and head.low in {"fewer", "more", "less", "most", "many", "few"}):
        return None
    if _one_more(sentence, chunks, at) or np.pronoun == "another":
        return Counted(Count(1, 1, 1, text=sentence.quote(np.first, np.last)), np.first, np.last, singular=True)
    if head.low in NUMBERED_GROUPS and np.quantity is None and np.determiner in {"a", "the", None}:
        value = NUMBERED_GROUPS[head.low]
        return Counted(Count(value, value, value, text=head.text), np.first, np.last)
    if np.quantity is None and sentence.tokens[np.first].low == "both" and _persons(np):
        return Counted(Count(2, 2, 2, text=sentence.quote(np.first, np.last)), np.first, np.last)
    if _name_told(sentence, chunks, at):
        return Counted(Count(1, 1, 1, text=sentence.quote(np.first, np.last)), np.first, np.last, singular=True)
    if np.others and np.quantity is None and np.determiner == "the" and np.last - np.first == 2:
        verb = sentence.tokens[np.last].low if np.last < len(sentence.tokens) else ""
        if head.low == "other" and verb in {"was", "is", "has", "died"}:
            return Counted(Count(1, 1, 1, text=head.text), np.first, np.last, singular=True)
    if np.others and np.quantity is None and np.determiner is None and np.last - np.first == 1:
        if head.low == "other":  # "killing one and injuring other"
            return Counted(Count(1, 1, 1, text=head.text), np.first, np.last, singular=True)
        return Counted(Count(2, None, None, "vague word", head.text, "vague:others"), np.first, np.last)
    if np.quantity is not None:
        if (
            np.kind is not None
            and np.kind.group
            and head.low in GROUPS
            and head.low not in _COUNTED_BY_NAME
            and not np.others
        ):
            return None
        return Counted(np.quantity.count, np.quantity.first, np.quantity.last)
    if np.name and Actors.default().find(sentence.quote(np.first, np.last)) is not None:
        return None  # "men whom Islamic State led away and shot"
    verb = sentence.tokens[np.last].low if np.last < len(sentence.tokens) else ""
    single = np.name and np.determiner is None and verb in {"was", "has", "is"} and head.low not in _NO_PERSONS
    if single:  # "Hughes was shot": the verb says that it is one
        return Counted(Count(1, 1, 1, text=sentence.quote(np.first, np.last)), np.first, np.last, singular=True)
    return _singular(sentence, np)


def _one_of_a_row(sentence: Sentence, chunks: Sequence[Chunk], at: int) -> bool:
    """``She is the second mayor killed this week``: who she is among others, told of one who is counted already."""
    np, verb = chunks[at].np, chunks[at - 1].vg if at else None
    if np is None or verb is None or verb.verb.lemma not in {"be", "become"} or np.determiner != "the":
        return False
    words = (token.low for token in sentence.tokens[np.first + 1 : np.head])
    return any(parse_ordinal(word) is not None for word in words)


def _kin(sentence: Sentence, np: NounPhrase) -> Counted | None:
    """``brothers killed in lot``, ``his wife and her parents``: two at least, or two."""
    if np.quantity is None and np.determiner is None and sentence.tokens[np.head].low in _KIN_OF_EACH_OTHER:
        text = sentence.tokens[np.head].text  # "brothers killed in lot", "teen sisters wounded"
        return Counted(Count(2, None, None, "vague word", text, "vague:kin"), np.first, np.last)
    if np.quantity is None and np.determiner == "poss" and sentence.tokens[np.head].low in _PAIRS:
        return Counted(Count(2, 2, 2, text=sentence.quote(np.first, np.last)), np.first, np.last)  # "her parents"
    return None


def in_each(chunks: Sequence[Chunk], at: int) -> bool:
    """``nine in ten of the dead``, ``one out of three``: a share, no count of people."""
    np, of = chunks[at].np, chunks[at - 2].np if at > 1 and chunks[at - 1].low in {"in", "out of"} else None
    if np is None or of is None or np.quantity is None or of.quantity is None or not of.bare:
        return False
    return 1 < (np.quantity.value or 0) <= _SHARES and (of.quantity.value or 0) < (np.quantity.value or 0)


_SHARES = 100  # "one in a hundred"


def _persons(np: NounPhrase) -> bool:
    """Whether a phrase stands for several persons, not for bodies of them."""
    return np.pronoun is not None or (np.kind is not None and np.kind.plural and not np.kind.group)


def _name_told(sentence: Sentence, chunks: Sequence[Chunk], at: int) -> bool:
    """``ANA FLORES, A MEMBER OF ...``: in ALL CAPS text an apposition for one person shows that a name is no plural."""
    np = chunks[at].np
    if np is None or np.kind is not None or np.quantity is not None or not _capitals(sentence, np):
        return False
    behind = chunks[at + 2].np if at + 2 < len(chunks) and chunks[at + 1].kind == "COMMA" else None
    one = behind is not None and behind.kind is not None and not behind.kind.plural and not behind.kind.group
    return one and behind is not None and behind.quantity is None and behind.determiner in {"a", "the", None}


def _nobodys(np: NounPhrase, head: Token) -> bool:
    """``no address``: a nought of things."""
    none = np.determiner == "no" and np.quantity is not None and not np.bare
    return none and np.kind is None and np.harm is None and not np.others and not head.cap


# Forces whose name counts their members too: "14 Taliban were killed".
_COUNTED_BY_NAME = frozenset(
    listed("police troops taliban talibs isis isil daesh hamas hezbollah hizbullah pkk ypg farc al-shabaab shabaab")
)
_PAIRS = frozenset({"parents", "grandparents", "twins"})
_KIN_OF_EACH_OTHER = frozenset(listed("brothers sisters siblings parents spouses"))
_ORDINALS = frozenset(listed("second third fourth fifth sixth 2nd 3rd 4th 5th 6th"))


def _one_more(sentence: Sentence, chunks: Sequence[Chunk], at: int) -> bool:
    """``left a third critically injured``, ``2nd wounded``: one person, told after others."""
    np = chunks[at].np
    if np is None or np.quantity is not None or sentence.tokens[np.last - 1].low not in _ORDINALS:
        return False
    after = next((c for c in chunks[at + 1 :] if c.kind not in {"ADV", "COMMA"}), None)
    alone = np.last - np.first == 1 or (np.last - np.first == 2 and np.determiner in {"a", "the"})
    if alone and np.determiner == "a" and at and chunks[at - 1].harm is not None:
        return True  # "wounded a third before he fled"
    return alone and after is not None and after.vg is not None


def _singular(sentence: Sentence, np: NounPhrase) -> Counted | None:
    one = Count(1, 1, 1, text=sentence.quote(np.first, np.last))
    if np.pronoun is not None:
        return (
            Counted(one, np.first, np.last, singular=True)
            if np.pronoun in {"he", "she", "him", "her", "someone", "somebody", "himself", "herself"}
            else None
        )
    head = sentence.tokens[np.head]
    if np.kind is not None:
        one_of_many = np.determiner == "a" and head.low in {"personnel", "cadre", "peshmerga", "crew", "mujahideen"}
        if (np.kind.group or np.kind.plural or np.others) and not one_of_many:
            return None
        return Counted(one, np.first, np.last, singular=True)
    if titled_name(sentence, np) and np.harm is None:
        return Counted(one, np.first, np.last, singular=True)
    if _capitals(sentence, np) and head.low not in _NO_PERSONS and not head.low.endswith("s"):
        return Counted(one, np.first, np.last, singular=True)
    if np.name and head.low not in GROUPS and np.determiner in {None, "a"} and not _plural(head.low):
        return Counted(one, np.first, np.last, singular=True)
    if np.name and np.determiner == "a" and _one_kind(sentence.tokens[np.first : np.head]):
        return Counted(one, np.first, np.last, singular=True)  # "a poet Ada Moss-Rous"
    if np.name and np.last - np.first >= 2 and np.determiner is None:
        return Counted(one, np.first, np.last, singular=True)
    if np.name and np.determiner == "the" and np.last - np.first > 2:
        kind = person(sentence.tokens[np.first + 1].low)  # "the poet Ada Adler"
        if kind is not None and not (kind.plural or kind.group):
            return Counted(one, np.first, np.last, singular=True)
    return None


def _one_kind(tokens: Sequence[Token]) -> bool:
    """Whether a noun for one person is among the tokens."""
    kinds = [person(token.low) for token in tokens]
    return any(kind is not None and not kind.plural and not kind.group for kind in kinds)


def titled_name(sentence: Sentence, np: NounPhrase) -> bool:
    """``party leader Ana Bell``: a noun for one person, and a name behind it that is no such noun."""
    if np.determiner == "a" or np.quantity is not None or np.last - np.first < 2:
        return False
    head = sentence.tokens[np.head]
    if np.kind is not None or head.low in GROUPS or not head.text[:1].isupper():
        return False
    return _one_kind(sentence.tokens[np.first : np.head])


def _plural(low: str) -> bool:
    """Whether a name looks like one of many: "Amis", but not "Moss"."""
    return low.endswith("s") and not low.endswith("ss")


def _capitals(sentence: Sentence, np: NounPhrase) -> bool:
    """Whether a phrase can be a name in ALL CAPS text, where capitals tell nothing: two words or more, no article."""
    head = sentence.tokens[np.head]
    if (
        head.cap
        or not head.text.isupper()
        or np.determiner is not None
        or np.last - np.first < 2
        or np.harm is not None
    ):
        return False
    return head.tag == "N" and not means_of(sentence, np.first, np.last)


def _family_of(chunks: Sequence[Chunk], at: int) -> Counted | None:
    """``a family of five``: the number after the group."""
    np = chunks[at].np
    if np is None or np.quantity is not None or np.kind is None or not np.kind.group or at + 2 >= len(chunks):
        return None
    number = chunks[at + 2].np
    if chunks[at + 1].low != "of" or number is None or number.quantity is None:
        return None
    if not number.bare and number.kind is None:
        return None
    return Counted(number.quantity.count, number.quantity.first, number.quantity.last)


def is_thing(sentence: Sentence, np: NounPhrase) -> bool:
    """Whether a noun phrase is about things: strikes, houses, years."""
    if np.bare or np.pronoun is not None or np.others:
        return False
    head = sentence.tokens[np.head].low
    if np.kind is not None:
        return False
    if head in THINGS or head.endswith(("airstrikes", "strikes", "attacks")):
        return True
    return (
        np.quantity is not None
        and not head.endswith("s")
        and not sentence.tokens[np.head].cap
        and np.harm is None
        and np.quantity.value not in {0, 1}
    )


def population(sentence: Sentence, phrases: Sequence[NounPhrase]) -> Population:
    """What the phrases say of those they count, where they agree."""
    said = [_said(sentence, np) for np in phrases]
    if not said:
        return Population()
    status = said[0].status if len({p.status for p in said}) == 1 else None
    sex = said[0].sex if len({p.sex for p in said}) == 1 else None
    age = said[0].age_group if len({p.age_group for p in said}) == 1 else None
    words = " ".join(filter(None, (p.text for p in said)))
    return Population(status, sex, age, words or None)


def _said(sentence: Sentence, np: NounPhrase) -> Population:
    tokens = sentence.tokens[np.quantity.last if np.quantity and np.quantity.last < np.last else np.first : np.last]
    tokens = [t for t in tokens if t.tag not in {"ART", "DET"}]
    while tokens and tokens[0].tag in {"QUOTE", "COMMA"}:
        tokens = tokens[1:]
    head = sentence.tokens[np.head]
    kind = np.kind or person(head.low, head.cap)
    said = who(head.low) if head.low not in STATUS_WORDS else None
    status = kind.status if kind and kind.status else said.status if said else None
    sex = kind.sex if kind and kind.sex else said.sex if said else None
    age = kind.age_group if kind and kind.age_group else said.age_group if said else None
    for token in tokens:
        if token is head and kind is not None:
            continue
        # A status word before a head that says its own ("civilian contractor", "army doctor") does not overrule it.
        status = status or STATUS_WORDS.get(token.low) or STATUS_WORDS.get(token.low.removesuffix("s"))
        sex = sex or SEX_WORDS.get(token.low)
        age = age or AGE_WORDS.get(token.low)
    words = " ".join(t.text for t in tokens)
    if kind is not None and kind.group:
        status = status or STATUS_WORDS.get(head.low)  # "69 Taliban"
    return Population(status or _of_forces(sentence, np), sex, age, words or None)


_OF_FORCES = re.compile(
    r"of (?:the |its |their |an? )?(?:[\w'’.-]+ ){0,3}(?:(?:security|armed|defen[cs]e|special|government|federal)"
    r" forces|(?<=of the )forces|army|military|navy|national guard)\b"
)


def _of_forces(sentence: Sentence, np: NounPhrase) -> Status | None:
    """``members of the security forces``: what the force says of its members."""
    if sentence.tokens[np.head].low not in {"members", "member", "personnel", "men", "elements"}:
        return None
    if np.head > np.first and sentence.tokens[np.head - 1].low in {"service", "army", "military", "navy"}:
        return "member of armed forces"  # "two service members"
    words = sentence.words(np.last, min(np.last + 7, len(sentence.tokens)))
    return "member of armed forces" if _OF_FORCES.match(words) else None

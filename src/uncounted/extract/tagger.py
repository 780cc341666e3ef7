"""A light tagger: one tag a token, from word lists, endings and the words around.

Tags: ``ART DET PRON NEG PREP CC SUB REL MOD BE HAVE DO ADV TO`` closed classes; ``V`` a verb (``Verb`` tells which);
``NUM`` part of a number; ``PART`` a participle that may be an adjective; ``POS`` a possessive ending; ``TIME`` inside a
time phrase; ``COMMA LP RP QUOTE DASH PUNCT`` marks; ``ADJ``; ``N`` all the rest.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from uncounted.extract.ages import tag_ages
from uncounted.extract.harm import HARM_VERBS, NOUNS, PREDICATIVE
from uncounted.extract.neighbours import by_neighbours, counted_wounded, says_how
from uncounted.extract.persons import PERSONS, person
from uncounted.extract.tokens import Token
from uncounted.extract.words import (
    ADVERBS,
    ARTICLES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    EVENT_GERUNDS,
    HAVE,
    MODALS,
    NEGATIONS,
    NOT_VERBS_ED,
    NOUN_FIRST,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    VERBS,
)  # fmt: skip
from uncounted.model.claim import Measure
from uncounted.reference.fold import words as listed
from uncounted.reference.numbers import ONES, RUN_TOGETHER, SCALES, TENS

_MARKS = {",": "COMMA", "(": "LP", ")": "RP", "[": "LP", "]": "RP", "-": "DASH", "--": "DASH", "—": "DASH", "–": "DASH"}
_QUOTES = frozenset("\"“”‘’'`«»")
_DIGITS = re.compile(r"\d[\d,.\u00a0\u202f]*(?:[km])?(?:\+|-plus)?$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_NUMBER_WORDS = frozenset({*ONES, *TENS, *RUN_TOGETHER, *SCALES, "dozen"}) - {"no", "nil"}
_ADJECTIVES = frozenset(
    listed("""
        young old elderly local foreign senior junior former deadly fatal critical serious severe minor major
        civilian military suspected alleged unidentified unknown unnamed innocent armed unarmed several many few
        more additional new total initial official separate different various multiple numerous masked hooded
        pregnant teenage female male black white hispanic asian latino african nearby dead wounded injured overall
        confirmed recent latest previous first second third last main common mutilated decomposed charred headless
        severed lifeless fellow ordinary internally prominent wanted famous top high low heavy light large small big
        great full half own only single combined estimated off-duty retired married so-called innocent ethnic human
        entire whole moderate next same other own ex further remaining surviving visiting
    """)
)
_ING_NOT_VERB = frozenset({"including", "following", "according", "during", "regarding", "concerning", "excluding"})
# After these words a noun-verb is a verb.
_BEFORE_VERB = frozenset({"TO", "MOD", "PRON", "DO", "HAVE"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb form: its lemma, ``form`` (base, s, ed, ing) and the measure of harm it carries, if any."""

    lemma: str
    form: str
    harm: Measure | None = None


@lru_cache(maxsize=16_384)
def verb(low: str, capital: bool = False) -> Verb | None:
    """The verb that a word can be, by list or by ending; null where it can be none."""
    harm = HARM_VERBS.get(low)
    if harm:
        return Verb(harm[0], harm[2], harm[1])
    if low in PREDICATIVE:
        return Verb(low, "ed", PREDICATIVE[low])
    known = VERBS.get(low)
    if known:
        return Verb(*known)
    if capital or low in NOT_VERBS_ED or low in PERSONS or "-" in low:
        return None
    if len(low) > 4 and low.endswith("ed") and low[-3] != "e":
        return Verb(low[:-2], "ed")
    if len(low) > 5 and low.endswith("ing") and low not in EVENT_GERUNDS and low not in _ING_NOT_VERB:
        return Verb(low[:-3], "ing")
    return None


def tag(tokens: list[Token]) -> None:
    """Fill ``tag`` of every token of one sentence; tokens already tagged ``TIME`` keep it."""
    for token in tokens:
        if token.tag != "TIME":
            token.tag = _guess(token.low, token.cap, token.text.isupper())
    tag_ages(tokens)
    opens = len(tokens) > 1 and (tokens[0].low == "also" or (tokens[0].low in _OPENING and tokens[1].tag == "COMMA"))
    if opens or (len(tokens) > 1 and says_how(tokens[0], tokens[1]) and tokens[0].low not in _NOT_ADVERBS):
        tokens[0].tag = "ADV"
    for at, token in enumerate(tokens[:-1]):
        token.tag = by_neighbours(tokens, at) or token.tag
    for at, token in enumerate(tokens):
        if token.tag in {"V?", "ING?", "ED?", "B?"}:
            token.tag = _settled(tokens, at)
        elif token.tag == "PART?":
            token.tag = "V"
    for token, after in itertools.zip_longest(tokens, tokens[1:]):
        if token.low == "her" and (after is None or after.tag in _BEHIND_HER):
            token.tag = "PRON"  # "the man who shot her"
    _inverted(tokens)


_BEHIND_HER = frozenset({"COMMA", "PUNCT", "PREP", "CC", "ADV", "SUB", "TIME"})


def _inverted(tokens: list[Token]) -> None:
    """``Nor do the figures cover``: the verb stands behind its subject."""
    if len(tokens) < 4 or tokens[0].low not in {"nor", "neither"} or tokens[1].tag != "DO":
        return
    for before, token in itertools.pairwise(tokens[2:9]):
        if before.tag in {"N", "PRON"} and token.tag == "N" and token.low in _TAKES_IN:
            token.tag = "V"
            return


_TAKES_IN = frozenset({"include", "cover", "count", "reflect", "contain", "comprise", "account", "take", "capture"})


@lru_cache(maxsize=16_384)
def _guess(low: str, cap: bool, upper: bool) -> str:  # one line a class reads best
    mark = _mark(low)
    if mark:
        return mark
    if _DIGITS.match(low) or low in _NUMBER_WORDS or _hyphened_number(low):
        return "NUM"
    if upper and cap and low in {"us", "is", "it", "am"}:
        return "N"
    for words, name in _CLASSES:
        if low in words:
            return name
    if _ORDINAL.match(low):
        return "ADJ"
    if low == "says":
        return "V"  # never a noun: "the military says it killed three"
    if low in NOUN_FIRST:
        return "V?" if low in VERBS or low in HARM_VERBS else "N"
    if low in {"dead", "missing", "deceased", "doa"}:
        return "ED?"
    if low in _ADJECTIVES and low not in {"wounded", "own", "injured", "dead", "confirmed", "estimated"}:
        return "ADJ"
    if low in EVENT_GERUNDS:
        return "ING?" if verb(low) else "N"
    if (low in ADVERBS or (low.endswith("ly") and len(low) > 4)) and not cap and low not in _NOT_ADVERBS:
        return "ADV"
    if low in HARM_ADVERBS:
        return "ADV"  # "Critically wounded", "Teen He Fatally Shot"
    if cap and low not in VERBS and low not in HARM_VERBS:
        return "N"
    found = verb(low)
    if found is None:
        return "N"
    return {"ed": "ED?", "ing": "ING?"}.get(found.form, "B?" if low not in PERSONS else "N")


HARM_ADVERBS = frozenset(
    listed("critically fatally mortally seriously severely gravely badly slightly lightly accidentally allegedly poss")
)
# Words that open a sentence and tell of the whole of it.
_OPENING = frozenset(
    listed("""
        earlier later meanwhile separately elsewhere somehow tragically sadly remarkably thankfully fortunately
        unfortunately initially eventually apparently reportedly reportedly additionally afterwards
    """)
)
_NOT_ADVERBS = frozenset(
    listed("""
        family assembly july italy ally rally elderly supply reply sally fly friendly daily monthly early lonely
        only likely deadly homely bully belly monopoly anomaly tally
    """)
)
_CLASSES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"to"}), "TO"),
    (frozenset({"'s", "'"}), "POS"),
    (ARTICLES, "ART"),
    (frozenset({"no"}), "DET"),
    (frozenset({"according", "aged"}), "PREP"),
    (NEGATIONS | {"nobody", "none"}, "NEG"),
    (MODALS, "MOD"),
    (BE, "BE"),
    (HAVE, "HAVE"),
    (DO, "DO"),
    (RELATIVES - {"that", "whose"}, "REL"),
    (frozenset({"that"}), "THAT"),
    (DETERMINERS - {"that", "what", "which"}, "DET"),
    (PRONOUNS - {"none", "nobody"}, "PRON"),
    (CONJUNCTIONS, "CC"),
    (SUBORDINATORS - {"as", "since", "after", "before", "so", "until"}, "SUB"),
    (
        PREPOSITIONS - {"further", "following", "like", "down", "up", "off", "out", "despite"}
        | {"including", "like", "despite"},
        "PREP",
    ),
)


def _mark(low: str) -> str | None:
    if low in _MARKS:
        return _MARKS[low]
    if low in _QUOTES:
        return "QUOTE"
    return None if low[0].isalnum() or low[0] in "@#'" or low == "&" or low == "/" else "PUNCT"


def _hyphened_number(low: str) -> bool:
    if "-" not in low:
        return False
    parts = low.split("-")
    return all(part in _NUMBER_WORDS for part in parts)


_NOMINAL = frozenset({"N", "ADJ", "DET", "ART", "POS", "NUM"})


def _settled(tokens: list[Token], at: int) -> str:
    """Verb or noun, by the neighbours."""
    guess = tokens[at].tag
    before = tokens[at - 1].tag if at else ""
    after = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    if guess in {"B?", "V?"} and before == "TO" and at > 1 and tokens[at - 2].low == "according":
        return "N"  # "according to witnesses"
    if guess == "B?":
        return _base_or_noun(tokens, at, before, after)
    if guess == "V?":
        return _noun_or_verb(tokens, at, before, after)
    if guess == "ING?":
        if tokens[at].low in EVENT_GERUNDS:
            return _gerund(tokens, at, before, after)
        return "PART" if before in {"DET", "ART", "ADJ", "NUM"} and after in {"N", "ADJ", "V?", "ED?", "B?"} else "V"
    if at and tokens[at - 1].low in {"those", "these"} and after != "N":
        return "V"
    if counted_wounded(tokens, at) and after not in {"N", "ADJ", "ED?", "B?"}:
        return "N"  # "hundreds of wounded have been taken"
    if tokens[at].low in _SUFFERED and at and (
        before not in {"DET", "ART"} or tokens[at - 1].low in {"another", "both", "all"}
    ):
        return "V"  # "a civilian sustained injuries", "another received wounds"
    if at and tokens[at - 1].low == "another" and after not in {"N", "ADJ", "V?", "ED?", "B?"}:
        return "V"  # "while another succumbed in hospital"
    fate = tokens[at].low in {"dead", "deceased"} and at and tokens[at - 1].low in {"both", "all"}
    if fate and after not in _NOMINAL:
        return "V"  # "both dead"
    if before == "ADV" and tokens[at].low in _HURT and at > 1 and tokens[at - 2].low in {"the", "these", "those"}:
        tokens[at - 1].tag = "ADJ"  # "two of the seriously wounded"
        return "PART"
    if tokens[at].low == "found" and [t.low for t in tokens[at + 1 : at + 2]] in _FOUND_SO:
        return "V"  # "2 found shot dead"
    if before in {"DET", "ART"} or (before == "POS" and after in {"N", "ADJ"}):
        return "PART"
    if tokens[at].low == "killed" and before == "NUM":
        nouns = itertools.takewhile(lambda t: t.tag in {"N", "ADJ", "ED?", "V?"}, tokens[at + 1 : at + 4])
        return "PART" if any(person(t.low, t.cap) for t in nouns) else "V"
    return "PART" if before in {"NUM", "ADJ"} and after in {"N", "ADJ", "V?"} else "V"


_FOUND_SO = [[word] for word in ("shot", "stabbed", "beaten", "strangled", "hanged", "dead", "killed", "wounded")]
_HURT = frozenset({"wounded", "injured"})
_SUFFERED = frozenset({"suffered", "sustained", "received", "suffering", "sustaining", "receiving"})
_WOUND_KINDS = frozenset(
    listed(
        "gunshot bullet stab stabs knife machete shrapnel head chest leg arm neck face flesh puncture exit graze gun"
    )
)
_BEFORE_WOUND = _WOUND_KINDS | _SUFFERED


def _wound(tokens: list[Token], at: int) -> bool:
    """``a gunshot wound``, ``graze wound``, ``murder-suicide``: nouns, though each word can be a verb."""
    low, after = tokens[at].low, [t.low for t in tokens[at + 1 : at + 3]]
    if low == "murder":
        return "suicide" in after[:1] or (after[:1] in (["/"], ["-"]) and "suicide" in after)
    if low in {"graze", "stab", "stabs"}:
        return after[:1] in (["wound"], ["wounds"])
    return low in {"wound", "wounds"} and at > 0 and tokens[at - 1].low in _BEFORE_WOUND


_TAKING = frozenset({"claim", "claims", "claimed", "claiming", "took", "take", "takes", "taken", "cost", "taking"})


def _base_or_noun(tokens: list[Token], at: int, before: str, after: str) -> str:
    """A base or -s form that is a verb unless a determiner or an adjective stands before it."""
    if _wound(tokens, at):
        return "N"
    if tokens[at].low == "graze" and at and tokens[at - 1].low in {"male", "female", "vic", "victim"}:
        return "V"  # "male graze head"
    if tokens[at].low == "lives" and before == "N" and any(t.low in _TAKING for t in tokens[max(0, at - 5) : at]):
        return "N"
    if tokens[at].low in NOUNS and at + 1 < len(tokens) and tokens[at + 1].low == "of":
        return "N"  # "the cold-blooded murder of": no verb of harm takes "of"
    if tokens[at].low in {"kill", "kills", "die", "dies"} or before not in {"DET", "ART", "ADJ", "POS", "NUM"}:
        return "V"
    noun_before = before == "ADJ" and tokens[at - 1].low in {"military", "official", "civilian"}
    return "V" if noun_before and after in {"NUM", "DET", "ART", "THAT", "N", "ADJ"} else "N"


_AT_LEAST = (["at", "least"], ["at", "most"], ["more", "than"], ["up", "to"])


def _noun_or_verb(tokens: list[Token], at: int, before: str, after: str) -> str:
    low = tokens[at].low
    death = [t.low for t in tokens[at + 1 : at + 3]]
    if death == ["to", "death"] or death[:1] == ["dead"]:
        return "V"
    if low == "beat" and before == "N" and after == "NUM":
        return "V"  # "a mob beat two men to death"
    if low in {"beat", "shot"} and tokens[at + 1 : at + 2] and tokens[at + 1].low in {"him", "her", "them"}:
        return "V"
    if before in _BEFORE_VERB or (before in {"REL", "THAT"} and after in {"DET", "ART", "NUM", "TIME", "PREP", "N"}):
        return "V"
    if low in {"shot", "hit", "struck"} and before in {"BE", "HAVE", "ADV", "N", "PRON", "CC", "COMMA", "PUNCT", ""}:
        return "V"
    if low == "shot" and before == "NUM":
        return "V"
    if low in {"shot", "hit", "struck"} and at and tokens[at - 1].low in {"male", "female"}:
        return "V"
    if before in {"DET", "ART", "ADJ", "POS", "PREP", "NUM", "", "CC"}:
        return "N"
    if before == "BE":
        return "V" if low in {"cost", "cut"} else "N"
    following = [t.low for t in tokens[at + 1 : at + 3]]
    opens = after in {"DET", "ART", "NUM", "PRON", "THAT"} or following[:1] in (["responsibility"], ["that"])
    opens = opens or following in _AT_LEAST  # "Amnesty International counts at least 304 dead"
    if before in {"N", "ADV", "RP", "QUOTE", "COMMA"} and opens:
        form = verb(low)
        return "V" if form is not None and (form.form != "base" or tokens[at - 1].low.endswith("s")) else "N"
    return "N"


_COUNT_OPENERS = frozenset(
    listed("""
        at up more about around some nearly over dozens several many as between approximately scores hundreds almost
        roughly him her them himself herself
    """)
)


def _at_a_place(tokens: list[Token], at: int) -> bool:
    """``at the airport``, unlike "at least 5"."""
    return tokens[at].low == "at" and not (at + 1 < len(tokens) and tokens[at + 1].low in {"least", "most"})


_PAIRS = {"killing": "wounding", "wounding": "killing", "injuring": "killing"}


def _gerund(tokens: list[Token], at: int, before: str, after: str) -> str:
    low = tokens[at].low
    if low in {"killing", "wounding", "injuring"} and [t.low for t in tokens[at + 2 : at + 3]] == [_PAIRS[low]]:
        return "V" if after == "CC" and before not in {"DET", "ART", "ADJ"} else "N"  # "killing and wounding 12"
    if low in {"shooting", "stabbing"} and at and tokens[at - 1].low in HARM_ADVERBS:
        return "V"  # "after fatally shooting gf"
    if low in {"killing", "wounding", "shooting", "stabbing", "kidnapping", "beheading", "burning", "bombing",
               "shelling",
               "beating", "hanging", "looting", "hearing", "warning", "finding", "meeting", "filing"}:  # fmt: skip
        if (
            after in {"NUM", "ART", "PRON"}
            or (at + 1 < len(tokens) and tokens[at + 1].low in _COUNT_OPENERS and not _at_a_place(tokens, at + 1))
            or (after == "DET" and low != "warning")
        ):
            return "V" if before not in {"ART", "ADJ"} else "N"
        if after in {"N", "ADJ", "PART", "V?", "ED?"} and before in {
            "COMMA",
            "CC",
            "PREP",
            "N",
            "TIME",
            "BE",
            "RP",
            "ADV",
            "SUB",
        }:
            return "V" if low in {"killing", "wounding", "beheading", "stabbing", "kidnapping"} else "N"
        if before == "BE" or (low in {"killing", "wounding"} and after == "ADV"):
            return "V"
    if before == "BE" and low not in {"being", "beings"}:
        return "V"
    return "N"

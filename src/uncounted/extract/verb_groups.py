"""Verb groups of a sentence: the verb, its voice, mood and the words that make it one of killing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from uncounted.extract.chunks import Chunk, VerbGroup
from uncounted.extract.harm import NOUNS, PHRASAL, PHRASAL_FORMS, TOLL, WITH_DEATH
from uncounted.extract.tagger import Verb, verb
from uncounted.extract.tokens import Token
from uncounted.extract.words import BE, HAVE
from uncounted.reference.fold import words as listed


# ---- verb groups --------------------------------------------------------------------------------------------------
def verb_group(tokens: list[Token], at: int) -> Chunk | None:
    """The verb group that begins at token ``at``; null where none does."""
    if tokens[at].tag not in {"V", "BE", "HAVE", "DO", "MOD", "PART"} and not (
        tokens[at].tag == "TO" and _infinitive(tokens, at)
    ):
        return None
    group = VerbGroup(Verb("be", "s"), "active")
    last, passive, to = at, False, False
    main: Verb | None = None
    while last < len(tokens):
        token = tokens[last]
        if token.tag == "TO" and last == at:
            to = True
        elif token.tag == "MOD":
            group.modal = token.low
        elif token.low in BE:
            passive = True
        elif token.low in HAVE:
            group.perfect = True
        elif token.tag == "DO" or (token.tag == "ADV" and last + 1 < len(tokens) and _goes_on(tokens, last + 1)):
            group.manner = token.low if token.tag == "ADV" else group.manner
        elif token.tag == "NEG":
            group.negated = True
        elif token.low == "since" and tokens[last - 1].low in HAVE and _goes_on(tokens, last + 1):
            pass  # "have since died"
        elif token.tag in {"V", "PART"} and main is None:
            main = verb(token.low)
            if main is None:
                break
            last += 1
            break
        else:
            break
        last += 1
    if last == at:
        return None
    if main is not None:
        if at and tokens[at - 1].low in {"fatally", "mortally"}:
            group.manner = group.manner or tokens[at - 1].low
        group.verb, group.harm = main, main.harm
        last = _particle(tokens, last, group)
    elif group.perfect and not passive:
        group.verb = Verb("have", "s")
    group.voice = _voice(group, passive and main is not None, to, main)
    return Chunk("VG", at, last, group.verb.lemma, vg=group)


_OUTRIGHT = frozenset(
    listed("shoot stab beat hack burn crush trample bludgeon stone torture knife batter chop slash club kick punch cut")
)


def _to_death(tokens: list[Token], last: int) -> bool:
    """``stabbed a man to death``, ``shot two guards dead``: the object stands in between."""
    for k in range(last, min(last + 9, len(tokens))):
        low = tokens[k].low
        if low == "dead" or (low == "to" and k + 1 < len(tokens) and tokens[k + 1].low == "death"):
            return k > last
        inside = tokens[k].tag in {"N", "ADJ", "ART", "DET", "NUM", "PRON", "PART", "POS"} or low == "of"
        if not inside and not _and_another(tokens, last, k):
            return False
    return False


def _and_another(tokens: list[Token], last: int, k: int) -> bool:
    """``shot his wife and two daughters dead``; in "two shot and one dead" the verb has no object."""
    return last < k < len(tokens) - 2 and tokens[k].low == "and" and tokens[k + 2].low != "dead"


def _infinitive(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].tag in {"V", "BE", "HAVE"} and not tokens[at + 1].low.endswith("ing")


def _goes_on(tokens: list[Token], at: int) -> bool:
    while at < len(tokens) and tokens[at].tag in {"ADV", "NEG"}:
        at += 1
    return at < len(tokens) and tokens[at].tag in {"V", "BE", "HAVE", "MOD", "PART"}


def _voice(group: VerbGroup, passive: bool, to: bool, main: Verb | None) -> str:
    if passive and main is not None and main.form == "ed":
        return "to" if to and not group.perfect else "passive"
    if to:
        return "to"
    if main is not None and main.form == "ing":
        return "ing"
    if main is not None and main.form == "ed" and not group.perfect and not group.modal and not passive:
        return "bare"
    return "active"


_JUDGED = frozenset(listed("sentence sentenc condemn condemned"))  # "sentenced to death": nobody died
_PARTED = frozenset(lemma for lemma, _ in PHRASAL)
_HARMS = frozenset(NOUNS) | TOLL | {"harm", "alive"}


def may_harm(words: Iterable[str]) -> bool:
    """Whether any of some words in lower case can be of harm, with others or alone: without one no chunk is."""
    return any(map(_harming, words))


@lru_cache(maxsize=16_384)
def _harming(word: str) -> bool:
    form = verb(word)
    lemma = PHRASAL_FORMS.get(word, form.lemma if form is not None else "")
    return word in _HARMS or lemma in _PARTED or (form is not None and form.harm is not None)


@lru_cache(maxsize=4096)
def _stem(lemma: str) -> str | None:
    """The verb that kills with a word after it, of which a lemma may be cut short: "strangl"."""
    return next((k for k in sorted(WITH_DEATH) if lemma in {k, k + k[-1]} or k.rstrip("e") == lemma), None)


def _put_to_death(tokens: list[Token], last: int) -> bool:
    """``put at least 3,000 people to death``: whom, in the words between."""
    for k in range(last, min(last + 9, len(tokens) - 1)):
        if tokens[k].tag in {"V", "MOD", "BE", "HAVE", "COMMA", "PUNCT"}:
            return False
        if tokens[k].low == "to":
            return k > last and tokens[k + 1].low == "death"
    return False


def _particle(tokens: list[Token], last: int, group: VerbGroup) -> int:
    """``shot dead``, ``beaten to death``, ``gunned down``, ``burned alive``: words that make a verb one of killing."""
    lemma = PHRASAL_FORMS.get(tokens[last - 1].low, group.verb.lemma)
    following = [token.low for token in tokens[last : last + 2]]
    stem = _stem(lemma) if following[:1] in (["dead"], ["deceased"], ["alive"]) else None
    if following and (lemma, following[0]) in PHRASAL:
        group.harm = PHRASAL[lemma, following[0]]
        return last + 1
    if following[:2] == ["to", "death"] and group.voice != "to" and lemma not in _JUDGED:
        group.harm = "killed"
        return last + 2
    if lemma == "put" and group.voice != "to" and _put_to_death(tokens, last):
        group.harm = "killed"
        return last
    if stem and following[:1] in (["dead"], ["deceased"]) and stem != "leave":
        group.harm = "killed"
        return last + 1
    if lemma in _OUTRIGHT and group.harm != "killed" and group.voice != "to" and _to_death(tokens, last):
        group.harm = "killed"
        return last
    if stem == "burn" and following[:1] == ["alive"]:
        group.harm = "killed"
        return last + 1
    if lemma == "shoot" and (group.manner == "fatally" or following[:1] == ["fatally"]):
        group.harm = "killed"
    if group.harm == "injured" and group.manner in {"fatally", "mortally"}:
        group.harm = "killed"
    return last

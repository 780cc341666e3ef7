"""Sentences to chunks: noun phrases with their counts, verb groups with their voice, and the small words between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from uncounted.extract.harm import NOUNS, PHRASAL, PHRASAL_FORMS, WITH_DEATH
from uncounted.extract.persons import GROUPS, NUMBERED_GROUPS, Kind, demonym, person
from uncounted.extract.quantities import Quantity, quantity_at
from uncounted.extract.sentences import Stretch
from uncounted.extract.tagger import Verb, tag, verb
from uncounted.extract.times import TimePhrase, time_phrases
from uncounted.extract.tokens import Token, tokenize
from uncounted.extract.words import BE, HAVE, POSSESSIVES, VERBS
from uncounted.reference.vocabulary import means


@dataclass(slots=True)
class NounPhrase:
    """Tokens ``[first, last)`` around the head noun at ``head``.

    ``determiner``: a, the, no, poss, or None; ``kind`` what the head says about people, null where it names none;
    ``name``: a proper name; ``others``: "eight others"; ``harm``: the measure of a noun or adjective of harm in it.
    """

    first: int
    last: int
    head: int
    quantity: Quantity | None = None
    determiner: str | None = None
    kind: Kind | None = None
    name: bool = False
    others: bool = False
    pronoun: str | None = None
    harm: str | None = None
    bare: bool = False  # a number alone
    whole: Chunk | None = None


@dataclass(slots=True)
class VerbGroup:
    """A verb with its auxiliaries. ``voice``: passive, active, ing, to, or bare (an -ed form without auxiliary)."""

    verb: Verb
    voice: str
    harm: str | None = None
    negated: bool = False
    modal: str | None = None
    perfect: bool = False
    manner: str | None = None


@dataclass(slots=True)
class Chunk:
    """``kind``: NP, VG, P, TO, CC, COMMA, SUB, REL, TIME, ADV, NEG, LP, RP, QUOTE, DASH, PUNCT."""

    kind: str
    first: int
    last: int
    low: str = ""
    np: NounPhrase | None = None
    vg: VerbGroup | None = None
    time: TimePhrase | None = None


@dataclass(slots=True)
class Sentence:
    """One sentence with its tokens and chunks. ``number`` is its place in the document."""

    number: int
    stretch: Stretch
    tokens: list[Token]
    text: str = ""
    chunks: list[Chunk] = field(default_factory=list)
    times: list[TimePhrase] = field(default_factory=list)

    def words(self, first: int, last: int) -> str:
        """Tokens ``[first, last)`` in lower case, one space between."""
        return " ".join(token.low for token in self.tokens[first:last])

    def quote(self, first: int, last: int) -> str:
        """Tokens ``[first, last)`` as printed."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""


def parse(text: str, stretch: Stretch, number: int) -> Sentence:
    """Tokens, time phrases, tags and chunks of one sentence."""
    tokens = tokenize(text, stretch.start, stretch.end)
    times = time_phrases(text, stretch.start, stretch.end)
    for phrase in times:
        for token in tokens:
            if phrase.start <= token.start and token.end <= phrase.end:
                token.tag = "TIME"
    tag(tokens)
    return Sentence(number, stretch, tokens, text, _chunked(tokens, times), times)


def _chunked(tokens: list[Token], times: Sequence[TimePhrase]) -> list[Chunk]:
    chunks: list[Chunk] = []
    at = 0
    while at < len(tokens):
        chunk = _time(tokens, at, times) or _joint(tokens, at) or _noun_phrase(tokens, at, chunks) or _verb_group(tokens, at) or _small(tokens, at)
        chunks.append(chunk)
        at = chunk.last
    return chunks


def _time(tokens: list[Token], at: int, times: Sequence[TimePhrase]) -> Chunk | None:
    if tokens[at].tag != "TIME":
        return None
    phrase = next(p for p in times if p.start <= tokens[at].start < p.end)
    last = at
    while last < len(tokens) and tokens[last].tag == "TIME" and tokens[last].start < phrase.end:
        last += 1
    return Chunk("TIME", at, last, time=phrase)


_SMALL = {"PREP": "P", "THAT": "REL", "PRON": "NP", "PART": "VG", "POS": "ADV", "DET": "ADV", "ART": "ADV", "NUM": "ADV", "ADJ": "ADV"}


def _joint(tokens: list[Token], at: int) -> Chunk | None:
    """Prepositions and conjunctions of several words: according to, because of, as well as, along with, such as."""
    for words, kind in _JOINT:
        if tokens[at].low == words[0] and [t.low for t in tokens[at : at + len(words)]] == list(words):
            return Chunk(kind, at, at + len(words), " ".join(words))
    return None


_JOINT = tuple(
    sorted(
        (
            (tuple(words.split()), kind)
            for kind, group in (
                ("P", "according to|because of|instead of|due to|thanks to|out of|such as|in front of|as part of|in response to|"
                      "as a result of|in addition to|in connection with|on board|next to|close to|as of|among them|amongst them|"
                      "of them|of whom|among whom|for example|for instance|in the wake of|on the outskirts of|with respect to"),
                ("CC", "as well as|along with|together with|and also|and then|but also|and/or|in addition to"),
                ("SUB", "even though|as soon as|so that|in which|after which|during which|at which"),
            )
            for words in group.split("|")
        ),
        key=lambda pair: -len(pair[0]),
    )
)  # fmt: skip


def _small(tokens: list[Token], at: int) -> Chunk:
    token = tokens[at]
    return Chunk(_SMALL.get(token.tag, token.tag), at, at + 1, token.low)


# ---- noun phrases -------------------------------------------------------------------------------------------------
_IN_NP = frozenset({"N", "ADJ", "PART", "POS"})
_NUMBER_BEFORE = frozenset({"no.", "number", "flight", "route", "highway", "road", "section", "article", "resolution", "page", "$", "€",
                            "£", "#", "us$", "chapter", "brigade", "unit", "camp", "sector", "phase", "grade", "channel", "age", "aged", "block",
                            "apartment", "building", "room", "level", "gate", "ward", "station", "battalion", "division", "type", "mm"})


def _noun_phrase(tokens: list[Token], at: int, chunks: list[Chunk]) -> Chunk | None:
    token = tokens[at]
    if token.tag == "PRON" or (token.low in {"this", "these", "those", "both", "another", "each", "all"} and _alone(tokens, at)):
        return Chunk("NP", at, at + 1, token.low, np=NounPhrase(at, at + 1, at, pronoun=token.low))
    if token.low in {"no", "nobody", "none"} and at + 1 < len(tokens):
        return _negative(tokens, at)
    found = _quantity(tokens, at)
    if found is None and token.tag not in {"N", "ADJ", "ART", "DET", "PART"}:
        return None
    determiner, start = None, at
    if found is None and token.tag in {"ART", "DET"}:
        determiner = "a" if token.tag == "ART" or token.low == "another" else "poss" if token.low in POSSESSIVES else "the"
        start = at + 1
        found = _quantity(tokens, start) if start < len(tokens) else None
    begin = found.last if found else start
    if found and begin < len(tokens) and tokens[begin].low == "of":
        return _partitive(tokens, at, found, determiner)
    last = _run(tokens, begin)
    if last == begin and not found:
        return None
    return _built(tokens, at, begin, last, found, determiner)


def _alone(tokens: list[Token], at: int) -> bool:
    following = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    return following not in {"N", "ADJ", "NUM", "PART", "DET"}


def _quantity(tokens: list[Token], at: int) -> Quantity | None:
    found = quantity_at(tokens, at)
    if found is None:
        return None
    before = tokens[at - 1] if at else None
    numeral = tokens[found.core]
    if numeral.text[0].isdigit() and before is not None and (before.low in _NUMBER_BEFORE or before.text == "$"):
        return None
    return found


def _run(tokens: list[Token], begin: int) -> int:
    last = begin
    while last < len(tokens):
        token = tokens[last]
        if token.tag == "PART" and last + 1 < len(tokens) and tokens[last + 1].tag not in _IN_NP and last > begin:
            break
        if token.tag == "NUM" and last > begin and tokens[last - 1].cap and not _people_follow(tokens, last):
            last += 1
            continue
        if token.tag not in _IN_NP:
            break
        if token.tag == "ADJ" and last > begin and token.low in {"several", "many", "few", "numerous", "multiple"}:
            break
        last += 1
    return last


def _people_follow(tokens: list[Token], at: int) -> bool:
    """Whether people or harm follow a number: then it counts, and is no part of a name ("Brigade 101")."""
    for token in tokens[at + 1 : at + 5]:
        if person(token.low, token.cap) or verb(token.low) or token.tag in {"BE", "HAVE"}:
            return True
        if token.tag not in {"N", "ADJ", "PART"}:
            return False
    return False


def _negative(tokens: list[Token], at: int) -> Chunk | None:
    """``no civilians``, ``no one``, ``none``: a count of nought."""
    from uncounted.model.claim import Count

    if tokens[at].low in {"nobody", "none"} or tokens[at + 1].low == "one":
        last = at + (2 if tokens[at].low == "no" else 1)
        quantity = Quantity(at, at, last, Count(0, 0, 0, text=" ".join(t.text for t in tokens[at:last])))
        return Chunk("NP", at, last, "no", np=NounPhrase(at, last, last - 1, quantity, "no", kind=Kind()))
    last = _run(tokens, at + 1)
    if last == at + 1:
        return None
    quantity = Quantity(at, at, at + 1, Count(0, 0, 0, text=tokens[at].text))
    chunk = _built(tokens, at, at + 1, last, quantity, "no")
    return chunk


def _partitive(tokens: list[Token], at: int, found: Quantity, determiner: str | None) -> Chunk:
    """``dozens of civilians``, ``two of the men``, ``five of them``."""
    begin = found.last + 1
    inner = begin
    if inner < len(tokens) and tokens[inner].tag in {"DET", "ART"}:
        inner += 1
    nested = _quantity(tokens, inner) if inner < len(tokens) else None
    if nested and found.count.modifier != "vague word":
        inner = nested.last
    if begin < len(tokens) and tokens[begin].low in {"them", "whom", "these", "those", "us"}:
        np = NounPhrase(at, begin + 1, begin, found, determiner, kind=Kind(), pronoun=tokens[begin].low)
        return Chunk("NP", at, begin + 1, np=np)
    last = _run(tokens, inner)
    if last == inner:
        np = NounPhrase(at, found.last, found.last - 1, found, determiner, bare=True)
        return Chunk("NP", at, found.last, np=np)
    chunk = _built(tokens, at, inner, last, found, determiner)
    return chunk


def _built(tokens: list[Token], at: int, begin: int, last: int, found: Quantity | None, determiner: str | None) -> Chunk:
    while last > begin and tokens[last - 1].tag == "POS" and last - 1 > begin:
        break
    if last == begin:
        return Chunk("NP", at, last, np=NounPhrase(at, last, last - 1, found, determiner, bare=True))
    head = last - 1
    while head > begin and tokens[head].tag in {"POS", "NUM"}:
        head -= 1
    token = tokens[head]
    low = token.low
    np = NounPhrase(at, last, head, found, determiner)
    np.others = low in {"others", "other"} or (found is not None and low == "more")
    np.kind = Kind(plural=True) if np.others else person(low, token.cap)
    if low in NUMBERED_GROUPS and found is None:
        np.kind = Kind(plural=True)
    np.harm = _harm(tokens, begin, last)
    np.name = token.cap and token.tag == "N" and np.kind is None and not (head == 0 and low in VERBS)
    np.bare = found is not None and last == found.last
    return Chunk("NP", at, last, low, np=np)


def _harm(tokens: list[Token], begin: int, last: int) -> str | None:
    for token in tokens[begin:last]:
        if token.low in {"dead", "wounded", "injured", "killed", "missing", "slain", "kidnapped", "abducted"}:
            return {"dead": "killed", "killed": "killed", "slain": "killed", "missing": "missing", "kidnapped": "abducted",
                    "abducted": "abducted"}.get(token.low, "injured")  # fmt: skip
    return NOUNS.get(tokens[last - 1].low)


# ---- verb groups --------------------------------------------------------------------------------------------------
def _verb_group(tokens: list[Token], at: int) -> Chunk | None:
    if tokens[at].tag not in {"V", "BE", "HAVE", "DO", "MOD", "PART"} and not (tokens[at].tag == "TO" and _infinitive(tokens, at)):
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
        group.verb, group.harm = main, main.harm
        last = _particle(tokens, last, group)
    elif group.perfect and not passive:
        group.verb = Verb("have", "s")
    group.voice = _voice(group, passive and main is not None, to, main)
    return Chunk("VG", at, last, group.verb.lemma, vg=group)


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


def _particle(tokens: list[Token], last: int, group: VerbGroup) -> int:
    """``shot dead``, ``beaten to death``, ``gunned down``, ``burned alive``: the words that make a verb one of killing."""
    lemma = PHRASAL_FORMS.get(tokens[last - 1].low, group.verb.lemma)
    following = [token.low for token in tokens[last : last + 2]]
    stem = next((known for known in WITH_DEATH if lemma == known or known.rstrip("e") == lemma or lemma in {known + known[-1], known}), None)
    if following and (lemma, following[0]) in PHRASAL:
        group.harm = PHRASAL[lemma, following[0]]
        return last + 1
    if following[:2] == ["to", "death"] and group.voice != "to":
        group.harm = "killed"
        return last + 2
    if stem and following[:1] in (["dead"], ["deceased"]) and stem not in {"leave"}:
        group.harm = "killed"
        return last + 1
    if stem == "burn" and following[:1] == ["alive"]:
        group.harm = "killed"
        return last + 1
    if lemma == "shoot" and (group.manner == "fatally" or following[:1] == ["fatally"]):
        group.harm = "killed"
    if group.harm == "injured" and group.manner in {"fatally", "mortally"}:
        group.harm = "killed"
    return last


def is_demonym(token: Token) -> bool:
    """Whether a capitalised token names a people: "Israeli", "Russian"."""
    return token.cap and demonym(token.low)


def means_of(sentence: Sentence, first: int, last: int) -> str | None:
    """The event type that the words of ``[first, last)`` name, if any."""
    found = means(sentence.words(first, last))
    return found.type if found else None


__all__ = ["GROUPS", "Chunk", "NounPhrase", "Sentence", "VerbGroup", "is_demonym", "means_of", "parse"]

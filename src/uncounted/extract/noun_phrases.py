"""Noun phrases of a sentence: the head, the count, and what they say of people."""

from __future__ import annotations

from dataclasses import replace

from uncounted.extract.chunks import Chunk, NounPhrase
from uncounted.extract.harm import NOUNS
from uncounted.extract.persons import NUMBERED_GROUPS, Kind, person
from uncounted.extract.quantities import QUOTES, Quantity, quantity_at
from uncounted.extract.tagger import HARM_ADVERBS, verb
from uncounted.extract.tokens import Token
from uncounted.extract.words import POSSESSIVES, VERBS
from uncounted.model.claim import Count, Measure

# ---- noun phrases -------------------------------------------------------------------------------------------------
_IN_NP = frozenset({"N", "ADJ", "PART", "POS"})


_NUMBER_BEFORE = frozenset(
    {
        "no.",
        "number",
        "flight",
        "route",
        "highway",
        "road",
        "section",
        "article",
        "resolution",
        "page",
        "$",
        "€",
        "£",
        "#",
        "us$",
        "chapter",
        "brigade",
        "unit",
        "camp",
        "sector",
        "phase",
        "grade",
        "channel",
        "age",
        "aged",
        "block",
        "apartment",
        "building",
        "bldg",
        "apt",
        "precinct",
        "exit",
        "room",
        "level",
        "gate",
        "ward",
        "station",
        "battalion",
        "division",
        "type",
        "mm",
    }
)


def _counted_of(tokens: list[Token], at: int) -> bool:
    """``Of these some 16,000 are listed``: a number that a verb follows counts some of them."""
    if at == 0 or tokens[at - 1].low not in {"of", "among"} or at + 1 >= len(tokens):
        return False
    found = _quantity(tokens, at + 1)
    return found is not None and found.last < len(tokens) and tokens[found.last].tag in {"V", "BE", "HAVE"}


def noun_phrase(tokens: list[Token], at: int) -> Chunk | None:
    """The noun phrase that begins at token ``at``; null where none does."""
    token = tokens[at]
    if token.tag == "ADV" and token.low in {"both", "all"}:
        return None
    if token.tag == "PRON" or (
        token.low in {"this", "these", "those", "both", "another", "each", "all"}
        and (_alone(tokens, at) or _counted_of(tokens, at))
    ):
        return Chunk("NP", at, at + 1, token.low, np=NounPhrase(at, at + 1, at, pronoun=token.low))
    if token.low in {"no", "nobody", "none"} and at + 1 < len(tokens) and not _bounded(tokens, at):
        return _negative(tokens, at)
    if token.low == "not" and (last := _not_one(tokens, at)) is not None:
        quantity = Quantity(at, at, last, Count(0, 0, 0, text=" ".join(t.text for t in tokens[at:last])))
        return _built(tokens, at, last, _run(tokens, last), quantity, "no")
    found = _quantity(tokens, at)
    if found is None and token.tag not in {"N", "ADJ", "ART", "DET", "PART"}:
        return None
    determiner, start = None, at
    if found is None and token.tag in {"ART", "DET"}:
        determiner = (
            "a" if token.tag == "ART" or token.low == "another" else "poss" if token.low in POSSESSIVES else "the"
        )
        start = at + 1
        found = _quantity(tokens, start) if start < len(tokens) else None
        if found is None and start + 1 < len(tokens) and tokens[start].low in {"other", "remaining"}:
            found = _quantity(tokens, start + 1)  # "the other five"
    begin = _past_marks(tokens, found) if found else start
    if found and begin < len(tokens) and tokens[begin].low in {"year-old", "month-old", "y/o", "yr-old"}:
        begin, found = begin + 1, None  # "a 59 year-old engineer"
    if found and [token.low for token in tokens[begin : begin + 2]] == ["out", "of"]:
        begin += 1  # "three out of four wounded men"
    if found and begin < len(tokens) and tokens[begin].low == "of":
        return _partitive(tokens, at, found, determiner, begin)
    share = found is not None and [token.low for token in tokens[begin : begin + 2]] == ["per", "cent"]
    last = begin + 2 if share else _run(tokens, begin)  # "80 per cent of the hostages": no number of them
    if last == begin and not found:
        return None
    return _built(tokens, at, begin, last, found, determiner)


_FATES = frozenset({"dead", "deceased", "killed", "injured", "wounded", "hurt"})
_BODY = frozenset(
    {"leg", "arm", "head", "back", "chest", "hand", "foot", "face", "neck", "shoulder", "hip", "thigh", "stomach"}
)
_VICTIMS = frozenset({"vic", "vics", "victim", "male", "female", "man", "woman", "girl", "boy", "teen", "suspect"})


def _past_marks(tokens: list[Token], found: Quantity) -> int:
    """Where the words after a count go on: past the quote or comma that closes one before it or in it."""
    end = found.last
    if end + 1 >= len(tokens) or tokens[end + 1].tag not in {"N", "ADJ", "PREP", "P"}:
        return end
    if tokens[end].low in QUOTES and _quoted_people(tokens, end + 1):
        return end + 1  # '203 "terrorists" were killed'
    words = {token.low for token in tokens[max(0, found.first - 1) : end]}
    mark = tokens[end].low
    return (
        end + 1
        if (mark == "," and found.count.modifier == "range" and "," in words) or (mark in QUOTES and words & QUOTES)
        else end
    )


def _bounded(tokens: list[Token], at: int) -> bool:
    """``no more than 10,000``, ``no fewer than 50``: a bound, not a nought."""
    return [t.low for t in tokens[at + 1 : at + 3]] in (["more", "than"], ["fewer", "than"], ["less", "than"])


def _quoted_people(tokens: list[Token], at: int) -> bool:
    """Whether a word for people, and nothing more, stands up to the quotation mark that closes."""
    for k in range(at, min(at + 3, len(tokens) - 1)):
        if tokens[k].tag not in {"N", "ADJ"}:
            return False
        if tokens[k + 1].low in QUOTES:
            return person(tokens[k].low, tokens[k].cap) is not None
    return False


def _alone(tokens: list[Token], at: int) -> bool:
    if tokens[at].low in {"both", "all"} and at + 1 < len(tokens) and tokens[at + 1].low in _FATES:
        return at + 2 >= len(tokens) or tokens[at + 2].tag not in _IN_NP  # "both dead", "both injured"
    following = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    return following not in {"N", "ADJ", "NUM", "PART", "DET"}


def _quantity(tokens: list[Token], at: int) -> Quantity | None:
    found = quantity_at(tokens, at)
    if found is None:
        return None
    before = tokens[at - 1] if at else None
    numeral = tokens[found.core]
    if before is not None and before.low == "not" and found.count.point == 1 and numeral.low in {"one", "single"}:
        nought = replace(found.count, low=0, high=0, point=0)  # "not one innocent person was killed"
        return replace(found, count=nought)
    if before is not None and before.low in {"so", "too", "how"} and found.count.modifier == "vague word":
        return None
    if numeral.text[0].isdigit() and before is not None and (before.low in _NUMBER_BEFORE or before.text == "$"):
        return None
    return found


def _run(tokens: list[Token], begin: int) -> int:
    last = begin
    while last < len(tokens):
        token = tokens[last]
        ends = token.tag == "PART" and last + 1 < len(tokens) and tokens[last + 1].tag not in _IN_NP and last > begin
        if ends and not (last == begin + 1 and tokens[begin].low in HARM_ADVERBS):  # but "the seriously wounded"
            break
        if last > begin and _ends_phrase(tokens, last):
            break
        if token.tag == "NUM" and last > begin and _labelled(tokens, last):
            last += 1
            continue
        if token.tag == "NUM" and last > begin and _numbers_name(tokens, last) and not _people_follow(tokens, last):
            last += 1
            continue
        if token.tag not in _IN_NP:
            break
        if token.tag == "ADJ" and last > begin and token.low in {"several", "many", "few", "numerous", "multiple"}:
            break
        last += 1
    return last


def _numbers_name(tokens: list[Token], at: int) -> bool:
    """``Brigade 101``, ``Team Six``; in "the Janjaweed six" the small word counts others."""
    return tokens[at - 1].cap and (tokens[at].cap or not tokens[at].low.isalpha())


def _labelled(tokens: list[Token], at: int) -> bool:
    """``vic 2``, ``man 34``: a figure behind one person numbers or ages them."""
    before = person(tokens[at - 1].low)
    return before is not None and not before.plural and not before.group and tokens[at].low.isdigit()


def _ends_phrase(tokens: list[Token], at: int) -> bool:
    """``men | close to the border``: what follows the noun is no part of it."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if tokens[at].low in _VICTIMS and tokens[at - 1].low in _BODY:
        return True  # "vic 1 shot in leg | vic 2 grazed"
    return tokens[at].low in {"close", "due", "next", "prior", "thanks"} and following == "to"


def _people_follow(tokens: list[Token], at: int) -> bool:
    """Whether people or harm follow a number: then it counts, and is no part of a name ("Brigade 101")."""
    if [t.low for t in tokens[at + 1 : at + 2]] == ["of"] and at + 2 < len(tokens) and tokens[at + 2].tag == "NUM":
        return True  # "1 of 4 burglary suspects"
    for token in tokens[at + 1 : at + 5]:
        if person(token.low, token.cap) or verb(token.low) or token.tag in {"BE", "HAVE"}:
            return True
        if token.tag not in {"N", "ADJ", "PART"}:
            return False
    return False


def _not_one(tokens: list[Token], at: int) -> int | None:
    """Where the noun of ``not a single civilian``, ``not one person`` begins; null for other words."""
    words = [t.low for t in tokens[at + 1 : at + 3]]
    last = at + 1 + (2 if words in (["a", "single"], ["one", "single"]) else 1)
    told = words in (["a", "single"], ["one", "single"]) or words[:1] == ["one"]
    noun = person(tokens[last].low, tokens[last].cap) if told and last < len(tokens) else None
    return last if noun is not None else None


def _negative(tokens: list[Token], at: int) -> Chunk | None:
    """``no civilians``, ``no one``, ``none``, ``no 1 was injured``: a count of nought."""
    figure_one = tokens[at + 1].low == "1" and at + 2 < len(tokens) and tokens[at + 2].tag in {"BE", "HAVE"}
    if tokens[at].low in {"nobody", "none"} or tokens[at + 1].low == "one" or figure_one:
        last = at + (2 if tokens[at].low == "no" else 1)
        quantity = Quantity(at, at, last, Count(0, 0, 0, text=" ".join(t.text for t in tokens[at:last])))
        return Chunk("NP", at, last, "no", np=NounPhrase(at, last, last - 1, quantity, "no", kind=Kind()))
    last = _run(tokens, at + 1)
    if last == at + 1:
        return None
    quantity = Quantity(at, at, at + 1, Count(0, 0, 0, text=tokens[at].text))
    return _built(tokens, at, at + 1, last, quantity, "no")


def _partitive(tokens: list[Token], at: int, found: Quantity, determiner: str | None, of: int) -> Chunk:
    """``dozens of civilians``, ``two of the men``, ``five of them``; ``of`` is the place of that word."""
    begin = of + 1
    inner = begin
    if inner < len(tokens) and tokens[inner].tag in {"DET", "ART"}:
        inner += 1
    nested = _quantity(tokens, inner) if inner < len(tokens) else None
    if nested and found.count.modifier != "vague word":
        inner = nested.last
    noun_follows = begin + 1 < len(tokens) and tokens[begin].low in {"these", "those"} and tokens[begin + 1].tag == "N"
    if begin < len(tokens) and tokens[begin].low in {"them", "whom", "these", "those", "us"} and not noun_follows:
        np = NounPhrase(at, begin + 1, begin, found, determiner, kind=Kind(), pronoun=tokens[begin].low)
        return Chunk("NP", at, begin + 1, np=np)
    last = _run(tokens, inner)
    if last == inner and nested is not None and found.count.modifier != "vague word":
        np = NounPhrase(at, inner, inner - 1, found, determiner, kind=Kind(plural=True))  # "19 of the 31" dead
        return Chunk("NP", at, inner, np=np)
    if last == inner:
        np = NounPhrase(at, found.last, found.last - 1, found, determiner, bare=True)
        return Chunk("NP", at, found.last, np=np)
    return _built(tokens, at, inner, last, found, determiner)


def _built(
    tokens: list[Token], at: int, begin: int, last: int, found: Quantity | None, determiner: str | None
) -> Chunk:
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
    if low == "head" and np.kind is None and found is None and _headed(tokens, begin, head, last):
        np.kind = Kind()
    if low in NUMBERED_GROUPS and found is None:
        np.kind = Kind(plural=True)
    np.harm = _harm(tokens, begin, last)
    np.name = token.cap and token.tag == "N" and np.kind is None and not (head == 0 and low in VERBS)
    np.bare = found is not None and last == found.last
    return Chunk("NP", at, last, low, np=np)


def _headed(tokens: list[Token], begin: int, head: int, last: int) -> bool:
    """``the district head``, ``head of intelligence``: a person, not a part of the body."""
    of = last + 1 < len(tokens) and tokens[last].low == "of" and tokens[last + 1].tag in {"N", "ART", "DET"}
    return of or (head > begin and tokens[head - 1].tag == "N" and tokens[begin - 1].low in {"a", "the", "an"})


def _harm(tokens: list[Token], begin: int, last: int) -> Measure | None:
    for token in tokens[begin:last]:
        if token.low in _TOLD_OF:
            return _TOLD_OF[token.low]
    return NOUNS.get(tokens[last - 1].low)


_TOLD_OF: dict[str, Measure] = {
    **dict.fromkeys(("dead", "killed", "slain"), "killed"),
    **dict.fromkeys(("wounded", "injured"), "injured"),
    **dict.fromkeys(("kidnapped", "abducted"), "abducted"),
    "missing": "missing",
}

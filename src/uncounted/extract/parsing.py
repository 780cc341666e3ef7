"""Sentences to chunks: noun phrases with their counts, verb groups with their voice, the small words between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.ages import RESPELLED
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.noun_phrases import noun_phrase
from uncounted.extract.persons import person
from uncounted.extract.sentences import Stretch
from uncounted.extract.tagger import tag
from uncounted.extract.times import TimePhrase, time_phrases
from uncounted.extract.tokens import Token, tokenize
from uncounted.extract.verb_groups import verb_group


def parse(text: str, stretch: Stretch, number: int) -> Sentence:
    """One sentence; its tokens, time phrases, tags and chunks are found when they are asked for."""
    return Sentence.later(number, stretch, text, _find)


def _find(sentence: Sentence, part: str) -> None:
    """Fill one part of a sentence: its times or words alone, or with its tokens and chunks all of them."""
    text, stretch = sentence.text, sentence.stretch
    if part == "times":
        sentence.times = time_phrases(text, stretch.start, stretch.end)
        return
    tokens: list[Token] = sentence.facts.pop("tokens", None) or tokenize(text, stretch.start, stretch.end)
    if part == "lows":
        sentence.lows = frozenset([token.low for token in tokens])
        if sentence.lows.isdisjoint(RESPELLED):
            sentence.facts["tokens"] = tokens
            return
    times = sentence.times
    for token in tokens if times else ():
        for phrase in times:
            if phrase.start <= token.start and token.end <= phrase.end:
                token.tag = "TIME"
    tag(tokens)
    sentence.tokens, sentence.chunks = tokens, _chunked(tokens, times)
    sentence.lows = frozenset([token.low for token in tokens])


def _chunked(tokens: list[Token], times: Sequence[TimePhrase]) -> list[Chunk]:
    chunks: list[Chunk] = []
    at, end = 0, len(tokens)
    while at < end:
        token = tokens[at]
        chunk = _time(tokens, at, times) if token.tag == "TIME" else None
        if chunk is None and token.low in _JOINT_BY_FIRST:
            chunk = _joint(tokens, at)
        if chunk is None and token.tag not in _NO_NP:
            chunk = noun_phrase(tokens, at)
        chunk = chunk or verb_group(tokens, at) or _small(tokens, at)
        chunks.append(chunk)
        if chunk.np is not None:
            _joined(chunks, tokens)
        at = chunk.last
    return chunks


# Tags of tokens with which no noun phrase begins: none of their words counts.
_NO_NP = frozenset({"COMMA", "PUNCT", "LP", "RP", "QUOTE", "BE", "HAVE", "DO", "MOD", "TO", "POS"})


def _joined(chunks: list[Chunk], tokens: list[Token]) -> None:
    """Make ``a Labour Front (LF) activist`` and ``56 LF/WF fighters`` one phrase each.

    Letters in brackets do not end a name, nor does a stroke between two.
    """
    if len(chunks) < 3 or chunks[-1].np is None or (chunks[-2].kind != "RP" and chunks[-2].low != "/"):
        return
    if len(chunks) > 2 and chunks[-2].low == "/" and chunks[-1].np is not None:
        _stroke(chunks, tokens)
    if len(chunks) > 4 and chunks[-2].kind == "RP" and chunks[-1].np is not None:
        _bracketed(chunks, tokens)
    if len(chunks) < 5 or [c.kind for c in chunks[-5:]] != ["NP", "LP", "NP", "RP", "NP"]:
        return
    first, letters, last = chunks[-5].np, chunks[-3], chunks[-1].np
    if first is None or last is None or last.determiner or last.quantity or last.pronoun:
        return
    one = letters.last - letters.first == 1
    short = one and tokens[letters.first].text[:2].isupper() and first.kind is None
    person_next = last.kind is not None or person(tokens[last.first].low) is not None
    alias = one and tokens[letters.first].cap and last.name and tokens[last.first].cap  # "Heba (Hiba) Kamal"
    if not ((short and person_next) or alias) or first.bare or not tokens[first.head].cap:
        return
    last.first, last.determiner, last.quantity = first.first, first.determiner, first.quantity
    chunks[-5:] = [Chunk("NP", first.first, last.last, tokens[last.head].low, np=last)]


def _time(tokens: list[Token], at: int, times: Sequence[TimePhrase]) -> Chunk | None:
    if tokens[at].tag != "TIME":
        return None
    phrase = next(p for p in times if p.start <= tokens[at].start < p.end)
    last = at
    while last < len(tokens) and tokens[last].tag == "TIME" and tokens[last].start < phrase.end:
        last += 1
    return Chunk("TIME", at, last, time=phrase)


def _bracketed(chunks: list[Chunk], tokens: list[Token]) -> None:
    """Make ``two NLF(S) [National Liberation Front] cadres`` one phrase: brackets between a count and its noun."""
    last = chunks[-1].np
    k = len(chunks) - 2
    while k > 1 and chunks[k].kind == "RP":
        depth = 0
        while k > 0:
            depth += {"RP": 1, "LP": -1}.get(chunks[k].kind, 0)
            k -= 1
            if depth == 0:
                break
    first = chunks[k].np
    if first is None or last is None or last.kind is None or last.determiner or last.quantity or last.pronoun:
        return
    if first.quantity is None or first.bare or first.kind is not None or not tokens[first.head].cap:
        return
    last.first, last.determiner, last.quantity = first.first, first.determiner, first.quantity
    chunks[k:] = [Chunk("NP", first.first, last.last, tokens[last.head].low, np=last)]


def _stroke(chunks: list[Chunk], tokens: list[Token]) -> None:
    first, last = chunks[-3].np, chunks[-1].np
    if first is None or last is None or last.kind is None or last.determiner or last.quantity or last.pronoun:
        return
    if first.quantity is None or first.bare or first.kind is not None or not tokens[first.head].cap:
        return
    last.first, last.determiner, last.quantity = first.first, first.determiner, first.quantity
    chunks[-3:] = [Chunk("NP", first.first, last.last, tokens[last.head].low, np=last)]


_SMALL = {
    "PREP": "P",
    "THAT": "REL",
    "PRON": "NP",
    "PART": "VG",
    "POS": "ADV",
    "DET": "ADV",
    "ART": "ADV",
    "NUM": "ADV",
    "ADJ": "ADV",
}


_PICKED = re.compile(r"\w+est|worst|first|last|rest|most")


def _joint(tokens: list[Token], at: int) -> Chunk | None:
    """Prepositions and conjunctions of several words: according to, because of, as well as, along with, such as."""
    for words, kind in _JOINT_BY_FIRST.get(tokens[at].low, ()):
        if tuple([t.low for t in tokens[at : at + len(words)]]) == words:
            if words == ("in", "all") and (at > 0 or tokens[at + 2 : at + 3] == [] or tokens[at + 2].tag != "NUM"):
                continue  # "in all the villages"
            if words == ("of", "them") and at > 0 and _PICKED.fullmatch(tokens[at - 1].low):
                continue  # "in the deadliest of them"
            if words == ("close", "to") and [t.tag for t in tokens[at + 2 : at + 3]] == ["NUM"]:
                continue  # "close to 300 dead"
            return Chunk(kind, at, at + len(words), " ".join(words))
    return None


_JOINT = tuple(
    sorted(
        (
            (tuple(words.split()), kind)
            for kind, group in (
                ("P", ("""
                    according to|because of|instead of|due to|thanks to|out of|such as|in front of|
                    as part of|in response to|as a result of|in addition to|in connection with|on board|
                    next to|close to|as of|among them|amongst them|of them|of whom|among whom|for example|
                    for instance|in the wake of|on the outskirts of|with respect to
                """)),
                ("CC", "as well as|along with|together with|and also|and then|but also|and/or|in addition to"),
                ("ADV", "in all"),
                ("SUB", "even though|as soon as|so that|in which|after which|during which|at which"),
            )
            for words in group.split("|")
        ),
        key=lambda pair: -len(pair[0]),
    )
)  # fmt: skip


_JOINT_BY_FIRST = {first: tuple(pair for pair in _JOINT if pair[0][0] == first) for first in {p[0][0] for p in _JOINT}}


def _small(tokens: list[Token], at: int) -> Chunk:
    token = tokens[at]
    return Chunk(_SMALL.get(token.tag, token.tag), at, at + 1, token.low)

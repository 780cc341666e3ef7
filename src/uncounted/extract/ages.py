"""Ages in words and in the short forms of notes: "13 year old girl", "61 yr M", "23 m", "f 20"."""

from __future__ import annotations

from uncounted.extract.persons import person
from uncounted.extract.tokens import Token


def _short_age(token: Token) -> bool:
    return token.low.isdigit() and len(token.low) == 2


_OPENERS = frozenset({"COMMA", "PUNCT", "CC", "LP", "DASH", "PREP"})


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether nothing but a mark or a joining word stands before a token."""
    return at == 0 or tokens[at - 1].tag in _OPENERS or tokens[at - 1].low == "vic"


_SEXES = {"m": "male", "f": "female"}
RESPELLED = frozenset({"yr", "yrs", "m", "f"})  # words by which the tagger respells the one behind them


def tag_ages(tokens: list[Token]) -> None:
    """Tag the ages of one sentence: in ``a 13 year old girl``, ``19 yo``, ``m 23`` they describe, they do not count."""
    for at, token in enumerate(tokens):
        behind_age = at > 0 and tokens[at - 1].tag == "NUM" and _short_age(tokens[at - 1]) and _opens(tokens, at - 1)
        if token.low in _SEXES and behind_age:
            token.low, token.tag, tokens[at - 1].tag = _SEXES[token.low], "N", "ADJ"  # "23 m shot"
        if token.tag != "NUM":
            continue
        if at and tokens[at - 1].low in _SEXES and _short_age(token) and _opens(tokens, at - 1):
            tokens[at - 1].low, tokens[at - 1].tag = _SEXES[tokens[at - 1].low], "N"  # "m 23 dead"
            continue
        after = [t.low for t in tokens[at + 1 : at + 3]]
        if after[:1] and after[0] in {"y/o", "yo", "yoa", "y.o.", "year-old", "year-olds"}:
            token.tag = "ADJ"
        elif len(after) == 2 and after[0] in RESPELLED and (after[1] in _SEXES or person(after[1])):
            token.tag = tokens[at + 1].tag = "ADJ"  # "61 yr M"
            tokens[at + 2].low = _SEXES.get(after[1], after[1])
        elif (
            len(after) == 2
            and after[0] in {"year", "years", "yr", "yrs", "month", "months"}
            and after[1] in {"old", "olds"}
        ):
            token.tag = tokens[at + 1].tag = "ADJ"
            tokens[at + 2].tag = "N"

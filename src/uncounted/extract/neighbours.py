"""Words whose part of speech their neighbours decide: adverbs that look like nouns or adjectives."""

from __future__ import annotations

from collections.abc import Sequence

from uncounted.extract.tokens import Token

_SAID_FIRST = frozenset({"said", "put", "reported", "gave", "spoke", "counted", "announced", "claimed", "denied"})
_OF_QUALITY = frozenset({"suspected", "alleged", "wanted", "loyal"})
_SAYS = frozenset({"alleged", "estimated", "reported", "suspected"})
_BEHIND_QUALITY = frozenset({"to", "of", "in", "by", "for"})
_PAST = frozenset({"ED?", "V"})


def by_neighbours(tokens: Sequence[Token], at: int) -> str | None:
    """The tag of token ``at`` by the tokens beside it; null where they leave the first guess."""
    token, after = tokens[at], tokens[at + 1]
    before = tokens[at - 1] if at else None
    if token.low == "dead" and after.low in {"body", "bodies"}:
        return "ADJ"
    if before is None:
        return None
    if token.low in {"first", "last", "only"} and before.tag in {"HAVE", "BE", "MOD"} and after.tag in _PAST:
        return "ADV"
    if token.low == "first" and before.tag == "N" and after.low in _SAID_FIRST:
        return "ADV"  # "the government first said"
    if token.low == "cost" and before.tag == "N" and any(t.low in {"lives", "life"} for t in tokens[at + 1 : at + 6]):
        return "V"  # "a clash in the same district cost some 60 lives"
    if token.low in {"first", "last"} and before.tag == "N" and after.tag in {"PUNCT", "COMMA", "CC"}:
        return "ADV"  # "they killed three priests first"
    if token.low in {"remain", "remained"} and before.tag == "NUM":
        return "V"  # "some 7,000 remain missing"
    if token.low in {"both", "all"}:
        doer = before.low in {"they", "we", "who"} or before.tag == "BE"
        return "ADV" if doer and after.tag in {"ED?", "V", "V?", "BE", "HAVE"} else None  # "they both died"
    if token.low == "down" and before.low in {"laid", "lay", "laying"}:
        return "ADV"  # "laid down his life"
    if token.low in {"charge", "charges"} and before.low in _EXPLOSIVE:
        return "N"
    if token.low in _FOR_WHOM and before.low in {"for", "on"} and after.tag == "N":
        return "ADJ"  # "the commission for missing persons said"
    if token.low == "further" and after.tag in _PAST:
        return "ADV"  # "not further identified"
    if token.low in {"early", "late"} and after.tag == "TIME":
        return "ADV"  # "with gunshot wounds early Saturday"
    if token.low == "likely" and before.tag in {"BE", "ADV", "HAVE"} and after.tag in {"ED?", "V", "V?"}:
        return "ADV"  # "was also likely killed"
    if token.low == "remains" and before.tag in {"ADJ", "DET", "PART", "ED?"} and after.low == "of":
        return "N"  # "the dismembered remains of five men"
    if token.low == "long" and before.tag in {"N", "HAVE"} and after.tag in _PAST:
        return "ADV"  # "the ministry (has) long insisted"
    if token.low in _SAYS and before.tag in {"N", "PRON", "ADV", "HAVE"}:
        near = [t.low for t in tokens[at + 1 : at + 8]]
        if after.low == "that" or (after.low in {"in", "at", "before", "on"} and "that" in near):
            return "V"  # "the prosecution alleged that", "he alleged in Parliament that"
    if token.low in _OF_QUALITY and before.tag == "N" and after.low in _BEHIND_QUALITY:
        return "ADV"  # "militants suspected to belong": it stands behind its noun
    return None


_FOR_WHOM = frozenset({"missing", "wounded", "disappeared", "displaced"})
_EXPLOSIVE = frozenset({"dynamite", "explosive", "depth", "shaped", "demolition", "tnt", "plastic"})
_ADVERB = 6  # letters


def says_how(first: Token, second: Token) -> bool:
    """``Officially 19 people``, ``Unofficially, ...``: an adverb that opens a sentence, not a name ("Kelly said")."""
    adverb = len(first.low) > _ADVERB and first.low.endswith("ly") and first.tag == "N"
    return adverb and second.tag in {"NUM", "COMMA", "ART", "DET", "PRON"}


_MANY = frozenset({"dozens", "scores", "hundreds", "thousands"})


def counted_wounded(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle counts people behind a vague number: "hundreds of wounded"."""
    after_of = at > 1 and tokens[at - 1].low == "of" and tokens[at - 2].low in _MANY
    return after_of and tokens[at].low in {"wounded", "injured", "dead", "missing"}

"""Quantities of people in words: the numeral with the words that qualify it, and the count they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from uncounted.extract.tokens import Token
from uncounted.model.claim import Count, Modifier
from uncounted.reference.numbers import ONES, RUN_TOGETHER, SCALES, TENS, parse_number
from uncounted.reference.vague import vague

# Words before a number, longest first, and what they make of it.
_QUALIFIERS: dict[Modifier, str] = {
    "at least": """
        at least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum of|upwards of
        |upward of|as few as|at the very least|at minimum
    """,
    "at most": "at most|up to|as many as|no more than|not more than|a maximum of|maximum of|a high of",
    "more than": "more than|over|above|in excess of|well over|greater than|exceeding|just over|well above",
    "less than": "less than|fewer than|under|below|just under",
    "about": """
        about|around|approximately|approx|approx.|roughly|some|nearly|almost|close to|an estimated|estimated|circa
        |near|in the region of|somewhere around|perhaps|probably|as much as|an approximate|just about|an average of
        |more or less
    """,
    "exact": """
        exactly|a total of|total of|a combined|a combined total of|a confirmed|just|only|all|all of the|precisely
        |another|a further|further|an additional|a reported|all the|these|the
    """,
}
_BEFORE: tuple[tuple[tuple[str, ...], Modifier], ...] = tuple(
    sorted(
        ((tuple(words.split()), modifier) for modifier, group in _QUALIFIERS.items() for words in group.split("|")),
        key=lambda pair: -len(pair[0]),
    )
)
_BY_FIRST = {
    first: tuple(pair for pair in _BEFORE if pair[0][0] == first) for first in {pair[0][0] for pair in _BEFORE}
}
_AFTER: dict[tuple[str, ...], Modifier] = {
    ("or", "more"): "at least", ("or", "so"): "about", ("or", "fewer"): "at most", ("or", "less"): "at most",
    ("plus",): "at least", ("-plus",): "at least", ("at", "least"): "at least", ("at", "most"): "at most",
}  # fmt: skip
_AFTER_FIRST = frozenset(words[0] for words in _AFTER)
_VAGUE_PHRASES = """
    tens of thousands|hundreds of thousands|dozens of thousands|several dozens|several dozen|a few dozen|several hundred
    |a few hundred|several thousand|a few thousand|many hundreds|many dozens|several hundreds|a couple|a handful
    |a number
    |a large number|large numbers|a small number|an unknown number|an unspecified number|an undisclosed number
    |an undetermined number|quite a few|a few|dozens|scores|hundreds|thousands|tens|millions|several|many|numerous
    |multiple|countless|various|some|few|a score|a significant number|a high number
"""
_VAGUE = tuple(sorted((tuple(phrase.split()) for phrase in _VAGUE_PHRASES.split("|")), key=len, reverse=True))
_UPPER: Modifier = "more than"
QUOTES = frozenset({'"', "'", "\u201c", "\u201d", "\u2018", "\u2019", "\u00ab", "\u00bb"})
NUMERALS = frozenset({*ONES, *TENS, *RUN_TOGETHER, *SCALES, "dozen"}) - {"no", "nil"}


# One word of each way to count: "a handful of", "no one", and the numerals.
_COUNTING = frozenset(words[-1] for words in _VAGUE) | NUMERALS | {"half", "zero", "no", "nobody", "none"}


@lru_cache(maxsize=16_384)
def _counting(word: str) -> bool:
    return word in _COUNTING or (not word.isalpha() and (
        any(letter.isdigit() for letter in word) or not _COUNTING.isdisjoint(word.split("-"))
    ))  # fmt: skip


@lru_cache(maxsize=64)  # a dozen rules ask it of each sentence
def may_count(words: frozenset[str]) -> bool:
    """Whether any of some words in lower case can stand in a quantity, "no" included: without one there is none."""
    return any(map(_counting, words))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count said by tokens ``[first, last)``; ``core`` is where its numeral begins; ``further``: "another 12"."""

    first: int
    core: int
    last: int
    count: Count
    further: bool = False

    @property
    def value(self) -> int | None:
        """The figure said, or the closed end of what a vague word or a bound says."""
        return next((x for x in (self.count.point, self.count.low, self.count.high) if x is not None), None)


def quantity_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The quantity that begins at token ``at``, qualifiers included; null where none does."""
    low = tokens[at].low
    if tokens[at].tag != "NUM":
        behind = _behind(low)
        if behind is None:
            return None
        if behind and (at + 1 >= len(tokens) or (tokens[at + 1].tag != "NUM" and tokens[at + 1].low not in behind)):
            return None
    ranged: Quantity | None = None
    if tokens[at].tag == "NUM" or low[0].isdigit() or "-" in low or low not in _QUALIFYING:
        ranged = _range(tokens, at) or _two_bounds(tokens, at)
    elif not _qualifier(tokens, at)[0]:
        return None  # "the", "over": no number behind them
    if ranged:
        return ranged
    modifier: Modifier = "exact"
    core, further = at, False
    while True:
        step, found = _qualifier(tokens, core)
        if not step:
            break
        further = further or tokens[core + step - 1].low in {"another", "further", "additional"}
        modifier = found if found != "exact" else modifier
        core += step
    read = _core(tokens, core)
    if read is None:
        return None
    ranged = _range(tokens, core) if core > at and modifier in {"exact", "about"} else None
    if ranged is not None:  # "only 650 to 750", "an estimated 10 to 15"
        text = "".join(_pieces(tokens, at, ranged.last))
        return replace(ranged, first=at, count=replace(ranged.count, text=text), further=further)
    end, count = read
    end, count = _with_tail(tokens, end, _qualified(count, modifier))
    text = "".join(_pieces(tokens, at, end))
    return Quantity(at, core, end, replace(count, text=text), further)


def _qualifier(tokens: Sequence[Token], at: int) -> tuple[int, Modifier]:
    if at >= len(tokens):
        return 0, "exact"
    for words, modifier in _BY_FIRST.get(tokens[at].low, ()):
        if _matches(tokens, at, words):
            follows = at + len(words)
            if words == ("some",) and not _numeral(tokens, follows):
                continue
            if _numeral(tokens, follows) or _vague_words(tokens, follows) or _qualifier(tokens, follows)[0]:
                return len(words), modifier
    return 0, "exact"


def _matches(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return at < len(tokens) and tokens[at].low == words[0]
    return at + len(words) <= len(tokens) and all(tokens[at + k].low == word for k, word in enumerate(words))


def _numeral(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 < len(tokens) and tokens[at].low == "a" and tokens[at + 1].low in _OPENED["a"] - {"a"}:
        return True  # "at least a dozen"
    return at < len(tokens) and (tokens[at].tag == "NUM" or tokens[at].low == "half")


def _core(tokens: Sequence[Token], at: int) -> tuple[int, Count] | None:
    exact = _exact(tokens, at)
    if exact:
        return exact
    words = _vague_words(tokens, at)
    if not words:
        return None
    found = vague(" ".join(words))
    low, high, rule = (found.low, found.high, found.rule) if found else (None, None, "vague:unlisted")
    end = at + len(words)
    return end, Count(low=low, high=high, modifier="vague word", rule=rule)


def _vague_words(tokens: Sequence[Token], at: int) -> tuple[str, ...] | None:
    if at >= len(tokens):
        return None
    return next((words for words in _VAGUE_BY_FIRST.get(tokens[at].low, ()) if _matches(tokens, at, words)), None)


_VAGUE_STARTS = frozenset(words[0] for words in _VAGUE)
_VAGUE_BY_FIRST = {first: tuple(words for words in _VAGUE if words[0] == first) for first in _VAGUE_STARTS}
# The words that a quantity can begin with, numerals apart.
_OPENERS = frozenset({"a", "half", "between", "from", "anywhere", "anything", "zero"})
_STARTS = _VAGUE_STARTS | frozenset(_BY_FIRST) | NUMERALS | _OPENERS
# The words that only qualify a number, and begin none; "at least 15 and up to 25" is a range.
_QUALIFYING = frozenset(_BY_FIRST) - _VAGUE_STARTS - NUMERALS - _OPENERS - {"at"}


@lru_cache(maxsize=16_384)
def _behind(word: str) -> frozenset[str] | None:
    """The words, numerals apart, one of which stands behind a word that is no numeral where a quantity begins with it.

    Empty where any may; null where no quantity begins so.
    """
    if word[0].isdigit() or "-" in word or word in NUMERALS or word in {"half", "zero"}:
        return frozenset()
    if word not in _STARTS:
        return None
    vague_words, qualifiers = _VAGUE_BY_FIRST.get(word, ()), [words for words, _ in _BY_FIRST.get(word, ())]
    if (word,) in vague_words:
        return frozenset()
    found = {words[1] for words in (*vague_words, *qualifiers) if len(words) > 1}
    if (word,) in qualifiers:
        found |= _VAGUE_STARTS | set(_BY_FIRST) | {"half"}
    return frozenset(found | _OPENED.get(word, frozenset()))


# What a number may begin with behind an opener, numerals apart.
_OPENED = {
    "a": frozenset({"dozen", "hundred", "thousand", "million", "half", "a"}),
    **dict.fromkeys(("between", "from"), frozenset({"a", "half"})),
    **dict.fromkeys(("anywhere", "anything"), frozenset({"between", "from"})),
}


def _exact(tokens: Sequence[Token], at: int) -> tuple[int, Count] | None:
    """One number in figures or words, "two dozen" and "60+" among them."""
    if at >= len(tokens):
        return None
    end = at
    if tokens[at].low in {"a", "half"}:
        end = at + 1
        if end >= len(tokens) or tokens[end].low not in {"dozen", "hundred", "thousand", "million", "half", "a"}:
            return None
    while end < len(tokens) and (
        tokens[end].tag == "NUM" or (tokens[end].low in {"and", "a", "dozen"} and _inside(tokens, at, end))
    ):
        end += 1
    for stop in range(end, at, -1):
        words = " ".join(token.low for token in tokens[at:stop]).replace("-", " ") if stop - at > 1 else tokens[at].low
        value = parse_number(words.removesuffix(" plus").removesuffix("-plus").rstrip("+"))
        if (value is not None and value > 0) or words in {"0", "zero"}:
            open_above = words.endswith(("+", "plus"))
            count = Count(low=value, high=None if open_above else value, point=None if open_above else value,
                          modifier="at least" if open_above else "exact")  # fmt: skip
            return stop, count
    return None


def _inside(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "and" or "a" goes on with a number: "two hundred and five", "half a dozen"."""
    if end == at or end + 1 >= len(tokens):
        return False
    return tokens[end - 1].low in {"hundred", "thousand", "half"} and tokens[end + 1].low.split("-")[0] in NUMERALS


def _range(tokens: Sequence[Token], at: int) -> Quantity | None:
    """``between 26 and 41``, ``from 24 to 60+``, ``10 to 15``, ``10-15``, ``three or four``."""
    opener = tokens[at].low if tokens[at].low in {"between", "from", "anywhere", "anything"} else None
    start = at + (1 if opener else 0)
    if opener in {"anywhere", "anything"}:
        opener = tokens[start].low if start < len(tokens) else None
        start += 1
        if opener not in {"between", "from"}:
            return None
    low = _exact(tokens, start)
    if low is None or low[0] >= len(tokens):
        return _joined_range(tokens, at) if not opener else None
    joiner = tokens[low[0]].low
    fits = (
        joiner == "and" if opener == "between" else joiner in {"to", "-", "–", "—"} or (joiner == "or" and not opener)
    )
    after, modifier = _quoted_bound(tokens, low[0] + 1) if fits else (0, None)
    high = _exact(tokens, after) if fits else None
    if high is None or low[1].point is None or high[1].low is None or high[1].low <= low[1].point:
        return _joined_range(tokens, at) if not opener else None
    if joiner == "or" and high[1].low - low[1].point > 5:
        return None
    text = "".join(_pieces(tokens, at, high[0]))
    count = Count(low=low[1].point, high=None if modifier else high[1].high, modifier="range", text=text)
    return Quantity(at, start, high[0], replace(count, point=None))


def _quoted_bound(tokens: Sequence[Token], at: int) -> tuple[int, Modifier | None]:
    """``between 80 and "over 200"``, ``30 to more than 45``: past what opens the upper end of a range."""
    opened = at < len(tokens) and tokens[at].low in QUOTES
    step = next((len(w) for w in (("more", "than"), ("over",)) if _matches(tokens, at + opened, w)), 0)
    if not step:
        return at + opened, None
    closed, modifier = at + opened + step, _UPPER
    return closed + (closed < len(tokens) and tokens[closed].low in QUOTES), modifier


def _two_bounds(tokens: Sequence[Token], at: int) -> Quantity | None:
    """``at least 15 and up to 25``, ``at least five, and as many as eight``: both ends of one range."""
    if tokens[at].low != "at" or not _matches(tokens, at, ("at", "least")):
        return None
    low = _exact(tokens, at + 2)
    if low is None:
        return None
    joint = low[0]
    while joint < len(tokens) and joint < low[0] + 3 and tokens[joint].low in _BETWEEN_BOUNDS:
        joint += 1
    for words in (("up", "to"), ("as", "many", "as"), ("at", "most")):
        high = _exact(tokens, joint + len(words)) if _matches(tokens, joint, words) else None
        if high is not None and low[1].point is not None and (high[1].point or 0) > low[1].point:
            text = "".join(_pieces(tokens, at, high[0]))
            count = Count(low=low[1].point, high=high[1].point, modifier="range", text=text)
            return Quantity(at, at + 2, high[0], count)
    return None


_BETWEEN_BOUNDS = frozenset({",", "and", "but", "possibly", "perhaps", "maybe"})


def _joined_range(tokens: Sequence[Token], at: int) -> Quantity | None:
    """``10-15`` as one token (a hyphen between words of one number, "twenty-five", is no range)."""
    parts = tokens[at].low.replace("–", "-").split("-")
    if len(parts) != 2:
        return None
    values = [parse_number(part) for part in parts]
    if values[0] is None or values[1] is None or not 0 < values[0] < values[1] or parse_number(tokens[at].low):
        return None
    return Quantity(at, at, at + 1, Count(low=values[0], high=values[1], modifier="range", text=tokens[at].text))


def _qualified(count: Count, modifier: Modifier) -> Count:
    value = count.point
    if value is None or modifier in {"exact", "vague word", "range"}:
        if modifier == "at most" and count.low is not None:
            return replace(count, low=None, high=None)
        return count
    if modifier == "at least":
        return replace(count, low=value, high=None, point=None, modifier="at least")
    if modifier == "more than":
        return replace(count, low=value + 1, high=None, point=None, modifier="more than")
    if modifier == "at most":
        return replace(count, low=None, high=value, point=None, modifier="at most")
    if modifier == "less than":
        return replace(count, low=None, high=max(value - 1, 0), point=None, modifier="less than")
    return replace(count, low=None, high=None, modifier="about")


def _with_tail(tokens: Sequence[Token], end: int, count: Count) -> tuple[int, Count]:
    for words, kind in _AFTER.items() if end < len(tokens) and tokens[end].low in _AFTER_FIRST else ():
        if _matches(tokens, end, words) and (
            words != ("plus",) or end + 1 >= len(tokens) or not _numeral(tokens, end + 1)
        ):
            return end + len(words), _qualified(replace(count, modifier="exact"), kind)
    return end, count


def _pieces(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    pieces: list[str] = []
    for k in range(first, last):
        gap = tokens[k].start - tokens[k - 1].end if k > first else 0
        pieces.append((" " if gap else "") + tokens[k].text)
    return pieces

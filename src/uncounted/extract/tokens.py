"""Words with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      [a-z]++(?=[ ,.;:!?)\n]) | [A-Z][a-z]++(?=[ ,;:!?)\n])              # most words, before all that they are not
    | \d+(?:-(?!plus\b)[A-Za-z]+)+                                       # 34-year-old  10-month
    | \d[\d,.\u00a0\u202f]*\d(?:st|nd|rd|th|ST|ND|RD|TH|[kKmM](?![A-Za-z]))?(?:\+|-plus\b)?  # 2,300  1.5m  1990  60+
    | \d(?:st|nd|rd|th|ST|ND|RD|TH)?\+?                                              # 5  5+  5th
    | (?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Sgt|Lt|Gen|Col|Capt|Maj|Rev|Sen|Gov|Det|Dets|Prof|Cpl|Pvt|Adm|Brig)\.(?=[\s,])
    | [yY]/[oO]\b
    | [wW]/(?:[oO]\b|(?=[A-Za-z]))                                        # w/gun  w/o
    | (?:[A-Z]\.){2,}                                                    # U.S.
    | (?<=[^\W\d_]\s)[A-Z]\.(?=\s(?:[A-Z]|al-|el-))                         # Robert M. Perry
    | [@\#]\w+
    | [^\W\d_](?:[^\W_]|['\u2019\u02bc`-](?=[^\W_]))*                    # words, hyphens and apostrophes inside
    | \.\.\.|--+|[^\w\s]
    | _+
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"^(.+?)(n['\u2019]t|['\u2019](?:s|ve|re|ll|d|m)|(?<=s)['\u2019])$", re.IGNORECASE)
# A space lost before a figure: "at least16".
_STUCK = re.compile(r"^(least|most|than|over|about|around|nearly)(?=\d+$)", re.IGNORECASE)
# A hyphen for a dash: "Rana-two activists".
_DASHED = re.compile(r"^([^\W\d_]+)-(?=(?:two|three|four|five|six|seven|eight|nine|ten)$)", re.IGNORECASE)
# "al-Rous", "el-Sisi": a name, though it begins with a small letter.
_PREFIXED = re.compile(r"(?:al|el|ad|as|ash|at|an|ar|az)-[A-Z]")
_TENS = frozenset(
    {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "forty-", "one", "two",
     "three", "four", "five", "six", "seven", "eight", "nine"}
)  # fmt: skip


_SHORT = {"w/": "with", "w/o": "without"}


@dataclass(slots=True)
class Token:
    """One word or mark: ``text`` as printed at ``[start, end)``, ``low`` in lower case with straight quotes.

    ``tag`` is filled by the tagger; ``cap`` says whether a capital letter tells something (not in ALL CAPS text).
    """

    text: str
    low: str
    start: int
    end: int
    cap: bool = False
    tag: str = "N"


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end)`` in order; offsets count from the beginning of ``text``."""
    tokens: list[Token] = []
    stop = len(text) if end is None else end
    for match in _TOKEN.finditer(text, start, stop):
        word = match[0]
        if word.isalpha() or len(word) == 1:  # nothing in it can part
            at, last = match.span()
            low = word.lower()
            tokens.append(Token(word, low if word != "\u2019" else "'", at, last, word[0] != low[0]))
        else:
            tokens.extend(_parted(word, match.start(), text, stop))
    if _all_caps(tokens):
        for token in tokens:
            token.cap = False
    return tokens


def _parted(word: str, at: int, text: str, stop: int) -> list[Token]:
    """A word as one token, or two where a possessive ending stands on it."""
    end = at + len(word)
    stuck = _STUCK.match(word)
    if stuck:
        cut = stuck.end(1)
        return [_token(word[:cut], at), _token(word[cut:], at + cut)]
    counted = _DASHED.match(word)
    if counted and counted.group(1).lower() not in _TENS:
        cut = counted.end(1)
        return [_token(word[:cut], at), _token("-", at + cut), _token(word[cut + 1 :], at + cut + 1)]
    if (
        end < stop
        and text[end] in "'\u2019"
        and word[-1] in "sS"
        and not (end + 1 < len(text) and text[end + 1].isalnum())
    ):
        return [_token(word, at)]
    match = _CLITIC.match(word) if "'" in word or "\u2019" in word else None
    if match:
        cut = at + len(match.group(1))
        return [_token(match.group(1), at), _token(word[len(match.group(1)) :], cut)]
    return [_token(word, at)]


def _token(word: str, at: int) -> Token:
    low = word.lower().replace("\u2019", "'")
    cap = word[0].isupper() or _PREFIXED.match(word) is not None
    return Token(word, _SHORT.get(low, low), at, at + len(word), cap)


def _all_caps(tokens: list[Token]) -> bool:
    upper = [t.text for t in tokens if t.cap and t.text.isupper()]
    if len(upper) < 3:  # too few, however many words there are beside them
        return False
    words = [t.text for t in tokens if t.text[0].isalpha() and len(t.text) > 1]
    found = sum(word.isupper() for word in words)
    return len(words) >= 4 and found > 0.7 * len(words)

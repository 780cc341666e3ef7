"""Number words and numerals of English reports, read to whole numbers.

``parse_number`` says what a phrase is worth where it says one number; words that say less ("dozens") are in
``vague``. A numeral that could be read in two ways is refused, not guessed: "1,5" and "1.234" are no English counts.
"""

from __future__ import annotations

import re
from functools import lru_cache

ONES = {
    "zero": 0, "no": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
# A hyphen lost in capitals or in print: "thirtythree".
RUN_TOGETHER = {
    ten + one: TENS[ten] + ONES[one] for ten in TENS for one in ONES if 0 < ONES[one] < 10
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
SHORT_SCALES = {"k": 1000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
GROUPS = {"dozen": 12, "score": 20, "couple": 2, "pair": 2, "trio": 3, "gross": 144}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_NUMERAL = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+)(?:\.(\d+))?(?:\s*-?\s*([a-z]+))?"
)
_WORD = re.compile(r"[a-z]+|\d[\d,.]*")
NUMBER_WORDS = frozenset({*ONES, *TENS, *RUN_TOGETHER, *SCALES, *GROUPS, "a", "an", "and", "half"}) - {"no", "nil"}


@lru_cache(maxsize=4096)
def parse_number(text: str) -> int | None:
    """The whole number that ``text`` says, or None where it says none or more than one.

    Reads "1,200", "1 200", "1.2 million", "twenty-one", "two dozen", "a hundred", "one hundred and five", "half a
    dozen", "a couple", digits of other scripts, and "no" (0). Returns None for "1,5", "1.234", "dozens", "" and text
    with any other word.
    """
    folded = text.strip().casefold()
    if not folded:
        return None
    numeral = _NUMERAL.fullmatch(folded)
    if numeral:
        return _numeral(numeral)
    return _words(folded)


def parse_ordinal(text: str) -> int | None:
    """The rank that "third", "21st" or "twenty-first" says, or None."""
    folded = text.strip().casefold()
    digits = re.fullmatch(r"(\d+)\s*(?:st|nd|rd|th)", folded)
    if digits:
        return int(digits[1])
    *lead, last = re.split(r"[\s-]+", folded)
    if last not in ORDINALS:
        return None
    tens = TENS.get(lead[0], 0) if len(lead) == 1 else 0
    return ORDINALS[last] + tens if not lead or (tens and ORDINALS[last] < 10) else None


def _numeral(match: re.Match[str]) -> int | None:
    whole, decimals, unit = match.groups()
    scale = SCALES.get(unit or "") or SHORT_SCALES.get(unit or "")
    value = int(re.sub(r"\D", "", whole))
    if unit == "dozen" and not decimals:
        return value * 12
    if unit and scale is None:
        return None
    if not decimals:
        return value * (scale or 1)
    if scale is None:
        return None
    exact = int(f"{value}{decimals}") * scale
    divisor = 10 ** len(decimals)
    return exact // divisor if exact % divisor == 0 else None


def _words(folded: str) -> int | None:
    words = re.findall(r"[^\s-]+", folded)
    if not all(_WORD.fullmatch(word) for word in words) or words in (["a"], ["an"], ["and"], ["half"]):
        return None
    if words[0] in ("no", "nil", "zero"):
        return 0 if len(words) == 1 else None
    if words == ["half", "dozen"]:
        return 6
    if words[:2] in (["half", "a"], ["half", "an"]) or words[:2] == ["a", "half"]:
        inner = _words(" ".join(["a", *[w for w in words[2:] if w != "a"]])) if len(words) > 2 else None
        return inner // 2 if inner is not None and inner % 2 == 0 else None
    return _sum(words)


def _sum(words: list[str]) -> int | None:
    """Add up a chain of number words; None where a word is unknown or the chain says more than one number.

    ``part`` is what stands since the last thousand or million, ``ceiling`` what the next small word must stay under,
    ``largest`` the last such scale: they must fall.
    """
    total = 0
    part: int | None = None
    ceiling: int | None = None
    largest = 10**12
    for at, word in enumerate(words):
        value = next((t[word] for t in (ONES, TENS, RUN_TOGETHER) if word in t), int(word) if word.isdigit() else None)
        if word == "and":
            if part is None and not total:
                return None
        elif word in ("a", "an"):
            if at or len(words) == 1:
                return None
            part = 1
        elif value is not None:
            if part is not None and (ceiling is None or not 0 < value < ceiling):
                return None
            part = (part or 0) + value
            ceiling = 10 if word in TENS else None
        elif word == "hundred":
            if part is None or not 0 < part < 100:
                return None
            part, ceiling = part * 100, 100
        elif word in SCALES:
            if part is None or SCALES[word] >= largest:
                return None
            largest = SCALES[word]
            total, part, ceiling = total + part * largest, None, largest
        elif word.rstrip("s") in GROUPS and at == len(words) - 1 and not total and not word.endswith("s"):
            return (part or 1) * GROUPS[word]
        elif not (word == "of" and at == len(words) - 1):
            return None
    return total + (part or 0) if words[-1] != "and" else None


SPELLED_DAY = re.compile(
    r"\b(?:the )?(?P<day>(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth"
    r"|twentieth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twelfth|eleventh|tenth|ninth|eighth|seventh|sixth|fifth"
    r"|fourth|third|second|first)(?: day)? of (?=(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b)",
    re.IGNORECASE,
)


def days_in_figures(text: str) -> str:
    """The text with days of a month that are spelled out in figures: "the thirteenth of April" as "13 April"."""
    if "of" not in text.lower():
        return text
    return SPELLED_DAY.sub(lambda found: f"{parse_ordinal(found['day'])} ", text)

"""Texts in capitals, as wires were sent, in small letters: names keep a capital, every letter keeps its place.

What a capital tells in other texts (a name, a body, where a sentence begins) is then there to be read. Words are
written as they mostly are inside English sentences (``words.txt.xz``); known parties, sources and places as these are;
a word that no list has, nor a usual ending marks as a word, is a name.
"""

from __future__ import annotations

import itertools
import lzma
import re
from functools import lru_cache
from pathlib import Path

from uncounted.reference.actors import Actors
from uncounted.reference.fold import words as listed
from uncounted.reference.gazetteer import Gazetteer
from uncounted.reference.sources import Registry

WORDS = Path(__file__).with_name("words.txt.xz")
NAMES = Path(__file__).with_name("given_names.txt")
_SAMPLE = 3000  # letters by which a text is judged
_SHARE = 0.75  # of its letters in capitals make a text one in capitals
_FEWEST = 12  # words of a text in capitals: less is a heading
_UPPER = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_](?:[^\W\d_]|['\u2019](?=[^\W\d_]))*")
_CLITIC = re.compile(r"['\u2019](?:S|RE|VE|LL|D|M)$")
_SENTENCE = re.compile(
    r"(?:^|[.!?]['\")\]\u201d]*\s+|\n(?:\s*\n|[ \t]{2,})\s*|(?:^|\n|--) *(?:\[[^\]\n]*\] *)+|(?<=\s)--\s+)"
    r"[\u201c\"]?(?=[^\W\d_])"
)
_DATELINE = re.compile(
    r"^[^\S\n]*(?P<town>[A-Z][A-Z .'\u2019-]{2,30}?)(?=,|\s\(|\s?--|\s[-\u2013\u2014]\s)[^\n]{0,60}?"
    r"(?:\((?P<agency>[A-Z][A-Z '\u2019-]+)\))?\s?(?:--|[-\u2013\u2014])\s",
    re.MULTILINE,
)
_ORDINAL = re.compile(r"(?<=\d)(ST|ND|RD|TH|D|S|KM|MM)\b")
_INITIALS = re.compile(r"(?<![^\W_])(?:[A-Z]\.)+(?:[A-Z](?![^\W_]))?")
_IN_BRACKETS = re.compile(r"(?<=[^\W_]) ?[(\[]([A-Z][A-Z-]{1,9})[)\],]")
_MONTHS = frozenset(
    listed("""
        january february march april may june july august september october november december
        jan feb mar apr jun jul aug sep sept oct nov dec
    """)
)
_DAYS = frozenset(listed("monday tuesday wednesday thursday friday saturday sunday"))
_TITLES = frozenset(
    listed("mr mrs ms dr msgr gen col capt lt maj sgt cpl pvt adm sen rep gov rev fr brig st")
)  # fmt: skip
_OFFICES = frozenset(
    listed("""
        president minister general colonel captain major lieutenant sergeant judge deputy senator mayor governor
        ambassador spokesman spokeswoman leader commander professor doctor father bishop archbishop reporter attorney
        chairman secretary premier king
    """)
)
_PARTICLES = frozenset(listed("de del la el las los da do dos di van von der bin ibn"))
_ARTICLED = frozenset(listed("la el las los"))
_SMALL = frozenset(
    listed("""
        of the and for in on at to by a an us it is we who am or as he me my be do go if no so up may will not his her
        our they said says
    """)
)
_WHERE = frozenset(listed("in at near of from to around outside"))
_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e")),
    *(("ly", ""), ("ers", ""), ("ers", "e"), ("er", ""), ("er", "e"), ("est", ""), ("men", "man"), ("ness", "")),
)
_BEGINNINGS = ("un", "re", "dis", "non", "anti", "counter", "over", "mis", "pre")
_OF_WORDS = re.compile(
    r".{3,}(?:tions?|sions?|ments?|ness|ities|ity|ings?|edly|ously|able|ible|ably|ously|ative|ence|ances?|isms?|ships?"
    r"|hood|ward|wards|fully|lessly|less|ful|ously|ives?|shed|cked|nned|ssed|tted|lled|rred|ished|ized|ised|ated|ating)"
)
_LINE = re.compile(r"^[^\S\n]*(?P<words>\S[^\n]*)", re.MULTILINE)
_WRAPPED = 120  # letters of the longest line of a text whose lines are broken to a width
_OPENING, _BYLINE = 4, 9  # lines in which a byline stands, and its words
_DATED = re.compile(r"\b(?:19|20)\d\d\W*$")
_PRESS = frozenset({"radio", "press", "daily"})  # no initials
_INITIALS_MOST = 5  # letters of an agency's initials
_WORD_LEAST = 4  # letters: an unknown word of less is of initials
_LONGEST = 5  # words of a name that is looked up


@lru_cache(maxsize=64)
def in_small_letters(text: str) -> str:
    """A text in capitals as it would be written otherwise, of the same length; any other text itself."""
    if not _in_capitals(text):
        return text
    return _Case(text).written()


def title_in_small_letters(title: str) -> str:
    """The same for the title of a text in capitals, however short."""
    return _Case(title).written() if title.isupper() else title


def _in_capitals(text: str) -> bool:
    sample = text[:_SAMPLE]
    if sample.count("e") + sample.count("a") > sample.count("E") + sample.count("A"):
        return False
    upper = sum(map(str.isupper, sample))
    lower = sum(map(str.islower, sample))
    return upper > _SHARE * (upper + lower) and len(_UPPER.findall(sample)) >= _FEWEST


@lru_cache(maxsize=1)
def _list() -> tuple[dict[str, str], frozenset[str]]:
    """How words are written inside sentences, by their small letters, and those that may be names of persons."""
    listed = lzma.decompress(WORDS.read_bytes()).decode("utf-8").split()
    words = {word.rstrip("?").lower(): word.rstrip("?") for word in listed}
    return words, frozenset(word.rstrip("?") for word in listed if word.endswith("?"))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Names of known parties and sources by their small letters: those of several words, and those in capitals."""
    parties = (name for party in Actors.default().parties.values() for name in (party.name, *party.names))
    sources = (name for s in Registry.default().sources.values() for name in (s.name, *s.names))
    found: dict[str, str] = {}
    for name in (*parties, *sources):
        capitals = name.isupper() and len(name) > 2
        if (" " in name and any(word[:1].isupper() for word in name.split()[1:])) or capitals:
            found.setdefault(name.lower(), name)
    return found


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _names())


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names in small letters."""
    lines = NAMES.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _plain_word(low: str) -> bool:
    """Whether a word is listed as one of the language, no name of a person's."""
    words, weak = _list()
    return words.get(low) == low and low not in weak and low not in given_names()


def _weak(low: str) -> bool:
    return low in _list()[1] or not _common(low)


@lru_cache(maxsize=1)
def _nations() -> frozenset[str]:
    """Names of countries and their peoples of one word, in small letters."""
    states = (party for party in Actors.default().parties.values() if party.type == "state")
    names = (name for state in states for name in (state.name, *state.names))
    return frozenset(name.lower() for name in names if name.isalpha() and len(name) > 2)


@lru_cache(maxsize=16_384)
def _exists(run: str) -> bool:
    """Whether a place has these words for its name."""
    return Gazetteer.default().exists(run.title())


@lru_cache(maxsize=8192)
def _common(low: str) -> bool:
    """Whether a word is one of the language, written small."""
    return is_common(low, _list()[0])


def is_common(low: str, known: dict[str, str]) -> bool:
    """Whether a word in small letters is, or is derived from, one that ``known`` writes small."""
    if low in known:
        return known[low] == low
    for end, instead in _ENDINGS:
        stem = low.removesuffix(end) + instead
        if low.endswith(end) and len(stem) > 2 and (known.get(stem) == stem or known.get(stem + "e") == stem + "e"):
            return True
        if low.endswith(end) and len(stem) > 3 and stem[-1] == stem[-2] and known.get(stem[:-1]) == stem[:-1]:
            return True  # "gunned"
    for begin in _BEGINNINGS:
        if low.startswith(begin) and len(low) > len(begin) + 3 and is_common(low[len(begin) :], known):
            return True
    return _OF_WORDS.fullmatch(low) is not None


class _Case:
    """The letters of one text, and the words among them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.letters = list(text)
        self.short = {found.lower() for found in _IN_BRACKETS.findall(text) if not _common(found.lower())}
        self.bylines = sum(map(len, text.split("\n")[:_OPENING]))
        self.words = [f for f in _WORD.finditer(text) if f[0].isupper() and len(f[0].lower()) == len(f[0])]
        self.lows = [_CLITIC.sub("", word[0]).lower() for word in self.words]
        self.persons = self._persons()

    def written(self) -> str:
        """The text in small letters."""
        starts = {found.end() for found in _SENTENCE.finditer(self.text)} | self._line_starts()
        kept = {at for found in _INITIALS.finditer(self.text) for at in range(found.start(), found.end())}
        named = self._known_names()
        kept |= self._datelines(named)
        self._places(named)
        for at, word in enumerate(self.words):
            if word.start() in kept:
                continue
            own = named.get(at) or self._plain(at)
            if own.islower() and own not in _SMALL and word.start() < self.bylines:
                own = own.title() if self._in_byline(word.start()) else own
            end = word.start() + len(self.lows[at])
            said = own if len(own) == len(self.lows[at]) else self.lows[at]
            if word.start() in starts and said.islower():
                said = said[0].upper() + said[1:]
            self._put(word.start(), said + self.text[end : word.end()].lower())
        for found in _ORDINAL.finditer(self.text):
            self._put(found.start(1), found[1].lower())
        return "".join(self.letters)

    def _datelines(self, named: dict[int, str]) -> set[int]:
        """Where the letters of towns in datelines stand, in capitals in any text; agencies are named."""
        kept: set[int] = set()
        for line in _DATELINE.finditer(self.text):
            kept |= {*range(*line.span("town"))}
            inside = [k for k, w in enumerate(self.words) if line.start("agency") <= w.start() < line.end("agency")]
            short = len(inside) == 1 and len(line["agency"]) <= _INITIALS_MOST and self.lows[inside[0]] not in _PRESS
            for k in inside:
                named.setdefault(k, self.lows[k].upper() if short else self.lows[k].title())
        return kept

    def _line_starts(self) -> set[int]:
        """Where lines begin that no line before runs over into: after short ones, and all of a text without wraps."""
        lines = list(_LINE.finditer(self.text))
        width = max((len(line[0]) for line in lines), default=0)
        full = 0 if width > _WRAPPED else 0.6 * width
        after = itertools.pairwise(lines)
        return {b.start("words") for a, b in after if full == 0 or len(a[0]) < full}

    def _in_byline(self, at: int) -> bool:
        """Whether a word stands in a line with the name of a paper and a day: "EXAMPLE REVIEW, 29 NOVEMBER 2025"."""
        start, end = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
        line = self.text[start : end if end >= 0 else len(self.text)]
        return len(line.split()) <= _BYLINE and _DATED.search(line) is not None

    def _put(self, at: int, said: str) -> None:
        end = at + len(said)
        if said.lower() == self.text[at:end].lower():
            self.letters[at:end] = said

    def _plain(self, at: int) -> str:
        """A word that is no part of a known name, as it is written."""
        low = self.lows[at]
        known = _list()[0].get(low)
        if low in self.short or low in _names():
            return low.upper() if not _common(low) else low
        if low in _DAYS or (low in _MONTHS and (low not in {"may", "march", "mar"} or self._by_number(at))):
            return low.title()
        if low == "us" and at and self.lows[at - 1] == "the":
            return "US"
        if low in _TITLES and at + 1 < len(self.words) and not _common(self.lows[at + 1]):
            return low.title()
        if low in _SMALL or "n't" in low or "n\u2019t" in low:
            return low
        if low in _PARTICLES and self._inside_name(at):
            return low.title() if low in _ARTICLED else low
        if at in self.persons:
            return low.title()
        if known is not None or _common(low):
            return known or low
        if at and self.lows[at - 1] in _WHERE and _exists(low):
            return low.title()
        vowels = sum(letter in "aeiouy\u00e1\u00e9\u00ed\u00f3\u00fa" for letter in low)
        return low.upper() if len(low) < _WORD_LEAST or not vowels else low.title()

    def _persons(self) -> set[int]:
        """Words of names of persons: those that no sentence needs, behind a given name, a title or such a word."""
        found: set[int] = set()
        for at, low in enumerate(self.lows):
            if low in _SMALL or low in _PARTICLES or low in _DAYS or low in _MONTHS:
                continue
            before = self.lows[at - 1] if at and self._spaced(at - 1) else ""
            after = at - 1 in found or before in given_names() or before in _TITLES or before in _OFFICES
            held = before in _PARTICLES and at > 1 and not _plain_word(self.lows[at - 2]) and self._spaced(at - 2)
            after = after or held  # "San Miguel de Mercedes"
            own = low in given_names() and (after or (self._spaced(at) and not _plain_word(self.lows[at + 1])))
            behind = not _plain_word(low) and (at - 1 in found or before not in _OFFICES or _weak(low))
            if own or held or (after and behind):
                found.add(at)
        return found

    def _spaced(self, at: int) -> bool:
        """Whether nothing but space stands between a word and the next."""
        if at + 1 >= len(self.words):
            return False
        between = self.text[self.words[at].start() + len(self.lows[at]) : self.words[at + 1].start()]
        return between.isspace() and "\n\n" not in between

    def _by_number(self, at: int) -> bool:
        word = self.words[at]
        return bool(
            re.search(r"\d\s*$", self.text[max(0, word.start() - 4) : word.start()])
            or re.match(r"\s*\d", self.text[word.end() : word.end() + 3])
        )

    def _inside_name(self, at: int) -> bool:
        """Whether a word is followed by a name on the same line: "EL PENON", "VINA DEL MAR"."""
        if at + 1 >= len(self.words) or self.text[self.words[at].end() : self.words[at + 1].start()] != " ":
            return False
        after = self.lows[at + 1]
        return not _common(after) or after in _PARTICLES

    def _run(self, at: int, size: int) -> str | None:
        """So many words from one on, in small letters, if nothing but a space stands between them."""
        if at + size > len(self.words):
            return None
        start, end = self.words[at].start(), self.words[at + size - 1].start() + len(self.lows[at + size - 1])
        words = self.text[start:end]
        plain = words.replace(" ", "").replace("-", "").replace("'", "").replace("\u2019", "")
        return " ".join(words.lower().split()) if plain.isalpha() and "\n\n" not in words else None

    def _known_names(self) -> dict[int, str]:
        """Words of known parties and sources, by their place, and of what a bracket behind them shortens."""
        known, found, at = _names(), dict[int, str](), 0
        firsts = _firsts()
        while at < len(self.words):
            sizes = range(_LONGEST, 0, -1) if self.lows[at] in firsts else ()
            size = next((n for n in sizes if (run := self._run(at, n)) is not None and run in known), 0)
            if size and not (size == 1 and _common(self.lows[at])):
                parts = re.split(r"[ -]", known[self._run(at, size) or ""])
                found |= dict(zip(range(at, at + size), parts, strict=False)) if len(parts) == size else {}
            at += max(size, 1)
        self._shortened(found)
        return found

    def _shortened(self, found: dict[int, str]) -> None:
        """``NATIONAL REVOLUTIONARY MOVEMENT (MNR)``: the words whose initials stand in the bracket behind them."""
        for bracket in _IN_BRACKETS.finditer(self.text):
            letters = sorted(bracket[1].replace("-", "").lower())
            last = next((k for k in range(len(self.words)) if self.words[k].start() > bracket.start()), 0) - 1
            first, initials = last, list[str]()
            while first >= 0 and last - first < 2 * len(letters) and len(initials) < len(letters):
                if self.lows[first] not in _SMALL | _PARTICLES:
                    initials.append(self.lows[first][0])
                first -= 1
            near = self.words[last].end() >= bracket.start() - 2 if last >= 0 else False
            if near and len(letters) > 1 and sorted(initials) == letters:
                for k in range(first + 1, last + 1):
                    if self.lows[k] not in _SMALL | _PARTICLES:
                        found.setdefault(k, self.lows[k].title())

    def _places(self, named: dict[int, str]) -> None:
        """Words of known places whose names hold a word of no language, and of countries and peoples."""
        nations, at = _nations(), 0
        odd = [_list()[0].get(low) != low or low in _list()[1] for low in self.lows]
        while at < len(self.words):
            size = next((n for n in range(4, 1, -1) if any(odd[at : at + n]) and self._is_place(at, n, named)), 0)
            for k in range(at, at + size):
                named[k] = self.lows[k] if self.lows[k] in _SMALL else self.lows[k].title()
            if not size and odd[at] and at not in named and self.lows[at] in nations:
                named[at] = self.lows[at].title()
            at += max(size, 1)

    def _is_place(self, at: int, size: int, named: dict[int, str]) -> bool:
        if at + size > len(self.words) or not {self.lows[at], self.lows[at + size - 1]}.isdisjoint(_SMALL):
            return False
        run = self._run(at, size) if not any(at + k in named for k in range(size)) else None
        return run is not None and _exists(run)

"""How English words are written inside sentences: ``python -m uncounted.reference.build_words FILE... --more LIST``.

Reads treebanks in CoNLL-U (plain or gzip) and plain texts, and writes ``words.txt.xz``: each word once, as it is mostly
written where no sentence begins ("police", "Baghdad", "FBI"). ``--more`` is a list of further words in small letters,
one on each line with how often it was seen: of these, names of places are left out, and what follows from other words;
the rest, which may be names of persons, are marked with a question mark. Build time only.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from uncounted.reference.gazetteer import Gazetteer
from uncounted.reference.letter_case import WORDS, given_names, is_common

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = frozenset('.:?!"\u201c\u201d()[]-\u2013\u2014*')
_SHORTEST = 4
_KNOWN_WORD, _KNOWN_TOWN = 2_000_000, 100_000  # occurrences of a word and people of a town that are not rare
_RARE = 3  # occurrences of a word, all with a capital, that tell little
_OFTEN = 0.2  # share of its occurrences in small letters that makes a word one of the language
Seen = dict[str, Counter[str]]


def main() -> None:
    """Read the files and write the list."""
    parser = argparse.ArgumentParser(prog="uncounted.reference.build_words", description=main.__doc__)
    parser.add_argument("files", nargs="+", type=Path, help=".conllu, .conllu.gz or .txt")
    parser.add_argument("--more", type=Path, help="a list of words in small letters, names among them")
    options = parser.parse_args()
    seen: Seen = defaultdict(Counter)
    opened: Counter[str] = Counter()
    for path in options.files:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        tagged = ".conllu" in path.name
        for tokens in _treebank(text) if tagged else _plain(text):
            _count(tokens, seen, opened if tagged else Counter())
    words = {_usual(low, seen[low]) for low in seen} | {low for low in opened if low not in seen}
    words = {word.lower() if word.endswith("s") and word[:-1].lower() in words else word for word in words}  # "States"
    if options.more is not None:
        more = options.more.read_text("utf-8")
        rare = {word for word in words if not word.islower() and seen[word.lower()].total() < _RARE}
        known = {word.lower(): word for word in words}
        kept = {word: known.pop(word.lower()) for word in rare}
        added = _more(more, known)
        words = (words | added) - {word for word in kept if f"{word.lower()}?" in added}
    WORDS.write_bytes(lzma.compress(("\n".join(sorted(words)) + "\n").encode("utf-8"), preset=9))
    print(f"{len(words)} words in {WORDS.stat().st_size:,} bytes")  # noqa: T201


def _more(text: str, known: dict[str, str]) -> set[str]:
    """The words of a list that are no names of places and that ``known`` ones do not give already."""
    listed = [line.split() for line in text.splitlines() if line.strip()]
    new = [(low, int(times)) for low, times in listed if len(low) >= _SHORTEST and low.isalpha() and low not in known]
    return {f"{low}?" for low, times in new if not is_common(low, known) and not _named(low, times)}


def _named(low: str, times: int) -> bool:
    """Whether a word is a name: of a people or country, of a town that is large, or of any where the word is rare."""
    book = Gazetteer.default()
    if low in given_names():
        return True
    if book.adjective(low) is not None or book.country_named(low.title()) is not None:
        return True
    if not book.exists(low.title()):
        return False
    largest = max((found.place.population or 0 for found in book.find(low.title(), consonants=False)), default=0)
    return times < _KNOWN_WORD or largest > _KNOWN_TOWN


def _treebank(text: str) -> Iterator[list[str]]:
    for sentence in text.split("\n\n"):
        rows = [line.split("\t") for line in sentence.splitlines() if line and not line.startswith("#")]
        words = [(row[1], row[3] == "PROPN") for row in rows if row[0].isdigit()]
        # Names that weblogs wrote small, and names that open a sentence, of which a capital tells nothing.
        yield [word.title() + "~" if name and word.istitle() | word.islower() else word for word, name in words]


def _plain(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        yield re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?|\S", line)


def _count(tokens: list[str], seen: Seen, opened: Counter[str]) -> None:
    letters = "".join(filter(str.isalpha, "".join(tokens)))
    if sum(map(str.isupper, letters)) > len(letters) / 3:
        return  # a headline tells nothing of how its words are written
    first = True
    for token in tokens:
        if token in _ENDS:
            first = True
        elif token.endswith("~"):
            seen[token[:-1].lower()][token[:-1]] += 1
            first = False
        elif _WORD.fullmatch(token):
            if not first or token.islower():
                seen[token.lower()][token] += 1
            else:
                opened[token.lower()] += 1
            first = False


def _usual(low: str, forms: Counter[str]) -> str:
    if forms[low] >= _OFTEN * forms.total():
        return low  # also the name of something: "court", "union"
    return max(forms.items(), key=lambda form: (form[1], form[0] == low, form[0]))[0]


if __name__ == "__main__":
    main()

"""Papers of several stories: world briefs, digests, round-ups of wires, each item with an event of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.bylines import is_byline
from uncounted.extract.chunks import Sentence
from uncounted.extract.events import known_country, known_place

_LEAST = 2  # items of a paper
_LONGEST = 4  # words of the name of a place that heads an item
_TITLES = 3  # lines above the first item
# An item that runs on behind its country or dateline: BENIN: Gunmen killed; NAIROBI, Kenya (Agency) - Gunmen
_RUN_IN = re.compile(
    r"(?P<name>[A-Z][\w'\u2019-]*(?: (?:(?:of|and|the) )?[A-Z][\w'\u2019-]*){0,3})(?:, [A-Z][A-Za-z .]+?)?"
    r"(?: \([^)]{2,40}\))?(?P<mark>:| ?[\u2013\u2014]| --?|\.) (?=[\"\u201c]?[A-Z\d])"
)


def items_of_paper(sentences: Sequence[Sentence]) -> list[Sequence[Sentence]]:
    """The items of a paper, each the sentences under the country or place that heads it; else the text as one.

    Items are headed by lines that are nothing but a place, from the top of the text on, or their first sentences all
    open with a country or a dateline of their own.
    """
    starts = _under_lines(sentences) or _run_in(sentences)
    if len(starts) < _LEAST:
        return [sentences]
    ends = [*starts[1:], len(sentences)]
    head = [sentences[: starts[0]]] if starts[0] else []
    return [*head, *(sentences[a:b] for a, b in zip(starts, ends, strict=True))]


def _under_lines(sentences: Sequence[Sentence]) -> list[int]:
    """Where lines stand that name a country or place, if all that stands above the first is a title."""
    found = [at for at, sentence in enumerate(sentences) if _is_place(sentence)]
    opening = sentences[: found[0]] if found else []
    titled = len(opening) <= _TITLES and all(s.stretch.headline or is_byline(s) for s in opening)
    nations = sum(known_country(_line(sentences[at])) for at in found)
    return found if titled and 2 * nations > len(found) else []


def _is_place(sentence: Sentence) -> bool:
    words = _line(sentence)
    return sentence.stretch.headline and len(words.split()) <= _LONGEST and known_place(words)


def _line(sentence: Sentence) -> str:
    return sentence.text[sentence.stretch.start : sentence.stretch.end].strip(" :.*#")


def _run_in(sentences: Sequence[Sentence]) -> list[int]:
    """Where paragraphs open with a country or a dateline, if three or more do and most of the text is theirs."""
    found, paragraph = [], -1
    for at, sentence in enumerate(sentences):
        opens = sentence.stretch.paragraph != paragraph and not sentence.stretch.headline
        paragraph = sentence.stretch.paragraph
        name = _RUN_IN.match(sentence.text, sentence.stretch.start, sentence.stretch.end) if opens else None
        words = name["name"] if name is not None else ""
        if words and (known_country(words) or (words.isupper() and known_place(words))):
            found.append(at)
    if len(found) <= _LEAST:
        return []
    names = {_RUN_IN.match(sentences[at].text, sentences[at].stretch.start)["name"] for at in found}  # type: ignore[index]
    return [_with_heading(sentences, at) for at in found] if len(names) == len(found) else []


def _with_heading(sentences: Sequence[Sentence], at: int) -> int:
    """The item's own headline, if one stands above its first sentence."""
    return at - 1 if at > 1 and sentences[at - 1].stretch.headline else at

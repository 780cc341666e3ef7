from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncounted.extract.llm.passages import halves, passages
from uncounted.extract.llm.quotes import Quotes
from uncounted.extract.sentences import sentences


def words(text: str, quote: str) -> list[str]:
    return [text[start:end] for start, end in Quotes(text).places(quote)]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("At least 12 died.", "At least 12", ["At least 12"]),
        ("At least\n  12 died.", "At least 12", ["At least\n  12"]),
        ("At least\u00a012 died.", "at least 12", []),  # case is not white space
        ("He said “it’s over” again.", '"it\'s over"', ["“it’s over”"]),
        ("He said 'no' twice.", "‘no’", ["'no'"]),
        ("12 died.", "twelve", []),
        ("13 died, 3,000 fled, 3.5 stayed, 3 came.", "3", ["3"]),
        ("3, 3. 3", "3", ["3", "3", "3"]),
        ("1,3 and 13", "3", []),
        ("The men died.", "men", ["men"]),
        ("The women died.", "men", []),
        ("x", "", []),
        ("x  y", "   ", []),
        ("x", "x y z", []),
        ("a b a  b", "a b", ["a b"]),  # the exact one comes alone
        ("killed 5", " killed 5\n", ["killed 5"]),
        ("killed five", "\ud800", []),
    ],
)
def test_quotes_are_found_letter_by_letter_or_not_at_all(text, quote, found):
    assert words(text, quote) == found


def test_a_quote_is_looked_for_only_where_it_should_stand():
    text = "3 died.\u00a0 Then “3”  died."
    assert Quotes(text).places("3", (8, len(text))) == [(text.rindex("3"), text.rindex("3") + 1)]
    assert Quotes(text).places('"3" died', (0, 8)) == []


TEXT = "\n\n".join(f"Sentence {n} of the text says something. And it says more." for n in range(40))


@pytest.mark.parametrize("longest", [30, 60, 200, 10_000])
def test_passages_hold_every_sentence_once_in_order_and_fit(longest):
    found = sentences(TEXT)
    parts = passages(TEXT, found, longest)
    assert all(0 < end - start <= longest for start, end in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(parts))
    assert "".join("".join(TEXT[a:b] for a, b in parts).split()) == "".join(TEXT.split())
    if longest >= 60:
        assert all(any(s.start == start for s in found) for start, _ in parts)


def test_a_passage_is_halved_between_sentences_and_one_sentence_is_not():
    found = sentences(TEXT)
    (first, second) = halves(found, (0, len(TEXT)))
    assert first[1] == second[0]
    assert abs((first[1] - first[0]) - (second[1] - second[0])) < 120
    assert halves(found, (found[3].start, found[3].end)) == []


_TEXT = st.text("ab1,. \n\u00a0\"\u201c\u2019'", max_size=40)


@given(_TEXT, _TEXT)
def test_what_is_found_says_the_same_words(text, quote):
    def plain(words: str) -> str:
        return " ".join(words.replace("\u201c", '"').replace("\u2019", "'").split())

    for start, end in Quotes(text).places(quote):
        assert plain(text[start:end]) == plain(quote)


@given(_TEXT, st.integers(0, 40), st.integers(0, 40))
def test_every_run_of_whole_words_is_found_where_it_stands(text, first, last):
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    if first <= last < len(words):
        place = (words[first][0], words[last][1])
        assert place in Quotes(text).places(text[slice(*place)])

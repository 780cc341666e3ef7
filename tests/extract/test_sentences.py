from __future__ import annotations

import pytest

from uncounted.extract.sentences import sentences
from uncounted.extract.tokens import tokenize


def parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gen. A. B. Smith of the U.S. Army spoke. He left.", ["Gen. A. B. Smith of the U.S. Army spoke.", "He left."]),
        ("“Two died,” he said. “It is over.” They left.", ["“Two died,” he said.", "“It is over.”", "They left."]),
        ("Toll rises to 5\n\nFive died.", ["Toll rises to 5", "Five died."]),
        ("It was 5 p.m. Saturday when No. 7 fell.", ["It was 5 p.m. Saturday when No. 7 fell."]),
        ("- Killed: 3\n- Injured: 5", ["Killed: 3", "Injured: 5"]),
        ("", []),
    ],
)
def test_sentences_survive_abbreviations_quotes_and_lists(text, wanted):
    assert parts(text) == wanted


def test_a_line_without_full_stop_is_a_headline():
    found = sentences("Toll rises to 5\n\nFive people died. Two were hurt.")
    assert [s.headline for s in found] == [True, False, False]


def test_tokens_stand_where_they_say():
    text = "Syria’s 1,200 dead—a 34-year-old’s among them (60+)."
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.text for t in tokens][:4] == ["Syria", "’s", "1,200", "dead"]
    assert "60+" in [t.text for t in tokens]

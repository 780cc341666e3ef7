"""Sentences are taken apart when a rule asks for it: those that say nothing of harm cost their words alone."""

from __future__ import annotations

from uncounted.extract.discourse import read
from uncounted.extract.doers import beside
from uncounted.extract.parsing import parse
from uncounted.extract.sentences import sentences
from uncounted.extract.settling import settle

PLAIN = (
    "The bridge is painted green every spring.",
    "Two of its arches were rebuilt in stone, and children swim below them.",
    "The tea house on the eastern bank serves almond cakes.",
)
TEXT = f"{PLAIN[0]} {PLAIN[1]}\n\nA shell killed three farmers near Kharkiv on Monday.\n\n{PLAIN[2]}"


def _taken_apart(text: str) -> list[str]:
    """The sentences of a text whose tokens have tags and chunks once all rules have read it."""
    discourse = read(text, None)
    settle(discourse.sentences, discourse.readings)
    beside(discourse)
    apart = [s for s in discourse.sentences if "tokens" not in s.facts]  # words without tags wait there
    return [s.text[s.stretch.start : s.stretch.end] for s in apart]


def test_plain_sentences_are_not_taken_apart() -> None:
    assert _taken_apart(TEXT) == ["A shell killed three farmers near Kharkiv on Monday."]


def test_the_parts_are_the_same_in_whichever_order_they_are_asked_for() -> None:
    text = "A 61 yr M was shot on Monday."
    stretch = sentences(text)[0]
    first, second = parse(text, stretch, 0), parse(text, stretch, 0)
    assert "male" in first.lows
    assert [token.low for token in second.tokens] == [token.low for token in first.tokens]
    assert [chunk.kind for chunk in first.chunks] == [chunk.kind for chunk in second.chunks]
    assert first.lows == second.lows
    assert first.times == second.times


def test_nobody_is_asked_who_speaks_behind_the_last_figure() -> None:
    told = "A shell killed three farmers near Kharkiv on Monday."
    before, behind = "The keeper of the bridge said that he painted it.", "The miller said that she bakes bread."
    assert _taken_apart(f"{before}\n\n{told}\n\n{behind}") == [before, told]

"""Lists under a heading that is a word of harm: "Killed", then "* Dozens of civilians", "- Ministry of Defence: 12"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from uncounted.extract.chunks import Sentence
from uncounted.extract.events import known_place
from uncounted.extract.findings import Finding
from uncounted.extract.harm import NOUNS, PREDICATIVE
from uncounted.extract.people import population
from uncounted.extract.persons import person
from uncounted.extract.sentences import Stretch
from uncounted.extract.tagger import verb
from uncounted.model.claim import Measure
from uncounted.reference.fold import words as listed

_MARKS = ("-", "*", "•", "●", "–", "—", "|")
_BESIDE = frozenset(listed("""
    the people persons civilians those reported confirmed and or total number of in figures citizens nationals residents
    number numbers so far to date known
"""))  # fmt: skip
_MEASURES: tuple[Measure, ...] = ("killed", "injured", "missing", "abducted", "detained", "displaced")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*|^\W*\d{1,2}[.)]\s*|[:.]\s*$")
_LONGEST = 5  # words of such a heading
_LABEL = 7  # chunks before the colon of an item, at most


@dataclass(slots=True)
class Section:
    """The measure that the last heading gave to the items below it; null outside such a list."""

    measure: Measure | None = None
    paragraph: int = -1

    def findings(self, sentence: Sentence, stretch: Stretch, found: list[Finding]) -> list[Finding]:
        """What an item of the list counts, in its first words or behind its label; else the findings that it has.

        ``stretch`` is the whole of the sentence, of which a label that names a source may have been cut off.
        """
        item = sentence.text[: stretch.start].rstrip(" \t").endswith(_MARKS)
        if not item:
            if stretch.paragraph != self.paragraph:
                self.measure = _heading(sentence) if stretch.headline else None
                self.paragraph = stretch.paragraph
            return found
        self.paragraph = stretch.paragraph
        if found or self.measure is None or not sentence.chunks:
            return found
        cut = sentence.stretch.start > stretch.start
        told = self._first(sentence, self.measure, bare=cut) or self._labelled(sentence, self.measure)
        return [told] if told is not None else found

    def _first(self, sentence: Sentence, measure: Measure, *, bare: bool) -> Finding | None:
        """``* 12 bodies``, ``* Dozens of civilians``."""
        np = sentence.chunks[0].np
        if np is None or np.quantity is None or np.pronoun or not (np.kind is not None or (bare and np.bare)):
            return None
        quantity = np.quantity
        people = population(sentence, [np])
        return Finding(sentence, measure, quantity.count, quantity.first, quantity.last, 0, [np], "label", people)

    def _labelled(self, sentence: Sentence, measure: Measure) -> Finding | None:
        """``- Ministry of Defence: 1,199``, ``- Soldiers: 14 (previous bulletin: 70)``."""
        chunks = sentence.chunks
        colon = next((k for k, chunk in enumerate(chunks[:_LABEL]) if chunk.low == ":"), 0)
        np = chunks[colon + 1].np if 0 < colon < len(chunks) - 1 else None
        if np is None or np.quantity is None or not (np.bare or np.kind is not None):
            return None
        label = [c.np for c in chunks[:colon] if c.np is not None and c.np.kind is not None and not c.np.kind.group]
        quantity, people = np.quantity, population(sentence, label or [np])
        return Finding(sentence, measure, quantity.count, quantity.first, quantity.last, colon, [np], "label", people)


def headed_apart(one: Sentence, other: Sentence, told: Sequence[Sentence], counting: Container[int]) -> bool:
    """Whether a heading, a line that counts nobody, stands between: what is under it goes on with nothing above.

    ``told``: all sentences, by number; ``counting``: the numbers of those that count.
    """
    return any(s.stretch.headline and s.number not in counting for s in told[one.number + 1 : other.number])


def _heading(sentence: Sentence) -> Measure | None:
    """The one measure that a short line names and nothing else: "Killed", "2. WOUNDED (as of 20 August)"."""
    line = _ASIDE.sub(" ", sentence.text[sentence.stretch.start : sentence.stretch.end])
    words = [word.lower() for word in re.findall(r"[A-Za-z][\w'’-]*", line)]
    if not 0 < len(words) <= _LONGEST:
        return None
    named: set[Measure] = set()
    for at, word in enumerate(words):
        form = verb(word)
        measure = NOUNS.get(word) or PREDICATIVE.get(word) or (form.harm if form is not None else None)
        if measure in _MEASURES:
            named.add(measure)
        elif not (word in _BESIDE or person(word) or (at and words[at - 1] == "of" and known_place(word))):
            return None
    return named.pop() if len(named) == 1 else None

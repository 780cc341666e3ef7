"""Lists under a heading that is a word of harm: "Killed", then "* Dozens of civilians", "* 12 bodies"."""

from __future__ import annotations

from dataclasses import dataclass

from uncounted.extract.chunks import Sentence
from uncounted.extract.findings import Finding
from uncounted.extract.harm import NOUNS, PREDICATIVE
from uncounted.extract.people import population
from uncounted.extract.tagger import verb
from uncounted.model.claim import Measure
from uncounted.reference.fold import words as listed

_MARKS = ("-", "*", "•", "●", "–", "—", "|")
_BESIDE = frozenset(listed("the people persons civilians those reported confirmed and or total number of in figures"))
_VERBS: tuple[Measure, ...] = ("killed", "injured", "missing", "abducted", "detained", "displaced")
_LONGEST = 4  # words of such a heading


@dataclass(slots=True)
class Section:
    """The measure that the last heading gave to the items below it; null outside such a list."""

    measure: Measure | None = None
    paragraph: int = -1

    def findings(self, sentence: Sentence, found: list[Finding]) -> list[Finding]:
        """What an item of the list counts with its first words; the findings that it has of its own otherwise."""
        stretch = sentence.stretch
        item = sentence.text[: stretch.start].rstrip(" \t").endswith(_MARKS)
        if not item:
            if stretch.paragraph != self.paragraph:
                self.measure = _heading(sentence) if stretch.headline else None
                self.paragraph = stretch.paragraph
            return found
        self.paragraph = stretch.paragraph
        np = sentence.chunks[0].np if sentence.chunks else None
        if found or self.measure is None or np is None or np.quantity is None or np.kind is None or np.pronoun:
            return found
        quantity, count = np.quantity, np.quantity.count
        return [
            Finding(sentence, self.measure, count, quantity.first, quantity.last, 0, [np], "label",
                    population(sentence, [np]))
        ]  # fmt: skip


def _heading(sentence: Sentence) -> Measure | None:
    """The one measure that a short line names and nothing else: "Killed", "Missing persons", "Civilians injured"."""
    words = [token.low for token in sentence.tokens if token.low.isalpha()]
    if not 0 < len(words) <= _LONGEST:
        return None
    named: set[Measure] = set()
    for word in words:
        form = verb(word)
        measure = NOUNS.get(word) or PREDICATIVE.get(word) or (form.harm if form is not None else None)
        if measure in _VERBS:
            named.add(measure)
        elif word not in _BESIDE:
            return None
    return named.pop() if len(named) == 1 else None

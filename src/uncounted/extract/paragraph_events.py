"""The events of a report, paragraph by paragraph: a survey of many has no main one, each paragraph tells its own.

Rule ``paragraph``: a figure that says no day, place or doer is of the event that its paragraph told last. A day or a
place at odds with it opens another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.events import SentenceScope, Words, known_place, says_again, share
from uncounted.extract.main_event import Setting, day, lone_day, told
from uncounted.extract.times import few_days

RULE = "paragraph"


@dataclass(slots=True)
class ParagraphEvents:
    """Walks through the sentences of a report; ``event`` is what the paragraph told last."""

    event: Setting = field(default_factory=lambda: Setting(RULE))
    _paragraph: int = -1
    _heading: Sentence | None = None

    def meet(self, sentence: Sentence, own: Sequence[Reading]) -> Setting:
        """The event that figures of a sentence are of, with what the sentence itself tells of it."""
        if sentence.stretch.headline and not own:
            self._heading = sentence
        if sentence.stretch.paragraph != self._paragraph:
            self._paragraph, self.event = sentence.stretch.paragraph, Setting(RULE)
            name = _headed(self._heading, sentence) if self._heading is not None else None
            if name is not None:
                self.event.places, self.event.place_span = [name], (name.start, name.end)
        for scope in _scopes(sentence, own):
            if self._another_day(scope):
                self.event = Setting(RULE)
            elif scope.places and self.event.places and not scope.weak and not share(scope.places, self.event.places):
                self.event = Setting(RULE, time=self.event.time if scope.time is None else None)
            self.event.learn(scope)
        return self.event

    def _another_day(self, scope: SentenceScope) -> bool:
        known, said = self.event.time, scope.time
        if known is None or said is None or not day(scope):
            return False
        return not (says_again(said, known) or says_again(known, said))


_SETTLEMENT = re.compile(
    r"\b(?:the|this) (?:village|town|city|suburb|settlement|camp|hamlet|quarter|district|island|port|neighbourhood)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w'\u2019-]*\s?){1,3}")


def _headed(heading: Sentence, sentence: Sentence) -> Words | None:
    """The place at the head of a section, a known one or one that its first words call a village."""
    start, end = heading.stretch.start, heading.stretch.end
    words = heading.text[start:end].strip(" :")
    if heading.number == 0 or _NAME.fullmatch(words) is None:
        return None
    told = _SETTLEMENT.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
    known = known_place(words) and not words.isupper()
    return Words(start, start + len(words), words) if told or known else None


def _scopes(sentence: Sentence, own: Sequence[Reading]) -> list[SentenceScope]:
    """What a sentence says of events of a day: by its figures of events, else by a deed, else by its one day."""
    scopes = [r.scope for r in own if r.kind in {"incident", "increment"} and r.finding.part_of is None]
    if not own:
        scopes = [s for s in (told(sentence) or lone_day(sentence),) if s is not None]
    return [
        scope if scope.time is None or scope.time.kind == "point" or few_days(scope.time) else replace(scope, time=None)
        for scope in scopes
    ]

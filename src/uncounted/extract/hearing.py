"""Who speaks in the sentences of a text, found out in order, and no sooner than somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from uncounted.extract.attribution import Said, frames_of
from uncounted.extract.chunks import Sentence
from uncounted.extract.speakers import DOCUMENTS, Speaker, Speakers


@dataclass(slots=True)
class Hearing:
    """The frames of reporting in the sentences read so far, and those who spoke in them.

    A sentence without figures waits until one with figures comes behind it, or a rule asks for its frames: what stands
    behind the last figure of a text is never taken apart for its speakers alone.
    """

    speakers: Speakers
    waiting: list[Sentence] = field(default_factory=list)
    _frames: dict[int, list[Said]] = field(default_factory=dict)

    def hear(self) -> None:
        """Find out who speaks in the sentences that wait, in their order."""
        waiting, self.waiting = self.waiting, []
        for sentence in waiting:
            self.remember(sentence, frames_of(sentence, self.speakers))

    def remember(self, sentence: Sentence, frames: list[Said]) -> None:
        """Keep the frames of a sentence, and what later sentences may mean by "it" or "the group"."""
        self._frames[sentence.number] = frames
        _documents(sentence, self.speakers, frames)
        self.speakers.mention(sentence)

    def read(self, sentence: Sentence, at: int) -> Speaker | None:
        """The speaker that the noun phrase of chunk ``at`` names, by all who have spoken; null where it names none."""
        self.hear()
        return self.speakers.read(sentence, at)

    def frames_in(self, number: int) -> list[Said]:
        """The frames of the sentence of that number; none where no such sentence was read."""
        self.hear()
        return self._frames.get(number, [])


def _documents(sentence: Sentence, speakers: Speakers, frames: list[Said]) -> None:
    """Remember a report that is spoken of, even where it says nothing yet: "it" may stand for it."""
    if frames or sentence.lows.isdisjoint(DOCUMENTS):
        return
    for at, chunk in enumerate(sentence.chunks[:4]):
        if chunk.np is not None and sentence.tokens[chunk.np.head].low in DOCUMENTS:
            speakers.note_document(sentence, at)
            return

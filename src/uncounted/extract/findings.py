"""A finding: a quantity of harm in one sentence, before its scope, source and relations are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.quantities import NUMERALS
from uncounted.model.claim import Count, Measure
from uncounted.model.scope import Population

_IN_A_TIME = re.compile(
    r"\s(?:in|within|over)\s(?:(?:less|more) than|just|only|about|some|under|almost|nearly|the space of)?\s?"
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)\s(?:days|weeks|months|years)\b"
    r"(?!\s(?:ago|later|earlier|before|after|of))",
    re.IGNORECASE,
)
_JOINING = {"a", "an", "another", "further", "additional", "the", "these"}


@dataclass(slots=True, eq=False)
class Finding:
    """``count`` of ``measure``, said by tokens ``[first, last)`` of ``sentence``; ``trigger`` is the chunk of harm.

    ``victims`` are the noun phrases counted; ``agent`` the phrase that did it; ``total``: the words say a running
    total; ``before``: the earlier figure of an update; ``part_of``: the finding that holds this one, by ``rule``;
    ``apart``: counted beside this one in the same breath; ``doubt``: words that make it less than an assertion;
    ``inherited``: what it takes from words before, by rule; ``doers``: the chunks [first, last) among which alone its
    doer stands, where a sentence shares a whole out among doers; ``retells``: the figure that a source answers with
    one of its own ("the rebels spoke of four").
    """

    sentence: Sentence
    measure: Measure
    count: Count
    first: int
    last: int
    trigger: int
    victims: list[NounPhrase]
    frame: str
    population: Population = Population()
    agent: Chunk | None = None
    total: bool = False
    further: bool = False
    others: bool = False
    before: Finding | None = None
    part_of: Finding | None = None
    rule: str | None = None
    apart: list[Finding] = field(default_factory=list)
    subset: bool = False
    doubt: str | None = None
    inherited: dict[str, str] = field(default_factory=dict)
    doers: tuple[int, int] | None = None
    retells: Finding | None = None

    @property
    def past_perfect(self) -> bool:
        """``80 people had died``: told for comparison with what the text is about."""
        chunk = self.sentence.chunks[self.trigger]
        perfect = chunk.vg is not None and chunk.vg.perfect
        return perfect and "had" in self.sentence.words(chunk.first, chunk.last).split()

    @property
    def one_person(self) -> bool:
        """Whether it counts one person, not by a number: who was killed "last month" was killed in one incident."""
        return self.count.point == 1 and not self.total and all(np.quantity is None for np in self.victims)

    @property
    def shared_out(self) -> bool:
        """Whether it is a whole that its sentence shares out among doers."""
        return self.doers is not None and self.part_of is None

    @property
    def over_a_time(self) -> bool:
        """``four judges have been killed in two months``: a sum over a time, not one incident's."""
        chunks = self.sentence.chunks
        vg = chunks[self.trigger].vg
        if vg is None or not vg.perfect or self.one_person:
            return False
        start = self.sentence.tokens[chunks[self.trigger].first].start
        return bool(_IN_A_TIME.search(self.sentence.text, start, self.sentence.stretch.end))

    @property
    def first_chunk(self) -> int:
        """The chunk in which the count begins."""
        return next((k for k, c in enumerate(self.sentence.chunks) if c.first <= self.first < c.last), self.trigger)

    @property
    def start(self) -> int:
        """Where the count begins in the text: "a further" and "the" join figures, they do not qualify them."""
        tokens = self.sentence.tokens
        first = self.first
        while first + 1 < self.last and tokens[first].low in _JOINING:
            first += 1
        numeral = tokens[first].low[:1].isdigit() or tokens[first].low in NUMERALS
        return tokens[first if numeral else self.first].start

    @property
    def end(self) -> int:
        """Where the count ends in the text (not included)."""
        return self.sentence.tokens[self.last - 1].end

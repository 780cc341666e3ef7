"""A finding: a quantity of harm in one sentence, before its scope, source and relations are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from uncounted.extract.chunks import Chunk, NounPhrase, Sentence
from uncounted.extract.quantities import NUMERALS
from uncounted.model.claim import Count, Measure
from uncounted.model.scope import Population

_JOINING = {"a", "an", "another", "further", "additional", "the", "these"}


@dataclass(slots=True, eq=False)
class Finding:
    """``count`` of ``measure``, said by tokens ``[first, last)`` of ``sentence``; ``trigger`` is the chunk of harm.

    ``victims`` are the noun phrases counted; ``agent`` the phrase that did it; ``total``: the words say a running
    total; ``before``: the earlier figure of an update; ``part_of``: the finding that holds this one, by ``rule``;
    ``apart``: counted beside this one in the same breath; ``doubt``: words that make it less than an assertion.
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

    @property
    def one_person(self) -> bool:
        """Whether it counts one person, not by a number: who was killed "last month" was killed in one incident."""
        return self.count.point == 1 and not self.total and all(np.quantity is None for np in self.victims)

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

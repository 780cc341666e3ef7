"""What a parsed sentence is made of: noun phrases with their counts, verb groups with their voice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from uncounted.extract.persons import Kind
from uncounted.extract.quantities import Quantity
from uncounted.extract.sentences import Stretch
from uncounted.extract.tagger import Verb
from uncounted.extract.times import TimePhrase
from uncounted.extract.tokens import Token
from uncounted.model.claim import Measure
from uncounted.reference.vocabulary import means, opens_means

T = TypeVar("T")


@dataclass(slots=True)
class NounPhrase:
    """Tokens ``[first, last)`` around the head noun at ``head``.

    ``determiner``: a, the, no, poss, or None; ``kind`` what the head says about people, null where it names none;
    ``name``: a proper name; ``others``: "eight others"; ``harm``: the measure of a noun or adjective of harm in it.
    """

    first: int
    last: int
    head: int
    quantity: Quantity | None = None
    determiner: str | None = None
    kind: Kind | None = None
    name: bool = False
    others: bool = False
    pronoun: str | None = None
    harm: Measure | None = None
    bare: bool = False  # a number alone
    whole: Chunk | None = None


@dataclass(slots=True)
class VerbGroup:
    """A verb with its auxiliaries. ``voice``: passive, active, ing, to, or bare (an -ed form without auxiliary)."""

    verb: Verb
    voice: str
    harm: Measure | None = None
    negated: bool = False
    modal: str | None = None
    perfect: bool = False
    manner: str | None = None


@dataclass(slots=True, eq=False)  # a chunk is looked for among those of its sentence as itself
class Chunk:
    """``kind``: NP, VG, P, TO, CC, COMMA, SUB, REL, TIME, ADV, NEG, LP, RP, QUOTE, DASH, PUNCT."""

    kind: str
    first: int
    last: int
    low: str = ""
    np: NounPhrase | None = None
    vg: VerbGroup | None = None
    time: TimePhrase | None = None

    @property
    def voice(self) -> str | None:
        """The voice of a verb group; null for any other chunk."""
        return self.vg.voice if self.vg is not None else None

    @property
    def harm(self) -> Measure | None:
        """The measure of harm of a verb group; null for any other chunk."""
        return self.vg.harm if self.vg is not None else None


_PARTS = frozenset({"tokens", "chunks", "times", "lows"})


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence with its tokens and chunks. ``number`` is its place in the document.

    ``lows`` are its words in lower case: what they cannot tell need not be looked for in its chunks. Of a sentence
    made by ``later`` each part is found when it is first asked for, and of most in an article only the words are.
    """

    number: int
    stretch: Stretch
    tokens: list[Token]
    text: str = ""
    chunks: list[Chunk] = field(default_factory=list)
    times: list[TimePhrase] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict, repr=False)
    lows: frozenset[str] = field(init=False, repr=False)
    _find: Callable[[Sentence, str], None] | None = field(default=None, repr=False)

    @staticmethod
    def later(number: int, stretch: Stretch, text: str, find: Callable[[Sentence, str], None]) -> Sentence:
        """A sentence whose tokens, chunks, times and words ``find`` fills: the one that it is asked for, or more."""
        sentence = Sentence.__new__(Sentence)
        sentence.number, sentence.stretch, sentence.text = number, stretch, text
        sentence.facts, sentence._find = {}, find
        return sentence

    if not TYPE_CHECKING:  # every part is an attribute of the class

        def __getattr__(self, name: str) -> Any:
            """A part that is not there yet."""
            if name == "lows" and self._find is None:
                self.lows = frozenset([token.low for token in self.tokens])
            elif name not in _PARTS:
                raise AttributeError(name)
            else:
                self._find(self, name)
            return object.__getattribute__(self, name)

    def words(self, first: int, last: int) -> str:
        """Tokens ``[first, last)`` in lower case, one space between."""
        return " ".join([token.low for token in self.tokens[first:last]])

    def quote(self, first: int, last: int) -> str:
        """Tokens ``[first, last)`` as printed."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""


def once(ask: Callable[[Sentence], T]) -> Callable[[Sentence], T]:
    """A question whose answer about a sentence stays the same once it is parsed: it is looked for once."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def answer(sentence: Sentence) -> T:
        if name not in sentence.facts:
            sentence.facts[name] = ask(sentence)
        return cast("T", sentence.facts[name])

    return answer


def means_of(sentence: Sentence, first: int, last: int) -> str | None:
    """The event type that the words of ``[first, last)`` name, if any."""
    opened, known = sentence.facts.get("means") or _means_in(sentence)
    for at in opened:
        if first <= at < last:
            if (first, last) not in known:
                found = means(sentence.words(first, last))
                known[first, last] = found.type if found else None
            return known[first, last]
    return None


def _means_in(sentence: Sentence) -> tuple[list[int], dict[tuple[int, int], str | None]]:
    """The tokens that a word or phrase for means can begin with, and the means that stretches were found to name."""
    sentence.facts["means"] = [at for at, token in enumerate(sentence.tokens) if opens_means(token.low)], {}
    return cast("tuple[list[int], dict[tuple[int, int], str | None]]", sentence.facts["means"])

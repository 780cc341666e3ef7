"""Hierarchical log-linear models of a few lists: their notation, and all of them.

A model is a tuple of terms: whole numbers whose bits are lists (bit i: list i), 0 the intercept, sorted by size and
then by name, with every subset of a term among them. ``[123,14,34]`` names its largest terms, the generators, by the
numbers of the lists from 1; lists from the tenth on are a, b, c, ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from math import comb

from uncounted.model.errors import BadSetting

DIGITS = "123456789abcdefghijklmnopqrstuvwxyz"
Model = tuple[int, ...]


def term_name(term: int) -> str:
    """``123`` for the term of the first three lists."""
    return "".join(DIGITS[i] for i in range(term.bit_length()) if term >> i & 1)


def closure(generators: Iterable[int], width: int) -> Model:
    """The model with these generators, the intercept and the ``width`` main effects."""
    terms = {0} | {1 << i for i in range(width)}
    for generator in generators:
        part = generator
        while part:
            terms.add(part)
            part = (part - 1) & generator
    return tuple(sorted(terms, key=_order))


def generators(model: Model) -> Model:
    """The terms that no other term of the model contains, the largest first."""
    top = [t for t in model if t and not any(t != other and t & other == t for other in model)]
    return tuple(sorted(top, key=lambda t: (-t.bit_count(), term_name(t))))


def model_name(model: Model) -> str:
    """``[123,14,34]``: the generators, the largest first."""
    return "[" + ",".join(term_name(t) for t in generators(model)) + "]"


def parse_model(text: str, width: int) -> Model:
    """The model that ``[123,14,34]`` names; main effects may be left out. Raises BadSetting."""
    inner = text.strip().removeprefix("[").removesuffix("]").replace(" ", "")
    found = []
    for part in inner.lower().split(",") if inner else []:
        if not part or len(set(part)) != len(part) or any(digit not in DIGITS[:width] for digit in part):
            raise BadSetting(
                f"A model of {width} lists is written by list numbers, such as [12,3]; {part!r} in {text!r} is not."
            )
        found.append(sum(1 << DIGITS.index(digit) for digit in part))
    return closure(found, width)


def hierarchical_models(width: int, max_order: int) -> Iterator[Model]:
    """Every hierarchical model of ``width`` lists with the main effects and terms of at most ``max_order`` lists.

    8, 113 and 6,893 models for 3, 4 and 5 lists without the term of all lists (``max_order`` = width - 1); with pairs
    alone 8, 64, 1,024 and 32,768 for 3 to 6 lists.
    """
    base = closure((), width)
    for chosen in _extend(width, 2, max_order, frozenset(base)):
        yield tuple(sorted((*base, *chosen), key=_order))


@cache
def all_models(width: int, max_order: int) -> tuple[Model, ...]:
    """``hierarchical_models``, kept for the next table."""
    return tuple(hierarchical_models(width, max_order))


@cache
def default_order(width: int) -> int:
    """The largest number of lists in one interaction where nobody says: all but one list, from five lists on two.

    On simulated tables of five lists larger terms hardly changed coverage, and took figures twice as far off where
    a few victims are easy to record and many hard (docs/estimation.md).
    """
    return width - 1 if width < 5 else 2


def more_models_than(width: int, max_order: int, most: int) -> bool:
    """Whether there are more than ``most`` such models, found without listing more than that."""
    if 2 ** (width * (width - 1) // 2) > most and max_order > 1:
        return True
    if 2 ** comb(width, 3) > most and max_order > 2:  # with all pairs any choice of triples is a model
        return True
    return any(i >= most for i, _ in enumerate(hierarchical_models(width, max_order)))


def _extend(width: int, order: int, max_order: int, terms: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Every way to add terms of ``order`` lists and more to those of fewer lists."""
    if order > max_order:
        yield ()
        return
    open_terms = [t for t in _terms(width, order) if all(t ^ (1 << i) in terms for i in range(width) if t >> i & 1)]
    for size in range(len(open_terms) + 1):
        for chosen in combinations(open_terms, size):
            if not chosen:
                yield ()
                continue
            for more in _extend(width, order + 1, max_order, terms | set(chosen)):
                yield chosen + more


def _terms(width: int, order: int) -> list[int]:
    return [sum(1 << i for i in places) for places in combinations(range(width), order)]


@cache
def _order(term: int) -> tuple[int, str]:
    return term.bit_count(), term_name(term)

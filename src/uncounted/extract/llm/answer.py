"""A model's answer, from text to what it offers: JSON, bare, in a fence or among other words; each claim apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from uncounted.model.claim import Kind, Measure, Modifier, RelationType, Stance
from uncounted.model.errors import InputError
from uncounted.model.records import from_json
from uncounted.model.scope import Population

Role = Literal["speaker", "organisation", "document", "wire", "publisher", "unnamed"]
LinkRelation = Literal[
    "says", "confirms", "reports", "denies", "speaks_for", "releases", "told", "according_to", "publishes"
]
MOST = 2000  # claims of one passage: beyond that an answer has run wild
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_TRIES = 200


@dataclass(frozen=True)
class OfferedPopulation:
    """Who is counted, and the words that say so."""

    status: str | None = None
    sex: str | None = None
    age_group: str | None = None
    quote: str | None = None

    def noun(self) -> Population:
        """The population; InputError where a value is none of the vocabulary."""
        body = {"status": self.status, "sex": self.sex, "age_group": self.age_group, "text": self.quote}
        return from_json(Population, body, at="population")


@dataclass(frozen=True)
class OfferedLink:
    """One link of a chain of attribution."""

    name: str
    role: Role
    relation: LinkRelation


@dataclass(frozen=True)
class OfferedExclusion:
    """What a figure leaves out: another claim by index, or words."""

    claim: int | None = None
    quote: str | None = None
    time_quote: str | None = None
    place_quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfferedRelation:
    """A relation to another claim by its index in the same answer."""

    type: RelationType
    claim: int


@dataclass(frozen=True)
class Offered:
    """One claim as a model gives it, before anything of it is believed."""

    count_quote: str
    measure: Measure
    kind: Kind
    stance: Stance
    modifier: Modifier
    phrase_quote: str | None = None
    sentence_quote: str | None = None
    low: int | None = None
    high: int | None = None
    point: int | None = None
    population: OfferedPopulation = OfferedPopulation()
    attribution: tuple[OfferedLink, ...] = ()
    time_quote: str | None = None
    place_quotes: tuple[str, ...] = ()
    actor_quotes: tuple[str, ...] = ()
    means_quote: str | None = None
    floor_quote: str | None = None
    exclusions: tuple[OfferedExclusion, ...] = ()
    relations: tuple[OfferedRelation, ...] = ()


def items(content: str) -> list[Any] | None:
    """The list of claims in an answer; null where there is no whole JSON with one."""
    text = _THOUGHT.sub("", content).strip()
    try:
        return _claims(_DECODER.decode(text), bare=True)
    except (ValueError, RecursionError):
        return next((found for found in map(_claims, _objects(text)) if found is not None), None)


def offered(item: Any) -> Offered | str:
    """One claim of an answer, or why it is none."""
    try:
        made = from_json(Offered, item)
        made.population.noun()
    except InputError as error:
        return str(error)
    return made


def _claims(value: Any, *, bare: bool = False) -> list[Any] | None:
    """The list that an answer holds; ``bare``: the answer may be the list itself."""
    found = value.get("claims") if isinstance(value, dict) else value if bare else None
    fine = isinstance(found, list) and len(found) <= MOST and all(isinstance(one, dict) for one in found)
    return found if fine else None


def _objects(text: str) -> Iterator[Any]:
    """Every object of JSON that begins somewhere in a text and is whole, in a fence or among other words."""
    at = 0
    for _ in range(_TRIES):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            value, at = _DECODER.raw_decode(text, at)
            yield value
        except (ValueError, RecursionError):
            at += 1


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)

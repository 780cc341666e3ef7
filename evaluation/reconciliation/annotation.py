"""Annotated claims in a short notation, as full claims. README.md says how they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from uncounted.model.claim import Attribution, Claim, Count, Relation
from uncounted.model.scope import (
    Actor,
    AgeGroup,
    Period,
    Place,
    PlaceRelation,
    Population,
    Scope,
    Sex,
    Status,
    TimeReading,
)

AGES: tuple[AgeGroup, ...] = ("child", "adult", "infant", "adolescent", "elderly")
WORDS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3}
KNOWN = {
    *("doc", "at", "text", "count", "measure", "population", "kind", "root", "time", "as_of", "other_times"),
    *("places", "places_reading", "actors", "actors_reading", "means", "n_incidents", "incident", "exclusions"),
    *("stance", "basis", "floor", "said_on", "attribution", "relations"),
}


def claim_of(key: str, said: Mapping[str, Any], document: Mapping[str, Any]) -> Claim:
    """The claim ``key`` as annotated; ``document`` gives its publisher and day. ValueError for an unknown field."""
    if extra := set(said) - KNOWN:
        raise ValueError(f"claim {key}: unknown fields {sorted(extra)}")
    root, publisher = said.get("root"), document.get("publisher")
    chain = said.get("attribution") or _chain(root, publisher)
    return Claim(
        id=key,
        measure=said.get("measure", "killed"),
        count=count_of(str(said["count"])),
        document=document.get("name"),
        root=root,
        population=population_of(said.get("population", "")),
        kind=said.get("kind", "incident"),
        scope=scope_of(said),
        exclusions=tuple(x if isinstance(x, str) else scope_of(x) for x in said.get("exclusions", [])),
        stance=said.get("stance", "asserts"),
        basis=said.get("basis"),
        attribution=tuple(Attribution(name, role) for name, role in chain),
        relations=tuple(Relation(*each) for each in said.get("relations", [])),
        floor=said.get("floor"),
        said_on=said.get("said_on") or document.get("published"),
    ).with_reading()


def count_of(text: str) -> Count:
    """``12``, ``>=12``, ``>12``, ``<=12``, ``<12``, ``~12``, ``10..12``, a vague word, or ``?`` for no number."""
    if text == "?":
        return Count()
    if text in WORDS:
        return Count(WORDS[text], None, None, "vague word", text, text)
    if span := re.fullmatch(r"(\d+)\.\.(\d+)", text):
        return Count(int(span[1]), int(span[2]), None, "range", text)
    found = re.fullmatch(r"(>=|<=|>|<|~)?(\d+)", text)
    if found is None:
        raise ValueError(f"not a count: {text!r}")
    sign, number = found[1] or "", int(found[2])
    if sign == "~":
        return Count(None, None, number, "about")
    if sign in {">=", ">"}:
        return Count(number + (sign == ">"), None, None, "at least" if sign == ">=" else "more than")
    if sign in {"<=", "<"}:
        return Count(None, number - (sign == "<"), None, "at most" if sign == "<=" else "less than")
    return Count(number, number, number)


def population_of(text: str) -> Population:
    """Status, sex and age group, in any order, with commas between them."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    status: Status | None = next((s for s in get_args(Status) if s in words), None)
    sex: Sex | None = next((s for s in get_args(Sex) if s in words and s != "unknown"), None)
    age: AgeGroup | None = next((a for a in AGES if a in words), None)
    if {status, sex, age} - {None} != set(words):
        raise ValueError(f"not a population: {text!r}")
    return Population(status, sex, age)


def scope_of(said: Mapping[str, Any]) -> Scope:
    """Time, places, actors, means and incident of a claim, of something excluded, or of a question."""
    places = tuple(place_of(each) for each in said.get("places", []))
    actors = tuple(actor_of(each) for each in said.get("actors", []))
    return Scope(
        time=_time(said),
        places=places,
        places_reading=said.get("places_reading", "all") if places else None,
        actors=actors,
        actors_reading=said.get("actors_reading", "all") if actors else None,
        means=said.get("means"),
        n_incidents=said.get("n_incidents"),
        incident=said.get("incident"),
        population=population_of(said["population"]) if "population" in said and "count" not in said else None,
        text=said.get("text") if "count" not in said else None,
    )


def place_of(text: str) -> Place:
    """``Kunduz<AF``: a place and what contains it, nearest first, the country last; ``near`` before it where said."""
    relation: PlaceRelation = "near" if text.startswith("near ") else "in"
    name, *within = text.removeprefix("near ").split("<")
    country = within[-1] if within else name
    return Place(name, name, country, within=tuple(within), relation=relation)


def actor_of(text: str) -> Actor:
    """``US<coalition``: a party and what it is a member of."""
    name, *within = text.split("<")
    return Actor(name, name, tuple(within))


def period_of(text: str, reading: TimeReading, as_of: str | None = None) -> Period:
    """``2016-05-05``, or ``start/end`` with ``..`` for an open end."""
    start, _, end = text.partition("/")
    ends = [None if each == ".." else each for each in (start, end or start)]
    return Period(ends[0], ends[1], as_of=as_of, reading=reading)


def _time(said: Mapping[str, Any]) -> Period | None:
    if "time" not in said:
        return None
    start, _, end = said["time"].partition("/")
    one_event = said.get("kind") in {None, "incident"} or (
        said["kind"] in {"subset", "increment"} and start == (end or start)
    )
    reading: TimeReading = "sometime" if one_event else "throughout"
    main = period_of(said["time"], reading, said.get("as_of"))
    others = tuple(period_of(each, reading) for each in said.get("other_times", []))
    return Period(main.start, main.end, as_of=main.as_of, reading=main.reading, alternatives=others)


def _chain(root: str | None, publisher: str | None) -> Sequence[tuple[str, str]]:
    if root is None or root == publisher or publisher is None:
        return [(publisher or root or "unnamed", "publisher")]
    return [(root, "organisation"), (publisher, "publisher")]

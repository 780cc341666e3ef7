"""A question in a user's words, made into a scope and a measure: where, when, by whom, about whom, by what means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from uncounted.model.claim import Claim, Measure
from uncounted.model.errors import InputError, UnknownName
from uncounted.model.reconciliation import Question
from uncounted.model.scope import Actor, AgeGroup, Period, Place, Population, Scope, Sex, Status

MEASURES: tuple[Measure, ...] = get_args(Measure)
FIRST, LAST = "0001-01-01", "9999-12-31"  # an open end of a question leaves nothing out
_SHOWN = 25
_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True)
class Asking:
    """What a user asks, in words as they gave them; empty and null do not narrow."""

    where: tuple[str, ...] = ()
    when: str | None = None
    by: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    means: str | None = None
    measure: str = "killed"

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for beside the measure."""
        return bool(self.where or self.when or self.by or self.who or self.means)


def question(asking: Asking, claims: Sequence[Claim]) -> Question:
    """The question in scopes; names are looked up in the gazetteer and the actors, and in ``claims``.

    Raises UnknownName, with what there is, for a place, actor, status, means or measure that nobody knows; InputError
    for a date that is no EDTF interval.
    """
    if asking.measure not in MEASURES:
        raise UnknownName(f"no measure {asking.measure!r}.", MEASURES)
    time = period(asking.when) if asking.when else None
    places = tuple(dict.fromkeys(place for words in asking.where for place in _places(words, claims)))
    actors = tuple(dict.fromkeys(_actor(words, places, time, claims) for words in asking.by))
    scope = Scope(
        time=time,
        places=places,
        places_reading="all" if len(places) > 1 else None,
        actors=actors,
        actors_reading="all" if len(actors) > 1 else None,
        means=_means(asking.means, claims) if asking.means else None,
        population=_population(asking.who),
    )
    measure: Measure = next(one for one in MEASURES if one == asking.measure)
    return Question(measure, scope, words_of(measure, scope))


def words_of(measure: Measure, scope: Scope) -> str:
    """A question in words; an end that is open stays so."""
    from uncounted.reconcile.answers import question_words

    time = scope.time
    said = question_words(measure, replace(scope, time=None)).strip().removesuffix(":")
    if time is None:
        return said if ":" in said else f"{said}: anywhere, by anybody, at any time"
    if time.start == FIRST:
        when = "at any time" if time.end == LAST else f"until {time.end}"
    else:
        when = f"from {time.start} on" if time.end == LAST else f"{time.start} to {time.end}"
    when = f"on {time.start}" if time.start == time.end else when
    return f"{said}; {when}" if ":" in said else f"{said}: {when}"


def period(text: str) -> Period:
    """A closed period of days from an ISO or EDTF date or interval.

    ``2014/2016-11`` runs from the first day of 2014 to the last of November 2016; ``..`` or nothing at an end of an
    interval leaves it open. Raises InputError.
    """
    first, slash, last = (part.strip() for part in text.strip().partition("/"))
    if slash:
        start = FIRST if first in {"", ".."} else _day(first, text, last=False)
        end = LAST if last in {"", ".."} else _day(last, text, last=True)
    else:
        start, end = _day(first, text, last=False), _day(first, text, last=True)
    if start > end:
        raise InputError(f"--when {text!r} ends before it starts")
    return Period(start, end, edtf=text.strip(), reading="throughout", text=text.strip())


def _day(part: str, text: str, *, last: bool) -> str:
    match = _PART.fullmatch(part)
    try:
        if match:
            year, month, day = int(match[1]), match[2], match[3]
            if day:
                return dt.date(year, int(month), int(day)).isoformat()
            of_year = dt.date(year, int(month) if month else (12 if last else 1), 1)
            if not last:
                return of_year.isoformat()
            nearly = of_year.replace(day=28).toordinal() + 4
            if nearly > dt.date.max.toordinal():
                return LAST
            following = dt.date.fromordinal(nearly)
            return dt.date.fromordinal(following.toordinal() - following.day).isoformat()
    except ValueError:
        pass
    raise InputError(f"--when takes a date or an interval such as 2016-11, 2014/2016-11 or 2014/.., not {text!r}")


def _places(words: str, claims: Sequence[Claim]) -> tuple[Place, ...]:
    """The places that the words name; one that the claims name goes before another of that name."""
    from uncounted.resolve.places import resolve_places

    told = {place.id: place for claim in claims for place in claim.scope.places if place.id}
    if words in told:
        return (_itself(told[words], words),)
    if (known := place_by_id(words)) is not None:
        return (known,)
    found = resolve_places(words)
    namesakes = [place for place in told.values() if _plain(place.name or "") == _plain(words)]
    if len(namesakes) == 1 and not any(place.id in told for place in found):
        return (_itself(namesakes[0], words),)
    settled = tuple(_settled(place, told) for place in found)
    if not settled or any(place is None for place in settled):
        near = (f"{one.name} [{one.id}]" for place in found for one in place.alternatives if one.id)
        names = {place.name or place.text for claim in claims for place in claim.scope.places}
        raise UnknownName(f"no place {words!r} in the gazetteer.", (*near, *_first(names, "in the claims")))
    return tuple(place for place in settled if place is not None)


def widest(place: Place) -> Place | None:
    """The reading of a place that holds all its other readings ("Kabul": the province holds the city), if one does."""
    readings = (place, *place.alternatives)
    for one in readings:
        if one.id and all(other.id == one.id or one.id in (other.country, *other.within) for other in readings):
            return replace(one, relation=place.relation, km=place.km, alternatives=(), text=place.text)
    return None


def _itself(place: Place, words: str) -> Place:
    return replace(widest(place) or place, relation="in", km=None, alternatives=(), text=words)


def _settled(place: Place, told: Mapping[str, Place]) -> Place | None:
    """The place, or the other of its name that the claims speak of; null where nobody knows it.

    Where the claims leave a name open between a town and its division, the question is about the division.
    """
    holders = {one for known in told.values() for one in (known.id, *known.within, known.country) if one}
    spoken_of = [one for one in (place, *place.alternatives) if one.id in holders]
    chosen = spoken_of[0] if spoken_of else place
    if chosen.id in told and (wide := widest(told[str(chosen.id)])) is not None:
        chosen = wide
    return (
        replace(chosen, relation=place.relation, km=place.km, alternatives=(), text=place.text) if chosen.id else None
    )


def place_by_id(words: str) -> Place | None:
    """The place with this id of the gazetteer, such as ``SY`` or ``gn:163843``."""
    from uncounted.reference.gazetteer import Gazetteer

    book = Gazetteer.default()
    if not re.fullmatch(r"[A-Z]{2}|[a-z]+:\S+", words) or (known := book.get(words)) is None:
        return None
    country = book.country(words)
    return Place(known.id, known.name, country, lat=known.lat, lon=known.lon, within=book.ancestors(words), text=words)


def _actor(words: str, places: Sequence[Place], time: Period | None, claims: Sequence[Claim]) -> Actor:
    """The actor of that id or name, among the claims' first."""
    from uncounted.reference.actors import Actors
    from uncounted.resolve.actors import resolve_actor

    told = {actor.id: actor for claim in claims for actor in claim.scope.actors if actor.id}
    wanted = _plain(words)
    named = [a for a in told.values() if wanted in {_plain(a.id or ""), _plain(a.name or ""), _plain(a.text or "")}]
    party = Actors.default().get(words)
    found = resolve_actor(words, places=places, time=time)
    candidates = (named[0].id if named else None, party.id if party else None, found.id if found else None)
    identity = next((one for one in candidates if one), None)
    if identity is None:
        names = {actor.name or actor.id for actor in told.values()}
        raise UnknownName(f"no actor {words!r}.", _first(names, "in the claims"))
    known = Actors.default().get(identity)
    countries = tuple(dict.fromkeys(place.country for place in places if place.country))
    within = Actors.default().within(identity, countries, *_ends(time)) if known else told[identity].within
    name = known.name if known else told[identity].name
    return Actor(identity, name, within, words)


def _ends(time: Period | None) -> tuple[str | None, str | None]:
    if time is None:
        return None, None
    return None if time.start == FIRST else time.start, None if time.end == LAST else time.end


def _population(words: Sequence[str]) -> Population:
    """Status, sex and age group from words, which narrow each other: ``civilian``, ``women``, ``child``."""
    status: Status | None = None
    sex: Sex | None = None
    age: AgeGroup | None = None
    for text in words:
        for found in _who(text):
            for mine, theirs in ((status, found.status), (sex, found.sex), (age, found.age_group)):
                if mine and theirs and mine != theirs:
                    raise InputError(f"--who {text!r}: nobody is both {mine} and {theirs}")
            status, sex, age = status or found.status, sex or found.sex, age or found.age_group
    return Population(status, sex, age, " ".join(words) or None)


def _who(text: str) -> list[Population]:
    wanted = " ".join(text.casefold().split())
    whole = _WHO.get(wanted)
    if whole:
        return [whole]
    found = [_WHO.get(word) for word in re.split(r"[\s,+]+", wanted) if word]
    if not found or any(one is None for one in found):
        raise UnknownName(f"--who does not know {text!r}.", _WHO_SHOWN)
    return [one for one in found if one is not None]


def _means(text: str, claims: Sequence[Claim]) -> str:
    from uncounted.reference.vocabulary import event_types, means

    told = {claim.scope.means for claim in claims if claim.scope.means}
    wanted = " ".join(text.casefold().split())
    for one in (*sorted(told), *event_types()):
        if one.casefold() == wanted:
            return one
    found = means(wanted)
    if found is None:
        raise UnknownName(f"no means {text!r}.", _first(told, "in the claims") or event_types())
    return found.type


def _first(names: Iterable[str | None], where: str) -> tuple[str, ...]:
    """Some names to show: those ``where`` says, as many as fit a line."""
    known = sorted(name for name in names if name)
    more = (f"and {len(known) - _SHOWN} more {where}",) if len(known) > _SHOWN else ()
    return (*known[:_SHOWN], *more)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold().removeprefix("the ")).split())


_STATUSES: tuple[Status, ...] = get_args(Status)
_WHO_SAID: tuple[tuple[Population, str], ...] = (
    *((Population(status), status) for status in _STATUSES if status != "unknown"),
    (Population("civilian"), "civilians"),
    (Population("combatant"), "combatants, fighter, fighters"),
    (Population("member of armed forces"), "soldier, soldiers, members of armed forces"),
    (Population("other protected person"), "other protected persons"),
    (Population(sex="woman"), "woman, women, female"),
    (Population(sex="man"), "man, men, male"),
    (Population(sex="woman", age_group="child"), "girl, girls"),
    (Population(sex="man", age_group="child"), "boy, boys"),
    (Population(age_group="child"), "child, children"),
    (Population(age_group="adult"), "adult, adults"),
    (Population(age_group="infant"), "infant, infants"),
    (Population(age_group="adolescent"), "adolescent, adolescents"),
    (Population(age_group="elderly"), "elderly"),
)
_WHO = {word: population for population, words in _WHO_SAID for word in words.split(", ")}
_WHO_SHOWN = (
    "civilian", "combatant", "member of armed forces", "person directly participating in hostilities",
    "other protected person", "women", "men", "children", "girls", "boys", "adults", "infants", "adolescents",
    "elderly",
)  # fmt: skip

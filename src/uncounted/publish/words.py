"""Nouns in plain English: counts, dates, places, actors, people, bounds."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from uncounted.model.claim import Claim, Count
from uncounted.model.document import Published
from uncounted.model.recorded_estimate import Standing
from uncounted.model.scope import Actor, Period, Place, Population, Scope

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = r"\b\d{4}-\d{2}-\d{2}\b"
STANCES = {
    "asserts": "says so",
    "admits": "admits it",
    "denies": "denies it",
    "contests": "contests it",
    "alleges": "alleges it",
    "investigates": "is investigating it",
}
KINDS = {
    "incident": "one incident",
    "period": "a period",
    "cumulative": "a running total",
    "subset": "part of another figure",
    "increment": "newly added to a total",
}
BADGES = {
    "machine": "machine reading",
    "accepted": "accepted by a person",
    "corrected": "corrected by a person",
    "rejected": "rejected by a person",
}
_STATUS = {
    "civilian": "civilians",
    "other protected person": "other protected persons",
    "member of armed forces": "members of armed forces",
    "person directly participating in hostilities": "persons directly participating in hostilities",
    "combatant": "combatants",
    "unknown": "people of undetermined status",
}
_AGE = {
    "child": "children",
    "adult": "adults",
    "infant": "infants",
    "adolescent": "adolescents",
    "elderly": "elderly people",
}


def number(value: int) -> str:
    """A whole number with thousands separated: ``1,204``."""
    return f"{value:,}"


def day(iso: str) -> str:
    """An ISO date (or the date of a timestamp) in words: ``5 March 2016``; anything else comes back unchanged."""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def count(value: Count) -> str:
    """A count as its source words it: ``at least 300``, ``about 40``, ``“dozens”``, ``24 to 60``."""
    low, high, point = value.low, value.high, value.point
    figure = point if point is not None else low if low is not None else high
    if value.modifier == "vague word" or figure is None:
        return f"“{value.text}”" if value.text else "a number not said"
    if value.modifier == "range" or (low is not None and high is not None and low != high and point is None):
        return f"{number(low)} to {number(high)}" if low is not None and high is not None else _open_range(value)
    if value.modifier == "more than":
        return f"more than {number(point if point is not None else (low or 1) - 1)}"
    if value.modifier == "less than":
        return f"fewer than {number(point if point is not None else (high or 0) + 1)}"
    if value.modifier in {"at least", "at most", "about"}:
        return f"{value.modifier} {number(figure)}"
    return number(figure)


def _open_range(value: Count) -> str:
    if value.text:
        return f"“{value.text}”"
    return bounds(value.low, value.high)


def bounds(low: int | None, high: int | None) -> str:
    """Closed bounds in words: ``at least 24 and at most 60``; equal bounds are ``exactly`` one figure."""
    if low is not None and low == high:
        return f"exactly {number(low)}"
    if low is not None and high is not None:
        return f"at least {number(low)} and at most {number(high)}"
    if low is not None:
        return f"at least {number(low)}"
    if high is not None:
        return f"at most {number(high)}"
    return "no bound"


def people(population: Population) -> str:
    """Who is counted, in the plural: ``civilians``, ``civilian women``, ``people`` where the source does not say."""
    group = _group(population)
    if population.status is None:
        return group or "people"
    if group is None:
        return _STATUS[population.status]
    if population.status in {"civilian", "combatant"}:
        return f"{population.status} {group}"
    return f"{group} ({_STATUS[population.status]})"


def _group(population: Population) -> str | None:
    sex, age = population.sex, population.age_group
    if sex in {"woman", "man"}:
        if age in {"child", "infant", "adolescent"}:
            return "girls" if sex == "woman" else "boys"
        old = "elderly " if age == "elderly" else ""
        return old + ("women" if sex == "woman" else "men")
    return _AGE.get(age or "")


def harm(claim: Claim) -> str:
    """What happened to whom: ``civilians killed``."""
    done = {"casualties": "killed or injured (the source does not say which)"}.get(claim.measure, claim.measure)
    return f"{people(claim.population)} {done}"


def period(value: Period | None) -> str:
    """A period in words; the source's own words where it was not resolved to dates."""
    if value is None or (value.start is None and value.end is None):
        return f"“{value.text}”, not resolved to a date" if value and value.text else "not said"
    if value.start is None or value.end is None:
        return f"since {day(value.start)}" if value.start else f"until {day(value.end or '')}"
    span = _span(value.start, value.end)
    return f"some time within {span}" if value.reading == "sometime" and value.start != value.end else span


def published(value: Published) -> str:
    """When a document was published, in words."""
    return _span(value.start, value.end)


def _span(start: str, end: str) -> str:
    if start == end:
        return day(start)
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return f"{start} to {end}"
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        if first.month == last.month:
            return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(end)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def place(value: Place, countries: dict[str, str] | None = None) -> str:
    """A place with its relation and country: ``near Mosul, Iraq``; the country by name where ``countries`` knows it."""
    name = value.name or (f"“{value.text}”" if value.text else value.id or "a place not named")
    known = countries or {}
    country = known.get(value.country or "", value.country)
    if country and value.id != value.country and country != name:
        name = f"{name}, {country}"
    if value.relation == "km":
        return f"{value.km:g} km from {name}" if value.km is not None else f"some way from {name}"
    return name if value.relation == "in" else f"{value.relation} {name}"


def places(scope: Scope, countries: dict[str, str] | None = None) -> str:
    """All places of a scope, joined by and, or by or where the harm was in one of them."""
    names = [place(p, countries) for p in scope.places]
    return joined(names, "or" if scope.places_reading == "one_of" else "and") if names else "not said"


def actor(value: Actor) -> str:
    """An actor's name, else the words it was read from."""
    return value.name or (f"“{value.text}”" if value.text else value.id or "an actor not named")


def actors(scope: Scope) -> str:
    """All actors of a scope, joined."""
    names = [actor(a) for a in scope.actors]
    if not names:
        return "not said"
    text = joined(names, "or" if scope.actors_reading == "one_of" else "and")
    return f"{text}, jointly" if scope.actors_reading == "jointly" and len(names) > 1 else text


def scope(value: Scope, countries: dict[str, str] | None = None) -> str:
    """A scope in one line: place, time, actor, means and incident, those that are said."""
    parts = []
    if value.incident:
        parts.append(value.incident)
    if value.places:
        parts.append(("" if value.places[0].relation != "in" else "in ") + places(value, countries))
    if value.time and (value.time.start or value.time.end or value.time.text):
        parts.append(period(value.time))
    if value.actors:
        parts.append(f"by {actors(value)}")
    if value.means:
        parts.append(f"by {value.means}")
    return ", ".join(parts) or value.text or "scope not said"


def dated(text: str) -> str:
    """A text with its ISO dates, and the ranges between two of them, in words."""
    text = re.sub(rf"({_ISO}) to ({_ISO})", lambda m: _span(m[1], m[2]), text)
    return re.sub(_ISO, lambda m: day(m[0]), text)


def question(text: str) -> str:
    """A question as a heading; one whose scope is empty says so."""
    text = dated(text)
    shown = text.strip().rstrip(":").rstrip()
    shown = f"{shown}, nothing more said" if shown != text.strip() else shown
    return shown[:1].upper() + shown[1:]


def joined(items: list[str], conjunction: str = "and") -> str:
    """``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def standing(value: Standing) -> str:
    """How an estimate's scope lies to a question's, in words."""
    told = {
        "same": "of the same scope",
        "within": "of a part of this scope",
        "around": "of a wider scope",
        "perhaps": "of a scope that may overlap this one",
    }
    return told[value]


def plural(n: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"

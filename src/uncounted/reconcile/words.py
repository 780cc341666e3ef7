"""Plain words for scopes, figures and findings: what a journalist reads first and a court reads closely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from uncounted.model.claim import Claim
from uncounted.model.scope import Actor, Period, Place, Population, Scope
from uncounted.reconcile.figures import Figure, figure_text, own_words
from uncounted.reference.source_names import root_words


def root_name(claim: Claim) -> str:
    """The name of who counted, as a reader knows it."""
    from uncounted.reconcile.sources import source_name

    if claim.root is None:
        return "an unnamed source"
    if claim.root.startswith("unnamed:"):
        return claim.root.rsplit(":", 1)[-1].replace("-", " ")
    named = source_name(claim.root)
    if named:
        return named
    told = [link.name for link in claim.attribution if link.role not in {"wire", "publisher"}]
    if told and not own_words(claim):
        return told[-1]
    return root_words(claim.root, [link.name for link in claim.attribution])


def figure_words(figure: Figure) -> str:
    """A figure in few words: ``64 civilians killed``."""
    return harm_words(figure.claim)


def harm_words(claim: Claim) -> str:
    """What a claim counts, in few words: ``dozens of civilians killed``, ``119 civilians killed``."""
    number = figure_text(claim.count)
    who = population_words(claim.population)
    of = "of " if who and claim.count.modifier == "vague word" and number in _OF else ""
    return f"{number} {of}{who}{claim.measure}"


_OF = {"dozens", "scores", "hundreds", "thousands", "tens", "tens of thousands", "hundreds of thousands"}


def claim_words(figure: Figure) -> str:
    """A figure with who says so: ``US Central Command's 119 civilians killed (Syria and Iraq; 2014 to 2016-11-09)``."""
    place = scope_words(figure.claim.scope)
    name = root_name(figure.claim)
    whose = f"{name}'" if name.endswith("s") else f"{name}'s"
    return f"{whose} {figure_words(figure)}" + (f" ({place})" if place else "")


def population_words(population: Population) -> str:
    """Whom a figure counts, with a blank after it; empty where it does not say."""
    groups = {
        ("child", "woman"): "girls ",
        ("child", "man"): "boys ",
        ("adolescent", "woman"): "adolescent girls ",
        ("adolescent", "man"): "adolescent boys ",
        ("elderly", "woman"): "elderly women ",
        ("elderly", "man"): "elderly men ",
    }
    age = {"child": "children ", "adolescent": "adolescents ", "elderly": "elderly people ", "infant": "infants "}
    sex = {"woman": "women ", "man": "men "}
    said = (population.age_group or "", population.sex or "")
    named = groups.get(said) or age.get(said[0]) or sex.get(said[1])
    if named or said[0] == "adult":
        return named or "adults "
    plural = {
        "civilian": "civilians ",
        "other protected person": "other protected persons ",
        "member of armed forces": "members of armed forces ",
        "person directly participating in hostilities": "persons directly participating in hostilities ",
        "combatant": "combatants ",
        "unknown": "people of undetermined status ",
    }
    return plural.get(population.status or "", "")


def scope_words(scope: Scope) -> str:
    """A scope in words: places; actors; days."""
    parts = [
        _joined([place_words(p) for p in scope.places], "or" if scope.places_reading == "one_of" else "and"),
        f"by {_joined([_actor(a) for a in scope.actors], 'or' if scope.actors_reading == 'one_of' else 'and')}"
        if scope.actors
        else "",
        f"{scope.n_incidents} incidents" if scope.n_incidents else "",
        period_words(scope.time),
    ]
    return "; ".join(part for part in parts if part)


def place_words(place: Place) -> str:
    """A place no finer than it was said."""
    name = place.name or place.text or place.id or "an unnamed place"
    if place.relation == "km" and place.km:
        return f"within {place.km:g} km of {name}"
    return name if place.relation == "in" else f"{place.relation} {name}"


def period_words(period: Period | None) -> str:
    """A period in words; open ends stay open."""
    if period is None or (period.start is None and period.end is None):
        return period.text or "" if period else ""
    if period.start == period.end:
        return f"on {period.start}"
    span = f"{period.start or 'an unstated day'} to {period.end or 'an unstated day'}"
    return f"some day in {span}" if period.reading == "sometime" else span


def date_words(figure: Figure, period: Period | None) -> str:
    """One reading of the date under a figure: ``5 civilians killed on 2015-11-20``."""
    when = period_words(period) or "at a time not said"
    if period is not None and period.start is None and period.end:
        when = f"on or before {period.end}"
    because = f" ({period.rule})" if period is not None and period.rule else ""
    return f"{figure_words(figure)} {when}{because}"


def remainder_words(whole: Figure, parts: Sequence[Figure]) -> str:
    """Where the rest of a figure lies, as exactly as its parts allow."""
    who = root_name(whole.claim)
    if whole.incident is not None:
        return f"counted by {who} in the same incident and not among them"
    if all(part.incident is not None for part in parts):
        return f"counted by {who} in incidents not named"
    time = parts[0].claim.scope.time
    if len(parts) == 1 and time and time != whole.claim.scope.time and _scope_but_time(parts[0], whole):
        return f"counted by {who} outside {period_words(time).removeprefix('on ')}"
    return f"counted by {who} and in none of the parts it gives"


def _scope_but_time(part: Figure, whole: Figure) -> bool:
    mine, theirs = part.claim.scope, whole.claim.scope
    return {p.id for p in mine.places} == {
        p.id for p in theirs.places
    } and part.claim.population == whole.claim.population


def cannot_all_hold(figures: Sequence[Figure], missing: Iterable[str], short: int | None, short_all: int | None) -> str:
    """The finding in a sentence."""
    said = _joined([claim_words(figure) for figure in figures], "and")
    lacking = "; and if ".join(sentence[0].lower() + sentence[1:].rstrip(".") for sentence in missing)
    verb = "cannot all be true" if len(figures) > 2 else "cannot both be true"
    if len(figures) == 1:
        verb = "cannot be true"
    opening = f"{said} {verb}" if not lacking else f"If {lacking}, then {said} {verb}"
    if short is None:
        return f"{opening}."
    by = f": short by {short}"
    if short_all is not None and short_all != short:
        by += f", and by {short_all} with all trusted claims in force"
    return f"{opening}{by}."


def _actor(actor: Actor) -> str:
    return actor.name or actor.text or actor.id or "an unnamed party"


def _joined(items: Sequence[str], word: str) -> str:
    items = [item for item in items if item]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"

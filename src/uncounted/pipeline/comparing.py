"""Trust profiles side by side: what each of them says per place, month, year or incident."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Sequence
from dataclasses import replace

from uncounted.model.answering import ComparedRow, Comparison, Side, TrustProfile
from uncounted.model.claim import Claim
from uncounted.model.errors import Refused, UnknownName
from uncounted.model.reconciliation import Bounds, Question
from uncounted.model.records import digest
from uncounted.model.scope import Period, Place, Scope
from uncounted.pipeline import trust
from uncounted.pipeline.answering import Reconciled, command, reconciled
from uncounted.pipeline.asking import Asking, period, question, widest, words_of
from uncounted.pipeline.settings import Material, Setting

PER = ("place", "country", "month", "year", "incident")
LEAVE_ONE_OUT = "leave-one-out"
Cell = tuple[tuple[str, str, str], ...]  # of each dimension: its name, a key to sort by, words


def compare(
    material: Material,
    asking: Asking,
    setting: Setting,
    names: Sequence[str],
    per: Sequence[str] = ("place", "month"),
    *,
    target: str = "CASE",
) -> Comparison:
    """The bounds of several profiles, for the whole question and for each of its cells.

    A cell is a place (where the text says only "near" one: the country) and a month, or what else ``per`` names, that
    some figure lies in whole; figures that span several stand in the first row alone. Cells of which no profile says
    anything are left out. ``leave-one-out`` among ``names``
    is every source, and every source without each. Raises UnknownName and Refused.
    """
    for one in per:
        if one not in PER:
            raise UnknownName(f"--per does not know {one!r}.", PER)
    asked = question(asking, material.claims)
    profiles = _profiles(names, material, asked)
    if len(profiles) < 2:
        raise Refused("--compare takes two profiles or more, such as official,monitors")
    cells = _cells(asked, material, per) if per else {}
    asks = (asked, *cells.values())
    plain = replace(setting, trust=None)
    results = [
        reconciled(material, plain, _known(asks, one, material), profile=one, conflicts=False) for one in profiles
    ]
    rows = [_row(asked, {}, profiles, results)]
    told = [_row(ask, {name: words for name, _, words in cell}, profiles, results) for cell, ask in cells.items()]
    rows += [row for row in told if any(side.low or side.high is not None for side in row.sides)]
    line = command(target, asking, plain, material, None)
    recipes = {one.name: (r.found.recipe or {})["hash"] for one, r in zip(profiles, results, strict=True)}
    recipe = digest(list(recipes.items()), list(per))
    more = shlex.join(("--compare", ",".join(names), "--per", ",".join(per) or "none", "--expect", recipe))
    return Comparison(
        profiles=tuple(one.name for one in profiles),
        per=tuple(per),
        rows=tuple(rows),
        recipes=recipes,
        recipe=recipe,
        command=f"{line} {more}",
    )


def table(comparison: Comparison) -> str:
    """The comparison as CSV; an open bound is an empty field."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    sides = [f"{name} {end}" for name in comparison.profiles for end in ("low", "high")]
    writer.writerow([*comparison.per, "measure", *sides, "gap", "ratio", "question"])
    for row in comparison.rows:
        bounds = [value for side in row.sides for value in (side.low, side.high)]
        ratio = None if row.ratio is None else f"{row.ratio:.3f}"
        writer.writerow([*(row.cell.get(one, "") for one in comparison.per), row.measure, *bounds, row.gap, ratio,
                         row.question])  # fmt: skip
    return out.getvalue()


def _profiles(names: Sequence[str], material: Material, asked: Question) -> list[TrustProfile]:
    found: list[TrustProfile] = []
    for name in names:
        if name != LEAVE_ONE_OUT:
            found.append(trust.profile(name, material.case))
            continue
        every = trust.profile("every", None)
        roots = sorted({claim.root for claim in _bearing(asked, material) if claim.root})
        found += [every, *(trust.profile(f"{trust.WITHOUT}{root}", None) for root in roots)]
    return list({one.name: one for one in found}.values())


def _bearing(asked: Question, material: Material) -> list[Claim]:
    """The claims of the figures that bear on the question, whoever told them, first the one that speaks for each."""
    from uncounted.link.incidents import link
    from uncounted.reconcile.bearing import bearing

    used = [claim for claim in material.used if claim.status != "rejected"]
    return [f.claim for f in bearing(asked, used, link(used, material.judgements)).rows]


def _cells(asked: Question, material: Material, per: Sequence[str]) -> dict[Cell, Question]:
    from uncounted.link.incidents import link

    where = {claim: i.id for i in link(material.used, material.judgements) for claim in i.claims}
    found: dict[Cell, Scope] = {}
    for claim in _bearing(asked, material):
        cell: list[tuple[str, str, str]] = []
        scope = asked.scope
        for dimension in per:
            narrowed, told = _along(dimension, claim, scope, where)
            if narrowed is None or told is None:
                break
            scope = narrowed
            cell.append((dimension, *told))
        else:
            key = tuple(cell)
            found[key] = _wider(found.get(key, scope), scope)
    ordered = sorted(found.items(), key=lambda item: [key for _, key, _ in item[0]])
    return {cell: Question(asked.measure, scope, _words(asked, scope)) for cell, scope in ordered}


def _wider(one: Scope, other: Scope) -> Scope:
    """Of two scopes that are told in the same words, the one whose place holds the other's: a town and its division."""
    mine, theirs = one.places, other.places
    held = bool(mine and theirs) and theirs[0].id in (mine[0].country, *mine[0].within)
    return other if held else one


def _words(asked: Question, scope: Scope) -> str:
    """The question of a cell in words; that of an incident has its id, as two events may be told in the same words."""
    if scope.incident is None:
        return words_of(asked.measure, scope)
    who = words_of(asked.measure, Scope(population=scope.population)).partition(":")[0]
    return f"{who}: {scope.text} [{scope.incident}]"


def _along(
    dimension: str, claim: Claim, scope: Scope, where: dict[str, str]
) -> tuple[Scope | None, tuple[str, str] | None]:
    """The scope narrowed to the claim's place along one dimension, with a key and words for it; null if it spans."""
    if dimension in {"place", "country"}:
        place = _place(claim, dimension)
        return (None, None) if place is None else (replace(scope, places=(place,), places_reading=None), (
            str(place.name or place.id), str(place.name or place.id)))  # fmt: skip
    if dimension in {"month", "year"}:
        unit = _unit(claim.scope.time, 7 if dimension == "month" else 4)
        time = _within(period(unit), scope.time) if unit else None
        return (None, None) if time is None or unit is None else (replace(scope, time=time), (unit, unit))
    one = where.get(claim.id)
    if one is None:
        return None, None
    from uncounted.reconcile.regions import incident_text

    text = incident_text(claim)
    return replace(scope, incident=one, text=text), (
        f"{claim.scope.time.start if claim.scope.time else ''}{text}",
        text,
    )


def _place(claim: Claim, dimension: str) -> Place | None:
    """The smallest place that surely holds all of the claim's harm; its country where that is asked for."""
    from uncounted.pipeline.asking import place_by_id

    if len(claim.scope.places) != 1:
        return None
    place = claim.scope.places[0]
    whole = widest(place)
    if dimension == "place" and whole is not None and place.relation == "in":
        return replace(whole, text=None)
    return place_by_id(place.country) if place.country else None


def _unit(time: Period | None, length: int) -> str | None:
    if time is None:
        return None
    ends = {day[:length] if day else None for one in (time, *time.alternatives) for day in (one.start, one.end)}
    return ends.pop() if len(ends) == 1 else None


def _within(unit: Period, asked: Period | None) -> Period | None:
    """The days of a month or year that are asked for; null where none is."""
    if asked is None:
        return unit
    start, end = max(str(unit.start), str(asked.start)), min(str(unit.end), str(asked.end))
    return Period(start, end, edtf=f"{start}/{end}", reading="throughout") if start <= end else None


def _known(asks: Sequence[Question], one: TrustProfile, material: Material) -> tuple[Question, ...]:
    """The questions that a profile can be asked: one about an incident needs somebody who speaks of it."""
    if not any(ask.scope.incident for ask in asks):
        return tuple(asks)
    from uncounted.link.incidents import link

    incidents = link(material.used, material.judgements)
    applied = trust.apply(one, material.used, incidents, material.sources)
    trusted = {
        claim.id
        for claim in material.used
        if claim.id not in applied.left_out and (applied.roots is None or claim.root in applied.roots)
    }
    spoken = {incident.id for incident in incidents if trusted.intersection(incident.claims)}
    return tuple(ask for ask in asks if ask.scope.incident is None or ask.scope.incident in spoken)


def _row(
    ask: Question, cell: dict[str, str], profiles: Sequence[TrustProfile], results: Sequence[Reconciled]
) -> ComparedRow:
    sides = []
    for one, result in zip(profiles, results, strict=True):
        bound = next((b for b in result.found.bounds if b.question == ask.text and b.scope == ask.scope), None)
        sides.append(_side(one.name, bound))
    first, last = sides[0], sides[-1]
    if not all(side.low or side.high is not None for side in (first, last)):
        return ComparedRow(cell, ask.text, ask.measure, tuple(sides), None, None)
    low, high = first.low or 0, last.low or 0
    return ComparedRow(
        cell=cell,
        question=ask.text,
        measure=ask.measure,
        sides=tuple(sides),
        gap=high - low,
        ratio=low / high if high else None,
        gap_bounds=(
            None if first.high is None else high - first.high,
            None if last.high is None else last.high - low,
        ),
        ratio_bounds=(
            low / last.high if last.high else None,
            first.high / high if first.high is not None and high else None,
        ),
    )


def _side(name: str, bound: Bounds | None) -> Side:
    """A profile's bounds; where it has nobody who speaks of an incident, anything is possible."""
    if bound is None:
        return Side(name, 0, None)
    because = tuple(dict.fromkeys((*bound.low_because, *bound.high_because)))
    return Side(name, bound.low, bound.high, bound.consistent, because)

"""Contradictions and tensions: what cannot all be true now, and what could not if an assumption were added."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.membership import INSIDE
from uncounted.model.reconciliation import Assumption, Contradiction, Price
from uncounted.model.records import digest
from uncounted.reconcile import assumptions as named
from uncounted.reconcile.assumptions import InForce
from uncounted.reconcile.bundles import claims_of
from uncounted.reconcile.causes import causes
from uncounted.reconcile.conflicts import Component, components, conflicts, short_by
from uncounted.reconcile.figures import Figure, is_floor
from uncounted.reconcile.program import round_up
from uncounted.reconcile.ranges import Kind
from uncounted.reconcile.rows import Hull, build_program, figure_range, least_sum, measures_of
from uncounted.reconcile.words import cannot_all_hold, root_name
from uncounted.reconcile.world import World, build, only

# A tension adds at most this many assumptions to those in force.
MISSING_LIMIT = 2


@dataclass(frozen=True)
class Setting:
    """What a search for contradictions starts from."""

    claims: Sequence[Claim]
    incidents: Sequence[Incident]
    force: InForce
    trusted: Sequence[str] | None

    built: dict[InForce, World] = dataclasses.field(default_factory=dict, compare=False)
    figures: tuple[Figure, ...] | None = dataclasses.field(default=None, compare=False)
    known: _Known = dataclasses.field(default_factory=dict, compare=False)

    def within(self, world: World, incident: str) -> Setting:
        """The same for one incident by itself."""
        figures = tuple(world.by_claim[one] for one in world.elements[incident].figures)
        return Setting((), self.incidents, self.force, self.trusted, figures=figures)

    def world(self, force: InForce) -> World:
        """The same claims under other assumptions."""
        if force not in self.built:
            world = build(self.claims, self.incidents, force, trusted=self.trusted, figures=self.figures)
            self.built[force] = of_one_status(world)
        return self.built[force]


def of_one_status(world: World) -> World:
    """The world in which contradictions are looked for: nobody has two statuses, if that is assumed."""
    return dataclasses.replace(world, one_status=True) if named.ONE_STATUS in world.force else world


def contested(world: World, known: _Known | None = None) -> tuple[tuple[tuple[str, ...], ...], tuple[Hull, ...]]:
    """Incidents whose own figures conflict: the irreducible sets, and the hulls with which they enter totals."""
    sets: list[tuple[str, ...]] = []
    hulls: list[Hull] = []
    switches = tuple(a.name for a in world.force.on if a.id in _WITHIN_INCIDENTS)
    for element in world.elements.values():
        if len(element.figures) < 2 or element.id in world.ranges:
            continue
        figures = [world.by_claim[one] for one in element.figures]
        key = (element.id, switches)
        found = known.get(key) if known is not None else None
        if found is None:
            alone = build_program(only(world, figures))
            found = tuple(one for component in components(alone) for one in conflicts(component).sets)
            if known is not None:
                known[key] = found
        if found:
            sets.extend(found)
            hulls.extend(_hulls(element.id, figures, world, found))
    return tuple(sets), tuple(hulls)


_Sets = tuple[tuple[str, ...], ...]
_Known = dict[tuple[str, tuple[str, ...]], _Sets]
# Only these change what the figures of one incident say of each other.
_WITHIN_INCIDENTS = {
    *(named.NO_OVERCOUNT, named.FULL_COUNT, named.ONE_STATUS, named.PRESUME_CIVILIAN, named.ABOUT_WITHIN)
}


def find(setting: Setting) -> tuple[Contradiction, ...]:
    """All contradictions under the assumptions in force, then all tensions, smallest first."""
    world = setting.world(setting.force)
    seen: dict[tuple[str, ...], Contradiction] = {}
    for claims in _irreducible(world, setting.known):
        seen[claims] = _finding(setting, world, claims, ())
    off = [a for a in named.off_catalogue(setting.force, setting.claims) if _bears(a, world)]
    for size in range(1, MISSING_LIMIT + 1):
        for missing in itertools.combinations(off, size):
            if _one_member_twice(missing):
                continue
            for claims in _irreducible(setting.world(setting.force.plus(missing)), setting.known):
                if claims not in seen and not _against_own_words(claims, missing, world):
                    seen[claims] = _finding(setting, world, claims, missing)
    return tuple(sorted(seen.values(), key=lambda c: (c.kind, len(c.missing_assumptions), len(c.claims), c.claims)))


def _bears(assumption: Assumption, world: World) -> bool:
    """Whether an assumption that is off could change anything: it is not worth a search where nothing is about it."""
    if assumption.id == named.EXCLUDED_ELSEWHERE:
        return any(figure.exclusions for figure in world.rows)
    if assumption.id == named.ABOUT_WITHIN:
        return any(figure.claim.count.modifier == "about" for figure in world.rows)
    if assumption.id == named.UNLINKED_DIFFERENT:
        return any(element.may_be for element in world.elements.values())
    if assumption.id == named.PRESUME_CIVILIAN:
        return any(figure.claim.population.status in {None, "unknown"} for figure in world.rows)
    return True


def _against_own_words(claims: Iterable[str], missing: Iterable[Assumption], world: World) -> bool:
    """Whether a status is presumed of people of whom the same source says how many were civilians."""
    if all(assumption.id != named.PRESUME_CIVILIAN for assumption in missing):
        return False
    figures = [world.by_claim[one] for one in claims]
    silent = {f.root for f in figures if f.claim.population.status is None}
    if any(f.root in silent and f.claim.population.status == "civilian" for f in figures):
        return True
    if any(f.claim.population.status in {None, "unknown", "civilian"} for f in figures):
        return False
    parted = {f.root for f in world.rows if f.claim.population.status == "civilian"}
    return all(f.root in parted for f in figures)  # the soldiers of one who counts civilians beside them


def _one_member_twice(missing: Iterable[Assumption]) -> bool:
    members = [assumption.arguments[0] for assumption in missing if assumption.id == named.MEMBER_STANDS]
    return len(members) != len(set(members))


def _irreducible(world: World, known: _Known) -> list[tuple[str, ...]]:
    sets, hulls = contested(world, known)
    parts = components(build_program(world, hulls))
    found = [one for component in parts for one in conflicts(component).sets]
    return [*sets, *(claims_of(one, world.bundles) for one in found)]


def _finding(setting: Setting, now: World, claims: tuple[str, ...], missing: tuple[Assumption, ...]) -> Contradiction:
    force = setting.force.plus(missing)
    figures = sorted((now.by_claim[one] for one in claims), key=lambda f: (_top(f, now), f.id))
    one_event = len({figure.incident for figure in figures}) == 1 and figures[0].incident is not None
    if one_event and now.bundles:
        setting = setting.within(now, str(figures[0].incident))
    world = setting.world(force)
    pair = build_program(only(world, figures))
    short, short_all = short_by(pair, claims), _short_by_all(world, claims, setting.known)
    could = [a for a in force.on if a not in missing and (not one_event or a.id in _WITHIN_INCIDENTS)]
    used = [a for a in could if not _holds_without(setting, a, force, claims)]
    names = tuple(a.name for a in missing)
    prices = _prices(setting, claims, missing) if missing else ()
    text = cannot_all_hold(figures, [a.sentence for a in missing], short, short_all)
    return Contradiction(
        id="x" + digest(sorted(claims))[:16],
        kind="tension" if missing else "contradiction",
        claims=tuple(figure.id for figure in figures),
        measure=figures[0].claim.measure,
        short_by=short,
        short_by_all=short_all,
        assumptions=tuple(a.name for a in used),
        missing_assumptions=names,
        settled_by=_settled_by(figures, missing, used),
        price=prices,
        text=" ".join([text, *(_price_words(price) for price in prices[:2])]),
        causes=causes(figures, world, (*used, *missing)),
    )


def _top(figure: Figure, world: World) -> float:
    return figure_range(figure.claim.count, world)[1]


def _holds_without(setting: Setting, assumption: Assumption, force: InForce, claims: tuple[str, ...]) -> bool:
    """Whether the conflict stands without this assumption."""
    world = setting.world(force.minus(assumption))
    figures = [world.by_claim[one] for one in claims]
    return not build_program(only(world, figures)).feasible(claims)


def _short_by_all(world: World, claims: tuple[str, ...], known: _Known) -> int | None:
    """With all trusted claims in force; where others conflict too, with the largest consistent subset around them."""
    elements = {f.incident for f in world.rows if f.id in claims if f.incident}
    _, hulls = contested(world, known)
    near = _near(world, claims)
    kept = {figure.incident for figure in near.rows}
    program = build_program(near, [hull for hull in hulls if hull.element in kept - elements])
    for component in components(program):
        if set(claims) <= set(component.tags):
            others = sorted(set(component.tags) - set(claims))
            found = short_by(component.program, claims, others)
            return found if found is not None else _short_by_most(component, claims)
    return short_by(program, claims)


def _short_by_most(component: Component, claims: tuple[str, ...]) -> int | None:
    found = [
        value
        for left in conflicts(component).left
        if (value := short_by(component.program, claims, left - set(claims))) is not None
    ]
    return min(found, default=None)


def _prices(setting: Setting, claims: tuple[str, ...], missing: tuple[Assumption, ...]) -> tuple[Price, ...]:
    """What must be true for the claims to be compatible, now and with all but one of the missing assumptions."""
    steps = [(), *((one,) for one in missing if len(missing) > 1)]
    found = [price for added in steps if (price := _price(setting, claims, added)) is not None]
    return tuple(found)


def _price(setting: Setting, claims: tuple[str, ...], added: tuple[Assumption, ...]) -> Price | None:
    """For a floor over a ceiling: how many of the floor's people must lie where the ceiling does not surely look."""
    world = setting.world(setting.force.plus(added))
    figures = {figure.id: figure for figure in world.rows if figure.id in claims}
    if len(figures) != 2:
        return None
    floor, ceiling = sorted(figures.values(), key=lambda f: -figure_range(f.claim.count, world)[0])
    if figure_range(ceiling.claim.count, world)[1] >= figure_range(floor.claim.count, world)[0]:
        return None
    outside = [a for a in world.held[floor.id] if world.held[ceiling.id].get(a) is not INSIDE]
    _, hulls = contested(world, setting.known)
    near = _near(world, claims)
    kept = {figure.incident for figure in near.rows}
    program = build_program(near, [hull for hull in hulls if hull.element in kept])
    label = world.label(floor)
    lumps = [
        [tuple(program.variable(("x", atom, (measure, label))) for atom in some) for some in lump]
        for lump in world.lumps(outside)
        for measure in measures_of(floor.claim.measure)
    ]
    terms = least_sum(program, lumps, "price")
    least = program.minimum(terms, [figure.id for figure in world.rows])
    if least is None or round_up(least) <= 0:
        return None
    words = _places_of(world, outside)
    events = [world.elements[atom] for atom in outside if atom in world.elements]
    claim = next((event.figures[0] for event in events if event.figures), None)
    return Price(tuple(a.name for a in added), round_up(least), words, claim)


def _places_of(world: World, atoms: Sequence[str]) -> str:
    events = list(dict.fromkeys(atom.words for atom in world.atoms if atom.key in atoms and atom.element))
    residues = any(atom.element is None for atom in world.atoms if atom.key in atoms)
    if residues:
        events.append("places, days or parties where the other figure does not surely look")
    return "; or ".join(events)


def _price_words(price: Price) -> str:
    given = f"With {' and '.join(price.assumptions)} they" if price.assumptions else "As it stands they"
    return f"{given} are compatible if at least {price.low} of the people counted were harmed in {price.where}."


def _settled_by(
    figures: Sequence[Figure], missing: Sequence[Assumption], used: Sequence[Assumption]
) -> tuple[str, ...]:
    roots = list(dict.fromkeys(root_name(figure.claim) for figure in figures))
    found = []
    for assumption in (*missing, *used):
        if assumption.id == named.MEMBER_STANDS:
            found.append("who carried out the strikes that each figure counts")
        if assumption.id == named.EXCLUDED_ELSEWHERE:
            found.append("whether the incidents that one figure leaves out are counted in the other")
        if assumption.id == named.UNDATED_IN_CAMPAIGN:
            found.append("the dates that the undated figure covers")
        if assumption.id == named.PRESUME_CIVILIAN:
            found.append("the status of those counted without one")
        if assumption.id == named.UNLINKED_DIFFERENT:
            found.append("whether the incidents that look alike are one")
    if all(figure.incident for figure in figures):
        found.append("a list of the victims by name")
    else:
        found.append(f"the list of incidents behind the figures of {' and '.join(roots)}")
    return tuple(dict.fromkeys(found))


def _hulls(element: str, figures: Sequence[Figure], world: World, sets: _Sets) -> list[Hull]:
    """Per measure and label the interval that holds what each figure says of the truth, and who gives its ends.

    A figure says at least how many only where nobody counts too many (``no-overcount``), and at most how many only
    where it is known to count everybody (``full-count``, and no floor). What is in none of the ``sets`` holds
    whichever of the others do: "two of the dead were sisters" does not make two of a source's three.
    """
    joined, full = named.NO_OVERCOUNT in world.force, named.FULL_COUNT in world.force
    kinds: dict[Kind, dict[str, tuple[float, float]]] = {}
    for figure in figures:
        if figure.claim.measure != "casualties":
            low, high = figure_range(figure.claim.count, world)
            all_of_it = full and not is_floor(figure) and INSIDE in world.held[figure.id].values()
            span = (max(low, 0.0) if joined else 0.0, high if all_of_it else math.inf)
            kinds.setdefault((figure.claim.measure, world.label(figure)), {})[figure.id] = span
    involved = frozenset[str]().union(*sets)
    roots = [{world.by_claim[one].root for one in some} for some in sets]
    torn = frozenset(next(iter(some)) for some in roots if len(some) == 1)
    return [
        Hull(element, kind, *_hull(spans, [one for one in spans if one in involved] or list(spans)), torn)
        for kind, spans in kinds.items()
    ]


def _hull(spans: Mapping[str, tuple[float, float]], some: Collection[str]) -> tuple[int, int | None, str, str]:
    """Of ``some``, in conflict, the least low and greatest high; of the others the greatest low and the least high."""
    held = [one for one in spans if one not in some]
    least, most = min(some, key=lambda one: (spans[one][0], one)), max(some, key=lambda one: (spans[one][1], one))
    least = max([least, *held], key=lambda one: spans[one][0])
    most = min([most, *held], key=lambda one: spans[one][1])
    low, high = spans[least][0], spans[most][1]
    return int(low), None if math.isinf(high) else int(high), least, most


def _near(world: World, claims: tuple[str, ...]) -> World:
    """The world with the rows that share cells with these claims, directly or through others."""
    near = frozenset[str]().union(*(world.parts[one] for one in claims if one in world.parts))
    rows = [f for f in world.rows if f.id in near and (f.id in claims or f.incident not in world.bundled)]
    return only(world, rows, bundles_too=True)

"""Incidents with truth: bursts over the towns of a country.

Towns are those of the project's gazetteer, drawn by population. Times follow a Hawkes process: each incident begets a
number of others (Poisson), days later (exponential), in the same town or near it, mostly by the same actor. Sequential
incidents close to each other are what matching gets wrong. Deaths are none for some, else a discrete power law.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from uncounted.reference import unpacked

KM = 111.2  # of one degree of latitude
KINDS = ("bombing", "assault", "battle", "riot", "protest", "abduction", "assassination")


@dataclass(frozen=True)
class Town:
    """A town with the middle of its divisions."""

    name: str
    lat: float
    lon: float
    population: int
    second: tuple[float, float]
    first: tuple[float, float]


@dataclass(frozen=True)
class Truth:
    """One incident: the day it happened (from 0), where, what kind, by whom (numbers of KINDS and of actors)."""

    number: int
    day: int
    lat: float
    lon: float
    town: Town
    kind: int
    actor: int
    deaths: int


@dataclass(frozen=True)
class World:
    """How to draw incidents. ``busy``: how many at the outset; bursts add to it. ``spread``: of towns."""

    seed: int
    country: str = "NG"
    towns: int = 220
    days: int = 365
    busy: int = 420
    branching: float = 0.35
    fade: float = 3.0
    nearby: float = 0.3
    nearby_km: float = 12.0
    actors: int = 9
    harmless: float = 0.3
    tail: float = 1.9


@lru_cache(maxsize=8)
def towns_of(country: str) -> tuple[Town, ...]:
    """The towns of a country, largest first."""
    base = sqlite3.connect(f"{unpacked.database().resolve().as_uri()}?mode=ro", uri=True)
    rows = base.execute(
        "SELECT t.name, t.lat, t.lon, t.population, t.second, t.first FROM place t "
        "WHERE t.kind = 's' AND t.country = ? AND t.population > 0 AND t.first IS NOT NULL "
        "ORDER BY t.population DESC LIMIT 1500",
        (country,),
    ).fetchall()
    middle: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for _, lat, lon, _, second, first in rows:
        for level, division in ((2, second), (1, first)):
            if division is not None:
                middle.setdefault((level, division), []).append((lat / 1000, lon / 1000))
    base.close()

    def centre(level: int, division: int | None, lat: float, lon: float) -> tuple[float, float]:
        found = middle.get((level, division or 0), [(lat, lon)])
        return sum(p[0] for p in found) / len(found), sum(p[1] for p in found) / len(found)

    return tuple(
        Town(
            name, lat / 1000, lon / 1000, population,
            centre(2, second, lat / 1000, lon / 1000), centre(1, first, lat / 1000, lon / 1000),
        )
        for name, lat, lon, population, second, first in rows
        if name
    )  # fmt: skip


def incidents(world: World) -> list[Truth]:
    """The incidents of a world, by day."""
    random = np.random.default_rng(world.seed)
    known = towns_of(world.country)
    size = np.array([town.population for town in known], dtype=float) ** 0.5
    chosen = random.choice(len(known), min(world.towns, len(known)), replace=False, p=size / size.sum())
    heat = random.pareto(1.1, len(chosen)) + 0.3  # a war is fought in few places
    heat /= heat.sum()
    homes = random.integers(0, world.actors, len(chosen))  # each town knows one or two actors
    queue: list[tuple[float, int, int | None, int | None]] = [
        (float(random.uniform(0, world.days)), int(random.choice(len(chosen), p=heat)), None, None)
        for _ in range(random.poisson(world.busy))
    ]
    found: list[Truth] = []
    while queue:
        time, at, actor, kind = queue.pop()
        if time >= world.days:
            continue
        local = actor if actor is not None and random.random() < 0.8 else _actor(random, world, int(homes[at]))
        what = kind if kind is not None and random.random() < 0.5 else _kind(random)
        found.append(_incident(random, world, known[chosen[at]], time, what, local))
        for _ in range(random.poisson(world.branching)):
            then = time + random.exponential(world.fade)
            queue.append((then, _beside(random, world, known, chosen, at), local, what))
    found.sort(key=lambda each: each.day)
    return [Truth(**{**vars(each), "number": n}) for n, each in enumerate(found)]


def _incident(random: np.random.Generator, world: World, town: Town, time: float, kind: int, actor: int) -> Truth:
    # A large town is several km across, so that incidents in it differ in place as well.
    reach = 0.4 + min(6.0, (town.population / 1e5) ** 0.5)
    north, east = random.normal(0, reach / 2, 2)
    lon = town.lon + east / KM / np.cos(np.radians(town.lat))
    return Truth(0, int(time), town.lat + north / KM, float(lon), town, kind, actor, _deaths(random, world, kind))


def _deaths(random: np.random.Generator, world: World, kind: int) -> int:
    harmless = min(0.95, world.harmless * (3.0 if KINDS[kind] in ("protest", "abduction") else 1.0))
    if random.random() < harmless:
        return 0
    return int(min(300, 1 + np.floor(2.5 * random.pareto(world.tail - 0.5))))


def _kind(random: np.random.Generator) -> int:
    return int(random.choice(len(KINDS), p=[0.24, 0.24, 0.18, 0.08, 0.10, 0.06, 0.10]))


def _actor(random: np.random.Generator, world: World, home: int) -> int:
    draw = random.random()
    return home if draw < 0.65 else (home + 1) % world.actors if draw < 0.85 else int(random.integers(world.actors))


def _beside(random: np.random.Generator, world: World, known: tuple[Town, ...], chosen: np.ndarray, at: int) -> int:
    """The town of a later incident of a burst: mostly the same, else one near it."""
    if random.random() >= world.nearby:
        return at
    here = known[chosen[at]]
    far = np.array([np.hypot(known[k].lat - here.lat, known[k].lon - here.lon) * KM for k in chosen])
    pull = np.exp(-far / world.nearby_km)
    pull[at] = 0.0
    return int(random.choice(len(chosen), p=pull / pull.sum())) if pull.sum() > 1e-12 else at

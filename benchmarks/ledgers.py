"""Simulated ledgers: incidents with a true toll, each told by several sources, and figures over many of them."""

from __future__ import annotations

import datetime as dt
import random

from uncounted.model.claim import Attribution, Claim, Count
from uncounted.model.scope import Actor, Period, Place, Population, Scope

FIRST_DAY = dt.date(2014, 1, 1)
PROVINCES = 14
ACTORS = (Actor("GOV", "Government"), Actor("COA", "Coalition"), Actor("ALY", "Ally"), Actor("ARM", "Armed group"))
ROOTS = tuple(f"source {number}" for number in range(8))


class _Truth:
    """One incident as it was."""

    def __init__(self, rng: random.Random, towns: list[Place]) -> None:
        self.day = FIRST_DAY + dt.timedelta(days=rng.randrange(3 * 365))
        self.town = rng.choice(towns)
        self.actor = rng.choices(ACTORS, [5, 2, 2, 1])[0]
        self.killed, self.injured = 1 + int(rng.expovariate(0.25)), int(rng.expovariate(0.15))


def ledger(
    incidents: int, *, per: int = 5, cumulative: int = 200, seed: int = 1, contested: float = 0.02
) -> list[Claim]:
    """``incidents`` times ``per`` claims of incidents, and ``cumulative`` figures of periods and regions over them.

    ``contested``: the share of claims that say two more were killed than there were. All others allow the truth.
    """
    rng = random.Random(seed)  # noqa: S311  # a simulation, no secret
    towns = [_town(number, rng) for number in range(300)]
    truth = [_Truth(rng, towns) for _ in range(incidents)]
    claims = [claim for number, one in enumerate(truth) for claim in _told(number, one, per, contested, rng)]
    return claims + [_cumulative(number, truth, rng) for number in range(cumulative)]


def _town(number: int, rng: random.Random) -> Place:
    province = number % PROVINCES
    country = _country(province)
    return Place(
        id=f"town-{number}", name=f"Town {number}", country=country, within=(f"province-{province}", country),
        lat=33 + province % 4 + rng.random(), lon=36 + province // 4 + rng.random(), precision="1",
    )  # fmt: skip


def _country(province: int) -> str:
    return "AA" if province < 9 else "BB"


def _told(number: int, truth: _Truth, per: int, contested: float, rng: random.Random) -> list[Claim]:
    day = truth.day.isoformat()
    claims = []
    for turn, root in enumerate(rng.sample(ROOTS, per)):
        measure = "killed" if turn < per - 1 else "injured"
        value = truth.killed if measure == "killed" else truth.injured
        style = rng.random()
        count = Count(value, value, value)
        if style > 0.75:
            count = Count(max(0, value - rng.randrange(3)), value + rng.randrange(3), None, "range")
        elif style > 0.4:
            count = Count(max(0, value - rng.randrange(3)), None, None, "at least")
        if measure == "killed" and rng.random() < contested:
            count = Count(value + 2, value + 2, value + 2)
        scope = Scope(
            Period(day, day, reading="sometime"), (truth.town,), "all", (truth.actor,) if rng.random() < 0.8 else (),
            means="airstrike" if rng.random() < 0.5 else None, incident=f"incident-{number}",
        )  # fmt: skip
        claims.append(
            Claim(
                id=f"c{number}-{turn}",
                measure=measure,
                count=count,
                document=f"d{number}",
                root=root,
                kind="incident",
                population=Population("civilian" if rng.random() < 0.7 else None),
                scope=scope,
                said_on=day,
                attribution=(Attribution(root, "publisher"),),
            )
        )
    return claims


def _cumulative(number: int, truth: list[_Truth], rng: random.Random) -> Claim:
    """A full count a tenth above the killed in its scope, or a floor below them."""
    root, length = rng.choice(ROOTS), rng.choice([30, 90, 365, 1000])
    start = FIRST_DAY + dt.timedelta(days=30 * rng.randrange(30))
    end = start + dt.timedelta(days=length - 1)
    places, actor = _where(rng), rng.choice([None, *ACTORS])
    ids = {place.id for place in places}
    inside = [
        one for one in truth
        if start <= one.day <= end and ids & {*one.town.within} and (actor is None or actor == one.actor)
    ]  # fmt: skip
    total, full = sum(one.killed for one in inside), rng.random() < 0.3
    value = int(total * (1.1 if full else rng.uniform(0.5, 0.95)))
    status = None if full else rng.choice([None, "civilian"])
    return Claim(
        id=f"total-{number}", measure="killed", document="totals", root=root, said_on="2018-01-01",
        count=Count(value, value, value) if full else Count(value, None, None, "at least"),
        kind="cumulative" if length == 1000 else "period", population=Population(status),
        scope=Scope(Period(start.isoformat(), end.isoformat(), reading="throughout"), places, "all",
                    (actor,) if actor else ()),
        attribution=(Attribution(root, "publisher"),), floor=None if full else "verified",
    )  # fmt: skip


def _where(rng: random.Random) -> tuple[Place, ...]:
    kind = rng.randrange(3)
    if kind == 0:
        province = rng.randrange(PROVINCES)
        country = _country(province)
        return (Place(id=f"province-{province}", name=f"Province {province}", country=country, within=(country,)),)
    lands = tuple(Place(id=one, name=one, country=one) for one in ("AA", "BB"))
    return lands if kind == 1 else (rng.choice(lands),)

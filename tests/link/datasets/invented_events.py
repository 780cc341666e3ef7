"""Invented event records: a quiet background of two datasets, and records to set into it."""

from __future__ import annotations

import dataclasses
import random

from uncounted.model.event_record import EventRecord

TOWNS = [("Ardal", 33.10, 44.20), ("Besna", 33.60, 44.90), ("Corvan", 34.20, 43.70), ("Dunsar", 34.80, 44.40),
         ("Elmira", 35.20, 43.10), ("Fenoz", 32.70, 45.10)]  # fmt: skip


def event(dataset: str, number: str, day: str, **fields: object) -> EventRecord:
    """A record of one day in Ardal, unless said otherwise."""
    plain = EventRecord(
        dataset=dataset, id=number, start=day, end=day, lat=33.10, lon=44.20, location_precision=1, place="Ardal",
        event_type="bombing", classes=("bombing", "attack"), actors=("Red Star Brigade",), best=4.0,
    )  # fmt: skip
    return dataclasses.replace(plain, **fields)


def background(n: int = 60, seed: int = 3) -> list[EventRecord]:
    """Records of two datasets over a year in six towns; about a third are of the same events."""
    chance = random.Random(seed)  # noqa: S311
    found = []
    for k in range(n):
        name, lat, lon = chance.choice(TOWNS)
        day = f"2015-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        deaths = float(chance.choice([0, 1, 1, 2, 3, 5, 8]))
        actor = chance.choice(["Red Star Brigade", "Blue Column", "unidentified armed group"])
        kind = chance.choice([("bombing", ("bombing", "attack")), ("armed clash", ("battle", "attack"))])
        own = {"lat": lat, "lon": lon, "place": name, "event_type": kind[0], "classes": kind[1], "best": deaths}
        in_alpha, in_beta = chance.choice([(True, False), (False, True), (True, True)])
        if in_alpha:
            found.append(event("alpha", f"a{k}", day, actors=(actor,), **own))
        if in_beta:
            found.append(event("beta", f"b{k}", day, actors=(actor,), **{**own, "lat": lat + 0.01}))
    return found

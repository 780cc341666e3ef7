"""Claims of invented events, as a resolver would hand them over."""

from __future__ import annotations

from typing import Any

from uncounted.model.claim import Claim, Count
from uncounted.model.document import Span
from uncounted.model.scope import Actor, Period, Place, Scope

TOWN = Place(id="gn:1", name="Tala", country="SY", lat=36.0, lon=38.0, within=("gn:90", "SY"), precision=1)
TOWN_10_KM_AWAY = Place(id="gn:2", name="Bira", country="SY", lat=36.09, lon=38.0, within=("gn:90", "SY"), precision=1)
FAR_TOWN = Place(id="gn:3", name="Dura", country="SY", lat=34.0, lon=40.0, within=("gn:91", "SY"), precision=1)
PROVINCE = Place(id="gn:90", name="Province", country="SY", lat=36.2, lon=38.2, within=("SY",), precision=4)
COUNTRY = Place(id="SY", name="Syria", country="SY", precision=6)
A = Actor(id="a", name="Force A")
B = Actor(id="b", name="Force B")


def make_claim(name: str, n: int | None = 10, day: str | Period | None = "2017-03-05", **fields: Any) -> Claim:
    """An incident claim: ``n`` killed in an airstrike by A on the town, unless ``fields`` say otherwise."""
    time = day if isinstance(day, Period) or day is None else Period(start=day, end=day, reading="sometime")
    places = fields.pop("places", (TOWN,))
    actors = fields.pop("actors", (A,))
    incident = fields.pop("incident", None)
    n_incidents = fields.pop("n_incidents", None)
    means = fields.pop("means", "airstrike")
    sentence = fields.pop("sentence", None)
    at = fields.pop("at", 0)
    scope = Scope(time=time, places=places, actors=actors, means=means, incident=incident, n_incidents=n_incidents)
    given: dict[str, Any] = {"measure": "killed", "kind": "incident", "document": f"d{name}", "root": f"root {name}"}
    given |= {"count": Count(low=n, high=n, point=n), "scope": scope, "said_on": "2017-03-06"}
    if sentence:
        given["spans"] = {"sentence": Span(at, at + len(sentence), sentence)}
    return Claim(id=name, **(given | fields))

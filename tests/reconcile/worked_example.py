"""The worked example, by hand: a military's totals, two examples, an NGO's floor, an exclusion."""

from __future__ import annotations

from uncounted.model.claim import Attribution, Claim, Count, Relation
from uncounted.model.scope import Actor, Period, Place, Population, Scope

SYRIA = Place(id="SY", name="Syria", country="SY")
IRAQ = Place(id="IQ", name="Iraq", country="IQ")
US = Actor(id="US", name="United States", within=("coalition-oir",))
COALITION = Actor(id="coalition-oir", name="US-led coalition")
DEIR = Place(id="gn:170798", name="Deir ez-Zor", country="SY", within=("SY",), relation="near", lat=35.336, lon=40.141)
MOSUL = Place(id="gn:99072", name="Mosul", country="IQ", within=("IQ",), relation="near", lat=36.341, lon=43.127)
MANBIJ = Place(id="gn:167677", name="Manbij", country="SY", within=("SY",), relation="near", lat=36.528, lon=37.955)
CIVILIANS = Population(status="civilian")
OFFENSIVE = Scope(
    places=(Place(id="gn:99072", name="Mosul", country="IQ", within=("IQ",)),),
    actors=(COALITION,),
    incident="operation to recapture Mosul",
    text="the operation to recapture Mosul",
)
LEFT_OUT = ("manbij", OFFENSIVE)


def throughout(start: str | None, end: str | None) -> Period:
    """A period of a period or cumulative figure."""
    return Period(start, end, reading="throughout")


def claim(name: str, number: int, **fields: object) -> Claim:
    """An exact claim of killed civilians, retold by a newspaper."""
    defaults: dict[str, object] = {
        "id": name,
        "measure": "killed",
        "count": Count(number, number, number),
        "document": "news",
        "root": "centcom",
        "population": CIVILIANS,
        "attribution": (Attribution("US Central Command", "organisation", "says"), Attribution("RT", "publisher")),
        "said_on": "2016-11-09",
    }
    return Claim(**{**defaults, **fields})  # type: ignore[arg-type]


def claims() -> tuple[Claim, ...]:
    """All claims of the example."""
    total = Scope(throughout("2014-01-01", "2016-11-09"), (SYRIA, IRAQ), "all", (US,), means="airstrike")
    months = Scope(throughout("2015-11-20", "2016-09-10"), (SYRIA, IRAQ), "all", (US,), means="airstrike")
    statement = Period(None, "2015-11-20", reading="sometime", rule="statement-date")
    day = Period("2015-11-20", "2015-11-20", reading="sometime", alternatives=(statement,), rule="event-date")
    example = (Relation("part_of", "period", "example"),)
    return (
        claim("total", 119, kind="cumulative", scope=total, exclusions=LEFT_OUT),
        claim("repeat", 119, kind="cumulative", scope=total, relations=(Relation("same_claim", "total"),)),
        claim("period", 64, kind="period", scope=months, exclusions=LEFT_OUT),
        claim("hurt", 8, measure="injured", kind="period", scope=months, exclusions=LEFT_OUT),
        claim("deir", 5, kind="incident", scope=Scope(day, (DEIR,), None, (US,), means="airstrike"), relations=example),
        claim(
            "mosul",
            10,
            kind="incident",
            scope=Scope(
                Period("2016-03-05", "2016-03-05", reading="sometime"), (MOSUL,), None, (COALITION,), means="airstrike"
            ),
            relations=example,
        ),
        claim(
            "manbij",
            0,
            count=Count(24, None, None, "vague word", "dozens", "dozens"),
            root="unnamed:news:some-reports",
            stance="alleges",
            kind="incident",
            scope=Scope(
                Period("2016-07-11", "2016-07-20", reading="sometime"), (MANBIJ,), None, (COALITION,), means="airstrike"
            ),
        ),
        claim(
            "ngo",
            0,
            count=Count(300, None, None, "at least", "at least 300"),
            root="amnesty-international",
            stance="alleges",
            kind="cumulative",
            scope=Scope(
                throughout(None, "2016-10-31"), (SYRIA,), "all", (COALITION,), means="airstrike", n_incidents=11
            ),
            attribution=(Attribution("Amnesty International", "organisation"), Attribution("RT", "publisher")),
        ),
    )

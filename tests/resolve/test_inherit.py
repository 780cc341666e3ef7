from __future__ import annotations

from uncounted.model.claim import Claim, Count, Relation
from uncounted.model.document import Span
from uncounted.model.scope import Actor, Period, Place, Population, Scope
from uncounted.resolve.inherit import inherit
from uncounted.resolve.parts import of_sums

WHEN = Period("2023-05-03", "2023-05-03")
WHERE = (Place("IQ", "Iraq"),)
WHO = (Actor("US", "United States"),)


def claim(name: str, at: int, sentence: int, **fields: object) -> Claim:
    spans = {"count": Span(at, at + 1, "5"), "sentence": Span(sentence, sentence + 50, "")}
    return Claim(name, "killed", Count(5, 5, 5), spans=spans, **{"kind": "incident", "root": "army", **fields})  # type: ignore[arg-type]


def test_what_a_sentence_says_holds_for_its_other_figures():
    said = claim("a", 1, 0, scope=Scope(WHEN, WHERE, actors=WHO, means="airstrike"))
    bare = claim("b", 9, 0)
    _, got = inherit([said, bare])
    assert (got.scope.time, got.scope.places, got.scope.actors, got.scope.means) == (WHEN, WHERE, WHO, "airstrike")
    assert got.inherited == dict.fromkeys(("time", "places", "actors", "means"), "same-sentence")


def test_nothing_that_is_said_is_overwritten():
    said = claim("a", 1, 0, scope=Scope(WHEN, WHERE))
    own = claim("b", 9, 0, scope=Scope(Period("2020-01-01", "2020-01-01"), (Place("SY"),)))
    assert inherit([said, own])[1].scope == own.scope


def test_a_twin_gives_its_status_too():
    first = claim("a", 1, 0, population=Population("civilian"), scope=Scope(WHEN))
    twin = claim("b", 99, 60, relations=(Relation("same_claim", "a"),))
    _, got = inherit([first, twin])
    assert (got.population.status, got.scope.time) == ("civilian", WHEN)
    assert got.inherited["population.status"] == "same-claim"


def test_a_sum_takes_place_and_actor_from_the_headline_of_its_root_and_never_its_time():
    headline = claim("a", 1, 0, kind="cumulative", scope=Scope(WHEN, WHERE, actors=WHO))
    period = claim("b", 99, 60, kind="period")
    other = claim("c", 199, 160, kind="period", root="rebels")
    _, got, apart = inherit([headline, period, other])
    assert (got.scope.time, got.scope.places, got.scope.actors) == (None, WHERE, WHO)
    assert got.inherited == {"places": "headline-of-root", "actors": "headline-of-root"}
    assert apart.scope == Scope()


def test_nothing_passes_between_different_incidents():
    one = claim("a", 1, 0, scope=Scope(WHEN, WHERE))
    two = claim("b", 99, 60, scope=Scope(Period("2021-01-01", "2021-01-01"), (Place("SY"),)))
    bare = claim("c", 199, 160)
    assert inherit([one, two, bare])[2].scope == Scope()


def test_what_killed_a_part_is_not_what_killed_all_nor_the_other_parts():
    since = Scope(Period("2023-01-01", "2023-12-31", reading="throughout"), WHERE)
    of_all = (Relation("part_of", "all"),)
    whole = claim("all", 1, 0, kind="cumulative", scope=since)
    struck = claim("struck", 9, 0, kind="subset", relations=of_all, scope=Scope(means="airstrike"))
    others = claim("others", 20, 0, kind="subset", relations=of_all)
    got = inherit([whole, struck, others])
    assert [one.scope.means for one in got] == [None, "airstrike", None]


def test_a_longer_sum_does_not_take_the_means_of_a_shorter_one_of_its_source():
    april = Scope(Period("2023-04-01", "2023-04-30", reading="throughout"), WHERE, means="shelling")
    year = Scope(Period("2023-01-01", "2023-12-31", reading="throughout"), WHERE)
    short, long = claim("april", 1, 0, kind="period", scope=april), claim("year", 99, 60, kind="period", scope=year)
    assert inherit([short, long])[1].scope.means is None
    within = claim("within", 99, 60, kind="period", scope=Scope(WHEN, WHERE))
    wide = claim("april", 1, 0, kind="period", scope=Scope(year.time, WHERE, means="shelling"))
    assert inherit([wide, within])[1].scope.means == "shelling"


def test_a_whole_loses_borrowed_means_that_a_part_of_it_denies():
    part = claim("part", 9, 0, kind="subset", relations=(Relation("part_of", "all"),), scope=Scope(means="airstrike"))
    whole = claim("all", 1, 0, kind="cumulative", scope=Scope(means="shelling"), inherited={"means": "lead"})
    own = claim("all", 1, 0, kind="cumulative", scope=Scope(means="shelling"))
    assert of_sums([whole, part])[0].scope.means is None
    assert of_sums([own, part])[0].scope.means == "shelling"


def test_an_incident_told_apart_takes_no_doer_from_the_lead():
    lead = claim("lead", 1, 0, scope=Scope(WHEN, WHERE, actors=WHO))
    apart = claim("apart", 99, 60)
    words = "In a separate incident a roadside bomb killed two soldiers."
    told = Claim(**{**vars(apart), "spans": {**apart.spans, "sentence": Span(60, 60 + len(words), words)}})
    assert inherit([lead, told])[1].scope.actors == ()
    assert inherit([lead, apart])[1].scope.actors == WHO

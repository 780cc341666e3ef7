from __future__ import annotations

from uncounted.model.claim import Claim, Count, Relation
from uncounted.model.document import Span
from uncounted.model.scope import Actor, Period, Place, Population, Scope
from uncounted.resolve.inherit import inherit

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

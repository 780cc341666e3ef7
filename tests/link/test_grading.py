from __future__ import annotations

import pytest
from tests.link.invented import A, B
from tests.link.invented import make_claim as claim

from uncounted.link.events import Window
from uncounted.link.grading import date_precision, suggest_grading
from uncounted.link.incidents import link
from uncounted.model.claim import Claim
from uncounted.model.judgement import Judgement
from uncounted.model.scope import Population

FIGHTERS = Population(status="combatant")


@pytest.mark.parametrize(
    ("claims", "grading"),
    [
        ([claim("c1")], "Weak"),
        ([claim("c1"), claim("c2")], "Fair"),
        ([claim("c1", root="r"), claim("c2", root="r")], "Weak"),
        ([claim("c1", actors=()), claim("c2", actors=())], "Weak"),
        ([claim("c1"), claim("c2", stance="admits")], "Confirmed"),
        ([claim("c1"), claim("c2", actors=(B,))], "Contested"),
        ([claim("c1"), claim("c2", stance="denies")], "Weak"),
        ([claim("c1", population=FIGHTERS)], "Discounted"),
        ([claim("c1", population=FIGHTERS, root="Force A")], "Weak"),
        ([claim("c1", population=FIGHTERS, actors=())], "Weak"),
        ([claim("c1", 13, population=FIGHTERS), claim("c2", 169, root="root c1")], "Weak"),
        ([claim("c1", population=FIGHTERS), claim("c2", population=Population(status="civilian"))], "Fair"),
    ],
)
def test_suggested_grading_follows_airwars(claims: list[Claim], grading: str) -> None:
    suggested, reasons = suggest_grading(claims)
    assert suggested == grading
    assert reasons


def test_a_denial_is_a_reason_not_a_source() -> None:
    _, reasons = suggest_grading([claim("c1", actors=(A,)), claim("c2", stance="denies")])
    assert "root c2 denies it" in reasons


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (365, 5)])
def test_date_precision_is_ucdps(days: int, code: int) -> None:
    assert date_precision(Window(1000, 1000 + days - 1)) == code


def test_an_open_window_has_no_precision() -> None:
    assert date_precision(Window(0, 1000)) is None


def decision(target: str, value: str | None, at: str) -> Judgement:
    return Judgement(f"j{at}", target, "grade", "a person", "seen the file", at, field="grading", value=value)


def test_a_person_sets_the_grading_and_may_take_it_back() -> None:
    (incident,) = link([claim("c1"), claim("c2")])
    fair = decision(incident.id, "Contested", "2020-01-01")
    (set_,) = link([claim("c1"), claim("c2")], [fair])
    assert (set_.grading, set_.suggested_grading) == ("Contested", "Fair")
    (back,) = link([claim("c1"), claim("c2")], [decision(incident.id, None, "2020-01-02"), fair])
    assert back.grading is None


def test_a_grading_stays_with_its_event_when_an_earlier_claim_comes() -> None:
    (incident,) = link([claim("c2")])
    (later,) = link([claim("c2"), claim("c1", said_on="2017-03-05")], [decision(incident.id, "Fair", "2020-01-01")])
    assert later.id != incident.id
    assert later.grading == "Fair"


def test_admitting_that_fighters_died_confirms_no_harm() -> None:
    suggested, _ = suggest_grading([claim("c1", stance="admits", population=FIGHTERS)])
    assert suggested != "Confirmed"

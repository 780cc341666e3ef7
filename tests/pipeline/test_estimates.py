"""Estimates beside the answers of a case: which stand there, and how their scope lies to the question's."""

from __future__ import annotations

import pytest
from tests.publish.estimated import answer, table

from uncounted.model.estimation import Combined
from uncounted.model.reconciliation import Question
from uncounted.model.recorded_estimate import SUM_OF_STRATA, RecordedEstimate
from uncounted.model.scope import Actor, Period, Place, Population, Scope
from uncounted.pipeline.asked import ask
from uncounted.pipeline.asking import Asking
from uncounted.pipeline.estimates import beside, estimates_beside, record_estimate, withdraw_estimate
from uncounted.pipeline.settings import Setting

SYRIA = Place(id="SY", name="Syria", country="SY")
ALEPPO = Place(id="gn:170063", name="Aleppo", country="SY", within=("SY",))
CIVILIANS = Population("civilian")
YEARS = Period("2014-01-01", "2016-12-31", reading="throughout")
LISTS = table(3, 400)


def kept(scope: Scope, **more) -> RecordedEstimate:
    given = {"estimates": (answer(LISTS, "dga", 2.0),), "tables": (LISTS,), **more}
    return RecordedEstimate("s01", "killed", scope, "", table="lists.csv", sha256="ab" * 32, **given)


@pytest.mark.parametrize(
    ("of", "asked", "standing"),
    [
        (Scope(places=(SYRIA,), time=YEARS), Scope(places=(SYRIA,), time=YEARS), "same"),
        (Scope(places=(ALEPPO,), time=YEARS), Scope(places=(SYRIA,), time=YEARS), "within"),
        (Scope(places=(SYRIA,), time=YEARS), Scope(places=(ALEPPO,), time=YEARS), "around"),
        (Scope(places=(SYRIA,), population=CIVILIANS), Scope(places=(SYRIA,)), "within"),
        (Scope(places=(SYRIA,), population=CIVILIANS), Scope(places=(ALEPPO,)), "perhaps"),
        (Scope(places=(SYRIA,)), Scope(places=(SYRIA,), actors=(Actor("us", "United States"),)), "around"),
        (Scope(places=(SYRIA,)), Scope(), "within"),
        (Scope(places=(SYRIA,)), Scope(places=(Place(id="YE", name="Yemen", country="YE"),)), None),
        (Scope(time=YEARS), Scope(time=Period("2020-01-01", "2020-12-31", reading="throughout")), None),
        (Scope(population=CIVILIANS), Scope(population=Population("combatant")), None),
    ],
)
def test_scopes_lie_to_each_other(of, asked, standing):
    found = beside(Question("killed", asked, ""), [kept(of)])
    assert [one.standing for one in found] == ([standing] if standing else [])


def test_another_measure_or_a_withdrawn_one_does_not_stand_beside():
    scope = Scope(places=(SYRIA,))
    assert beside(Question("injured", scope, ""), [kept(scope)]) == ()
    assert beside(Question("killed", scope, ""), [kept(scope, withdrawn="wrong lists")]) == ()


def test_the_headline_is_of_all_victims_or_there_is_none():
    strata = tuple(answer(table(3, 400, {"year": year}), "dga", 2.0) for year in ("2014", "2015"))
    over = [Combined(stratum, "dga", "estimate", "pooled draws", 20, 400, 390, 410, 800.0, 700.0, 900.0)
            for stratum in ({"year": "2014"}, {"year": "2015"}, SUM_OF_STRATA)]  # fmt: skip
    assert kept(Scope()).headline == (answer(LISTS, "dga", 2.0),)
    assert kept(Scope(), estimates=strata).headline == ()
    assert kept(Scope(), estimates=strata).strata == ({"year": "2014"}, {"year": "2015"})
    assert kept(Scope(), combined=tuple(over)).headline == (over[2],)
    assert kept(Scope(), combined=tuple(over[:1])).headline == (over[0],)


def test_an_answer_shows_what_the_case_keeps_and_no_bound_moves(case):
    asking = Asking(where=("Syria",), when="2014/2016", who=("civilian",))
    without = ask(case.path, asking, Setting())
    made, new = record_estimate(case.path, asking, kept(Scope()))
    assert new
    assert record_estimate(case.path, asking, kept(Scope())) == (made, False)
    assert made.question == "civilians killed: Syria; 2014-01-01 to 2016-12-31"
    found = ask(case.path, asking, Setting())
    assert [(one.estimate.id, one.standing) for one in found.beside] == [(made.id, "same")]
    assert found.bounds == without.bounds
    assert ask(case.path, asking, Setting(ledger=queries_entries(case) - 1)).beside == ()
    assert estimates_beside(case.path, found.question, as_of="2001-01-01") == ()
    withdraw_estimate(case.path, made.id, by="R. Keeper", because="wrong lists")
    assert ask(case.path, asking, Setting()).beside == ()


def queries_entries(case) -> int:
    from uncounted.store import queries

    return queries.counts(case).entries

"""Questions that somebody asks, beside those that the claims raise themselves."""

from __future__ import annotations

from tests.reconcile.worked_example import DEIR, SYRIA, claim
from uncounted.model.incident import Incident
from uncounted.model.reconciliation import Question
from uncounted.model.scope import Period, Scope
from uncounted.reconcile import reconcile

DAY = Period("2015-11-20", "2015-11-20", reading="sometime")


def test_incidents_that_might_be_one_count_once_though_no_figure_holds_them_together() -> None:
    """57 and 39 and 31 of incidents that may be one event: at least 57, never their sum."""
    told = [
        claim(name, number, kind="incident", root=name, scope=Scope(DAY, (DEIR,)))
        for name, number in (("one", 57), ("two", 39), ("three", 31))
    ]
    names = [one.id for one in told]
    apart = [Incident(name, (name,), may_be=tuple(other for other in names if other != name)) for name in names]
    asked = Question("killed", Scope(places=(SYRIA,)), "people killed: Syria")
    (bound,) = reconcile(told, apart, questions=[asked]).bounds
    assert (bound.low, bound.low_because) == (57, ("one",))
    different = [Incident(name, (name,)) for name in names]
    assert reconcile(told, different, questions=[asked]).bounds[0].low == 57 + 39 + 31

"""Estimates in the log: kept once, withdrawn with a reason, expunged without a trace of what they said."""

from __future__ import annotations

import pytest
from tests.publish.estimated import answer, table

from uncounted.model.errors import Refused, UnknownName
from uncounted.model.recorded_estimate import RecordedEstimate
from uncounted.model.scope import Period, Place, Scope
from uncounted.store import estimates, log, queries
from uncounted.store.expunging import expunge
from uncounted.store.finding import find
from uncounted.store.verifying import verify

SYRIA = Scope(places=(Place(id="SY", name="Syria", country="SY"),), time=Period("2014-01-01", "2016-12-31"))


def made(ident: str = "s01", times: float = 2.0) -> RecordedEstimate:
    lists = table(3, 400)
    return RecordedEstimate(
        ident, "killed", SYRIA, "killed: Syria", (answer(lists, "dga", times),), (lists,), "lists.csv", "ab" * 32
    )


def test_one_is_kept_once_and_found_by_its_id(case):
    assert estimates.record_estimate(case, made(), by="a statistician")
    assert not estimates.record_estimate(case, made())
    (kept,) = estimates.estimates(case)
    assert (kept.recorded_by, kept.withdrawn) == ("a statistician", None)
    assert kept.estimates == made().estimates
    assert kept.tables == made().tables
    assert find(case, "s0").kind == "estimate"
    assert verify(case).findings == ()


def test_it_is_withdrawn_by_an_entry_and_may_be_recorded_again(case):
    estimates.record_estimate(case, made())
    before = queries.counts(case).entries
    estimates.withdraw_estimate(case, "s0", by="R. Keeper", because="the lists were matched wrongly")
    assert [one.withdrawn for one in estimates.estimates(case)] == ["the lists were matched wrongly"]
    assert [one.withdrawn for one in estimates.estimates(case, as_of=before)] == [None]
    with pytest.raises(Refused, match="withdrawn already: the lists were matched wrongly"):
        estimates.withdraw_estimate(case, "s01", by="R. Keeper", because="again")
    assert estimates.record_estimate(case, made())
    assert [one.withdrawn for one in estimates.estimates(case)] == [None]


def test_an_id_that_fits_none_or_several_is_refused(case):
    for ident in ("s01", "s02"):
        estimates.record_estimate(case, made(ident))
    with pytest.raises(UnknownName, match="fits several"):
        estimates.withdraw_estimate(case, "s0", by="R. Keeper", because="wrong")
    with pytest.raises(UnknownName, match="no estimate is called"):
        estimates.withdraw_estimate(case, "x", by="R. Keeper", because="wrong")


@pytest.mark.parametrize("target", ["s01", "2"])
def test_expunging_one_leaves_none_of_it(case, target):
    estimates.record_estimate(case, made())
    estimates.withdraw_estimate(case, "s01", by="R. Keeper", because="wrong lists")
    expunge(case, target, because="asked for", authority="the keeper", by="R. Keeper")
    assert estimates.estimates(case) == ()
    assert [entry.body is None for entry in log.entries(case, kinds=estimates.KINDS)] == [True, True]
    assert verify(case).findings == ()

from __future__ import annotations

from tests.reconcile.worked_example import claims
from uncounted.pipeline.reconciling import reconcile_claims


def test_what_named_incidents_account_for() -> None:
    result, _ = reconcile_claims(claims())
    by_claim = {each.claim: each for each in result.accounted}
    total, period = by_claim["repeat"], by_claim["period"]
    assert (total.named_low, total.named_high, total.rest_low, total.rest_high) == (15, 15, 104, 104)
    assert (period.named_low, period.rest_low, period.rest_high) == (15, 49, 49)
    assert len(period.named) == 2
    assert "15 are in 2 incidents that it names, and 49 in none of them" in period.text


def test_what_a_total_leaves_out_is_no_lead() -> None:
    result, incidents = reconcile_claims(claims())
    manbij = next(incident.id for incident in incidents if "manbij" in incident.claims)
    total = next(each for each in result.accounted if each.claim == "repeat")
    assert manbij not in (*(total.others_inside or ()), *(total.others_possibly or ()))

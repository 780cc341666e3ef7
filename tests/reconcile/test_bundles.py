"""Bundled incidents give the answers that incidents of their own give."""

from __future__ import annotations

import pytest
from benchmarks.ledgers import ledger

from uncounted.reconcile import bundles, reconcile


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_bundles_change_no_answer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = ledger(20, per=3, cumulative=7, seed=seed)
    plain = reconcile(claims)
    monkeypatch.setattr(bundles, "BUNDLE_FROM", 1)
    bundled = reconcile(claims)
    assert [(b.question, b.low, b.high, b.consistent) for b in bundled.bounds] == [
        (b.question, b.low, b.high, b.consistent) for b in plain.bounds
    ]
    assert {c.claims for c in bundled.contradictions} == {c.claims for c in plain.contradictions}


def test_claims_behind_a_bundle_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "BUNDLE_FROM", 1)
    claims = ledger(20, per=3, cumulative=7, seed=0)
    ids = {claim.id for claim in claims}
    found = reconcile(claims).bounds
    assert all(set(bound.low_because) | set(bound.high_because) <= ids for bound in found)
    assert all(bound.low_because for bound in found if bound.low)

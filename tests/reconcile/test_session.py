"""A changed claim is answered for without building all anew, and with the same answers."""

from __future__ import annotations

import dataclasses

import pytest
from benchmarks.ledgers import ledger

from uncounted.model.claim import Count
from uncounted.reconcile import bundles
from uncounted.reconcile.session import Session


@pytest.fixture(autouse=True)
def _bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "BUNDLE_FROM", 1)


def answers(session: Session) -> dict[str, tuple[int | None, int | None, bool]]:
    found = [session.bounds(question) for question in session.questions]
    return {one.question: (one.low, one.high, one.consistent) for one in found}


def test_one_changed_count_is_worked_in() -> None:
    claims = ledger(25, per=3, cumulative=8, seed=4, contested=0.0)
    session = Session(claims)
    before = answers(session)
    worked = 0
    for claim in [one for one in claims if one.id.endswith("-1") and one.count.modifier == "exact"][:4]:
        number = (claim.count.low or 0) + 1
        changed = dataclasses.replace(claim, count=Count(number, None, None, "at least"))
        claims = [changed if one.id == claim.id else one for one in claims]
        worked += not session.change(changed)
        assert answers(session) == answers(Session(claims))
    assert worked > 0
    assert answers(session) != before


def test_another_scope_builds_anew() -> None:
    claims = ledger(10, per=2, cumulative=3, seed=1)
    session = Session(claims)
    moved = dataclasses.replace(claims[0], measure="missing")
    assert session.change(moved)
    assert answers(session) == answers(Session([moved, *claims[1:]]))

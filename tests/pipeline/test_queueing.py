from __future__ import annotations

import dataclasses
import random

import pytest
from tests.link.invented import make_claim as claim
from tests.reconcile.worked_example import claims as worked

from uncounted.link.incidents import link
from uncounted.model.claim import Claim
from uncounted.model.reconciliation import Question
from uncounted.pipeline import queueing
from uncounted.reconcile import reconcile
from uncounted.reconcile.effects import effect


def brute(claims: tuple[Claim, ...]) -> dict[str, tuple[int, int]]:
    """For each claim: the largest change and how many bounds change when the whole is reconciled without it."""
    incidents = link(claims)
    whole = reconcile(claims, incidents)
    asked = [Question(bound.measure, bound.scope, bound.question) for bound in whole.bounds]
    found = {}
    for one in claims:
        rest = [each for each in claims if each.id != one.id]
        less = reconcile(rest, incidents, questions=asked, contradictions=False)
        check = effect(one, whole.bounds, less.bounds, whole.contradictions)
        if check is not None:
            found[one.id] = (check.effect, len(check.moved))
    return found


def invented(seed: int) -> tuple[Claim, ...]:
    """A few incidents, each with some sources, at random."""
    dice = random.Random(seed)  # noqa: S311  # invented worlds, no secrets
    days = [f"2017-03-{5 + 9 * dice.randrange(3):02}" for _ in range(6)]
    roots = [f"r{dice.randrange(3)}" for _ in range(6)]
    said = [f"2017-06-0{dice.randrange(1, 4)}" for _ in range(6)]
    return tuple(claim(f"c{i}", 5 + dice.randrange(4), days[i], root=roots[i], said_on=said[i]) for i in range(6))


def test_the_worked_example_as_by_brute_force() -> None:
    claims = worked()
    found = queueing.queued(claims, link(claims), limit=99)
    assert {check.claim: (check.effect, len(check.moved)) for check in found.checks} == brute(claims)
    assert found.not_tried == 0
    effects = [check.effect for check in found.checks]
    assert effects == sorted(effects, reverse=True)


@pytest.mark.parametrize("seed", range(8))
def test_small_worlds_as_by_brute_force(seed: int) -> None:
    claims = invented(seed)
    found = queueing.queued(claims, link(claims), limit=99)
    assert {check.claim: (check.effect, len(check.moved)) for check in found.checks} == brute(claims)


def test_what_a_person_has_judged_needs_no_check() -> None:
    claims = tuple(dataclasses.replace(each, status="accepted") for each in worked())
    assert queueing.queued(claims, link(claims)).checks == ()


def test_what_was_not_tried_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "WORK_LIMIT", 1)
    claims = worked()
    found = queueing.queued(claims, link(claims))
    assert len(found.checks) == 1
    assert found.not_tried > 0


def test_the_reason_is_told_in_words() -> None:
    claims = (claim("c1", 12),)
    (check,) = queueing.queued(claims, link(claims)).checks
    assert check.effect == 12
    assert "goes from 12 to nothing known" in check.why

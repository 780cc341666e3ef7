"""The main job on a real article, from its file to what its claims imply, in the four settings of two assumptions."""

from __future__ import annotations

from pathlib import Path

import pytest

from uncounted.model.claim import Claim
from uncounted.model.reconciliation import Reconciliation
from uncounted.model.records import to_line
from uncounted.pipeline.reading import read_document
from uncounted.pipeline.reconciling import parse_claims, reconcile_claims
from uncounted.read import Metadata
from uncounted.read.files import Unread, read_path

ARTICLE = Path(__file__).parents[3] / "shared" / "data" / "articles" / "rt-2016-11-09-centcom.txt"
SAME, APART = "United States = US-led coalition", "excluded-elsewhere"

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the shared data do not lie beside this checkout")


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    document = next(iter(read_path(ARTICLE, Metadata(publisher="RT"))))
    assert not isinstance(document, Unread)
    lines = [to_line(claim) for claim in read_document(document).claims]
    return parse_claims(lines)


def run(claims: tuple[Claim, ...], *assume: str) -> Reconciliation:
    return reconcile_claims(claims, assume=assume)[0]


def named(claims: tuple[Claim, ...], *figures: str) -> set[str]:
    return {claim.id for claim in claims if claim.count.text in figures}


@pytest.mark.parametrize(
    ("assume", "kind", "missing"),
    [
        ((), "tension", ["excluded-elsewhere", "member-stands-for-whole(US,coalition-oir)"]),
        ((SAME,), "tension", ["excluded-elsewhere"]),
        ((APART,), "tension", ["member-stands-for-whole(US,coalition-oir)"]),
        ((SAME, APART), "contradiction", []),
    ],
)
def test_one_finding_and_what_it_lacks(
    claims: tuple[Claim, ...], assume: tuple[str, ...], kind: str, missing: list[str]
) -> None:
    (finding,) = run(claims, *assume).contradictions
    assert finding.kind == kind
    assert sorted(finding.missing_assumptions) == missing
    assert (finding.short_by, finding.short_by_all) == (181, 191)
    assert len(set(finding.claims) & named(claims, "119")) == 1
    assert len(set(finding.claims) & named(claims, "at least 300")) == 1


def test_the_tension_is_priced_in_manbij(claims: tuple[Claim, ...]) -> None:
    price = run(claims, SAME).contradictions[0].price[0]
    assert price.low == 191
    assert {price.claim} == named(claims, "dozens")


@pytest.mark.parametrize("assume", [(), (SAME,), (APART,), (SAME, APART)])
def test_two_remainders_and_no_other(claims: tuple[Claim, ...], assume: tuple[str, ...]) -> None:
    rests = {rest.low: rest for rest in run(claims, *assume).derived}
    assert {rest.high for rest in rests.values()} == set(rests) == {55, 49}
    assert rests[55].reading is None
    assert rests[49].reading is not None
    assert rests[49].other_readings


def test_what_is_the_same_within_and_excluded(claims: tuple[Claim, ...]) -> None:
    found = run(claims)
    assert {frozenset(group) for group in found.same} == {frozenset(named(claims, "119"))}
    within = {(part, whole) for part, whole in found.within}
    (period,) = named(claims, "64")
    total = next(iter({whole for part, whole in within if part == period}))
    assert total in named(claims, "119")
    assert {(part, period) for part in named(claims, "five", "10")} <= within
    (manbij,) = named(claims, "dozens")
    assert {(manbij, total), (manbij, period)} <= set(found.excluded)
    assert any("Mosul" in what for what, figure in found.excluded if figure == total)
    assert not any(manbij in pair for pair in within)


def test_the_paraphrase_counts_nothing(claims: tuple[Claim, ...]) -> None:
    found = run(claims)
    (garbled,) = named(claims, "from 24 to 60+")
    assert "loosely" in (found.not_rows or {})[garbled]

"""Laws of reconciliation on small worlds whose truth is known."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from uncounted.link.incidents import link
from uncounted.model.claim import Attribution, Claim, Count
from uncounted.model.scope import Period, Place, Population, Scope
from uncounted.reconcile import reconcile

DAYS = ("2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01")
PLACES = ("AA", "BB")
WORLD = st.lists(st.integers(0, 9), min_size=6, max_size=6)


def box(first: int, last: int, places: tuple[str, ...]) -> Scope:
    ends = {"2020-02-01": "2020-01-31", "2020-03-01": "2020-02-29", "2020-04-01": "2020-03-31"}
    time = Period(DAYS[first], ends[DAYS[last]], reading="throughout")
    return Scope(time, tuple(Place(id=one, name=one, country=one) for one in places), "all")


@st.composite
def figures(draw: st.DrawFn) -> tuple[list[int], tuple[Claim, ...]]:
    """A truth of six cells (three months, two places) and claims that it allows: full counts, floors, ceilings."""
    truth = draw(WORLD)
    claims = []
    for number in range(draw(st.integers(1, 6))):
        first = draw(st.integers(0, 2))
        last = draw(st.integers(first + 1, 3))
        places = draw(st.sampled_from([("AA",), ("BB",), ("AA", "BB")]))
        total = sum(truth[3 * PLACES.index(place) + month] for place in places for month in range(first, last))
        kind = draw(st.sampled_from(["exact", "at least", "range"]))
        low = total if kind == "exact" else draw(st.integers(0, total))
        high = {"exact": total, "at least": None, "range": total + draw(st.integers(0, 4))}[kind]
        root = draw(st.sampled_from(["A", "B", "C"]))
        claims.append(
            Claim(
                id=f"c{number}",
                measure="killed",
                count=Count(low, high, total if kind == "exact" else None, kind),  # type: ignore[arg-type]
                root=root,
                document=f"d{number}",
                kind="period",
                population=Population("civilian"),
                scope=box(first, last, places),
                attribution=(Attribution(root, "publisher"),),
            )
        )
    return truth, tuple(claims)


def true_answer(truth: list[int], scope: Scope) -> int:
    assert scope.time is not None
    months = range(3)
    inside = [m for m in months if (scope.time.start or "") <= DAYS[m] <= (scope.time.end or "")]
    return sum(truth[3 * PLACES.index(str(place.id)) + m] for place in scope.places for m in inside)


@given(figures())
@settings(max_examples=30, deadline=None)
def test_bounds_never_exclude_the_truth(world: tuple[list[int], tuple[Claim, ...]]) -> None:
    truth, claims = world
    found = reconcile(claims, link(claims))
    assert not [one for one in found.contradictions if one.kind == "contradiction"]
    for bound in found.bounds:
        answer = true_answer(truth, bound.scope)
        assert (bound.low or 0) <= answer
        assert bound.high is None or answer <= bound.high


@given(figures(), st.randoms())
@settings(max_examples=10, deadline=None)
def test_the_order_of_claims_is_irrelevant(world: tuple[list[int], tuple[Claim, ...]], random: object) -> None:
    _, claims = world
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reconcile(claims, link(claims)) == reconcile(shuffled, link(shuffled))


@given(figures())
@settings(max_examples=10, deadline=None)
def test_another_claim_never_widens(world: tuple[list[int], tuple[Claim, ...]]) -> None:
    _, claims = world
    for fewer in itertools.islice(itertools.combinations(claims, len(claims) - 1), 3):
        before = {b.question: b for b in reconcile(fewer, link(fewer)).bounds}
        after = {b.question: b for b in reconcile(claims, link(claims)).bounds}
        for question, narrow in after.items():
            wide = before.get(question)
            if wide is None:
                continue
            assert (narrow.low or 0) >= (wide.low or 0)
            assert wide.high is None or (narrow.high is not None and narrow.high <= wide.high)


@given(figures(), st.integers(1, 5))
@settings(max_examples=10, deadline=None)
def test_a_planted_contradiction_is_found(world: tuple[list[int], tuple[Claim, ...]], excess: int) -> None:
    _, claims = world
    exact = next((claim for claim in claims if claim.count.modifier == "exact"), None)
    if exact is None:
        return
    wrong = Claim(**{**vars(exact), "id": "wrong", "root": "liar", "document": "lies"})
    number = (exact.count.low or 0) + excess
    wrong = Claim(**{**vars(wrong), "count": Count(number, number, number)})
    given_ = (*claims, wrong)
    found = [one for one in reconcile(given_, link(given_)).contradictions if one.kind == "contradiction"]
    assert any("wrong" in one.claims for one in found)
    assert all(one.short_by is None or one.short_by > 0 for one in found)

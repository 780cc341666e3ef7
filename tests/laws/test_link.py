"""Laws of linking: they hold for any claims."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from uncounted.link.block import candidate_pairs
from uncounted.link.compare import APART, compare
from uncounted.link.events import pool
from uncounted.link.incidents import link
from uncounted.model.claim import Claim, Count, Relation
from uncounted.model.judgement import Judgement
from uncounted.model.scope import Actor, Period, Place, Scope

POINTS = [
    Place(
        id=f"gn:{i}", name=f"P{i}", country=country, lat=lat, lon=lon, within=(f"gn:9{country}", country), precision=1
    )
    for i, (country, lat, lon) in enumerate(
        [("SY", 36.0, 38.0), ("SY", 36.09, 38.0), ("SY", 36.3, 38.0), ("TR", 36.9, 38.0), ("SY", 34.0, 40.0)]
    )
]
NEAR = [Place(**{**vars(p), "relation": "near", "precision": 2}) for p in POINTS[:2]]
REGIONS = [
    Place(id="gn:9SY", country="SY", lat=36.0, lon=38.5, within=("SY",), precision=4),
    Place(id="gn:9SY", country="SY", lat=36.0, lon=38.5, within=("SY",), precision=4, relation="near"),
    Place(id="SY", country="SY", precision=6),
    Place(text="somewhere"),
]
days = st.integers(1, 28).map(lambda d: f"2017-03-{d:02}")
periods = st.one_of(
    st.none(),
    days.map(lambda d: Period(d, d)),
    st.tuples(days, days).map(lambda two: Period(min(two), max(two))),
    days.map(lambda d: Period(None, d)),
    st.tuples(days, days).map(lambda two: Period(two[0], two[0], alternatives=(Period(two[1], two[1]),))),
    st.just(Period("2017-01-01", "2017-12-31")),
)
scopes = st.builds(
    Scope,
    time=periods,
    places=st.lists(st.sampled_from([*POINTS, *NEAR, *REGIONS]), max_size=2).map(tuple),
    actors=st.lists(st.sampled_from([Actor(id="a"), Actor(id="b")]), max_size=1).map(tuple),
    means=st.sampled_from([None, "airstrike", "shelling", "shooting"]),
)


@st.composite
def claim_sets(draw: st.DrawFn) -> list[Claim]:
    n = draw(st.integers(1, 7))
    built = []
    for i in range(n):
        count = draw(st.integers(0, 12))
        related = draw(
            st.lists(
                st.tuples(st.sampled_from(["same_claim", "disjoint_from", "part_of"]), st.integers(0, n - 1)),
                max_size=1,
            )
        )
        built.append(
            Claim(
                id=f"c{i}",
                measure="killed",
                count=Count(count, count, count),
                kind="incident",
                document=draw(st.sampled_from(["d1", "d2", "d3"])),
                root=draw(st.sampled_from(["r1", "r2"])),
                scope=draw(scopes),
                relations=tuple(Relation(kind, f"c{j}") for kind, j in related if j != i),  # type: ignore[arg-type]
                said_on=draw(st.sampled_from([None, "2017-03-20", "2017-04-01"])),
            )
        )
    return built


def judgement(verb: str, one: str, other: str) -> Judgement:
    return Judgement("j", one, verb, "N", "seen", "2020-01-01T00:00:00Z", other=other)  # type: ignore[arg-type]


@given(claim_sets(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_claims_changes_nothing(claims: list[Claim], random: st.DataObject) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert link(claims) == link(shuffled)


@given(claim_sets())
@settings(max_examples=150, deadline=None)
def test_every_claim_is_in_one_incident_and_may_be_is_symmetric(claims: list[Claim]) -> None:
    incidents = link(claims)
    assert sorted(each for incident in incidents for each in incident.claims) == sorted(claim.id for claim in claims)
    pairs = {(incident.id, other) for incident in incidents for other in incident.may_be}
    assert pairs == {(b, a) for a, b in pairs}
    assert len({incident.id for incident in incidents}) == len(incidents)


@given(claim_sets())
@settings(max_examples=150, deadline=None)
def test_judgements_win(claims: list[Claim]) -> None:
    if len(claims) < 2:
        return
    apart = link(claims, [judgement("different", "c0", "c1")])
    mine = next(each for each in apart if "c0" in each.claims)
    other = next(each for each in apart if "c1" in each.claims)
    assert mine.id != other.id
    assert other.id not in mine.may_be
    together = link(claims, [judgement("same", "c0", "c1")])
    assert any({"c0", "c1"} <= set(each.claims) for each in together)


@given(st.lists(scopes, min_size=2, max_size=6))
@settings(max_examples=200, deadline=None)
def test_blocking_leaves_out_no_pair_that_could_match(many: list[Scope]) -> None:
    events = [
        pool([Claim(id=f"c{i}", measure="killed", count=Count(1, 1, 1), kind="incident", scope=scope)])
        for i, scope in enumerate(many)
    ]
    offered = set(candidate_pairs(events))
    for i, one in enumerate(events):
        for j in range(i + 1, len(events)):
            assert compare(one, events[j]) == compare(events[j], one)
            if one.comparable and events[j].comparable and compare(one, events[j]).grade is not APART:
                assert (i, j) in offered

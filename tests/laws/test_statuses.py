"""Laws of contested statuses, against what can be counted by hand in small worlds of several roots."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from uncounted.link.incidents import link
from uncounted.model.claim import Attribution, Claim, Count, Kind
from uncounted.model.reconciliation import Bounds, Question
from uncounted.model.scope import Actor, Period, Place, Population, Scope, Status
from uncounted.reconcile import reconcile

PLACE = Place(id="AA", name="AA", country="AA")
FORCE = Actor(id="force", name="Force")
STATUSES: tuple[Status, ...] = ("civilian", "combatant")


@dataclass(frozen=True)
class Small:
    """``people`` were killed; each root holds each for a civilian or a fighter and tells floors of both."""

    people: int
    told: dict[tuple[str, Status], int]
    total_by: str | None
    claims: tuple[Claim, ...]

    def least(self) -> int:
        """How many died at least, by hand."""
        by_root = [sum(self.told.get((root, status), 0) for status in STATUSES) for root in "AB"]
        return max(*by_root, self.people if self.total_by else 0)

    def most_of(self, status: Status) -> int:
        """The largest floor of a status."""
        return max(n for (_, one), n in self.told.items() if one == status)


@st.composite
def worlds(draw: st.DrawFn) -> Small:
    people = draw(st.integers(0, 6))
    kind: Kind = draw(st.sampled_from(["incident", "period"]))
    time = Period("2020-01-01", "2020-01-01" if kind == "incident" else "2020-01-31", reading="throughout")
    scope = Scope(time, (PLACE,), "all", (FORCE,), "all", incident="strike" if kind == "incident" else None)
    told: dict[tuple[str, Status], int] = {}
    claims: list[Claim] = []

    def tell(root: str, count: Count, status: Status | None) -> None:
        name = f"{root} {status}"
        own = (Attribution(root, "publisher"),)
        who = Population(status)
        claims.append(Claim(name, "killed", count, root=root, document=root, population=who, kind=kind, scope=scope,
                            attribution=own))  # fmt: skip

    for root in "AB":
        civilians = draw(st.integers(0, people))
        for status, held in zip(STATUSES, (civilians, people - civilians), strict=True):
            told[root, status] = draw(st.integers(0, held))
            tell(root, Count(told[root, status], None, None, "at least"), status)
    total_by = draw(st.sampled_from([None, "A", "C"]))
    if total_by:
        tell(total_by, Count(people, people, people), None)
    return Small(people, told, total_by, tuple(claims))


def all_of(world: Small, claims: tuple[Claim, ...]) -> tuple[Bounds, frozenset[frozenset[str]]]:
    incidents = link(claims)
    scope = claims[0].scope if not incidents else Scope(incident=incidents[0].id)
    found = reconcile(claims, incidents, questions=(Question("killed", scope, "all"),))
    return found.bounds[0], frozenset(frozenset(c.claims) for c in found.contradictions if c.kind == "contradiction")


@given(worlds())
@settings(max_examples=40, deadline=None)
def test_the_bounds_are_those_counted_by_hand(world: Small) -> None:
    answer, _ = all_of(world, world.claims)
    assert (answer.low or 0) == world.least()
    assert answer.high == (world.people if world.total_by else None)
    assert answer.consistent


@given(worlds())
@settings(max_examples=40, deadline=None)
def test_roots_conflict_where_their_civilians_and_fighters_are_more_than_all(world: Small) -> None:
    _, conflicts = all_of(world, world.claims)
    too_many = sum(map(world.most_of, STATUSES)) > world.people
    assert bool(conflicts) == bool(world.total_by and too_many)


@given(worlds(), st.data())
@settings(max_examples=20, deadline=None)
def test_the_order_of_claims_is_irrelevant(world: Small, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(world.claims))
    assert all_of(world, world.claims) == all_of(world, tuple(shuffled))

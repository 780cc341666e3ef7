from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from uncounted.model.incident import HarmGrading, Incident
from uncounted.model.incident_figures import IncidentFigure, IncidentSummary, IncidentTotal, Independent
from uncounted.model.scope import Population
from uncounted.reconcile.incident_totals import totals


def summary(
    name: str,
    low: int | None,
    high: int | None,
    *,
    grading: HarmGrading = "Fair",
    may_be: tuple[str, ...] = (),
    inside: tuple[str, ...] = (),
) -> IncidentSummary:
    """An incident with one figure of people killed."""
    best = low if low is not None else high
    figure = IncidentFigure(
        "killed", Population(), "people", low, best, high, False, "", "", "", (), (), (), ()
    )  # fmt: skip
    incident = Incident(name, (), may_be=may_be, suggested_grading=grading)
    return IncidentSummary(incident, "", "", (figure,), (), Independent(1, 1), inside)


def over_all(*summaries: IncidentSummary) -> IncidentTotal:
    (total,) = [total for total in totals(summaries) if total.grading is None]
    return total


def test_incidents_add_up() -> None:
    total = over_all(summary("a", 3, 5), summary("b", 10, 12))
    assert (total.incidents, total.low, total.best, total.high, total.alike) == (2, 13, 13, 17, 0)


def test_incidents_that_might_be_one_count_once_below() -> None:
    total = over_all(
        summary("a", 3, 5, may_be=("b", "c")),
        summary("b", 10, 12, may_be=("a", "c")),
        summary("c", 1, 2, may_be=("a", "b")),
    )
    assert (total.low, total.high, total.alike) == (10, 19, 3)


def test_two_that_cannot_be_one_both_count_though_each_might_be_a_third() -> None:
    middle = summary("b", 4, 4, may_be=("a", "c"))
    total = over_all(summary("a", 3, 3, may_be=("b",)), middle, summary("c", 9, 9, may_be=("b",)))
    assert (total.low, total.high) == (12, 16)


def test_an_incident_inside_another_adds_nothing() -> None:
    total = over_all(summary("a", 3, 5, inside=("b",)), summary("b", 10, 12), summary("c", 1, 1))
    assert (total.low, total.high) == (11, 13)


def test_parts_that_come_to_more_than_their_whole_raise_it() -> None:
    parts = [summary(name, 8, 9, inside=("w",)) for name in ("a", "b")]
    assert over_all(*parts, summary("w", 10, 12)).low == 16


def test_incidents_inside_each_other_are_counted() -> None:
    assert over_all(summary("a", 3, 3, inside=("b",)), summary("b", 5, 5, inside=("a",))).low >= 5


def test_totals_stand_by_grading_in_airwars_order() -> None:
    found = totals([summary("a", 1, 1, grading="Weak"), summary("b", 2, 2, grading="Confirmed")])
    assert [(total.grading, total.low) for total in found] == [("Confirmed", 2), ("Weak", 1), (None, 3)]


LINKS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8)
ENDS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=6, max_size=6)


@given(ENDS, LINKS, st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_no_way_of_being_one_lies_outside(
    ends: list[tuple[int, int]], links: list[tuple[int, int]], truth: list[int]
) -> None:
    """Whoever is one with whom, as far as the links allow: the number of the dead lies between low and high."""
    spans = [(min(pair), max(pair)) for pair in ends]
    like = {i: {b for a, b in (*links, *((y, x) for x, y in links)) if a == i and b != i} for i in range(6)}
    events: list[list[int]] = []
    for i in range(6):
        home = [some for some in events if like[i] >= set(some) and truth[some[0]] == truth[i]]
        home[0].append(i) if home else events.append([i])
    total = over_all(*(summary(str(i), *spans[i], may_be=tuple(map(str, sorted(like[i])))) for i in range(6)))
    least = sum(max(spans[i][0] for i in some) for some in events)
    most = sum(max(spans[i][1] for i in some) for some in events)
    assert total.low <= least <= most <= total.high

from __future__ import annotations

from typing import Any

from tests.link.invented import A
from tests.link.invented import make_claim as claim
from uncounted.link.incidents import link
from uncounted.model.claim import Claim, Count, Relation
from uncounted.model.incident_figures import IncidentFigure
from uncounted.model.scope import Population
from uncounted.reconcile.incident_figures import incident_figures

CIVILIANS, FIGHTERS = Population(status="civilian"), Population(status="combatant")
CHILDREN = Population(status="civilian", age_group="child")


def figures(*claims: Claim) -> dict[tuple[str, str], IncidentFigure]:
    """The figures of the one incident that the claims tell of."""
    (incident,) = link(claims)
    return {(each.measure, each.who): each for each in incident_figures(claims, [incident])[incident.id]}


def ends(figure: IncidentFigure) -> tuple[int | None, int | None, int | None, bool]:
    return figure.low, figure.best, figure.high, figure.more


def told(name: str, n: int, root: str, **fields: Any) -> Claim:
    return claim(name, n, root=root, **fields)


def test_the_range_of_sources_and_the_newest_of_the_best_placed() -> None:
    found = figures(
        told("c1", 8, "town-hospital", said_on="2017-03-06"),
        told("c2", 11, "north-hospital", said_on="2017-03-08"),
        told("c3", 15, "a-newspaper", said_on="2017-03-20"),
    )["killed", "people"]
    assert ends(found) == (8, 11, 15, False)
    assert (found.low_claims, found.best_claims, found.high_claims) == (("c1",), ("c2",), ("c3",))
    assert found.best_rule.startswith("newest-of-best-placed: north hospital, said by 2017-03-08")


def test_of_several_of_one_day_the_lower_middle_one() -> None:
    found = figures(*(told(f"c{n}", n, f"hospital-{n}") for n in (8, 9, 10, 11)))["killed", "people"]
    assert ends(found) == (8, 9, 11, False)


def test_the_accused_and_the_unnamed_count_only_where_nobody_else_does() -> None:
    accused, nobody = told("c1", 5, "Force A"), told("c2", 15, "unnamed:dc2:reports")
    assert ends(figures(accused, nobody, told("c3", 9, "a-newspaper"))["killed", "people"]) == (9, 9, 9, False)
    alone = figures(accused)["killed", "people"]
    assert ends(alone) == (5, 5, 5, False)
    assert "the party accused, for want of a credible one" in alone.best_rule


def test_what_a_source_updated_is_not_weighed() -> None:
    found = figures(told("c1", 5, "r", said_on="2017-03-06"), told("c2", 9, "r", said_on="2017-03-07"))
    assert ends(found["killed", "people"]) == (9, 9, 9, False)


def test_a_floor_leaves_more_open() -> None:
    least = told("c1", 0, "r", count=Count(58, None, None, "at least"))
    assert ends(figures(least)["killed", "people"]) == (58, 58, 58, True)
    both = figures(least, told("c2", 61, "s"))["killed", "people"]
    assert ends(both) == (58, 58, 61, False)


def test_at_most_gives_no_low() -> None:
    found = figures(told("c1", 0, "r", count=Count(None, 10, None, "at most")))["killed", "people"]
    assert ends(found) == (None, 10, 10, False)
    assert found.low_rule == "no source says at least how many"


def test_two_statuses_of_one_source_are_different_people() -> None:
    found = figures(told("c1", 5, "r", population=CIVILIANS), told("c2", 3, "r", population=FIGHTERS))
    assert ends(found["killed", "people"]) == (8, 8, 8, False)
    assert ends(found["killed", "civilians"]) == (5, 5, 5, False)


def test_two_sources_with_two_statuses_are_of_one_group() -> None:
    found = figures(told("c1", 5, "r", population=CIVILIANS), told("c2", 5, "s", population=FIGHTERS))
    assert ends(found["killed", "people"]) == (5, 5, 5, False)


def test_a_part_is_no_toll_but_a_floor_where_it_is_all_that_is_said() -> None:
    whole = told("c1", 10, "r")
    children = told("c2", 4, "r", kind="subset", population=CHILDREN, relations=(Relation("part_of", "c1"),))
    found = figures(whole, children)
    assert ends(found["killed", "people"]) == (10, 10, 10, False)
    assert ends(found["killed", "children"]) == (4, 4, 4, False)
    (alone,) = [f for (_, who), f in figures(told("c2", 4, "r", population=CHILDREN)).items() if who == "people"]
    assert ends(alone) == (4, 4, 4, True)


def test_the_accused_is_known_by_the_actors_of_any_claim() -> None:
    other = told("c2", 9, "a-newspaper", actors=(A,))
    assert ends(figures(told("c1", 1, "Force A", actors=()), other)["killed", "people"]) == (9, 9, 9, False)


def test_a_later_admission_of_more_civilians_raises_the_sources_own_total() -> None:
    found = figures(
        told("c1", 10, "a-monitor", said_on="2017-03-06"),
        told("c2", 14, "a-monitor", said_on="2017-05-01", population=CIVILIANS),
    )
    people, civilians = found["killed", "people"], found["killed", "civilians"]
    assert ends(civilians) == (14, 14, 14, False)
    assert ends(people) == (14, 14, 14, True)
    assert people.claims == ("c1", "c2")


def test_an_older_or_smaller_group_leaves_the_total_as_it_is() -> None:
    for day, n in (("2017-03-01", 14), ("2017-05-01", 4)):
        found = figures(
            told("c1", 10, "a-monitor", said_on="2017-03-06"),
            told("c2", n, "a-monitor", said_on=day, population=CIVILIANS),
        )
        assert found["killed", "people"].best == 10

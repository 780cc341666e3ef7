"""The life of a figure, by hand: alleged, repeated, denied, admitted, updated, corrected, retracted."""

from __future__ import annotations

from tests.reconcile.worked_example import CIVILIANS, DEIR, claim
from uncounted.model.answering import History
from uncounted.model.claim import Claim, Relation
from uncounted.model.incident import Incident
from uncounted.model.scope import Period, Population, Scope
from uncounted.reconcile.histories import histories

SCOPE = Scope(Period("2015-11-20", "2015-11-20", reading="sometime"), (DEIR,))


def told(name: str, number: int, root: str, day: str, stance: str = "asserts", **more: object) -> Claim:
    fields: dict[str, object] = {"kind": "incident", "scope": SCOPE, "document": name, **more}
    return claim(name, number, root=root, said_on=day, stance=stance, **fields)


def life(claims: list[Claim], incidents: list[Incident] | None = None) -> tuple[History, ...]:
    one = Incident("i1", tuple(each.id for each in claims))
    return histories(claims, incidents or [one], lambda each: each.said_on, lambda each: str(each.root))


def test_the_steps_of_a_life_and_the_days_to_admission() -> None:
    claims = [
        told("a", 9, "family", "2021-08-30"),
        told("b", 9, "family", "2021-08-31"),
        told("c", 0, "army", "2021-09-01", "denies"),
        told("d", 10, "family", "2021-09-03"),
        told("e", 10, "army", "2021-09-17", "admits"),
        told("f", 8, "army", "2021-09-20", "admits"),
        told("g", 0, "family", "2021-10-01"),
    ]
    (found,) = life(claims)
    assert [event.step for event in found.events] == [
        "first reported", "repeated", "denied", "updated", "admitted", "corrected", "retracted",
    ]  # fmt: skip
    assert [event.days for event in found.events] == [0, 1, 2, 4, 18, 21, 32]
    assert (found.alleged, found.admitted, found.days_to_admission) == ("2021-08-30", "2021-09-17", 18)


def test_to_own_up_to_dead_fighters_admits_nothing() -> None:
    claims = [
        told("a", 9, "family", "2021-08-30"),
        told("b", 2, "army", "2021-09-01", "admits", population=Population("combatant")),
    ]
    (found,) = life(claims)
    assert (found.alleged, found.admitted, found.days_to_admission) == ("2021-08-30", None, None)


def test_parts_of_a_figure_do_not_correct_it() -> None:
    claims = [
        told("a", 50, "army", "2022-04-08", document="d"),
        told("b", 38, "army", "2022-04-08", document="d", kind="subset", relations=(Relation("part_of", "a"),)),
        told("c", 12, "army", "2022-04-08", document="d", kind="subset", relations=(Relation("part_of", "a"),)),
    ]
    (found,) = life(claims)
    assert {event.step for event in found.events} == {"first reported"}


def test_what_updates_another_comes_after_it_on_one_day() -> None:
    claims = [
        told("a", 52, "army", "2022-04-08", document="d", relations=(Relation("update_of", "z"),)),
        told("z", 50, "army", "2022-04-08", document="d"),
    ]
    (found,) = life(claims)
    assert [(event.claim, event.step) for event in found.events] == [("z", "first reported"), ("a", "updated")]


def test_an_admission_of_an_incident_that_may_be_this_one_is_told_with_an_if() -> None:
    claims = [told("a", 9, "family", "2021-08-30"), told("b", 10, "army", "2021-09-17", "admits")]
    apart = [Incident("i1", ("a",), may_be=("i2",)), Incident("i2", ("b",), may_be=("i1",))]
    first, second = life(claims, apart)
    assert (first.admitted, first.perhaps, first.perhaps_admitted, first.days_to_perhaps) == (
        None, "i2", "2021-09-17", 18,
    )  # fmt: skip
    assert (second.admitted, second.days_to_admission) == ("2021-09-17", None)


def test_figures_over_a_scope_have_a_life_of_their_own() -> None:
    month = Scope(Period("2016-01-01", None, reading="throughout"), (DEIR,))
    claims = [
        claim("a", 64, kind="cumulative", scope=month, said_on="2016-10-01", document="a", population=CIVILIANS),
        claim("b", 119, kind="cumulative", scope=month, said_on="2016-11-09", document="b", population=CIVILIANS),
    ]
    (found,) = histories(claims, [], lambda each: each.said_on, lambda each: str(each.root))
    assert [event.step for event in found.events] == ["first reported", "updated"]
    assert found.incident is None

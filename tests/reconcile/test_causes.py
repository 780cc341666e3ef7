from __future__ import annotations

from tests.link.invented import make_claim
from uncounted.model.claim import Attribution, Claim, Count, Relation
from uncounted.model.reconciliation import Cause
from uncounted.model.scope import Period, Population
from uncounted.reconcile.engine import reconcile

MONTH = Period("2017-03-01", "2017-03-31", reading="throughout")


def claim(name: str, n: int | None, **fields: object) -> Claim:
    return make_claim(name, n, **({"incident": "strike"} | fields))


def total(name: str, n: int, **fields: object) -> Claim:
    return make_claim(name, n, MONTH, kind="period", **fields)


def causes(*claims: Claim, kind: str = "contradiction") -> list[tuple[Cause, ...]]:
    return [one.causes for one in reconcile(claims).contradictions if one.kind == kind]


def test_two_figures_of_one_incident_count_one_scope() -> None:
    assert causes(claim("a", 10), claim("b", 12)) == [("same scope",)]
    assert causes(total("a", 10), total("b", 12)) == [("same scope",)]


def test_a_part_may_say_more_than_its_whole() -> None:
    assert causes(claim("a", 12), total("b", 10)) == [("part over whole",)]
    assert causes(claim("a", 6), claim("c", 6, incident="other", day="2017-03-09"), total("b", 10)) == [
        ("part over whole",)
    ]
    women = claim("a", 12, population=Population(sex="woman"))
    assert causes(women, claim("b", 10)) == [("part over whole",)]


def test_parts_that_do_not_fill_their_whole_are_not_larger_than_it() -> None:
    whole = claim("w", 20, root="r")
    parts = [
        claim(name, 5, root="r", kind="subset", population=Population(sex=sex), relations=(Relation("partition", "w"),))
        for name, sex in (("p", "woman"), ("q", "man"))
    ]
    assert causes(whole, *parts) == [()]


def test_kinds_of_evidence_and_who_was_a_civilian_are_told_beside_the_scope() -> None:
    seen = claim("a", 10, basis="field investigation"), claim("b", 12, basis="media monitoring")
    assert causes(*seen) == [("same scope", "standard of proof")]
    people = claim("a", 10), claim("b", 4, population=Population("civilian"))
    assert causes(*people, kind="tension") == [("same scope", "status")]


def test_a_relay_may_change_what_its_root_said() -> None:
    own = claim("a", 10, root="wire", attribution=(Attribution("wire", "publisher"),))
    chain = (Attribution("wire", "organisation"), Attribution("Gazette", "publisher"))
    told = claim("b", None, root="wire", attribution=chain, count=Count(12, None, None, "at least"))
    assert causes(own, told) == [("same scope", "changed by a relay")]

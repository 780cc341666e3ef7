"""The worked example in four settings of its assumptions, and small cases that a careful reader would decide."""

from __future__ import annotations

import pytest

from tests.reconcile.worked_example import CIVILIANS, SYRIA, US, claim, claims, throughout
from uncounted.link.incidents import link
from uncounted.model.claim import Attribution, Claim, Count, Relation
from uncounted.model.document import Span
from uncounted.model.errors import UnknownName
from uncounted.model.reconciliation import Contradiction, Profile, Reconciliation
from uncounted.model.scope import Period, Place, Population, Scope
from uncounted.reconcile import reconcile

SAME = "United States = US-led coalition"
APART = "excluded-elsewhere"
TOWN = Place(id="gn:1", name="Town", country="SY", within=("SY",), lat=35.0, lon=38.0)


def run(given: tuple[Claim, ...], *assume: str, **options: object) -> Reconciliation:
    return reconcile(given, link(given), assume=assume, **options)  # type: ignore[arg-type]


def incident(name: str, count: Count | int, root: str, day: str = "2016-05-05", **fields: object) -> Claim:
    number = count if isinstance(count, Count) else Count(count, count, count)
    scope = Scope(Period(day, day, reading="sometime"), (TOWN,), means="shelling")
    defaults: dict[str, object] = {
        "count": number,
        "root": root,
        "document": f"document of {root}",
        "kind": "incident",
        "scope": scope,
        "attribution": (Attribution(root, "publisher"),),
    }
    return claim(name, 0, **{**defaults, **fields})


def pair(found: Reconciliation) -> Contradiction:
    return next(one for one in found.contradictions if "ngo" in one.claims)


@pytest.mark.parametrize(
    ("assume", "kind", "missing"),
    [
        ((), "tension", {"member-stands-for-whole(US,coalition-oir)", APART}),
        ((SAME,), "tension", {APART}),
        ((APART,), "tension", {"member-stands-for-whole(US,coalition-oir)"}),
        ((SAME, APART), "contradiction", set()),
    ],
)
def test_worked_example_in_its_four_settings(assume: tuple[str, ...], kind: str, missing: set[str]) -> None:
    finding = pair(run(claims(), *assume))
    assert finding.kind == kind
    assert set(finding.missing_assumptions) == missing
    assert len(finding.claims) == 2
    assert (finding.short_by, finding.short_by_all) == (181, 191)
    assert {"no-overcount", "full-count"} <= set(finding.assumptions)


def test_worked_example_prices_the_tension_in_the_excluded_strike() -> None:
    price = pair(run(claims(), SAME)).price[0]
    assert (price.low, price.claim) == (191, "manbij")
    assert "Manbij" in price.where


@pytest.mark.parametrize("assume", [(), (SAME,), (APART,), (SAME, APART)])
def test_worked_example_has_two_remainders_and_no_other(assume: tuple[str, ...]) -> None:
    rests = {(rest.low, rest.high): rest for rest in run(claims(), *assume).derived}
    assert set(rests) == {(55, 55), (49, 49)}
    assert rests[55, 55].reading is None
    assert not rests[55, 55].assumptions
    assert "2015-11-20" in (rests[49, 49].reading or "")
    assert [(other.low, other.high) for other in rests[49, 49].other_readings] == [(49, 54)]


def test_worked_example_needs_examples_inside_for_the_unnamed() -> None:
    rest = next(one for one in run(claims()).derived if one.low == 49)
    assert rest.assumptions == ("examples-inside",)
    without = run(claims(), without=("examples-inside",))
    assert 49 not in {one.low for one in without.derived}


def test_worked_example_relations() -> None:
    found = run(claims())
    assert {frozenset(group) for group in found.same} == {frozenset({"total", "repeat"})}
    total = next(iter({whole for part, whole in found.within if part == "period"}))
    assert {("deir", "period"), ("mosul", "period"), ("period", total)} <= set(found.within)
    assert not {pair for pair in found.within if "manbij" in pair or "ngo" in pair}
    assert {("manbij", total), ("manbij", "period")} <= set(found.excluded)
    assert ("the operation to recapture Mosul", total) in found.excluded


def test_two_outlets_that_differ_on_one_incident_poison_nothing_else() -> None:
    calm = run(claims())
    both = run((*claims(), incident("ten", 10, "A"), incident("twelve", 12, "B")))
    finding = next(one for one in both.contradictions if one.kind == "contradiction")
    assert (set(finding.claims), finding.short_by) == ({"ten", "twelve"}, 2)
    town = next(one for one in both.bounds if "Town" in one.question)
    assert (town.low, town.high, town.consistent) == (10, 12, False)
    assert (town.low_because, town.high_because) == (("ten",), ("twelve",))
    rest = {one.question: (one.low, one.high, one.consistent) for one in both.bounds if "Town" not in one.question}
    assert rest == {one.question: (one.low, one.high, one.consistent) for one in calm.bounds}
    assert both.derived == calm.derived


def test_a_disputed_incident_enters_a_total_as_its_hull() -> None:
    total = claim("floor", 0, count=Count(5, None, None, "at least"), root="C", kind="period", scope=YEAR)
    found = run((total, incident("ten", 10, "A"), incident("twelve", 12, "B")))
    answer = next(one for one in found.bounds if one.low_because and "one incident" not in one.question)
    assert answer.low == 10


def test_a_disputed_incident_is_open_above_where_nobody_is_known_to_count_everybody() -> None:
    told = (incident("ten", 10, "A", document="one"), incident("twelve", 12, "A", document="two"))
    town = next(one for one in run(told).bounds if "Town" in one.question)
    assert (town.low, town.high, town.consistent) == (10, 12, False)
    loose = next(one for one in run(told, without=["full-count"]).bounds if "Town" in one.question)
    assert (loose.low, loose.high, loose.consistent) == (10, None, False)
    bare = next(one for one in run(told, without=["no-overcount"]).bounds if "Town" in one.question)
    assert (bare.low or 0, bare.high) == (0, 12)


def test_a_floor_in_a_dispute_gives_no_upper_end() -> None:
    floor = incident("floor", 20, "B", floor="verified")
    town = next(one for one in run((incident("ten", 10, "A"), floor)).bounds if "Town" in one.question)
    assert (town.low, town.high, town.consistent) == (10, None, False)


YEAR = Scope(throughout("2016-01-01", "2016-12-31"), (SYRIA,), "all")


ANYBODY = Population(None, None, None)


@pytest.mark.parametrize("sisters", [(), ("part of ten",)])
def test_a_sum_is_not_swallowed_by_an_incident_of_which_sources_differ(sisters: tuple[str, ...]) -> None:
    told = (Relation("part_of", "ten", "of-the-group"),)
    some = tuple(
        incident(one, 4, "A", kind="subset", population=ANYBODY, relations=told, document="document of A")
        for one in sisters
    )
    disputed = (incident("ten", 10, "A", population=ANYBODY), incident("twelve", 12, "B", population=ANYBODY), *some)
    floor = {"count": Count(250, None, None, "at least"), "kind": "cumulative", "scope": YEAR}
    sum_of_a = claim("sum", 0, root="A", attribution=(Attribution("A", "publisher"),), **floor)
    few = Count(5, None, None, "at least")
    anybody = claim("anybody", 0, count=few, root="C", kind="period", scope=YEAR, population=ANYBODY)
    found = run((sum_of_a, anybody, *disputed))
    answer = next(one for one in found.bounds if one.question.startswith("people killed: Syria"))
    assert answer.low == 250
    town = next(one for one in run((*disputed,)).bounds if "Town" in one.question)
    assert (town.low, town.high, town.consistent) == (10, 12, False)
    pairs = {frozenset(one.claims) for one in found.contradictions if one.kind == "contradiction"}
    assert not any({"part of ten"} & one for one in pairs)


def test_another_sources_sum_loses_at_most_what_it_may_have_counted_too_many_in_the_disputed_incident() -> None:
    disputed = (incident("ten", 10, "A"), incident("twelve", 12, "B"))
    few = Count(5, None, None, "at least")
    anybody = claim("anybody", 0, count=few, root="C", kind="period", scope=YEAR, population=ANYBODY)
    floor = Count(250, None, None, "at least")
    other = claim("sum", 0, count=floor, root="D", kind="cumulative", scope=YEAR, attribution=())
    found = run((other, anybody, *disputed))
    answer = next(one for one in found.bounds if one.question.startswith("people killed: Syria"))
    assert answer.low == 248


def test_an_update_is_history_and_no_contradiction() -> None:
    first = incident("first", 19, "A", said_on="2016-05-05", document="early")
    later = incident("later", 27, "A", said_on="2016-05-06")
    found = run((first, later))
    assert not found.contradictions
    assert "superseded by later" in (found.not_rows or {})["first"]
    assert [(one.low, one.high) for one in found.bounds] == [(27, 27)]


def test_relayed_words_are_no_row_beside_the_roots_own() -> None:
    own = incident("own", Count(None, None, 300, "about"), "ngo")
    chain = (Attribution("ngo", "organisation"), Attribution("paper", "publisher"))
    relay = incident("relay", Count(300, None, None, "at least"), "ngo", document="paper", attribution=chain)
    found = run((own, relay))
    assert "relayed" in (found.not_rows or {})["relay"]
    assert [(one.low, one.high) for one in found.bounds] == [(0, None)]
    near = run((own, relay), "about-within(10%)")
    assert [(one.low, one.high) for one in near.bounds] == [(270, 330)]


def test_one_group_with_two_statuses_is_never_ten() -> None:
    civil = incident("civil", 5, "A")
    armed = incident("armed", 5, "B", population=Population(status="combatant"))
    everybody = incident("all", 5, "C", population=Population())
    found = run((civil, armed, everybody))
    people = next(one for one in found.bounds if one.question.startswith("people"))
    assert (people.low, people.high) == (5, 5)


def test_parts_that_exhaust_a_whole_leave_no_remainder() -> None:
    whole = incident("whole", 50, "A", population=Population())
    parts = (Relation("partition", "whole", "by-sex"),)
    men = incident("men", 30, "A", population=Population(sex="man"), kind="subset", relations=parts)
    women = incident("women", 20, "A", population=Population(sex="woman"), kind="subset", relations=parts)
    found = run((whole, men, women))
    assert not found.derived
    assert not found.contradictions
    assert {("men", "whole"), ("women", "whole")} <= set(found.within)


def test_children_among_the_dead_are_a_part_with_a_remainder() -> None:
    whole = incident("whole", 12, "A", population=Population())
    told = (Relation("part_of", "whole", "including"),)
    child = incident("child", 5, "A", population=Population("civilian", None, "child"), kind="subset", relations=told)
    found = run((whole, child))
    assert [(rest.low, rest.high) for rest in found.derived] == [(7, 7)]


def test_a_part_larger_than_its_whole_is_a_contradiction() -> None:
    small = claim("small", 40, root="A", kind="period", scope=YEAR)
    months = Scope(throughout("2016-01-01", "2016-03-31"), (SYRIA,), "all")
    large = claim("large", 64, root="B", kind="period", scope=months)
    found = run((small, large))
    finding = next(one for one in found.contradictions if one.kind == "contradiction")
    assert finding.short_by == 24


def test_incidents_that_might_be_one_count_once_in_a_lower_bound() -> None:
    strikes = (incident("one", 10, "A"), incident("two", 10, "B", scope=_vague_day()))
    total = claim("total", 3, count=Count(3, None, None, "at least"), root="C", kind="period", scope=YEAR)
    found = run((*strikes, total))
    everywhere = next(one for one in found.bounds if "one incident" not in one.question)
    assert everywhere.low == 10
    apart = run((*strikes, total), "unlinked-are-different")
    assert next(one for one in apart.bounds if "one incident" not in one.question).low == 20


def test_a_vague_report_takes_nothing_from_two_events_of_which_it_may_be_either() -> None:
    strikes = (
        incident("first", 5, "A", day="2016-05-01"),
        incident("second", 7, "A", day="2016-05-20"),
        incident("vague", 2, "B", scope=_vague_day()),
    )
    total = claim("total", 3, count=Count(3, None, None, "at least"), root="C", kind="period", scope=YEAR)
    found = run((*strikes, total))
    assert next(one for one in found.bounds if "one incident" not in one.question).low == 12


def _vague_day() -> Scope:
    return Scope(Period("2016-05-01", "2016-05-31", reading="sometime"), (TOWN,), means="shelling")


def test_a_profile_answers_from_the_trusted_roots_alone() -> None:
    found = run(claims(), profile=Profile("military", ("centcom",)))
    assert not found.contradictions
    assert {rest.root for rest in found.derived} == {"centcom"}


def test_silence_is_not_everybody_and_two_silences_are_one() -> None:
    one = claim("one", 100, root="A", kind="period", scope=YEAR)
    two = claim("two", 200, root="B", kind="period", scope=YEAR)
    finding = next(each for each in run((one, two)).contradictions if each.kind == "contradiction")
    assert "same-scope" in finding.assumptions
    named = Scope(YEAR.time, YEAR.places, "all", (US,))
    loud = claim("loud", 200, root="B", kind="period", scope=named)
    assert not [each for each in run((one, loud)).contradictions if each.kind == "contradiction"]


def test_a_rejected_claim_counts_for_nothing() -> None:
    given = tuple(each for each in claims() if each.id != "ngo")
    assert not run(given).contradictions
    rejected = tuple(Claim(**{**vars(each), "status": "rejected"}) if each.id == "ngo" else each for each in claims())
    assert not run(rejected).contradictions


@pytest.mark.parametrize("wrong", ["no-such", "Atlantis = US", "member-stands-for-whole(US)", "about-within(lots)"])
def test_an_unknown_assumption_is_refused_with_the_list(wrong: str) -> None:
    with pytest.raises(UnknownName):
        run(claims(), wrong)


def test_the_recipe_changes_with_its_ingredients() -> None:
    assert run(claims()).recipe == run(claims()[::-1]).recipe
    assert (run(claims()).recipe or {})["hash"] != (run(claims(), APART).recipe or {})["hash"]
    assert CIVILIANS.status == "civilian"


def test_a_headline_that_drops_at_least_does_not_speak_for_the_text() -> None:
    title = Span(0, 20, "Strike kills 10 dead")
    short = incident("headline", 10, "A", spans={"title": title, "sentence": title})
    told = Count(10, None, None, "at least")
    text = incident("text", told, "A", relations=(Relation("same_claim", "headline", "headline"),))
    found = run((short, text))
    assert {frozenset(group) for group in found.same} == {frozenset({"headline", "text"})}
    assert [(one.low, one.high) for one in found.bounds] == [(10, None)]


def test_a_question_names_the_party_it_is_read_as() -> None:
    questions = [one.question for one in run(claims(), SAME).bounds if "one incident" not in one.question]
    assert questions
    assert not any("United States" in question for question in questions)


def test_groups_set_beside_one_another_add_up() -> None:
    """Of "13 troops and 169 others" the second figure, whose people no word of status tells apart, is not the whole."""
    day = Period("2021-08-26", "2021-08-26")
    scope = Scope(day, (Place(id="gn:1", name="Tala", country="AF", within=("AF",)),), incident="blast")
    troops = Claim(
        id="troops", measure="killed", count=Count(13, 13, 13), root="paper", kind="incident", scope=scope,
        population=Population("member of armed forces"),
    )  # fmt: skip
    others = Claim(
        id="others", measure="killed", count=Count(169, 169, 169), root="paper", kind="incident", scope=scope,
        relations=(Relation("disjoint_from", "troops"),),
    )  # fmt: skip
    found = reconcile([troops, others])
    people = next(bound for bound in found.bounds if bound.question.startswith("people killed"))
    assert people.low == 182
    assert people.high is None
    assert not found.derived

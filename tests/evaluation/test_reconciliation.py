from __future__ import annotations

import dataclasses
import json

import pytest
from evaluation.reconciliation.__main__ import BAR, BASELINE, below
from evaluation.reconciliation.annotation import claim_of, count_of, place_of, population_of
from evaluation.reconciliation.cases import Case, load
from evaluation.reconciliation.findings import KINDS, Findings, conclude
from evaluation.reconciliation.scoring import Score, score

CASES = load()
NOTHING = Findings(frozenset(), frozenset(), {}, {}, {}, {}, ())


def case(**given: object) -> Case:
    return Case("case", {"documents": [], **given}, {})


def test_there_are_enough_cases_with_texts_and_without() -> None:
    assert sum(one.has_text for one in CASES) >= 20
    assert sum(not one.has_text for one in CASES) >= 20
    assert all(one.given.get("sources") for one in CASES if one.has_text)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_expectations_name_claims_of_their_case(one: Case) -> None:
    known = set(one.claims)
    for kind in ("expected", "must_not", "accept"):
        words = json.dumps(one.given.get(kind, {}))
        for claims in (
            each["claims"] for each in one.given.get(kind, {}).get("contradictions", []) if "claims" in each
        ):
            assert set(claims) <= known, words
        for pair in one.given.get(kind, {}).get("within", []):
            assert set(pair) <= known, words


def test_conclusions_on_annotated_claims_reach_the_bar_and_break_no_must_not() -> None:
    total = Score()
    for one in CASES:
        total.add(score(one, conclude(one, tuple(one.claims.values()), {key: key for key in one.claims})))
    figures = total.figures()
    assert not {name: value for name, value in figures.items() if value < BAR}
    assert not below({"annotated": figures}, json.loads(BASELINE.read_text("utf-8")))
    assert total.kept == total.forbidden


def test_what_is_missing_wrong_and_accepted_is_counted_apart() -> None:
    expected = {"remainders": [{"whole": "a", "parts": ["b"], "low": 5, "high": 5}], "within": [["b", "a"]]}
    accept = {"contradictions": [{"claims": ["x", "y"]}]}
    found = dataclasses.replace(
        NOTHING,
        remainders={("a", frozenset({"b"})): (4, 4)},
        contradictions={frozenset({"x", "y"}): (1, frozenset()), frozenset({"x", "z"}): (1, frozenset())},
    )
    result = score(case(expected=expected, accept=accept), found)
    assert (result.tallies["remainders"].recall, result.tallies["remainders"].precision) == (0.0, 0.0)
    assert (result.tallies["within"].recall, result.tallies["within"].precision) == (0.0, 1.0)
    assert (result.tallies["contradictions"].concluded, result.tallies["contradictions"].right) == (1, 0)


def test_a_part_of_a_part_may_be_told_from_its_ends() -> None:
    found = dataclasses.replace(NOTHING, within=frozenset({("c", "b"), ("b", "a"), ("c", "a")}))
    tally = score(case(expected={"within": [["c", "b"], ["b", "a"]]}), found).tallies["within"]
    assert (tally.recall, tally.precision) == (1.0, 1.0)


def test_must_nots_by_claims_in_company_alone_and_by_value() -> None:
    forbidden = {"contradictions": [["a", "b"], {"claims": ["a", "b"]}], "remainders": [{"value": 7}]}
    three = {frozenset({"a", "b", "c"}): (None, frozenset[str]())}
    found = dataclasses.replace(NOTHING, contradictions=three, remainders={("w", frozenset({"p"})): (7, 7)})
    result = score(case(must_not=forbidden), found)
    assert (result.forbidden, result.kept) == (3, 1)


def test_the_short_notation() -> None:
    assert (count_of(">12").low, count_of("<12").high, count_of("~12").point) == (13, 11, 12)
    assert (count_of("dozens").modifier, count_of("?").low) == ("vague word", None)
    assert place_of("near Jadida<Mosul<IQ").within == ("Mosul", "IQ")
    assert (population_of("civilian, child").status, population_of("woman").sex) == ("civilian", "woman")
    for wrong in ("some", "12+"):
        with pytest.raises(ValueError, match="count"):
            count_of(wrong)
    with pytest.raises(ValueError, match="unknown fields"):
        claim_of("c", {"count": 1, "colour": "red"}, {})


def test_a_figure_below_its_baseline_is_named() -> None:
    assert below({"read": {"same recall": 0.4}}, {"read": {"same recall": 0.5}})
    assert not below({"read": {"same recall": 0.5}}, {"annotated": {"same recall": 1.0}})


def test_every_kind_has_a_tally() -> None:
    assert set(Score().tallies) == set(KINDS)

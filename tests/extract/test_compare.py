"""Two readings of one document: what agrees becomes one claim, what differs is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extract.helpers import document
from uncounted.extract.compare import combine, compare
from uncounted.model.claim import Attribution, Claim, Count, Relation, claim_id
from uncounted.model.scope import Actor, Period, Place, Population, Scope

TEXT = "At least 12 people were killed and three others wounded in Tarlo. A farmer died."
DOCUMENT = document(TEXT)


def claim(words: str, measure: str = "killed", value: int = 1, by: str = "one 1", **more) -> Claim:
    at = TEXT.index(words)
    made = Claim(
        id=claim_id(DOCUMENT.text_sha256, at, at + len(words), measure),
        measure=measure,
        count=Count(value, value, value, text=words),
        document=DOCUMENT.id,
        spans={"count": DOCUMENT.span(at, at + len(words)), "sentence": DOCUMENT.span(0, len(TEXT))},
        extractor=by,
    )
    return replace(made, **more).with_reading()


def test_what_both_say_is_one_claim_that_names_both():
    first, second = claim("At least 12", value=12), claim("At least 12", value=12, by="two 2")
    claims, reviews = combine(compare([first], [second]), "one", "two")
    assert [(c.id, c.extractor) for c in claims] == [(first.id, "one 1 + two 2")]
    assert claims[0].reading not in {first.reading, second.reading}
    assert reviews == ()


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("count", {"count": Count(12, None, None, "at least", "At least 12")}),
        ("population.status", {"population": Population(status="civilian")}),
        ("kind", {"kind": "cumulative"}),
        ("stance", {"stance": "denies"}),
        ("root", {"attribution": (Attribution("Police"),)}),
        ("time", {"scope": Scope(time=Period(text="Monday"))}),
        ("places", {"scope": Scope(places=(Place(text="Tarlo"),))}),
        ("actors", {"scope": Scope(actors=(Actor(id="US"),))}),
        ("means", {"scope": Scope(means="airstrike")}),
        ("exclusions", {"exclusions": ("c1",)}),
        ("relations", {"relations": (Relation("part_of", "c1"),)}),
    ],
)
def test_a_field_that_differs_is_asked_and_the_first_reading_stands(field, other):
    first, second = claim("At least 12", value=12), claim("At least 12", value=12, by="two 2", **other)
    (pair,) = compare([first], [second]).pairs
    assert [difference.field for difference in pair.differences] == [field]
    claims, (review,) = combine(compare([first], [second]), "one", "two")
    assert claims == (first,)
    assert review.why.startswith(f"one and two differ on killed “At least 12” in {field}: ")
    assert review.claims == (first.id,)
    assert review.offered["claim"]["reading"] == second.reading  # nothing of it is lost
    assert review.span == first.spans["count"]


def test_what_was_resolved_is_compared_by_what_it_means_and_words_by_their_letters():
    one = Scope(time=Period("2020-01-01", "2020-01-01", text="Monday"), places=(Place(id="gn:1", text="Deir ez-Zor"),))
    two = Scope(
        time=Period("2020-01-01", "2020-01-01", text="on Monday"), places=(Place(id="gn:1", text="Dayr Az Zawr"),)
    )
    assert compare([claim("A farmer", scope=one)], [claim("A farmer", scope=two)]).pairs[0].differences == ()
    three, four = Scope(places=(Place(text="TARLO"),)), Scope(places=(Place(text="Tarlo"),))
    assert compare([claim("A farmer", scope=three)], [claim("A farmer", scope=four)]).pairs[0].differences == ()


def test_other_words_of_one_count_meet_and_so_does_another_measure():
    first, second = claim("At least 12", value=12), claim("12", value=12, by="two 2")
    found = compare([first], [second])
    assert (len(found.pairs), found.first_only, found.second_only) == (1, (), ())
    assert found.pairs[0].differences == ()
    (pair,) = compare([claim("three")], [claim("three", "injured")]).pairs
    assert [difference.field for difference in pair.differences] == ["measure"]


def test_one_span_with_two_measures_is_two_mentions():
    both = [claim("12", value=12), claim("12", "injured", value=12)]
    found = compare(both, list(reversed(both)))
    assert [(p.first.measure, p.second.measure) for p in found.pairs] == [("killed", "killed"), ("injured", "injured")]


def test_what_one_alone_found_stands_and_is_asked():
    first, second = claim("At least 12", value=12), claim("A farmer", by="two 2")
    claims, reviews = combine(compare([first], [second]), "one", "two")
    assert [c.id for c in claims] == [first.id, second.id]
    assert [(r.why, r.claims) for r in reviews] == [
        ("one alone found killed “At least 12”, two did not", (first.id,)),
        ("two alone found killed “A farmer”, one did not", (second.id,)),
    ]


def test_relations_name_the_claims_that_stay_and_hold_both_ways():
    one, far = claim("At least 12", value=12), claim("A farmer")
    other = claim("12", value=12, by="two 2")
    leaning = claim(
        "three", "injured", 3, by="two 2", relations=(Relation("disjoint_from", other.id),), exclusions=(other.id,)
    )
    claims, _ = combine(compare([one], [other, leaning]), "one", "two")
    assert claims[1].relations[0].claim == one.id
    assert claims[1].exclusions == (one.id,)
    back = [replace(one, relations=(Relation("same_claim", far.id),)), far]
    forth = [one, replace(far, relations=(Relation("same_claim", one.id),))]
    assert all(pair.differences == () for pair in compare(back, forth).pairs)


def test_the_order_of_what_is_given_changes_nothing_but_whom_to_trust():
    first = [claim("At least 12", value=12), claim("A farmer")]
    second = [claim("A farmer", by="two 2"), claim("At least 12", value=13, by="two 2")]
    assert combine(compare(first, second), "one", "two") == combine(compare(first[::-1], second[::-1]), "one", "two")
    turned, _ = combine(compare(second, first), "two", "one")
    assert [c.count.point for c in turned] == [13, 1]


def test_nothing_beside_nothing():
    assert combine(compare([], []), "one", "two") == ((), ())

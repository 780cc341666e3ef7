from __future__ import annotations

import dataclasses

from uncounted.model.explanation import Basis, Bearer
from uncounted.model.incident_figures import Disagreement, Told
from uncounted.model.records import from_json, to_json
from uncounted.publish.explain import Explanation, explain_claim, explanations


def by_kind(view) -> dict[str, list[Explanation]]:
    found: dict[str, list[Explanation]] = {}
    for one in explanations(view):
        found.setdefault(one.kind, []).append(one)
    return found


def texts(one: Explanation, role) -> str:
    return " ".join(step.text for step in one.told(role))


def test_a_bound_says_who_says_what_what_follows_and_what_it_needs(make_view):
    view = make_view()
    months = view.claims[2].id
    asked = view.reconciliation.bounds[1].question
    basis = Basis((Bearer(months, "same"),), ("no-overcount",), ("full-count",))
    one = by_kind(dataclasses.replace(view, basis={asked: basis}))["bounds"][1]
    assert one.answer == "at least 15 and at most 64"
    assert "US Central Command says: 64 civilians killed" in texts(one, "says")
    low, high = one.told("follows")
    assert "at least 15" in low.text
    assert low.assumptions == ("no-overcount",)
    assert "at most 64" in high.text
    assert high.assumptions == ("full-count",)
    assert one.needs == ("no-overcount", "full-count")
    assert "No source counts a death that did not happen" in texts(one, "assumes")
    assert one.told("settles")
    assert "cannot all be true" in texts(one, "limits"), "this bound runs over the largest sets that can"


def test_an_open_side_is_said_to_be_open(make_view):
    one = by_kind(make_view())["bounds"][0]
    assert "no claim in force counts everybody" in texts(one, "limits")


def test_a_remainder_of_one_sources_own_counts_needs_no_assumption(make_view):
    first, second = by_kind(make_view())["remainder"]
    assert first.needs == ()
    assert first.answer == "55 killed outside the ten months"
    assert second.needs == ("examples-inside",)
    assert "it leaves at least 49 and at most 54" in texts(second, "limits")


def test_a_tension_names_what_it_lacks_its_price_and_what_would_settle_it(make_view):
    (one,) = by_kind(make_view())["tension"]
    assert "can be true together as things stand" in texts(one, "follows")
    assert "What one figure leaves out, another does not count either" in texts(one, "follows")
    assert "at least 191" in texts(one, "limits")
    assert texts(one, "settles") == "Whether the 300 include the strike near Manbij."


def test_every_number_of_an_explanation_has_its_words(make_view):
    view = make_view()
    for one in explanations(view):
        quoted = {quote.claim for quote in one.quotes}
        assert {claim for step in one.told("says") for claim in step.claims} <= quoted
        assert all(quote.quote in view.documents[0].text for quote in one.quotes if quote.quote)


def test_explanations_survive_json_and_their_ids_do_not_depend_on_the_rest(make_view):
    view = make_view()
    every = explanations(view)
    assert [from_json(Explanation, to_json(one)) for one in every] == list(every)
    fewer = dataclasses.replace(view.reconciliation, bounds=view.reconciliation.bounds[1:])
    assert explanations(dataclasses.replace(view, reconciliation=fewer))[-1].id == every[-1].id


def test_sources_that_differ_on_one_incident_are_one_explanation(make_view):
    view = make_view()
    one, two = view.claims[3].id, view.claims[4].id
    told = (Told(one, "a", "a: 5", 5, 5), Told(two, "b", "b: 10", 10, 10))
    differ = Disagreement(
        "g1", "i1", "killed", told, 5, 10, False, ((one,), (two,)), (), ("a list",), "2 differ. And so on."
    )
    found = dataclasses.replace(view.reconciliation, disagreements=(differ,))
    first = explanations(dataclasses.replace(view, reconciliation=found))[0]
    assert first.heading == "2 differ"
    assert texts(first, "follows").count("with none of the others") == 2


def test_a_claim_says_what_rests_on_it(make_view):
    view = make_view()
    one = explain_claim(view, view.claims[6], explanations(view))
    assert "k1 rests on it" in texts(one, "follows")
    assert "at least 300" in one.heading

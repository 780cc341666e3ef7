from __future__ import annotations

import dataclasses
from xml.dom import minidom

import pytest

from uncounted.model.explanation import Basis, Bearer
from uncounted.model.reconciliation import Contradiction
from uncounted.model.scope import Period, Scope
from uncounted.publish import figure, scopes
from uncounted.publish.axis import Scale
from uncounted.publish.days import Days
from uncounted.publish.explain import explain_bounds
from uncounted.publish.pictures import standalone


@pytest.fixture
def spoken_of(make_view):
    """The worked example, with the figures of its second question told apart."""
    view = make_view()
    months, deir, amnesty = (view.claims[place].id for place in (2, 3, 6))
    bearers = (Bearer(months, "same"), Bearer(deir, "part"), Bearer(amnesty, "overlap"))
    asked = view.reconciliation.bounds[1].question
    return dataclasses.replace(view, basis={asked: Basis(bearers, ("no-overcount",), ("full-count",))})


def drawn(panel) -> minidom.Document:
    return minidom.parseString(f"<svg>{figure.draw(panel)[0]}</svg>")  # noqa: S318  # our own drawing


def classes(document: minidom.Document, name: str) -> list[str]:
    return [each.getAttribute("class") for each in document.getElementsByTagName(name)]


def test_a_panel_is_xml_says_all_in_words_and_keeps_hostile_names_as_text(with_claims):
    view = with_claims(lambda claim: dataclasses.replace(claim, root='"> role="x" <b>'))
    panel = figure.panel_of(view, view.reconciliation.bounds[1])
    texts = drawn(panel).getElementsByTagName("text")
    shown = [text.firstChild.nodeValue for text in texts if text.firstChild]
    assert '64 · "> role="x" <b> (3)' in shown
    assert "What can be true: at least 15 and at most 64 †" in shown
    assert "at least 15 and at most 64" in figure.alt(panel)


def test_a_floor_is_an_open_arrow_and_an_exact_figure_a_dot(make_view):
    view = make_view()
    floor = drawn(figure.panel_of(view, view.reconciliation.bounds[0]))
    assert classes(floor, "path") == ["arrow"]
    exact = drawn(figure.panel_of(view, view.reconciliation.bounds[1]))
    assert classes(exact, "path") == []
    assert classes(exact, "circle") == ["dot", "dot", "dot"]


def test_figures_are_told_apart_by_whom_they_count(spoken_of):
    panel = figure.panel_of(spoken_of, spoken_of.reconciliation.bounds[1])
    assert [row.how for row in panel.rows] == ["same", "part", "overlap"]
    text = figure.draw(panel)[0]
    assert all(figure.GROUPS[row.how] in text for row in panel.rows)
    assert panel.roots == 1, "a source that may count others is none of this question's"


def test_a_conflict_is_marked_in_words_and_not_by_colour_alone(spoken_of):
    view = spoken_of
    pair = (view.claims[2].id, view.claims[3].id)
    clash = Contradiction("x1", "contradiction", pair, "killed", 1, 1)
    found = dataclasses.replace(view.reconciliation, contradictions=(clash,))
    view = dataclasses.replace(view, reconciliation=found)
    panel = figure.panel_of(view, view.reconciliation.bounds[1])
    assert [row.clash for row in panel.rows] == [(4,), (3,), ()]
    assert "✕ 4" in figure.draw(panel)[0]
    assert "cannot be true with claim 4" in figure.alt(panel)


def test_what_is_drawn_stays_inside_the_picture(spoken_of):
    for bounds in spoken_of.reconciliation.bounds:
        document = drawn(figure.panel_of(spoken_of, bounds))
        for name, keys in (("line", ("x1", "x2")), ("circle", ("cx",)), ("svg", ("x",))):
            for each in document.getElementsByTagName(name):
                shares = [float(each.getAttribute(key).rstrip("%")) for key in keys if each.getAttribute(key)]
                assert all(0 <= share <= 100 for share in shares)


def test_no_bounds_no_panel(make_view):
    view = make_view()
    found = dataclasses.replace(view.reconciliation, bounds=())
    assert figure.panels(dataclasses.replace(view, reconciliation=found)) == ()


@pytest.mark.parametrize("top", [1, 3, 57, 99, 300, 1204, 100_000])
def test_an_axis_has_few_round_ticks_in_order(top):
    ticks = Scale.of([top]).ticks()
    assert ticks[0] == 0
    assert ticks == sorted(set(ticks))
    assert 2 <= len(ticks) <= 6
    assert Scale.of([1, 1000]).at(1) > 5, "where figures differ much the small ones can still be told apart"


@pytest.mark.parametrize("last", ["2016-03-05", "2016-03-20", "2016-08-01", "2017-10-01", "2024-01-01", "2110-01-01"])
def test_a_time_axis_has_a_few_ticks(last):
    ticks = Days.of(["2016-03-05", last]).ticks()
    assert 2 <= len(ticks) <= 9
    assert all(0 <= x <= 100 for x, _ in ticks)


def boxes_of(view) -> dict[str, scopes.Box]:
    return {box.claim: box for picture in scopes.lay_out(view) for box in picture.boxes if box.claim}


def test_parts_are_drawn_inside_their_wholes(make_view):
    view = make_view()
    boxes = boxes_of(view)
    for part, whole in view.reconciliation.within:
        inner, outer = boxes[part], boxes[whole]
        assert outer.x <= inner.x
        assert inner.x + inner.width <= outer.x + outer.width
        assert outer.y < inner.y
        assert inner.y + inner.height <= outer.y + outer.height


def test_one_box_for_claims_that_are_the_same_and_places_below_those_that_hold_them(make_view):
    view = make_view()
    (picture,) = scopes.lay_out(view)
    assert len(boxes_of(view)) == 6
    assert scopes.undated(view) == 0
    assert [(depth, where) for _, depth, where in picture.groups] == [
        (0, "Syria and Iraq"), (0, "Syria"), (1, "Near Manbij, SY"),
    ]  # fmt: skip


def test_what_a_figure_leaves_out_is_hatched_inside_it_once(make_view):
    view = make_view()
    (picture,) = scopes.lay_out(view)
    strips = [box for box in picture.boxes if box.left_out]
    assert [box.depth for box in strips] == [1], "what the whole leaves out is not said again of its part"
    whole = boxes_of(view)[view.claims[1].id]
    assert whole.x < strips[0].x < strips[0].x + strips[0].width < whole.x + whole.width
    assert "url(#p-hatch)" in scopes.draw(picture, "p")


def test_open_ends_fade_and_rings_do_no_harm(make_view):
    view = make_view()
    one, two = view.claims[1].id, view.claims[2].id
    found = dataclasses.replace(view.reconciliation, within=((one, two), (two, one)))
    view = dataclasses.replace(view, reconciliation=found)
    boxes = boxes_of(view)
    assert len(boxes) == 6
    amnesty = boxes[view.claims[6].id]
    assert (amnesty.open_left, amnesty.open_right) == (True, False)
    assert 'fill="url(#p-left)"' in scopes.draw(scopes.lay_out(view)[0], "p")


def test_no_dates_no_picture(with_claims):
    assert scopes.lay_out(with_claims(lambda claim: dataclasses.replace(claim, scope=Scope(Period())))) == ()


def test_boxes_stay_inside_the_picture_and_labels_are_short(with_claims):
    view = with_claims(lambda claim: dataclasses.replace(claim, root="A ministry with a very long name " * 8))
    for box in (box for picture in scopes.lay_out(view) for box in picture.boxes):
        assert 0 <= box.x <= box.x + box.width <= 100.001
        assert len(box.label) <= scopes.LETTERS


def test_a_picture_that_stands_alone_is_xml_with_its_colours_and_words(spoken_of):
    one = explain_bounds(spoken_of, spoken_of.reconciliation.bounds[1])
    text = standalone(spoken_of, one)
    document = minidom.parseString(text)  # noqa: S318  # our own drawing
    assert "prefers-color-scheme: dark" in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    words = document.getElementsByTagName("desc")[0].firstChild.nodeValue
    assert "at least 15 and at most 64" in words
    assert "Where and when figures count" in words

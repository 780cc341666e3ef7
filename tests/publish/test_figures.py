from __future__ import annotations

import dataclasses
from xml.dom import minidom

from uncounted.model.scope import Period, Scope
from uncounted.publish import figure, scopes


def test_the_figure_is_xml_says_all_in_words_and_keeps_hostile_names_as_text(with_claims):
    view = with_claims(lambda claim: dataclasses.replace(claim, root='"> role="x" <b>'))
    drawn = figure.draw(view)
    texts = minidom.parseString(drawn.svg).getElementsByTagName("text")  # noqa: S318  # our own drawing
    shown = [text.firstChild.nodeValue for text in texts if text.firstChild]
    assert '7. "> role="x" <b>: at least 300' in shown
    assert "at least 15 and at most 64" in drawn.alt
    assert "href" not in drawn.svg


def test_the_chart_is_one_that_altairs_own_checks_accept(make_view, monkeypatch):
    unchecked = figure.draw(make_view()).svg
    monkeypatch.setattr(figure, "CHECKED", True)
    assert figure.draw(make_view()).svg == unchecked


def test_open_ends_are_arrows(make_view):
    assert figure.draw(make_view()).svg.count("#1f5674") == 1


def test_no_bounds_no_figure(make_view):
    view = make_view()
    found = dataclasses.replace(view.reconciliation, bounds=())
    assert figure.draw(dataclasses.replace(view, reconciliation=found)) is None


def test_parts_are_drawn_inside_their_wholes(make_view):
    view = make_view()
    boxes = {box.claim: box for box in scopes.lay_out(view).boxes}
    for part, whole in view.reconciliation.within:
        inner, outer = boxes[part], boxes[whole]
        assert outer.x <= inner.x
        assert inner.x + inner.width <= outer.x + outer.width
        assert outer.y < inner.y
        assert inner.y + inner.height <= outer.y + outer.height


def test_one_box_for_claims_that_are_the_same_and_none_for_the_undated(make_view):
    view = make_view()
    picture = scopes.lay_out(view)
    assert len(picture.boxes) == 6
    assert picture.left_out == 0
    assert [words for _, words in picture.groups] == ["Syria and Iraq", "Near Manbij, SY", "Syria"]


def test_open_ends_and_rings_do_no_harm(make_view):
    view = make_view()
    one, two = view.claims[1].id, view.claims[2].id
    found = dataclasses.replace(view.reconciliation, within=((one, two), (two, one)))
    picture = scopes.lay_out(dataclasses.replace(view, reconciliation=found))
    assert len(picture.boxes) == 6
    amnesty = next(box for box in picture.boxes if box.claim == view.claims[6].id)
    assert amnesty.open_left
    assert not amnesty.open_right


def test_no_dates_no_picture(with_claims):
    assert scopes.lay_out(with_claims(lambda claim: dataclasses.replace(claim, scope=Scope(Period())))) is None


def test_labels_stay_inside_the_picture(with_claims):
    view = with_claims(lambda claim: dataclasses.replace(claim, root="A ministry with a very long name " * 8))
    for box in scopes.lay_out(view).boxes:
        reach = len(box.label) * 6
        left = box.label_x - reach if box.anchor == "end" else box.label_x
        assert left >= 0
        assert left + reach <= scopes.WIDTH + 1

from __future__ import annotations

import pytest
from tests.browser.test_report import CONTRAST, CUT_OFF, OVERLAPPING
from tests.publish.estimated import many_strata, one_table

from uncounted.publish.estimation import estimation_report

pytestmark = pytest.mark.browser

VIEWS = {
    "three": lambda: one_table(3, 900),
    "six": lambda: one_table(6, 9000, stuck=True),
    "huge": lambda: one_table(5, 400_000_000),
    "strata": many_strata,
}
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("estimation")
    for name, make in VIEWS.items():
        (folder / f"{name}.html").write_text(estimation_report(make()), encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in VIEWS}


def opened(chromium, address, **how):
    page = chromium.new_context(**how).new_page()
    page.goto(address)
    page.evaluate(OPEN_ALL)
    return page


def test_it_opens_without_network_and_without_complaint(page, reports):
    page.context.set_offline(True)
    page.goto(reports["six"])
    assert page.watch.asked == [reports["six"]]
    assert "recorded" in page.inner_text("main")


def test_a_figure_leads_to_its_row(page, reports):
    page.goto(reports["three"])
    figure = page.locator(".short .answer a").first
    said = figure.inner_text()
    figure.click()
    assert said in page.locator(":target").inner_text()
    assert "hash" in page.locator(":target").inner_text()


def test_a_row_of_a_picture_leads_to_its_row(page, reports):
    page.goto(reports["three"])
    page.locator("svg.picture a", has_text="Graph averaging").first.click()
    assert "dga" in page.locator(":target").inner_text()


def test_what_a_link_leads_to_is_unfolded(page, reports):
    page.goto(reports["three"])
    page.get_by_role("img", name="How the lists overlap").locator("a").first.click()
    assert page.locator(":target").is_visible()
    page.goto(reports["strata"])
    page.locator(".small-multiples p a").nth(4).click()
    assert page.locator(":target").is_visible()


def test_pictures_have_a_name_and_words_for_those_who_do_not_see_them(page, reports):
    page.goto(reports["six"])
    named = page.get_by_role("img", name="How the lists overlap")
    assert named.count() == 1
    assert "Victims on each list: press" in named.locator("desc").text_content()


@pytest.mark.parametrize("name", list(VIEWS))
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1200, "light"), (1200, "dark")])
def test_it_fits_its_window_and_can_be_read(chromium, reports, name, width, scheme):
    page = opened(chromium, reports[name], viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTRAST) == []
    page.context.close()


@pytest.mark.parametrize("name", list(VIEWS))
@pytest.mark.parametrize("width", [360, 1200])
def test_no_words_of_a_picture_are_cut_off_or_fall_on_each_other(chromium, reports, name, width):
    page = opened(chromium, reports[name], viewport={"width": width, "height": 800})
    assert page.locator("svg.picture").count() > 4
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERLAPPING) == []
    page.context.close()


def test_it_prints_what_is_folded_up(chromium, reports):
    page = chromium.new_context().new_page()
    page.goto(reports["strata"])
    page.emulate_media(media="print")
    hidden = page.evaluate("[...document.querySelectorAll('svg.picture')].filter(q => !q.checkVisibility()).length")
    assert hidden == 0
    assert len(page.pdf(format="A4")) > 10_000
    page.context.close()

from __future__ import annotations

import pytest
from tests.publish import worked

from uncounted.publish import publish

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    out = tmp_path_factory.mktemp("report") / "out"
    publish(worked.make_view(), out)
    return (out / "index.html").as_uri()


def test_the_report_opens_without_network_and_without_complaint(page, report):
    page.context.set_offline(True)
    page.goto(report)
    assert page.watch.asked == [report]
    assert "At least 300" in page.inner_text("main")


def test_a_number_leads_to_its_sentence_and_back(page, report):
    page.goto(report)
    page.locator("#bounds-2 .answer a", has_text="64").click()
    page.locator(":target a.figure-link").first.click()
    card = page.locator(":target")
    assert card.locator("blockquote mark").inner_text() == "64"
    page.click("text=Back to where you were")
    assert page.locator(":target").get_attribute("class") == "because"


def test_it_is_whole_without_javascript(chromium, report):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report)
    for text in ("Findings", "short by 181", "How to check this"):
        assert text in page.inner_text("body")
    page.locator(".short a").first.click()
    assert "#" in page.url
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_its_window_and_can_be_read(chromium, report, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    low = page.evaluate(CONTRAST)
    assert low == []
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_no_words_of_a_picture_are_cut_off_or_fall_on_each_other(chromium, report, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(report)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.locator("svg.picture").count() > 2
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERLAPPING) == []
    context.close()


def test_it_prints_all_its_evidence(chromium, report):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(report)
    page.emulate_media(media="print")
    hidden = page.evaluate("[...document.querySelectorAll('blockquote')].filter(q => !q.checkVisibility()).length")
    assert hidden == 0
    assert len(page.pdf(format="A4")) > 10_000
    context.close()


CUT_OFF = """() => [...document.querySelectorAll('svg.picture text')].filter(text => {
  const mine = text.getBoundingClientRect();
  return mine.left < 0 || mine.right > document.documentElement.clientWidth;
}).map(text => text.textContent)"""
OVERLAPPING = """() => [...document.querySelectorAll('svg.picture')].flatMap(picture => {
  const texts = [...picture.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  return texts.flatMap(([one, a], i) =>
    texts.slice(i + 1).filter(([, b]) => meet(a, b)).map(([two]) => `${one} | ${two}`));
})"""
# WCAG 2.2, 1.4.3: the contrast of text with what is painted behind it, at least 4.5 (3 for large text).
CONTRAST = """() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const light = ([r, g, b]) => { const f = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c[3] === 1) return c; } return [255, 255, 255]; };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg, .skip') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const [a, b] = [light(parse(style.color)), light(ground(e))].sort((x, y) => y - x);
    const needed = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    if ((a + .05) / (b + .05) < needed) bad.push(`${e.tagName} ${e.className} ${e.textContent.slice(0, 30)}`);
  }
  return bad;
}"""

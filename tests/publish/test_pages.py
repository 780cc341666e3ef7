from __future__ import annotations

import dataclasses
import itertools
from html.parser import HTMLParser

import pytest

from uncounted.model.claim import Attribution
from uncounted.model.scope import Actor, Place, Scope
from uncounted.publish.links import InPage
from uncounted.publish.pages import fragment, report, web_address

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a page holds: every element, the text of cards and marks, and whether elements nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.marks: list[str] = []
        self.quotes: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append("")
        if tag == "blockquote":
            self.quotes.append("")

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"a stray </{tag}>"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if "mark" in self.open:
            self.marks[-1] += data
        if "blockquote" in self.open:
            self.quotes[-1] += data

    def having(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]


@pytest.fixture(scope="module")
def html(make_view):
    return report(make_view())


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_the_page_is_well_formed_and_its_ids_are_unique(page):
    assert page.open == []
    ids = page.having("id")
    assert len(ids) == len(set(ids))


def test_every_link_inside_the_page_leads_somewhere(page):
    ids = set(page.having("id"))
    inside = [href[1:] for href in page.having("href") if href.startswith("#")]
    assert inside
    assert set(inside) <= ids


def test_the_page_loads_nothing(page, html):
    assert not [tag for tag, _ in page.elements if tag in {"img", "link", "iframe", "object", "embed", "video", "base"}]
    assert not page.having("src")
    assert "url(" not in html.replace("url(#", "")
    assert "@import" not in html


def test_every_finding_is_told_with_its_evidence(page):
    for words in ("at least 300", "at least 15 and at most 64", "119 − 64 leaves 55", "64 − 5 − 10 leaves 49",
                  "short by 181", "at least 191", "What would settle it"):  # fmt: skip
        assert words in " ".join(page.text.split())


def test_every_claim_has_its_sentence_with_the_count_marked(page, make_view):
    view = make_view()
    for claim in view.claims:
        assert claim.spans["sentence"].quote in page.quotes
    assert set(page.marks) == {claim.spans["count"].quote for claim in view.claims}
    longest = {claim.spans["sentence"].quote for claim in view.claims}
    assert set(page.quotes) == longest


def test_it_says_what_is_a_machines_and_what_a_person_accepted(page):
    text = " ".join(page.text.split())
    assert "6 readings of 7 were made by a machine" in text
    assert "accepted by a person" in text
    assert "machine reading" in text


def test_headings_do_not_skip_levels(page):
    levels = [int(tag[1]) for tag, _ in page.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_tables_have_captions_and_figures_words(page):
    tags = [tag for tag, _ in page.elements]
    assert tags.count("table") == tags.count("caption")
    assert any("Amnesty International at least 300" in label for label in page.having("aria-label"))


def test_the_name_of_the_reviewer_is_not_published(html):
    assert "R. Corder" not in html
    assert "read the page" in html


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_hostile_text_stays_text(make_view, with_claims):
    view = with_claims(
        lambda claim: dataclasses.replace(
            claim,
            root=HOSTILE,
            attribution=(Attribution(HOSTILE, HOSTILE, HOSTILE),),
            scope=Scope(claim.scope.time, (Place(name=HOSTILE),), None, (Actor(name=HOSTILE),), incident=HOSTILE),
            inherited={"scope.time": HOSTILE},
            floor=HOSTILE,
        )
    )
    document = dataclasses.replace(view.documents[0], title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    page = Page(report(dataclasses.replace(view, title=HOSTILE, documents=(document,), recipe={HOSTILE: HOSTILE})))
    assert page.open == []
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert not [tag for tag, _ in page.elements if tag == "img"]
    assert not page.having("onerror")
    assert not [href for href in page.having("href") if href.startswith("javascript")]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil", "http://[", None]
)
def test_only_web_addresses_become_links(url):
    assert web_address(url) is None


def test_rejected_claims_are_named_and_not_used(with_claims):
    view = with_claims(lambda c: dataclasses.replace(c, status="rejected") if c.count.text == "dozens" else c)
    assert "1 reading that a person rejected is not used" in fragment("sources", view, InPage())
    assert f"claim-{view.rejected[0].id}" not in Page(report(view)).having("id")


def test_contradictions_say_short_by(make_view):
    view = make_view()
    first = view.reconciliation.contradictions[0]
    hard = dataclasses.replace(first, kind="contradiction", missing_assumptions=(), price=())
    found = dataclasses.replace(view.reconciliation, contradictions=(hard,))
    text = " ".join(Page(fragment("findings", dataclasses.replace(view, reconciliation=found), InPage())).text.split())
    assert "short by 181" in text
    assert "With all other trusted claims in force, by 191" in text


def test_sources_are_called_by_their_usual_names(with_claims):
    view = with_claims(
        lambda c: dataclasses.replace(c, root="centcom" if c.root != "some reports" else "unnamed:d1:some-reports")
    )
    text = fragment("sources", dataclasses.replace(view, sources={"centcom": "US Central Command"}), InPage())
    assert "US Central Command" in text
    assert "unnamed source (“some reports”)" in text
    assert "unnamed:d1" not in text
    assert "Source not said" in fragment("sources", with_claims(lambda c: dataclasses.replace(c, root=None)), InPage())

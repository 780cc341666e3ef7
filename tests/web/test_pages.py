from __future__ import annotations

import re

import pytest
from tests.publish.test_pages import Page
from tests.web.conftest import HOSTILE

from uncounted.store import queries
from uncounted.store.setup import open_case
from uncounted.web.middleware import HEADERS

PAGES = (
    "/", "/documents/", "/claims/", "/incidents/", "/reconciliation/", "/histories/", "/estimates/",
    "/questions/", "/compare/",
    "/questions/?asked=1", "/questions/?asked=1&where=Syria&who=civilian&trust=monitors&as_of=2016-12-31",
    "/compare/?asked=1&profile=official&profile=monitors&per=country",
)  # fmt: skip


@pytest.fixture(scope="module")
def held(filled):
    case = open_case(filled)
    return case, queries.document_nouns(case), queries.claims(case)


def everything(held) -> list[str]:
    _, documents, claims = held
    return [*PAGES, *(f"/documents/{d}/" for d in documents), *(f"/claims/{c.id}/" for c in claims)]


def test_every_page_answers_and_is_well_formed(site, held):
    for path in everything(held):
        answer = site.ask(path)
        assert answer.status == 200, path
        page = Page(answer.text)
        assert page.open == [], path
        ids = page.having("id")
        assert len(ids) == len(set(ids)), path


def test_every_link_of_ours_leads_somewhere(site, held):
    seen: dict[str, set[str]] = {}
    for path in everything(held):
        for href in Page(site.ask(path).text).having("href"):
            if href.startswith(("http", "#")):
                continue
            target, _, anchor = href.partition("#")
            if target not in seen:
                answer = site.ask(target)
                assert answer.status == 200, (path, href)
                is_page = answer.headers["Content-Type"].startswith("text/html")
                seen[target] = set(Page(answer.text).having("id")) if is_page else set()
            assert not anchor or anchor in seen[target], (path, href)


def test_anchors_lead_somewhere_on_their_page(site, held):
    for path in everything(held):
        page = Page(site.ask(path).text)
        assert {href[1:] for href in page.having("href") if href.startswith("#")} <= set(page.having("id")), path


def test_nothing_is_loaded_from_elsewhere(site, held):
    for path in everything(held):
        page = Page(site.ask(path).text)
        assert not page.having("src")
        assert not page.having("style"), "the policy forbids style attributes"
        loaded = [attrs["href"] for tag, attrs in page.elements if tag == "link"]
        assert loaded == ["/static/site.css", "/static/icon.svg"]
        assert "script" not in [tag for tag, _ in page.elements]


@pytest.mark.parametrize("path", [*PAGES, "/static/site.css", "/nowhere", "/reconciliation/?assume=nonsense"])
def test_every_answer_has_the_security_headers(site, path):
    answer = site.ask(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:9", "[::1]:8000"])
def test_this_machines_names_are_served(site, host):
    assert site.ask("/", host=host).status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.1", "", "a b", "localhost@evil"])
def test_other_hosts_are_refused(site, host):
    answer = site.ask("/", host=host, SERVER_NAME="evil.example")
    assert answer.status == 400
    assert b"Strikes" not in answer.body


def test_a_forwarded_host_is_not_believed(site):
    assert site.ask("/", host="evil.example", HTTP_X_FORWARDED_HOST="127.0.0.1").status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
def test_only_reading_is_allowed(site, method):
    answer = site.ask("/", method=method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_head_has_no_body_and_the_same_headers(site):
    full, head = site.ask("/documents/"), site.ask("/documents/", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers == full.headers
    assert int(full.headers["Content-Length"]) == len(full.body)


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/claims/c0/", "/documents/../../etc/passwd/", "/static/..%2f..%2fsettings.py", "/static/base.html",
     "/documents/?page=0", "/documents/?page=99", "/documents/?page=x", "/documents/?page=²", "/favicon.ico"],
)  # fmt: skip
def test_addresses_that_lead_nowhere_say_so(site, path):
    answer = site.ask(path)
    assert answer.status == 404
    assert "There is nothing here" in answer.text


def test_hostile_text_is_shown_and_not_run(site, held):
    for path in everything(held):
        text = site.ask(path).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert 'javascript:alert(1)"' not in text
    _, documents, _ = held
    hostile = next(d for d in documents.values() if d.title == HOSTILE)
    shown = Page(site.ask(f"/documents/{hostile.id}/").text).text
    assert all(line in shown for line in hostile.text.split(" 12")[0].split("\n"))


def test_marks_are_the_counts_of_the_claims(site, held):
    _, documents, claims = held
    for document in documents.values():
        page = Page(site.ask(f"/documents/{document.id}/").text)
        here = [c for c in claims if c.document == document.id]
        marked = [attrs["data-claims"] for tag, attrs in page.elements if tag == "mark" and "data-claims" in attrs]
        assert marked == [c.id for c in here]
        assert page.marks[: len(here)] == [c.spans["count"].quote for c in here]


def test_the_standing_of_readings_is_said(site, held):
    overview = " ".join(Page(site.ask("/").text).text.split())
    assert "7 readings were made by a machine" in overview
    assert "a person has accepted 1" in overview
    accepted = next(c for c in held[2] if c.status == "accepted")
    page = " ".join(Page(site.ask(f"/claims/{accepted.id}/").text).text.split())
    assert "accepted by a person" in page
    assert "R. Corder" in page


def test_unread_files_are_named(site):
    page = Page(site.ask("/").text)
    assert f"{HOSTILE}.txt" in page.text


def test_assumptions_are_switched_by_the_form(site):
    plain = site.ask("/reconciliation/").text
    assert 'value="no-overcount" checked' in plain
    assert 'value="excluded-elsewhere">' in plain
    switched = site.ask("/reconciliation/?chosen=1&assume=excluded-elsewhere").text
    assert 'value="no-overcount">' in switched
    assert 'value="excluded-elsewhere" checked' in switched
    assert site.ask("/reconciliation/?assume=excluded-elsewhere").text.count(" checked") == plain.count(" checked") + 1


def test_an_unknown_assumption_is_one_line(site):
    answer = site.ask("/reconciliation/?assume=%3Cscript%3E")
    assert answer.status == 400
    assert "no-overcount" in answer.text
    assert "<script>" not in answer.text


def test_numbers_lead_to_claims(site):
    page = site.ask("/reconciliation/").text
    assert re.search(r'<a class="ref" href="/claims/c[0-9a-f]{16}/">claim \d', page)

from __future__ import annotations

import shutil

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from tests.publish import worked
from tests.web.asking import Site

from uncounted.store import archive, recording
from uncounted.store.setup import close_case, open_case


@pytest.fixture(scope="module")
def larger(filled, tmp_path_factory):
    """The same case with twenty more documents."""
    path = tmp_path_factory.mktemp("larger") / "case"
    shutil.copytree(filled, path)
    case = open_case(path)
    for i in range(20):
        text = f"{worked.TEXT}Document {i}.\n"
        document = worked.make_document(text, url=f"https://courier.example/{i}")
        archive.keep(case, text.encode())
        claims = [worked.make_claim(document, worked.SENTENCES[2], "64", worked.Count(64, 64, 64))]
        recording.record_reading(case, document, claims, extractor="grammar/1", engine="1")
    close_case(case)
    return path


def asked(path, address: str) -> tuple[int, int]:
    """How many queries a page takes the first time and the second."""
    site, case = Site(path), open_case(path)
    counts = []
    for _ in range(2):
        # The connection closes itself at the end of a request; its log of queries stays.
        with CaptureQueriesContext(connections[case.alias]) as seen:
            assert site.ask(address).status == 200
        counts.append(len(seen))
    return counts[0], counts[1]


@pytest.mark.parametrize("address", ["/", "/documents/", "/claims/", "/incidents/"])
def test_the_number_of_queries_does_not_grow_with_the_case(filled, larger, address):
    small, again = asked(filled, address)
    assert asked(larger, address)[0] == small
    assert small <= 25
    assert again <= 15


def test_documents_come_in_pages(larger, monkeypatch):
    monkeypatch.setattr("uncounted.web.views.PER_PAGE", 10)
    site = Site(larger)
    first, last = site.ask("/documents/").text, site.ask("/documents/?page=3").text
    assert 'href="?page=2" rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in last
    assert first.count("/documents/d") == 10


def test_what_is_kept_goes_when_the_ledger_moves(filled, tmp_path):
    path = tmp_path / "case"
    shutil.copytree(filled, path)
    site = Site(path)
    assert "5 claims" in site.ask("/claims/").text
    case = open_case(path)
    target = worked.make_claims(worked.make_document())[3].id
    decision = recording.new_judgement(target, "reject", because="not a count", by="R. Corder")
    recording.record_judgements(case, [decision])
    assert "4 claims" in site.ask("/claims/").text

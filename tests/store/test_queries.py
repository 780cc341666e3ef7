from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.store.invented import add, judge, make_claims, make_document

from uncounted.model.errors import UnknownName
from uncounted.store import finding, history, queries, recording
from uncounted.store.setup import Case


def fill(case: Case, start: int, stop: int) -> None:
    for i in range(start, stop):
        document = make_document(
            f"Officials said {i + 10} people were killed in {'abcdefghijklmnopqrstuvwxyzABCDEF'[i]}town.\n",
            path=f"{i}.txt",
        )
        add(case, document)
        judge(case, make_claims(document)[0].id, "accept" if i % 2 else "reject")
        recording.record_unread(case, f"{i}.bin", "binary")


ASKED: dict[str, Callable[[Case], Any]] = {
    "documents": queries.documents,
    "document_nouns": queries.document_nouns,
    "claims": queries.claims,
    "judgements": queries.judgements,
    "incidents": queries.incidents,
    "unread": queries.unread,
    "entries": queries.entries,
    "entries with bodies": lambda case: queries.entries(case, bodies=True),
    "head": queries.head,
    "counts": queries.counts,
    "claim_history": lambda case: queries.claim_history(case, queries.claims(case, limit=1)[0].id),
    "document_view": lambda case: queries.document_view(case, queries.documents(case, limit=1)[0].id),
}


def test_the_number_of_database_queries_does_not_grow(case: Case) -> None:
    fill(case, 0, 2)
    few = {name: n_queries(case, ask) for name, ask in ASKED.items()}
    fill(case, 2, 8)
    assert {name: n_queries(case, ask) for name, ask in ASKED.items()} == few
    assert max(few.values()) <= 9


def n_queries(case: Case, ask: Callable[[Case], Any]) -> int:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connections[case.alias]) as asked:
        ask(case)
    return len(asked)


def test_claims_are_chosen_by_what_they_say(case: Case) -> None:
    fill(case, 0, 4)
    assert [claim.count.point for claim in queries.claims(case)] == [10, 11, 12, 13]
    assert [claim.count.point for claim in queries.claims(case, status="accepted")] == [11, 13]
    assert [claim.count.point for claim in queries.claims(case, limit=2, offset=1)] == [11, 12]
    first = queries.documents(case)[0]
    assert (first.n_claims, first.n_rejected, first.path) == (1, 1, "0.txt")
    assert len(queries.claims(case, document=first.id)) == 1
    assert queries.claims(case, measure="injured") == ()
    assert queries.counts(case) == queries.Counts(4, 0, 4, 0, 2, 0, 2, 0, 4, 4, 13)


def test_documents_come_back_as_they_went_in(case: Case) -> None:
    document = make_document(title="A title", url="https://example.org", language="en", warnings=("odd",))
    add(case, document, flags=["a flag"])
    assert queries.document(case, document.id) == document
    assert queries.document_nouns(case) == {document.id: document}
    assert queries.claims(case) == make_claims(document)
    assert queries.document_view(case, document.id).flags == ("a flag",)
    assert queries.document_of_claim(case, make_claims(document)[0].id) == document


def test_captures_and_echoes_stand_beside_the_document(case: Case) -> None:
    document = make_document(url="https://example.org/a")
    add(case, document)
    recording.record_capture(case, make_document(data=b"1", url="https://example.org/a"), document)
    recording.record_capture(case, make_document(data=b"2", url="https://example.org/b", publisher="B"), document)
    captures = queries.document_view(case, document.id).captures
    assert [(capture.relation, capture.publisher) for capture in captures] == [
        ("capture", "The Invented Post"),
        ("echo", "B"),
    ]
    assert recording.prior(case, make_document(data=b"1")).standing == "captured"
    assert recording.prior(case, make_document(data=b"3")).standing == "same text"


def test_a_file_that_was_read_since_is_not_unread(case: Case) -> None:
    assert recording.record_unread(case, "a.txt", "encoding", "not UTF-8") is not None
    assert recording.record_unread(case, "a.txt", "encoding", "not UTF-8") is None
    assert [file.path for file in queries.unread(case)] == ["a.txt"]
    add(case, make_document(path="a.txt"))
    assert queries.unread(case) == ()
    recording.record_unread(case, "a.txt", "empty", "no text")
    assert [file.reason for file in queries.unread(case)] == ["empty"]


def test_anything_is_found_by_a_unique_start_of_its_id(case: Case) -> None:
    fill(case, 0, 10)
    claim = queries.claims(case)[0]
    document = queries.documents(case)[0].id
    judgement = queries.judgements(case)[0].id
    for name, kind in (
        (claim.id, "claim"),
        (document, "document"),
        (judgement, "judgement"),
        (claim.reading, "reading"),
    ):
        assert finding.find(case, name) == finding.find(case, f" {name[:14]} ")
        assert finding.find(case, name).kind == kind
    assert finding.find(case, claim.reading).owner == claim.id
    assert finding.find(case, "3").kind == finding.find(case, "#3").kind == "entry"
    with pytest.raises(UnknownName, match=r"fits several: claim c.*; and \d+ more; give more of the id"):
        finding.find(case, "c")
    for unknown in ("nothing", "", "9999", "%", "c_"):
        with pytest.raises(UnknownName, match="is called"):
            finding.find(case, unknown)
    with pytest.raises(UnknownName):
        finding.find(case, document, ("claim",))


def test_the_claims_as_of_an_earlier_entry(case: Case) -> None:
    document = make_document()
    claims = make_claims(document)
    add(case, document)
    judge(case, claims[0].id, "reject")
    at = queries.entry(case, 2).at
    assert history.claims_as_of(case, 1) == ()
    assert history.claims_as_of(case, history.entry_as_of(case, at)) == claims
    assert history.claims_as_of(case, history.entry_as_of(case, at[:10])) == queries.claims(case)
    assert history.claims_as_of(case, history.entry_as_of(case, "3")) == queries.claims(case)
    for never in (99, "1999", "0"):
        with pytest.raises(UnknownName, match="no entry as of"):
            history.entry_as_of(case, never)

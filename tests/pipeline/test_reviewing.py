from __future__ import annotations

import dataclasses

import pytest
from tests.publish import worked

from uncounted.extract.compare import combine, compare
from uncounted.extract.door import Review
from uncounted.model.claim import Count
from uncounted.model.errors import Refused
from uncounted.pipeline import expunge, judge, rebuild, showing, verify
from uncounted.store import archive, queries, recording
from uncounted.store.setup import Case

WHY = {"because": "read it myself", "by": "me"}


@pytest.fixture
def read(case: Case) -> Case:
    """A case of one document that two readers read: they differ on one figure, one alone found another."""
    document = worked.make_document()
    archive.keep(case, document.text.encode())
    first = worked.make_claims(document)
    changed = dataclasses.replace(first[0], count=Count(7, 9, None, text=first[0].count.text)).with_reading()
    claims, reviews = combine(compare(first, [changed, *first[1:-1]]), "grammar", "llm")
    failed = Review("the number is another", None, document.id, {"count_quote": "forty"}, extractor="llm")
    recording.record_reading(case, document, claims, extractor="grammar + llm", engine="1", leads=[*reviews, failed])
    return case


def reviews(case: Case) -> dict[str, dict[str, object]]:
    (summary,) = queries.documents(case)
    found = [lead for lead in queries.document_view(case, summary.id).leads if lead.get("type") == "review"]
    kinds = {
        ("differ" if "differ" in lead["why"] else "alone" if "alone" in lead["why"] else "failed"): lead
        for lead in found
    }
    assert len(kinds) == len(found) == 3
    return kinds


def claim(case: Case, review: dict[str, object]):
    (found,) = queries.claims(case, ids=list(review["claims"]), current=None)
    return found


def test_accepting_a_difference_takes_the_other_reading(read: Case) -> None:
    one = reviews(read)["differ"]
    assert one["settled"] is None
    before = claim(read, one)
    judged = judge.judge(read, str(one["id"])[:9], "accept", **WHY)
    after = claim(read, one)
    assert (after.count.low, after.count.high, after.status) == (7, 9, "corrected")
    assert dataclasses.replace(after, count=before.count, status=before.status, reading=before.reading) == before
    assert {j.target for j in judged.judgements} == {one["id"], before.id}
    assert reviews(read)["differ"]["settled"] == "accept"
    shown = showing.show(read, str(one["id"]))
    assert isinstance(shown, showing.ShownReview)
    assert [j.verb for j in shown.judgements] == ["accept"]


def test_rejecting_a_difference_confirms_what_stands(read: Case) -> None:
    one = reviews(read)["differ"]
    before = claim(read, one)
    judge.judge(read, str(one["id"]), "reject", **WHY)
    after = claim(read, one)
    assert (after.count, after.status) == (before.count, "accepted")
    assert reviews(read)["differ"]["settled"] == "reject"


@pytest.mark.parametrize(("verb", "status"), [("accept", "accepted"), ("reject", "rejected")])
def test_what_one_alone_found_is_accepted_or_rejected(read: Case, verb: str, status: str) -> None:
    one = reviews(read)["alone"]
    judge.judge(read, str(one["id"]), verb, **WHY)
    assert claim(read, one).status == status


def test_an_offer_that_was_no_claim_can_only_be_rejected(read: Case) -> None:
    one = str(reviews(read)["failed"]["id"])
    head = queries.head(read)
    with pytest.raises(Refused, match="no claim that holds"):
        judge.judge(read, one, "accept", **WHY)
    assert queries.head(read) == head
    judge.judge(read, one, "reject", **WHY)
    assert reviews(read)["failed"]["settled"] == "reject"


def test_what_was_settled_is_in_the_log_alone_and_goes_with_its_document(read: Case) -> None:
    for one, verb in (("differ", "accept"), ("failed", "reject")):
        judge.judge(read, str(reviews(read)[one]["id"]), verb, **WHY)
    before = reviews(read)
    rebuild.rebuild(read)
    assert reviews(read) == before
    assert verify.verify(read).findings == ()
    with pytest.raises(Refused, match="expunge the document"):
        expunge.expunge(read, str(before["failed"]["id"]), because="x", authority="y", by="z")
    (document,) = queries.documents(read)
    expunge.expunge(read, document.id, because="withdrawn", authority="its author", by="me")
    assert queries.judgements(read) == ()
    assert verify.verify(read).findings == ()

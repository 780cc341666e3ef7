from __future__ import annotations

import base64
import dataclasses

import pytest
from tests.store.invented import OTHER_TEXT, TEXT, add, all_rows, judge, make_claims, make_document

from uncounted.model.errors import Refused, UnknownName
from uncounted.model.incident import Incident
from uncounted.model.scope import Place
from uncounted.store import archive, expunging, finding, log, projecting, queries, recording, verifying
from uncounted.store.expunging import Expunged
from uncounted.store.setup import Case, close_case


def expunge(case: Case, target: str) -> Expunged:
    return expunging.expunge(case, target, because="consent withdrawn", authority="the witness", by="Noor")


def holding(case: Case, words: str) -> list[str]:
    """The case's files that hold the words, in any encoding that such a file might use, and its tables on a server."""
    forms = [words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be"), words.encode("unicode_escape")]
    forms += [base64.b64encode(words.encode())[:-4], words.encode().hex().encode()]
    files = [path for path in case.path.rglob("*") if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)] + tables_with(case, words)


def tables_with(case: Case, words: str) -> list[str]:
    """The tables of a case on a server, and its planner's statistics, that hold the words."""
    from django.db import connections

    if connections[case.alias].vendor != "postgresql":
        return []
    with connections[case.alias].cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for name in [*(row[0] for row in cursor.fetchall()), "pg_stats"]:
            query = f"SELECT count(*) FROM {name} AS t WHERE position(%s IN CAST(t AS text)) > 0"  # noqa: S608
            cursor.execute(query, [words])
            if cursor.fetchone()[0]:
                found.append(name)
    return found


def fill(case: Case) -> tuple[str, str]:
    """Two documents; the first with a capture, judgements and an incident that quote it."""
    secret = make_document(
        "Umm Zahra of Qasrabad saw 12 civilians killed on Monday.\nShe counted 7 injured people in her yard.\n" * 40
    )
    claims = make_claims(secret)
    other = make_document(OTHER_TEXT)
    (c,) = make_claims(other)
    add(case, secret, claims, leads=[{"span": {"quote": "Umm Zahra of Qasrabad"}}], flags=["Umm Zahra"])
    add(case, other)
    copy = b"<p>captured: Umm Zahra of Qasrabad</p>"
    archive.keep(case, copy)
    recording.record_capture(case, make_document(secret.text, data=copy, path="Umm Zahra.html"), secret)
    judge(case, claims[0].id, "set", field="root", value="Umm Zahra of Qasrabad")
    judge(case, claims[1].id, "same", other=c.id, because="Umm Zahra of Qasrabad told both")
    judge(case, c.id, "reject", because='it repeats "Umm Zahra of Qasrabad saw 12 civilians killed on Monday."')
    judge(case, c.id, "accept", because="read again")
    place = Place("gn:1", "yard of Umm Zahra of Qasrabad")
    recording.record_incidents(case, [Incident("i1", (claims[0].id, c.id), place=place)])
    add(case, dataclasses.replace(secret, title="Umm Zahra of Qasrabad"), claims[:1], engine="invented 2")
    return secret.id, c.id


@pytest.mark.parametrize("by_capture", [False, True])
def test_no_byte_of_an_expunged_document_stays_and_the_rest_is_whole(case: Case, by_capture: bool) -> None:
    secret, kept = fill(case)
    assert len(holding(case, "Umm Zahra")) >= 3
    assert "pg_stats" not in holding(case, "Umm Zahra")
    target = queries.document_view(case, secret).captures[0].id if by_capture else secret
    done = expunge(case, target)
    close_case(case)
    for words in ("Umm Zahra", "Qasrabad", "saw 12 civilians", "in her yard"):
        assert holding(case, words) == []
    assert done.originals == 2
    assert len(done.documents) == 2
    assert [claim.id for claim in queries.claims(case)] == [kept]
    assert queries.claims(case)[0].status == "accepted"
    assert queries.incidents(case) == ()
    result = verifying.verify(case)
    assert result.findings == ()
    assert set(result.expunged.values()) == {done.number}
    assert set(map(int, result.expunged)) == set(done.entries)


def test_the_tombstone_says_who_why_and_on_what_ground_and_keeps_the_ids(case: Case) -> None:
    document = make_document()
    add(case, document)
    done = expunge(case, document.id[:8])
    tombstone = queries.entry(case, done.number)
    assert (tombstone.kind, tombstone.by) == ("expunged", "Noor")
    assert tombstone.body is not None
    assert (tombstone.body["because"], tombstone.body["authority"]) == ("consent withdrawn", "the witness")
    assert set(tombstone.subjects) == {document.id, *(claim.id for claim in make_claims(document))}
    gone = queries.entry(case, 2)
    assert (gone.body, gone.expunged_by) == (None, done.number)
    assert finding.find(case, document.id).kind == "expunged"
    assert recording.prior(case, document).standing == "expunged"


def test_a_rebuild_after_expunging_gives_identical_rows(case: Case) -> None:
    secret, _ = fill(case)
    expunge(case, secret)
    before = all_rows(case)
    projecting.rebuild(case)
    assert all_rows(case) == before


def test_a_judgement_is_expunged_by_itself(case: Case) -> None:
    document = make_document()
    (a, _) = make_claims(document)
    add(case, document)
    judge(case, a.id, "accept")
    name = judge(case, a.id, "set", field="root", value="a witness by name")
    done = expunge(case, name)
    close_case(case)
    assert holding(case, "a witness by name") == []
    assert done.entries == (4,)
    assert queries.claims(case)[0] == dataclasses.replace(a, status="accepted")
    assert verifying.verify(case).findings == ()


def test_the_path_of_an_unread_file_is_expunged_by_its_entry(case: Case) -> None:
    number = recording.record_unread(case, "Umm Zahra.bin", "binary", "not a text")
    assert number is not None
    expunge(case, str(number))
    close_case(case)
    assert holding(case, "Umm Zahra") == []
    assert queries.unread(case) == ()
    assert verifying.verify(case).findings == ()


def test_what_has_no_content_of_its_own_is_refused_with_what_to_do(case: Case) -> None:
    document = make_document()
    (a, _) = make_claims(document)
    add(case, document)
    recording.record_incidents(case, [Incident("i1", (a.id,))])
    with pytest.raises(Refused, match=f"expunge the document: {document.id}"):
        expunge(case, a.id)
    with pytest.raises(Refused, match="expunge the documents"):
        expunge(case, "i1")
    with pytest.raises(Refused, match="holds no content"):
        expunge(case, "1")
    with pytest.raises(UnknownName):
        expunge(case, "d0000")
    assert queries.counts(case).entries == 3


def test_asked_again_it_finishes_what_was_interrupted(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    document = make_document()
    add(case, document)
    with monkeypatch.context() as patch:
        patch.setattr(archive, "destroy", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            expunge(case, document.id)
    assert "still there; expunge it again" in verifying.verify(case).findings[0]
    assert verifying.verify(case).orphans == ()
    again = expunge(case, document.id)
    assert (again.number, again.originals) == (3, 1)
    close_case(case)
    assert holding(case, TEXT[:40]) == []
    assert verifying.verify(case).findings == ()


def test_an_interrupted_expunging_changes_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    document = make_document()
    add(case, document)
    before = all_rows(case)
    monkeypatch.setattr(log, "append", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        expunge(case, document.id)
    assert all_rows(case) == before
    assert verifying.verify(case).findings == ()


def test_what_was_expunged_can_be_taken_in_again_on_purpose(case: Case) -> None:
    document = make_document()
    add(case, document)
    expunge(case, document.id)
    assert add(case, document) == 4
    assert len(queries.claims(case)) == 2
    assert verifying.verify(case).findings == ()
    assert expunge(case, document.id).number == 5
    assert verifying.verify(case).findings == ()

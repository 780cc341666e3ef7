from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.pipeline.reader import Reader, reader
from tests.store.invented import all_rows

from uncounted.model.errors import InputError, LedgerError, Refused
from uncounted.pipeline import cases, expunge, judge, rebuild, showing, verify
from uncounted.pipeline.ingest import Ingested, ingest
from uncounted.read.metadata import Metadata
from uncounted.store import queries
from uncounted.store.setup import Case

__all__ = ["reader"]

ONE = "Officials said 12 civilians were killed in the town of Tirzan on Monday, and more were missing.\n"
TWO = "A monitor said that 15 civilians were killed in the town of Tirzan by the same strike that day.\n"
FLAGS = Metadata(published="2016-11-09", publisher="The Invented Post")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "more").mkdir(parents=True)
    (folder / "one.txt").write_text(ONE)
    (folder / "more" / "two.txt").write_text(TWO)
    (folder / "more" / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    return folder


def outcomes(done: Ingested) -> dict[str, str]:
    return {Path(step.path).name: step.outcome for step in done.steps}


def test_files_are_read_archived_and_logged_and_what_is_unread_is_told(case: Case, files: Path, reader: Reader) -> None:
    seen = []
    done = ingest(case, [files], flags=FLAGS, progress=lambda step: seen.append(step.path))
    assert outcomes(done) == {"one.txt": "read", "two.txt": "read", "bad.txt": "unread"}
    assert len(seen) == 3
    assert done.failed == ()
    assert done.n_claims == 2
    assert [file.reason for file in queries.unread(case)] == ["binary"]
    assert [d.publisher for d in queries.documents(case)] == ["The Invented Post"] * 2
    assert done.head == queries.head(case)
    assert verify.verify(case, done.head).originals == 2


def test_the_same_files_again_add_nothing_and_are_not_read(case: Case, files: Path, reader: Reader) -> None:
    first = ingest(case, [files], flags=FLAGS)
    read = len(reader.read)
    again = ingest(case, [files, files / "one.txt"], flags=FLAGS)
    assert set(outcomes(again).values()) == {"unchanged", "unread"}
    assert again.head == first.head
    assert len(reader.read) == read
    moved = files / "moved.txt"
    moved.write_text(ONE)
    assert ingest(case, [moved], flags=FLAGS).head == first.head
    assert ingest(case, [moved], again=True).head == first.head
    assert len(reader.read) == read + 1


def test_a_bad_file_is_logged_once_however_it_is_offered(case: Case, files: Path, reader: Reader) -> None:
    head = ingest(case, [files], flags=FLAGS).head
    named = ingest(case, [files / "more" / "bad.txt"])
    assert len(named.failed) == 1
    assert (named.head, len(queries.unread(case))) == (head, 1)


def test_a_new_extractor_supersedes_and_other_metadata_reads_again(case: Case, files: Path, reader: Reader) -> None:
    one = files / "one.txt"
    ingest(case, [one], flags=FLAGS)
    reader.version = "2"
    assert outcomes(ingest(case, [one])) == {"one.txt": "read again"}
    (claim,) = cases.current_claims(case)
    assert claim.extractor == "invented/2"
    assert len(queries.claim_history(case, claim.id).readings) == 2
    assert queries.documents(case)[0].published == ("2016-11-09", "2016-11-09")
    assert outcomes(ingest(case, [one], flags=Metadata(title="A title"))) == {"one.txt": "read again"}
    assert queries.documents(case)[0].title == "A title"
    assert queries.documents(case)[0].publisher == "The Invented Post"


def test_what_a_person_said_is_not_undone_by_what_the_file_shows(case: Case, files: Path, reader: Reader) -> None:
    one = files / "one.txt"
    one.write_text("A headline of the file\n\n" + ONE)
    ingest(case, [one], flags=Metadata(published="2016-11-09", title="Said"))
    before = queries.head(case)
    assert ingest(case, [one]).head == before
    (files / "meta.csv").write_text("file,title,publisher\none.txt,In the table,B\n")
    ingest(case, [one])
    document = queries.documents(case)[0]
    assert (document.title, document.publisher) == ("In the table", "B")


def test_an_interrupted_ingest_keeps_what_was_done_and_goes_on(case: Case, files: Path, reader: Reader) -> None:
    reader.fail_on = "12 civilians"
    with pytest.raises(KeyboardInterrupt):
        ingest(case, [files], flags=FLAGS)
    assert len(queries.documents(case)) == 1
    assert verify.verify(case).findings == ()
    reader.fail_on = None
    assert outcomes(ingest(case, [files], flags=FLAGS)) == {
        "one.txt": "read",
        "two.txt": "unchanged",
        "bad.txt": "unread",
    }
    assert len(queries.claims(case)) == 2
    assert verify.verify(case).orphans == ()


def test_a_named_file_that_fails_is_told_and_the_rest_go_on(case: Case, files: Path, reader: Reader) -> None:
    done = ingest(case, [files / "more" / "bad.txt", files / "one.txt"], flags=FLAGS)
    assert outcomes(done) == {"bad.txt": "unread", "one.txt": "read"}
    (error,) = done.failed
    assert "bad.txt" in str(error)
    reader.fail_on, reader.error = "15", InputError("cannot be read", path="two.txt", reason="odd")
    assert len(ingest(case, [files / "more" / "two.txt"]).failed) == 1
    assert ingest(case, [files / "more"]).failed == ()
    assert {file.reason for file in queries.unread(case)} == {"binary", "odd"}


def test_a_path_that_is_not_there_stops_before_anything_is_read(case: Case, files: Path, reader: Reader) -> None:
    with pytest.raises(InputError, match="nothing was read"):
        ingest(case, [files / "one.txt", files / "absent.txt"])
    with pytest.raises(Refused, match="part of the case itself"):
        ingest(case, [case.path / "originals"])
    assert queries.counts(case).entries == 1


def test_the_case_inside_a_folder_is_passed_over(case: Case, reader: Reader) -> None:
    (case.path.parent / "one.txt").write_text(ONE)
    ingest(case, [case.path.parent], flags=FLAGS)
    again = ingest(case, [case.path.parent], flags=FLAGS)
    assert outcomes(again) == {"one.txt": "unchanged"}


def test_equal_text_from_another_file_is_a_capture(case: Case, files: Path, reader: Reader) -> None:
    ingest(case, [files / "one.txt"], flags=FLAGS)
    page = files / "one.html"
    page.write_text(f"<html><body><p>{ONE}</p></body></html>")
    (files / "spaced.txt").write_text(ONE + "\n\n")
    done = ingest(case, [files / "spaced.txt"], flags=FLAGS)
    assert outcomes(done) == {"spaced.txt": "captured"}
    assert len(queries.claims(case)) == 1
    assert outcomes(ingest(case, [files / "spaced.txt"])) == {"spaced.txt": "unchanged"}
    assert verify.verify(case).originals == 2


def test_what_was_expunged_does_not_come_back_by_itself(case: Case, files: Path, reader: Reader) -> None:
    ingest(case, [files], flags=FLAGS)
    (document,) = {d.id for d in queries.documents(case) if d.path and d.path.endswith("one.txt")}
    expunge.expunge(case, document, because="consent withdrawn", authority="the witness", by="Noor")
    done = ingest(case, [files], flags=FLAGS)
    assert outcomes(done)["one.txt"] == "unread"
    assert any("expunged by entry" in (step.detail or "") for step in done.steps)
    assert len(queries.claims(case)) == 1
    assert outcomes(ingest(case, [files / "one.txt"], readmit=True)) == {"one.txt": "read"}
    assert verify.verify(case).findings == ()


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    case: Case, files: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uncounted.pipeline.ingest.bytes_of", lambda _: b"something else")
    done = ingest(case, [files / "one.txt"], flags=FLAGS)
    assert "changed while it was being read" in str(done.failed[0])
    assert verify.verify(case).orphans == ()


def test_incidents_follow_the_claims_and_the_judgements(case: Case, files: Path, reader: Reader) -> None:
    ingest(case, [files], flags=FLAGS)
    ids = [claim.id for claim in cases.current_claims(case)]
    judge.judge(case, ids[0], "set", ["kind=incident"], because="one strike", by="Noor")
    judge.judge(case, ids[1], "set", ["kind=incident"], because="one strike", by="Noor")
    judge.judge(case, ids[0], "same", [ids[1]], because="the same strike", by="Noor")
    assert any(set(ids) == set(incident.claims) for incident in cases.current_incidents(case))
    before = all_rows(case)
    rebuild.rebuild(case)
    assert all_rows(case) == before


def test_judging_in_words(case: Case, files: Path, reader: Reader) -> None:
    ingest(case, [files / "one.txt"], flags=FLAGS)
    (claim,) = cases.current_claims(case)
    done = judge.judge(
        case,
        claim.id[:9],
        "set",
        ["count.low=12", 'root="Noor\'s count"', "count.text=12", "scope.means=null"],
        because="read again",
        by="Noor",
    )
    assert [j.value for j in done.judgements] == [12, "Noor's count", "12", None]
    assert done.claims[0].status == "corrected"
    assert cases.current_claims(case, only_accepted=True) == done.claims
    judge.judge(case, claim.id, "reject", because="not a count", by="Ali")
    assert cases.current_claims(case) == ()
    assert [c.status for c in cases.current_claims(case, rejected=True)] == ["rejected"]
    entry = queries.counts(case).entries - 1
    assert [c.status for c in cases.current_claims(case, as_of=entry)] == ["corrected"]


@pytest.mark.parametrize(
    ("verb", "arguments", "message"),
    [
        ("set", [], "set takes FIELD=VALUE"),
        ("set", ["count.low"], "should be FIELD=VALUE"),
        ("set", ["count.low=many"], "count.low should be a whole number"),
        ("set", ["means=airstrike"], "a claim has no field means; do you mean scope.means?"),
        ("accept", ["x"], "accept takes no argument"),
        ("same", [], "same takes one argument"),
        ("same", ["c0000"], "is called 'c0000'"),
        ("bless", [], "no judgement is called 'bless'. Known: accept; reject; set"),
    ],
)
def test_a_judgement_that_makes_no_sense_logs_nothing(
    case: Case, files: Path, reader: Reader, verb: str, arguments: list[str], message: str
) -> None:
    head = ingest(case, [files / "one.txt"], flags=FLAGS).head
    (claim,) = cases.current_claims(case)
    with pytest.raises(Exception, match=re.escape(message)):
        judge.judge(case, claim.id, verb, arguments, because="because", by="Noor")
    for missing in ({"because": " ", "by": "Noor"}, {"because": "x", "by": ""}):
        with pytest.raises(Refused, match="needs a reason and a name"):
            judge.judge(case, claim.id, "accept", **missing)
    with pytest.raises(Refused, match="cannot be same itself"):
        judge.judge(case, claim.id, "same", [claim.id], because="x", by="Noor")
    assert queries.head(case) == head


def test_a_busy_case_is_not_read_into(case: Case, files: Path, reader: Reader) -> None:
    import threading

    from uncounted.store.locking import writing

    caught: list[BaseException] = []

    def other() -> None:
        try:
            ingest(case, [files], flags=FLAGS)
        except LedgerError as error:
            caught.append(error)

    with writing(case):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert "another uncounted process is writing" in str(caught[0])


def test_everything_that_is_shown_is_json(case: Case, files: Path, reader: Reader) -> None:
    from uncounted.model.records import to_json

    ingest(case, [files], flags=FLAGS)
    (claim, _) = cases.current_claims(case)
    judge.judge(case, claim.id, "accept", because="checked", by="Noor")
    judgement = cases.current_judgements(case)[0].id
    for identifier in (claim.id, claim.reading, claim.document, judgement, "2", queries.unread(case)[0].id):
        json.dumps(to_json(showing.show(case, str(identifier))))
    json.dumps(to_json(showing.overview(case)))

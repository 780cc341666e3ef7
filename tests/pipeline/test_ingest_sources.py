from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.pipeline.reader import Reader, reader

from uncounted.model.errors import InputError
from uncounted.pipeline import expunge, rebuild, verify
from uncounted.pipeline.ingest import ingest
from uncounted.read import Columns, Intake
from uncounted.read.metadata import Metadata
from uncounted.store import archive, queries
from uncounted.store.setup import Case

__all__ = ["reader"]

ONE = "Officials said 12 civilians were killed in the town of Tirzan on Monday, and more were missing."
TWO = "A monitor said that 15 civilians were killed in the town of Tirzan by the same strike that day."
NOTES = Intake(Columns.parse(["text=notes,published=day"]))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(f'id,day,notes,publisher\nE1,2016-11-08,"{ONE}",A Post\nE2,2016-11-09,"{TWO}",A Monitor\n')
    return path


def test_a_case_takes_a_table_of_documents(case: Case, table: Path, reader: Reader) -> None:
    done = ingest(case, [table], intake=NOTES)
    assert [step.outcome for step in done.steps] == ["read", "read"]
    found = queries.documents(case)
    assert [(d.publisher, d.published) for d in found] == [
        ("A Post", ("2016-11-08", "2016-11-08")),
        ("A Monitor", ("2016-11-09", "2016-11-09")),
    ]
    assert str(queries.document(case, found[0].id).path).endswith("events.csv, line 2")
    kept = json.loads(archive.original(case, queries.document(case, found[0].id).sha256))
    assert kept == {"id": "E1", "published": "2016-11-08", "publisher": "A Post", "text": ONE}
    assert verify.verify(case, done.head).findings == ()
    assert ingest(case, [table], intake=NOTES).head == done.head, "the same again adds nothing"


def test_a_record_can_be_expunged_and_stays_out(case: Case, table: Path, reader: Reader) -> None:
    ingest(case, [table], intake=NOTES)
    gone = queries.documents(case)[0].id
    expunge.expunge(case, gone, because="withdrawn", authority="its author", by="me")
    again = ingest(case, [table], intake=NOTES)
    assert [step.outcome for step in again.steps] == ["unread", "unchanged"]
    assert again.steps[0].reason == "expunged"
    assert len(queries.documents(case)) == 1
    assert verify.verify(case).findings == ()


def test_lines_and_archives_and_folders_are_taken_too(case: Case, tmp_path: Path, reader: Reader) -> None:
    import zipfile

    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps({"text": ONE, "published": "2016-11-09", "url": "https://a.example"}))
    with zipfile.ZipFile(folder / "b.zip", "w") as packed:
        packed.writestr("two.txt", TWO)
    done = ingest(case, [folder], flags=Metadata(publisher="Mine"))
    assert [step.outcome for step in done.steps] == ["read", "read"]
    assert [d.publisher for d in queries.documents(case)] == ["Mine", "Mine"]
    before = verify.verify(case)
    assert before.findings == ()
    rebuild.rebuild(case)
    assert ingest(case, [folder], flags=Metadata(publisher="Mine")).head == done.head


def test_a_bad_record_is_logged_with_its_line_and_the_rest_go_on(case: Case, tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        f"{json.dumps({'text': ONE})}\nno json\n{json.dumps({'title': 'x'})}\n{json.dumps({'text': TWO})}\n"
    )
    done = ingest(case, [path])
    assert [step.outcome for step in done.steps] == ["read", "unread", "unread", "read"]
    assert ["line 2" in str(u.detail) or "line 3" in str(u.detail) for u in queries.unread(case)] == [True, True]
    assert ingest(case, [path]).head == done.head


def test_columns_that_are_not_there_are_refused(case: Case, table: Path, reader: Reader) -> None:
    done = ingest(case, [table], intake=Intake(Columns.parse(["text=story"])))
    (error,) = done.failed
    assert isinstance(error, InputError)
    assert "column 'story' is not there" in str(error)
    assert queries.documents(case) == ()

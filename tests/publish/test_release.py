from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
import re

import pytest
from tests.publish import estimated

from uncounted.model.claim import Attribution, Claim, Count
from uncounted.model.document import Span
from uncounted.model.errors import DamagedLedger, Refused
from uncounted.model.reconciliation import Reconciliation
from uncounted.model.recorded_estimate import RecordedEstimate
from uncounted.model.records import from_json
from uncounted.model.release import Release
from uncounted.model.scope import Place
from uncounted.publish import PublicationView, publish
from uncounted.publish.evidence import coarse
from uncounted.publish.tables import COLUMNS, defused, tables


@pytest.fixture(scope="module")
def published(tmp_path_factory, make_view):
    out = tmp_path_factory.mktemp("r") / "out"
    return out, publish(make_view(), out), make_view()


def test_a_release_holds_what_it_promises_and_the_hash_of_each_file(published):
    out, release, view = published
    named = {"index.html", "claims.csv", "claims.jsonl", "incidents.csv", "bounds.csv", "contradictions.csv",
             "derived.csv", "incident_figures.csv", "incident_totals.csv", "histories.csv", "comparisons.csv",
             "explanations.jsonl", "reconciliation.json", "README.txt"}  # fmt: skip
    assert {path.name for path in out.iterdir()} == named | {"release.json"}
    assert set(release.files) == named
    for name, sha in release.files.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == sha
    assert (release.head, release.n_claims, release.n_accepted) == (view.head, 7, 1)
    assert from_json(Release, json.loads((out / "release.json").read_text())) == release


def test_kept_estimates_are_published_with_their_lists(tmp_path, make_view):
    lists = estimated.table(3, 400)
    village = Place(id="gn:1", name="Hamlet", country="XX", lat=1.234567, lon=2.345678)
    scope = dataclasses.replace(estimated.SCOPE, places=(village,))
    kept = RecordedEstimate("s01", "killed", scope, "killed: Hamlet", (estimated.answer(lists, "dga", 2.0),), (lists,),
                            "lists.csv", "ab" * 32, command="uncounted estimate lists.csv")  # fmt: skip
    publish(dataclasses.replace(make_view(), estimates=(kept,)), tmp_path / "out")
    (line,) = (tmp_path / "out/estimates.jsonl").read_text().splitlines()
    found = from_json(RecordedEstimate, json.loads(line))
    assert found.estimates == kept.estimates
    assert found.scope.places == (coarse(village),)
    page = (tmp_path / "out/index.html").read_text()
    for words in ("illed: Hamlet", "Averaging over decomposable graphs", "civilians named in print", "ab" * 32):
        assert words in page


def test_claims_and_findings_can_be_read_back(published):
    out, _, view = published
    claims = [from_json(Claim, json.loads(line)) for line in (out / "claims.jsonl").read_text().splitlines()]
    assert [claim.id for claim in claims] == [claim.id for claim in view.ordered]
    assert [claim.reading for claim in claims] == [claim.reading for claim in view.ordered]
    found = from_json(Reconciliation, json.loads((out / "reconciliation.json").read_text()))
    assert found == view.reconciliation


def test_the_same_state_gives_the_same_bytes(published, tmp_path, make_view):
    _, release, _ = published
    assert publish(make_view(), tmp_path / "again") == release


def test_an_earlier_release_is_replaced_and_other_files_are_left_alone(tmp_path, make_view):
    out = tmp_path / "out"
    publish(make_view(), out)
    (out / "notes.txt").write_text("mine")
    release = publish(make_view(title="Second"), out)
    assert (out / "notes.txt").read_text() == "mine"
    assert hashlib.sha256((out / "index.html").read_bytes()).hexdigest() == release.files["index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("content", ["nothing of ours", '{"type": "other", "files": {}}', "[]"])
def test_a_folder_of_somebody_else_is_refused_and_untouched(tmp_path, make_view, content):
    out = tmp_path / "out"
    out.mkdir()
    (out / "release.json").write_text(content)
    with pytest.raises(Refused, match="no earlier release"):
        publish(make_view(), out)
    assert [path.name for path in out.iterdir()] == ["release.json"]


def test_a_file_in_the_way_is_refused(tmp_path, make_view):
    (tmp_path / "out").write_text("x")
    with pytest.raises(Refused, match="is a file"):
        publish(make_view(), tmp_path / "out")


def test_an_empty_folder_is_taken_and_nothing_stays_beside_it(tmp_path, make_view):
    (tmp_path / "out").mkdir()
    publish(make_view(), tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_quote_that_is_not_in_its_document_stops_the_release(tmp_path, with_claims):
    def edit(claim):
        span = claim.spans["count"]
        return dataclasses.replace(
            claim, spans={**claim.spans, "count": Span(span.start + 1, span.end + 1, span.quote)}
        )

    with pytest.raises(DamagedLedger, match="not in document"):
        publish(with_claims(edit), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_csv_has_its_documented_columns_and_the_words(published):
    out, _, view = published
    rows = list(csv.DictReader((out / "claims.csv").open(encoding="utf-8", newline="")))
    assert list(rows[0]) == list(COLUMNS["claims.csv"])
    dozens = rows[5]
    assert (dozens["count_low"], dozens["count_high"], dozens["count_words"]) == ("24", "", "dozens")
    document = view.documents[0]
    for row in rows:
        assert row["sentence"] in document.text
        assert document.text[int(row["count_start"]) : int(row["count_end"])] in row["sentence"]
    readme = (out / "README.txt").read_text(encoding="utf-8")
    assert all(re.search(rf"^  {column} ", readme, re.MULTILINE) for names in COLUMNS.values() for column in names)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_defused(cell):
    assert defused(cell) == "'" + cell


def test_numbers_stay_numbers():
    assert (defused(-71.25), defused(0), defused(None), defused(False)) == (-71.25, 0, None, "false")


def test_hostile_names_are_defused_in_every_table(with_claims):
    hostile = '=HYPERLINK("http://evil.example")'
    view = with_claims(
        lambda claim: dataclasses.replace(claim, root=hostile, attribution=(Attribution(hostile),), floor=hostile)
    )
    for text in tables(view).values():
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_coordinates_are_no_finer_than_their_precision(published):
    out, _, _ = published
    rows = list(csv.DictReader((out / "claims.csv").open(encoding="utf-8", newline="")))
    assert (rows[3]["lat"], rows[3]["lon"]) == ("35.3", "40.1")
    for name in ("claims.jsonl", "reconciliation.json", "index.html", "incidents.csv"):
        assert "35.33588" not in (out / name).read_text(encoding="utf-8")


def test_no_path_of_a_machine_leaves_the_house(published):
    out, _, _ = published
    for path in out.iterdir():
        assert b"somebody" not in path.read_bytes()


def test_an_empty_case_gives_a_release(tmp_path):
    empty = Reconciliation((), (), (), (), (), ())
    view = PublicationView("Nothing yet", (), (), (), empty, (), None, {}, (), "2026-11-22T15:00:00Z")
    release = publish(view, tmp_path / "out")
    assert release.n_claims == 0
    assert "There are no claims." in (tmp_path / "out" / "index.html").read_text()


def test_a_claim_without_document_or_words_says_so(tmp_path):
    empty = Reconciliation((), (), (), (), (), ())
    claim = Claim("c1", "killed", Count(3, 3, 3)).with_reading()
    view = PublicationView("By hand", (), (claim,), (), empty, (), None, {}, (), "2026-11-22T15:00:00Z")
    publish(view, tmp_path / "out")
    assert "entered without them" in (tmp_path / "out" / "index.html").read_text()

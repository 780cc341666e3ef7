"""Corpora, archives and folders, taken apart and read."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from uncounted.model.document import Document
from uncounted.model.errors import BadSetting, InputError
from uncounted.read import Columns, Intake, Metadata, Packed, Remark, opened, sources
from uncounted.read import corpora as corpora_module
from uncounted.read import streams as streams_module

NOTE = "At least 12 people were killed in an air strike on the market of Examplia on Monday."
PAGE = (
    "<html><body><article><p>Three people were shot dead in Examplia on Sunday, said the police.</p></article></body>"
)


def read_paths(*paths: Path | str, intake: Intake | None = None, flags: Metadata | None = None) -> list[Any]:
    """Documents, and remarks with what reading says of the rest."""
    found: list[Any] = []
    for item in sources([str(path) for path in paths], intake or Intake()):
        try:
            found.append(opened(item, flags or Metadata()) if isinstance(item, Packed) else item)
        except InputError as error:
            assert isinstance(item, Packed)
            found.append(Remark.of(error, item))
    return found


def documents(found: Iterable[Any]) -> list[Document]:
    return [item for item in found if isinstance(item, Document)]


def remarks(found: Iterable[Any]) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in found if isinstance(item, Remark)]


def jsonl(*records: Any) -> bytes:
    return b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in records)


def table(*rows: Iterable[str], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def test_a_record_is_a_document_with_what_it_says_of_itself(tmp_path: Path) -> None:
    place = tmp_path / "c.jsonl"
    said = {"published": "2016-11-09", "publisher": "Wire", "url": "https://x.example/1", "title": "Strike", "more": {}}
    place.write_bytes(jsonl({"id": "a1", "text": NOTE, "language": "en", **said}, {"id": 2, "html": PAGE}))
    first, second = documents(read_paths(place))
    assert (first.id, first.text, first.publisher, first.title) == ("a1", NOTE, "Wire", "Strike")
    assert first.published is not None
    assert (first.published.start, first.published.source) == ("2016-11-09", "record")
    assert (second.id, second.media_type, "shot dead" in second.text) == ("2", "text/html", True)
    assert first.path == f"{place}, line 1"


def test_a_record_reads_as_a_file_with_its_text_does(tmp_path: Path) -> None:
    text = "KABUL, Aug 29, 2021 (Wire) - A strike killed 3 people,\r\nofficials said.\r\n\r\nShare\r\n"
    (tmp_path / "a.txt").write_text(text, newline="")
    (tmp_path / "a.jsonl").write_bytes(jsonl({"text": text}))
    record, file = documents(read_paths(tmp_path))
    assert (record.id, record.text, record.segments, record.published) == (
        file.id, file.text, file.segments, file.published,
    )  # fmt: skip


def test_flags_come_before_the_record(tmp_path: Path) -> None:
    place = tmp_path / "c.jsonl"
    place.write_bytes(jsonl({"text": NOTE, "published": "2016", "publisher": "Wire"}))
    [document] = documents(read_paths(place, flags=Metadata(published="2017-01-02", publisher="Mine")))
    assert document.publisher == "Mine"
    assert document.published is not None
    assert document.published.start == "2017-01-02"


@pytest.mark.parametrize(
    ("record", "kind", "says"),
    [
        (b'{"id": "x", "text": "At', "damaged", "not JSON"),
        (b"[1, 2]", "damaged", "should be a JSON object"),
        (b"[" * 100_000, "damaged", "not JSON"),
        (b'{"text": "\xff"}', "damaged", "not UTF-8"),
        (b'{"text": "\\ud800 killed"}', "damaged", "not UTF-8"),
        ({"id": "x"}, "damaged", "no 'text' or 'html'"),
        ({"text": ["a"]}, "damaged", "'text' should be text, not a list"),
        ({"text": NOTE, "published": "soon"}, "damaged", "publication date 'soon' cannot be read"),
        ({"text": NOTE, "published": "04/05/2020"}, "damaged", "day/month or month/day"),
        ({"text": " "}, "unread", "'text' is empty"),
        ({"text": "Doce civiles murieron el miércoles en un ataque aéreo, dijeron."}, "unread", "Spanish"),
        ({"text": NOTE, "language": "fr"}, "unread", "French"),
    ],
)
def test_one_bad_record_is_named_with_its_line_and_the_rest_go_on(
    tmp_path: Path, record: Any, kind: str, says: str
) -> None:
    place = tmp_path / "c.jsonl"
    place.write_bytes(jsonl({"id": "a", "text": NOTE}, b"", record, {"id": "b", "text": NOTE}))
    found = read_paths(place)
    assert [document.id for document in documents(found)] == ["a", "b"]
    [(what, line)] = remarks(found)
    assert what == kind
    assert line.startswith(f"{place}, line 3: ")
    assert says in line


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("27 April 2020", "2020-04-27"), ("27-Apr-20", "2020-04-27"), ("12-April-2015", "2015-04-12"),
        ("2020-04-27T10:00:00Z", "2020-04-27"), ("2020-04-27 00:00:00.000", "2020-04-27"), ("27/04/2020", "2020-04-27"),
        ("Mon, 27 Apr 2020 10:00:00 GMT", "2020-04-27"), ("12-Apr-98", "1998-04-12"),
    ],
)  # fmt: skip
def test_dates_as_tables_and_feeds_print_them(tmp_path: Path, words: str, day: str) -> None:
    place = tmp_path / "c.jsonl"
    place.write_bytes(jsonl({"text": NOTE, "published": words}))
    [document] = documents(read_paths(place))
    assert document.published is not None
    assert (document.published.start, document.published.end) == (day, day)


def test_a_table_by_columns_that_are_named_and_guessed(tmp_path: Path) -> None:
    place = tmp_path / "acled.csv"
    rows = [["1", "27 April 2020", f'{NOTE}\n"Two," they said.', "x"], ["2", "soon", NOTE, "x"], ["3", "x"]]
    place.write_bytes(table(["event_id_cnty", "event_date", "notes", "fatalities"], *rows))
    found = read_paths(place, intake=Intake(Columns.parse(["published=event_date"])))
    assert [document.id for document in documents(found)] == ["1"]
    assert documents(found)[0].text.endswith('"Two," they said.')
    assert [(kind, line.removeprefix(f"{place}")) for kind, line in remarks(found)] == [
        ("note", ": columns taken by their names: text=notes,id=event_id_cnty"),
        (
            "damaged",
            ", line 4: the publication date 'soon' cannot be read; write YYYY-MM-DD, YYYY-MM, YYYY or START/END",
        ),
        ("damaged", ", line 5: 2 cells under 4 columns"),
    ]


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.csv.gz"])
def test_other_separators_and_a_byte_order_mark(tmp_path: Path, name: str) -> None:
    data = b"\xef\xbb\xbf" + table(["ID", "Full Text"], ["7", NOTE], delimiter="\t" if name == "t.tsv" else ";")
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert [document.id for document in documents(read_paths(tmp_path / name))] == ["7"]


def test_keys_of_records_can_be_named_too(tmp_path: Path) -> None:
    place = tmp_path / "c.jsonl"
    place.write_bytes(jsonl({"notes": NOTE, "no": 5, "text": "something else"}, {"text": NOTE}))
    found = read_paths(place, intake=Intake(Columns.parse(["text=notes, id = no"])))
    assert [(document.id, document.text) for document in documents(found)] == [("5", NOTE)]
    assert "no 'notes' in this record" in remarks(found)[0][1]


@pytest.mark.parametrize(
    ("words", "says"),
    [("words=notes", "does not know the field 'words'"), ("text", "takes FIELD=COLUMN"),
     ("text=a,text=b", "text twice"), ("text=a,html=b", "not both")],
)  # fmt: skip
def test_columns_that_make_no_sense(words: str, says: str) -> None:
    with pytest.raises(BadSetting, match=says):
        Columns.parse([words])


def test_a_column_may_have_a_comma_in_its_name() -> None:
    assert Columns.parse(["text=Notes, long,id=No"]).said == {"text": "Notes, long", "id": "No"}


@pytest.mark.parametrize(
    ("columns", "says"), [("text=remarks", "column 'remarks' is not there"), ("id=a", "say which with --columns")]
)
def test_a_table_without_the_column_is_refused_in_one_line(tmp_path: Path, columns: str, says: str) -> None:
    (tmp_path / "t.csv").write_bytes(table(["a", "b"], ["1", NOTE]))
    [(kind, line)] = remarks(read_paths(tmp_path / "t.csv", intake=Intake(Columns.parse([columns]))))
    assert (kind, says in line, "\n" in line) == ("refused", True, False)


def test_a_folder_of_everything(tmp_path: Path, pdf: Any, docx: Any) -> None:
    mail = f"From: a@x.example\nTo: b@x.example\nSubject: Strike\nMIME-Version: 1.0\n\n{NOTE}\n".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/meta.csv", "file,publisher\nn.txt,Zipped Wire\n")
        archive.writestr("in/n.txt", NOTE)
        archive.writestr("in/c.jsonl.gz", gzip.compress(jsonl({"id": "z1", "text": NOTE}, b"{")))
        archive.writestr("__MACOSX/._n.txt", "x")
        archive.writestr("more.zip", b"PK")
    files = {
        "a.html": PAGE.encode(), "b.txt": NOTE.encode(), "b.txt.gz": gzip.compress(NOTE.encode()), "c.pdf": pdf([NOTE]),
        "d.docx": docx(NOTE), "e.eml": mail, "f.jsonl.gz": gzip.compress(jsonl({"id": "j", "text": NOTE})),
        "g.csv": table(["id", "text"], ["k", NOTE]), "h.csv": table(["a"], ["b"]), "i.zip": packed.getvalue(),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    found = read_paths(tmp_path)
    at = f"{tmp_path}/"
    assert [(document.path or "").removeprefix(at) for document in documents(found)] == [
        "a.html", "b.txt", "b.txt.gz", "c.pdf", "d.docx", "e.eml", "f.jsonl.gz, line 1", "g.csv, line 2",
        "i.zip/in/c.jsonl.gz, line 1", "i.zip/in/n.txt",
    ]  # fmt: skip
    assert documents(found)[-1].publisher == "Zipped Wire"
    said = [(kind, line.removeprefix(at).split(": ")[0]) for kind, line in remarks(found)]
    assert said == [
        ("note", "g.csv"), ("unread", "h.csv"), ("unread", "i.zip/__MACOSX/._n.txt"),
        ("damaged", "i.zip/in/c.jsonl.gz, line 2"), ("unread", "i.zip/more.zip"),
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [(), ("text=text",)])
def test_standard_input(columns: tuple[str, ...], docx: Any) -> None:
    def given(data: bytes) -> list[Any]:
        return read_paths("-", intake=Intake(Columns.parse(columns), stdin=io.BytesIO(data)))

    corpus = jsonl({"id": "a", "text": NOTE}, {"id": "b", "text": NOTE})
    assert [document.id for document in documents(given(corpus))] == ["a", "b"]
    assert [document.id for document in documents(given(gzip.compress(corpus)))] == ["a", "b"]
    if columns:
        assert [document.id for document in documents(given(table(["id", "text"], ["7", NOTE])))] == ["7"]
    else:
        assert [document.text for document in documents(given(NOTE.encode()))] == [NOTE]
        assert [document.text for document in documents(given(docx(NOTE)))] == [NOTE]


def test_a_file_that_breaks_off_gives_what_it_has_and_says_where(tmp_path: Path) -> None:
    noise = [{"id": n, "text": f"{NOTE} {n * 7919}"} for n in range(3000)]
    whole = gzip.compress(jsonl(*noise))
    (tmp_path / "c.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    items = list(sources([str(tmp_path / "c.jsonl.gz")], Intake()))
    assert len(items) > 100
    assert isinstance(items[-1], Remark)
    assert items[-1].kind == "refused"
    assert f"line {len(items)}" in items[-1].text


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams_module, "_FREE", 100_000)
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(jsonl({"text": "x"}) + b"\n" * 5_000_000, mtime=0))
    with zipfile.ZipFile(tmp_path / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "0" * 5_000_000)
    (tmp_path / "e.txt").write_text(NOTE)
    found = read_paths(tmp_path)
    assert documents(found)[-1].text == NOTE
    said = [line for _, line in remarks(found) if "unpacks to more than 200 times" in line]
    assert len(said) == 2


def test_a_line_without_end_is_one_bad_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (streams_module, corpora_module):
        monkeypatch.setattr(module, "RECORD_LIMIT", 1000)
    (tmp_path / "c.jsonl").write_bytes(jsonl({"text": "x" * 5000}, {"id": "b", "text": NOTE}))
    (tmp_path / "d.csv").write_bytes(table(["id", "text"], ["a", "x" * 5000], ["b", NOTE]))
    found = read_paths(tmp_path)
    assert [document.id for document in documents(found)] == ["b", "b"]
    assert [line.split(f"{tmp_path}/")[1].split(":")[0] for kind, line in remarks(found) if kind == "damaged"] == [
        "c.jsonl, line 1", "d.csv, line 2",
    ]  # fmt: skip


def test_a_quote_that_is_never_closed_costs_one_record(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b'id,text\na,"abc" def\nb,' + NOTE.encode() + b"\n")
    found = read_paths(tmp_path / "t.csv")
    assert [document.id for document in documents(found)] == ["b"]
    assert any("line 2: no CSV" in line for _, line in remarks(found))


def test_a_path_that_is_not_there_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTE)
    with pytest.raises(InputError, match="no such file"):
        next(iter(sources([str(tmp_path / "a.txt"), str(tmp_path / "no")], Intake())))

from __future__ import annotations

import gzip
import os

import pytest

from uncounted.model.errors import InputError, UnreadLanguage
from uncounted.model.records import from_json, to_json
from uncounted.read import Metadata, Unread, original_text, read_bytes, read_path

TEXT = "An air strike on the town of Examplia killed at least 12 people on Wednesday, officials said.\n"
SPANISH = "Al menos doce civiles murieron el miércoles en un ataque aéreo contra un mercado, dijeron las autoridades."


def fault(path, **flags) -> InputError:
    with pytest.raises(InputError) as caught:
        list(read_path(path, Metadata(**flags)))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))
    return caught.value


@pytest.mark.parametrize(
    ("data", "reason", "says"),
    [
        (b"", "empty", "the file is empty"),
        (b" \n\t\r\n", "empty", "only white space"),
        (b"\xef\xbb\xbf  ", "empty", "only white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary", "a PNG image"),
        (b"some\x00bytes\x01\x02", "binary", "byte 4"),
        (bytes(range(1, 32)) * 20, "binary", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "binary", "old Office file"),
        ("12 killed in a café".encode("cp1252"), "encoding", "byte 18 (line 1)"),
        (b'{"killed": 12}', "data", "data or code"),
        (b"\x1f\x8b\x08\x00broken", "damaged", "gzip file is damaged"),
        (b"PK\x03\x04broken", "damaged", "damaged"),
        (b"Share\n\nFollow us on Twitter\n", "empty", "no text is left"),
        (SPANISH.encode(), "language", "Spanish (es)"),
    ],
)
def test_what_cannot_be_read_gives_one_clear_line(tmp_path, data, reason, says):
    place = tmp_path / "a.txt"
    place.write_bytes(data)
    error = fault(place)
    assert error.reason == reason
    assert says in str(error)
    assert list(read_path(tmp_path)) == [
        Unread(str(place), reason, error.detail + (f" ({error.position})" if error.position else ""))
    ]
    assert place.read_bytes() == data


def test_missing_files_and_folders_in_their_place(tmp_path):
    assert fault(tmp_path / "no.txt").reason == "missing"
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    assert fault(tmp_path / "link").reason == "missing"
    os.mkfifo(tmp_path / "pipe")
    assert fault(tmp_path / "pipe").reason == "no file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file(tmp_path):
    place = tmp_path / "a.txt"
    place.write_text(TEXT)
    place.chmod(0)
    assert fault(place).reason == "permission"


def test_enormous_files_name_the_limit(tmp_path):
    place = tmp_path / "a.txt"
    with place.open("wb") as file:
        file.truncate(50_000_001)
    assert "50 MB at most" in str(fault(place))
    packed = gzip.compress(b"0" * 60_000_000)
    with pytest.raises(InputError, match="unpacks to more"):
        read_bytes(packed, path="a.txt.gz")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_texts_with_a_byte_order_mark(encoding):
    data = TEXT.encode(encoding)
    document = read_bytes(data, path="a.txt")
    assert document.text == TEXT.strip()
    assert original_text(data, encoding=document.encoding) == TEXT


def test_another_encoding_is_read_when_it_is_named():
    data = "Officials said that 12 were killed in a café.".encode("latin-1")
    assert read_bytes(data, path="a.txt", flags=Metadata(encoding="latin-1")).text.endswith("a café.")
    with pytest.raises(InputError, match="unknown encoding 'klingon'"):
        read_bytes(data, path="a.txt", flags=Metadata(encoding="klingon"))


def test_a_gzip_file_is_its_text_and_keeps_its_own_hash():
    packed = gzip.compress(TEXT.encode(), mtime=0)
    document = read_bytes(packed, path="a.txt.gz")
    assert document.text == TEXT.strip()
    assert document.id != read_bytes(TEXT.encode(), path="a.txt").id


def test_content_decides_before_the_name(docx, pdf):
    assert read_bytes(docx("Officials said that 12 people were killed."), path="a.txt").reader == "docx/1"
    assert read_bytes(pdf(["Officials said that 12 people were killed."]), path="a.html").reader == "pdf/1"


def test_a_document_survives_json():
    document = read_bytes(TEXT.encode(), path="a.txt", flags=Metadata(published="2016-11-09"))
    assert from_json(type(document), to_json(document)) == document


def test_a_folder_in_order_with_everything_accounted_for(tmp_path):
    for name in ("b.txt", "sub/a.txt", ".hidden", "README.md", "LICENSE.txt", "table.csv", "sub/meta.csv"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text("file,published\na.txt,2016\n" if name.endswith("meta.csv") else TEXT)
    (tmp_path / "c.es.txt").write_text(SPANISH)
    (tmp_path / "z.txt").symlink_to(tmp_path / "b.txt")
    found = list(read_path(tmp_path))
    names = [item.path.removeprefix(f"{tmp_path}/") for item in found]
    assert names == [".hidden", "LICENSE.txt", "README.md", "b.txt", "c.es.txt", "sub/a.txt", "table.csv", "z.txt"]
    reasons = [item.reason if isinstance(item, Unread) else "read" for item in found]
    assert reasons == ["skipped", "skipped", "skipped", "read", "language", "read", "corpus", "skipped"]
    assert found[5].published.end == "2016-12-31"


def test_meta_csv_comes_after_flags_and_before_the_text(tmp_path):
    (tmp_path / "a.txt").write_text(f"---\npublisher: From the text\ntitle: From the text\n---\n{TEXT}")
    (tmp_path / "meta.csv").write_text(
        "file,published,publisher,language,citation\na.txt,2016-10/2016-11-09,From the table,en,Someone 2016\n"
    )
    document = next(read_path(tmp_path / "a.txt", Metadata(url="https://x.example/a")))
    assert (document.publisher, document.title, document.url) == (
        "From the table", "From the text", "https://x.example/a",
    )  # fmt: skip
    published = document.published
    assert (published.start, published.end, published.source) == ("2016-10-01", "2016-11-09", "meta.csv")
    assert document.citation == "Someone 2016"


@pytest.mark.parametrize(
    ("table", "position"),
    [
        ("file,published\nb.txt,2016\n", "line 2"),
        ("file,published\n\na.txt,May 2016\n", "line 3"),
        ("file,when\na.txt,2016\n", "line 1"),
        ("published\n2016\n", "line 1"),
        ("file,published\na.txt\n", "line 2"),
        ("file\na.txt\na.txt\n", "line 3"),
        ("file\n../a.txt\n", "line 2"),
        ('file\n"a.txt\n', "line 2"),
    ],
)
def test_meta_csv_is_strict(tmp_path, table, position):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "meta.csv").write_text(table)
    for path in (tmp_path, tmp_path / "a.txt"):
        with pytest.raises(InputError) as caught:
            list(read_path(path))
        assert (caught.value.path, caught.value.position) == (str(tmp_path / "meta.csv"), position)


def test_a_flag_that_is_no_date():
    with pytest.raises(InputError, match="write YYYY-MM-DD"):
        read_bytes(TEXT.encode(), path="a.txt", flags=Metadata(published="9 Nov"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قتل خمسة مدنيين في غارة جوية", "ar"),
        ("Убито пять человек", "ru"),
        ("Загинуло п’ять цивільних, є поранені", "uk"),
        ("五名平民死亡", "zh"),
        ("Cinq civils ont été tués dans une frappe aérienne.", "fr"),
        ("Fünf Zivilisten wurden bei einem Luftangriff getötet.", "de"),
    ],
)
def test_another_language_is_named_and_never_zero_claims(text, language):
    with pytest.raises(UnreadLanguage, match=f"({language})"):
        read_bytes(text.encode(), path="a.txt")
    assert read_bytes(text.encode(), path="a.txt", flags=Metadata(language="en-GB")).language == "en"


@pytest.mark.parametrize(
    "text", ["5 killed", "Manbij: 5", "Drone hits bus", "KABUL 12 DEAD", "Killed: 4\nInjured: 9", TEXT]
)
def test_short_english_notes_are_english(text):
    assert read_bytes(text.encode(), path="a.txt").language == "en"

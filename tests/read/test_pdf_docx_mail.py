from __future__ import annotations

import pytest

from uncounted.model.errors import InputError
from uncounted.read import original_text, read_bytes

FIRST = [
    "Annual report",
    "Strike on market kills 12",
    "9 November 2016",
    "At least 12 civilians were killed when an air strike hit a market in the",
    "town of Examplia on Wednesday, local officials said. They said that the casual-",
    "ties were taken to a hospital in the next town, and that the search for people",
    "1",
]


def test_a_pdf_is_read_by_its_text_layer(pdf):
    pages = [
        FIRST,
        ["Annual report", "under the rubble went on. The army denied any part in it.", "2"],
        ["Annual report", "A second strike killed five.", "3"],
    ]
    data = pdf(*pages)
    document = read_bytes(data, path="a.pdf")
    title, first, second = document.text.split("\n\n")
    assert (title, second) == ("Strike on market kills 12", "A second strike killed five.")
    assert first.startswith("At least 12 civilians were killed when an air strike hit a market in the town of Exam")
    assert "the casualties were taken to a hospital" in first
    assert first.endswith("people under the rubble went on. The army denied any part in it.")
    assert document.published.start == "2016-11-09"
    span = document.span(at := document.text.index("five"), at + 4)
    assert span.original.page == 3
    assert original_text(data)[span.original.start : span.original.end] == "five"


def test_a_scan_is_refused(pdf):
    with pytest.raises(InputError, match=r"a scan: none of its 2 pages has a text layer"):
        read_bytes(pdf([], []), path="a.pdf")


def test_an_encrypted_pdf_is_refused(pdf):
    with pytest.raises(InputError, match="encrypted"):
        read_bytes(pdf(["Five were killed."], password="secret"), path="a.pdf")  # noqa: S106


@pytest.mark.parametrize("cut", [20, 200, 400])
def test_a_damaged_pdf_is_refused(pdf, cut):
    with pytest.raises(InputError):
        read_bytes(pdf(["Five were killed."])[:cut], path="a.pdf")


def test_a_word_document(docx):
    data = docx("Strike kills 12", "9 November 2016", "Officials said that 12 people were killed & five hurt.",
                rows=(("Town", "Killed"), ("Examplia", "12")))  # fmt: skip
    document = read_bytes(data, path="a.docx")
    assert document.text == (
        "Strike kills 12\n\nOfficials said that 12 people were killed & five hurt.\n\nTown\tKilled\nExamplia\t12"
    )
    assert (document.title, document.published.start) == ("Strike kills 12", "2016-11-09")
    span = document.span(at := document.text.index("12 people"), at + 9)
    assert original_text(data)[span.original.start : span.original.end] == "12 people"


def test_deleted_words_are_no_text(docx):
    body = (
        "<w:p><w:r><w:t>Officials said that </w:t></w:r><w:del><w:r><w:delText>90</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12 were killed.</w:t></w:r></w:ins></w:p>"
    )
    assert read_bytes(docx(body=body), path="a.docx").text == "Officials said that 12 were killed."


def test_damaged_and_hostile_word_documents(docx, monkeypatch):
    whole = docx("Officials said that 12 people were killed.")
    with pytest.raises(InputError, match="damaged"):
        read_bytes(whole[:100], path="a.docx")
    with pytest.raises(InputError, match="damaged"):
        read_bytes(docx(body="<w:p>"), path="a.docx")
    bomb = docx("Officials said that people were killed. " + "0" * 60_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(InputError, match="50 MB at most"):
        read_bytes(bomb, path="a.docx")


def test_a_message():
    message = (
        "From: a@example.org\nTo: b@example.org\nSubject: Strike kills 12\nDate: Wed, 9 Nov 2016 22:09:00 +0000\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n"
        "\nOfficials said that 12 people were killed in a caf=E9.\n"
    )
    document = read_bytes(message.encode(), path="a.eml")
    assert document.text == "Officials said that 12 people were killed in a café."
    assert (document.title, document.published.start) == ("Strike kills 12", "2016-11-09")

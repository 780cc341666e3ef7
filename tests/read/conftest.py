"""Files made by hand for the tests of `read`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest

PAGE = "/Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Resources << /Font << /F1 3 0 R >> >>"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """A PDF of pages, each a list of lines; a page without lines has no text layer. ``password`` encrypts it."""

    def make(*pages: list[str], password: str | None = None) -> bytes:
        from pypdf import PdfReader, PdfWriter

        kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for i, lines in enumerate(pages):
            shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
            stream = f"BT /F1 12 Tf 50 780 Td {shown}ET" if lines else ""
            objects += [
                f"<< {PAGE} /Contents {5 + 2 * i} 0 R >>",
                f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            ]
        out = io.BytesIO(b"%PDF-1.4\n")
        out.seek(0, io.SEEK_END)
        places = []
        for number, body in enumerate(objects, 1):
            places.append(out.tell())
            out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
        table = out.tell()
        out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
        out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
        out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF".encode())
        if password is None:
            return out.getvalue()
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(out.getvalue())))
        writer.encrypt(password, algorithm="RC4-128")
        locked = io.BytesIO()
        writer.write(locked)
        return locked.getvalue()

    return make


@pytest.fixture
def docx() -> Callable[..., bytes]:
    """A DOCX with these paragraphs and, after them, a table of rows; ``body`` gives the XML instead."""

    def make(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), body: str | None = None) -> bytes:
        def paragraph(text: str) -> str:
            return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

        cells = "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        )
        content = body or "".join(map(paragraph, paragraphs)) + (f"<w:tbl>{cells}</w:tbl>" if rows else "")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            xml = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>'
            archive.writestr("word/document.xml", xml)
        return out.getvalue()

    return make

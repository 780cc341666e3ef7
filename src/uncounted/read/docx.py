"""Word documents (Office Open XML): the paragraphs and tables of the body, without deleted text and field codes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from uncounted.model.errors import InputError
from uncounted.read.clean import normalise, squeeze
from uncounted.read.mapped import Mapped
from uncounted.read.media import LARGEST, too_large
from uncounted.read.reading import Reading, finish, headline

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

READER = "docx/1"
PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def layer(data: bytes, path: str) -> str:
    """The paragraphs of the body with blank lines between them; rows of a table one per line, cells parted by tabs.

    Raises InputError for a damaged file and for one that unpacks beyond the limit.
    """
    root = _parsed(_part(data, path), path)
    blocks: list[str] = []
    body = next((child for child in root if _name(child) == "body"), root)
    for element in _unwrapped(body):
        if _name(element) == "tbl":
            rows = (_row(row) for row in element.iter() if _name(row) == "tr")
            blocks.append("\n".join(row for row in rows if row.strip()))
        elif _name(element) == "p":
            blocks.append(_runs(element))
    text = "\n\n".join(block for block in blocks if block.strip())
    if not text.strip():
        raise InputError("the document holds no text", path=path, reason="empty")
    return text


def _part(data: bytes, path: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(PART) as file:
            xml = file.read(LARGEST + 1)  # what the archive says of its sizes is not believed
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, RuntimeError, NotImplementedError, zlib.error):
        raise InputError("the DOCX file is damaged", path=path, reason="damaged") from None
    if len(xml) > LARGEST:
        raise too_large(path, None)
    return xml


def _parsed(xml: bytes, path: str) -> Element:
    from xml.etree import ElementTree as ET  # entity declarations are refused below

    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise InputError("the DOCX file is damaged: it declares entities", path=path, reason="damaged")
    try:
        return ET.fromstring(xml)  # noqa: S314  # entities are refused above
    except ET.ParseError as error:
        line, column = error.position
        position = f"{PART}, line {line}, column {column}"
        raise InputError("the DOCX file is damaged", path=path, position=position, reason="damaged") from None


def _name(element: Element) -> str:
    """The local name of a WordprocessingML element; "" for those of other namespaces."""
    for namespace in (_W, _STRICT):
        if element.tag.startswith(namespace):
            return element.tag.removeprefix(namespace)
    return ""


def _unwrapped(body: Element) -> Iterator[Element]:
    for child in body:
        if _name(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _unwrapped(child)
        else:
            yield child


def _row(row: Element) -> str:
    cells = (cell for cell in row.iter() if _name(cell) == "tc")
    return "\t".join(" ".join(_runs(p) for p in cell.iter() if _name(p) == "p") for cell in cells)


def _runs(paragraph: Element) -> str:
    out: list[str] = []
    for child in paragraph:
        name = _name(child)
        if name == "t":
            out.append(child.text or "")
        elif name in ("tab", "ptab"):
            out.append(" ")
        elif name in ("br", "cr"):
            out.append("\n")
        elif name == "noBreakHyphen":
            out.append("-")
        elif name not in ("del", "moveFrom", "pPr", "rPr", "instrText"):
            out.append(_runs(child))
    return "".join(out)


def read(data: bytes, *, path: str) -> Reading:
    """One Word document."""
    original = layer(data, path)
    lines = finish(squeeze(normalise(Mapped.whole(original))))
    return Reading(
        original=original,
        clean=lines.text,
        reader=READER,
        dated=lines.dated,
        undated=lines.undated,
        title=headline(lines.text.text),
        warnings=lines.warnings,
    )

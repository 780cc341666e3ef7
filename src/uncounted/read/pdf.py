"""PDF: the text layer that the file carries. A scan has none and is refused; nothing is recognised from pictures."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from uncounted.model.document import Segment
from uncounted.model.errors import InputError
from uncounted.read.clean import normalise, squeeze
from uncounted.read.mapped import Edit, Mapped
from uncounted.read.reading import Reading, finish, headline

if TYPE_CHECKING:
    from pypdf import PdfReader

READER = "pdf/1"
EDGE = 2  # lines at the top and foot of a page that may be its running heads
REPEATS = 3  # pages on which the same line makes a running head
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|- ?\d{1,4} ?-", re.IGNORECASE)


def layers(data: bytes, path: str) -> str:
    """The text layers of all pages, parted by form feeds; raises InputError for damage, a password or a scan."""
    pages = [page.replace("\f", "\n") for page in _pages(_opened(data, path), path)]
    if not any(page.strip() for page in pages):
        message = f"a scan: none of its {len(pages)} pages has a text layer; run text recognition (OCR) over it first"
        raise InputError(message, path=path, reason="no text")
    return "\f".join(pages)


def _opened(data: bytes, path: str) -> PdfReader:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends it need not tell; what it cannot it raises
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ImportError):
        if b"/Encrypt" in data:
            raise _locked(path) from None
        raise InputError("the PDF is damaged", path=path, reason="damaged") from None
    if locked:
        raise _locked(path)
    return reader


def _locked(path: str) -> InputError:
    return InputError("the PDF is encrypted; save a copy without a password", path=path, reason="encrypted")


def _pages(reader: PdfReader, path: str) -> Iterator[str]:
    from pypdf.errors import PyPdfError

    number = 0
    try:
        for page in reader.pages:
            number += 1
            yield page.extract_text().encode("utf-8", "replace").decode("utf-8")
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        position = f"page {max(number, 1)}"
        raise InputError("the PDF is damaged", path=path, position=position, reason="damaged") from None
    if not number:
        raise InputError("the PDF is damaged: it has no pages", path=path, reason="damaged")


def read(data: bytes, *, path: str) -> Reading:
    """One PDF; its running heads and page numbers are no text, and segments carry the page."""
    original = layers(data, path)
    text = squeeze(normalise_pages(original))
    bare = text.edit(_running_edits(text.text))
    joined = bare.edit(_page_break_edits(bare.text))
    lines = finish(joined, loose=True)
    empty = sum(not page.strip() for page in original.split("\f"))
    scans = (f"{empty} of {original.count(chr(12)) + 1} pages have no text layer and were not read",) if empty else ()
    return Reading(
        original=original,
        clean=lines.text,
        reader=READER,
        dated=lines.dated,
        undated=lines.undated,
        title=headline(lines.text.text),
        warnings=(*scans, *lines.warnings),
    )


def normalise_pages(original: str) -> Mapped:
    """The layers with one kind of line break; form feeds stay, each alone on a line."""
    pages = original.split("\f")
    segments: list[Segment] = []
    clean: list[str] = []
    size = at = 0
    for number, page in enumerate(pages, 1):
        part = normalise(Mapped.whole(page))
        segments += (Segment(s.clean + size, s.original + at, s.length, number) for s in part.segments)
        clean.append(part.text)
        size += len(part.text) + 3
        at += len(page) + 1
    return Mapped("\n\f\n".join(clean), tuple(segments))


def _running_edits(text: str) -> Iterator[Edit]:
    """Remove the page numbers and the lines that stand, but for digits, at the edge of three pages or more."""
    pages: list[list[tuple[int, int]]] = [[]]
    start = 0
    for line in text.split("\n"):
        if line == "\f":
            pages.append([])
        elif line:
            pages[-1].append((start, start + len(line)))
        start += len(line) + 1
    edges = [{*lines[:EDGE], *lines[-EDGE:]} for lines in pages]
    shapes = Counter(shape for lines in edges for shape in {_shape(text[a:b]) for a, b in lines})
    for lines in edges:
        for begin, end in sorted(lines):
            line = text[begin:end]
            numbered = len(pages) > 1 and _PAGE_NUMBER.fullmatch(line)
            if numbered or (shapes[_shape(line)] >= REPEATS and shapes[_shape(line)] * 2 >= len(pages)):
                yield Edit(begin, end, "")


def _shape(line: str) -> str:
    return _NUMBER.sub("#", line)


def _page_break_edits(text: str) -> Iterator[Edit]:
    """A sentence that runs over a page break runs on; other pages part paragraphs."""
    for match in re.finditer(r"(?P<before>\S?)(?P<gap>\s*\f\s*)(?P<after>\S?)", text):
        runs_on = match["after"].islower() and (match["before"].isalnum() or match["before"] in ",-")
        yield Edit(match.start("gap"), match.end("gap"), "\n" if runs_on else "\n\n")

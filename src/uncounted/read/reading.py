"""What every reader of one media type makes of a file, and the last steps that all of them share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from uncounted.model.document import Published
from uncounted.read import dateline, furniture
from uncounted.read.clean import ends_sentence, is_item, is_row, paragraphs
from uncounted.read.mapped import Edit, Mapped
from uncounted.read.metadata import Metadata

TITLE_LENGTH = 250
_NOT_A_TITLE = re.compile(
    r"for immediate release|(?:press|news|media) (?:release|statement)|release (?:no|number|#)\b.*|by [A-Z].{2,60}"
    r"|(?:embargoed|contact|from|to|subject|source|location|dateline)\b.{0,80}|[^a-zA-Z]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reading:
    """One file as its reader read it.

    ``clean`` maps to ``original``, the decoded text that offsets count in: the text of a plain file, the HTML of a
    page, the text layer of a PDF with pages parted by form feeds, the paragraphs of a DOCX parted by line breaks.
    ``found`` is what the file says about itself, by ``found_source``.
    """

    original: str
    clean: Mapped
    reader: str
    encoding: str | None = None
    found: Metadata = Metadata()
    found_source: str = "page metadata"
    dated: Published | None = None
    undated: str | None = None
    title: tuple[int, int] | None = None
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Lines:
    """Squeezed lines without furniture, and what the lines that left said."""

    text: Mapped
    dated: Published | None
    undated: str | None
    warnings: tuple[str, ...]


def without_furniture(text: Mapped) -> tuple[Mapped, tuple[str, ...]]:
    """Squeezed lines without page furniture, and a warning that says what went."""
    places = _places(text.text)
    cuts = [furniture.cut(text.text[start:end]) for start, end in places]
    for order in (range(1, len(cuts)), range(len(cuts) - 2, -1, -1)):
        for i in order:
            start, end = places[i]
            if cuts[i] is None and cuts[i - order.step] is not None and furniture.is_weak(text.text[start:end]):
                cuts[i] = furniture.Cut(0, end - start)
    edits = [
        Edit(start + cut.start, start + cut.end, "")
        for (start, _), cut in zip(places, cuts, strict=True)
        if cut is not None
    ]
    if not edits:
        return text, ()
    size = sum(edit.end - edit.start for edit in edits)
    lines = "1 line" if len(edits) == 1 else f"{len(edits)} lines"
    opening = text.text[edits[0].start : edits[0].end][:40]
    return text.edit(edits), (f"left out as page furniture: {lines}, {size} characters, from '{opening}'",)


def _places(text: str) -> list[tuple[int, int]]:
    """Where the lines stand that are not empty."""
    places: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line:
            places.append((start, start + len(line)))
        start += len(line) + 1
    return places


def without_datelines(text: Mapped) -> tuple[Mapped, Published | None, str | None]:
    """Squeezed lines without bare datelines; the publication date found there, or why what was found is none."""
    places = _places(text.text)
    best, gone = dateline.find([text.text[a:b] for a, b in places])
    clean = text.edit(Edit(*places[i], "") for i in gone)
    if best is None:
        return clean, None, None
    if best.days.start is None or best.days.end is None:
        return clean, None, f"the dateline '{best.words}' {best.days.why}"
    return clean, Published(best.days.start, best.days.end, "dateline", best.words), None


def finish(squeezed: Mapped, *, loose: bool = False) -> Lines:
    """Squeezed lines to paragraphs, without furniture and datelines."""
    kept, warnings = without_furniture(squeezed)
    kept, dated, undated = without_datelines(kept)
    clean = paragraphs(kept, loose=loose)
    again, wrapped = without_furniture(clean)  # runs that a margin had broken into lines
    if wrapped:
        clean, dated_again, undated = without_datelines(again)
        clean, dated = paragraphs(clean, loose=loose), dated or dated_again
    return Lines(clean, dated, undated, (*warnings, *wrapped))


def headline(text: str) -> tuple[int, int] | None:
    """Where the headline stands above the first sentence of a clean text; null where there is none.

    The first line of four words or more, since a publisher's name may stand above it, else the first of two.
    """
    start = 0
    found: list[tuple[int, int]] = []
    for line in text.split("\n")[:12]:
        if line and not _NOT_A_TITLE.fullmatch(line):
            if not _is_heading(line):
                break
            if len(line.split()) >= 2 and dateline.credit(line) is None:
                found.append((start, start + len(line)))
        start += len(line) + 1
    else:
        found = [] if start > len(text) else found  # headings alone are a list
    return next((place for place in found if len(text[slice(*place)].split()) >= 4), found[0] if found else None)


def _is_heading(line: str) -> bool:
    sentence = ends_sentence(line) and not line.endswith(("?", "!", "”", "’", "'", '"'))
    plain = not is_item(line) and not is_row(line) and dateline.agency(line) is None
    return plain and not sentence and len(line) <= TITLE_LENGTH


def title_span(text: str, title: str) -> tuple[int, int] | None:
    """Where ``title`` is a whole line among the first lines of a clean text, but for case and space; else null."""
    start = 0
    wanted = " ".join(title.split()).casefold()
    for line in text.split("\n")[:12]:
        if " ".join(line.split()).casefold() == wanted:
            return start, start + len(line)
        start += len(line) + 1
    return None

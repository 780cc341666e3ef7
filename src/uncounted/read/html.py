"""Web pages: trafilatura finds the article, whose words are then found again in the page, so that spans map to it."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from uncounted.model.document import Segment
from uncounted.model.errors import InputError
from uncounted.read.clean import normalise, paragraphs, squeeze
from uncounted.read.mapped import Edit, Mapped, push
from uncounted.read.metadata import Metadata
from uncounted.read.reading import Reading, title_span, without_datelines, without_furniture
from uncounted.read.words import words

if TYPE_CHECKING:
    from typing import Any

READER = "html/1"
SHORT = 250  # characters: below this the extraction may have missed the article and looser ones are tried
_SKIP = r"script|style|noscript|template|svg|head|select|textarea|iframe"
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    rf"|<(?P<skip>{_SKIP})\b[^>]*>.*?(?:</(?P=skip)\s*>|\Z)"
    r"|</?(?P<tag>[a-zA-Z][a-zA-Z0-9:-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>"
    r"|<[!?/][^>]*>"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = words(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr"
)
_SPACE = re.compile(r"\s+")
_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*")
PIECE = 8  # words that are looked for together where a whole line is not found


def read(html: str, *, path: str, encoding: str | None = None) -> Reading:
    """One decoded page; raises InputError where it holds no article text."""
    page = _parsed(html, path)
    seen = visible(html)
    body = _body(html, seen.text)
    if not body.strip():
        raise InputError("no article text in this page; save the article as text", path=path, reason="no text")
    found, page_title = _metadata(page)
    if page_title and not _opens_with(body, page_title) and _squeezed(page_title) in _squeezed(seen.text):
        body = f"{page_title}\n{body}"
    aligned = align(html, seen, laid_out(body))
    clean, warnings = without_furniture(squeeze(normalise(aligned)))
    clean, dated, undated = without_datelines(clean)
    clean = paragraphs(clean)
    return Reading(
        original=html,
        clean=clean,
        reader=READER,
        encoding=encoding,
        found=found,
        dated=dated,
        undated=undated,
        title=title_span(clean.text, page_title) if page_title else None,
        warnings=warnings,
    )


def _parsed(html: str, path: str) -> Any:
    from trafilatura.utils import load_html

    page: Any = load_html(html)  # type: ignore[no-untyped-call, unused-ignore]  # typed in some versions
    if page is None:
        raise InputError("no article text in this page; save the article as text", path=path, reason="no text")
    return page


def _body(html: str, seen: str) -> str:
    """The article's text by the precise extraction, else by looser ones: the longest that is long enough, or at all."""
    from trafilatura import baseline, extract

    widest: Any = baseline
    ways = (
        lambda: extract(html, favor_precision=True, include_comments=False),
        lambda: extract(html, favor_recall=True, include_comments=False),
        lambda: widest(html)[1],
    )
    best = ""
    for way in ways:
        text = way() or ""
        if len(text) > len(best):
            best = text
        if len(best) >= SHORT:
            return best
    # A page that is hardly longer than its article has no furniture to tell apart.
    whole = "\n".join(line for line in (" ".join(line.split()) for line in seen.split("\n")) if line)
    return whole if not best and re.search(r"[.!?]", whole) else best


def _metadata(page: Any) -> tuple[Metadata, str | None]:
    """What the page says about itself. Only dates that the page marks as its own count, not dates in its text."""
    from trafilatura import extract_metadata

    meta = extract_metadata(page, date_config={"extensive_search": False, "original_date": True}, extensive=False)
    language = page.get("lang") or page.get("xml:lang") or None
    title = " ".join(meta.title.split()) if meta.title else None
    heads = [" ".join(head.text_content().split()) for head in page.iter("h1")]
    shown = next((head for head in heads if head and title and _same(head, title)), None)
    return (
        Metadata(
            published=meta.date or None,
            publisher=meta.sitename or None,
            title=shown or title,
            url=meta.url or None,
            language=language.strip().lower()[:2] if language else None,
        ),
        shown or title,
    )


def _same(head: str, title: str) -> bool:
    """Whether a heading is the title, which may carry the site's name as well."""
    return _squeezed(head).casefold() in _squeezed(title).casefold() and len(head) * 2 > len(title)


def _opens_with(body: str, title: str) -> bool:
    return _squeezed(body[: 2 * len(title) + 200]).casefold().startswith(_squeezed(title).casefold())


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def visible(html: str) -> Mapped:
    """The text of a page as its markup holds it: tags gone, entities decoded, blocks parted by line breaks."""
    return Mapped.whole(html).edit(_markup_edits(html))


def _markup_edits(html: str) -> Iterator[Edit]:
    for match in _TOKEN.finditer(html):
        tag = match["tag"]
        if match["entity"]:
            text = unescape(match[0])
            if text != match[0]:
                yield Edit(match.start(), match.end(), text)
        else:
            block = match["skip"] is not None or (tag is not None and tag.lower() not in _INLINE)
            yield Edit(match.start(), match.end(), "\n" if block else "")


def laid_out(body: str) -> str:
    """The extraction's lines with blank lines between them; items of a list and rows of a table stay together.

    The extraction writes a row as ``| a | b |``; here its cells are parted by tabs.
    """
    out = ""
    before = ""
    for line in body.split("\n"):
        if not line.strip() or _RULE.fullmatch(line):
            continue
        kind = "row" if _ROW.fullmatch(line) else "item" if line.startswith("- ") else ""
        text = "\t".join(cell.strip() for cell in line.strip()[1:-1].split("|")) if kind == "row" else line
        out += ("\n" if kind and kind == before else "\n\n" if out else "") + text
        before = kind
    return out


def align(html: str, seen: Mapped, body: str) -> Mapped:
    """``body`` with segments into ``html``: each line is looked for, without its spaces, from where the last one ended.

    A line that is not found whole is looked for in pieces of eight words; words that are not found have no original.
    """
    places = _places(seen)
    letters = array("q", (i for i, c in enumerate(seen.text) if not c.isspace()))
    stream = "".join(seen.text.split())
    segments: list[Segment] = []
    cursor = 0
    start = 0
    for line in body.split("\n"):
        for begin, end in _line_pieces(line, stream, cursor):
            wanted = _squeezed(line[begin:end])
            at = _find(stream, wanted, cursor)
            if at >= 0:
                cursor = at + len(wanted)
                first, last = places[letters[at]], places[letters[cursor - 1]]
                piece = line[begin:end]
                if 0 <= first == last - len(piece.rstrip()) + 1 and html.startswith(piece, first):
                    push(segments, Segment(start + begin, first, len(piece)))  # the page has it letter by letter
                    continue
                found = [places[i] for i in letters[at:cursor]]
                _map(html, line, (begin, end), start, found, segments)
        start += len(line) + 1
    return Mapped(body, tuple(segments))


def _find(stream: str, wanted: str, cursor: int) -> int:
    """Where the letters stand at or after the cursor, else where they stand alone in the whole page; -1 if nowhere."""
    if not wanted:
        return -1
    at = stream.find(wanted, cursor)
    if at >= 0 and (len(wanted) > 12 or at - cursor < 500):
        return at
    first = stream.find(wanted)
    return first if first >= 0 and stream.find(wanted, first + 1) < 0 else at


def _line_pieces(line: str, stream: str, cursor: int) -> list[tuple[int, int]]:
    """The parts of a line to look for: the cells of a row, the words of an item, all of it, else groups of words."""
    if "\t" in line:
        return [match.span() for match in re.finditer(r"[^\t]+", line)]
    begin = 2 if line.startswith("- ") else 0
    if _find(stream, _squeezed(line[begin:]), cursor) >= 0:
        return [(begin, len(line))]
    tokens = list(re.finditer(r"\S+", line))
    groups = [tokens[i : i + PIECE] for i in range(0, len(tokens), PIECE)]
    return [(group[0].start(), group[-1].end()) for group in groups]


def _places(seen: Mapped) -> array[int]:
    """For each character of the visible text, where it stands in the page; -1 for none."""
    places = array("q", [-1]) * len(seen.text)
    for part in seen.segments:
        places[part.clean : part.clean + part.length] = array("q", range(part.original, part.original + part.length))
    return places


_WORD_OR_SPACE = re.compile(r"\S+|\s")


def _map(html: str, line: str, piece: tuple[int, int], start: int, places: list[int], segments: list[Segment]) -> None:
    """Push the segments of one found piece of a line; a space is mapped where the page has a space there too."""
    i = 0
    before = -1
    for match in _WORD_OR_SPACE.finditer(line, *piece):
        at, word = match.start(), match.group()
        if word.isspace():
            found = [before + 1 if before >= 0 else -1]
        else:
            found = places[i : i + len(word)]
            i += len(word)
        first, last = found[0], found[-1]
        if 0 <= first == last - len(word) + 1 and -1 not in found and html.startswith(word, first):
            push(segments, Segment(start + at, first, len(word)))  # one run, as nearly every word is
            before = last
            continue
        for offset, (place, character) in enumerate(zip(found, word, strict=True)):
            if 0 <= place < len(html) and html[place] == character:
                push(segments, Segment(start + at + offset, place, 1))
                before = place
            else:
                before = -1

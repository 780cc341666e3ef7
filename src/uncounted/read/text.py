"""Plain text, light Markdown, and front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uncounted.model.errors import InputError
from uncounted.read.clean import normalise, squeeze
from uncounted.read.mapped import Edit, Mapped
from uncounted.read.metadata import Metadata, published
from uncounted.read.reading import Reading, finish, headline

READER = "text/1"
_KEYS = {
    "published": "published",
    "date": "published",
    "publisher": "publisher",
    "title": "title",
    "url": "url",
    "language": "language",
    "lang": "language",
    "source_type": "source_type",
    "licence": "licence",
    "license": "licence",
    "citation": "citation",
}
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*?))?[ \t]*")
_MARKS = re.compile(
    r"(?P<image>!\[[^\]\n]*\]\([^)\n]*\))"
    r"|(?P<link>\[(?P<words>[^\]\n]+)\]\([^)\s]*(?: \"[^\"\n]*\")?\))"
    r"|(?P<heading>^#{1,6} +)"
    r"|(?P<quote>^> ?)"
    r"|(?P<strong>\*\*(?=\S)(?P<bold>[^*\n]+?)(?<=\S)\*\*|(?<!\w)__(?=\S)(?P<under>[^_\n]+?)(?<=\S)__(?!\w))"
    r"|(?P<emphasis>(?<![\w*])\*(?=\S)(?P<italic>[^*\n]+?)(?<=\S)\*(?![\w*]))",
    re.MULTILINE,
)
FRONT_LINES = 60


def read(text: str, *, path: str, markdown: bool = False, encoding: str | None = None) -> Reading:
    """One decoded text; raises InputError for front matter that cannot be read."""
    body, found, warnings = front_matter(normalise(Mapped.whole(text)), path)
    if markdown:
        body = body.edit(_mark_edits(body.text))
    lines = finish(squeeze(body))
    return Reading(
        original=text,
        clean=lines.text,
        reader=READER,
        encoding=encoding,
        found=found,
        found_source="front matter",
        dated=lines.dated,
        undated=lines.undated,
        title=headline(lines.text.text),
        warnings=(*warnings, *lines.warnings),
    )


def front_matter(text: Mapped, path: str) -> tuple[Mapped, Metadata, tuple[str, ...]]:
    """The text after ``key: value`` lines between two ``---`` lines at its top, those lines' metadata, and warnings.

    A rule (``---``) above prose is no front matter. Keys that nothing uses give a warning; a line that is no pair, or
    a key given twice, raises InputError.
    """
    lines = text.text.split("\n", FRONT_LINES + 1)
    closing = next((i for i, line in enumerate(lines[1 : FRONT_LINES + 1], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or closing is None:
        return text, Metadata(), ()
    if not any(_PAIR.fullmatch(line) for line in lines[1:2]):
        return text, Metadata(), ()
    values: dict[str, str] = {}
    unused: list[str] = []
    skipping = False
    for number, line in enumerate(lines[1:closing], 2):
        position = f"line {number}"
        if not line.strip() or line.lstrip().startswith("#") or (skipping and line.startswith((" ", "\t", "- "))):
            continue
        pair = _PAIR.fullmatch(line)
        if pair is None:
            raise InputError("front matter is 'key: value' lines; this is none", path=path, position=position)
        key, value = _KEYS.get(pair["key"].lower().replace("-", "_")), _unquoted(pair["value"] or "")
        skipping = key is None
        if key is None:
            unused.append(pair["key"])
        elif key in values:
            raise InputError(f"front matter gives {key} twice", path=path, position=position)
        elif value:
            if key == "published":
                published(value, "front matter", path=path, position=position)
            values[key] = value
    warnings = (f"front matter keys not used: {', '.join(unused)}",) if unused else ()
    end = sum(len(line) + 1 for line in lines[: closing + 1])
    return text.edit([Edit(0, min(end, len(text.text)), "")]), Metadata(**values), warnings


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _mark_edits(text: str) -> Iterator[Edit]:
    for match in _MARKS.finditer(text):
        inner = next((name for name in ("words", "bold", "under", "italic") if match[name] is not None), None)
        if inner is None:
            yield Edit(match.start(), match.end(), "")
        else:
            yield Edit(match.start(), match.start(inner), "")
            yield Edit(match.end(inner), match.end(), "")

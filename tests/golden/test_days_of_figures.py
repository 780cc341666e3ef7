"""When the harm was, over short texts of every kind, each figure marked in place: ``{12|2020-01-01..2020-01-31}``.

The texts under ``days/`` are ours, partly from public facts, partly invented. Each begins with a line
``### name ; publisher ; day of publication``. Days that are also right stand behind a slash, ``-`` is an open end; a
third part names the kind. Figures that are not marked are not tried.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata

_MARKED = re.compile(r"\{([^{}|]+)\|([^{}|]+)(?:\|([^{}]*))?\}")


class Marked(NamedTuple):
    """A figure: its words, where they stand, the first and last days and the kinds that are right."""

    words: str
    start: int
    first: frozenset[str | None]
    last: frozenset[str | None]
    kinds: frozenset[str]


def texts() -> list[tuple[str, str, str, str]]:
    """Name, publisher, day of publication and marked words of each text."""
    found = []
    for path in sorted(Path(__file__).with_name("days").glob("*.txt")):
        for block in re.split(r"(?m)^### ", path.read_text("utf-8"))[1:]:
            head, body = block.split("\n", 1)
            name, publisher, day = head.split(" ; ")
            found.append((name, publisher, day, body.strip() + "\n"))
    return found


def unmarked(body: str) -> tuple[str, list[Marked]]:
    """The text as it is read, and its figures."""
    plain, figures, at = "", [], 0
    for match in _MARKED.finditer(body):
        plain += body[at : match.start()]
        first, _, last = match[2].partition("..")
        days = [frozenset(None if day == "-" else day for day in end.split("/")) for end in (first, last or first)]
        figures.append(Marked(match[1], len(plain), days[0], days[1], frozenset((match[3] or "").split("/")) - {""}))
        plain, at = plain + match[1], match.end()
    return plain + body[at:], figures


@pytest.mark.parametrize("text", texts(), ids=lambda text: text[0])
def test_each_figure_has_the_days_of_its_harm(text):
    _, publisher, day, body = text
    plain, figures = unmarked(body)
    document = read_bytes(plain.encode(), path="a.txt", flags=Metadata(published=day, publisher=publisher))
    left, at, wrong = list(read_document(document, "grammar").claims), 0, []
    for figure in figures:
        at = document.text.index(figure.words, at) + len(figure.words)
        claim = next(c for c in left if c.spans["count"].start < at and at - len(figure.words) < c.spans["count"].end)
        left.remove(claim)
        time = claim.scope.time
        days = (time.start, time.end) if time is not None else (None, None)
        if (
            days[0] not in figure.first
            or days[1] not in figure.last
            or (figure.kinds and claim.kind not in figure.kinds)
        ):
            wrong.append((figure.words, *days, claim.kind))
    assert wrong == []

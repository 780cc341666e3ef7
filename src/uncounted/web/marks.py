"""A document's text cut where claims begin and end, so that overlapping spans become marks that do not cross."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.model.claim import Claim


@dataclass(frozen=True)
class Segment:
    """A run of text and the claims whose counts cover it, in reading order; ``sentence``: inside a claim's sentence.

    ``opens`` are those of the claims whose count begins here.
    """

    text: str
    claims: tuple[str, ...]
    opens: tuple[str, ...]
    sentence: bool


def segments(text: str, claims: Sequence[Claim]) -> tuple[Segment, ...]:
    """The whole text in order; the texts of the segments joined are the text."""
    counts = [(c.spans["count"].start, c.spans["count"].end, c.id) for c in claims if "count" in c.spans]
    sentences = [(c.spans["sentence"].start, c.spans["sentence"].end) for c in claims if "sentence" in c.spans]
    edges = {0, len(text)}
    for start, end in (*((a, b) for a, b, _ in counts), *sentences):
        edges |= {max(start, 0), min(end, len(text))}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    # Many claims in a long text: events at the edges, not every claim for every piece.
    begin: dict[int, list[str]] = {}
    finish: dict[int, list[str]] = {}
    for start, end, ident in sorted(counts):
        begin.setdefault(start, []).append(ident)
        finish.setdefault(min(end, len(text)), []).append(ident)
    depth: dict[int, int] = {}
    for start, end in sentences:
        depth[start] = depth.get(start, 0) + 1
        depth[min(end, len(text))] = depth.get(min(end, len(text)), 0) - 1
    found, here, inside = [], list[str](), 0
    for left, right in itertools.pairwise(cuts):
        gone = set(finish.get(left, ()))
        opened = begin.get(left, [])
        here = [ident for ident in here if ident not in gone] + opened
        inside += depth.get(left, 0)
        found.append(Segment(text[left:right], tuple(here), tuple(opened), inside > 0))
    return tuple(found)

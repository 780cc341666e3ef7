"""Text that remembers where each of its characters came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from uncounted.model.document import Segment


class Edit(NamedTuple):
    """Put ``text`` in place of the half-open range ``[start, end)``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Mapped:
    """A text and its segments: ``original[s.original : s.original + s.length]`` is the same run, letter for letter.

    Characters that no segment covers were put there by the reader (a decoded entity, a space for a line break).
    """

    text: str
    segments: tuple[Segment, ...]

    @classmethod
    def whole(cls, text: str) -> Mapped:
        """A text that is its own original."""
        return cls(text, (Segment(0, 0, len(text)),) if text else ())

    def edit(self, edits: Iterable[Edit]) -> Mapped:
        """The text with ``edits`` made, which must come in order and not overlap; ValueError otherwise."""
        pieces: list[str] = []
        kept: list[tuple[int, int, int]] = []
        at = size = 0
        for start, end, text in edits:
            if start < at or end < start:
                raise ValueError("edits must come in order and not overlap")
            kept.append((at, start, size))
            pieces += (self.text[at:start], text)
            size += start - at + len(text)
            at = end
        kept.append((at, len(self.text), size))
        pieces.append(self.text[at:])
        return Mapped("".join(pieces), _cut(self.segments, kept))


def _cut(segments: Sequence[Segment], kept: Sequence[tuple[int, int, int]]) -> tuple[Segment, ...]:
    """The parts of ``segments`` inside the kept ranges ``(start, end, new start)``, moved; neighbours are joined."""
    out: list[Segment] = []
    first = 0
    for start, end, new in kept:
        while first < len(segments) and segments[first].clean + segments[first].length <= start:
            first += 1
        i = first
        while i < len(segments) and segments[i].clean < end:
            part = segments[i]
            low, high = max(start, part.clean), min(end, part.clean + part.length)
            if low < high:
                push(out, Segment(low - start + new, part.original + low - part.clean, high - low, part.page))
            i += 1
    return tuple(out)


def push(out: list[Segment], part: Segment) -> None:
    """Append a segment, joined to the one before where both texts run on."""
    last = out[-1] if out else None
    if (
        last is not None
        and last.page == part.page
        and last.clean + last.length == part.clean
        and last.original + last.length == part.original
    ):
        out[-1] = Segment(last.clean, last.original, last.length + part.length, last.page)
    else:
        out.append(part)

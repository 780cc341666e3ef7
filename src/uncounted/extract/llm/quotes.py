"""Words that a model quotes, found in the text: exactly, or but for white space and quotation marks; never nearly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

_MARKS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02bb\u00b4`\u2032\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
}
Place = tuple[int, int]


class Quotes:
    """The places of quotes in one text. All places are half-open intervals of characters of that text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self.starts = _folded(text)

    def places(self, quote: str, within: Place | None = None) -> list[Place]:
        """Where ``quote`` stands, whole words only, in order; all of ``within`` or of the text. Empty for no words.

        Places that match character by character come alone where there are any; else those that differ in runs of
        white space (one blank for any) and in the shape of quotation marks.
        """
        low, high = within or (0, len(self.text))
        wanted = quote.strip()
        if not wanted:
            return []
        exact = [(at, at + len(wanted)) for at in _occurrences(self.text, wanted, low, high)]
        found = [place for place in exact if self._whole(place)]
        return found or [place for place in self._alike(wanted, low, high) if self._whole(place)]

    def _alike(self, wanted: str, low: int, high: int) -> Iterator[Place]:
        folded = _folded(wanted)[0].strip()
        first, last = bisect_left(self.starts, low), bisect_left(self.starts, high)
        for at in _occurrences(self.folded, folded, first, last) if folded else ():
            end = self.starts[at + len(folded) - 1] + 1
            yield self.starts[at], end

    def _whole(self, place: Place) -> bool:
        """Whether no word and no numeral is cut: "3" does not stand in "13", "3,000" or "3.5"."""
        start, end = place
        text = self.text
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        if before[-1:].isalnum() and text[start].isalnum():
            return False
        if after[:1].isalnum() and text[end - 1].isalnum():
            return False
        cut_before = text[start].isdigit() and before[-1:] in {",", "."} and before[:1].isdigit() and len(before) == 2
        cut_after = text[end - 1].isdigit() and after[:1] in {",", "."} and after[1:].isdigit()
        return not (cut_before or cut_after)


def _occurrences(text: str, wanted: str, low: int, high: int) -> Iterator[int]:
    at = text.find(wanted, low, high)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1, high)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with one blank for each run of white space and straight quotation marks, and where each stood."""
    made: list[str] = []
    starts: list[int] = []
    blank = False
    for at, char in enumerate(text):
        if char.isspace():
            if not blank:
                made.append(" ")
                starts.append(at)
            blank = True
            continue
        blank = False
        made.append(_MARKS.get(char, char))
        starts.append(at)
    return "".join(made), starts

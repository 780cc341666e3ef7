"""A scale of numbers in percent of a picture's width, so that one drawing fits a phone and a page."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEFT, RIGHT = 1.5, 95.0  # percent; what is open runs on to OPEN
OPEN = 98.0
WIDE_RATIO = 200


@dataclass(frozen=True)
class Scale:
    """From 0 to ``top``; ``wide`` is compressed (logarithm of one more), for figures of very different size."""

    top: float
    wide: bool = False

    @classmethod
    def of(cls, values: list[int]) -> Scale:
        """The scale that holds these values."""
        some = [value for value in values if value > 0]
        largest = max(some, default=1)
        return cls(float(largest), largest > WIDE_RATIO * min(some, default=1))

    def at(self, value: float) -> float:
        """Where a value stands, in percent."""
        share = math.log1p(value) / math.log1p(self.top) if self.wide else value / self.top
        return round(LEFT + (RIGHT - LEFT) * share, 2)

    def ticks(self) -> list[int]:
        """Round numbers from 0, about four."""
        if self.wide:
            return [0, *(10**n for n in range(1, math.floor(math.log10(self.top)) + 1))][-6:]
        step = 10 ** math.floor(math.log10(max(self.top / 4, 1)))
        step = next(size * step for size in (1, 2, 5, 10) if self.top / (size * step) <= 4.5)
        return [int(tick * step) for tick in range(int(self.top // step) + 1)]


def shortened(text: str, letters: int) -> str:
    """The text, cut with an ellipsis where it has more letters."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"

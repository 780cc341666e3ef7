"""A scale of figures for pictures of estimates: a stretch of numbers in percent of the width, ends that may be cut."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

LEFT, RIGHT, OPEN = 1.5, 95.0, 98.0  # percent; what runs on beyond the scale is drawn to OPEN
WIDE_RATIO = 40  # figures further apart than this are drawn on a logarithmic scale
LONGEST = 2  # a scale ends at this many times the largest figure, though an interval may run on
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Span:
    """From ``low`` to ``high``, logarithmic where ``wide``; ``left`` to ``right`` are percents of the width."""

    low: float
    high: float
    wide: bool = False
    left: float = LEFT
    right: float = RIGHT

    @classmethod
    def of(cls, figures: Iterable[float], ends: Iterable[float] = (), left: float = LEFT) -> Span:
        """The scale that holds all ``figures``, and ``ends`` of intervals as far as these leave the figures legible.

        It starts at 0, or at a round number where it is logarithmic. An empty scale runs from 0 to 1.
        """
        shown = [value for value in figures if value > 0]
        largest, smallest = max(shown, default=1.0), min(shown, default=1.0)
        top = min(max([largest, *ends]), largest * LONGEST)
        if largest > WIDE_RATIO * smallest:
            return cls(_round_down(smallest), top, True, left)
        return cls(0.0, top, False, left)

    def at(self, value: float) -> float:
        """Where a value stands, in percent; beyond an end of the scale at its edge."""
        if value > self.high:
            return OPEN
        if self.wide:
            share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (max(value, self.low) - self.low) / ((self.high - self.low) or 1.0)
        return round(self.left + (self.right - self.left) * share, 2)

    def ticks(self, most: int = 5) -> list[float]:
        """Round numbers on the scale, ``most`` of them or fewer."""
        return self._powers(most) if self.wide else self._steps(most)

    def _steps(self, most: int) -> list[float]:
        width = (self.high - self.low) or 1.0
        power = 10.0 ** math.floor(math.log10(width / most))
        step = next(s * power for s in (1, 2, 5, 10, 20) if width / (s * power) < most)
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [n * step for n in range(first, last + 1)]

    def _powers(self, most: int) -> list[float]:
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        for steps in (STEPS, (1, 3), (1,)):
            found = [step * 10.0**n for n in powers for step in steps]
            held = [value for value in found if self.low * 0.999 <= value <= self.high]
            if len(held) <= most:
                break
        return held[:: max(1, math.ceil(len(held) / most))]


def figure(value: float) -> str:
    """A figure as a reader sees it: whole, with thousands separated; from a billion in words."""
    if abs(value) >= 1e9:
        return f"{value / 1e9:,.4g} billion" if abs(value) < 1e13 else f"{value:.3g}"
    return f"{round(value):,}"


def short(value: float) -> str:
    """A figure below an axis, where there is little room: ``2.5 m`` for millions, ``2.5 bn`` for billions."""
    if abs(value) >= 1e9:
        return f"{value / 1e9:,g} bn" if abs(value) < 1e13 else f"{value:.0e}"
    if abs(value) >= 1e6:
        return f"{value / 1e6:,.3g} m"
    return f"{value:,.0f}" if value >= 1 or not value else f"{value:g}"


def _round_down(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return max(step * power for step in STEPS if step * power <= value * (1 + 1e-9))

"""What was measured, and how it is printed."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement: ``value`` in ``unit``; ``bar`` is its limit, or None; ``least``: whether more is better."""

    name: str
    value: float | None
    unit: str
    bar: float | None = None
    least: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None where there is no bar or nothing was measured."""
        if self.bar is None or self.value is None:
            return None
        return self.value >= self.bar if self.least else self.value <= self.bar


def table(rows: Sequence[Row]) -> str:
    """The rows as text, one a line."""
    lines = [("measured", "value", "", "bar", "", "")]
    for row in rows:
        bar = "" if row.bar is None else f"{'>=' if row.least else '<='} {row.bar:g}"
        met = {None: "", True: "met", False: "missed"}[row.met]
        lines.append((row.name, _number(row.value), row.unit, bar, met, row.note))
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    return "\n".join(
        f"{a:{widths[0]}}  {b:>{widths[1]}} {c:{widths[2]}}  {d:{widths[3]}}  {e:{widths[4]}}  {f}".rstrip()
        for a, b, c, d, e, f in lines
    )


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.2f}"


def machine() -> str:
    """The class of machine in one line: cores, system, Python; nothing that names it."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"

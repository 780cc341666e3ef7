"""One palette for charts. A page's style sheet finds these colours in the SVG and swaps them for its own."""

from __future__ import annotations

from typing import Any

INK = "#1d1d1b"
MUTED = "#5c5750"
LINE = "#d8d2c6"
BAND = "#d5e4ea"
EDGE = "#7fa6b5"
CLAIM = "#1f5673"
OPEN = "#1f5674"
# Text is measured with a font that every machine has, so that a chart has the same size everywhere.
MEASURED = "Liberation Sans"


def config() -> dict[str, Any]:
    """The Vega-Lite configuration of every chart."""
    return {
        "aria": False,
        "background": "transparent",
        "font": MEASURED,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 12,
            "labelColor": INK,
            "titleColor": MUTED,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": LINE,
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
        },
        "title": {
            "anchor": "start",
            "color": INK,
            "fontSize": 13,
            "fontWeight": "bold",
            "offset": 8,
            "frame": "bounds",
        },
        "concat": {"spacing": 14},
    }

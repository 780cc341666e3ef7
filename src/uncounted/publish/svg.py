"""SVG by hand: elements with everything escaped. Positions along x may be percentages, so that a picture is fluid."""

from __future__ import annotations

from html import escape


def element(name: str, kind: str, /, **attributes: float | str) -> str:
    """An empty element with a class; numbers are rounded to a tenth of a pixel."""
    given = "".join(f' {key}="{_value(value)}"' for key, value in attributes.items())
    return f'<{name} class="{kind}"{given}/>'


def text_at(x: float | str, y: float, text: str, kind: str, anchor: str = "start") -> str:
    """A line of text with its baseline at ``y``."""
    turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{kind}" x="{_value(x)}" y="{_value(y)}"{turned}>{escape(text)}</text>'


def link(href: str, inner: str) -> str:
    """What is inside as a link."""
    return f'<a href="{escape(href)}">{inner}</a>'


def _value(value: float | str) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 1):g}"

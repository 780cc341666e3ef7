"""The two pictures of a conclusion in one SVG file that stands alone: who says what, and where each figure counts."""

from __future__ import annotations

from html import escape
from pathlib import Path

from uncounted.model.explanation import Explanation
from uncounted.publish import figure, scopes
from uncounted.publish.axis import shortened
from uncounted.publish.svg import text_at
from uncounted.publish.view import PublicationView

STATIC = Path(__file__).parent / "static"
WIDTH, MARGIN, BETWEEN = 720, 16, 40


def styles() -> str:
    """The style sheet of the pictures; it takes a page's colours."""
    return (STATIC / "figures.css").read_text(encoding="utf-8")


def standalone(view: PublicationView, one: Explanation) -> str:
    """An SVG file with the colours in it, for light and dark; ``title`` and ``desc`` say it in words."""
    pieces: list[tuple[str, str, float, str]] = []
    panel = figure.panel_of_explanation(view, one)
    if panel is not None:
        inside, height = figure.draw(panel)
        pieces.append((panel.title, inside, height, figure.alt(panel)))
    for number, picture in enumerate(scopes.lay_out(view, {bearer.claim for bearer in one.bearers})):
        inside = scopes.draw(picture, f"s{number}")
        title = f"Where and when each figure counts: {picture.title}"
        pieces.append((title, inside, picture.height, scopes.alt(view, picture)))
    body, y = [], float(MARGIN)
    for title, inside, height, _ in pieces:
        body.append(text_at(MARGIN, y + 14, shortened(title, 92), "title"))
        width = WIDTH - 2 * MARGIN
        body.append(f'<svg x="{MARGIN}" y="{y + 28:g}" width="{width}" height="{height:g}">{inside}</svg>')
        y += 28 + height + BETWEEN
    colours = (STATIC / "colours.css").read_text(encoding="utf-8")
    told = escape(" ".join(alt for *_, alt in pieces))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture alone" viewBox="0 0 {WIDTH} {y:g}" width="{WIDTH}" '
        f'height="{y:g}" role="img"><title>{escape(one.heading)}</title><desc>{told}</desc>'
        f'<style>{escape(colours + styles())}</style><rect class="ground" width="100%" height="100%"/>'
        f"{''.join(body)}</svg>\n"
    )

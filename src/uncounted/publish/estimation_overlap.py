"""The overlap of lists as a picture: each list's size, and each combination of lists with the victims on exactly it.

The form is that of an UpSet plot (Lex, Gehlenborg, Strobelt, Vuillemot, Pfister 2014, IEEE TVCG 20:1983), turned on its
side: combinations are rows, so that it fits a phone.
"""

from __future__ import annotations

from dataclasses import dataclass

from uncounted.model.estimation import OverlapTable
from uncounted.publish import words
from uncounted.publish.axis import shortened
from uncounted.publish.svg import element, link, text_at

MOST = 25  # combinations drawn; the rarer ones are one row together, and all stand in the table
LETTERS = 30
LIST, ROW, GROUP = 34.0, 20.0, 24.0
MATRIX, BARS, END = 33.0, 36.0, 80.0  # percent: where the columns of dots end, where bars start and the longest ends


@dataclass(frozen=True)
class Combination:
    """One capture history, how many victims have it, and the names of its lists."""

    history: str
    victims: int
    names: tuple[str, ...]

    @property
    def said(self) -> str:
        """The lists in words."""
        return f"{self.names[0]} alone" if len(self.names) == 1 else words.joined(list(self.names))


def isolated(name: str) -> str:
    """A name of any script, so that what stands beside it keeps its place (Unicode's first strong isolate)."""
    return f"\u2068{name}\u2069"


def combinations(table: OverlapTable) -> list[Combination]:
    """The combinations that occur, commonest first."""
    names = [use.name for use in table.lists]
    found = sorted(table.cells.items(), key=lambda cell: (-cell[1], cell[0]))
    return [
        Combination(history, count, tuple(name for name, bit in zip(names, history, strict=True) if bit == "1"))
        for history, count in found
        if count
    ]


def alt(table: OverlapTable) -> str:
    """The picture in words: sizes of the lists, then the commonest combinations."""
    sizes = words.joined([f"{use.name} {words.number(use.records)}" for use in table.lists])
    found = combinations(table)
    shown = "; ".join(f"{one.said} {words.number(one.victims)}" for one in found[:MOST])
    more = f"; and {len(found) - MOST} rarer combinations" if len(found) > MOST else ""
    return f"Victims on each list: {sizes}. On exactly these lists and no other: {shown}{more}."


def draw(table: OverlapTable, prefix: str) -> tuple[str, float]:
    """The inside of the picture, whose x are percentages, and its height; rows link to ``#PREFIX-HISTORY``."""
    body = [text_at(0, 14, "Each list: victims on it", "group")]
    y = GROUP
    largest = max([use.records for use in table.lists] or [1]) or 1
    for index, use in enumerate(table.lists):
        unusable = "" if use.usable else ", not usable"
        label = shortened(use.name, LETTERS - len(unusable) - len(words.number(use.records)) - 3)
        bar = _bar(use.records / largest, y + 18, 9, "size" if use.usable else "size unused")
        text = text_at(f"{BARS}%", y + 13, f"{isolated(label)} · {words.number(use.records)}{unusable}", "label")
        body += [text_at(f"{_column(table, index)}%", y + 22, str(index + 1), "letter", "middle"), text, bar]
        y += LIST
    y += 10
    body.append(text_at(0, y + 12, "Each combination: on exactly these lists", "group"))
    y += GROUP
    inside, y = _rows(table, y, prefix)
    return "".join([*body, *inside]), y + 4


def _rows(table: OverlapTable, y: float, prefix: str) -> tuple[list[str], float]:
    body = [
        text_at(f"{_column(table, index)}%", y + 10, str(index + 1), "letter", "middle")
        for index in range(len(table.lists))
    ]
    y += 16
    found = combinations(table)
    shown, rest = found[:MOST], found[MOST:]
    largest = max((one.victims for one in shown), default=1)
    for number, one in enumerate(shown):
        if number % 2 == 0:
            body.append(element("rect", "stripe", x=0, y=y, width="100%", height=ROW))
        body += _dots(table, one.history, y + ROW / 2)
        body.append(_bar(one.victims / largest, y + 5, ROW - 10, "cell"))
        end = BARS + (END - BARS) * one.victims / largest + 1
        text = text_at(f"{round(end, 2)}%", y + 14, words.number(one.victims), "count")
        body.append(link(f"#{prefix}-{one.history}", text))
        y += ROW
    if rest:
        more = f"{len(rest)} rarer combinations: {words.number(sum(one.victims for one in rest))}"
        body.append(text_at(f"{BARS}%", y + 14, more, "tick"))
        y += ROW
    return body, y


def _column(table: OverlapTable, index: int) -> float:
    return round(2.5 + (MATRIX - 2.5) * (index + 0.5) / max(len(table.lists), 4), 2)


def _dots(table: OverlapTable, history: str, middle: float) -> list[str]:
    """A dot for each list, filled where the history is on it, joined by a line."""
    on = [_column(table, i) for i, bit in enumerate(history) if bit == "1"]
    body = []
    if len(on) > 1:
        body.append(element("line", "joint", x1=f"{on[0]}%", x2=f"{on[-1]}%", y1=middle, y2=middle))
    for index, bit in enumerate(history):
        kind = "on" if bit == "1" else "not"
        body.append(element("circle", kind, cx=f"{_column(table, index)}%", cy=middle, r=4.5 if bit == "1" else 3))
    return body


def _bar(share: float, y: float, height: float, kind: str) -> str:
    width = max((END - BARS) * share, 0.4) if share else 0.0
    return element("rect", kind, x=f"{BARS}%", y=y, width=f"{round(width, 2)}%", height=height)

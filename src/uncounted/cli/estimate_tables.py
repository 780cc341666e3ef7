"""Estimates for eyes: the overlap table, the figures, and in words what they assume."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from uncounted.estimate.comparison import labels
from uncounted.estimate.histories import Histories
from uncounted.estimate.running import PAIRED
from uncounted.model.estimate import Estimate
from uncounted.model.estimation import Combined, Spread, SumOfStrata
from uncounted.model.recorded_estimate import RecordedEstimate

MOST_ROWS = 64


def title(table: Histories) -> str:
    """One line: the stratum, and how many victims on how many lists."""
    named = where(table.stratum)
    said = f"{table.n_observed:,} victims on {len(table.lists)} lists, {len(table.usable())} usable"
    return plain(f"{named}: {said}" if named else said)


def where(stratum: dict[str, str] | None) -> str:
    """The stratum in words; nothing for a table without strata."""
    return ", ".join(f"{name} {value}" for name, value in (stratum or {}).items())


def overlap_table(table: Histories) -> Table:
    """A row for each capture history that occurs, commonest first, then the lists' totals and overlaps."""
    shown = Table(show_edge=False, pad_edge=False)
    for name in table.lists:
        shown.add_column(plain(name), justify="center")
    shown.add_column("victims", justify="right")
    cells = sorted(table.cells.items(), key=lambda cell: (-cell[1], cell[0]))
    for history, count in cells[:MOST_ROWS]:
        shown.add_row(*("●" if bit == "1" else "·" for bit in history), f"{count:,}")
    if len(cells) > MOST_ROWS:
        rest = sum(count for _, count in cells[MOST_ROWS:])
        shown.add_row(*("" for _ in table.lists), f"{rest:,} with {len(cells) - MOST_ROWS} rarer histories")
    shown.add_section()
    uses = table.uses()
    shown.add_row(*(f"{use.records:,}" for use in uses), "on the list")
    shown.add_row(*(f"{use.overlap:,}" for use in uses), "of them on another")
    return shown


def figures(found: Sequence[Estimate]) -> Table:
    """A row for each figure or refusal."""
    shown = Table(show_edge=False, pad_edge=False)
    for name in ("method", "lists", "kind"):
        shown.add_column(name)
    shown.add_column("figure", justify="right")
    shown.add_column(f"{found[0].level * 100:.4g}% interval" if found else "interval")
    for one, label in zip(found, labels(found), strict=True):
        used = ", ".join(one.used) if len(one.used) < 3 else f"{len(one.used)} lists"
        shown.add_row(plain(label), plain(used), "refused" if one.refused else one.kind, _figure(one), _interval(one))
    return shown


def spread_notes(apart: Spread | None) -> list[str]:
    """How far apart the methods are, where there are several."""
    if apart is None or apart.lowest is None or apart.highest is None:
        return []
    said = f"\nThe methods' figures lie between {round(apart.lowest):,} and {round(apart.highest):,}"
    if apart.low is not None and apart.high is not None:
        said += f", their intervals between {round(apart.low):,} and {round(apart.high):,}"
    pairs = [" and ".join(pair) for pair in apart.apart]
    return [f"{said}." + (f" Intervals that do not touch: {'; '.join(pairs)}." if pairs else "")]


def notes(found: Sequence[Estimate]) -> list[str]:
    """What the figures assume, every warning and every reason for a refusal, each said once for all that share it."""
    assumed: dict[str, list[str]] = {}
    remarks: dict[str, list[str]] = {}
    for one, label in zip(found, labels(found), strict=True):
        pair = f" ({', '.join(one.used)})" if len(one.used) == 2 and one.method in PAIRED else ""
        if one.refused:
            remarks.setdefault(f"No figure: {one.refused}", []).append(f"{label}{pair}")
        else:
            assumed.setdefault(one.assumption, []).append(label)
        for warning in one.warnings:
            remarks.setdefault(f"Note: {warning}", []).append(f"{label}{pair}")
    lines = [f"\n{_several(names)}. Assumption: {text}" for text, names in assumed.items()]
    lines += [f"\n{_several(names)}. {text}." for text, names in remarks.items()]
    return [plain(line) for line in lines]


def recorded_lines(one: RecordedEstimate, *, whole: bool) -> list[str]:
    """An estimate that a case keeps: its headline; ``whole``, every answer too, and how to get it again."""
    lines = [f"{one.id}  {one.question}" + (f"  (withdrawn: {one.withdrawn})" if one.withdrawn else "")]
    lines += [f"  {answer_words(each)}" for each in one.headline]
    if not one.headline:
        lines.append(f"  {len(one.strata)} strata, not summed")
    if whole:
        shown = {id(each) for each in one.headline}
        parts: list[Estimate | Combined] = [each for each in one.estimates if id(each) not in shown]
        parts += [each for each in one.combined if id(each) not in shown]
        lines += [f"  {where(each.stratum) or 'one reading'}: {answer_words(each)}" for each in parts]
        lines += [f"  assumes ({each.method}): {each.assumption}" for each in one.headline if each.assumption]
        lines.append(f"  from {one.table}, sha256 {one.sha256}; recorded {one.recorded_at} by {one.recorded_by}")
        lines += [f"  {one.command}"] if one.command else []
    return [plain(line) for line in lines]


def answer_words(one: Estimate | SumOfStrata | Combined) -> str:
    """One method's answer on a line: the figure, its interval, and how many are recorded."""
    if one.estimate is None:
        return f"{one.method}: no figure: {one.refused}"
    about = "at least about " if one.kind == "lower bound" else ""
    sure = ""
    if one.low is not None and one.high is not None:
        sure = f" ({one.level * 100:.4g} %: {round(one.low):,} to {round(one.high):,})"
    kind = ", arithmetic on two lists, no estimate" if one.kind == "arithmetic" else ""
    return f"{one.method}: {about}{round(one.estimate):,}{sure}{kind}; {one.n_observed:,} on the lists"


def _several(names: list[str]) -> str:
    return "; ".join(dict.fromkeys(names))


def plain(text: str) -> str:
    """The text without control characters, which could drive a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def _figure(one: Estimate) -> str:
    if one.estimate is None:
        return "none"
    value = f"{round(one.estimate):,}"
    return f"at least {value}" if one.kind == "lower bound" else value


def _interval(one: Estimate) -> str:
    if one.low is None or one.high is None:
        return ""
    of_bound = "bound: " if one.kind == "lower bound" else ""
    return f"{of_bound}{round(one.low):,} to {round(one.high):,}"

"""``uncounted place`` and ``date``: what a phrase is read as; ``uncounted gazetteer``: where places are looked up."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from uncounted.model.errors import UserError
from uncounted.model.scope import Period, Place

_TEXT = typer.Argument(help='The words, such as "near Dayr Az Zawr, eastern Syria"; - reads one phrase a line.')
_JSON = typer.Option("--json", help="JSON, one line for each phrase.")


def place(
    text: Annotated[str, _TEXT],
    country: Annotated[str | None, typer.Option(help="ISO code of the country that breaks ties, such as SY.")] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Read a place phrase: candidates with id, coordinates, UCDP precision and why, best first."""
    if country is not None and not _is_code(country):
        raise UserError(f"--country takes an ISO 3166-1 code of two letters, such as SY, not {country!r}")
    code = country.upper() if country else None
    _each(text, lambda line: _place_answer(line, code), _place_words, as_json=as_json)


def date(
    text: Annotated[str, typer.Argument(help='The words, such as "mid-July"; - reads one expression a line.')],
    on: Annotated[
        str | None, typer.Option(help="Day of publication, such as 2016-11-09, or an interval of days.")
    ] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Read a date expression: first and last day (inclusive; an open end is null), EDTF, precision and rule."""
    _each(text, lambda line: _date_answer(line, on), _date_words, as_json=as_json)


def gazetteer_add(
    dump: Annotated[Path, typer.Argument(help="A GeoNames country dump, such as SY.txt: 19 columns parted by tabs.")],
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Add the places of a GeoNames country dump for this user, over those shipped; again, to renew them."""
    from uncounted.reference import layers
    from uncounted.reference.gazetteer import Gazetteer

    made = layers.add(dump)
    Gazetteer.default.cache_clear()
    if as_json:
        answer = {
            "type": "gazetteer", "version": 1, "path": str(made.path), "kept": made.kept, "left_out": made.left_out,
            "gazetteer": made.version,
        }  # fmt: skip
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    kept = ", ".join(f"{count:,} {kind}" for kind, count in made.kept.items())
    typer.echo(f"{made.path}: {kept}; {made.left_out:,} lines of other features left out")
    typer.echo(f"gazetteer version {made.version[:16]}")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("place")(place)
    app.command("date")(date)
    group = typer.Typer(help="The list of places that names are looked up in.", no_args_is_help=True)
    group.command("add")(gazetteer_add)
    app.add_typer(group, name="gazetteer")


def _each(
    text: str, answer: Callable[[str], dict[str, Any]], words: Callable[[dict[str, Any]], str], *, as_json: bool
) -> None:
    for line in _lines(text):
        found = answer(line)
        typer.echo(json.dumps(found, ensure_ascii=False) if as_json else words(found))


def _lines(text: str) -> Iterator[str]:
    if text != "-":
        yield text
        return
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _is_code(country: str) -> bool:
    from uncounted.reference.gazetteer import Gazetteer

    return len(country) == 2 and Gazetteer.default().get(country.upper()) is not None


def _place_answer(text: str, country: str | None) -> dict[str, Any]:
    from uncounted.resolve.places import resolve_places, why

    found = resolve_places(text, country=country)
    candidates = [_candidate(p, why(p, text, country=country)) for whole in found for p in _ranked(whole)]
    settled = bool(found) and all(p.id for p in found)
    return {"type": "place", "version": 1, "text": text, "settled": settled, "candidates": candidates}


def _ranked(whole: Place) -> tuple[Place, ...]:
    """The place and, after it, the others that it may be; a name that nobody knows stands alone."""
    from dataclasses import replace

    kept = tuple(replace(p, relation=whole.relation, km=whole.km, text=whole.text) for p in whole.alternatives)
    return (whole, *kept) if whole.id or not kept else kept


def _candidate(p: Place, reason: str) -> dict[str, Any]:
    return {
        "id": p.id, "name": p.name, "country": p.country, "admin1": p.admin1, "lat": p.lat, "lon": p.lon,
        "precision": p.precision, "relation": p.relation, "km": p.km, "within": list(p.within), "why": reason,
    }  # fmt: skip


def _place_words(answer: dict[str, Any]) -> str:
    lines = [answer["text"] if answer["settled"] else f"{answer['text']}  (not settled)"]
    for item in answer["candidates"]:
        where = ", ".join(str(part) for part in (item["name"], item["admin1"], item["country"]) if part)
        point = f"{item['lat']}, {item['lon']}" if item["lat"] is not None else "no point"
        relation = item["relation"] if item["km"] is None else f"{item['km']:g} km from"
        lines.append(
            f"  {relation} {where}  [{item['id'] or 'unknown'}]  {point}  precision {item['precision']}  {item['why']}"
        )
    return "\n".join(lines if answer["candidates"] else [f"{answer['text']}  no place"])


def _date_answer(text: str, on: str | None) -> dict[str, Any]:
    from uncounted.resolve.dates import resolve_date

    found = resolve_date(text, on=on)
    body = _period(found) if found else dict.fromkeys(("start", "end", "edtf", "precision", "rule", "as_of"))
    others = [_period(p) for p in found.alternatives] if found else []
    return {"type": "date", "version": 1, "text": text, **body, "alternatives": others}


def _period(p: Period) -> dict[str, Any]:
    return {"start": p.start, "end": p.end, "edtf": p.edtf, "precision": p.precision, "rule": p.rule, "as_of": p.as_of}


def _date_words(answer: dict[str, Any]) -> str:
    if answer["edtf"] is None:
        return f"{answer['text']}  no date (relative dates need --on)"
    days = f"{answer['start'] or '..'} to {answer['end'] or '..'}"
    other = "".join(f"; or {item['start']} to {item['end']}" for item in answer["alternatives"])
    return f"{answer['text']}  {days}{other}  {answer['edtf']}  {answer['precision']}  {answer['rule']}"

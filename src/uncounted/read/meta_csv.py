"""``meta.csv``: what a person knows about the files beside it, one row for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from uncounted.model.errors import InputError
from uncounted.read.metadata import Metadata, published

META = "meta.csv"
COLUMNS = (
    "file", "published", "publisher", "title", "language", "url", "source_type", "licence", "citation", "encoding",
)  # fmt: skip


def beside(folder: Path) -> dict[str, Metadata]:
    """The metadata of a folder's files by name; empty without a ``meta.csv``; raises InputError with the line."""
    place = folder / META
    if not place.is_file():
        return {}
    try:
        words = place.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{META} must be UTF-8"
        raise InputError(message, path=str(place), position=f"byte {error.start}", reason="encoding") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(place), reason="permission") from None
    return rows(words, place, lambda name: (folder / name).is_file())


def rows(words: str, place: Path, exists: Callable[[str], bool]) -> dict[str, Metadata]:
    """The rows of a ``meta.csv`` by file name; ``exists`` tells the files beside it. InputError with the line."""
    reader = csv.reader(io.StringIO(words, newline=""), strict=True)
    found: dict[str, Metadata] = {}
    header: list[str] = []
    try:
        for cells in reader:
            position = f"line {reader.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(cells, place, position)
                continue
            name, said = _row(header, cells, place, position)
            if not exists(name):
                raise InputError(f"no file '{name}' beside it", path=str(place), position=position)
            if name in found:
                raise InputError(f"'{name}' has two rows", path=str(place), position=position)
            found[name] = said
    except csv.Error as error:
        raise InputError(f"no CSV: {error}", path=str(place), position=f"line {reader.line_num}") from None
    return found


def _header(cells: list[str], place: Path, position: str) -> list[str]:
    header = [cell.strip() for cell in cells]
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or "file" not in header or len(set(header)) != len(header):
        wrong = f"unknown column '{unknown[0]}'" if unknown else "the columns need 'file' and each name once"
        raise InputError(f"{wrong}; columns are {', '.join(COLUMNS)}", path=str(place), position=position)
    return header


def _row(header: list[str], cells: list[str], place: Path, position: str) -> tuple[str, Metadata]:
    if len(cells) != len(header):
        message = f"{len(cells)} cells under {len(header)} columns"
        raise InputError(message, path=str(place), position=position)
    values = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
    name = values.pop("file", "")
    if not name or "/" in name or "\\" in name:
        raise InputError(f"no file '{name}' beside it", path=str(place), position=position)
    if "published" in values:
        published(values["published"], META, path=str(place), position=position)
    return name, Metadata(**values)

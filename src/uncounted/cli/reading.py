"""``uncounted read``: the claims of documents, for eyes or for machines, without a ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from uncounted.model.document import Document
    from uncounted.pipeline.reading import Reading
    from uncounted.read import Metadata


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("read")(read)


def read(
    paths: Annotated[list[str], typer.Argument(help="Files or folders; - reads one text from standard input.")],
    published: Annotated[str | None, typer.Option(help="Publication date: 2016-11-09, 2016-11 or an interval.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, ISO 639-1; overrides detection.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Its encoding, where it is not UTF-8.")] = None,
    extractor: Annotated[str, typer.Option(help="Which extractor reads it.")] = "grammar",
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, one claim a line.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Only the clean text in which offsets count.")] = False,
) -> None:
    """Read documents and print the casualty claims in them."""
    from uncounted.pipeline.reading import read_document
    from uncounted.read import Metadata

    flags = Metadata(
        published=published, publisher=publisher, title=title, url=url, language=language, encoding=encoding
    )
    for document in _documents(paths, flags):
        for warning in document.warnings:
            _say(f"{document.path}: {warning}")
        if text:
            typer.echo(document.text)
            continue
        reading = read_document(document, extractor)
        for flag in reading.flags:
            _say(f"{document.path}: {flag}")
        _print(reading, as_json)


def _documents(paths: list[str], flags: Metadata) -> list[Document]:
    from uncounted.model.errors import InputError
    from uncounted.read import Unread, read_bytes, read_path

    found: list[Document] = []
    for path in paths:
        if path == "-":
            found.append(read_bytes(sys.stdin.buffer.read(), path="-", flags=flags))
            continue
        for item in read_path(Path(path), flags):
            if isinstance(item, Unread):
                _say(f"{item.path}: unread: {item.reason}: {item.detail}")
            else:
                found.append(item)
    if not found:
        raise InputError("nothing was read", path=", ".join(paths))
    return found


def _print(reading: Reading, as_json: bool) -> None:
    if as_json:
        from uncounted.model.records import to_line

        for claim in reading.claims:
            typer.echo(to_line(claim))
        return
    from uncounted.cli.claim_tables import print_reading

    print_reading(reading)


def _say(line: str) -> None:
    typer.echo(f"uncounted: {line}", err=True)

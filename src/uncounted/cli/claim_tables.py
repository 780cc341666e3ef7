"""Claims for eyes: the words first, then what was understood."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import Reading
from uncounted.reconcile.words import harm_words, root_name, scope_words


def print_reading(reading: Reading) -> None:
    """Print the claims of one document on standard output."""
    console = Console(highlight=False)
    document = reading.document
    published = document.published.start if document.published else "no publication date"
    heading = " · ".join(part for part in (document.publisher, published, document.title) if part)
    console.print(Text(heading or document.id, style="bold"))
    if not reading.claims:
        console.print("No casualty claim found.")
    for claim in reading.claims:
        console.print(_panel(claim))
    leads = len(reading.leads)
    if leads:
        console.print(f"{leads} {'sentence tells' if leads == 1 else 'sentences tell'} of harm without a number.")
    console.print()


def _panel(claim: Claim) -> Panel:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _fields(claim):
        if value:
            table.add_row(name, escape(value))
    figure = harm_words(claim)
    return Panel(_group(_quote(claim), table), title=f"[bold]{escape(figure)}[/bold]  {claim.id}", title_align="left")


def _fields(claim: Claim) -> list[tuple[str, str]]:
    chain = " <- ".join(f"{link.name} ({link.relation or link.role})" for link in reversed(claim.attribution))
    relations = "; ".join(
        f"{r.type.replace('_', ' ')} {r.claim}" + (f" ({r.rule})" if r.rule else "") for r in claim.relations
    )
    excluded = "; ".join(item if isinstance(item, str) else (item.text or "a scope") for item in claim.exclusions)
    return [
        ("count", _count(claim)),
        ("scope", scope_words(claim.scope)),
        ("kind", " · ".join(part for part in (claim.kind, claim.scope.means, claim.stance, claim.basis) if part)),
        ("root", root_name(claim)),
        ("said by", chain),
        ("excluded", excluded),
        ("relations", relations),
        ("inherited", "; ".join(f"{name}: {rule}" for name, rule in claim.inherited.items())),
    ]


def _count(claim: Claim) -> str:
    count = claim.count
    low, high = ("?" if value is None else str(value) for value in (count.low, count.high))
    rule = f", rule {count.rule}" if count.rule else ""
    return f"{count.modifier} [{low}, {high}]{rule}"


def _quote(claim: Claim) -> Text:
    sentence, count = claim.spans.get("sentence"), claim.spans.get("count")
    if sentence is None:
        return Text(count.quote if count else "")
    quote = Text(" ".join(sentence.quote.split("\n")), style="italic")
    if count and sentence.start <= count.start and count.end <= sentence.end:
        quote.stylize("bold reverse", count.start - sentence.start, count.end - sentence.start)
    return quote


def _group(*parts: RenderableType) -> Table:
    table = Table.grid()
    for part in parts:
        table.add_row(part)
    return table

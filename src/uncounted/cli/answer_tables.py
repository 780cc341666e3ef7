"""An answer for eyes: the number first, then the words that force it, then what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from uncounted.model.answering import Answer, Quote
from uncounted.model.incident_figures import Independent
from uncounted.model.reconciliation import Bounds
from uncounted.model.scope import Scope

_MANY = 12


def print_answer(answer: Answer) -> None:
    """Print an answer on standard output."""
    console = Console(highlight=False)
    quotes = {quote.claim: quote for quote in answer.quotes}
    _number(console, answer)
    _side(console, "At least", answer.bounds.low, answer.bounds.low_because, quotes)
    _side(console, "At most", answer.bounds.high, answer.bounds.high_because, quotes)
    forced = {*answer.bounds.low_because, *answer.bounds.high_because}
    rest = [one for one in answer.counted if one not in forced]
    _claims(console, "Also bearing on it", [quotes[one] for one in rest if one in quotes])
    _derived(console, answer)
    _scope(console, answer, quotes)
    _told_twice(console, answer, quotes)
    _excluded(console, answer, quotes)
    _conflicts(console, answer)
    _beside(console, answer)
    _left_out(console, answer, quotes)
    _recipe(console, answer)


def interval(low: int | None, high: int | None) -> str:
    """Closed bounds in words: ``5``, ``5 to 9``, ``at least 5``."""
    if low == high and low is not None:
        return f"{low:,}"
    if high is None:
        return f"at least {low or 0:,}" if low else "nothing follows: 0 or more"
    return f"{low or 0:,} to {high:,}"


def _number(console: Console, answer: Answer) -> None:
    bound = answer.bounds
    console.print(f"[bold]{escape(answer.question.text)}[/bold]")
    if read := _read(answer.question.scope):
        console.print(f"  read as {escape(read)}", style="dim")
    console.print(f"  [bold cyan]{interval(bound.low, bound.high)}[/bold cyan]{escape(_how(answer, bound))}")


def _read(scope: Scope) -> str:
    """The places and actors that the question's words were taken for."""
    places = (", ".join(part for part in (p.name, p.admin1, p.country) if part) + f" [{p.id}]" for p in scope.places)
    actors = (f"{actor.name} [{actor.id}]" for actor in scope.actors)
    return "; ".join((*places, *actors))


def _how(answer: Answer, bound: Bounds) -> str:
    notes = [] if answer.profile == "every" else [f"trusting {answer.profile}"]
    if answer.as_of:
        notes.append(f"as known on {answer.as_of}")
    if not bound.consistent:
        notes.append("the claims conflict: the widest of what consistent ones allow")
    notes.append("exact" if bound.exact else "by linear programming, rounded inward")
    return f"  ({'; '.join(notes)})"


def _side(console: Console, heading: str, value: int | None, because: Sequence[str], quotes: dict[str, Quote]) -> None:
    if value is None:
        console.print(f"\n[bold]{heading}: open.[/bold] No trusted claim counts everybody in this scope.")
        return
    if not because:
        console.print(f"\n[bold]{heading} {value:,}.[/bold] No trusted claim forces {'more' if value == 0 else 'it'}.")
        return
    console.print(f"\n[bold]{heading} {value:,}[/bold], because")
    for one in because:
        _quote(console, quotes.get(one), one)


def _quote(console: Console, quote: Quote | None, one: str) -> None:
    if quote is None:
        console.print(f"  {escape(f'[{one}]')}")
        return
    console.print(f"  {escape(f'{quote.source}: {quote.words} [{quote.claim}]')}")
    if quote.quote:
        console.print(f"    [italic]“{escape(quote.quote)}”[/italic]")
    console.print(f"    {escape(_printed(quote))}", style="dim")


def _printed(quote: Quote) -> str:
    days = quote.published or ()
    when = days[0] if days and days[0] == days[-1] else " to ".join(days)
    parts = [quote.publisher or "", when or "undated", quote.document or ""]
    told = ", ".join(part for part in parts if part)
    late = quote.said_on if quote.said_on and quote.said_on not in days else None
    return f"{told}; said by {late}" if late else told


def _claims(console: Console, heading: str, found: Sequence[Quote]) -> None:
    if not found:
        return
    console.print(f"\n[bold]{heading}[/bold]")
    for quote in found[:_MANY]:
        console.print(f"  {escape(f'{quote.source}: {quote.words} [{quote.claim}]')}")
    _more(console, len(found))


def _more(console: Console, count: int) -> None:
    if count > _MANY:
        console.print(f"  and {count - _MANY} more; --json has all")


def _derived(console: Console, answer: Answer) -> None:
    if answer.derived:
        console.print("\n[bold]Derived[/bold], within one source's own counts")
    for rest in answer.derived[:_MANY]:
        console.print(f"  {escape(rest.text)}")
        for other in rest.other_readings:
            console.print(f"    or {interval(other.low, other.high)}, if {escape(other.reading)}")
    _more(console, len(answer.derived))


def _scope(console: Console, answer: Answer, quotes: dict[str, Quote]) -> None:
    low, high = answer.n_incidents
    console.print(f"\n[bold]Incidents[/bold]  {_range(low, high)} named in the claims")
    for one in answer.perhaps[:_MANY]:
        console.print(f"  perhaps not in question: {escape(f'{answer.names.get(one, one)} [{one}]')}")
    for one in answer.summed:
        if one in quotes:
            console.print(
                f"  {escape(f'{quotes[one].source} sums incidents without naming them: {quotes[one].words}')}"
            )
    console.print(f"[bold]Independent sources[/bold]  {escape(_independent(answer.independence, quotes))}")


def _independent(found: Independent, quotes: dict[str, Quote]) -> str:
    names = {quote.root: quote.source for quote in quotes.values()}
    told = "; ".join(" = ".join(names.get(root, root) for root in group) for group in found.origins)
    return f"{_range(found.certain, found.possible)}{f' ({told})' if told else ''}"


def _beside(console: Console, answer: Answer) -> None:
    if not answer.beside:
        return
    from uncounted.cli.estimate_tables import answer_words

    console.print("\n[bold]Estimates beside it[/bold], which enter no bound")
    for one in answer.beside:
        standing = {"same": "same scope", "within": "of a part", "around": "of a wider scope"}.get(
            one.standing, "may overlap"
        )
        console.print(f"  {escape(f'{one.estimate.question} [{one.estimate.id}]')}  ({standing})")
        for each in one.estimate.headline:
            console.print(f"    {escape(answer_words(each))}")


def _range(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low} certain to {high} possible"


def _told_twice(console: Console, answer: Answer, quotes: dict[str, Quote]) -> None:
    if answer.retold or answer.echoes:
        console.print("\n[bold]Told more than once[/bold], counted once")
    for one in answer.retold[:_MANY]:
        name = f"{quotes[one.claim].source}: {quotes[one.claim].words}" if one.claim in quotes else one.claim
        relays = f", {len(one.relays)} of them by others" if one.relays else ""
        documents = f"{one.documents} documents" if one.documents != 1 else "1 document"
        console.print(f"  {escape(name)}: {len(one.claims)} times in {documents}{relays}")
    for echo in answer.echoes[:_MANY]:
        console.print(f"  {escape(echo.text)}{'' if echo.sure else ' (not sure)'}")
    _more(console, max(len(answer.retold), len(answer.echoes)))


def _excluded(console: Console, answer: Answer, quotes: dict[str, Quote]) -> None:
    figures: dict[str, list[str]] = {}
    for what, figure in answer.excluded:
        figures.setdefault(what, []).append(figure)
    if figures:
        console.print("\n[bold]Not counted[/bold] (left out is uncounted there, not zero)")
    for what, those in list(figures.items())[:_MANY]:
        name = f"{quotes[what].source}: {quotes[what].words}" if what in quotes else what
        by = "; ".join(f"{quotes[one].source}'s {quotes[one].words.split(' (')[0]}" for one in those if one in quotes)
        console.print(f"  {escape(name)}\n    not in {escape(by or ', '.join(those))}")
    _more(console, len(figures))


def _conflicts(console: Console, answer: Answer) -> None:
    for each in answer.disagreements[:_MANY]:
        console.print(f"\n[bold red]Sources differ[/bold red]  {escape(each.text)}")
    grouped = {one for each in answer.disagreements for one in each.contradictions}
    for finding in [one for one in answer.contradictions if one.id not in grouped][:_MANY]:
        style = "bold red" if finding.kind == "contradiction" else "bold yellow"
        console.print(
            f"\n[{style}]{finding.kind.capitalize()}[/{style}]  {escape(finding.text)} {escape(f'[{finding.id}]')}"
        )


def _left_out(console: Console, answer: Answer, quotes: dict[str, Quote]) -> None:
    if answer.left_out:
        console.print("\n[bold]Not used[/bold]")
    reasons: dict[str, dict[str, None]] = {}
    for one, why in answer.left_out.items():
        name = f"{quotes[one].source}: {quotes[one].words}" if one in quotes else one
        reasons.setdefault(why, {})[name] = None
    for why, names in reasons.items():
        console.print(f"  {escape(why)}:")
        for name in list(names)[:_MANY]:
            console.print(f"    {escape(name)}")
        _more(console, len(names))


def _recipe(console: Console, answer: Answer) -> None:
    on = ", ".join(answer.bounds.assumptions)
    console.print(f"\n[bold]Assumptions in force[/bold]  {escape(on) or 'none'}")
    if answer.recipe:
        if ledger := answer.recipe.get("ledger"):
            console.print(f"[bold]Ledger[/bold]  {escape(ledger)}")
        console.print(f"[bold]Recipe[/bold]  {answer.recipe['hash']}")
    if answer.command:
        console.print("[bold]The same number again[/bold]")
        console.print(f"  {escape(answer.command)}", soft_wrap=True)

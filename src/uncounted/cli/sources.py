"""``uncounted sources``, ``profiles`` and ``history``: who speaks, whom to trust, and what became of a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines, for machines.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("sources")(sources)
    app.command("profiles")(profiles)
    app.command("history")(history)


def sources(
    case: CasePath,
    verb: Annotated[str | None, typer.Argument(metavar="[VERB]", help="set, same or different.")] = None,
    source: Annotated[str | None, typer.Argument(metavar="[ID]", help="A source's id or name.")] = None,
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[FIELD=VALUE|OTHER]...", show_default=False)] = None,
    because: Annotated[str, typer.Option("--because", help="Why; kept in the log.")] = "",
    by: Annotated[str, typer.Option("--by", envvar="UNCOUNTED_BY", help="Who decides; kept in the log.")] = "",
    as_json: AsJson = False,
) -> None:
    """List who speaks in a case and who publishes, or decide what a source is and which sources are one."""
    from uncounted.model.errors import Refused, UnknownName
    from uncounted.model.records import to_json
    from uncounted.pipeline import sources as pipeline
    from uncounted.pipeline.cases import open_case

    opened = open_case(case)
    if verb is None:
        found = pipeline.listed(opened)
        if as_json:
            for one in found:
                _line(one)
            return
        from uncounted.cli.comparison_tables import print_sources

        print_sources(found)
        return
    if verb not in pipeline.VERBS:
        raise UnknownName(f"nothing that can be said of a source is called {verb!r}.", pipeline.VERBS)
    if source is None:
        raise Refused(f"{verb} takes a source: uncounted sources {case} {verb} ID ...")
    done = pipeline.decide(opened, source, verb, arguments or (), because=because, by=by)
    for judgement, entry in zip(done.judgements, done.entries, strict=True):
        if as_json:
            _line({**to_json(judgement), "entry": entry, "head": done.head})
            continue
        of = judgement.target.removeprefix("source:")
        what = judgement.other.removeprefix("source:") if judgement.other else f"{judgement.field}={judgement.value}"
        typer.echo(f"entry {entry}: {of} {verb} {what}")
    if not as_json:
        one = done.source
        kind = f"{one.publisher_type or 'of unknown type'}{f', part of {one.parent}' if one.parent else ''}"
        also = f"; stands for {', '.join(one.stands_for)}" if one.stands_for else ""
        typer.echo(f"{one.id} is {one.name} ({kind}){also}; {one.claims} claims")


def profiles(
    case: CasePath,
    copy: Annotated[str | None, typer.Option(help="Write a copy of this profile into the case, to edit.")] = None,
    name: Annotated[str | None, typer.Option("--as", help="What the copy is called.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Trust profiles: those that are shipped and those of the case, with the sources that each one trusts."""
    from uncounted.model.records import to_json
    from uncounted.pipeline import trust
    from uncounted.pipeline.settings import Setting, from_case

    material = from_case(case, Setting())
    if copy is not None:
        path = trust.write(case, name or copy, trust.profile(copy, case))
        typer.echo(f"wrote {path}")
        return
    found = trust.listed(material)
    if as_json:
        for one, roots, digest in found:
            _line({**to_json(one), "trusted": list(roots), "hash": digest})
        return
    from uncounted.cli.comparison_tables import print_profiles

    names = material.sources.names(material.claims)
    print_profiles([(one, [names.get(root, root) for root in roots]) for one, roots, _ in found])


def history(
    case: CasePath,
    identifier: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A claim or an incident; its id or the start of it.")
    ] = None,
    where: Annotated[list[str] | None, typer.Option(help="A place, as in reconcile. Repeats.")] = None,
    when: Annotated[str | None, typer.Option(help="A date or an interval, as in reconcile.")] = None,
    by_whom: Annotated[list[str] | None, typer.Option("--by", help="An actor, as in reconcile. Repeats.")] = None,
    who: Annotated[list[str] | None, typer.Option(help="About whom, as in reconcile. Repeats.")] = None,
    measure: Annotated[str | None, typer.Option(help="killed, injured, ...; all by default.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Only what was known on that day.")] = None,
    as_json: AsJson = False,
) -> None:
    """A figure's life: first reported, repeated, updated, corrected, retracted, denied or admitted, and when."""
    from uncounted.pipeline.asking import Asking
    from uncounted.pipeline.histories import case_histories
    from uncounted.pipeline.settings import Setting

    asking = Asking(tuple(where or ()), when, tuple(by_whom or ()), tuple(who or ()), None, measure or "killed")
    narrowed = asking if asking.narrows or measure else None
    found = case_histories(case, identifier, narrowed, Setting(as_of=as_of), every_measure=measure is None)
    if as_json:
        for one in found:
            _line(one)
        return
    from uncounted.cli.comparison_tables import print_histories

    print_histories(found)


def _line(value: Any) -> None:
    from uncounted.model.records import to_line

    typer.echo(to_line(value))

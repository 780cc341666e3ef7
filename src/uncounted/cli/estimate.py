"""``uncounted estimate``: what overlapping lists say about the victims on none of them."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

from uncounted.cli import estimate_options as options
from uncounted.cli.estimate_recording import Recording, estimates
from uncounted.cli.option_groups import with_options
from uncounted.model.errors import InputError, Refused

if TYPE_CHECKING:
    from uncounted.estimate.cache import Results
    from uncounted.estimate.histories import Histories
    from uncounted.estimate.interface import Fitted, Method
    from uncounted.estimate.tables_json import Replicates
    from uncounted.model.estimation import Combined, Consistency, SumOfStrata, TrajectoryPoint, Variation

MANY_LISTS = 7  # above which a test of dga on the others weighs hundreds of thousands of graphs
NOWHERE = Recording()
LARGEST_FILE = 512 * 2**20  # bytes; a table of counts is a few kilobytes, ten million victims about this


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("estimate")(with_options(estimate, "recording", Recording))
    app.command("estimates")(estimates)


@dataclass
class Found:
    """What was worked out so far, for the sums and the report."""

    tables: list[Histories] = field(default_factory=list)
    fits: list[Fitted] = field(default_factory=list)
    sums: list[SumOfStrata] = field(default_factory=list)
    combined: list[Combined] = field(default_factory=list)
    sensitivity: list[Variation] = field(default_factory=list)
    consistency: list[Consistency] = field(default_factory=list)
    trajectory: list[TrajectoryPoint] = field(default_factory=list)


def estimate(
    table: options.TableFile,
    method: options.MethodNames = "default",
    strata: options.Strata = "",
    lists: options.Lists = "",
    count: options.Count = "",
    level: options.Level = 0.95,
    seed: options.Seed = 1,
    settings: options.Settings = None,
    summed: options.Summed = None,
    sensitivity: options.Sensitivity = False,
    consistency: options.Consistent = False,
    rule: options.RuleName = "pooled",
    replicates: options.MostReplicates = 100,
    report: options.Report = None,
    cache: options.Cache = None,
    no_cache: options.NoCache = False,
    json: options.Json = False,
    recording: Recording = NOWHERE,
) -> None:
    """Estimate how many victims no list recorded, from how the lists overlap.

    The table has one row per victim and one 0/1 column per list, or one row per capture history and a column of
    counts, or is JSON: {"lists": ["A", "B", "C"], "cells": {"101": 23}}. Two lists give arithmetic, never an
    estimate; below two usable lists there is no number. Strata are summed with their joint uncertainty.
    """
    from uncounted.cli.estimate_output import Output
    from uncounted.estimate.cache import Results, user_folder
    from uncounted.estimate.settings import build
    from uncounted.estimate.tables import Columns, read_overlaps

    if rule not in ("pooled", "rubin"):
        raise Refused("--rule is pooled or rubin.")
    recording.check()
    methods = build(ready_methods(method), level=level, seed=seed, given=settings or ())
    columns = Columns(_names(lists) or None, _names(strata), count or None)
    data = _read(table)
    tables, linked = read_overlaps(data, path=table, columns=columns)
    out, found = Output(json=json), Found()
    results = Results(None if no_cache else cache or user_folder(), told=out.told)
    _linked(linked, methods, results, found, out, (rule, replicates, seed))
    for one in tables:
        _one(one, _fitting(methods, one, named=method != "default"), results, found, out)
        _around(one, methods, results, found, out, (sensitivity, consistency))
    if summed if summed is not None else _stratified(tables):
        _sum(found, out, seed)
    recording.keep(found, data, table, _command().get("command"), out)
    if report is not None:
        _report(report, found, table, out)
    _refuse_if_nothing(found)


def _one(table: Histories, methods: Sequence[Method], results: Results, found: Found, out: Any) -> None:
    from uncounted.estimate.comparison import spread
    from uncounted.estimate.running import answers

    fits = []
    for fit in answers(table, methods, results):
        fits.append(fit)
        out.line(fit.estimate)
    apart = spread([fit.estimate for fit in fits])
    if apart is not None and len(apart.methods) > 1:
        out.line(apart)
    out.stratum(table, [fit.estimate for fit in fits], apart)
    found.tables.append(table)
    found.fits += fits


def _around(
    table: Histories, methods: Sequence[Method], results: Results, found: Found, out: Any, asked: tuple[bool, bool]
) -> None:
    from uncounted.estimate.consistency import consistency, trajectory
    from uncounted.estimate.interface import Estimator
    from uncounted.estimate.sensitivity import sensitivity

    of_estimators = [each for each in methods if isinstance(each, Estimator)]
    if asked[0]:
        varied = [line for each in of_estimators for line in out.lines(sensitivity(each, table, results))]
        out.variations(varied)
        found.sensitivity += varied
    if asked[1]:
        if len(table.usable()) > MANY_LISTS and any(each.name == "dga" for each in of_estimators):
            out.say(f"dga on {len(table.usable())} lists is tested list by list: half a minute for each, or more")
        known = [line for each in of_estimators for line in out.lines(consistency(each, table, results))]
        steps = [line for each in of_estimators for line in out.lines(trajectory(each, table, results))]
        out.consistency(known, steps)
        found.consistency += known
        found.trajectory += steps


def _linked(
    linked: Sequence[Replicates],
    methods: Sequence[Method],
    results: Results,
    found: Found,
    out: Any,
    how: tuple[str, int, int],
) -> None:
    """Tables of one population: each method over all of them, and over the best reading for comparison."""
    from uncounted.estimate.interface import Estimator
    from uncounted.estimate.running import combined, combined_sum, replicate_fits

    rule: Literal["pooled draws", "rubin"] = "rubin" if how[0] == "rubin" else "pooled draws"
    for each in linked:
        if each.best is not None:
            _one(each.best, _fitting(methods, each.best, named=False), results, found, out)
    for method in methods:
        if isinstance(method, Estimator):
            strata = [replicate_fits(each, method, results, most=how[1]) for each in linked]
            together = [combined(each, fits, rule=rule) for each, fits in zip(linked, strata, strict=True)]
            summed = combined_sum(strata, rule=rule, seed=how[2])
            found.combined += out.lines(together if summed is None else [*together, summed])
    out.combined(found.combined)


def _sum(found: Found, out: Any, seed: int) -> None:
    from uncounted.estimate.running import sums

    for one in sums(found.fits, seed=seed):
        out.line(one)
        found.sums.append(one)
    out.sums(found.sums)


def _report(path: Path, found: Found, source: str, out: Any) -> None:
    from uncounted.estimate.draws import histograms
    from uncounted.publish.estimation import write_estimation_report

    write_estimation_report(
        path,
        [each.overview() for each in found.tables],
        [fit.estimate for fit in found.fits],
        found.sums,
        found.sensitivity,
        found.consistency,
        histograms=histograms(found.fits),
        combined=found.combined,
        trajectory=found.trajectory,
        source="standard input" if source == "-" else Path(source).name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        **_command(),
    )
    out.say(f"report written to {path}")


def _command() -> dict[str, str]:
    """What was typed, where that is known: in a notebook or a test it is not."""
    words = sys.argv[1:]
    if words[:1] != ["estimate"]:
        return {}
    # Folders are this machine's; a reader has the file, wherever that lies.
    names = [Path(word).name if os.sep in word and (Path(word).is_absolute() or Path(word).exists()) else word
             for word in words]  # fmt: skip
    return {"command": shlex.join(["uncounted", *names])}


def _refuse_if_nothing(found: Found) -> None:
    refused = [fit.estimate.refused for fit in found.fits] + [one.refused for one in found.combined]
    if any(reason is None for reason in refused):
        return
    reasons = [reason for reason in refused if reason is not None] or ["no method was run"]
    common = max(reasons, key=reasons.count)
    others = "" if len(set(reasons)) == 1 else " (other reasons stand with the other answers)"
    raise Refused(f"No number could be given: {common}{others}.")


def ready_methods(names: str) -> tuple[str, ...]:
    """The methods; those of a set whose packages are missing are left out aloud, one that is named is refused."""
    from uncounted.estimate.methods import chosen, ready

    found = chosen(names)
    if names.strip() not in ("default", "all"):
        return found
    missing = [name for name in found if not ready(name)]
    if missing:
        more = "pip install 'uncounted[estimate]'"
        typer.echo(
            f"uncounted: left out for want of packages: {', '.join(missing)}; install them with: {more}", err=True
        )
    return tuple(name for name in found if name not in missing)


def _fitting(methods: Sequence[Method], table: Histories, *, named: bool) -> Sequence[Method]:
    """Unless the user named methods, two-list arithmetic is for tables that have no more than two usable lists."""
    from uncounted.estimate.interface import Estimator

    if named or len(table.usable()) < 3:
        return methods
    return [each for each in methods if isinstance(each, Estimator)] or methods


def _stratified(tables: Sequence[Histories]) -> bool:
    """Whether the tables are strata of one population: several tables that merely have names are not."""
    return len(tables) > 1 and all(list(table.stratum or {}) not in ([], ["name"]) for table in tables)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _read(table: str) -> bytes:
    try:
        if table == "-":
            data = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            with Path(table).open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=table) from None
    if len(data) > LARGEST_FILE:
        raise InputError("larger than 512 MB; give a table of counts instead of one row per victim", path=table)
    return data

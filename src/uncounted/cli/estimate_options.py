"""The options of ``uncounted estimate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

TableFile: TypeAlias = Annotated[
    str, typer.Argument(help="CSV or JSON file, or - for standard input.", show_default=False)
]
MethodNames: TypeAlias = Annotated[
    str, typer.Option(help="Names with commas; default (chapman, chao, loglinear, dga, lcmcr) or all.")
]
Strata: TypeAlias = Annotated[str, typer.Option(help="Columns that keep victims apart: year,region.")]
Lists: TypeAlias = Annotated[str, typer.Option(help="Columns that are lists; by default all that are left.")]
Count: TypeAlias = Annotated[str, typer.Option(help="Column of counts; by default count, freq, frequency or n.")]
Level: TypeAlias = Annotated[float, typer.Option(help="Probability of the interval.")]
Seed: TypeAlias = Annotated[
    int, typer.Option(help="Of random numbers: the same seed gives the same figures.", min=0, max=2**32 - 1)
]
Settings: TypeAlias = Annotated[
    list[str] | None, typer.Option("--set", help="A setting: name=value, or method.name=value. Repeats.")
]
Summed: TypeAlias = Annotated[
    bool | None, typer.Option("--sum/--no-sum", help="Sum the strata; by default where there are strata.")
]
Sensitivity: TypeAlias = Annotated[
    bool, typer.Option("--sensitivity", help="Other settings, lists left out, lists merged.")
]
Consistent: TypeAlias = Annotated[
    bool, typer.Option("--consistency", help="Each list in turn as the truth; lists added one by one.")
]
RuleName: TypeAlias = Annotated[str, typer.Option(help="How draws of a linkage are combined: pooled or rubin.")]
MostReplicates: TypeAlias = Annotated[int, typer.Option(help="Use at most so many draws of a linkage.", min=2)]
Report: TypeAlias = Annotated[Path | None, typer.Option(help="Write a report with pictures to this HTML file.")]
Cache: TypeAlias = Annotated[
    Path | None, typer.Option(help="Keep answers in this folder; by default in the user's cache directory.")
]
NoCache: TypeAlias = Annotated[bool, typer.Option("--no-cache", help="Neither read nor keep answers.")]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="JSON Lines: one estimate per line.")]

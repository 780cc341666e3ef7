"""The report of estimation: one self-contained HTML page that a lawyer can read and a statistician can check.

It shows what it is given and works nothing out anew but how far methods lie apart. It loads nothing and has no script.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from uncounted import __version__
from uncounted.model.errors import Refused
from uncounted.model.estimate import Estimate
from uncounted.model.estimation import (
    Combined,
    Consistency,
    Histogram,
    OverlapTable,
    SumOfStrata,
    TrajectoryPoint,
    Variation,
)
from uncounted.publish import estimation_pictures, estimation_words, words
from uncounted.publish.estimation_axis import figure
from uncounted.publish.estimation_draws import share
from uncounted.publish.estimation_overlap import isolated
from uncounted.publish.estimation_view import EstimationView, named

HERE = Path(__file__).parent
FOLD = 6  # answers of a stratum told in full; of more each is folded up
WHOLE = 3  # strata shown with everything open; of more each is folded up


def write_estimation_report(
    path: Path,
    tables: Sequence[OverlapTable],
    estimates: Sequence[Estimate],
    sums: Sequence[SumOfStrata] = (),
    sensitivity: Sequence[Variation] = (),
    consistency: Sequence[Consistency] = (),
    *,
    histograms: Sequence[Histogram] = (),
    combined: Sequence[Combined] = (),
    trajectory: Sequence[TrajectoryPoint] = (),
    **told: str,
) -> None:
    """Write the report to the file ``path``, in place of one that is there.

    ``tables`` are the overlap tables, one for each stratum; ``estimates`` every answer and refusal, in the order in
    which they are shown. ``told``: ``title``, ``made_at`` (an ISO time), ``command`` (what was run), ``source`` (where
    the lists come from), as far as they are known. Raises Refused where the file cannot be written.
    """
    view = EstimationView(
        tuple(tables), tuple(estimates), tuple(histograms), tuple(sums), tuple(combined), tuple(sensitivity),
        tuple(consistency), tuple(trajectory), **told,
    )  # fmt: skip
    _write(Path(path), estimation_report(view))


def estimation_report(view: EstimationView) -> str:
    """The whole report as HTML."""
    from markupsafe import Markup

    context: dict[str, Any] = {
        "view": view,
        "version": __version__,
        "style": Markup(style()),  # noqa: S704  # our own files
        "whole": len(view.tables) <= WHOLE,
    }
    page: str = _environment().get_template("estimation.html").render(context)
    return page


def style() -> str:
    """The style sheet of the report."""
    return "".join(
        (HERE / "static" / name).read_text(encoding="utf-8") for name in ("report.css", "figures.css", "estimation.css")
    )


@cache
def _environment() -> Any:
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(figure=figure, share=share, named=named, isolated=isolated)
    made.filters["sentence_case"] = lambda text: text[:1].upper() + text[1:]
    made.globals.update(FOLD=FOLD, w=words, e=estimation_words, pictures=estimation_pictures)
    return made


def _write(path: Path, page: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            beside = Path(file.name)
            file.write(page.encode("utf-8"))
        try:
            beside.chmod(0o644)
            beside.replace(path)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(f"{path}: cannot write the report here: {error.strerror or error}") from error

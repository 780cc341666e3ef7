"""Tables of a release about what sources say of incidents, how that changed, and what trust profiles make of it."""

from __future__ import annotations

from collections.abc import Iterable

from uncounted.publish.view import PublicationView

Cell = str | int | float | bool | None

COLUMNS: dict[str, dict[str, str]] = {
    "incident_figures.csv": {
        "incident": "the incident",
        "measure": "as in claims.csv",
        "who": "which people",
        "low": "the lowest number of a credible source; empty: none gives one",
        "best": "the newest of the best-placed sources",
        "high": "the highest number of a credible source",
        "more": "true: the highest number is a floor",
        "low_rule": "the rule that chose it",
        "best_rule": "likewise",
        "high_rule": "likewise",
        "low_claims": "ids of the claims that give it",
        "best_claims": "likewise",
        "high_claims": "likewise",
        "claims": "ids of all claims that were weighed",
        "sources_certain": "how many independent roots there are at least",
        "sources_possible": "how many there are at most",
    },
    "incident_totals.csv": {
        "grading": "harm grading; empty: all incidents",
        "measure": "as in claims.csv",
        "who": "which people",
        "incidents": "how many have a figure",
        "low": "sum that counts, of incidents that might be one event, only such as cannot be",
        "best": "likewise",
        "high": "sum that counts each",
        "more": "true: some highest numbers are floors",
        "alike": "how many of the incidents might be one with another",
        "rule": "how they were added up",
    },
    "histories.csv": {
        "about": "the incident or scope, in words",
        "incident": "the incident's id, where it is one",
        "measure": "as in claims.csv",
        "day": "day of the telling; empty: not known",
        "step": "first reported, repeated, updated, corrected, retracted, denied or admitted",
        "root": "who said it",
        "root_name": "its name",
        "words": "what was said, in short",
        "claim": "id of the claim",
        "publisher": "who printed it",
        "days": "days since the first telling by anybody",
        "days_to_admission": "days from the first telling by another than the admitting side to the admission",
    },
    "comparisons.csv": {
        "question": "how many, of what, where",
        "measure": "as in claims.csv",
        "profile": "whom to trust",
        "low": "closed lower bound",
        "high": "closed upper bound; empty: open",
        "consistent": "false: the profile's claims cannot all be true, and the range covers every largest set that can",
        "because": "ids of the claims that force either side",
        "gap": "of the row of profiles: the last one's least figure less the first one's",
        "ratio": "the first one's least figure as a share of the last one's",
    },
}


def figure_rows(view: PublicationView) -> dict[str, Iterable[list[Cell]]]:
    """File name to its rows."""
    return {
        "incident_figures.csv": _figures(view),
        "incident_totals.csv": (
            [t.grading, t.measure, t.who, t.incidents, t.low, t.best, t.high, t.more, t.alike, t.rule]
            for t in view.totals
        ),
        "histories.csv": _histories(view),
        "comparisons.csv": _comparisons(view),
    }


def _ids(claims: Iterable[str]) -> str:
    return "; ".join(claims)


def _figures(view: PublicationView) -> Iterable[list[Cell]]:
    for one in view.summaries:
        for f in one.figures:
            yield [
                one.incident.id, f.measure, f.who, f.low, f.best, f.high, f.more, f.low_rule, f.best_rule, f.high_rule,
                _ids(f.low_claims), _ids(f.best_claims), _ids(f.high_claims), _ids(f.claims),
                one.independent.certain, one.independent.possible,
            ]  # fmt: skip


def _histories(view: PublicationView) -> Iterable[list[Cell]]:
    for h in view.histories:
        for e in h.events:
            yield [h.about, h.incident, h.measure, e.day, e.step, e.root, e.source, e.words, e.claim, e.publisher,
                   e.days, h.days_to_admission]  # fmt: skip


def _comparisons(view: PublicationView) -> Iterable[list[Cell]]:
    for found in view.comparisons:
        for row in found.rows:
            for side in row.sides:
                yield [row.question, row.measure, side.profile, side.low, side.high, side.consistent,
                       _ids(side.because), row.gap, row.ratio]  # fmt: skip

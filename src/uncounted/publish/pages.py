"""The report, and the parts of it that a site shows too, as HTML text made by Jinja2 with everything escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

from uncounted.model.claim import Claim
from uncounted.model.incident_figures import IncidentSummary, IncidentTotal
from uncounted.model.reconciliation import Bounds
from uncounted.model.scope import Scope
from uncounted.publish import estimation_words, evidence, figure, pictures, scopes, words
from uncounted.publish.explain import explanations, question_id, remainder_id
from uncounted.publish.links import InPage, Links
from uncounted.publish.view import PublicationView

HERE = Path(__file__).parent
FULL = 12  # questions shown with all their evidence; the rest, and those of one claim, stand in a table
MATRIX = 60  # conclusions in the table of what each needs
QUOTES = 6  # quotes under one bound; the rest are links


@cache
def _environment() -> Any:
    import jinja2

    loader = jinja2.FileSystemLoader(HERE / "templates")
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["web_address"] = web_address
    made.filters["file_name"] = lambda path: PurePath(path.replace("\\", "/")).name
    made.filters["sentence_case"] = lambda text: text[:1].upper() + text[1:]
    made.filters["dated"] = words.dated
    made.filters["question"] = words.question
    made.globals.update(bounds_of=answered, w=words, quote=evidence.quote, FULL=FULL, QUOTES=QUOTES, MATRIX=MATRIX)
    made.globals.update(figures_of=figures_of, between=between)
    made.globals.update(e=estimation_words)
    made.globals.update(figures=figure, scope_pictures=scopes, question_id=question_id, remainder_id=remainder_id)
    return made


def web_address(url: str | None) -> str | None:
    """The URL where it is an http or https address, else None: nothing else becomes a link."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Answered:
    """The questions that have a bound, each with its number from 1: those of several claims or sources, and of one."""

    joint: list[tuple[int, Bounds]]
    single: list[tuple[int, Bounds]]
    open: int

    @property
    def consistent(self) -> bool:
        """Whether all bounds hold with all claims in force."""
        return all(b.consistent for _, b in (*self.joint, *self.single))


def answered(view: PublicationView) -> Answered:
    """The questions of a view, sorted into those that say more than one claim does and those that do not."""
    found = [b for b in view.reconciliation.bounds if b.low is not None or b.high is not None]
    joint: list[tuple[int, Bounds]] = []
    single: list[tuple[int, Bounds]] = []
    pictured = {panel.id for panel in figure.panels(view)}
    for numbered in enumerate(found, 1):
        together = {*numbered[1].low_because, *numbered[1].high_because}
        several = len(together) > 1 or question_id(numbered[1]) in pictured
        (joint if several else single).append(numbered)
    return Answered(joint, single, len(view.reconciliation.bounds) - len(found))


def style() -> str:
    """The style sheet of reports and pages."""
    return (HERE / "static" / "report.css").read_text(encoding="utf-8") + pictures.styles()


def script() -> str:
    """The small script of a report: comfort only."""
    return (HERE / "static" / "report.js").read_text(encoding="utf-8")


def fragment(name: str, view: PublicationView, links: Links, **more: Any) -> str:
    """One part of the report: findings, figure, scopes, sources, relations, incidents, assumptions, documents, recipe;
    answers, comparisons, histories, estimates.

    ``card`` takes ``claim=``, ``answer`` ``answer=`` and ``n=``, ``comparison`` ``comparison=`` and ``n=``. Addresses
    come from ``links``. Returns HTML that needs no escaping.
    """
    context: dict[str, Any] = {"view": view, "links": links, "r": view.reconciliation, **more}
    context["incident_ids"] = {incident.id for incident in view.incidents}
    if name in {"findings", "assumptions"}:
        every = explanations(view)
        context["explained"] = {one.id: one for one in every}
        context["no_needs"] = [one for one in every if not one.needs]
        context["used"] = list(dict.fromkeys(need for one in every for need in one.needs))
    if name == "figure":
        shown = {question_id(bounds) for _, bounds in answered(view).joint[:FULL]}
        context["panels"] = [panel for panel in figure.panels(view) if panel.id not in shown]
    if name == "scopes":
        context["pictures"] = scopes.lay_out(view)
        context["undated"] = scopes.undated(view)
    if name == "card":
        context["rows"] = scope_rows(view, context["claim"])
        context["left_out"] = exclusions(view, context["claim"])
    made: str = _environment().get_template(f"{name}.html").render(context)
    return made


def report(view: PublicationView) -> str:
    """The whole report: one HTML page that loads nothing."""
    from markupsafe import Markup

    links = InPage()
    parts = ("findings", "figure", "scopes", "sources", "relations", "incidents", "assumptions", "documents", "recipe",
             "answers", "comparisons", "histories", "estimates")  # fmt: skip
    made = {name: Markup(fragment(name, view, links)) for name in parts}  # noqa: S704  # made above, escaped there
    cards = [Markup(fragment("card", view, links, claim=claim)) for claim in view.current]  # noqa: S704  # the same
    code = script()
    context: dict[str, Any] = {
        "view": view,
        "r": view.reconciliation,
        "links": links,
        "part": made,
        "cards": cards,
        "style": Markup(style()),  # noqa: S704  # our own file
        "script": Markup(code),  # noqa: S704  # our own file
        "script_hash": base64.b64encode(hashlib.sha256(code.encode()).digest()).decode(),
    }
    page: str = _environment().get_template("report.html").render(context)
    return page


def between(low: int, high: int) -> str:
    """A number that is certain to possible, in words: ``2``, ``2 to 3``."""
    return words.number(low) if low == high else f"{words.number(low)} to {words.number(high)}"


def figures_of(view: PublicationView) -> Callable[[IncidentTotal], list[IncidentSummary]]:
    """What gives the incidents that a total is of."""

    def told(total: IncidentTotal) -> list[IncidentSummary]:
        return [
            one
            for one in view.summaries
            if total.grading in (None, one.grading)
            and any((f.measure, f.who) == (total.measure, total.who) for f in one.figures)
        ]

    return told


def scope_rows(view: PublicationView, claim: Claim) -> list[tuple[str, str, str | None]]:
    """What a claim counts, as (label, words, the rule where that was inherited)."""
    scope = claim.scope
    found: list[tuple[str, str, str | None]] = []
    who = words.people(claim.population)
    if claim.population.text and claim.population.text not in who:
        who += f" (“{claim.population.text}”)"
    found.append(("Who", who, _rule(claim, "population")))
    found.append(("When", words.period(scope.time), _rule(claim, "time")))
    found.extend(("or when", words.period(other), None) for other in (scope.time.alternatives if scope.time else ()))
    if scope.time and scope.time.as_of:
        found.append(("Counted up to", words.day(scope.time.as_of), None))
    found.append(("Where", words.places(scope, view.countries), _rule(claim, "place")))
    found.append(("By whom", words.actors(scope), _rule(claim, "actor")))
    if scope.means:
        found.append(("By what means", scope.means, _rule(claim, "means")))
    if scope.n_incidents is not None:
        found.append(("In how many incidents", words.number(scope.n_incidents), _rule(claim, "n_incidents")))
    if scope.incident:
        found.append(("Incident", scope.incident, _rule(claim, "incident")))
    return found


def _rule(claim: Claim, part: str) -> str | None:
    return next((rule for name, rule in claim.inherited.items() if part in name), None)


def exclusions(view: PublicationView, claim: Claim) -> list[tuple[str | None, str]]:
    """What a figure does not count, as (claim id or None, words)."""
    found: list[tuple[str | None, str]] = []
    for item in claim.exclusions:
        if isinstance(item, Scope):
            found.append((None, item.text or words.scope(item, view.countries)))
        elif item in view.claim_by_id:
            found.append((item, ""))
        else:
            found.append((None, item))
    return found

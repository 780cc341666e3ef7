"""From a case to what is published of it: the view, its parts as pages, and a release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uncounted import __version__
from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.model.reconciliation import Reconciliation
from uncounted.model.release import Release
from uncounted.pipeline.cases import Case, current_claims, open_case
from uncounted.pipeline.settings import Setting
from uncounted.publish.links import Links
from uncounted.publish.view import NotRead, PublicationView

if TYPE_CHECKING:
    from uncounted.pipeline.asked import Wanted

__all__ = [
    "Links",
    "PublicationView",
    "bare_view",
    "fragment",
    "publish_case",
    "reconciled",
    "said",
    "style",
    "view_of",
]

NOTHING = Reconciliation((), (), (), (), (), ())
TRIES = 5


def publish_case(
    case_path: Path,
    out: Path,
    *,
    title: str | None = None,
    assume: Sequence[str] = (),
    without: Sequence[str] = (),
    wanted: Wanted | None = None,
) -> Release:
    """Publish the case in ``case_path`` into the folder ``out``; see ``publish.release.publish`` for what it refuses.

    ``title`` defaults to the case's name; ``assume`` and ``without`` switch assumptions as in ``reconcile``;
    ``wanted`` are questions to answer and profiles to compare.
    """
    from uncounted.pipeline.asked import with_answers
    from uncounted.publish.release import publish

    view = view_of(open_case(case_path), title=title, assume=assume, without=without)
    if wanted is not None:
        view = with_answers(view, case_path, wanted, Setting(tuple(assume), tuple(without)))
    return publish(view, out)


def view_of(
    case: Case, *, title: str | None = None, assume: Sequence[str] = (), without: Sequence[str] = ()
) -> PublicationView:
    """All that a case shows, reconciled, from one state of its ledger; UnknownName for an unknown assumption."""
    return reconciled(bare_view(case, title=title), assume=assume, without=without)


def bare_view(case: Case, *, title: str | None = None) -> PublicationView:
    """All that a case shows, with nothing reconciled, from one state of its ledger."""
    from uncounted.store import queries

    head = queries.head(case)
    for _ in range(TRIES):  # somebody may write meanwhile; then what was read is of two states
        view = _read(case, title, head)
        now = queries.head(case)
        if now == head:
            break
        head = now
    return view


def _read(case: Case, title: str | None, head: str | None) -> PublicationView:
    from uncounted.store import queries
    from uncounted.store.estimates import estimates

    claims = current_claims(case, rejected=True)
    incidents = queries.incidents(case)
    documents = tuple(queries.document_nouns(case).values())
    return PublicationView(
        title=title or case.name,
        documents=documents,
        claims=claims,
        incidents=incidents,
        reconciliation=NOTHING,
        judgements=queries.judgements(case),
        head=head,
        recipe={"uncounted": __version__},
        unread=tuple(NotRead(u.path, u.reason, u.detail or "") for u in queries.unread(case)),
        made_at=dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        countries=_countries(claims, incidents),
        sources=_sources(claims, documents),
        estimates=tuple(one for one in estimates(case) if one.withdrawn is None),
    )


def reconciled(view: PublicationView, *, assume: Sequence[str] = (), without: Sequence[str] = ()) -> PublicationView:
    """The view with its claims reconciled under these assumptions, and those that are off beside them."""
    from uncounted.pipeline.asked import with_figures
    from uncounted.pipeline.explaining import explained
    from uncounted.pipeline.reconciling import reconcile_claims
    from uncounted.reconcile.assumptions import in_force, off_catalogue

    claims = view.current
    found, incidents = reconcile_claims(claims, assume=assume, without=without, judgements=view.judgements)
    made = replace(
        view,
        reconciliation=found,
        incidents=_graded(incidents, view.judgements),
        assumptions_off=off_catalogue(in_force(assume, without, claims), claims),
        recipe={**view.recipe, **(found.recipe or {})},
    )
    return with_figures(explained(made, incidents, assume=assume, without=without))


def _graded(incidents: Sequence[Incident], judgements: Sequence[Judgement]) -> tuple[Incident, ...]:
    """The incidents with the gradings that persons decided; the last on an incident holds."""
    decided = {j.target: j.value for j in judgements if j.verb == "grade"}
    return tuple(replace(i, grading=decided[i.id]) if i.id in decided else i for i in incidents)


def fragment(name: str, view: PublicationView, links: Links, **more: Any) -> str:
    """One part of the report as HTML, with addresses of a site's own; see ``publish.pages.fragment``."""
    from uncounted.publish import pages

    return pages.fragment(name, view, links, **more)


def style() -> str:
    """The style sheet that reports and pages share."""
    from uncounted.publish import pages

    return pages.style()


def _countries(claims: Sequence[Claim], incidents: Sequence[Incident]) -> dict[str, str]:
    """Names of the countries that the places lie in."""
    places = [place for claim in claims for place in claim.scope.places]
    places += [incident.place for incident in incidents if incident.place]
    codes = sorted({place.country for place in places if place.country})
    if not codes:
        return {}
    from uncounted.reference.tables import rows

    names = {row["code"]: row["name"] for row in rows("countries.csv")}
    return {code: names[code] for code in codes if code in names}


def _sources(claims: Sequence[Claim], documents: Sequence[Document]) -> dict[str, str]:
    """The usual names of the roots; for one that the registry does not know, the name that a text gives it."""
    from uncounted.reference.sources import Registry
    from uncounted.resolve.roots import known

    registry = Registry.default()
    publishers = {document.id: document.publisher for document in documents}
    names: dict[str, str] = {}
    for claim in claims:
        root = claim.root
        if root is None or root in names:
            continue
        if entry := registry.get(root):
            names[root] = entry.name
            continue
        told = [link.name for link in claim.attribution] + [publishers.get(claim.document or "") or ""]
        printed = next((name for name in told if name and known(name, registry) == root), None)
        if printed:
            names[root] = printed
    return names


def said(claim: Claim) -> str:
    """A claim in a few words: ``at least 300 civilians killed``."""
    from uncounted.publish import words

    return f"{words.count(claim.count)} {words.harm(claim)}"

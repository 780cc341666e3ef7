"""Histories of a case's figures: of one claim's, of one incident's, or of a scope's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from uncounted.model.answering import History
from uncounted.model.claim import Claim
from uncounted.model.errors import UnknownName
from uncounted.pipeline.asking import Asking, question
from uncounted.pipeline.settings import Material, Setting, from_case


def case_histories(
    case: Path, identifier: str | None, asking: Asking | None, setting: Setting, *, every_measure: bool = False
) -> tuple[History, ...]:
    """The histories in a case: all, those of the claim or incident that ``identifier`` names, or those asked for.

    ``identifier`` is a whole id or a unique start of one. Raises UnknownName where it is neither.
    """
    from uncounted.pipeline.cases import open_case
    from uncounted.store import finding

    material = from_case(case, setting)
    wanted = finding.find(open_case(case), identifier, ("claim", "incident")) if identifier else None
    found = material_histories(material, asking, every_measure=every_measure)
    if wanted is None:
        return found
    if wanted.kind == "incident":
        kept = tuple(history for history in found if history.incident == wanted.id)
    else:
        kept = tuple(h for h in found if any(event.claim == wanted.id for event in h.events))
        kept = kept or _by_figure(wanted.id, material, found)
    if not kept:
        raise UnknownName(f"{identifier} has no history here: it was rejected, or left out by --as-of or --only")
    return kept


def material_histories(
    material: Material, asking: Asking | None, *, every_measure: bool = False
) -> tuple[History, ...]:
    """The histories of the material's claims, those that bear on what is asked, or would whatever the measure."""
    from uncounted.link.incidents import link
    from uncounted.reconcile.bearing import bearing
    from uncounted.reconcile.histories import histories

    claims = tuple(claim for claim in material.used if claim.status != "rejected")
    incidents = link(claims, material.judgements)

    def day(claim: Claim) -> str | None:
        told = material.documents.get(claim.document or "")
        return claim.said_on or (told.published[0] if told and told.published else None)

    names = material.sources.names(claims)

    def name(claim: Claim) -> str:
        return names[claim.root] if claim.root else "an unnamed source"

    found = histories(claims, incidents, day, name)
    if asking is None:
        return found
    asked = question(asking, material.claims)
    measures = tuple(dict.fromkeys(claim.measure for claim in claims)) if every_measure else (asked.measure,)
    ids: set[str] = set()
    for measure in measures:
        bears = bearing(replace(asked, measure=measure), claims, incidents)
        ids |= {claim.id for figure in bears.rows for claim in figure.members} | set(bears.left_out)
    return tuple(history for history in found if any(event.claim in ids for event in history.events))


def _by_figure(claim: str, material: Material, found: tuple[History, ...]) -> tuple[History, ...]:
    """The history of a claim that a document tells twice: that of its other telling."""
    mine = next((one for one in material.used if one.id == claim), None)
    if mine is None:
        return ()
    by_id = {one.id: one for one in material.used}
    alike = {
        one.id
        for one in by_id.values()
        if (one.document, one.root, one.measure, one.count.low, one.count.point)
        == (mine.document, mine.root, mine.measure, mine.count.low, mine.count.point)
    }
    return tuple(history for history in found if any(event.claim in alike for event in history.events))

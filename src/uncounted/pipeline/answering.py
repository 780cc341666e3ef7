"""A question, put to a case or to claims: the bounds, and all that they rest on."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from uncounted.model.answering import Answer, Quote, Retold, TrustProfile
from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import Echo, Independent
from uncounted.model.reconciliation import Question, Reconciliation
from uncounted.model.recorded_estimate import BesideEstimate
from uncounted.pipeline import trust
from uncounted.pipeline.asking import Asking, question
from uncounted.pipeline.reconciling import reference_versions
from uncounted.pipeline.settings import Material, Setting

if TYPE_CHECKING:
    from uncounted.reconcile.figures import Figure


@dataclass(frozen=True)
class Reconciled:
    """What a reconciliation found under a setting, with the claims and incidents that it used.

    The claims stand under the roots that attribution across their documents leads to; ``traced`` are all of them, those
    that the profile's gradings leave out too.
    """

    found: Reconciliation
    claims: tuple[Claim, ...]
    traced: tuple[Claim, ...]
    echoes: tuple[Echo, ...]
    incidents: tuple[Incident, ...]
    applied: trust.Applied
    aside: Mapping[str, str]


def reconciled(
    material: Material,
    setting: Setting,
    questions: Sequence[Question] | None = None,
    *,
    profile: TrustProfile | None = None,
    conflicts: bool = True,
) -> Reconciled:
    """Link the material's claims, apply the trust profile, and reconcile what is left.

    ``profile`` goes before the setting's; without ``conflicts`` no contradictions are looked for. Raises UnknownName
    for a profile, assumption or source that nobody knows.
    """
    from uncounted.link.grading import graded
    from uncounted.link.incidents import link
    from uncounted.pipeline.findings import traced as trace
    from uncounted.pipeline.findings import with_findings
    from uncounted.reconcile import reconcile

    wanted = profile or trust.profile(setting.trust or "every", material.case)
    incidents = graded(link(material.used, material.judgements), material.judgements, material.used)
    traced, echoes = trace(material.used, incidents, material.sources)
    applied = trust.apply(wanted, traced, incidents, material.sources)
    aside = {**material.aside, **applied.left_out}
    claims = tuple(claim for claim in traced if claim.id not in aside)
    left = _without(incidents, aside)
    found = reconcile(
        claims,
        left,
        assume=setting.assume,
        without=setting.without,
        profile=applied.engine,
        questions=questions,
        versions=_versions(material, setting, applied),
        contradictions=conflicts,
    )
    if conflicts:
        found = with_findings(found, claims, left, echoes)
    return Reconciled(found, claims, traced, echoes, incidents, applied, aside)


def answer(material: Material, asking: Asking, setting: Setting, *, target: str = "CASE") -> Answer:
    """The answer to what is asked; ``target`` is what the command that reproduces it names.

    Raises UnknownName for names that nobody knows, InputError for a date that is none.
    """
    from uncounted.reconcile.bearing import bearing

    asked = question(asking, material.claims)
    result = reconciled(material, setting, (asked,))
    found, roots = result.found, result.applied.roots
    known = {claim.id: claim for claim in (*material.claims, *result.traced)}
    everything = tuple(claim for claim in known.values() if claim.status != "rejected")
    bears = bearing(asked, everything, result.incidents, roots, result.aside)
    counted = tuple(figure.id for figure in bears.rows)
    ids = set(counted)
    telling = [claim for figure in bears.rows for claim in figure.members]
    told = {claim.id for claim in telling}
    echoes = tuple(echo for echo in result.echoes if told.intersection(echo.claims))
    bound = found.bounds[0]
    named = dict.fromkeys((*bound.low_because, *bound.high_because, *counted, *bears.left_out))
    return Answer(
        question=asked,
        bounds=bound,
        profile=result.applied.profile.name,
        counted=counted,
        quotes=quotes(named, everything, material),
        independence=_independent(telling, echoes),
        n_incidents=bears.n_incidents,
        incidents=bears.inside,
        perhaps=bears.perhaps,
        summed=tuple(figure.id for figure in bears.rows if figure.claim.scope.n_incidents),
        retold=_retold(bears.rows),
        echoes=echoes,
        derived=tuple(rest for rest in found.derived if ids.intersection(rest.from_)),
        excluded=tuple(pair for pair in found.excluded if pair[1] in ids),
        contradictions=tuple(one for one in found.contradictions if ids.intersection(one.claims)),
        disagreements=tuple(one for one in found.disagreements if ids.intersection(told.claim for told in one.told)),
        left_out=bears.left_out,
        names=bears.names,
        as_of=material_day(setting),
        recipe=found.recipe,
        command=command(target, asking, setting, material, (found.recipe or {}).get("hash")),
        beside=_beside(asked, material, setting),
    )


def _beside(asked: Question, material: Material, setting: Setting) -> tuple[BesideEstimate, ...]:
    """The case's estimates; claims on lines have none."""
    if material.case is None:
        return ()
    from uncounted.pipeline.estimates import estimates_beside

    return estimates_beside(material.case, asked, at_entry=material.ledger, as_of=material_day(setting))


def material_day(setting: Setting) -> str | None:
    """The last day of what ``--as-of`` names."""
    from uncounted.pipeline.asking import period

    return period(setting.as_of).end if setting.as_of else None


def quotes(ids: Iterable[str], claims: Sequence[Claim], material: Material) -> tuple[Quote, ...]:
    """The claims with these ids, with their words and who published them."""
    from uncounted.reconcile.words import harm_words, scope_words

    by_id = {claim.id: claim for claim in claims}
    names = material.sources.names(claims)
    found = []
    for claim in (by_id[one] for one in ids if one in by_id):
        told = material.documents.get(claim.document or "")
        sentence = claim.spans.get("sentence")
        where = scope_words(claim.scope)
        printed = next((link.name for link in claim.attribution if link.role == "publisher"), None)
        found.append(
            Quote(
                claim=claim.id,
                root=claim.root,
                source=names[claim.root] if claim.root else "an unnamed source",
                words=harm_words(claim) + (f" ({where})" if where else ""),
                quote=" ".join(sentence.quote.split()) if sentence else None,
                document=claim.document,
                publisher=(told.publisher if told else None) or printed,
                published=told.published if told else None,
                said_on=claim.said_on,
            )
        )
    return tuple(found)


def command(target: str, asking: Asking, setting: Setting, material: Material, recipe: str | None) -> str:
    """The command line that gives the same number again, and fails where it would not."""
    parts = ["uncounted", "reconcile", target]
    for option, values in (
        ("--where", asking.where),
        ("--when", (asking.when,) if asking.when else ()),
        ("--by", asking.by),
        ("--who", asking.who),
        ("--means", (asking.means,) if asking.means else ()),
        ("--measure", (asking.measure,)),
        ("--assume", setting.assume),
        ("--without", setting.without),
        ("--trust", (setting.trust,) if setting.trust else ()),
        ("--as-of", (setting.as_of,) if setting.as_of else ()),
        ("--only", (setting.only,) if setting.only else ()),
        ("--ledger", (str(material.ledger),) if material.ledger else ()),
        ("--expect", (recipe,) if recipe else ()),
    ):
        for value in values:
            parts += [option, value]
    return shlex.join(parts)


def _without(incidents: Sequence[Incident], aside: Mapping[str, str]) -> tuple[Incident, ...]:
    """The incidents without the claims set aside; those that have none left are gone."""
    kept = [replace(i, claims=tuple(c for c in i.claims if c not in aside)) for i in incidents] if aside else incidents
    return tuple(incident for incident in kept if incident.claims)


def _versions(material: Material, setting: Setting, applied: trust.Applied) -> dict[str, str]:
    found = {**reference_versions(), "sources": material.sources.version, "profile": applied.hash}
    if setting.as_of:
        found["as_of"] = str(material_day(setting))
    if setting.only:
        found["only"] = setting.only
    if material.head:
        found["ledger"] = f"entry {material.ledger}, head {material.head}"
    return found


def _independent(told: Sequence[Claim], echoes: Sequence[Echo]) -> Independent:
    from uncounted.link.origins import independent

    return independent(told, echoes)


def _retold(rows: Sequence[Figure]) -> tuple[Retold, ...]:
    from uncounted.reconcile.bearing import retellings

    found = []
    for figure in rows:
        if len(figure.members) > 1:
            documents = {claim.document for claim in figure.members}
            ids = tuple(claim.id for claim in figure.members)
            found.append(Retold(figure.id, ids, len(documents), retellings(figure)))
    return tuple(found)

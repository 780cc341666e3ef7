"""Claims, from a case or from JSON Lines, linked to incidents and reconciled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from uncounted.model.claim import Claim
from uncounted.model.errors import InputError
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.model.reconciliation import Profile, Question, Reconciliation
from uncounted.model.records import VERSION, from_json, unknown_fields

# A line longer than this is no claim of anybody's.
LINE_LIMIT = 20_000_000


def parse_claims(
    lines: Iterable[str], *, path: str = "-", warn: Callable[[str], None] = lambda _: None
) -> tuple[Claim, ...]:
    """The claims on JSON Lines, as ``uncounted read --json`` prints them.

    Lines of type ``document`` give the claims inside them; lines of another type are refused. The same words in two
    documents are two claims: the later one's id gets ``@`` and its document. Fields that a claim does not have are
    named to ``warn`` and left aside. Raises InputError with the line.
    """
    found: dict[str, dict[str | None, Claim]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        position = f"line {number}"
        for value in _claim_values(_parse(line, path, position), path, position):
            claim = _claim(value, path, position, warn)
            tellings = found.setdefault(claim.id, {})
            if tellings.setdefault(claim.document, claim) != claim:
                raise InputError(
                    f"claim {claim.id} stands here twice with different fields", path=path, position=position
                )
    claims = _told_apart(found)
    _name_strangers({claim.id: claim for claim in claims}, path, warn)
    return claims


def _told_apart(found: Mapping[str, Mapping[str | None, Claim]]) -> tuple[Claim, ...]:
    """The claims with ids of their own: an id is a hash of words, which two documents may share."""
    names = {
        (document, old): f"{old}@{document}"
        for old, tellings in found.items()
        for document in islice(tellings, 1, None)
    }  # fmt: skip
    claims = [claim for tellings in found.values() for claim in tellings.values()]
    return tuple(_renamed(claim, names) for claim in claims) if names else tuple(claims)


def _renamed(claim: Claim, names: Mapping[tuple[str | None, str], str]) -> Claim:
    """A claim with its new id, and the new ids of those of its document that it names."""

    def name(old: str) -> str:
        return names.get((claim.document, old), old)

    relations = tuple(replace(relation, claim=name(relation.claim)) for relation in claim.relations)
    exclusions = tuple(name(item) if isinstance(item, str) else item for item in claim.exclusions)
    if name(claim.id) == claim.id and relations == claim.relations and exclusions == claim.exclusions:
        return claim
    return replace(claim, id=name(claim.id), relations=relations, exclusions=exclusions)


def reconcile_claims(
    claims: Sequence[Claim],
    *,
    assume: Sequence[str] = (),
    without: Sequence[str] = (),
    judgements: Sequence[Judgement] = (),
    profile: Profile | None = None,
    questions: Sequence[Question] | None = None,
) -> tuple[Reconciliation, tuple[Incident, ...]]:
    """Link the claims to incidents, trace who counted across documents, and reconcile them."""
    from uncounted.link.incidents import link
    from uncounted.pipeline.findings import traced, with_findings
    from uncounted.reconcile import reconcile

    incidents = link(claims, judgements)
    rooted, echoes = traced(claims, incidents)
    found = reconcile(
        rooted,
        incidents,
        assume=assume,
        without=without,
        profile=profile,
        questions=questions,
        versions=reference_versions(),
    )
    return with_findings(found, rooted, incidents, echoes), incidents


def reconcile_case(
    case: Path,
    *,
    assume: Sequence[str] = (),
    without: Sequence[str] = (),
    only_accepted: bool = False,
    questions: Sequence[Question] | None = None,
) -> tuple[Reconciliation, tuple[Incident, ...], tuple[Claim, ...]]:
    """Reconcile the current claims of a case, judgements applied; also gives its incidents and those claims."""
    from uncounted.pipeline.cases import current_claims, current_judgements, open_case

    opened = open_case(case)
    claims = current_claims(opened, only_accepted=only_accepted)
    judgements = current_judgements(opened)
    found, incidents = reconcile_claims(
        claims, assume=assume, without=without, judgements=judgements, questions=questions
    )
    return found, incidents, claims


def reference_versions() -> dict[str, str]:
    """The versions of what the world is called by, for the recipe."""
    from uncounted import __version__
    from uncounted.reference.gazetteer import Gazetteer
    from uncounted.reference.sources import Registry

    return {
        "uncounted": __version__,
        "gazetteer": Gazetteer.default().version,
        "sources": Registry.default().version,
    }


def _parse(line: str, path: str, position: str) -> Mapping[str, Any]:
    if len(line) > LINE_LIMIT:
        raise InputError(f"the line has more than {LINE_LIMIT} characters", path=path, position=position)
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} at column {error.colno}", path=path, position=position) from error
    except RecursionError as error:
        raise InputError("nested too deep", path=path, position=position) from error
    if not isinstance(value, dict):
        raise InputError("each line should be a JSON object", path=path, position=position)
    return value


def _claim_values(value: Mapping[str, Any], path: str, position: str) -> Sequence[Any]:
    kind, version = value.get("type", "claim"), value.get("version", VERSION)
    if version != VERSION:
        raise InputError(
            f"version {version!r} is not read here; this program reads {VERSION}", path=path, position=position
        )
    if kind == "claim":
        return (value,)
    if kind == "review":
        return ()  # what a person should judge stands beside the claims and is none
    if kind == "document" and isinstance(value.get("claims"), list):
        return list(value["claims"])
    raise InputError(f"a line of type {kind!r} is no claim", path=path, position=position)


def _claim(value: Any, path: str, position: str, warn: Callable[[str], None]) -> Claim:
    try:
        claim = from_json(Claim, value)
    except InputError as error:
        raise InputError(str(error), path=path, position=position) from error
    if extra := unknown_fields(Claim, value):
        warn(f"{path}, {position}: fields left aside: {', '.join(extra)}")
    return claim if claim.reading else claim.with_reading()


def _name_strangers(found: Mapping[str, Claim], path: str, warn: Callable[[str], None]) -> None:
    """Say which claims are named by others and are not here: what they would join stays apart."""
    for claim in found.values():
        named = [relation.claim for relation in claim.relations]
        named += [item for item in claim.exclusions if isinstance(item, str)]
        for other in dict.fromkeys(named):
            if other not in found:
                warn(f"{path}: claim {claim.id} names claim {other}, which is not among these lines")

"""What a reconciliation reads: the claims of a case or of a file, at a state of the ledger, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from uncounted.model.claim import Claim
from uncounted.model.errors import InputError, UnknownName
from uncounted.model.judgement import Judgement
from uncounted.pipeline.registry import CaseSources, case_sources

ONLY = ("accepted",)


@dataclass(frozen=True)
class Setting:
    """How to answer. ``assume`` and ``without`` are assumptions, ``trust`` a profile's name or file.

    ``as_of``: only what had been said and published by that day; ``only``: ``accepted`` takes judged claims alone;
    ``ledger``: the case as it stood after that entry of its log, null for now.
    """

    assume: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    trust: str | None = None
    as_of: str | None = None
    only: str | None = None
    ledger: int | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing but assumptions is set."""
        return self.trust is None and self.as_of is None and self.only is None and self.ledger is None


@dataclass(frozen=True)
class Told:
    """A document of which claims were read: who published it, its title, and a closed interval of days."""

    publisher: str | None = None
    title: str | None = None
    published: tuple[str, str] | None = None


@dataclass(frozen=True)
class Material:
    """What is reconciled. ``aside`` are claims of the case that a setting leaves out, with the reason."""

    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    sources: CaseSources
    documents: Mapping[str, Told] = field(default_factory=dict)
    aside: Mapping[str, str] = field(default_factory=dict)
    case: Path | None = None
    ledger: int | None = None
    head: str | None = None

    @property
    def used(self) -> tuple[Claim, ...]:
        """The claims that are not left out."""
        return tuple(claim for claim in self.claims if claim.id not in self.aside)


def from_case(path: Path, setting: Setting) -> Material:
    """The material of a case. Raises LedgerError, and UnknownName for an entry that the log does not have."""
    from uncounted.pipeline.cases import current_claims, current_judgements, open_case
    from uncounted.pipeline.sources import publisher_types
    from uncounted.store import queries, sourcing

    case = open_case(path)
    entries = queries.counts(case).entries
    if setting.ledger is not None and not 0 < setting.ledger <= entries:
        raise UnknownName(f"the log of {path} has no entry {setting.ledger}; its last is {entries}")
    now = setting.ledger is None or setting.ledger == entries
    at = entries if setting.ledger is None else setting.ledger
    claims = current_claims(case, as_of=None if now else at)
    judgements = current_judgements(case) if now else sourcing.judgements_as_of(case, at)
    documents = {one.id: Told(one.publisher, one.title, one.published) for one in queries.documents(case)}
    head = queries.head(case) if now else queries.entry(case, at).chain
    sources = case_sources(judgements, publisher_types(case))
    return Material(claims, judgements, sources, documents, _aside(claims, documents, setting), path, at, head)


def from_claims(claims: Sequence[Claim], setting: Setting) -> Material:
    """The material of claims without a ledger. Raises InputError where the setting needs one."""
    if setting.ledger is not None:
        raise InputError("--ledger needs a case; claims on lines have no log")
    return Material(tuple(claims), (), case_sources(()), {}, _aside(claims, {}, setting))


def _aside(claims: Sequence[Claim], documents: Mapping[str, Told], setting: Setting) -> dict[str, str]:
    found: dict[str, str] = {}
    if setting.only is not None:
        if setting.only not in ONLY:
            raise UnknownName(f"--only does not know {setting.only!r}.", ONLY)
        found |= {
            claim.id: "nobody has accepted it" for claim in claims if claim.status not in {"accepted", "corrected"}
        }
    if setting.as_of is not None:
        known_by = _known_by(setting.as_of, documents)
        found |= {claim.id: why for claim in claims if (why := known_by(claim)) is not None}
    return found


def _known_by(text: str, documents: Mapping[str, Told]) -> Callable[[Claim], str | None]:
    """Why a claim was not known on a day; null where it was."""
    from uncounted.pipeline.asking import period

    try:
        day = str(period(text).end)
    except InputError:
        raise InputError(f"--as-of takes a day such as 2016-11-09, not {text!r}") from None

    def unknown(claim: Claim) -> str | None:
        told = documents.get(claim.document or "")
        if told is not None and told.published is None:
            return "its document has no date"
        if told is not None and told.published is not None and told.published[1] > day:
            return f"published on {told.published[1]}, after {day}"
        if claim.said_on is None:
            return None if told is not None else "nobody says when it was said"
        return f"said on {claim.said_on}, after {day}" if claim.said_on > day else None

    return unknown

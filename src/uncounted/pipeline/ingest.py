"""Files into the ledger: read, extract, resolve, archive, log. One transaction for each document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from uncounted.model.document import Document
from uncounted.model.errors import InputError, Refused
from uncounted.pipeline.cases import Case, relink
from uncounted.pipeline.ingest_sources import Offer, found_under, is_corpus
from uncounted.pipeline.reading import Chosen
from uncounted.read import Intake
from uncounted.read.files import Unread, bytes_of
from uncounted.read.meta_csv import beside
from uncounted.read.metadata import Metadata
from uncounted.store import archive, queries, recording
from uncounted.store.locking import writing

Outcome = Literal["read", "read again", "unchanged", "captured", "unread", "skipped"]


@dataclass(frozen=True)
class Step:
    """What became of one file, or one record of a corpus.

    ``document`` is its id in the ledger; ``notes`` are warnings and flags, a line each.
    """

    path: str
    outcome: Outcome
    document: str | None = None
    n_claims: int = 0
    reason: str | None = None
    detail: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ingested:
    """What became of all files, and the ledger's head afterwards.

    ``failed`` are the errors of files that were named themselves (not found in a folder); ``notes`` say how corpora
    were understood, a line each.
    """

    steps: tuple[Step, ...]
    failed: tuple[InputError, ...]
    head: str | None
    notes: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many files had this outcome."""
        return sum(step.outcome == outcome for step in self.steps)

    @property
    def n_claims(self) -> int:
        """How many claims the files that were read gave."""
        return sum(step.n_claims for step in self.steps)


@dataclass
class _Run:
    case: Case
    flags: Metadata
    extractor: Chosen
    engine: str
    again: bool
    readmit: bool
    by: str
    intake: Intake
    notes: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    failed: list[InputError] = field(default_factory=list)
    sides: dict[Path, dict[str, Metadata]] = field(default_factory=dict)


def ingest(
    case: Case,
    paths: Sequence[Path],
    *,
    flags: Metadata = Metadata(),
    extractor: Chosen = "grammar",
    again: bool = False,
    readmit: bool = False,
    by: str = "uncounted",
    intake: Intake | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Ingested:
    """Read files, folders and corpora into the case; ``intake`` says which columns of a corpus hold what.

    A file that the ledger has adds nothing, unless it is read by another engine, with other metadata, or ``again``;
    then its machine readings are superseded, and a person's judgements stand. What was expunged is not taken in again
    unless ``readmit``. A file that cannot be read is logged with its reason and the rest go on. Interrupted, it keeps
    the documents that were done; run again, it goes on with the rest. Raises InputError for a path that is not there
    and UnknownName for an unknown extractor before anything is read, LedgerError while another process writes.
    """
    for path in paths:
        _check_path(case, path)
    run = _Run(case, flags, extractor, engine_of(extractor), again, readmit, by, intake or Intake())
    with writing(case):
        for path in paths:
            for step in _steps(run, path):
                run.steps.append(step)
                if progress is not None:
                    progress(step)
        relink(case, by=by)
    return Ingested(tuple(run.steps), tuple(run.failed), queries.head(case), tuple(run.notes))


def engine_of(extractor: Chosen) -> str:
    """Everything that decides what a reading says, by name and version; UnknownName for an unknown extractor."""
    from uncounted.pipeline.reading import extractors_of
    from uncounted.pipeline.reconciling import reference_versions

    versions = {**{one.name: one.version for one in extractors_of(extractor)}, **reference_versions()}
    return "; ".join(f"{name} {version}" for name, version in versions.items())


def count_files(paths: Sequence[Path]) -> int | None:
    """How many files stand under the paths, to show progress by; null where one is a corpus of many texts."""
    if any(is_corpus(path) for path in paths):
        return None
    return sum(1 if not path.is_dir() else sum(entry.is_file() for entry in path.rglob("*")) for path in paths)


def _check_path(case: Case, path: Path) -> None:
    if not path.exists():
        raise InputError("no such file or folder; nothing was read", path=str(path), reason="missing")
    if _inside(case, path):
        raise Refused(f"{path} is part of the case itself; name files outside it")


def _inside(case: Case, path: Path) -> bool:
    return path.resolve().is_relative_to(case.path.resolve())


def _steps(run: _Run, path: Path) -> Iterator[Step]:
    named = not path.is_dir()
    try:
        for found in found_under(path, run.flags, run.intake):
            if isinstance(found, str):
                run.notes.append(found)
                continue
            place = found.path if isinstance(found, Unread) else found.document.path
            if not _inside(run.case, Path(place or "")):
                yield _step(run, found)
    except InputError as error:
        if not named:
            raise  # a folder's meta.csv is wrong: its files cannot be read as meant
        yield _failed(run, str(path), error)


def _step(run: _Run, found: Offer | Unread) -> Step:
    if isinstance(found, Unread):
        if found.skipped:
            return Step(found.path, "skipped", reason=found.reason, detail=found.detail)
        return _unread(run, found.path, found.reason, found.detail)
    try:
        return _document(run, found)
    except InputError as error:
        path = found.document.path or "-"
        if found.named:
            return _failed(run, path, error)
        return _unread(run, path, error.reason or "unreadable", _detail(error))


def _document(run: _Run, offer: Offer) -> Step:
    found = offer.document
    path = found.path or "-"
    prior = recording.prior(run.case, found)
    if prior.standing == "captured":
        return Step(path, "unchanged", prior.id)
    if prior.standing == "expunged":
        if not run.readmit:
            raise InputError(
                f"expunged by entry {prior.entry}; give --readmit to take it in again", path=path, reason="expunged"
            )
        return _read(run, offer, found)
    if prior.standing == "same text" and prior.document is not None:
        _keep(run, offer)
        recording.record_capture(run.case, found, prior.document, by=run.by)
        return Step(path, "captured", prior.id, notes=(f"the same text as {prior.id}",))
    if prior.standing == "read" and prior.document is not None:
        document = recording.merged(prior.document, found, _said(run, offer))
        if document == prior.document and prior.engine == run.engine and not run.again:
            return Step(path, "unchanged", prior.id)
        return _read(run, offer, document, before=prior.document)
    return _read(run, offer, found)


def _read(run: _Run, offer: Offer, document: Document, before: Document | None = None) -> Step:
    from uncounted.pipeline.reading import read_document

    reading = read_document(document, run.extractor)
    _keep(run, offer)
    entry = recording.record_reading(
        run.case,
        document,
        reading.claims,
        extractor=reading.extractor,
        engine=run.engine,
        leads=(*reading.leads, *reading.reviews),
        flags=reading.flags,
        by=run.by,
    )
    outcome: Outcome = "unchanged" if entry is None else "read again" if before else "read"
    notes = (*document.warnings, *reading.flags) if entry is not None else ()
    return Step(
        offer.document.path or "-", outcome, document.id, len(reading.claims) if entry is not None else 0, notes=notes
    )


def _said(run: _Run, offer: Offer) -> frozenset[str]:
    """The fields that a person states about the file, by a flag or in the meta.csv beside it, or in its record."""
    if offer.said is not None:
        return offer.said
    place = Path(offer.document.path or "-")
    if place.parent not in run.sides:
        run.sides[place.parent] = beside(place.parent)
    said = run.flags.over(run.sides[place.parent].get(place.name, Metadata()))
    return frozenset(name for name, value in vars(said).items() if value is not None)


def _keep(run: _Run, offer: Offer) -> None:
    """Archive the original before the entry that names it; the same bytes that were read, or nothing."""
    found = offer.document
    data = bytes_of(Path(found.path or "")) if offer.original is None else offer.original
    if archive.sha256_of(data) != found.sha256:
        raise InputError("changed while it was being read; run again", path=found.path, reason="changed")
    archive.keep(run.case, data)


def _failed(run: _Run, path: str, error: InputError) -> Step:
    run.failed.append(error)
    return _unread(run, path, error.reason or "unreadable", _detail(error))


def _unread(run: _Run, path: str, reason: str, detail: str | None) -> Step:
    recording.record_unread(run.case, path, reason, detail, by=run.by)
    return Step(path, "unread", reason=reason, detail=detail)


def _detail(error: InputError) -> str:
    """The message as a folder's unread files have it: without the path, the position after it."""
    return f"{error.detail} ({error.position})" if error.position else error.detail

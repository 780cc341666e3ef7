"""Whether the ledger is what it was: chain, commitments, originals, spans, projections."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from uncounted.model.claim import Claim
from uncounted.model.document import Document, text_hash
from uncounted.model.errors import UncountedError
from uncounted.model.records import from_json
from uncounted.store import archive, log
from uncounted.store.locking import snapshot
from uncounted.store.orm import CaptureRow, DocumentRow, Entry, Payload
from uncounted.store.projecting import PROJECTIONS, Row, projected
from uncounted.store.setup import Case

Decode: TypeAlias = Callable[[Document, bytes], str | None]


@dataclass(frozen=True)
class Verification:
    """What was checked, and every finding in one line each (none: the ledger is whole).

    ``head`` is the chain hash of the last entry; ``head_entry`` the entry that the head kept elsewhere names.
    ``expunged`` maps entries to the entry that expunged them; ``orphans`` are archived files that no entry names,
    which an interrupted ingest leaves and the next one uses.
    """

    head: str | None
    head_entry: int | None
    entries: int
    documents: int
    originals: int
    claims: int
    spans: int
    rows: int
    expunged: dict[str, int]
    orphans: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass
class _Check:
    case: Case
    decode: Decode | None = None
    findings: list[str] = field(default_factory=list)
    gone: dict[int, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    buried: set[str] = field(default_factory=set)
    alive: set[str] = field(default_factory=set)
    intact: dict[str, bool] = field(default_factory=dict)


def verify(case: Case, head: str | None = None, *, decode: Decode | None = None) -> Verification:
    """Check everything that the case holds; never raises for a finding.

    ``head`` is a chain hash kept elsewhere (whole, or its first 8 characters or more): the log must pass through it.
    ``decode`` gives the decoded original that a document's segments count in, or null where that cannot be told; with
    it, every run of every clean text is compared with its original.
    """
    with snapshot(case):
        return _verified(_Check(case, decode), head)


def _verified(check: _Check, head: str | None) -> Verification:
    _chain(check)
    _payloads(check)
    _originals(check)
    _spans(check)
    _projections(check)
    last = log.head(check.case)
    return Verification(
        head=last,
        head_entry=_kept_head(check, head, last),
        entries=check.numbers["entries"],
        documents=check.numbers["documents"],
        originals=check.numbers["originals"],
        claims=check.numbers["claims"],
        spans=check.numbers["spans"],
        rows=check.numbers["rows"],
        expunged={str(number): by for number, by in sorted(check.gone.items())},
        orphans=_orphans(check),
        findings=tuple(check.findings),
    )


def _chain(check: _Check) -> None:
    previous, expected = log.GENESIS, 1
    for entry in log.entries(check.case, bodies=False):
        e = entry
        if e.number != expected:
            check.findings.append(f"entry {expected}: missing from the log")
        if e.previous != previous:
            check.findings.append(f"entry {e.number}: does not follow the entry before it")
        if log.link(e.previous, e.number, e.at, e.by, e.kind, e.subjects, e.commitment) != e.chain:
            check.findings.append(f"entry {e.number}: was changed after it was written")
        check.heads[e.chain] = e.number
        previous, expected = e.chain, e.number + 1
        check.numbers["entries"] += 1
    if not check.numbers["entries"]:
        check.findings.append("the log is empty")


def _payloads(check: _Check) -> None:
    using = check.case.alias
    commitments = dict(Entry.objects.using(using).values_list("number", "commitment"))
    kinds = dict(Entry.objects.using(using).values_list("number", "kind"))
    seen: set[int] = set()
    for payload in Payload.objects.using(using).order_by("entry").iterator(chunk_size=200):
        number = payload.entry
        seen.add(number)
        if number not in commitments:
            check.findings.append(f"entry {number}: a payload without an entry")
        elif log.commit(payload.salt, payload.body) != commitments[number]:
            check.findings.append(f"entry {number}: its payload is not what was committed to")
        elif kinds[number] == "expunged":
            body = json.loads(payload.body)
            check.gone.update(dict.fromkeys(map(int, body["entries"]), number))
            check.buried.update(body["documents"])
    for number in sorted(set(commitments) - seen - set(check.gone)):
        check.findings.append(f"entry {number}: its payload is missing and no entry expunged it")
    for number in sorted(seen & set(check.gone)):
        check.findings.append(f"entry {number}: expunged by entry {check.gone[number]}, but its payload is still there")


def _originals(check: _Check) -> None:
    using = check.case.alias
    rows = [*DocumentRow.objects.using(using).values_list("id", "sha256", "entry")]
    rows += [*CaptureRow.objects.using(using).values_list("id", "sha256", "entry")]
    for identifier, sha256, entry in rows:
        state = archive.intact(check.case, sha256)
        check.alive.add(sha256)
        check.intact[sha256] = bool(state)
        check.numbers["originals"] += 1
        if state is None:
            check.findings.append(f"entry {entry}: the original of {identifier} is missing from the archive")
        elif not state:
            check.findings.append(f"entry {entry}: the original of {identifier} was changed")


def _orphans(check: _Check) -> tuple[str, ...]:
    return tuple(
        name for name in archive.all_hashes(check.case) if name not in check.alive and not _buried(check, name)
    )


def _buried(check: _Check, sha256: str) -> bool:
    return f"d{sha256[:16]}" in check.buried


def _spans(check: _Check) -> None:
    for entry in log.entries(check.case, kinds=["document-read"]):
        if entry.body is None:
            continue
        check.numbers["documents"] += 1
        try:
            document = from_json(Document, entry.body["document"])
            claims = [from_json(Claim, body) for body in entry.body["claims"]]
        except (UncountedError, KeyError) as error:
            check.findings.append(f"entry {entry.number}: cannot be read ({error})")
            continue
        for finding in _document_findings(check, document, claims):
            check.findings.append(f"entry {entry.number}: {finding}")
    for name in archive.all_hashes(check.case):
        if name not in check.alive and _buried(check, name):
            check.findings.append(f"the original of d{name[:16]} was expunged and is still there; expunge it again")


def _document_findings(check: _Check, document: Document, claims: list[Claim]) -> Iterator[str]:
    if text_hash(document.text) != document.text_sha256:
        yield f"the clean text of {document.id} is not what it was"
    yield from _segment_findings(check, document)
    for claim in claims:
        check.numbers["claims"] += 1
        spans = [*claim.spans.items(), *((relation.type, s) for relation in claim.relations for s in relation.spans)]
        for name, span in spans:
            check.numbers["spans"] += 1
            if document.text[span.start : span.end] != span.quote:
                yield f"claim {claim.id}: its {name} span does not quote the text at {span.start}-{span.end}"
            elif span.original is not None and document.original(span.start, span.end) != span.original:
                yield f"claim {claim.id}: its {name} span is not where the offset map says"


def _segment_findings(check: _Check, document: Document) -> Iterator[str]:
    """The first run of the clean text that is not, letter for letter, where the map puts it in the decoded original."""
    if check.decode is None:
        return
    if document.sha256 not in check.intact:
        check.intact[document.sha256] = bool(archive.intact(check.case, document.sha256))
    if not check.intact[document.sha256]:
        return
    try:
        original = check.decode(document, archive.original(check.case, document.sha256))
    except UncountedError as error:
        yield f"the original of {document.id} cannot be decoded ({error})"
        return
    if original is None:
        return
    for s in document.segments:
        if original[s.original : s.original + s.length] != document.text[s.clean : s.clean + s.length]:
            yield f"the text of {document.id} at {s.clean} is not in its original at {s.original}"
            return


def _projections(check: _Check) -> None:
    totals: dict[type[Row], int] = defaultdict(int)
    try:
        for batch in projected(check.case):
            _compare(check, batch, totals)
    except (UncountedError, KeyError, TypeError, IndexError) as error:
        check.findings.append(f"the projections cannot be remade from the log ({error})")
        return
    for model in PROJECTIONS:
        there = model._default_manager.using(check.case.alias).count()
        if there > totals[model]:
            extra = there - totals[model]
            check.findings.append(f"{model.__name__}: {extra} rows that the log does not give; run: uncounted rebuild")
    check.numbers["rows"] = sum(totals.values())


def _compare(check: _Check, batch: list[Row], totals: dict[type[Row], int]) -> None:
    wanted: dict[type[Row], dict[Any, dict[str, Any]]] = defaultdict(dict)
    for row in batch:
        wanted[type(row)][row.pk] = {name: getattr(row, name) for name in _columns(type(row))}
    for model, rows in wanted.items():
        totals[model] += len(rows)
        key_column = str(model._meta.pk.attname)
        there = {row[key_column]: row for row in _rows_there(check.case, model, list(rows))}
        for key, values in rows.items():
            found = there.get(key)
            if found is None:
                check.findings.append(f"{model.__name__} {key}: missing; run: uncounted rebuild")
                continue
            if found != values:
                names = ", ".join(sorted(name for name in values if values[name] != found.get(name)))
                check.findings.append(f"{model.__name__} {key}: {names} not what the log gives; run: uncounted rebuild")


def _rows_there(case: Case, model: type[Row], keys: list[Any]) -> Iterator[dict[str, Any]]:
    for i in range(0, len(keys), 500):
        found = model._default_manager.using(case.alias).filter(pk__in=keys[i : i + 500])
        yield from found.order_by().values(*_columns(model))


@cache
def _columns(model: type[Row]) -> tuple[str, ...]:
    return tuple(str(f.attname) for f in model._meta.concrete_fields)


def _kept_head(check: _Check, head: str | None, last: str | None) -> int | None:
    if head is None:
        return None
    wanted = head.strip().lower()
    matches = [number for chain, number in check.heads.items() if chain.startswith(wanted)] if len(wanted) >= 8 else []
    if not matches:
        shown = last[:16] if last else "none"
        check.findings.append(f"the head {head} is not in this log, whose head is {shown}...")
        return None
    return matches[-1]

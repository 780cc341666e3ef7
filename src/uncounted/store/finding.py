"""Anything by its id, or by as much of its id as is unique."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from uncounted.model.errors import UnknownName
from uncounted.store import estimates, reviewing
from uncounted.store.orm import (
    CaptureRow,
    ClaimRow,
    DocumentRow,
    Entry,
    IncidentRow,
    JudgementRow,
    ReadingRow,
    SubjectRow,
    UnreadRow,
)
from uncounted.store.setup import Case

FoundKind = Literal[
    "document", "capture", "claim", "reading", "judgement", "incident", "unread", "entry", "expunged", "review",
    "estimate",
]  # fmt: skip

_TABLES: tuple[tuple[FoundKind, Any, str], ...] = (
    ("document", DocumentRow, "id"),
    ("capture", CaptureRow, "id"),
    ("claim", ClaimRow, "id"),
    ("judgement", JudgementRow, "id"),
    ("incident", IncidentRow, "id"),
    ("unread", UnreadRow, "id"),
    ("reading", ReadingRow, "reading"),
)
_SHOWN = 6


@dataclass(frozen=True)
class Found:
    """What an id names. ``owner`` is the document of a capture or a review, or the claim of a reading."""

    kind: FoundKind
    id: str
    owner: str | None = None


def find(case: Case, text: str, kinds: tuple[FoundKind, ...] | None = None) -> Found:
    """What ``text`` names: a whole id, the start of one, or an entry's number; only among ``kinds`` if given.

    Raises UnknownName, in one line: for nothing found, or, with the candidates, for several.
    """
    wanted = text.strip()
    found = _entry(case, wanted) if kinds is None or "entry" in kinds else None
    if found is not None:
        return found
    matches = _matches(case, wanted, kinds) if wanted else {}
    if wanted in matches:
        return matches[wanted]
    if len(matches) == 1:
        return next(iter(matches.values()))
    if matches:
        names = sorted(matches)
        shown = tuple(f"{matches[name].kind} {name}" for name in names[:_SHOWN])
        more = f"; and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        raise UnknownName(f"{text!r} fits several: {'; '.join(shown)}{more}; give more of the id.")
    raise UnknownName(f"nothing in {case.path} is called {text!r}; uncounted show {case.path} lists what there is.")


def _entry(case: Case, text: str) -> Found | None:
    number = text.removeprefix("#")
    if not (number.isascii() and number.isdigit()) or len(number) > 15:
        return None
    exists = Entry.objects.using(case.alias).filter(number=int(number)).exists()
    return Found("entry", str(int(number))) if exists else None


def _matches(case: Case, text: str, kinds: tuple[FoundKind, ...] | None) -> dict[str, Found]:
    matches: dict[str, Found] = {}
    for kind, model, column in _TABLES:
        if kinds is not None and kind not in kinds:
            continue
        owner = {"capture": "document", "reading": "claim"}.get(kind, column)
        rows = model.objects.using(case.alias).filter(**{f"{column}__startswith": text}).order_by(column)
        for name, owned in rows.values_list(column, owner).distinct()[:50]:
            matches.setdefault(name, Found(kind, name, owned if owner != column else None))
    if kinds is None or "review" in kinds:
        matches |= {name: Found("review", name, document) for name, document in reviewing.ids(case, text).items()}
    if kinds is None or "estimate" in kinds:
        matches |= {name: Found("estimate", name) for name in estimates.ids(case, text)}
    if not matches and (kinds is None or "expunged" in kinds):
        gone = SubjectRow.objects.using(case.alias).filter(subject__startswith=text)
        gone = gone.filter(entry__in=Entry.objects.using(case.alias).filter(kind="expunged").values("number"))
        for name in gone.values_list("subject", flat=True).distinct()[:50]:
            matches[name] = Found("expunged", name)
    return matches

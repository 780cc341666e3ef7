"""Reading in bulk: every text of the input to claims, tolls and lines, in order, on all cores."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from uncounted.model.errors import InputError, UnknownName, UserError
from uncounted.model.records import VERSION, to_json, to_line
from uncounted.pipeline.reading import Chosen, Reading, extractors_of
from uncounted.pipeline.workers import ordered
from uncounted.read import Metadata, Packed, Remark, opened

if TYPE_CHECKING:
    from uncounted.model.claim import Claim, Count
    from uncounted.model.document import Document

Form = Literal["lines", "words", "text"]


@dataclass(frozen=True)
class Task:
    """How texts are read: ``flags`` before what they say of themselves; ``convention`` of tolls, or none.

    ``form`` of what comes out: ``lines`` of JSON, ``words`` for eyes, or the clean ``text`` alone.
    """

    flags: Metadata = Metadata()
    extractor: Chosen = "grammar"
    convention: str | None = None
    form: Form = "lines"


@dataclass(frozen=True)
class Row:
    """One document in a line for eyes. ``killed``, ``injured``: the toll under the convention; ``first``: a figure."""

    id: str
    heading: str
    published: str | None
    n_claims: int
    killed: Count | None = None
    injured: Count | None = None
    first: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one text: lines or a clean text to print, a row, a reading to show whole, or a remark alone.

    ``notes`` are warnings, a line each; ``path`` and ``is_record`` say whose. ``done``: bytes of the input behind it.
    """

    path: str = ""
    is_record: bool = False
    lines: tuple[str, ...] = ()
    row: Row | None = None
    reading: Reading | None = None
    remark: Remark | None = None
    notes: tuple[str, ...] = ()
    n_claims: int = 0
    done: int = 0


def read_all(items: Iterable[Packed | Remark], task: Task, *, jobs: int = 1) -> Generator[Outcome, None, None]:
    """What became of every text, in order; remarks keep their place.

    A text that cannot be read, or on which an extractor breaks, gives a remark and the rest go on. Raises UnknownName
    for an unknown extractor or convention before anything is read.
    """
    from uncounted.extract.conventions import CONVENTIONS

    if task.form != "text":
        extractors_of(task.extractor)
    if task.convention is not None and task.convention not in CONVENTIONS:
        raise UnknownName(f"No convention is called {task.convention!r}.", tuple(CONVENTIONS))
    return ordered(partial(read_one, task), items, jobs=jobs, size=_size)


def _size(item: Packed | Remark) -> int:
    return item.size if isinstance(item, Packed) else 0


def read_one(task: Task, item: Packed | Remark) -> Outcome:
    """What becomes of one text. Never raises for what stands in a record, or for an extractor that breaks on one."""
    if isinstance(item, Remark):
        return Outcome(remark=item)
    try:
        document = opened(item, task.flags)
        if task.form == "text":
            return Outcome(item.path, item.is_record, (document.text,), notes=document.warnings, done=item.done)
        return _read(task, item, document)
    except InputError as error:
        return Outcome(item.path, item.is_record, remark=Remark.of(error, item), done=item.done)
    except UserError:
        raise  # what no other text mends either: a server that is gone, a budget that is spent
    except Exception as error:  # one text must not cost the other hundred thousand
        if not item.is_record:
            raise
        what = f"the reader broke on this record ({type(error).__name__}: {error}); please report it"
        broken = InputError(what, path=item.path, position=item.position)
        return Outcome(item.path, True, remark=Remark.of(broken, item), done=item.done)


def _read(task: Task, item: Packed, document: Document) -> Outcome:
    from uncounted.pipeline.reading import read_document

    reading = read_document(document, task.extractor)
    lines: tuple[str, ...] = ()
    row = None
    whole = task.form == "words" and task.convention is None and not item.is_record
    if task.form == "lines" and task.convention is None:
        lines = tuple(to_line(noun) for noun in (*reading.claims, *reading.reviews))
    elif task.form == "lines":
        lines = (to_line(document_line(reading, task.convention or "")),)
    elif not whole:
        row = _row(reading, task.convention)
    return Outcome(
        item.path,
        item.is_record,
        lines,
        row,
        reading if whole else None,
        notes=(*document.warnings, *reading.flags, *_reviews(task, reading)),
        n_claims=len(reading.claims),
        done=item.done,
    )


def _reviews(task: Task, reading: Reading) -> tuple[str, ...]:
    """What a person should judge, for eyes; lines of JSON hold it themselves."""
    if task.form == "lines":
        return ()
    return tuple(f"review: {review.why}" for review in reading.reviews)


def document_line(reading: Reading, convention: str) -> Mapping[str, Any]:
    """One document as JSON: its id, its toll of killed and injured under a convention, and its claims.

    A toll has ``low``, ``high`` and ``point``; it is null where the document says nothing of that harm.
    """
    return {
        "type": "document",
        "version": VERSION,
        "id": reading.document.id,
        "convention": convention,
        "killed": _bounds(_toll(reading.claims, "killed", convention)),
        "injured": _bounds(_toll(reading.claims, "injured", convention)),
        "claims": [to_json(claim) for claim in reading.claims],
        **({"reviews": [to_json(review) for review in reading.reviews]} if reading.reviews else {}),
    }


def _toll(claims: tuple[Claim, ...], measure: Literal["killed", "injured"], convention: str) -> Count | None:
    from uncounted.extract.toll import toll

    return toll(claims, measure, convention)


def _bounds(count: Count | None) -> dict[str, int | None] | None:
    return None if count is None else {"low": count.low, "high": count.high, "point": count.point}


def _row(reading: Reading, convention: str | None) -> Row:
    from uncounted.reconcile.words import harm_words

    document, claims = reading.document, reading.claims
    return Row(
        document.id,
        document.title or document.text[:120].replace("\n", " "),
        document.published.start if document.published else None,
        len(claims),
        _toll(claims, "killed", convention) if convention else None,
        _toll(claims, "injured", convention) if convention else None,
        harm_words(claims[0]) if claims else None,
    )

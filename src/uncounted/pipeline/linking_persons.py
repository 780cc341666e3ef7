"""Lists of victims to victims: what is read, judged, linked and named; ``persons_output`` writes it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uncounted.link.persons.lists import Linkage, LinkSettings
from uncounted.model.errors import InputError, Refused
from uncounted.pipeline.person_judgements import Binding, Judged, Trial, bind, check_ids, read_judgements, trial
from uncounted.pipeline.person_lists import ReadList, read_lists, shown
from uncounted.pipeline.person_places import divisions_of
from uncounted.read.person_columns import PersonColumns

if TYPE_CHECKING:
    from uncounted.link.datasets.codes import Change, Coded
    from uncounted.link.persons.linking import MakeMatcher
    from uncounted.link.persons.review import ReviewPair
    from uncounted.link.persons.thresholds import AtThreshold
    from uncounted.store.setup import Case

KEY = "record-ids.key"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """What to link, and how.

    ``unique`` and ``duplicates`` name lists on which nobody stands twice, or somebody may. ``judgements`` is a file;
    ``by`` and ``because`` stand in where it does not say. ``case`` is a ledger that keeps the judgements; ``out`` where
    the results go (and an earlier run's may lie), ``earlier`` another folder of an earlier run. ``review`` is the most
    pairs to ask a person about.
    """

    paths: tuple[str, ...]
    columns: PersonColumns = PersonColumns()
    unique: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    encoding: str | None = None
    judgements: str | None = None
    by: str = ""
    because: str = ""
    case: Path | None = None
    out: Path | None = None
    earlier: Path | None = None
    review: int = 100
    settings: LinkSettings = LinkSettings()


@dataclass(frozen=True)
class PersonLinkage:
    """What linking lists of victims gave.

    ``ids`` are the keyed ids of all records in order, ``victims`` for each record the index of its victim in ``codes``,
    which carry the stable ids and former ones; ``changes`` say what became of ids since the earlier run. ``logged`` is
    how many judgements went into the ledger.
    """

    lists: tuple[ReadList, ...]
    linkage: Linkage
    ids: tuple[str, ...]
    codes: tuple[Coded, ...]
    changes: tuple[Change, ...]
    binding: Binding
    trial: Trial | None
    review: tuple[ReviewPair, ...]
    thresholds: tuple[AtThreshold, ...]
    key: bytes
    logged: int = 0


def link_lists(asked: Asked, tell: Tell = lambda _: None, matcher: MakeMatcher | None = None) -> PersonLinkage:
    """Read the lists, link them under all judgements, name the victims. ``tell`` hears of progress; no line of it
    holds what a record says. ``matcher`` makes the one that compares, on DuckDB by default.

    Raises InputError with file and line for what cannot be read and for judgements that contradict each other (nothing
    is linked or logged then), Refused where there is nothing to link.
    """
    from uncounted.link.persons.linking import link_persons
    from uncounted.link.persons.review import review_pairs
    from uncounted.link.persons.thresholds import at_thresholds
    from uncounted.pipeline.persons_output import read_earlier

    lists = read_lists(
        asked.paths, asked.columns, unique=asked.unique, duplicates=asked.duplicates, encoding=asked.encoding
    )
    for each in lists:
        tell(shown(each))
        for note in each.notes:
            tell(note)
    case, key = _key(asked)
    names = {each.name for each in lists}
    earlier = [row for row in read_earlier(asked.earlier or asked.out) if row[1][0] in names]
    ids = tuple(identifier for each in lists for identifier in each.record_ids(key))
    binding, fresh = _judgements(asked, case, key, lists, ids, tell)
    logged = _log(case, fresh)
    tell(f"linking {len(ids):,} records of {len(lists)} lists")
    persons = [each.persons for each in lists]
    linkage = link_persons(persons, asked.settings, binding.judgements, matcher, divisions_of(persons))
    codes, changes = _codes(linkage, ids, key, earlier)
    distinct = [each.persons.distinct for each in lists]
    asked_of = {(min(j.left, j.right), max(j.left, j.right)) for j in binding.judgements}
    return PersonLinkage(
        lists, linkage, ids, codes, changes, binding, trial(binding.judged),
        review_pairs(linkage, distinct, asked.review, asked_of), at_thresholds(linkage, distinct), key, logged,
    )  # fmt: skip


def _key(asked: Asked) -> tuple[Case | None, bytes]:
    """The case, and the key of record ids: the case's, else that of the earlier run, else a new one."""
    kept = [
        _read_key(folder / KEY) for folder in (asked.earlier, asked.out) if folder is not None
        and (folder / KEY).exists()
    ]  # fmt: skip
    if asked.case is None:
        return None, kept[0] if kept else secrets.token_bytes(32)
    from uncounted.pipeline.person_ledger import case_key

    case, key = case_key(asked.case)
    if kept and kept[0] != key:
        folder = asked.earlier or asked.out
        raise Refused(f"{folder} was written for another case, or for none: its ids cannot be carried on; "
                      "give another folder with --out")  # fmt: skip
    return case, key


def _read_key(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.read_text("ascii").strip())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path)) from None
    except (ValueError, UnicodeDecodeError):
        raise InputError("is no key of record ids", path=str(path)) from None


def _judgements(
    asked: Asked, case: Case | None, key: bytes, lists: Sequence[ReadList], ids: Sequence[str], tell: Tell
) -> tuple[Binding, list[Judged]]:
    """All judgements that bind, and those that the ledger does not have yet."""
    new = read_judgements(asked.judgements, by=asked.by, because=asked.because) if asked.judgements else ()
    check_ids(new, key)
    found: Sequence[Judged] = new
    fresh: list[Judged] = []
    if case is not None:
        from uncounted.pipeline.person_ledger import over, standing

        records = [(each.name, record) for each in lists for record in each.keys]
        found, fresh = over(standing(case), new, dict(zip(records, ids, strict=True)))
    binding = bind(found, lists, ids)
    if binding.absent:
        tell(f"{len(binding.absent):,} judgements are of records that are not on these lists, and bind nothing here")
    return binding, fresh


def _log(case: Case | None, fresh: Collection[Judged]) -> int:
    if case is None or not fresh:
        return 0
    from uncounted.pipeline.person_ledger import log_judgements

    return log_judgements(case, list(fresh))


def _codes(
    linkage: Linkage, ids: Sequence[str], key: bytes, earlier: Sequence[tuple[str, tuple[str, str], tuple[str, ...]]]
) -> tuple[tuple[Coded, ...], tuple[Change, ...]]:
    from uncounted.link.datasets.codes import by_code
    from uncounted.link.persons.identifiers import victim_codes

    found: list[list[tuple[str, str]]] = [[] for _ in range(int(linkage.victim.max(initial=-1)) + 1)]
    for of, victim, identifier in zip(linkage.list_of.tolist(), linkage.victim.tolist(), ids, strict=True):
        found[victim].append((linkage.lists[of], identifier))
    return victim_codes(found, key, by_code(earlier))

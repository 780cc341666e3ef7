"""Persons: the lines of lists of victims, the victims they are taken to be, and why."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

# What a column of a list holds. ``name`` is a whole name in the list's order; ``given``, ``father``, ``grandfather``
# and ``family`` its parts; ``other name`` a second given name, a nickname. Dates are whole (``birth``, ``death``) or in
# three columns. ``place`` may be given several times. ``attribute`` is anything else that says who somebody is,
# ``id`` a number that belongs to one person; ``key`` names the record in its list. ``ignore`` is not compared.
Role = Literal[
    "name", "given", "father", "grandfather", "family", "other name",
    "birth", "birth year", "birth month", "birth day", "death", "death year", "death month", "death day",
    "age", "sex", "place", "latitude", "longitude", "attribute", "id", "key", "ignore",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class PersonRecord:
    """One line of one list, never edited.

    ``id`` is keyed (``record_id``), not a bare hash of a name; ``key`` is what the list calls the record, else its row
    number counted from 1. ``fields`` are the columns as printed. ``names`` are the parts of the name as compared
    (``given``, ``father``, ``grandfather``, ``family``), normalised. ``birth`` and ``death`` are EDTF with the printed
    precision (``1975``, ``1975-03``, ``1975-03-09``); ``age`` is in years; ``sex`` is ``m`` or ``f``. What the list
    does not say is null.
    """

    TYPE: ClassVar[str] = "person_record"

    id: str
    list: str
    key: str
    fields: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)
    birth: str | None = None
    death: str | None = None
    age: float | None = None
    sex: Literal["m", "f"] | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Victim:
    """Person records taken to be one person.

    ``id`` stays while the oldest of its records stays; ``former`` are ids that splits and merges ended. ``probability``
    is that all of ``records`` are one person and no other record is: the share of drawn clusterings with this very
    cluster; null where nothing was drawn.
    """

    TYPE: ClassVar[str] = "victim"

    id: str
    records: tuple[str, ...]
    probability: float | None = None
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """One comparison of a pair: what was compared, how far it agrees, and its weight in bits (log2 of m over u)."""

    compared: str
    level: str
    bits: float


@dataclass(frozen=True)
class PairDecision:
    """Why two records are, or are not, one person.

    ``probability`` is that of a match given the pair alone, as calibrated; ``linked`` whether the two ended in one
    victim; ``drawn`` the share of drawn clusterings in which they did (null: nothing drawn). ``reason`` tells what
    decided besides the evidence: ``evidence``, ``one record per list``, ``a better match``, ``judged same``,
    ``judged different``.
    """

    TYPE: ClassVar[str] = "pair_decision"

    left: str
    right: str
    probability: float
    linked: bool
    evidence: tuple[Evidence, ...] = ()
    drawn: float | None = None
    reason: str = "evidence"


@dataclass(frozen=True)
class OverlapTable:
    """How many victims have each capture history, for the best clustering and for each drawn one.

    A history has one ``0`` or ``1`` per list in the order of ``lists``. Absent histories count zero.
    """

    TYPE: ClassVar[str] = "overlap_table"

    lists: tuple[str, ...]
    cells: dict[str, int]
    draws: tuple[dict[str, int], ...] = ()


@dataclass(frozen=True)
class Share:
    """An estimated share with its closed interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class LinkageQuality:
    """How right the linked pairs are expected to be, without truth.

    ``precision``: of the linked pairs, those that are one person. ``recall``: of the pairs that are one person, those
    linked. ``level`` is the probability of both intervals. ``blocking_recall`` is the share of matching pairs that were
    compared at all, null where it cannot be told. ``basis`` names where the false matches were counted:
    ``known non-matches`` (pairs within a list that has no duplicates) or ``model``.
    """

    TYPE: ClassVar[str] = "linkage_quality"

    precision: Share
    recall: Share
    level: float
    basis: Literal["known non-matches", "model"]
    blocking_recall: float | None = None


def record_id(secret: bytes, list_name: str, key: str, fields: Mapping[str, str]) -> str:
    """The keyed id of a record: HMAC-SHA256 under the ledger's secret, 32 hexadecimal digits.

    Without ``secret`` nobody can test a guessed name against an id. Raises ValueError for an empty secret.
    """
    body = json.dumps([list_name, key, sorted(fields.items())], ensure_ascii=False, separators=(",", ":"))
    return _keyed(secret, "record", body)


def victim_id(secret: bytes, records: Iterable[str]) -> str:
    """The keyed id of a new victim: of the smallest of its record ids."""
    return _keyed(secret, "victim", min(records))


def _keyed(secret: bytes, kind: str, body: str) -> str:
    if not secret:
        raise ValueError("ids of persons need a secret")
    return hmac.digest(secret, f"{kind}\n{body}".encode(), "sha256").hex()[:32]

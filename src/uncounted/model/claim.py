"""Claims and the relations between them: one source asserts one quantity, in words that can be shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from uncounted.model.document import Span
from uncounted.model.records import digest
from uncounted.model.scope import Population, Scope, check_day

Measure = Literal["killed", "injured", "casualties", "missing", "abducted", "detained", "displaced"]
Modifier = Literal["exact", "about", "at least", "at most", "more than", "less than", "range", "vague word"]
Kind = Literal["incident", "period", "cumulative", "subset", "increment"]
Stance = Literal["asserts", "admits", "denies", "contests", "alleges", "investigates"]
Basis = Literal[
    "assessment", "field investigation", "name list", "media monitoring", "witness", "projection or estimate"
]
ClaimStatus = Literal["machine", "accepted", "corrected", "rejected"]
RelationType = Literal[
    "same_claim",
    "part_of",
    "partition",
    "update_of",
    "excluded_from",
    "disjoint_from",
    "contradicts",
    "paraphrase_of",
]


@dataclass(frozen=True)
class Count:
    """How many: ``low`` and ``high`` are closed bounds, null is open or unknown; ``point`` is the figure said.

    "More than 100" has low 101; "about 40" has point 40 and no bounds; "dozens" has low 24, keeps its word in
    ``text`` and the rule that gave the interval in ``rule``.
    """

    low: int | None = None
    high: int | None = None
    point: int | None = None
    modifier: Modifier = "exact"
    text: str | None = None
    rule: str | None = None

    def __post_init__(self) -> None:
        low, high, point = self.low, self.high, self.point
        if (low is not None and low < 0) or (high is not None and high < 0) or (point is not None and point < 0):
            raise ValueError("a count cannot be negative")
        if low is not None and high is not None and low > high:
            raise ValueError(f"a count's low {low} cannot exceed its high {high}")


@dataclass(frozen=True)
class Attribution:
    """One link of the chain from speaker to publisher.

    ``role`` is speaker, organisation, document, wire, publisher or unnamed; ``relation`` is the verb that joins it to
    the claim or to the link before it (says, confirms, speaks_for, reports, publishes, according_to, ...).
    """

    name: str
    role: str | None = None
    relation: str | None = None


@dataclass(frozen=True)
class Relation:
    """The claim that carries it stands in this relation to ``claim``; ``rule`` says what gave it, ``spans`` the words.

    ``part_of`` with rule ``example`` ("for instance") holds under the assumption ``examples-inside``. Parts that
    exhaust a whole carry ``partition``. ``paraphrase_of`` is a looser retelling that counts nothing of its own.
    """

    type: RelationType
    claim: str
    rule: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One source asserts one quantity.

    ``id`` names the mention (hash of clean text, count span, measure and ordinal), to which judgements attach;
    ``reading`` is the hash of all that was understood. ``root`` is who counted. ``exclusions`` are scopes or ids of
    claims that the figure does not count. ``inherited`` maps a field to the rule by which it came from elsewhere in
    the text. ``spans`` has at least ``count`` and ``sentence``. ``said_on`` is the day (ISO) by which the root had
    said it: the publication date, or an earlier statement's. ``extractor`` made the reading. ``floor`` names the word
    that makes the figure a floor ("verified", "so far"), where there is one.
    """

    TYPE: ClassVar[str] = "claim"

    id: str
    measure: Measure
    count: Count
    reading: str = ""
    document: str | None = None
    root: str | None = None
    population: Population = Population()
    kind: Kind | None = None
    scope: Scope = Scope()
    exclusions: tuple[str | Scope, ...] = ()
    stance: Stance = "asserts"
    basis: Basis | None = None
    attribution: tuple[Attribution, ...] = ()
    inherited: dict[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    status: ClaimStatus = "machine"
    spans: dict[str, Span] = field(default_factory=dict)
    said_on: str | None = None
    floor: str | None = None
    extractor: str | None = None

    def __post_init__(self) -> None:
        check_day(self.said_on)

    def with_reading(self) -> Claim:
        """This claim with ``reading`` computed from all other fields but ``id`` and ``status``."""
        rest = {name: value for name, value in self.__dict__.items() if name not in {"id", "reading", "status"}}
        made = object.__new__(Claim)  # as this one, which was checked when it was made
        made.__dict__.update(self.__dict__, reading="r" + digest(rest)[:16])
        return made


def claim_id(text_sha256: str, start: int, end: int, measure: str, ordinal: int = 0) -> str:
    """The id of a mention: ``c`` and 16 hex digits. ``ordinal`` tells apart claims on one span and measure."""
    key = f"{text_sha256} {start} {end} {measure} {ordinal}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:16]

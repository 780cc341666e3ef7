"""What judgements make of a claim: a fold over its readings and the decisions about it, in the order of the log."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Any

from uncounted.model.claim import Claim, ClaimStatus, Relation, RelationType
from uncounted.model.errors import InputError
from uncounted.model.judgement import Judgement
from uncounted.model.records import from_json, to_json

FIXED = ("id", "reading", "document", "status", "spans", "extractor", "type", "version")
PAIRING = ("same", "different", "part-of")


@dataclass
class ClaimState:
    """Everything the log says of one claim so far.

    ``machine`` is the latest machine reading; ``held`` the reading that a person judged (its id in ``base``), with the
    fields they ``changed``: later machine readings do not replace it. ``pairs`` maps the other claim of a pair to the
    verb decided last and whether this one is its target.
    """

    machine: Claim
    held: dict[str, Any] | None = None
    base: str | None = None
    changed: bool = False
    status: ClaimStatus = "machine"
    in_latest: bool = True
    readings: list[tuple[int, Claim]] = field(default_factory=list)
    judgements: list[str] = field(default_factory=list)
    pairs: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def read(self, entry: int, claim: Claim) -> None:
        """Take in a machine reading of the mention."""
        self.readings.append((entry, claim))
        self.machine, self.in_latest = claim, True

    def judge(self, judgement: Judgement, claim: str) -> None:
        """Take in a decision about ``claim``, or about a pair with it in."""
        self.judgements.append(judgement.id)
        if judgement.verb in PAIRING:
            mine = judgement.target == claim
            other = judgement.other if mine else judgement.target
            self.pairs[str(other)] = (judgement.verb, mine)
            return
        if judgement.target != claim:
            return
        chosen = self._chosen(judgement)
        if self.held is None or (judgement.verb == "accept" and chosen is not None):
            reading = chosen or self.machine
            self.held = to_json(reading)
            self.base, self.changed = reading.reading, False
        if judgement.verb == "accept":
            self.status = "corrected" if self.changed else "accepted"
        elif judgement.verb == "reject":
            self.status = "rejected"
        elif judgement.verb == "set":
            set_field(self.held, str(judgement.field), judgement.value)
            self.changed, self.status = True, "corrected"

    def claim(self) -> Claim:
        """The claim as it stands; InputError where the fields set do not fit together."""
        claim = self.machine if self.held is None else from_json(Claim, {**self.held, "status": self.status})
        relations = self._relations(claim)
        if claim.status != self.status or claim.relations != relations:
            claim = dataclasses.replace(claim, status=self.status, relations=relations)
        return claim.with_reading() if self.changed else claim

    @property
    def current(self) -> bool:
        """Whether the latest reading finds it, or a person has decided something about it."""
        return self.in_latest or bool(self.judgements)

    @property
    def newer(self) -> str | None:
        """The id of a machine reading made after the one that a person judged, where it differs."""
        latest = self.machine.reading
        return None if self.held is None or latest == self.base else latest

    def _chosen(self, judgement: Judgement) -> Claim | None:
        """The reading that the decision names (the one that was on the screen); null where it names none."""
        if judgement.verb not in {"accept", "reject"} or judgement.value is None:
            return None
        named = [claim for _, claim in self.readings if claim.reading == judgement.value]
        return named[-1] if named else None

    def _relations(self, claim: Claim) -> tuple[Relation, ...]:
        kept = tuple(r for r in claim.relations if not (r.claim in self.pairs and r.type in {"same_claim", "part_of"}))
        types: dict[str, RelationType] = {"same": "same_claim", "part-of": "part_of"}
        added = tuple(
            Relation(types[verb], other, "judgement")
            for other, (verb, mine) in sorted(self.pairs.items())
            if mine and verb in types
        )
        return kept + added


def set_field(body: dict[str, Any], path: str, value: Any) -> None:
    """Set one dotted field (``count.low``, ``scope.places[0].id``) of a claim's JSON in place.

    A list may grow by one at its end. Raises InputError for a field that does not exist or that is not a person's to
    set; whether the value fits is for ``from_json`` to say.
    """
    parts: list[str | int] = [int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", path)]
    if not parts or not isinstance(parts[0], str):
        raise InputError(f"{path!r} names no field; say for example count.low=12")
    if parts[0] in FIXED:
        raise InputError(f"{parts[0]} cannot be set: it is not a matter of judgement")
    here: Any = body
    for i, part in enumerate(parts[:-1]):
        here = _step(here, part, parts[i + 1], ".".join(map(str, parts[: i + 1])))
    last = parts[-1]
    if isinstance(here, list) and isinstance(last, int) and last <= len(here):
        here[last : last + 1] = [value]
    elif isinstance(here, dict) and (last in here or len(parts) > 1):
        here[str(last)] = value
    else:
        raise InputError(f"a claim has no field {path}{_hint(body, str(last))}")


def _hint(body: dict[str, Any], name: str) -> str:
    """Where a field of that name does stand."""
    parents = [key for key in ("count", "population", "scope") if name in (body.get(key) or {})]
    return f"; do you mean {parents[0]}.{name}?" if parents else ""


def _step(here: Any, part: str | int, following: str | int, shown: str) -> Any:
    if isinstance(here, list) and isinstance(part, int):
        if part == len(here):
            here.append({})
        if part < len(here):
            return here[part]
    elif isinstance(here, dict) and part in here:
        if here[part] is None:
            here[part] = [] if isinstance(following, int) else {}
        return here[part]
    raise InputError(f"a claim has no field {shown}")


def has_field(value: Any, path: str) -> bool:
    """Whether a claim's JSON has this dotted field, null or not."""
    for part in re.findall(r"[^.\[\]]+", path):
        if isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, dict) and part in value:
            value = value[part]
        else:
            return False
    return True

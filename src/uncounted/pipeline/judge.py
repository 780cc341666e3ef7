"""What a person decides about claims and incidents."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from uncounted.model.claim import Claim
from uncounted.model.errors import InputError, Refused, UnknownName
from uncounted.model.incident import HarmGrading
from uncounted.model.judgement import Judgement
from uncounted.pipeline import reviewing
from uncounted.pipeline.cases import Case, relink
from uncounted.store import finding, queries, recording
from uncounted.store.locking import writing

VERBS = ("accept", "reject", "set", "same", "different", "part-of")
GRADINGS: tuple[str, ...] = get_args(HarmGrading)
_PAIRS = ("same", "different", "part-of")


@dataclass(frozen=True)
class Judged:
    """The judgements that were logged, their entries, and the claims that they are about as they stand now."""

    judgements: tuple[Judgement, ...]
    entries: tuple[int, ...]
    claims: tuple[Claim, ...]
    head: str | None


def judge(case: Case, target: str, verb: str, arguments: Sequence[str] = (), *, because: str, by: str) -> Judged:
    """Log a decision about the claim, incident or review that ``target`` names, by a whole id or a unique start.

    ``accept`` and ``reject`` take no argument (``accept`` of a reading's id takes that reading); ``set`` takes
    ``FIELD=VALUE`` once or more, applied together (of an incident ``grading=Fair`` alone, or ``grading=`` to take it
    back); ``same``, ``different`` and ``part-of`` take the other's id. Raises UnknownName for an unknown verb, grading
    or id, Refused for what makes no sense, InputError for a value that does not fit;
    nothing is logged then.
    """
    if not because.strip() or not by.strip():
        raise Refused("a judgement needs a reason and a name: give --because and --by")
    with writing(case):
        if verb in _PAIRS:
            found = [_pair(case, target, verb, arguments, because, by)]
        elif verb == "set":
            found = _settings(case, target, arguments, because, by)
        elif verb in {"accept", "reject"} and _is_review(case, target):
            identifier = finding.find(case, target, ("review",)).id
            found = reviewing.decide(case, identifier, verb, because=because, by=by)
        elif verb in {"accept", "reject"}:
            found = [_decision(case, target, verb, arguments, because, by)]
        else:
            raise UnknownName(f"no judgement is called {verb!r}.", VERBS)
        ids = [name for judgement in found for name in (judgement.target, judgement.other) if name]
        before = queries.claims(case, ids=ids, current=None)
        entries = recording.record_judgements(case, found)
        claims = queries.claims(case, ids=ids, current=None)
        if verb in _PAIRS or any(j.verb == "grade" for j in found) or _linkable(claims) != _linkable(before):
            relink(case)
        return Judged(tuple(found), entries, claims, queries.head(case))


def _is_review(case: Case, target: str) -> bool:
    return finding.find(case, target, ("claim", "reading", "review")).kind == "review"


def _linkable(claims: Sequence[Claim]) -> list[Claim]:
    """What incidents are linked from: everything but whether a person has confirmed it."""
    return [dataclasses.replace(claim, status="machine") for claim in claims if claim.status != "rejected"]


def _decision(case: Case, target: str, verb: str, arguments: Sequence[str], because: str, by: str) -> Judgement:
    if arguments:
        raise Refused(f"{verb} takes no argument; to change a field: set FIELD=VALUE")
    found = finding.find(case, target, ("claim", "reading"))
    claim = found.id if found.kind == "claim" else str(found.owner)
    history = queries.claim_history(case, claim)
    decided = any(j.target == claim and j.verb in {"accept", "reject", "set"} for j in history.judgements)
    latest = None if decided else history.readings[-1].claim.reading
    reading = found.id if found.kind == "reading" else latest
    return recording.new_judgement(claim, verb, by=by, because=because, value=reading)


def _pair(case: Case, target: str, verb: str, arguments: Sequence[str], because: str, by: str) -> Judgement:
    if len(arguments) != 1:
        raise Refused(f"{verb} takes one argument: the id of the other claim or incident")
    kinds: tuple[finding.FoundKind, ...] = ("claim",) if verb == "part-of" else ("claim", "incident")
    one, other = finding.find(case, target, kinds), finding.find(case, arguments[0], kinds)
    if one.kind != other.kind:
        raise Refused(f"{one.id} is a {one.kind} and {other.id} a {other.kind}; only like and like can be {verb}")
    if one.id == other.id:
        raise Refused(f"{one.id} cannot be {verb} itself")
    return recording.new_judgement(one.id, verb, by=by, because=because, other=other.id)


def _settings(case: Case, target: str, arguments: Sequence[str], because: str, by: str) -> list[Judgement]:
    if not arguments:
        raise Refused("set takes FIELD=VALUE, for example count.low=12")
    subject = finding.find(case, target, ("claim", "incident"))
    if subject.kind == "incident":
        return [_grade(subject.id, arguments, because, by)]
    claim = subject.id
    pairs: list[tuple[str, Any]] = []
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or not name.strip():
            raise InputError(f"{argument!r} should be FIELD=VALUE, for example count.low=12")
        pairs.append((name.strip(), value))
    body = recording.claim_body(case, claim)
    for i, (name, text) in enumerate(pairs):
        pairs[i] = (name, _value(body, name, text))
    return [recording.new_judgement(claim, "set", by=by, because=because, field=n, value=v) for n, v in pairs]


def _grade(incident: str, arguments: Sequence[str], because: str, by: str) -> Judgement:
    """A person's harm grading of an incident; an empty one takes an earlier one back."""
    name, equals, text = arguments[0].partition("=")
    if len(arguments) != 1 or name.strip() != "grading" or not equals:
        raise InputError(f"of an incident one field can be set: grading={'|'.join(GRADINGS)}")
    value = next((one for one in GRADINGS if one.casefold() == text.strip().casefold()), None)
    if value is None and text.strip().casefold() not in {"", "null", "none"}:
        raise UnknownName(f"no harm grading is called {text!r}.", GRADINGS)
    return recording.new_judgement(incident, "grade", by=by, because=because, field="grading", value=value)


def _value(body: dict[str, Any], name: str, text: str) -> Any:
    """The value as JSON, or as text where it is not JSON or the field takes text."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    only_as_text = not recording.fits(body, name, value) and recording.fits(body, name, text)
    return text if only_as_text else value

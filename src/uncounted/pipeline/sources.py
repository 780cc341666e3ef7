"""The sources of a case: list them, say what they are, and which of them are one."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from uncounted.model.answering import SourceEntry
from uncounted.model.claim import Claim
from uncounted.model.errors import InputError, Refused, UnknownName
from uncounted.model.judgement import Judgement
from uncounted.pipeline.cases import Case, current_judgements, relink
from uncounted.pipeline.registry import PREFIX, CaseSources, case_sources, clusters
from uncounted.reference.sources import Registry
from uncounted.reference.vocabulary import PUBLISHER_TYPES
from uncounted.resolve.roots import known

VERBS = ("set", "same", "different")
FIELDS = ("type", "parent", "name", "name+", "name-", "country", "start", "end", "licence", "reference", "wire")
_LONGEST = 70  # characters of an id that the ledger's tables take with its prefix


@dataclass(frozen=True)
class Decided:
    """Decisions about a source, their entries, the source as it stands now, and the log's head."""

    judgements: tuple[Judgement, ...]
    entries: tuple[int, ...]
    source: SourceEntry
    head: str | None


def sources_of(case: Case) -> CaseSources:
    """The registry as this case has it now."""
    return case_sources(current_judgements(case), publisher_types(case))


def publisher_types(case: Case) -> dict[str, str]:
    """The publisher types that the documents of a case state, by the publisher's name."""
    from uncounted.store import sourcing

    return {name: kind for name, kind in sourcing.publishers(case) if kind}


def listed(case: Case) -> tuple[SourceEntry, ...]:
    """Every root and every publisher of the case, those with the most claims first."""
    from uncounted.store import queries

    sources = sources_of(case)
    raw = [claim for claim in queries.claims(case) if claim.status != "rejected"]
    documents = [one.publisher for one in queries.documents(case) if one.publisher]
    return entries(raw, documents, sources)


def entries(claims: Sequence[Claim], publishers: Sequence[str], sources: CaseSources) -> tuple[SourceEntry, ...]:
    """The sources that told ``claims`` (as they were read) or published (one name for each document)."""
    told = Counter(sources.root(claim.root) for claim in claims if claim.root)
    words = {known(name, sources.registry): name for name in publishers}
    printed = Counter(sources.root(known(name, sources.registry)) for name in publishers)
    present = {*told, *printed}
    named = {one for one in present if not one.startswith("unnamed:")}
    near = {one: sorted(some - {one}) for some in clusters(named, sources) for one in some}
    merged: dict[str, list[str]] = {}
    for root in {claim.root for claim in claims if claim.root} | set(words):
        if sources.root(root) != root:
            merged.setdefault(sources.root(root), []).append(root)
    found = []
    for one in present:
        entry = sources.get(one)
        name = (entry.name if entry else "") or words.get(one) or sources.name(one, claims)
        found.append(_entry(one, name, sources, told[one], printed[one], near.get(one, []), merged.get(one, [])))
    return tuple(sorted(found, key=lambda one: (-one.claims, -one.documents, one.id)))


def _entry(
    one: str, name: str, sources: CaseSources, claims: int, documents: int, near: list[str], merged: list[str]
) -> SourceEntry:
    entry = sources.get(one)
    origin = "case" if one in sources.decided else "registry" if entry else None
    return SourceEntry(
        id=one,
        name=name,
        publisher_type=sources.type_of(one),
        parent=entry.parent if entry else None,
        country=entry.country if entry else None,
        names=entry.names if entry else (),
        start=entry.start if entry else None,
        end=entry.end if entry else None,
        licence=entry.licence if entry else None,
        reference=entry.reference if entry else None,
        claims=claims,
        documents=documents,
        may_be=tuple(other for other in near if sources.may_be(one, other)),
        stands_for=tuple(sorted(merged)),
        known=origin,
    )


def decide(case: Case, target: str, verb: str, arguments: Sequence[str], *, because: str, by: str) -> Decided:
    """Log a decision about a source of the case or the registry, named by its id or by a name.

    ``set`` takes ``FIELD=VALUE`` once or more; ``same`` and ``different`` take the other's id or name: after ``same``
    all that the other counted is the target's. Nothing is overwritten; a later decision supersedes. Raises UnknownName,
    Refused or InputError, and logs nothing then.
    """
    from uncounted.store import queries, recording, sourcing
    from uncounted.store.locking import writing

    if not because.strip() or not by.strip():
        raise Refused("a decision about a source needs a reason and a name: give --because and --by")
    with writing(case):
        sources = sources_of(case)
        roots = {claim.root for claim in queries.claims(case) if claim.root}
        present = roots | {known(one.publisher, sources.registry) for one in queries.documents(case) if one.publisher}
        one = find(target, sources, present, new=verb == "set")
        if verb == "set":
            pairs = [_setting(one, argument, sources, present) for argument in arguments]
            if not pairs:
                raise Refused("set takes FIELD=VALUE, for example type='official military'")
            made = [
                recording.new_judgement(PREFIX + one, "set", by=by, because=because, field=name, value=value)
                for name, value in pairs
            ]
        elif verb in VERBS:
            other = _other(one, verb, arguments, sources, present)
            made = [recording.new_judgement(PREFIX + one, verb, by=by, because=because, other=PREFIX + other)]
        else:
            raise UnknownName(f"nothing that can be said of a source is called {verb!r}.", VERBS)
        numbers = sourcing.record_source_judgements(case, made)
        relink(case)
        now = {entry.id: entry for entry in listed(case)}
        after = sources_of(case)
        shown = now.get(after.root(one)) or _entry(one, after.name(one), after, 0, 0, [], [])
        return Decided(tuple(made), numbers, shown, queries.head(case))


def find(text: str, sources: CaseSources, present: set[str], *, new: bool = False) -> str:
    """The id of the source that a user names, by id, by the start of an id of the case, or by name.

    ``new``: an id that nobody has yet is taken, too. Raises UnknownName with what comes near.
    """
    wanted = " ".join(text.split())
    entry = sources.get(wanted) or sources.registry.find(wanted)
    if wanted in present or entry:
        return wanted if wanted in present or sources.get(wanted) else str(entry.id if entry else wanted)
    slug = known(wanted, None)
    if slug in present:
        return slug
    starts = sorted(one for one in present if one.startswith(wanted)) if len(wanted) > 2 else []
    if len(starts) == 1:
        return starts[0]
    if new and not starts and re.fullmatch(r"[a-z0-9][a-z0-9-]*", wanted):
        return wanted
    raise UnknownName(f"no source {text!r}.", tuple(starts or sorted(present)[:40]))


def _other(one: str, verb: str, arguments: Sequence[str], sources: CaseSources, present: set[str]) -> str:
    if len(arguments) != 1:
        raise Refused(f"{verb} takes one argument: the id or name of the other source")
    other = find(arguments[0], sources, present)
    if other == one:
        raise Refused(f"{one} cannot be {verb} itself")
    if verb == "same" and sources.root(one) == other:
        raise Refused(f"{one} was judged to be {other}; say: different, first")
    if max(len(one), len(other)) > _LONGEST:
        raise Refused(f"an id of more than {_LONGEST} characters cannot be decided about")
    return other


def _setting(one: str, argument: str, sources: CaseSources, present: set[str]) -> tuple[str, Any]:
    match = re.fullmatch(r"\s*([a-z]+[+-]?)\s*=\s*(.*?)\s*", argument, re.DOTALL)
    if not match:
        raise InputError(f"{argument!r} should be FIELD=VALUE, for example parent=us-military")
    name, value = match[1], match[2]
    if name not in FIELDS:
        raise UnknownName(f"a source has no field {name!r}.", FIELDS)
    if len(one) > _LONGEST:
        raise Refused(f"an id of more than {_LONGEST} characters cannot be decided about")
    if name == "type" and value not in PUBLISHER_TYPES:
        raise UnknownName(f"no publisher type is called {value!r}.", tuple(PUBLISHER_TYPES))
    if name == "parent":
        return name, _parent(one, value, sources, present)
    if name == "wire":
        if value not in {"true", "false"}:
            raise InputError("wire is true or false")
        return name, value == "true"
    if name in {"start", "end"}:
        return name, _day(value)
    if name in {"name", "name+"}:
        _own_name(one, value, sources)
    return name, value or None


def _parent(one: str, value: str, sources: CaseSources, present: set[str]) -> str | None:
    if not value:
        return None
    parent = find(value, sources, present)
    if parent == one or one in sources.above(parent):
        raise Refused(f"{one} cannot be part of itself")
    return parent


def _day(value: str) -> str | None:
    if not value:
        return None
    whole = value + "-01-01"[len(value) - 4 :] if len(value) in {4, 7} else value
    try:
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
            dt.date.fromisoformat(whole)
            return value
    except ValueError:
        pass
    raise InputError(f"a day is written YYYY, YYYY-MM or YYYY-MM-DD, not {value!r}")


def _own_name(one: str, name: str, sources: CaseSources) -> None:
    if not name:
        raise InputError("a name cannot be empty")
    other = sources.registry.find(name) or Registry.default().find(name)
    if other is not None and other.id != one:
        raise Refused(f"{name!r} is a name of {other.id}; to make both one source: sources CASE same {one} {other.id}")

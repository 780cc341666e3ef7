"""Attribution traced across documents: who really counted, and how many independent roots that leaves."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from uncounted.link.echoes import echoes
from uncounted.model.claim import Claim, Count
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import Echo, EchoKind, Independent, Passage
from uncounted.model.records import digest
from uncounted.reference.bodies import body_of
from uncounted.reference.source_names import root_words, slug
from uncounted.reference.sources import Registry, is_unnamed

_RELAYS = frozenset({"wire", "publisher"})
# A number below this is too common to be known again where no incident ties two figures together.
TELLING = 10


def origins(claims: Sequence[Claim], incidents: Sequence[Incident]) -> tuple[Echo, ...]:
    """Every group of claims that are or may be of one origin under several roots, by id.

    By rule: *spokesperson* (a speaker named alone, who in another document speaks for a body); *one body* (a body of a
    state under two names: "Mali's army", "the Malian armed forces"); *relay* (a figure
    attributed to a publisher whose own document names who counted it); *source's names* (two roots of one incident that
    the registry says may be one: unsure); *same words* (near-duplicate sentences: unsure).
    """
    current = [claim for claim in claims if claim.status != "rejected"]
    found = [
        *_spokespeople(current),
        *_bodies(current),
        *_relays(current, incidents),
        *_named_alike(current, incidents),
    ]
    return tuple(sorted([*found, *echoes(current, incidents)], key=lambda echo: echo.id))


def with_origins(claims: Sequence[Claim], found: Iterable[Echo]) -> tuple[Claim, ...]:
    """The claims under the root that a spokesperson speaks for, a body under one name; nothing else is changed."""
    bodies = spoken_for(found)
    return tuple(_rooted(claim, bodies) for claim in claims) if bodies else tuple(claims)


def spoken_for(found: Iterable[Echo]) -> dict[str, str]:
    """Per root that is a spokesperson or another name of a body: that body."""
    told = [echo for echo in found if echo.kind in {"spokesperson", "one body"} and echo.origin]
    bodies = {root: str(echo.origin) for echo in told for root in echo.roots if root != echo.origin}
    return {root: bodies.get(body, body) for root, body in bodies.items()}


def independent(claims: Iterable[Claim], found: Iterable[Echo]) -> Independent:
    """How many independent roots stand behind claims of one incident, from certain to possible.

    Denials are no sources. An unnamed root ("some reports") may be any of the others; where all are unnamed at least
    one is certain. ``found`` are echoes with any of the claims in them; others do not matter.
    """
    told = [claim for claim in claims if claim.stance not in {"denies", "contests", "investigates"}]
    ids = {claim.id for claim in told}
    near = [echo for echo in found if ids.intersection(echo.claims)]
    root = _effective(told, near)
    sure = _Merged(root.values())
    unsure = _Merged(root.values())
    for echo in near:
        mine = sorted({root[one] for one in echo.claims if one in root})
        for merged in (unsure, sure) if echo.sure else (unsure,):
            merged.join(mine)
    nobodies, named = sorted(set(filter(unnamed, root.values()))), _first_named(root.values())
    unsure.join([*([named] if named else []), *nobodies])
    groups = sure.groups()
    doubts = tuple(
        echo.id
        for echo in near
        if not echo.sure and len({sure.find(root[one]) for one in echo.claims if one in root}) > 1
    )
    return Independent(len(unsure.groups()), len(groups), groups, doubts)


def echoes_by_claim(found: Iterable[Echo]) -> dict[str, list[Echo]]:
    """Per claim: the echoes that it is in."""
    by_claim: dict[str, list[Echo]] = {}
    for echo in found:
        for one in echo.claims:
            by_claim.setdefault(one, []).append(echo)
    return by_claim


def unnamed(root: str) -> bool:
    """Whether a root is nobody in particular."""
    return root.startswith(("unnamed:", "unknown:"))


class _Merged:
    """Roots in groups that count as one."""

    def __init__(self, roots: Iterable[str]) -> None:
        self.leader = {root: root for root in roots}

    def find(self, one: str) -> str:
        while self.leader[one] != one:
            one = self.leader[one]
        return one

    def join(self, roots: Sequence[str]) -> None:
        for other in roots[1:]:
            self.leader[self.find(other)] = self.find(roots[0])

    def groups(self) -> tuple[tuple[str, ...], ...]:
        found: dict[str, list[str]] = {}
        for root in sorted(self.leader):
            found.setdefault(self.find(root), []).append(root)
        return tuple(tuple(group) for group in found.values())


def _first_named(roots: Iterable[str]) -> str | None:
    return min((root for root in roots if not unnamed(root)), default=None)


def _effective(claims: Sequence[Claim], found: Sequence[Echo]) -> dict[str, str]:
    """Per claim: its root, or the one that sure echoes trace it to."""
    bodies = spoken_for(found)
    root = {claim.id: bodies.get(claim.root or "", claim.root) or f"unknown:{claim.id}" for claim in claims}
    for echo in found:
        if echo.kind == "relay" and echo.sure and echo.origin:
            root |= {one: bodies.get(echo.origin, echo.origin) for one in echo.claims if one in root}
    return root


def _rooted(claim: Claim, bodies: Mapping[str, str]) -> Claim:
    body = bodies.get(claim.root or "")
    return dataclasses.replace(claim, root=body) if body else claim


def _spokespeople(claims: Sequence[Claim]) -> list[Echo]:
    """Speakers who are a root somewhere, and elsewhere are shown to speak for one body, and for one only."""
    bodies: dict[str, dict[str, Claim]] = {}
    alone: dict[str, list[Claim]] = {}
    for claim in claims:
        said = [link for link in claim.attribution if link.role not in _RELAYS]
        speaker = next((link for link in said if link.role == "speaker"), None)
        if speaker is None or not _is_name(speaker.name) or claim.root is None:
            continue
        name = source_id(speaker.name)
        if claim.root == name:
            alone.setdefault(name, []).append(claim)
        elif any(link.role == "organisation" and link.relation == "speaks_for" for link in said):
            bodies.setdefault(name, {}).setdefault(claim.root, claim)
    found = []
    for name, mine in sorted(alone.items()):
        if len(bodies.get(name, ())) == 1:
            ((body, shown),) = bodies[name].items()
            words = next(link.name for link in mine[0].attribution if link.role == "speaker")
            names = [link.name for link in shown.attribution]
            text = f"{words} speaks for {root_words(body, names)}: one source"
            found.append(_echo("spokesperson", [shown, *mine], (name, body), body, True, text))
    return found


def _bodies(claims: Sequence[Claim]) -> list[Echo]:
    """Roots that are one body of a state, however it is called; one without its country is that of its own claims."""
    mine: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.root is not None and not unnamed(claim.root):
            mine.setdefault(claim.root, []).append(claim)
    groups: dict[str, list[str]] = {}
    for root, told in sorted(mine.items()):
        lands = {place.country for claim in told for place in claim.scope.places}
        groups.setdefault(body_of(root, lands.pop() if len(lands) == 1 else None), []).append(root)
    found = []
    for body, roots in groups.items():
        if len(roots) > 1:
            told = [claim for root in roots for claim in mine[root]]
            names = [link.name for claim in told for link in claim.attribution]
            text = f"{' and '.join(root_words(root, names) for root in roots)} are one body"
            found.append(_echo("one body", told, roots, body if body in roots else roots[0], True, text))
    return found


def _is_name(words: str) -> bool:
    """Whether a speaker is named by a name of two words or more, and not by an office."""
    capital = [word for word in words.split() if word[:1].isupper()]
    return len(capital) >= 2 and not is_unnamed(words)


def _relays(claims: Sequence[Claim], incidents: Sequence[Incident]) -> list[Echo]:
    """Figures whose root is a publisher, where that publisher's own document says who counted the same figure."""
    where = {claim: incident.id for incident in incidents for claim in incident.claims}
    published: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        for link in claim.attribution:
            if link.role in _RELAYS and (name := source_id(link.name)) != claim.root and claim.root:
                published.setdefault((name, *_figure(claim, where)), []).append(claim)
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        key = (claim.root, *_figure(claim, where))
        if claim.root and key in published and (where.get(claim.id) or _telling(claim.count)):
            groups.setdefault(key, []).append(claim)
    found = []
    for key, mine in groups.items():
        shown = [claim for claim in published[key] if claim.document not in {each.document for each in mine}]
        behind = sorted({str(claim.root) for claim in shown})
        if shown:
            names = [link.name for claim in (*mine, *shown) for link in claim.attribution]
            counted = " or ".join(root_words(one, names) for one in behind)
            text = f"{root_words(str(key[0]), names)} reports this figure as that of {counted}: one source"
            origin, sure = behind[0], len(behind) == 1 and not unnamed(behind[0])
            found.append(_echo("relay", [*mine, *shown], (str(key[0]), *behind), origin if sure else None, sure, text))
    return found


def _figure(claim: Claim, where: Mapping[str, str]) -> tuple[object, ...]:
    count, who = claim.count, claim.population
    places = () if claim.id in where else tuple(sorted(place.id or "" for place in claim.scope.places))
    return (
        where.get(claim.id), places, claim.measure, count.low, count.high, count.point, who.status, who.sex,
        who.age_group,
    )  # fmt: skip


def _telling(count: Count) -> bool:
    return max(count.low or 0, count.point or 0, count.high or 0) >= TELLING


def _named_alike(claims: Sequence[Claim], incidents: Sequence[Incident]) -> list[Echo]:
    """Roots of one incident that the registry says may be one."""
    by_id = {claim.id: claim for claim in claims}
    registry = Registry.default()
    pairs: dict[tuple[str, str], list[Claim]] = {}
    for incident in incidents:
        told = [by_id[one] for one in incident.claims if one in by_id]
        roots = sorted({claim.root for claim in told if claim.root and registry.get(claim.root)})
        for i, one in enumerate(roots):
            for other in roots[i + 1 :]:
                if registry.may_be(one, other):
                    mine = [claim for claim in told if claim.root in {one, other}]
                    pairs.setdefault((one, other), []).extend(mine)
    found = []
    for pair, mine in sorted(pairs.items()):
        text = f"{root_words(pair[0])} and {root_words(pair[1])} may be one source"
        found.append(_echo("source's names", mine, pair, None, False, text))
    return found


def _echo(
    kind: EchoKind, claims: Sequence[Claim], roots: Sequence[str], origin: str | None, sure: bool, text: str
) -> Echo:
    ids = tuple(sorted({claim.id for claim in claims}))
    quotes = {claim.id: claim.spans["sentence"].quote for claim in claims if "sentence" in claim.spans}
    passages = tuple(Passage(one, " ".join(quotes[one].split())) for one in ids if one in quotes)
    name = "e" + digest(kind, ids, sorted(roots))[:16]
    return Echo(name, kind, ids, tuple(sorted(set(roots))), sure, origin, passages, text)


def source_id(name: str) -> str:
    """The registry's id of a name, or its folded words joined by hyphens, as roots are named."""
    source = Registry.default().find(name)
    return source.id if source else slug(name)

"""Relations between the claims of one document, against annotated ones.

Both sides are closed first: claims that are one claim share all relations, and a part of a part is a part of the
whole. A relation read is right when the annotation implies it, and one annotated is found when the reading implies it;
so a chain may be told link by link or from its ends. Only relations between claims that were met count; an
exclusion that passes from a figure to its parts is none. ``partition`` is a way to be ``part_of``, ``restates`` and
``paraphrase_of`` are one, ``superseded_by`` is ``update_of`` turned round.
``disjoint_from``, ``contradicts`` and ``share_of`` are not scored: reconciliation derives them from scopes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from uncounted.model.claim import Claim

Relation = tuple[str, int, int]
NAMES = {
    "same_claim": "same_claim", "part_of": "part_of", "partition": "part_of", "update_of": "update_of",
    "superseded_by": "superseded_by", "excluded_from": "excluded_from", "restates": "paraphrase_of",
    "paraphrase_of": "paraphrase_of",
}  # fmt: skip


def annotated(gold: Mapping[str, Any], met: Container[int]) -> set[Relation]:
    """The annotation's relations between claims that were met, by their places in the annotation."""
    found: set[Relation] = set()
    for kind, one, other in gold.get("relations", []):
        name = NAMES.get(kind)
        if name is None or one not in met or other not in met:
            continue
        found.add(("update_of", other, one) if name == "superseded_by" else (name, one, other))
    return found


def read(met: Mapping[int, Claim]) -> set[Relation]:
    """The reader's relations between claims that were met, by their places in the annotation."""
    place = {claim.id: index for index, claim in met.items()}
    return {
        (NAMES[relation.type], place[claim.id], place[relation.claim])
        for claim in met.values()
        for relation in claim.relations
        if relation.type in NAMES and relation.claim in place
    }


def closed(relations: Iterable[Relation]) -> set[Relation]:
    """All that the relations imply, over representatives of claims that are one; ``same_claim`` is kept both ways."""
    given = list(relations)
    one = _representatives([(a, b) for kind, a, b in given if kind in {"same_claim", "paraphrase_of"}])
    found = {
        (kind, one.get(a, a), one.get(b, b)) for kind, a, b in given if kind not in {"same_claim", "paraphrase_of"}
    }
    grown = True
    while grown:
        more = {
            ("part_of", a, d) for k, a, b in found for m, c, d in found if k == m == "part_of" and b == c and a != d
        }
        grown = not more <= found
        found |= more
    members: dict[int, list[int]] = {}
    for each, head in one.items():
        members.setdefault(head, []).append(each)
    alike = {("same_claim", a, b) for group in members.values() for a in group for b in group if a != b}
    spread = {(k, x, y) for k, a, b in found for x in members.get(a, [a]) for y in members.get(b, [b])}
    return spread | alike


def compare(gold: Mapping[str, Any], met: Mapping[int, Claim]) -> tuple[int, int, int, list[str]]:
    """Annotated relations found, annotated relations, relations read that the annotation does not imply; and faults."""
    wanted, given = annotated(gold, met), read(met)
    implied, told = closed(wanted), closed(given)
    missed = [each for each in wanted if not implied_by(each, told)]
    wrong = [each for each in given if not implied_by(each, implied)]
    faults = [f"relation missed: {_shown(each, met)}" for each in sorted(missed)]
    faults += [f"relation invented: {_shown(each, met)}" for each in sorted(wrong)]
    return len(wanted) - len(missed), len(wanted), len(wrong), faults


def implied_by(relation: Relation, relations: set[Relation]) -> bool:
    """Whether ``relation`` is among ``relations``, which are closed."""
    kind, a, b = relation
    return ("same_claim", a, b) in relations if kind in {"same_claim", "paraphrase_of"} else relation in relations


def _representatives(pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    head: dict[int, int] = {}

    def top(each: int) -> int:
        while head.setdefault(each, each) != each:
            each = head[each]
        return each

    for a, b in pairs:
        head[max(top(a), top(b))] = min(top(a), top(b))
    return {each: top(each) for each in list(head)}


def _shown(relation: Relation, met: Mapping[int, Claim]) -> str:
    kind, a, b = relation
    quotes = [met[each].spans["count"].quote if "count" in met[each].spans else met[each].id for each in (a, b)]
    return f"{quotes[0]!r} {kind} {quotes[1]!r}"

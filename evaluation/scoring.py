"""Scores of a reader against annotations.

A predicted claim meets an annotated one where their count spans overlap, one of the same measure first; each meets
one at most. Each field of a met pair is right or wrong; a field that the annotation leaves out is not scored. F1
counts missed and invented claims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.fuzz import token_set_ratio

from evaluation.relations import compare
from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.reference.fold import fold
from uncounted.reference.sources import Registry

Gold = dict[str, Any]
FIELDS = (
    *("measure", "low", "high", "point", "modifier", "status", "sex", "age_group", "kind", "stance"),
    *("root", "attribution", "start", "end", "places", "countries", "actors"),
)


@dataclass
class Score:
    """Counts over documents: claims met, missed and invented; distractors taken for claims; fields right of scored."""

    met: int = 0
    missed: int = 0
    invented: int = 0
    distractors: int = 0
    n_distractors: int = 0
    right: Counter[str] = field(default_factory=Counter)
    scored: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    relations_found: int = 0
    relations_wanted: int = 0
    relations_invented: int = 0

    @property
    def relations_f1(self) -> float:
        """Harmonic mean of precision and recall of relations between claims that were met."""
        total = self.relations_found + self.relations_wanted + self.relations_invented
        return 2 * self.relations_found / total if total else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of claims; 1 where there is nothing to find and nothing was found."""
        total = 2 * self.met + self.missed + self.invented
        return 2 * self.met / total if total else 1.0


def score(document: Document, claims: Sequence[Claim], gold: Gold, into: Score) -> None:
    """Add one document's result to ``into``; ``gold`` is its annotation, as tests/golden/README.md describes it."""
    spans = [span_of(document.text, each) for each in gold["claims"]]
    left = list(claims)
    met: dict[int, Claim] = {}
    for index, (annotated, span) in enumerate(zip(gold["claims"], spans, strict=True)):
        found = meeting(left, annotated, span)
        if found is None:
            if not annotated.get("accept", {}).get("optional") and not annotated.get("optional"):
                into.missed += 1
                into.faults.append(f"missed: {annotated['text']} ({annotated['context']})")
            continue
        left.remove(found)
        into.met += 1
        met[index] = found
        _score_fields(found, annotated, into)
    into.invented += len(left)
    into.faults += [f"invented: {claim.measure} {_quote(claim)}" for claim in left]
    distractors = [between(document.text, part) for part in gold.get("not_claims", [])]
    into.n_distractors += len(distractors)
    into.distractors += sum(any(_overlap(claim, span) for claim in left) for span in distractors)
    relations = compare(gold, met)
    into.relations_found += relations[0]
    into.relations_wanted += relations[1]
    into.relations_invented += relations[2]
    into.faults += relations[3]


def _score_fields(claim: Claim, annotated: Gold, into: Score) -> None:
    values = _values(claim)
    accepted = annotated.get("accept", {})
    for name in FIELDS:
        if name not in annotated or (name == "actors" and annotated[name] is None):
            continue
        alternatives = [*accepted.get(name, []), *flat_values(annotated.get(f"{name}_alt", []))]
        into.scored[name] += 1
        agrees = sources_agree if name in {"root", "attribution"} else _agrees
        if agrees(values[name], as_read(name, annotated[name]), [as_read(name, each) for each in alternatives]):
            into.right[name] += 1
        else:
            into.faults.append(f"{name} of {_quote(claim)}: {values[name]!r}, not {annotated[name]!r}")


def as_read(name: str, value: Any) -> Any:
    """An annotated value as the reader would write it: sources by their id in the registry."""
    if name == "root":
        return _source(value)
    return [_source(each) for each in value] if name == "attribution" and isinstance(value, list) else value


def _source(name: str | None) -> str:
    """The registry's id of a source, or its name in plain letters; unnamed ones by their words alone."""
    if not name:
        return ""
    found = Registry.default().find(name)
    return found.id if found else re.sub(r"[^a-z0-9]+", "-", fold(name.rsplit(":", 1)[-1])).strip("-")


def sources_agree(value: Any, wanted: Any, alternatives: list[Any]) -> bool:
    """Whether sources are the same by id or, as far as all their words go, by name, in order."""
    if isinstance(wanted, list):
        chains = [wanted, *(each for each in alternatives if isinstance(each, list))]
        return any(len(value) == len(chain) and all(map(_one_source, value, chain)) for chain in chains)
    return any(_one_source(value, each) for each in (wanted, *alternatives))


def _one_source(one: str, other: str) -> bool:
    alike = one == other or token_set_ratio(one.replace("-", " "), other.replace("-", " ")) >= 95
    return alike or _called(one, other) or _called(other, one)


def _called(source: str, name: str) -> bool:
    """Whether a name is what a source of the registry is called for short: "the coalition"."""
    known = Registry.default().get(source)
    return known is not None and name in {fold(each).replace(" ", "-") for each in known.short}


def _agrees(value: Any, wanted: Any, alternatives: list[Any]) -> bool:
    if isinstance(wanted, list):
        names = {plain(name) for name in value or []}
        allowed = {plain(name) for name in (*wanted, *flat(alternatives))}
        return names <= allowed and bool(names) == bool(wanted)
    if isinstance(wanted, str):
        return any(plain(value) == plain(each) for each in (wanted, *alternatives))
    return value == wanted or value in alternatives


def _values(claim: Claim) -> dict[str, Any]:
    time = claim.scope.time
    return {
        "measure": claim.measure,
        "low": claim.count.low,
        "high": claim.count.high,
        "point": claim.count.point,
        "modifier": claim.count.modifier,
        "status": claim.population.status,
        "kind": claim.kind,
        "stance": claim.stance,
        "sex": claim.population.sex,
        "age_group": claim.population.age_group,
        "root": _source(claim.root),
        "attribution": [_source(link.name) for link in claim.attribution if link.role != "document"],
        "start": time.start if time else None,
        "end": time.end if time else None,
        "places": [place.name or place.text or "" for place in claim.scope.places],
        "countries": [place.country or place.id or "" for place in claim.scope.places],
        "actors": [actor.name or actor.text or "" for actor in claim.scope.actors],
    }


def meeting(claims: Sequence[Claim], annotated: Gold, span: tuple[int, int]) -> Claim | None:
    """The claim that meets an annotated one: by its span, one of the same measure first."""
    over = [claim for claim in claims if _overlap(claim, span)]
    same = [claim for claim in over if claim.measure == annotated["measure"]]
    return next(iter(same or over), None)


def span_of(text: str, annotated: Gold) -> tuple[int, int]:
    """Where the count of an annotated claim stands in ``text``."""
    context = between(text, annotated["context"])
    start = text.find(annotated["text"], context[0], context[1])
    return (start, start + len(annotated["text"])) if start >= 0 else context


def between(text: str, part: str) -> tuple[int, int]:
    """Where ``part`` stands in ``text``, line breaks and runs of spaces alike; an empty span where it does not."""
    found = re.search(r"\s+".join(map(re.escape, part.split())), text)
    return found.span() if found else (-1, -1)


def _overlap(claim: Claim, span: tuple[int, int]) -> bool:
    count = claim.spans.get("count")
    return count is not None and count.start < span[1] and span[0] < count.end


def _quote(claim: Claim) -> str:
    return claim.spans["count"].quote if "count" in claim.spans else claim.id


def flat_values(values: Any) -> list[Any]:
    """Alternatives as one list, whether they stand in a list or, per name, in an object."""
    return flat(list(values.values())) if isinstance(values, dict) else list(values)


def flat(values: list[Any]) -> list[Any]:
    """Values with the lists among them opened."""
    return [each for value in values for each in (value if isinstance(value, list) else [value])]


def plain(text: Any) -> str:
    """A name or word as it is compared: folded, without article."""
    return " ".join(fold(str(text)).removeprefix("the ").removeprefix("a ").split()) if text is not None else ""

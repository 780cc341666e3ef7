"""How far two annotations of the same documents agree: ``python -m evaluation.agreement``.

Each file of evaluation/second and of evaluation/sixth_again is set beside the first annotation of its document, of the
same name in the folder that holds the document, and each of these folders has a table of its own. Claims meet where
their count spans overlap, one of the same measure first. On a field two claims agree where either's value is the
other's or one that the other accepts; they have the same value where that holds without what either accepts. A field
counts as said where at least one of the two gives a value, so that what both leave empty can be told from what both
say. Nothing is written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.relations import annotated, closed, implied_by
from evaluation.scoring import FIELDS, Gold, as_read, between, flat_values, plain, sources_agree, span_of

ROOT = Path(__file__).parents[1]
AGAIN = tuple(ROOT / "evaluation" / name for name in ("second", "sixth_again"))
SOURCES = {"root", "attribution"}


@dataclass
class Agreement:
    """Counts over documents: claims both found or one alone, fields alike, relations that the other implies."""

    met: int = 0
    first_alone: int = 0
    second_alone: int = 0
    alike: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    said_alike: Counter[str] = field(default_factory=Counter)
    said_same: Counter[str] = field(default_factory=Counter)
    relations: int = 0
    relations_alike: int = 0
    refused: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Share of claims found by both, as a harmonic mean; claims that one calls optional are no miss."""
        total = 2 * self.met + self.first_alone + self.second_alone
        return 2 * self.met / total if total else 1.0

    def add(self, other: Agreement) -> None:
        """Add another's counts."""
        for name in ("met", "first_alone", "second_alone", "relations", "relations_alike", "refused"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.alike += other.alike
        self.said += other.said
        self.said_alike += other.said_alike
        self.said_same += other.said_same
        self.differences += other.differences


def compare(text: str, first: Gold, second: Gold) -> Agreement:
    """Agreement of two annotations of ``text``."""
    result = Agreement()
    pairs = meet(text, first["claims"], second["claims"])
    result.met = len(pairs)
    result.first_alone = _alone(first["claims"], set(pairs), "first", result)
    result.second_alone = _alone(second["claims"], set(pairs.values()), "second", result)
    for here, there in pairs.items():
        one, other = first["claims"][here], second["claims"][there]
        for name in FIELDS:
            _count(name, one, other, result)
    _relations(first, second, pairs, result)
    result.refused = _refused(text, first, second) + _refused(text, second, first)
    return result


def meet(text: str, first: Sequence[Gold], second: Sequence[Gold]) -> dict[int, int]:
    """Places of claims in ``first`` and those of the claims in ``second`` that they meet, one each at most."""
    spans = {place: span_of(text, claim) for place, claim in enumerate(second)}
    found: dict[int, int] = {}
    for here, claim in enumerate(first):
        over = [there for there, span in spans.items() if overlap(span_of(text, claim), span)]
        same = [there for there in over if second[there]["measure"] == claim["measure"]]
        if over:
            found[here] = (same or over)[0]
            del spans[found[here]]
    return found


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def agree(name: str, one: Gold, other: Gold) -> bool:
    """Whether two claims agree on a field, by the value of either and what the other accepts."""
    return _accepts(name, one, other) or _accepts(name, other, one)


def _bare(claim: Gold) -> Gold:
    """A claim without the alternatives that it accepts."""
    return {name: value for name, value in claim.items() if name != "accept" and not name.endswith("_alt")}


def _accepts(name: str, one: Gold, other: Gold) -> bool:
    value, wanted = one.get(name), other.get(name)
    alternatives = other.get("accept", {}).get(name, [])
    if name in SOURCES:
        return sources_agree(as_read(name, value), as_read(name, wanted), [as_read(name, v) for v in alternatives])
    if isinstance(value, list) and isinstance(wanted, list):
        whole = [wanted, *(each for each in alternatives if isinstance(each, list))]
        return any(_same_names(name, value, each, one, other) for each in whole)
    if isinstance(value, str) and isinstance(wanted, str):
        return plain(value) in {plain(each) for each in (wanted, *alternatives)}
    return value == wanted or value in alternatives


def _same_names(name: str, value: list[str], wanted: list[str], one: Gold, other: Gold) -> bool:
    """Whether each name has its like on the other side, spelled as either side allows."""
    return all(_has_like(name, each, wanted, one, other) for each in value) and all(
        _has_like(name, each, value, other, one) for each in wanted
    )


def _has_like(name: str, each: str, names: list[str], own: Gold, others: Gold) -> bool:
    allowed = {plain(like) for like in names}
    if not allowed:
        return False
    further = {plain(like) for like in _spellings(others, name)}
    mine = {plain(like) for like in _spellings(own, name, each)}
    return plain(each) in allowed | further or bool(mine & allowed)


def _spellings(claim: Gold, name: str, each: str | None = None) -> list[str]:
    """Other names that a claim allows in a field: for one of its names, or for all."""
    given = claim.get(f"{name}_alt", [])
    if isinstance(given, dict) and each is not None:
        given = given.get(each, [])
    single = [value for value in claim.get("accept", {}).get(name, []) if isinstance(value, str)]
    return [*flat_values(given), *single]


def _count(name: str, one: Gold, other: Gold, result: Agreement) -> None:
    alike = agree(name, one, other)
    said = any(claim.get(name) not in (None, []) for claim in (one, other))
    result.alike[name] += alike
    result.said[name] += said
    result.said_alike[name] += said and alike
    result.said_same[name] += said and agree(name, _bare(one), _bare(other))
    if not alike:
        result.differences.append(f"{name} of {one['text']!r}: {one.get(name)!r} and {other.get(name)!r}")


def _alone(claims: Sequence[Gold], met: set[int], who: str, result: Agreement) -> int:
    left = [claim for place, claim in enumerate(claims) if place not in met]
    counted = [claim for claim in left if not (claim.get("accept", {}).get("optional") or claim.get("optional"))]
    result.differences += [f"{who} alone: {claim['text']} ({claim['context']})" for claim in counted]
    return len(counted)


def _relations(first: Gold, second: Gold, pairs: Mapping[int, int], result: Agreement) -> None:
    """Count the relations between met claims on each side, and those that the other side implies."""
    back = {there: here for here, there in pairs.items()}
    here = annotated(first, pairs)
    there = {(kind, back[a], back[b]) for kind, a, b in annotated(second, back)}
    for who, told, others in (("first", here, closed(there)), ("second", there, closed(here))):
        missed = [each for each in told if not implied_by(each, others)]
        result.relations += len(told)
        result.relations_alike += len(told) - len(missed)
        result.differences += [
            f"{who} alone: {first['claims'][a]['text']!r} {kind} {first['claims'][b]['text']!r}"
            for kind, a, b in sorted(missed)
        ]


def _refused(text: str, one: Gold, other: Gold) -> int:
    """How many claims of one stand where the other has words that are no claim."""
    spans = [between(text, part) for part in other.get("not_claims", [])]
    return sum(any(overlap(span_of(text, claim), span) for span in spans) for claim in one["claims"])


def table(results: Mapping[str, Agreement]) -> list[str]:
    """Lines: claims of each document, then each field over all of them."""
    total = Agreement()
    for each in results.values():
        total.add(each)
    lines = []
    for name, each in (*results.items(), ("all", total)):
        counts = f"met {each.met:2}  first alone {each.first_alone}  second alone {each.second_alone}"
        lines.append(f"{name:32} F1 {each.f1:.2f}   {counts}")
    lines += [f"claims of one that the other lists as no claims: {total.refused}", ""]
    lines.append(f"{'field':12} {'alike, of met':>20} {'alike, where said':>20} {'same value, where said':>24}")
    for name in FIELDS:
        said = total.said[name]
        shares = _share(total.alike[name], total.met), _share(total.said_alike[name], said)
        lines.append(f"{name:12} {shares[0]:>20} {shares[1]:>20} {_share(total.said_same[name], said):>24}")
    lines.append(f"{'relations':12} {'':>20} {_share(total.relations_alike, total.relations):>20}")
    return lines


def _share(part: int, of: int) -> str:
    return f"{part:3} of {of:3}  {part / of:.2f}" if of else "none"


def seconds() -> list[Path]:
    """All second annotations."""
    return [path for folder in AGAIN for path in sorted(folder.glob("*.json"))]


def first_of(second: Path) -> Path:
    """The first annotation beside a second one: of the same name, in the folder that holds the document."""
    document: str = json.loads(second.read_text("utf-8"))["document"]
    return (ROOT / document).parents[1] / second.name


def main() -> None:
    """Print the agreement of the two annotations of each document, set by set, and each set's differences after it."""
    sets: dict[str, dict[str, Agreement]] = {}
    for path in seconds():
        first, second = (json.loads(each.read_text("utf-8")) for each in (first_of(path), path))
        text = (ROOT / second["document"]).read_text("utf-8")
        sets.setdefault(first_of(path).parent.name, {})[path.stem] = compare(text, first, second)
    for folder, results in sets.items():
        print(f"evaluation/{folder}", *table(results), "", sep="\n")
        print(*(f"{name}: {line}" for name, each in results.items() for line in each.differences), "", sep="\n")


if __name__ == "__main__":
    main()

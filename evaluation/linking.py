"""How well claims are linked into incidents: ``python -m evaluation.linking``.

``linking_events.json`` says, for annotated documents, which of their claims tell of which event: document -> event ->
texts of counts, as the annotation writes them; ``@2`` is the second annotated claim of that text. All the documents are
read and linked together, so that events of other documents are candidates too. Two claims of one event are a pair to
find; precision and recall are over pairs of claims that were read, in one document and across documents. A pair counts
as possible where its incidents name each other in ``may_be``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from evaluation.scoring import Gold, meeting, span_of
from uncounted.link.incidents import link
from uncounted.model.claim import Claim
from uncounted.model.incident import Incident
from uncounted.pipeline.reading import read_document
from uncounted.read.files import Unread, read_path
from uncounted.read.metadata import Metadata

ROOT = Path(__file__).parents[1]
EVENTS = Path(__file__).with_name("linking_events.json")
BASELINE = Path(__file__).with_name("baseline_linking.json")
SIDES = ("in one document", "across documents")


@dataclass(frozen=True)
class Told:
    """A claim that was read, with the document and the event that it was annotated with."""

    claim: Claim
    document: str
    event: str


def main() -> None:
    """Read the documents, link their claims, and print precision and recall of pairs; exit 1 below the baseline."""
    parser = argparse.ArgumentParser(prog="evaluation.linking", description=main.__doc__)
    parser.add_argument("--faults", action="store_true", help="print each event that is apart, and each wrong merge")
    parser.add_argument("--record", action="store_true", help="make these figures the baseline")
    options = parser.parse_args()
    told, claims = read_all(json.loads(EVENTS.read_text("utf-8")))
    incidents = link(claims)
    counts = pairs(told, incidents)
    figures = shares(counts)
    events = len({each.event for each in told})
    print(f"{len(told)} claims of {events} events in {len({each.document for each in told})} documents")
    for side in SIDES:
        print(
            f"{side:17} precision {figures[f'precision {side}']:5}  recall {figures[f'recall {side}']:5}"
            f"   {counts[side, 'right']} of {counts[side, 'wanted']} pairs, {counts[side, 'wrong']} wrong;"
            f" of those missed {counts[side, 'possible']} are possibly one"
        )
    if options.faults:
        print(*faults(told, incidents), sep="\n")
    _compare(figures, record=options.record)


def read_all(annotated: Mapping[str, Mapping[str, Sequence[str]]]) -> tuple[list[Told], list[Claim]]:
    """The annotated claims that the reader finds, and all the claims of these documents."""
    told: list[Told] = []
    claims: list[Claim] = []
    for name, events in annotated.items():
        gold = json.loads((ROOT / name).read_text("utf-8"))
        for document in read_path(
            ROOT / gold["document"], Metadata(published=gold.get("published"), publisher=gold.get("publisher"))
        ):
            if isinstance(document, Unread):
                raise SystemExit(f"{gold['document']}: {document}")
            found = list(read_document(document).claims)
            claims += found
            told += _told(document.text, found, gold, events, name)
    return told, claims


def _told(text: str, found: Sequence[Claim], gold: Gold, events: Mapping[str, Sequence[str]], name: str) -> list[Told]:
    event_of = {key: event for event, keys in events.items() for key in keys}
    left, seen, told = list(found), Counter[str](), []
    for annotated in gold["claims"]:
        seen[annotated["text"]] += 1
        n = seen[annotated["text"]]
        event = event_of.pop(annotated["text"] if n == 1 else f"{annotated['text']}@{n}", None)
        claim = meeting(left, annotated, span_of(text, annotated))
        if claim is not None:
            left.remove(claim)
            if event is not None:
                told.append(Told(claim, name, event))
    if event_of:
        raise SystemExit(f"{name}: no annotated claim is called {', '.join(event_of)}")
    return told


def pairs(told: Sequence[Told], incidents: Sequence[Incident]) -> Counter[tuple[str, str]]:
    """Pairs by side and outcome: wanted, right, wrong (together though of two events), possible (missed, but named)."""
    home = {claim: incident for incident in incidents for claim in incident.claims}
    counts: Counter[tuple[str, str]] = Counter()
    for one, other in combinations(told, 2):
        side = SIDES[one.document != other.document]
        mine, theirs = home.get(one.claim.id), home.get(other.claim.id)
        together = mine is not None and mine is theirs
        if one.event == other.event:
            counts[side, "wanted"] += 1
            counts[side, "right"] += together
            counts[side, "possible"] += bool(not together and mine and theirs and theirs.id in mine.may_be)
        else:
            counts[side, "wrong"] += together
    return counts


def shares(counts: Mapping[tuple[str, str], int]) -> dict[str, float]:
    """Precision and recall in per cent, on each side."""
    figures = {}
    for side in SIDES:
        right, wanted, wrong = (counts.get((side, each), 0) for each in ("right", "wanted", "wrong"))
        figures[f"precision {side}"] = round(100 * right / (right + wrong), 1) if right + wrong else 100.0
        figures[f"recall {side}"] = round(100 * right / wanted, 1) if wanted else 100.0
    return figures


def faults(told: Sequence[Told], incidents: Sequence[Incident]) -> list[str]:
    """A line for each event that lies in several incidents, and for each incident that holds several events."""
    home = {claim: incident.id for incident in incidents for claim in incident.claims}
    parts: dict[str, dict[str, list[Told]]] = {}
    for each in told:
        where = home.get(each.claim.id, f"no incident, kind {each.claim.kind}")
        parts.setdefault(each.event, {}).setdefault(where, []).append(each)
    lines = [f"apart: {event}: {_words(held)}" for event, held in parts.items() if len(held) > 1]
    events: dict[str, dict[str, list[Told]]] = {}
    for event, held in parts.items():
        for where, those in held.items():
            events.setdefault(where, {})[event] = those
    together = {where: held for where, held in events.items() if len(held) > 1 and where in home.values()}
    return [*lines, *(f"wrongly one: {_words(held)}" for held in together.values())]


def _words(held: Mapping[str, Sequence[Told]]) -> str:
    def count(each: Told) -> str:
        return f"{each.claim.count.text} ({Path(each.document).stem})"

    return " | ".join(f"{where}: {', '.join(map(count, those))}" for where, those in held.items())


def _compare(figures: dict[str, float], *, record: bool) -> None:
    """Keep the figures as the baseline, or stop with a line for each that fell by more than half a point."""
    if record:
        BASELINE.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
        return
    before = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    lines = [
        f"{key}: {figures[key]} is below its baseline {least}"
        for key, least in before.items()
        if figures[key] < least - 0.5
    ]
    if lines:
        raise SystemExit("\n".join(lines))


if __name__ == "__main__":
    main()

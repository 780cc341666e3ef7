"""Places against tables and corpora of true coordinates.

``python -m evaluation.places DATA [--record] [--failures N] [SET ...]``

``DATA`` is the folder of places.json, variants.json and the geoparsing corpora (``*.dev.jsonl.gz``). Of the tables: the
share within 25 km, for the first candidate and for the answer that is given. Of the corpora, mentions given: the share
within 161 km (100 miles), unresolved counted as wrong, documents resolved whole and names one by one without a
context. The figures stand in ``baseline_places.json``; exit code 1 where one falls below it. ``--record`` writes it
anew.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from uncounted.model.scope import Place
from uncounted.resolve.places import mentions, resolve_mentions, resolve_place
from uncounted.resolve.places_choice import kilometres

BASELINE = Path(__file__).with_name("baseline_places.json")
CORPORA = ("lgl", "trnews", "geovirus", "geowebnews")
TABLE_KM, CORPUS_KM = 25.0, 161.0
SLACK = 0.05  # figures are kept to a tenth
Row = dict[str, Any]


def within(found: Place | None, row: Row, km: float) -> bool:
    """Whether a place lies so close to the row's true point."""
    if found is None or found.lat is None or found.lon is None:
        return False
    return kilometres((found.lat, found.lon), (row["lat"], row["lon"])) <= km


def table(rows: list[Row], phrase: Callable[[Row], str], failures: int) -> dict[str, float]:
    """Percentages of rows whose first candidate, and whose answer, is right; and of wrong answers."""
    first = answered = wrong = 0
    for row in rows:
        found = resolve_place(phrase(row), country=row["cc"])
        settled = found is not None and found.id is not None
        best = found if settled else next(iter(found.alternatives), None) if found else None
        right = within(best, row, TABLE_KM)
        first += right
        answered += right and settled
        wrong += settled and not right
        if failures and not right:
            failures -= 1
            print(f"    {phrase(row)} ({row['cc']}): {best.name if best else None}, {best.admin1 if best else None}")
    return {"first": _share(first, rows), "answer": _share(answered, rows), "wrong": _share(wrong, rows)}


def corpus(documents: list[Row], failures: int) -> dict[str, float]:
    """Percentages of mentions that are right, with the document and alone; and milliseconds a document."""
    total = together = alone = 0
    missed: Counter[tuple[str, str]] = Counter()
    seconds = 0.0
    for document in documents:
        marked = sorted((m for m in document["mentions"] if m["lat"] is not None), key=lambda m: int(m["start"]))
        begun = time.perf_counter()
        found = resolve_mentions(document["text"], [(m["start"], m["end"]) for m in marked])
        seconds += time.perf_counter() - begun
        for mention, place in zip(marked, found, strict=True):
            total += 1
            settled = place is not None and place.id is not None
            right = settled and within(place, mention, CORPUS_KM)
            together += right
            by_itself = resolve_place(mention["name"])
            alone += by_itself is not None and by_itself.id is not None and within(by_itself, mention, CORPUS_KM)
            if not right:
                missed[mention["name"], str(place.id if place else None)] += 1
    for (name, given), times in missed.most_common(failures):
        print(f"    {times} x {name}: {given}")
    marks = [None] * total
    return {"document": _share(together, marks), "alone": _share(alone, marks), "ms": 1000 * seconds / len(documents)}


def _share(count: int, of: list[Any]) -> float:
    return round(100 * count / len(of), 1)


def measure(data: Path, names: list[str], failures: int) -> dict[str, float]:
    """Print every table; the figures that the baseline keeps, by name."""
    kept: dict[str, float] = {}
    tables: list[tuple[str, str, Callable[[Row], str]]] = [
        ("country known", "places.json", lambda row: str(row["name"])),
        ("with its division", "places.json", lambda row: ", ".join(filter(None, (row["name"], row.get("adm1"))))),
        ("spellings", "variants.json", lambda row: str(row["name"])),
    ]
    print(f"within {TABLE_KM:.0f} km, %           first  answer  wrong answer")
    for label, name, phrase in tables:
        if not names or label in names:
            found = table(json.loads((data / name).read_text("utf-8")), phrase, failures)
            print(f"{label:26} {found['first']:5}  {found['answer']:6}  {found['wrong']:6}")
            kept |= {f"{label}, first": found["first"], f"{label}, answer": found["answer"]}
    print(f"\nwithin {CORPUS_KM:.0f} km, %         document  alone  ms a document")
    for name in CORPORA:
        if not names or name in names:
            with gzip.open(data / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
                documents = [json.loads(line) for line in lines]
            found = corpus(documents, failures)
            print(f"{name:26} {found['document']:6}  {found['alone']:5}  {found['ms']:.1f}")
            kept |= {f"{name}, document": found["document"], f"{name}, alone": found["alone"]}
            texts = [document["text"] for document in documents]
            begun = time.perf_counter()
            words = sum(len(text.split()) for text in texts)
            named = sum(len(mentions(text)) for text in texts)
            spent = 1000 * (time.perf_counter() - begun)
            print(f"{'':26} finding names: {named} in {words:,} words, {800 * spent / words:.1f} ms in 800 words")
    return kept


def main() -> int:
    """Measure and compare; the exit code."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*", help="sets by name; by default all")
    parser.add_argument("--failures", type=int, default=0, help="how many to print of each")
    parser.add_argument("--record", action="store_true", help="keep these figures as the baseline")
    given = parser.parse_args()
    kept = measure(given.data, given.sets, given.failures)
    baseline: dict[str, float] = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    if given.record:
        BASELINE.write_text(json.dumps(baseline | kept, indent=1) + "\n", "utf-8")
        return 0
    fallen = {name: value for name, value in kept.items() if value < baseline.get(name, 0) - SLACK}
    for name, value in fallen.items():
        print(f"{name}: {value}, below the baseline of {baseline[name]}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())

"""What reading costs: on web pages beside trafilatura and dateparser, on short notes, in memory, and at the start.

One thread, in seconds of its processor, so that other programs disturb little; starts are by the clock. Caches are
emptied before each measurement, and each text is new to what is measured.
"""

from __future__ import annotations

import argparse
import functools
import gc
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import texts
from benchmarks.rows import Row
from uncounted.extract.grammar import extractor
from uncounted.extract.times import time_phrases
from uncounted.model.document import Document, text_hash
from uncounted.read import read_bytes
from uncounted.reference import nearby, unpacked
from uncounted.resolve.claims import resolve
from uncounted.resolve.dates import resolve_date

DATA = Path(__file__).parents[2] / "shared" / "data" / "extraction"
ON = ("2023-05-01", "2023-05-01")
SAMPLES = 10
_OPENING = """
import json, os, sys, time
from uncounted.reference.gazetteer import Gazetteer
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
before, begun = resident(), time.perf_counter()
book = Gazetteer.default()
book.find("Mosul")
opened = time.perf_counter() - begun
for line in sys.stdin:
    for word in line.split():
        book.find(word)
        book.find(word, country="IQ", fuzzy=True)
print(json.dumps([opened, resident() - before]))
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the labelled notes; else bundled ones")
    parser.add_argument("--repeats", type=int, default=5, help="of each measurement on pages and of each start")
    parser.add_argument("--pages", type=int, default=12, help="how many web pages")
    parser.add_argument("--notes", type=int, default=1000, help="how many short notes")
    parser.add_argument("--documents", type=int, default=5000, help="how many documents memory is watched over")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")


def measure(given: argparse.Namespace) -> list[Row]:
    """Every measurement, in the order in which it is printed."""
    nearby.Keys(unpacked.database()).build()  # once for each version of the gazetteer, as unpacking it is
    bodies = texts.articles(given.pages)
    pages = [texts.page(text, number) for number, text in enumerate(bodies)]
    dense = [texts.page(text, number) for number, text in enumerate(texts.dense(given.pages))]
    notes, origin = texts.notes(given.data if given.data.is_dir() else None, given.notes)
    return [
        *on_pages(pages, given.repeats, "an article"),
        *on_pages(dense, given.repeats, "a dense page", bar=None),
        *on_dates(bodies, given.repeats),
        *on_notes(notes, origin),
        *in_memory(notes, given.documents),
        *at_start(pages[0], "\n".join(notes[:200]), given.repeats),
    ]


def on_pages(pages: Sequence[str], repeats: int, kind: str, bar: float | None = 3) -> list[Row]:
    """Milliseconds for a page: trafilatura alone, all our steps, and what claims, places and dates add.

    ``kind`` names the pages in the rows; ``bar`` is for what is added, as so many times trafilatura alone.
    """
    import trafilatura

    documents = [read_bytes(page.encode(), path="page.html") for page in pages]
    words = statistics.median(len(document.text.split()) for document in documents)
    claims = statistics.median(len(extractor.extract(document).claims) for document in documents)
    steps: list[tuple[str, Callable[[int], object]]] = [
        ("trafilatura", lambda n: trafilatura.extract(pages[n])),
        ("read", lambda n: read_bytes(pages[n].encode(), path="page.html")),
        ("extract", lambda n: extractor.extract(documents[n])),
        ("both", lambda n: claims_of(documents[n])),
    ]
    taken = _side_by_side(steps, len(pages), repeats)
    alone, read, extract, both = (1000 * taken[name] for name, _ in steps)
    note = f"median of {len(pages)} pages, {words:.0f} words, {claims:.0f} claims"
    return [
        Row(f"{kind}: trafilatura alone", alone, "ms", note=note),
        Row(f"{kind}: read to clean text and publication", read, "ms", note="trafilatura among it"),
        Row(f"{kind}: claims", extract, "ms"),
        Row(f"{kind}: claims, places and dates", both, "ms"),
        Row(f"{kind}: claims, places and dates / trafilatura", both / alone, "times", bar=bar),
        Row(f"{kind}: all steps / trafilatura", (read + both) / alone, "times"),
    ]


def on_dates(bodies: Sequence[str], repeats: int) -> list[Row]:
    """Milliseconds for the dates of a text: ours, found and resolved, and dateparser's search."""
    steps: list[tuple[str, Callable[[int], object]]] = [("ours", lambda n: dates_of(bodies[n]))]
    try:
        from dateparser.search import search_dates  # type: ignore[import-untyped]  # it has no types

        steps.append(("dateparser", lambda n: search_dates(bodies[n], languages=["en"])))
    except ImportError:
        pass
    taken = _side_by_side(steps, min(3, len(bodies)), max(1, repeats // 2))
    ours, theirs = 1000 * taken["ours"], taken.get("dateparser")
    return [
        Row("dates of the same text", ours, "ms"),
        Row("dateparser's search", 1000 * theirs if theirs else None, "ms", note="" if theirs else "not installed"),
        Row("dates / dateparser", ours / 1000 / theirs if theirs else None, "times"),
    ]


def on_notes(notes: Sequence[str], origin: str) -> list[Row]:
    """Short notes a second, each new, from empty caches."""
    documents = [document_of(note) for note in notes]
    _forget()
    begun = time.process_time()
    for document in documents:
        claims_of(document)
    rate = len(documents) / (time.process_time() - begun)
    length = statistics.median(len(note) for note in notes)
    note = f"{len(notes)} notes, {length:.0f} characters: {origin}"
    return [Row("short notes a second, resolved", rate, "/s", bar=300, least=True, note=note)]


def in_memory(notes: Sequence[str], count: int) -> list[Row]:
    """Resident memory over many documents: growth from a fifth of the way to the end."""
    _forget()
    seen: list[float] = []
    every = max(1, count // SAMPLES)
    for number, text in enumerate(texts.many(notes, count), 1):
        claims_of(document_of(text))
        if number % every == 0:
            gc.collect()
            seen.append(resident())
    warm = seen[min(len(seen) - 1, SAMPLES // 5 - 1)]
    return [
        Row("memory after a fifth of the documents", warm, "MB", note=f"{count} documents"),
        Row("growth from there to the end", seen[-1] - warm, "MB", bar=10),
    ]


def at_start(page: str, names: str, repeats: int) -> list[Row]:
    """Seconds to the first answer of new processes, and what the gazetteer takes in memory.

    The package's modules are compiled beforehand, as those of an installed package are.
    """
    program = [sys.executable, "-m", "uncounted.cli"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, "utf-8")
        compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        compiled["PYTHONPYCACHEPREFIX"] = folder
        _ran([*program, "read", str(path), "--json"], compiled)
        _ran([*program, "--help"], compiled)
        helped = statistics.median(_ran([*program, "--help"], compiled) for _ in range(repeats))
        read = statistics.median(_ran([*program, "read", str(path), "--json"], compiled) for _ in range(repeats))
    opened = [
        json.loads(subprocess.check_output([sys.executable, "-c", _OPENING], input=names, text=True))
        for _ in range(repeats)
    ]
    return [
        Row("uncounted --help", helped, "s", bar=0.4),
        Row("uncounted read, one page", read, "s"),
        Row("the gazetteer's first answer", statistics.median(x for x, _ in opened), "s", bar=0.5),
        Row("the gazetteer in memory", max(x for _, x in opened), "MB", bar=50, note="after the words of 200 notes"),
    ]


def document_of(text: str) -> Document:
    """A bare document around a text."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"d{sha[:16]}", sha, text, text_hash(text), "benchmark")


def claims_of(document: Document) -> object:
    """The claims of a document with their places and dates."""
    return resolve(document, extractor.extract(document).claims)


def dates_of(text: str) -> list[object]:
    """The time phrases of a text and what each means."""
    return [resolve_date(phrase.text, on=ON) for phrase in time_phrases(text, 0, len(text))]


def resident() -> float:
    """The memory of this process that is resident, in MB; its greatest so far where the system tells no more."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _side_by_side(steps: Sequence[tuple[str, Callable[[int], object]]], count: int, repeats: int) -> dict[str, float]:
    """The median seconds of each step on a text: steps in turn on each text, caches emptied before each round."""
    taken: dict[str, list[float]] = {name: [] for name, _ in steps}
    for _ in range(repeats):
        for name, step in steps:
            _forget()
            step(count - 1)  # tables are loaded once in a process
            for number in range(count - 1) if count > 1 else range(1):
                begun = time.process_time()
                step(number)
                taken[name].append(time.process_time() - begun)
    return {name: statistics.median(each) for name, each in taken.items()}


def _forget() -> None:
    """Empty every cache of the package."""
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("uncounted."):
            kept.cache_clear()
    gc.collect()


def _ran(command: Sequence[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=environment)
    return time.perf_counter() - begun

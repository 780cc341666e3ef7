"""What capitals cost: ``python -m evaluation.capitals`` reads the annotated texts as they are and in capitals.

Wires were sent in capitals, where no letter tells a name from a word. Annotations stay as they are but for their words.
"""

from __future__ import annotations

import argparse
import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

from evaluation.__main__ import GOLDEN, ROOT, _add
from evaluation.scoring import FIELDS, Score, score
from uncounted.model.document import Document, text_hash
from uncounted.pipeline.reading import read_document
from uncounted.read.files import Unread, read_path
from uncounted.read.metadata import Metadata

FOLDERS = (
    GOLDEN,
    *(ROOT / "evaluation" / name for name in ("second", "third", "fourth", "heldout", "fresh", "unseen")),
)


def main() -> None:
    """Print F1 and the share of right fields of both, side by side."""
    parser = argparse.ArgumentParser(prog="evaluation.capitals", description=main.__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS, help="folders of annotations")
    parser.add_argument("--faults", action="store_true", help="print each fault of the texts in capitals")
    options = parser.parse_args()
    plain, capitals = Score(), Score()
    for path in (path for folder in options.folders for path in sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text("utf-8"))
        if not gold["document"].endswith(".txt"):
            continue
        flags = Metadata(published=gold.get("published"), publisher=gold.get("publisher"))
        for document in read_path(ROOT / gold["document"], flags):
            if not isinstance(document, Unread):
                _read(document, gold, plain)
                before = len(capitals.faults)
                _read(_shouted(document), _in_capitals(gold), capitals)
                if options.faults:
                    print(path.stem, *capitals.faults[before:], sep="\n    ")
    print(f"{'':12} as it is   in capitals")
    print(f"{'F1':12} {plain.f1:8.3f}   {capitals.f1:8.3f}")
    for name in (name for name in FIELDS if plain.scored[name]):
        print(f"{name:12} {_share(plain, name):8.3f}   {_share(capitals, name):8.3f}")
    print(f"{'relations':12} {plain.relations_f1:8.3f}   {capitals.relations_f1:8.3f}")


def _share(one: Score, name: str) -> float:
    return one.right[name] / one.scored[name] if one.scored[name] else 1.0


def _read(document: Document, gold: dict[str, Any], into: Score) -> None:
    one = Score()
    score(document, read_document(document, "grammar").claims, gold, one)
    _add(one, into)
    into.faults += one.faults


def capitals_of(text: str) -> str:
    """The text in capitals, of the same length."""
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


def _shouted(document: Document) -> Document:
    text = capitals_of(document.text)
    title = capitals_of(document.title) if document.title else document.title
    return dataclasses.replace(document, text=text, text_sha256=text_hash(text), title=title)


def _in_capitals(gold: dict[str, Any]) -> dict[str, Any]:
    shouted = copy.deepcopy(gold)
    for part in shouted["claims"]:
        part |= {key: capitals_of(part[key]) for key in ("text", "context") if key in part}
    shouted["not_claims"] = [_part(part) for part in shouted.get("not_claims", [])]
    return shouted


def _part(part: Any) -> Any:
    if isinstance(part, str):
        return capitals_of(part)
    return {**part, **{key: capitals_of(part[key]) for key in ("text", "context") if key in part}}


if __name__ == "__main__":
    main()

"""What a statistical parse would add to the grammar: the labels that a parse's counts hold and the grammar's do not.

``python -m evaluation.parse MODEL DATA [SET ...]``, with spaCy installed (``pip install spacy``) and MODEL trained on
the UD English-EWT treebank (docs/parser.md has the commands). For every text with a positive label it prints how often
the derived toll is right, how often the label is among the grammar's counts and among those that a plain reading of
the parse gives (patients of verbs of harm with their numerals, single persons, coordinated ones summed), and how often
it is among the parse's alone: the most that the parse could add.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from evaluation.reading import SETS, document_of, positive, right
from uncounted.extract.grammar import extractor
from uncounted.extract.toll import toll
from uncounted.reference.fold import words as listed
from uncounted.reference.numbers import parse_number

_KILL = frozenset(
    [
        "kill",
        "murder",
        "slay",
        "shoot",
        "massacre",
        "execute",
        "assassinate",
        "behead",
        "lynch",
        "hack",
        "stab",
        "die",
        "perish",
    ]
)
_HURT = frozenset(listed("injure wound hurt maim"))
_ODD = {"slain": "slay", "shot": "shoot", "died": "die", "dead": "die", "dying": "die"}
_ENDS = (("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("es", ""), ("s", ""))
_LONGEST = 6000


def _lemma(word: str) -> str:
    word = word.lower()
    for ending, instead in _ENDS:
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and stem in _KILL | _HURT:
            return stem
    return _ODD.get(word, word)


def _number(token: Any) -> int | None:
    said = [child.text for child in token.children if child.dep_ == "nummod"]
    for text in (*said, token.text):
        found = parse_number(text)
        if found is not None:
            return int(found)
    return 1 if token.tag_ in {"NN", "NNP"} else None


def counts(parsed: Any) -> set[tuple[str, int]]:
    """Measures and counts that the patients of verbs of harm in a parsed text come to."""
    found = set()
    for token in parsed:
        lemma = _lemma(token.text)
        if lemma not in _KILL | _HURT:
            continue
        roles = {"nsubj:pass", "obj"} | ({"nsubj"} if lemma in {"die", "perish"} else set())
        patients = [child for child in token.children if child.dep_ in roles]
        patients += [token.head] if token.dep_ in {"acl", "amod"} else []
        for patient in patients:
            joined = [_number(each) for each in (patient, *(c for c in patient.children if c.dep_ == "conj"))]
            numbers = [number for number in joined if number]
            measure = "killed" if lemma in _KILL else "injured"
            found |= {(measure, number) for number in ((numbers[0], sum(numbers)) if numbers else ())}
    return found


def main() -> None:
    """Print one line for each set and measure."""
    import spacy  # type: ignore[import-not-found]  # only this measurement needs it

    options = argparse.ArgumentParser(prog="evaluation.parse", description=main.__doc__)
    options.add_argument("model", type=Path)
    options.add_argument("data", type=Path)
    options.add_argument("sets", nargs="*", choices=[*SETS, []])
    given = options.parse_args()
    parser = spacy.load(given.model)
    for name in given.sets or SETS:
        with gzip.open(given.data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for measure in ("killed", "injured"):
            wanted = [row for row in rows if positive(row, measure)]
            if wanted:
                _line(name, measure, wanted, parser)


def _line(name: str, measure: Any, rows: list[dict[str, Any]], parser: Any) -> None:
    tolls = ours = parses = alone = 0
    for row in rows:
        claims = extractor.extract(document_of(row["text"])).claims
        found = toll(claims, measure, SETS[name])
        good = right(row, measure, found.point if found else None)
        said = {v for c in claims if c.measure == measure for v in (c.count.point, c.count.low) if v is not None}
        among = good or any(right(row, measure, value) for value in said)
        read = counts(parser(row["text"][:_LONGEST]))
        there = any(right(row, measure, value) for kind, value in read if kind == measure)
        tolls, ours, parses, alone = tolls + good, ours + among, parses + there, alone + (there and not among)
    shares = [f"{100 * each / len(rows):5.1f}" for each in (tolls, ours, parses, alone)]
    words = ("toll right", "among the grammar's", "among the parse's", "among the parse's alone")
    print(f"{name:18} {measure:8} n {len(rows):4}", *(f"{a} {b}" for a, b in zip(words, shares, strict=True)), sep="  ")


if __name__ == "__main__":
    main()

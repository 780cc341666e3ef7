"""Rare words are looked for behind a glance at their stems: what is found is the same as without it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]  # what a pattern means, taken apart
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import uncounted.extract
import uncounted.resolve
from uncounted.reference.sought import Sought

DOCUMENTS = Path(__file__).parents[1] / "golden" / "documents"


def _patterns() -> dict[str, Sought]:
    found: dict[str, Sought] = {}
    for package in (uncounted.extract, uncounted.resolve):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            held = vars(importlib.import_module(module.name))
            found |= {f"{module.name}.{name}": each for name, each in held.items() if isinstance(each, Sought)}
    return found


PATTERNS = _patterns()


def _holds(parts: Any, stems: tuple[str, ...], run: str = "") -> bool:
    """Whether every text that a pattern matches holds a stem, in letters side by side in it; ``run``: those before."""
    for kind, value in [*parts, (None, None)]:
        if kind is code.LITERAL:
            run += chr(value).lower()
            continue
        if any(stem in run for stem in stems):
            return True
        before, run = run, ""
        if kind is code.BRANCH and all(_holds(branch, stems, before) for branch in value[1]):
            return True
        if kind is code.SUBPATTERN and _holds(value[3], stems, before):
            return True
        if kind is code.MAX_REPEAT and value[0] > 0 and _holds(value[2], stems):
            return True
    return False


@pytest.mark.parametrize("name", PATTERNS)
def test_every_match_holds_a_stem(name: str) -> None:
    sought = PATTERNS[name]
    assert _holds(parser.parse(sought.pattern.pattern, sought.pattern.flags), sought.stems)


def test_a_branch_without_a_stem_is_seen() -> None:
    assert not _holds(parser.parse(r"\b(?:rose|fell)\b"), ("rose",))
    assert _holds(parser.parse(r"\b(?:it )?(?:rose|fell) again\b"), ("again",))


def test_the_same_is_found_in_documents() -> None:
    texts = [path.read_text("utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    sentences = [part for text in texts for part in re.split(r"(?<=[.!?])\s+|\n", text) if part]
    for name, sought in PATTERNS.items():
        for sentence in (*sentences, *map(str.upper, sentences)):
            found, known = sought.search(sentence), sought.pattern.search(sentence)
            assert (found and found.span()) == (known and known.span()), (name, sentence)


def test_bounds_are_those_of_a_pattern() -> None:
    sought = Sought(r"\b(?:grey|blue) horses?\b", "horse")
    text = "Grey horses, blue horse."
    found = sought.search(text, 5)
    assert found is not None
    assert found.group() == "blue horse"
    assert sought.search(text, 0, 9) is None
    assert sought.search("grey cows") is None

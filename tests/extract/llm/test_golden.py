"""The annotated documents: what a perfect model would offer is believed, and what it could only make up is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.extract.helpers import document
from tests.extract.llm.server import item
from uncounted.extract.llm.believing import Believer
from uncounted.extract.sentences import sentences

GOLDEN = Path(__file__).parents[2] / "golden"


def offers() -> Iterator[tuple[Believer, int, dict[str, Any]]]:
    """Each annotated count with a number, as a model would offer it."""
    for path in sorted((GOLDEN / "documents").glob("*.txt")):
        text = path.read_text("utf-8")
        stretches = sentences(text)
        believer = Believer(document(text), stretches, "llm:golden")
        for gold in json.loads((GOLDEN / f"eval--{path.stem}.json").read_text("utf-8"))["claims"]:
            around = gold.get("context") or gold["text"]
            at = text.find(around) + around.find(gold["text"])
            inside = next((s for s in stretches if s.start <= at < s.end), None)
            if text.find(around) < 0 or inside is None or {gold["low"], gold["high"], gold["point"]} == {None}:
                continue
            names = ("low", "high", "point", "modifier", "measure")
            said = {**{name: gold[name] for name in names}, "phrase_quote": around}
            yield believer, len(text), item(gold["text"], sentence_quote=text[inside.start : inside.end], **said)


def test_nearly_every_annotated_count_is_believed():
    kept = [bool(believer.claims([offer], (0, size))[0]) for believer, size, offer in offers()]
    assert len(kept) > 100
    assert sum(kept) / len(kept) >= 0.98


def test_no_other_number_and_no_other_sentence_is():
    for believer, size, offer in offers():
        if offer["modifier"] == "vague word":
            continue  # whose interval is our own rule's
        more = {name: None if offer[name] is None else offer[name] + 2 for name in ("low", "high", "point")}
        assert believer.claims([{**offer, **more}], (0, size))[0] == []
        mended = offer["sentence_quote"].replace("e", "é", 1)
        if mended != offer["sentence_quote"]:
            assert believer.claims([{**offer, "sentence_quote": mended}], (0, size))[0] == []

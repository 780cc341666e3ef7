"""A linkage of lists of victims in figures: what was read, how right it is expected to be, the table, what is open."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import asdict
from typing import Any

from uncounted.model.person import LinkageQuality, OverlapTable
from uncounted.pipeline.linking_persons import PersonLinkage


def summary(found: PersonLinkage) -> dict[str, Any]:
    """One JSON object; it names lists, columns and histories, never a person or a record."""
    linkage = found.linkage
    return {
        "type": "person_linkage",
        "version": 1,
        "lists": [
            {
                "list": each.name,
                "file": each.path,
                "records": len(each.persons),
                "unique": each.persons.distinct,
                "fields": each.fields,
                "guessed": list(each.guessed),
                "own_keys": each.own_keys,
                "notes": list(each.notes),
            }
            for each in found.lists
        ],
        "records": len(found.ids),
        "victims": len(found.codes),
        "pairs": len(linkage.pairs.left),
        "quality": quality_json(linkage.quality),
        "overlap": cells(linkage.overlap, linkage.settings.level),
        "thresholds": [
            {
                "threshold": each.threshold,
                "victims": each.victims,
                "cells": each.overlap.cells,
                **quality_json(each.quality),
            }
            for each in found.thresholds
        ],
        "review": {"pairs": len(found.review), "settles": round(found.review[-1].settled, 4) if found.review else None},
        "judgements": judgements_json(found),
        "changes": dict(sorted(Counter(change.kind for change in found.changes).items())),
        "notes": list(linkage.notes),
        "settings": asdict(linkage.settings),
        "seconds": linkage.seconds,
    }


def quality_json(quality: LinkageQuality) -> dict[str, Any]:
    """Precision and recall with closed intervals at ``level``."""
    shares = {name: asdict(getattr(quality, name)) for name in ("precision", "recall")}
    return {
        **{name: {key: round(value, 5) for key, value in share.items()} for name, share in shares.items()},
        "level": quality.level,
        "basis": quality.basis,
        "blocking_recall": None if quality.blocking_recall is None else round(quality.blocking_recall, 5),
    }


def cells(overlap: OverlapTable, level: float) -> list[dict[str, Any]]:
    """Each capture history with its count in the best clustering, and the central interval of the draws."""
    histories = sorted({history for table in (overlap.cells, *overlap.draws) for history in table}, reverse=True)
    found = []
    for history in histories:
        drawn = sorted(table.get(history, 0) for table in overlap.draws)
        low, high = (quantile(drawn, share) for share in ((1 - level) / 2, (1 + level) / 2)) if drawn else (None, None)
        lists = [name for name, bit in zip(overlap.lists, history, strict=True) if bit == "1"]
        found.append(
            {"history": history, "lists": lists, "victims": overlap.cells.get(history, 0), "low": low, "high": high}
        )
    return found


def quantile(ordered: list[int], share: float) -> int:
    """The value of sorted ``ordered`` below which ``share`` of them lie: the smallest one that enough do not pass."""
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]


def judgements_json(found: PersonLinkage) -> dict[str, Any]:
    """How many judgements of each verdict there are, how many bind nothing here, and what they say of the odds."""
    verdicts = Counter(each.verdict for each in found.binding.judged)
    return {
        **{verdict: verdicts[verdict] for verdict in ("same", "different", "unsure")},
        "of_absent_records": len(found.binding.absent),
        "logged": found.logged,
        "trial": None if found.trial is None else asdict(found.trial),
    }

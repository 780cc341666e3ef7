"""``make evaluate``: how well the reader reads the annotated documents of tests/golden, and of evaluation/unseen."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation.scoring import FIELDS, Score, score
from uncounted.pipeline.reading import read_document
from uncounted.read.files import Unread, read_path
from uncounted.read.metadata import Metadata

ROOT = Path(__file__).parents[1]
BASELINE = Path(__file__).with_name("baseline_claims.json")
GOLDEN = ROOT / "tests" / "golden"


def main() -> None:
    """Read every annotated document and print what was met, missed and invented, and the fields that were right."""
    parser = argparse.ArgumentParser(prog="evaluation", description=main.__doc__)
    parser.add_argument("names", nargs="*", help="annotations to use, by the start of their names; by default all")
    parser.add_argument("--folder", type=Path, default=GOLDEN, help="where the annotations are: tests/golden")
    parser.add_argument("--faults", action="store_true", help="print each fault")
    parser.add_argument("--extractor", default="grammar", help="which extractor reads")
    parser.add_argument("--record", action="store_true", help="make these figures the folder's baseline")
    options = parser.parse_args()
    total = Score()
    for path in sorted(options.folder.glob("*.json")):
        if options.names and not path.name.startswith(tuple(options.names)):
            continue
        one = evaluate(path, options.extractor)
        print(f"{path.stem:48} F1 {one.f1:.2f}   met {one.met}  missed {one.missed}  invented {one.invented}")
        if options.faults:
            print(*(f"    {fault}" for fault in one.faults), sep="\n")
        _add(one, total)
    print(f"\n{'all':48} F1 {total.f1:.2f}   met {total.met}  missed {total.missed}  invented {total.invented}")
    print(f"numbers that are no claims, taken for claims: {total.distractors} of {total.n_distractors}")
    for name in (name for name in FIELDS if total.scored[name]):
        right, scored = total.right[name], total.scored[name]
        print(f"  {name:10} {right:4} of {scored:4}  {right / scored:.2f}")
    print(
        f"  relations  {total.relations_found:4} of {total.relations_wanted:4}, {total.relations_invented} invented: "
        f"F1 {total.relations_f1:.2f}"
    )
    if not options.names and options.extractor == "grammar":
        _compare(options.folder, total, record=options.record)


def _compare(folder: Path, total: Score, *, record: bool) -> None:
    """Keep the figures as the folder's baseline, or stop with a line for each that fell by more than half a point."""
    name = folder.resolve().name
    shares = {field: total.right[field] / total.scored[field] for field in FIELDS if total.scored[field]}
    found = {key: round(100 * value, 1) for key, value in (
        ("F1", total.f1), *shares.items(), ("relations", total.relations_f1)
    )}  # fmt: skip
    kept = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    if record:
        BASELINE.write_text(json.dumps({**kept, name: found}, indent=1) + "\n", "utf-8")
        return
    before = kept.get(name, {})
    lines = [
        f"{key}: {found[key]} is below its baseline {least}"
        for key, least in before.items()
        if found[key] < least - 0.5
    ]
    if lines:
        raise SystemExit("\n".join(lines))


def evaluate(path: Path, extractor: str = "grammar") -> Score:
    """The score of one annotation."""
    gold = json.loads(path.read_text("utf-8"))
    flags = Metadata(published=gold.get("published"), publisher=gold.get("publisher"))
    result = Score()
    for document in read_path(ROOT / gold["document"], flags):
        if isinstance(document, Unread):
            raise SystemExit(f"{gold['document']}: {document}")
        score(document, read_document(document, extractor).claims, gold, result)
    return result


_COUNTED = (
    *("met", "missed", "invented", "distractors", "n_distractors"),
    *("relations_found", "relations_wanted", "relations_invented"),
)


def _add(one: Score, total: Score) -> None:
    for name in _COUNTED:
        setattr(total, name, getattr(total, name) + getattr(one, name))
    total.right += one.right
    total.scored += one.scored


if __name__ == "__main__":
    main()

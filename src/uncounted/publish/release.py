"""A release: a folder of files that stand together, with the hash of each."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from uncounted.model.answering import Answer
from uncounted.model.errors import Refused
from uncounted.model.recorded_estimate import RecordedEstimate
from uncounted.model.records import digest, to_json, to_line
from uncounted.model.release import Release
from uncounted.model.scope import Scope
from uncounted.publish.evidence import coarse, publishable
from uncounted.publish.explain import explanations
from uncounted.publish.pages import report
from uncounted.publish.tables import COLUMNS, tables
from uncounted.publish.view import PublicationView

RELEASE_FILE = "release.json"
README = """{title}

Made {made_at} with Uncounted from a ledger of casualty claims. Ledger head: {head}

index.html           the report; it needs no network and no other file
claims.csv           one row for each claim; claims.jsonl holds the same claims whole, one JSON object a line
incidents.csv        one row for each incident
bounds.csv           what follows about how many
contradictions.csv   where claims cannot all be true, or could not under more assumptions
derived.csv          what one source's own figures leave over
reconciliation.json  all findings and the assumptions in force
incident_figures.csv how many each incident harmed, by its sources: low, best and high, with their rules and claims
incident_totals.csv  those figures added up by harm grading, no person counted twice below
histories.csv        the life of each figure: one row for each telling
comparisons.csv      trust profiles side by side, where some were compared
answers.jsonl        questions that were asked, with all that the answers rest on; only where some were
estimates.jsonl      what lists of victims let estimate of those on no list, with overlap tables; only where kept
explanations.jsonl   each conclusion in plain words: who says what, what follows, what it needs, what would settle it
release.json         sha256 of each file, the ledger's head, and the recipe

{n_machine} of {n} readings in use are a machine's, checked by nobody; {n_accepted} a person accepted or corrected.
Text is UTF-8. Dates are ISO 8601. An empty cell means not said or not known, never none. Several items in one cell are
separated by "; ". A cell of text that starts with = + - @ has an apostrophe before it, so that no spreadsheet runs it.
Coordinates are rounded to the precision of their place, and left out where that is coarser than about 25 km.
"""


def publish(view: PublicationView, out: Path) -> Release:
    """Write a release into the folder ``out`` and return it.

    The files are made in a folder beside ``out`` and moved in together, ``release.json`` last. An earlier release in
    ``out`` is replaced, files of others beside it are left alone. Raises Refused where ``out`` holds anything but a
    release, DamagedLedger where a quote is not in its document.
    """
    out = Path(out)
    view.check()
    earlier = _earlier(out)
    files = {name: text.encode("utf-8") for name, text in _texts(view).items()}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    release = Release(
        id="v" + digest(hashes, view.head, view.recipe)[:16],
        made_at=view.made_at,
        head=view.head,
        files=hashes,
        recipe=view.recipe,
        n_claims=len(view.current),
        n_accepted=view.n_accepted,
    )
    files[RELEASE_FILE] = (json.dumps(to_json(release), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    try:
        _write(files, out, earlier)
    except OSError as error:
        raise Refused(f"{out}: cannot write the release here: {error.strerror or error}") from error
    return release


def _texts(view: PublicationView) -> dict[str, str]:
    found = replace(
        view.reconciliation,
        bounds=tuple(replace(b, scope=_coarse_scope(b.scope)) for b in view.reconciliation.bounds),
    )
    return {
        "index.html": report(view),
        **tables(view),
        "claims.jsonl": "".join(to_line(publishable(claim)) + "\n" for claim in view.ordered),
        "reconciliation.json": json.dumps(to_json(found), ensure_ascii=False, indent=2) + "\n",
        "explanations.jsonl": "".join(to_line(one) + "\n" for one in explanations(view)),
        **(
            {"answers.jsonl": "".join(to_line(_coarse_answer(one)) + "\n" for one in view.answers)}
            if view.answers
            else {}
        ),
        **(
            {"estimates.jsonl": "".join(to_line(_coarse_estimate(one)) + "\n" for one in view.estimates)}
            if view.estimates
            else {}
        ),
        "README.txt": _readme(view),
    }


def _coarse_scope(scope: Scope) -> Scope:
    return replace(scope, places=tuple(coarse(place) for place in scope.places))


def _coarse_estimate(one: RecordedEstimate) -> RecordedEstimate:
    return replace(one, scope=_coarse_scope(one.scope))


def _coarse_answer(one: Answer) -> Answer:
    """An answer whose places are no finer than they may be published."""
    return replace(
        one,
        question=replace(one.question, scope=_coarse_scope(one.question.scope)),
        bounds=replace(one.bounds, scope=_coarse_scope(one.bounds.scope)),
        beside=tuple(replace(each, estimate=_coarse_estimate(each.estimate)) for each in one.beside),
    )


def _readme(view: PublicationView) -> str:
    text = README.format(
        title=view.title,
        made_at=view.made_at,
        head=view.head or "none",
        n_machine=view.n_machine,
        n=len(view.current),
        n_accepted=view.n_accepted,
    )
    for name, columns in COLUMNS.items():
        width = max(map(len, columns))
        text += f"\nColumns of {name}\n" + "".join(f"  {c:<{width}}  {meaning}\n" for c, meaning in columns.items())
    return text


def _earlier(out: Path) -> tuple[str, ...]:
    """The files of an earlier release in ``out``; none where the folder is new or empty."""
    if not out.exists():
        return ()
    if not out.is_dir():
        raise Refused(f"{out} is a file; name a new folder for the release")
    if not any(out.iterdir()):
        return ()
    with contextlib.suppress(OSError, ValueError):
        value = json.loads((out / RELEASE_FILE).read_text(encoding="utf-8"))
        if isinstance(value, dict) and value.get("type") == Release.TYPE and isinstance(value.get("files"), dict):
            return tuple(value["files"])
    raise Refused(f"{out} holds other files and no earlier release; name a new or empty folder")


def _write(files: dict[str, bytes], out: Path, earlier: tuple[str, ...]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, data in files.items():
            (beside / name).write_bytes(data)
        if not out.exists():
            beside.chmod(0o755)
            beside.rename(out)
            return
        for name in sorted(files, key=lambda name: name == RELEASE_FILE):
            (beside / name).replace(out / name)
        for name in earlier:
            if name not in files and Path(name).name == name:
                (out / name).unlink(missing_ok=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)

"""Reading in bulk: order, windows, tolls, and what one bad text costs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest

from uncounted.model.document import Document
from uncounted.model.errors import BadSetting, Refused, UnknownName
from uncounted.pipeline import workers
from uncounted.pipeline.bulk import Task, read_all
from uncounted.pipeline.reading import Reading
from uncounted.read import Packed, Remark

NOTE = "At least {} people were killed and 30 were injured in an air strike on the market, officials said."


def record(n: int, text: str) -> Packed:
    return Packed("c.jsonl", f"line {n}", json.dumps({"id": f"r{n}", "text": text}), {})


def test_a_documents_line_has_its_toll_and_its_claims() -> None:
    [outcome] = read_all([record(1, NOTE.format(12))], Task(convention="ucdp"))
    line = json.loads(outcome.lines[0])
    assert list(line) == ["type", "version", "id", "convention", "killed", "injured", "claims"]
    assert (line["type"], line["id"], line["convention"]) == ("document", "r1", "ucdp")
    assert line["killed"] == {"low": 12, "high": None, "point": 12}
    assert line["injured"]["point"] == 30
    assert {claim["document"] for claim in line["claims"]} == {"r1"}


def test_nothing_said_is_null_and_no_one_hurt_is_nought() -> None:
    quiet, unhurt = read_all(
        [record(1, "The market of the town was open on Monday."), record(2, "Nobody was injured in the attack.")],
        Task(convention="acled"),
    )
    assert [json.loads(quiet.lines[0])[key] for key in ("killed", "injured", "claims")] == [None, None, []]
    assert json.loads(unhurt.lines[0])["injured"] == {"low": 0, "high": 0, "point": 0}


def test_unknown_names_are_said_before_anything_is_read() -> None:
    def never() -> Iterator[Packed]:
        raise AssertionError
        yield

    with pytest.raises(UnknownName, match="Known: acled"):
        read_all(never(), Task(convention="somebody"))
    with pytest.raises(UnknownName):
        read_all(never(), Task(extractor="somebody"))


def test_an_extractor_that_breaks_costs_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def reads(document: Document, _: object) -> Reading:
        if "13" in document.text:
            raise IndexError("of a list")
        return Reading(document, (), (), (), "x")

    monkeypatch.setattr("uncounted.pipeline.reading.read_document", reads)
    items = [record(n, NOTE.format(n)) for n in (12, 13, 14)]
    outcomes = list(read_all(items, Task()))
    assert [outcome.remark.kind if outcome.remark else None for outcome in outcomes] == [None, "damaged", None]
    assert outcomes[1].remark is not None
    assert outcomes[1].remark.text.startswith(
        "c.jsonl, line 13: the reader broke on this record (IndexError: of a list)"
    )
    monkeypatch.setattr("uncounted.pipeline.reading.read_document", _refuses)
    with pytest.raises(Refused):
        list(read_all(items, Task()))


def _refuses(_document: Document, _extractor: object) -> Reading:
    raise Refused("no server")


def test_all_cores_give_what_one_gives_in_order() -> None:
    items: list[Packed | Remark] = [record(n, NOTE.format(n)) for n in range(2, 80)]
    items[60] = Remark("damaged", "x")
    task = Task(convention="airwars")
    assert list(read_all(items, task, jobs=2)) == list(read_all(items, task))


def test_no_more_than_a_window_is_taken() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for n in range(10_000):
            taken += 1
            yield n

    results = workers.ordered(_process, items(), jobs=2)
    assert next(results) == os.getpid()
    assert taken == 1
    for _ in range(workers.FEW):
        last = next(results)
    assert last != os.getpid()
    assert taken <= workers.FEW + 10 * workers.CHUNK_ITEMS
    results.close()


def test_an_error_in_another_process_is_raised_here_and_a_dead_one_is_named() -> None:
    with pytest.raises(ZeroDivisionError):
        list(workers.ordered(_divide, range(100, -1, -1), jobs=2))
    with pytest.raises(BadSetting, match="fewer --jobs"):
        list(workers.ordered(_die, range(100), jobs=2))
    with pytest.raises(BadSetting, match="1 or more"):
        next(workers.ordered(_divide, [1], jobs=0))


def _process(_n: int) -> int:
    return os.getpid()


def _divide(n: int) -> float:
    return 1 / n


def _die(n: int) -> int:
    if n == 90:
        os._exit(3)
    return n

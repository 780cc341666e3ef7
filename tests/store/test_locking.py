from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from tests.store.invented import add, make_document

from uncounted.model.errors import LedgerError
from uncounted.store import archive, log, queries, verifying
from uncounted.store.locking import writing
from uncounted.store.setup import Case, close_case, open_case

HOLD = """
import sys, time
from pathlib import Path
from uncounted.store.setup import open_case
from uncounted.store.locking import writing
with writing(open_case(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(30)
"""


def test_a_second_process_is_told_to_try_again_and_the_lock_dies_with_its_holder(case: Case) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(case.path)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LedgerError, match="another uncounted process is writing; try again"), writing(case, wait=0):
            pass
        assert queries.head(case) is not None
    finally:
        holder.kill()
        holder.wait()
    with writing(case), writing(case):
        log.append(case, "note", by="Noor", body={})


def test_threads_exclude_each_other_too(case: Case) -> None:
    seen: list[str] = []

    def other() -> None:
        try:
            with writing(case, wait=0):
                seen.append("entered")
        except LedgerError:
            seen.append("busy")

    with writing(case):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert seen == ["busy"]


KILLED = """
import os, sys
from pathlib import Path
from tests.store.invented import make_document, make_claims
from uncounted.store import archive, projecting, recording
from uncounted.store.setup import open_case
case = open_case(Path(sys.argv[1]))
document = make_document()
archive.keep(case, document.text.encode())
projecting.save = lambda *_: os._exit(9)
recording.record_reading(case, document, make_claims(document), extractor="invented", engine="invented 1")
"""


def test_a_process_killed_in_a_transaction_leaves_a_whole_ledger(case: Case) -> None:
    close_case(case)
    code = subprocess.run([sys.executable, "-c", KILLED, str(case.path)], check=False).returncode
    assert code == 9
    opened = open_case(case.path)
    result = verifying.verify(opened)
    assert (result.findings, result.entries, len(result.orphans)) == ((), 1, 1)
    assert add(opened, make_document()) == 2
    assert verifying.verify(opened).orphans == ()


def test_a_full_disk_is_one_line(file_case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connections

    with connections[file_case.alias].cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 60")
    big = make_document("x " * 500_000 + "\n")
    archive.keep(file_case, big.text.encode())
    with pytest.raises(LedgerError, match="no space left on the disk"), writing(file_case):
        add(file_case, big, ())
    assert queries.counts(file_case).entries == 1
    assert verifying.verify(file_case).findings == ()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LedgerError, match="cannot be archived: No space left on device"):
        archive.keep(file_case, b"other")
    assert list(file_case.work.iterdir()) == []


def test_an_original_is_kept_once_and_mended_where_it_was_cut_short(case: Case) -> None:
    sha256 = archive.keep(case, b"bytes")
    path = archive.path_of(case, sha256)
    before = path.stat().st_mtime_ns
    time.sleep(0.01)
    assert archive.keep(case, b"bytes") == sha256
    assert path.stat().st_mtime_ns == before
    path.write_bytes(b"by")
    archive.keep(case, b"bytes")
    assert archive.original(case, sha256) == b"bytes"
    assert list(archive.all_hashes(case)) == [sha256]

from __future__ import annotations

import re

import pytest
from tests.store.invented import add, judge, make_claims, make_document

from uncounted.model.document import Document
from uncounted.store import archive, log, projecting, queries, verifying
from uncounted.store.setup import Case


@pytest.fixture
def filled(case: Case) -> Case:
    document = make_document()
    add(case, document)
    judge(case, make_claims(document)[0].id, "accept")
    return case


def decode(_document: Document, data: bytes) -> str:
    return data.decode()


def tamper(case: Case, statement: str) -> None:
    """Change the database behind the program's back, triggers and all."""
    from django.db import connections

    connection = connections[case.alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(statement)
            cursor.execute("SET session_replication_role = origin")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


def test_a_whole_ledger_has_no_findings(filled: Case) -> None:
    result = verifying.verify(filled, log.head(filled), decode=decode)
    assert result.findings == ()
    assert (result.entries, result.documents, result.claims, result.spans, result.originals) == (3, 1, 2, 4, 1)
    assert result.head_entry == 3


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE ledger_entry SET by = 'x' WHERE number = 2", "entry 2: was changed after it was written"),
        ("DELETE FROM ledger_entry WHERE number = 2", "entry 2: missing from the log"),
        ("DELETE FROM ledger_entry WHERE number = 3", "entry 3: a payload without an entry"),
        ("UPDATE ledger_entry SET previous = '0' WHERE number = 3", "entry 3: does not follow the entry before it"),
        ("UPDATE ledger_payload SET salt = '00' WHERE entry = 3", "entry 3: its payload is not what was committed to"),
        (
            "UPDATE ledger_payload SET body = replace(body, '12 civilians', '13 civilians') WHERE entry = 2",
            "entry 2: its payload is not what was committed to",
        ),
        ("DELETE FROM ledger_payload WHERE entry = 3", "entry 3: its payload is missing and no entry expunged it"),
        ("UPDATE ledger_claimrow SET status = 'accepted'", "ClaimRow .*: status not what the log gives"),
        ("DELETE FROM ledger_judgementrow", "JudgementRow .*: missing; run: uncounted rebuild"),
        ("INSERT INTO ledger_unreadrow VALUES ('u1', 'p', 'r', NULL, 9)", "UnreadRow: 1 rows that the log does not"),
    ],
)
def test_every_change_is_found_and_named(filled: Case, statement: str, finding: str) -> None:
    tamper(filled, statement)
    findings = verifying.verify(filled).findings
    assert any(re.match(finding, each) for each in findings), findings


def test_a_changed_a_missing_and_an_unknown_original(filled: Case) -> None:
    sha256 = queries.documents(filled)[0].id[1:]
    (path,) = filled.originals.glob(f"*/{sha256}*")
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    assert verifying.verify(filled).findings == (f"entry 2: the original of d{sha256} was changed",)
    path.unlink()
    assert verifying.verify(filled).findings == (f"entry 2: the original of d{sha256} is missing from the archive",)
    archive.keep(filled, data)
    orphan = archive.keep(filled, b"left by an interrupted ingest")
    result = verifying.verify(filled)
    assert (result.findings, result.orphans) == ((), (orphan,))


def test_clean_text_is_compared_with_its_original(filled: Case) -> None:
    findings = verifying.verify(filled, decode=lambda _document, data: data.decode().replace("12", "13")).findings
    assert findings[0].startswith("entry 2: the text of d")
    assert verifying.verify(filled, decode=lambda *_: None).findings == ()


def test_a_head_kept_elsewhere_may_be_older_and_may_not_be_wrong(filled: Case) -> None:
    head = log.head(filled)
    assert head is not None
    log.append(filled, "note", by="Noor", body={})
    assert verifying.verify(filled, head).head_entry == 3
    assert verifying.verify(filled, head[:12].upper()).head_entry == 3
    for wrong in ("0" * 64, head[:4], ""):
        assert "is not in this log" in verifying.verify(filled, wrong).findings[0]


def test_a_log_rewritten_throughout_is_found_by_the_head_alone(filled: Case) -> None:
    """Whoever holds the file can recompute the chain; the head kept elsewhere is what shows it."""
    kept = log.head(filled)
    tamper(filled, "DELETE FROM ledger_entry WHERE number = 3")
    tamper(filled, "DELETE FROM ledger_payload WHERE entry = 3")
    projecting.rebuild(filled)
    assert verifying.verify(filled).findings == ()
    assert "is not in this log" in verifying.verify(filled, kept).findings[0]

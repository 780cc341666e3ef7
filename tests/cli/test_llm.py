"""The commands with a language model: what is asked, said, kept, and refused in one line."""

from __future__ import annotations

import json

import pytest
from tests.extract.llm.server import claims, error, item, serving

from uncounted.cli import run

TEXT = "TARLO - At least 12 people were killed in an airstrike on Monday. A farmer was shot dead on Tuesday.\n"
BOTH = claims(
    item("At least 12", low=12, high=None, point=None, modifier="at least", means_quote="airstrike"),
    item("forty", 40),
    usage={"prompt_tokens": 1000, "completion_tokens": 100},
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def call(capsys, *arguments: str) -> tuple[int, list[str], list[str]]:
    capsys.readouterr()
    code = run([*arguments])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.splitlines()


def llm(server, *more: str) -> list[str]:
    return ["--llm-url", server.url, "--llm-model", "tiny", "--llm-retries", "0", *more]


def test_read_gives_claims_reviews_and_the_cost(capsys, article):
    with serving(BOTH) as server:
        prices = ["--llm-price-in", "2", "--llm-price-out", "10"]
        code, out, err = call(capsys, "read", article, "--extractor", "llm", "--json", *llm(server, *prices))
    nouns = [json.loads(line) for line in out]
    assert code == 0
    assert [noun["type"] for noun in nouns] == ["claim", "review"]
    assert nouns[0]["extractor"].startswith("llm:tiny@")
    assert "forty" in nouns[1]["why"]
    assert err[-1] == "uncounted: llm: 1 answer, 1,000 tokens in, 100 out, cost 0.0030 at the prices given"
    assert not any("leave this machine" in line for line in err)


def test_lines_with_reviews_can_be_reconciled(capsys, article, tmp_path):
    with serving(BOTH) as server:
        _, out, _ = call(capsys, "read", article, "--extractor", "llm", "--json", *llm(server))
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(out), "utf-8")
    assert call(capsys, "reconcile", str(path), "--json")[0] == 0


def test_two_extractors_are_compared(capsys, article):
    with serving(BOTH) as server:
        code, _, err = call(capsys, "read", article, "--extractor", "grammar,llm", *llm(server))
    assert code == 0
    assert any("review: grammar/" in line and "alone found killed “A farmer”" in line for line in err)
    assert any("forty" in line for line in err)


def test_ingest_keeps_what_is_for_review_and_shows_it(capsys, article, tmp_path):
    case = str(tmp_path / "case")
    assert run(["init", case]) == 0
    with serving(BOTH) as server:
        asked = ["ingest", case, article, "--extractor", "grammar,llm", *llm(server)]
        assert call(capsys, *asked)[0] == 0
        assert call(capsys, *asked, "--json")[0] == 0  # the same reading: nothing is asked again
        assert len(server.asked) == 1
    _, out, _ = call(capsys, "show", case, "--json")
    document = json.loads(out[0])["documents"][0]["id"]
    _, out, _ = call(capsys, "show", case, document)
    assert sum(line.startswith("review (") for line in out) >= 2
    assert any(line.startswith("  flag: for review: ") for line in out)
    assert call(capsys, "verify", case)[0] == 0
    assert call(capsys, "rebuild", case)[0] == 0


def test_a_corpus_stops_where_the_server_fails(capsys, tmp_path):
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(5)), "utf-8")
    with serving(BOTH, BOTH, error(500)) as server:
        code, out, err = call(capsys, "read", str(path), "--extractor", "llm", "--json", *llm(server))
        assert len(server.asked) == 3
    assert code == 2
    assert len(out) == 4
    assert "answers 500" in err[-1]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--extractor", "llm"], "--llm-url"),
        (["--extractor", "llm", "--llm-url", "http://127.0.0.1:1/v1"], "--llm-model"),
        (["--llm-url", "http://127.0.0.1:1/v1"], "need --extractor llm"),
        (["--extractor", "llm", "--llm-url", "here", "--llm-model", "m"], "http or https"),
        (
            ["--extractor", "llm", "--llm-url", "http://127.0.0.1:1", "--llm-model", "m", "--llm-key-env", "NOT_SET"],
            "NOT_SET",
        ),
        (["--extractor", "llm", "--llm-url", "http://127.0.0.1:1", "--llm-model", "m", "--llm-max-cost", "1"], "price"),
        (["--extractor", "llm,nobody", "--llm-url", "http://127.0.0.1:1", "--llm-model", "m"], "nobody"),
        (["--extractor", "grammar,grammar"], "twice"),
        (["--extractor", ""], "Known"),
    ],
)
def test_what_is_missing_is_one_line(capsys, article, monkeypatch, more, said):
    monkeypatch.delenv("NOT_SET", raising=False)
    code, out, err = call(capsys, "read", article, *more)
    assert (code, out) == (2, [])
    assert said in err[-1]


def test_text_that_leaves_the_machine_is_said(capsys, article):
    # .invalid is nobody's, so that nothing can be sent
    more = ["--llm-url", "http://models.invalid/v1", "--llm-model", "m", "--llm-retries", "0", "--llm-timeout", "2"]
    code, _, err = call(capsys, "read", article, "--extractor", "llm", *more)
    assert code == 2
    assert err[0] == "uncounted: the texts leave this machine: they are sent to models.invalid, unencrypted"
    assert not any("Tarlo" in line or "killed" in line for line in err)

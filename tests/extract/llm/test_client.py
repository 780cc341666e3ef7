"""A server that misbehaves in every way: what is asked again, what is said to the user, and what is never sent."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import time

import pytest

from tests.extract.llm.server import (
    Behaviour,
    Server,
    claims,
    drip,
    endless,
    envelope,
    error,
    half,
    raw,
    reset,
    saying,
    serving,
    silence,
)
from uncounted.extract.llm.client import Client, Reply
from uncounted.extract.llm.settings import Settings
from uncounted.model.errors import BadSetting, Refused, ServerError

QUESTION = [{"role": "system", "content": "Find claims."}, {"role": "user", "content": "Report:\nFive people died."}]
SCHEMA = {"type": "object"}
GOOD = claims()


def client(server: Server, **settings) -> Client:
    waits: list[float] = []
    given = {"model": "tiny", "retries": 3, "timeout": 2.0, **settings}
    made = Client(Settings(server.url, **given), sleep=waits.append, chance=lambda: 1.0)
    made.waits = waits  # type: ignore[attr-defined]
    return made


def ask(server: Server, **settings) -> Reply:
    return client(server, **settings).ask(QUESTION, SCHEMA)


def test_a_question_is_reproducible_and_carries_no_key_unasked(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "secret-of-another-service")
    with serving(GOOD) as server:
        assert ask(server).content == '{"claims": []}'
    body = server.asked[0]
    assert (body["model"], body["temperature"], body["seed"], body["stream"]) == ("tiny", 0, 0, False)
    assert body["response_format"]["type"] == "json_schema"
    assert server.headers[0]["path"] == "/v1/chat/completions"
    assert "Authorization" not in server.headers[0]


def test_the_key_named_is_sent(monkeypatch):
    monkeypatch.setenv("MY_KEY", "k-1")
    with serving(GOOD) as server:
        ask(server, key_env="MY_KEY")
    assert server.headers[0]["Authorization"] == "Bearer k-1"


AGAIN: dict[str, Behaviour] = {
    "500": error(500),
    "503": raw(b"upstream", 503, "text/plain"),
    "429": error(429),
    "a reset connection": reset,
    "an answer cut short": half,
    "JSON that is not whole": raw(b'{"choices": [{"mess'),
    "no JSON": raw(b"<html>"),
    "a stream of events": raw(b'data: {"choices": []}\n\ndata: [DONE]\n\n'),
    "no choices": raw(b'{"choices": []}'),
    "choices of another kind": raw(b'{"choices": {"a": 1}}'),
    "a list": raw(b"[1, 2]"),
    "a message that is none": raw(b'{"choices": [{"message": "hi"}]}'),
    "nested beyond reason": raw(b"[" * 100_000),
}


@pytest.mark.parametrize("name", AGAIN)
def test_trouble_that_may_pass_is_asked_again(name):
    with serving(AGAIN[name], AGAIN[name], GOOD) as server:
        made = client(server)
        assert made.ask(QUESTION, SCHEMA).content == '{"claims": []}'
    assert len(server.asked) == 3
    assert made.waits == [0.5, 1.0]  # doubling; with chance they lie between half of it and all


@pytest.mark.parametrize("name", AGAIN)
def test_trouble_that_stays_is_one_line(name):
    with (
        serving(AGAIN[name]) as server,
        pytest.raises(ServerError, match=r"^the server at http://127\S+: .*tried 2") as at,
    ):
        ask(server, retries=1)
    assert len(server.asked) == 2
    assert "\n" not in str(at.value)


def test_the_wait_has_jitter_and_a_bound():
    with serving(error(500)) as server:
        made = client(server, retries=10, timeout=60)
        made.chance = lambda: 0.0
        with pytest.raises(ServerError):
            made.ask(QUESTION, SCHEMA)
    assert made.waits[:3] == [0.25, 0.5, 1.0]
    assert max(made.waits) == 15.0


def test_retry_after_is_kept_in_seconds_and_as_a_date():
    date = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=5), usegmt=True)
    with serving(
        error(429, Retry_After="1.5"), error(503, Retry_After=date), error(429, Retry_After="soon"), GOOD
    ) as s:
        made = client(s, timeout=60)
        made.ask(QUESTION, SCHEMA)
    assert made.waits[0] == 1.5
    assert 3 < made.waits[1] <= 5
    assert made.waits[2] == 2.0


def test_a_wait_beyond_the_limit_of_time_is_not_waited():
    with serving(error(429, Retry_After="86400"), GOOD) as server:
        made = client(server)
        with pytest.raises(ServerError, match="waiting 86400 s more"):
            made.ask(QUESTION, SCHEMA)
    assert made.waits == []


@pytest.mark.parametrize("slow", [drip, silence])
def test_an_answer_that_takes_too_long_is_cut_off(slow):
    with serving(slow) as server:
        began = time.monotonic()
        with pytest.raises(ServerError, match="too long"):
            ask(server, timeout=0.2, retries=0)
        assert time.monotonic() - began < 1.5


def test_an_endless_answer_is_not_read_to_its_end():
    with serving(endless) as server, pytest.raises(ServerError, match="too large"):
        ask(server, timeout=10)
    assert len(server.asked) == 1


ONCE: dict[str, tuple[Behaviour, str]] = {
    "a redirect": (raw(b"", 307, Location="http://127.0.0.1:9/v1"), "final address"),
    "a wrong key": (error(401), "--llm-key-env"),
    "an unknown model": (error(404, "model 'tiny' not found"), "no model 'tiny'"),
    "a wrong address": (raw(b"<html>no</html>", 404, "text/html"), "/v1"),
    "a page": (raw(b"<html>hi</html>", 200, "text/html"), "not JSON"),
    "events": (raw(b"data: {}\n\n", 200, "text/event-stream"), "not JSON"),
}


@pytest.mark.parametrize("name", ONCE)
def test_trouble_that_will_not_pass_is_said_at_once(name):
    behaviour, said = ONCE[name]
    with serving(behaviour) as server, pytest.raises(ServerError, match=said):
        ask(server)
    assert len(server.asked) == 1


def test_a_server_that_is_not_there():
    with serving(GOOD) as server:
        made = client(server)
    with pytest.raises(ServerError, match="is it running"):
        made.ask(QUESTION, SCHEMA)
    assert made.waits == []


def test_output_falls_back_to_what_the_server_takes_and_stays_there():
    with serving(error(400, "response_format is unknown"), error(422), GOOD) as server:
        made = client(server)
        made.ask(QUESTION, SCHEMA)
        made.ask(QUESTION, SCHEMA)
    forms = [body.get("response_format", {}).get("type") for body in server.asked]
    assert forms == ["json_schema", "json_object", None, None]
    told = ['{"type": "object"}' in body["messages"][0]["content"] for body in server.asked]
    assert told == [False, True, True, True]  # who does not enforce the schema is told it
    assert made.waits == []


def test_a_question_that_every_form_is_refused_for():
    with (
        serving(error(400, "temperature is not known here")) as server,
        pytest.raises(ServerError, match="temperature"),
    ):
        ask(server)
    assert len(server.asked) == 3


def test_errors_repeat_neither_document_nor_key(monkeypatch):
    monkeypatch.setenv("MY_KEY", "k-12345")
    for message in ("invalid: Five people died.", "bad key k-12345"):
        with serving(error(400, message)) as server, pytest.raises(ServerError) as at:
            ask(server, key_env="MY_KEY")
        assert "Five" not in str(at.value)
        assert "k-12345" not in str(at.value)


def test_a_context_that_is_too_small_and_a_cut_reply_are_told_apart_from_trouble():
    with serving(error(400, "the request exceeds the available context size"), saying("{", finish="length")) as server:
        made = client(server)
        assert made.ask(QUESTION, SCHEMA).cut
        assert made.ask(QUESTION, SCHEMA).cut


def test_refusals_and_contents_in_parts():
    parts = [{"type": "text", "text": "{"}, {"type": "text", "text": "}"}, "?", {"type": "image"}]
    with serving(saying(None, refusal="I cannot help."), saying(parts), saying(None)) as server:
        made = client(server)
        assert made.ask(QUESTION, SCHEMA).refusal == "I cannot help."
        assert made.ask(QUESTION, SCHEMA).content == "{}"
        assert made.ask(QUESTION, SCHEMA) == Reply()


def test_the_cost_is_added_up():
    with serving(claims(usage={"prompt_tokens": 1000, "completion_tokens": 500})) as server:
        made = client(server, price_in=2.0, price_out=10.0)
        made.ask(QUESTION, SCHEMA)
        made.ask(QUESTION, SCHEMA)
    assert (made.tally.questions, made.tally.tokens_in, made.tally.tokens_out) == (2, 2000, 1000)
    assert made.tally.cost(made.settings) == pytest.approx(0.014)
    assert not made.tally.estimated


@pytest.mark.parametrize(
    "usage", [None, "many", {"prompt_tokens": -1}, {"prompt_tokens": "1"}, [], {"prompt_tokens": True}]
)
def test_tokens_that_nobody_counted_are_estimated_and_said_to_be(usage):
    with serving(raw(envelope("{}", usage=usage))) as server:
        made = client(server)
        made.ask(QUESTION, SCHEMA)
    assert made.tally.estimated
    assert made.tally.tokens_in > 5


def test_nothing_is_asked_beyond_the_limit_of_cost():
    with serving(claims(usage={"prompt_tokens": 1000, "completion_tokens": 0})) as server:
        made = client(server, price_in=1000.0, price_out=0.0, max_cost=1.0)
        made.ask(QUESTION, SCHEMA)
        with pytest.raises(Refused, match="--llm-max-cost 1"):
            made.ask(QUESTION, SCHEMA)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"url": "ftp://x/v1"}, {"url": "127.0.0.1:8080"}, {"url": "http://"}, {"url": "http://a b/"},
        {"url": "http://user:secret@x/v1"}, {"url": "http://x/v1?key=1"}, {"url": "http://x:99999/v1"}, {"model": " "},
        {"timeout": 0}, {"timeout": float("nan")}, {"retries": -1}, {"passage": 10}, {"price_in": -1.0},
        {"max_cost": 1.0}, {"max_cost": 1.0, "price_in": 1.0}, {"price_in": float("nan")},
    ],
)  # fmt: skip
def test_settings_that_cannot_be(given):
    with pytest.raises(BadSetting):
        Settings(**{"url": "http://127.0.0.1:1/v1", "model": "m", **given})


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8080/v1", True), ("http://localhost/v1", True), ("http://[::1]:1/v1", True),
        ("http://192.168.0.4/v1", False), ("https://api.example.org/v1", False),
        ("http://localhost.example.org/v1", False),
    ],
)  # fmt: skip
def test_what_leaves_this_machine(url, local):
    assert Settings(url, "m").local is local


def test_a_key_that_is_missing(monkeypatch):
    monkeypatch.delenv("MY_KEY", raising=False)
    with pytest.raises(BadSetting, match="MY_KEY holds no key"):
        Settings("http://127.0.0.1:1/v1", "m", key_env="MY_KEY").key()


def test_no_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(GOOD) as server:
        assert json.loads(ask(server).content) == {"claims": []}

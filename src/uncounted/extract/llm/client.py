"""Questions to an OpenAI-compatible server: structured output where it has it, patience, and what it cost."""

from __future__ import annotations

import email.utils
import json
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from uncounted.extract.llm.settings import Settings
from uncounted.extract.llm.transport import Answer, Failure, post
from uncounted.model.errors import Refused, ServerError

Messages = Sequence[Mapping[str, str]]

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_TOO_LONG = re.compile(r"context|too (?:long|large|many tokens)|maximum.{0,40}(?:length|tokens)|n_ctx", re.IGNORECASE)
_AGAIN = frozenset({408, 425, 429})
_ECHO = 16  # characters in a row that an error shares with the question: then it quotes the document
_PER_TOKEN = 3  # characters, at least, of a token where the server does not count: on the safe side for English


@dataclass(frozen=True)
class Reply:
    """What the model said. ``cut``: it ended for want of room, or the question had none; ``refusal``: it declined."""

    content: str = ""
    cut: bool = False
    refusal: str | None = None


@dataclass
class Tally:
    """What a run asked for so far. ``estimated``: the server did not count some tokens, so that they are a guess."""

    questions: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False

    def cost(self, settings: Settings) -> float | None:
        """Money so far; null where no prices were given."""
        if settings.price_in is None or settings.price_out is None:
            return None
        return (self.tokens_in * settings.price_in + self.tokens_out * settings.price_out) / 1_000_000


@dataclass(frozen=True)
class _Trouble:
    """Why a question has no reply; ``again``: asking again may help, after ``after`` seconds where the server says."""

    why: str
    again: bool = False
    after: float | None = None
    shape: bool = False  # the server may not know this form of structured output


@dataclass
class Client:
    """Asks one server; remembers which form of structured output it takes and what was spent, nothing of any text.

    ``sleep``, ``clock`` (seconds) and ``chance`` (``[0, 1)``) can be replaced for tests.
    """

    settings: Settings
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    tally: Tally = field(default_factory=Tally)
    _form: int = 0
    _met: bool = False

    def ask(self, messages: Messages, schema: Mapping[str, Any]) -> Reply:
        """The model's reply, asked again with growing waits while that may help.

        All tries and waits together take at most ``timeout * (retries + 1)`` seconds. Raises ServerError where there
        is no reply, Refused before a question that the limit of cost does not allow, BadSetting for a missing key.
        """
        deadline = self.clock() + self.settings.timeout * (self.settings.retries + 1)
        attempt = 0
        while True:
            self._afford(messages)
            left = deadline - self.clock()
            found = self._shaped(messages, schema, min(self.settings.timeout, max(left, 0.001)))
            if isinstance(found, Reply):
                return found
            wait = self._wait(attempt, found)
            late = self.clock() + wait >= deadline
            if not found.again or attempt == self.settings.retries or late:
                tried = f" (tried {attempt + 1} times)" if attempt else ""
                stop = f"; waiting {wait:.0f} s more would pass the limit of time" if found.again and late else ""
                raise ServerError(f"the server at {self.settings.url}: {found.why}{tried}{stop}")
            self.sleep(wait)
            attempt += 1

    def _wait(self, attempt: int, trouble: _Trouble) -> float:
        """Seconds to wait: what the server says, or doubling from half a second, between half and all of it."""
        if trouble.after is not None:
            return trouble.after
        longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0**attempt)
        return longest * (0.5 + 0.5 * self.chance())

    def _afford(self, messages: Messages) -> None:
        limit, spent = self.settings.max_cost, self.tally.cost(self.settings)
        if limit is None or spent is None:
            return
        next_in = _tokens("".join(message["content"] for message in messages)) * (self.settings.price_in or 0) / 1e6
        if spent >= limit or spent + next_in > limit:
            raise Refused(
                f"the next question would pass --llm-max-cost {limit:g}: {spent:.4f} are spent; what was done is kept"
            )

    def _shaped(self, messages: Messages, schema: Mapping[str, Any], timeout: float) -> Reply | _Trouble:
        """One try, with the strictest form of output that the server takes."""
        first: _Trouble | None = None
        for form in range(self._form, 3):
            found = self._once(_with_schema(messages, form, schema), _response_format(form, schema), timeout)
            if not (isinstance(found, _Trouble) and found.shape):
                if isinstance(found, Reply):
                    self._form = form
                return found
            first = first or found
        return first or _Trouble("it refuses the question")

    def _once(self, messages: Messages, shape: Mapping[str, Any] | None, timeout: float) -> Reply | _Trouble:
        body: dict[str, Any] = {
            "model": self.settings.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": self.settings.seed,
            "stream": False,
        }
        if shape is not None:
            body["response_format"] = shape
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        key = self.settings.key()
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        sent = "".join(message["content"] for message in messages)
        answer = post(self.settings.endpoint, json.dumps(body).encode(), headers, timeout)
        if isinstance(answer, Failure):
            return self._failed(answer)
        self._met = True
        if answer.status != 200:
            return self._refused(answer, sent, key)
        return self._reply(answer, sent)

    def _failed(self, failure: Failure) -> _Trouble:
        if failure.kind == "absent":
            return _Trouble(f"nobody answers there ({failure.detail}); is it running?", again=self._met)
        if failure.kind == "huge":
            return _Trouble(f"its answer is too large ({failure.detail})")
        why = "it takes too long" if failure.kind == "late" else f"the connection broke ({failure.detail})"
        return _Trouble(why, again=True)

    def _refused(self, answer: Answer, sent: str, key: str | None) -> Reply | _Trouble:
        said, status = _message(answer.body), answer.status
        shown = _shown(said, sent, key)
        if status in {400, 413, 422} and said is not None and _TOO_LONG.search(said):
            return Reply(cut=True)
        if status in {400, 422}:
            return _Trouble(f"it refuses the question ({status}{shown})", shape=True)
        if 300 <= status < 400:
            return _Trouble(f"it sends elsewhere ({status}), which is not followed; give --llm-url the final address")
        if status in {401, 403}:
            return _Trouble(f"it refuses the key, or wants one ({status}); see --llm-key-env")
        if status == 404 and said is not None:
            return _Trouble(f"it knows no model {self.settings.model!r} (404{shown})")
        if status in {404, 405}:
            return _Trouble(f"there are no chat completions there ({status}); the address usually ends in /v1")
        again = status in _AGAIN or status >= 500
        after = _retry_after(answer.headers) if again else None
        return _Trouble(f"it answers {status}{shown}", again=again, after=after)

    def _reply(self, answer: Answer, sent: str) -> Reply | _Trouble:
        kind = answer.headers.get("content-type", "application/json").split(";")[0].strip().lower()
        if not kind.endswith(("/json", "+json")):
            return _Trouble(f"it answers {kind[:60]}, not JSON; the address usually ends in /v1")
        try:
            body = json.loads(answer.body)
        except (ValueError, RecursionError):
            return _Trouble("its answer is no whole JSON", again=True)
        self._count(body, sent)
        choices = body.get("choices") if isinstance(body, dict) else None
        choice = choices[0] if isinstance(choices, list) and choices else None
        message = choice.get("message") if isinstance(choice, dict) else None
        if not isinstance(choice, dict) or not isinstance(message, dict):
            return _Trouble("its answer has no choices", again=True)
        refusal = message.get("refusal")
        return Reply(
            content=_content(message.get("content")),
            cut=choice.get("finish_reason") == "length",
            refusal=refusal if isinstance(refusal, str) and refusal.strip() else None,
        )

    def _count(self, body: Any, sent: str) -> None:
        usage = body.get("usage") if isinstance(body, dict) else None
        usage = usage if isinstance(usage, dict) else {}
        counts = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
        given = [n if isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 10**9 else None for n in counts]
        self.tally.questions += 1
        self.tally.estimated = self.tally.estimated or None in given
        self.tally.tokens_in += given[0] if given[0] is not None else _tokens(sent)
        self.tally.tokens_out += given[1] if given[1] is not None else _tokens(json.dumps(body))


def _response_format(form: int, schema: Mapping[str, Any]) -> dict[str, Any] | None:
    """The forms of structured output, strictest first; null asks for plain text."""
    if form == 0:
        return {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
    return {"type": "json_object"} if form == 1 else None


def _with_schema(messages: Messages, form: int, schema: Mapping[str, Any]) -> Messages:
    """The question, with the form of the answer in words for the first message where the server does not enforce it."""
    if form == 0:
        return messages
    first = f"{messages[0]['content']}\n\nThe JSON schema of the answer: {json.dumps(schema)}"
    return [{**messages[0], "content": first}, *messages[1:]]


def _tokens(text: str) -> int:
    return len(text) // _PER_TOKEN + 1


def _content(value: Any) -> str:
    """The text of a message, given whole or in parts."""
    if isinstance(value, list):
        parts = [part.get("text") for part in value if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _message(body: bytes) -> str | None:
    """What an error says in JSON; null where it is not JSON of an error."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    error = value.get("error", value.get("detail", value.get("message"))) if isinstance(value, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    return None if said is None else " ".join(str(said).split())


def _shown(said: str | None, sent: str, key: str | None) -> str:
    """What an error says, for eyes: short, and nothing where it repeats the document or the key."""
    if not said:
        return ""
    plain = " ".join(sent.split())
    quotes = any(said[at : at + _ECHO] in plain for at in range(max(1, len(said) - _ECHO + 1)))
    if quotes or (key is not None and key in said):
        return ""
    return f": {''.join(c if c.isprintable() else '?' for c in said[:160])}"


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to wait, from seconds or a date; null where it says nothing that can be read."""
    said = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,6}(?:\.\d+)?", said):
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time()) if said else None
    except ValueError:
        return None

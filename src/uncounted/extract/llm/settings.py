"""What a user says about the server: its address, the model, patience, prices."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from uncounted.model.errors import BadSetting

SHORTEST = 200  # characters of a passage


@dataclass(frozen=True)
class Settings:
    """How to reach and ask a model.

    ``url`` is the base of the API (``http://127.0.0.1:8080/v1``); ``key_env`` names the environment variable that holds
    the key, null where the server wants none. ``timeout`` is seconds for one answer, whole; ``retries`` how often a
    question is asked again. Prices are money for a million tokens; ``max_cost`` is money for the whole run.
    ``passage`` is the longest stretch of text in one question, in characters. Raises BadSetting.
    """

    url: str
    model: str
    key_env: str | None = None
    timeout: float = 60.0
    retries: int = 3
    price_in: float | None = None
    price_out: float | None = None
    max_cost: float | None = None
    passage: int = 12_000
    seed: int = 0

    def __post_init__(self) -> None:
        _check_address(self.url)
        if not self.model.strip():
            raise BadSetting("--llm-model should name the model")
        if not 0 < self.timeout <= 3600:
            raise BadSetting("--llm-timeout should be between 0 and 3600 seconds")
        if not 0 <= self.retries <= 20:
            raise BadSetting("--llm-retries should be between 0 and 20")
        if self.passage < SHORTEST:
            raise BadSetting(f"--llm-passage should be at least {SHORTEST} characters")
        prices = (self.price_in, self.price_out)
        if any(not 0 <= value < float("inf") for value in (*prices, self.max_cost) if value is not None):
            raise BadSetting("a price or a limit of cost should be 0 or more")
        if self.max_cost is not None and None in prices:
            raise BadSetting("--llm-max-cost needs --llm-price-in and --llm-price-out")

    @property
    def endpoint(self) -> SplitResult:
        """The address that questions are sent to, in its parts."""
        parts = urlsplit(self.url)
        return parts._replace(path=parts.path.rstrip("/") + "/chat/completions")

    @property
    def host(self) -> str:
        """The name of the server's host."""
        return urlsplit(self.url).hostname or ""

    @property
    def local(self) -> bool:
        """Whether the server runs on this machine, so that no text leaves it."""
        return is_loopback(self.host)

    def key(self) -> str | None:
        """The key, or null where none is wanted; BadSetting where the variable is empty."""
        if self.key_env is None:
            return None
        value = os.environ.get(self.key_env, "").strip()
        if not value:
            raise BadSetting(f"the environment variable {self.key_env} holds no key; set it or leave --llm-key-env out")
        if not (value.isascii() and value.isprintable()):
            raise BadSetting(f"the key in {self.key_env} has characters that no header can carry")
        return value


def is_loopback(host: str) -> bool:
    """Whether a host's name or address always means this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        fine = fine and url.isascii() and url.isprintable() and " " not in url
    except ValueError:
        fine = False
    if not fine:
        raise BadSetting("--llm-url should be an http or https address, such as http://127.0.0.1:8080/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadSetting("--llm-url should hold no user, password or query; name a key with --llm-key-env")

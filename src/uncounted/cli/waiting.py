"""A sign of life on standard error while one long step of the program runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import typer

EVERY = 20.0  # seconds


@contextmanager
def signs_of_life(what: str, every: float = EVERY) -> Iterator[None]:
    """Say every ``every`` seconds how long ``what`` has taken so far, until the block ends."""
    done = threading.Event()
    start = time.monotonic()

    def tell() -> None:
        while not done.wait(every):
            typer.echo(f"uncounted: {what}, {time.monotonic() - start:.0f} s so far", err=True)

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()

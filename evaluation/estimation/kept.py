"""Answers for single tables in a file, so that a command that was stopped goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import astuple
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """What is known of each task, and a file of JSON lines that it is read from and added to; without one, memory.

    A task is a dataclass of plain values: equal tasks have equal answers, which are JSON values. A line that was cut
    off when the command was stopped is worked out again.
    """

    def __init__(self, path: Path | None) -> None:
        self.path, self.known = path, dict[str, Any]()
        text = path.read_text("utf-8") if path is not None and path.exists() else ""
        for line in text.splitlines():
            try:
                task, answer = json.loads(line)
            except ValueError:
                continue
            self.known[json.dumps(task)] = answer
        if path is not None and text and not text.endswith("\n"):
            path.write_text(text + "\n", "utf-8")

    def through(self, tasks: Sequence[T], work: Callable[[T], Any], pool: Executor) -> Iterator[tuple[T, Any]]:
        """Each task with its answer: known ones first, others as ``work`` finishes them."""
        waiting = {}
        for task in tasks:
            key = json.dumps(astuple(task))  # type: ignore[call-overload]  # any dataclass
            if key in self.known:
                yield task, self.known[key]
            else:
                waiting[pool.submit(work, task)] = task, key
        for done in as_completed(waiting):
            task, key = waiting[done]
            self.known[key] = answer = done.result()
            if self.path is not None:
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(f"[{key}, {json.dumps(answer)}]\n")
            yield task, answer

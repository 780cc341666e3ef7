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

    def through(
        self, tasks: Sequence[T], work: Callable[[T], Any], pool: Executor | None = None
    ) -> Iterator[tuple[T, Any]]:
        """Each task with its answer: known ones first, others as ``work`` finishes them; one by one without a pool."""
        waiting = {}
        for task in tasks:
            key = json.dumps(astuple(task))  # type: ignore[call-overload]  # any dataclass
            if key in self.known:
                yield task, self.known[key]
            else:
                waiting[key] = task
        if pool is None:
            for key, task in waiting.items():
                yield task, self._keep(key, work(task))
        else:
            working = {pool.submit(work, task): key for key, task in waiting.items()}
            for done in as_completed(working):
                key = working[done]
                yield waiting[key], self._keep(key, done.result())

    def _keep(self, key: str, answer: Any) -> Any:
        self.known[key] = answer
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"[{key}, {json.dumps(answer)}]\n")
        return answer

"""What is tracked speaks of the project alone: no machine's paths, no registry's hosts, nothing large."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LARGEST = 2 * 2**20  # bytes
WANTED = {"src/uncounted/reference/gazetteer.sqlite.xz": 16 * 2**20}
# Built from parts, so that this file does not hold what it looks for.
MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + "(?:work|home|root|opt|Users)" + "/(?!somebody)[a-z]",
            "C:" + r"\\Users",
            "//" + "10[.]",
            "local" + "host:[0-9]{4}/simple",
        ]
    )
)
REGISTRY = re.compile("(?:extra-)?index" + "-url|trusted" + "-host|find" + "-links|/pypi" + "/simple")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine(tracked: list[Path]) -> None:
    found = []
    for path in tracked:
        data = path.read_bytes()
        if b"\0" in data[:1024] or path.is_relative_to(ROOT / "examples"):
            continue
        text = data.decode("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in MACHINE.finditer(text)]
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in REGISTRY.finditer(text)]
    assert found == []


def test_no_tracked_file_is_large(tracked: list[Path]) -> None:
    sizes = {str(path.relative_to(ROOT)): path.stat().st_size for path in tracked}
    assert [name for name, size in sizes.items() if size > WANTED.get(name, LARGEST)] == []


def test_constraints_are_exact_versions() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+", line) for line in lines)

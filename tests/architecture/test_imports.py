"""The arrows of docs/architecture.md, as import-linter's contracts in pyproject.toml have them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {
    "numpy",
    "highspy",
    "django",
    "trafilatura",
    "rapidfuzz",
    "pypdf",
    "lxml",
    "rich.console",
}


def test_every_room_imports_only_what_it_may() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    ran = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 broken" in ran.stdout


def test_the_command_tree_loads_nothing_heavy() -> None:
    script = (
        f"import sys; from uncounted.cli import build_app; build_app(); print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

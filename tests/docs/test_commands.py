"""Every command, argument and option has help and stands in docs/commands.md; what the README shows exists."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from uncounted.cli import build_app

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")


def walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Each command of the tree that does something, with the words that call it."""
    children = getattr(command, "commands", None)
    if not children:
        yield name, command
        return
    for word, child in children.items():
        yield from walk(child, f"{name} {word}")


TREE = dict(walk(typer.main.get_command(build_app()), "uncounted"))


def section(name: str) -> str:
    found = re.search(rf"^## `{re.escape(name)}.*?(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    return found.group() if found else ""


@pytest.mark.parametrize("name", TREE)
def test_command_is_documented(name: str) -> None:
    command = TREE[name]
    assert command.help, f"{name} has no help"
    assert section(name), f"docs/commands.md has no section for {name}"
    for parameter in command.params:
        if parameter.name == "help" or getattr(parameter, "hidden", False):
            continue
        if parameter.param_type_name == "argument":
            for word in re.findall(r"[A-Z]+", (parameter.metavar or parameter.name).upper()):
                assert re.search(rf"\b{word}\b", section(name)), f"docs/commands.md: {name} does not mention {word}"
            continue
        assert parameter.help, f"{name}: {parameter.name} has no help"
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("--"):
                assert f"`{option}" in section(name), f"docs/commands.md: {name} does not mention {option}"


def test_documentation_invents_nothing() -> None:
    told = {heading.split(" [")[0] for heading in re.findall(r"^## `(uncounted [^`]*)`", COMMANDS, re.MULTILINE)}
    assert {name for name in told if not any(name == real or name.startswith(f"{real} ") for real in TREE)} == set()
    for name, command in TREE.items():
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        named = set(re.findall(r"^- `(--[a-z-]+)", section(name), re.MULTILINE))
        assert named <= known, f"docs/commands.md: {name} has no {sorted(named - known)}"


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md", "docs/data-formats.md", "CONTRIBUTING.md"])
def test_commands_that_are_shown_exist(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            for call in line.split("#")[0].split("|"):
                for part in call.split("&&"):
                    _check(part.strip(), page)


def _check(call: str, page: str) -> None:
    try:
        words = shlex.split(call)
    except ValueError:
        return
    if words[:1] == ["uncounted"] and len(words) > 1 and not words[1].startswith("-"):
        name = next((n for n in (" ".join(words[:3]), " ".join(words[:2])) if n in TREE), " ".join(words[:2]))
        assert name in TREE, f"{page} shows {name}"
        known = {option for parameter in TREE[name].params for option in (*parameter.opts, *parameter.secondary_opts)}
        shown = {word.split("=")[0] for word in words[2:] if word.startswith("--")}
        assert shown <= known | {"--help"}, f"{page} shows {name} with {sorted(shown - known)}"
    if words[:1] == ["make"] and len(words) > 1:
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert {word for word in words[1:] if "=" not in word} <= set(targets), f"{page} shows {call}"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8")):
            if target.endswith(".png"):
                continue
            assert (page.parent / target).exists(), f"{page.name} links to {target}"

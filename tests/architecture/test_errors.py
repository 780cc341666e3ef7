"""One tree of errors, in one file."""

from __future__ import annotations

import ast
import builtins
import inspect
from pathlib import Path

from uncounted.model import errors

SOURCE = Path(__file__).parents[2] / "src" / "uncounted"


def error_classes(path: Path) -> list[str]:
    classes = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef))
    bases = {node.name: {ast.unparse(base).split(".")[-1] for base in node.bases} for node in classes}
    ours = {name for name, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, BaseException)}
    builtin = {name for name, one in inspect.getmembers(builtins, inspect.isclass) if issubclass(one, BaseException)}
    return [name for name, named in bases.items() if named & (ours | builtin)]


def test_every_error_class_stands_in_the_tree() -> None:
    elsewhere = {
        str(path.relative_to(SOURCE)): found
        for path in SOURCE.rglob("*.py")
        if path != SOURCE / "model" / "errors.py" and (found := error_classes(path))
    }
    assert elsewhere == {}


def test_the_tree_is_drawn_as_it_is() -> None:
    drawn = inspect.getdoc(errors) or ""
    for name, one in inspect.getmembers(errors, inspect.isclass):
        assert name in drawn
        assert issubclass(one, errors.UncountedError)
        assert one.exit_code == (2 if issubclass(one, errors.UserError) else 1)

"""Options that several commands share: fields of one dataclass, in the place of one parameter of a command."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_type_hints


def with_options(command: Callable[..., Any], parameter: str, group: type[Any]) -> Callable[..., Any]:
    """The command with the fields of the dataclass ``group`` as options, in the place of its ``parameter``.

    The fields are annotated as options are, and null where they are not given.
    """
    kept = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name != parameter]
    hints = get_type_hints(group, include_extras=True)
    names = [field.name for field in fields(group)]
    added = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hints[n]) for n in names]

    @functools.wraps(command)
    def called(**values: Any) -> Any:
        options = group(**{name: values.pop(name, None) for name in names})
        return command(**values, **{parameter: options})

    called.__signature__ = inspect.Signature([*kept, *added])  # type: ignore[attr-defined]  # inspect reads it
    called.__annotations__ = {p.name: p.annotation for p in (*kept, *added)}
    return called

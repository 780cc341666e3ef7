"""The command line: one thin file per group of commands, one place that turns errors into exit codes.

Exit codes: 0 done; 1 a check that ran and failed; 2 something the user can mend; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from uncounted.model.errors import UncountedError

if TYPE_CHECKING:
    import typer

INTERRUPTED = 130


def build_app() -> typer.Typer:
    """The whole command tree. Heavy packages are imported by a command when it runs, never here."""
    from uncounted.cli import tree

    return tree.build()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on ``arguments`` (default: the process's own) and exit."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never a traceback for an error that a user can mend."""
    try:
        result = build_app()(args=arguments, standalone_mode=False)
        _flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        result = INTERRUPTED
    except UncountedError as error:
        _complain(str(error))
        return error.exit_code
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # Typer's answer to a reader that has gone
            return 0
        return stop.code if isinstance(stop.code, int) else 1
    except Exception as error:  # noqa: BLE001  # what is not a usage error is raised again
        result = _usage_or_raise(error)
    if result == INTERRUPTED:  # also how Typer answers Ctrl-C inside a command
        _complain("interrupted; what was done is kept")
    return result if isinstance(result, int) else 0


def _usage_or_raise(error: Exception) -> int:
    """Typer's own errors (a wrong option, an abort) as one line and their exit code; anything else is ours to mend."""
    if type(error).__name__ == "Abort":
        return INTERRUPTED
    show, code = getattr(error, "format_message", None), getattr(error, "exit_code", None)
    if show is None or code is None:
        raise error
    message = show()
    _complain(message if message.endswith(".") else f"{message}.")
    return int(code)


def _complain(message: str) -> None:
    print(f"uncounted: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201  # errors are told here


def _flush() -> None:
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Every error that Uncounted raises on purpose, in one tree.

UncountedError
+-- UserError                what a person can mend; exit code 2
|   +-- InputError           a file or line that cannot be read; names the file and the position
|   |   +-- UnreadLanguage   a text in a language that no installed reader reads
|   +-- BadSetting           a setting that a method cannot take
|   +-- UnknownName          an id, an assumption, an extractor, a measure that nobody knows
|   +-- MissingExtra         a command whose optional packages are not installed
|   +-- ServerError          a server that the user named does not answer as it should
|   +-- LedgerError          a case that is missing, locked, or of another version
|   +-- Refused              a request that is understood and not answered, with the reason
+-- CheckFailed              a check that ran and failed; exit code 1
+-- DamagedLedger        the log, an original or a span is not what it was
"""

from __future__ import annotations


class UncountedError(Exception):
    """Any error that Uncounted raises on purpose. ``str(error)`` is one line that says what to do."""

    exit_code = 1


class UserError(UncountedError):
    """Something the user can mend."""

    exit_code = 2


class InputError(UserError):
    """Input that cannot be read.

    ``path`` names the file (``-`` for standard input); ``position`` is where in it, such as ``line 3``; ``reason`` is
    the fault in a word or two, for lists, such as ``encoding``; ``detail`` is the message without path and position.
    """

    def __init__(
        self, message: str, *, path: str | None = None, position: str | None = None, reason: str | None = None
    ) -> None:
        self.path = path
        self.position = position
        self.reason = reason
        self.detail = message
        where = ", ".join(part for part in (path, position) if part)
        super().__init__(f"{where}: {message}" if where else message)


class UnreadLanguage(InputError):
    """A text in a language that no installed reader reads. Never zero claims: the text stays unread."""


class BadSetting(UserError):
    """A setting that a method cannot take, such as a probability above 1."""


class UnknownName(UserError):
    """A name that nobody knows. ``known`` lists those that are."""

    def __init__(self, message: str, known: tuple[str, ...] = ()) -> None:
        self.known = known
        super().__init__(f"{message} Known: {'; '.join(known)}." if known else message)


class MissingExtra(UserError):
    """A command whose optional packages are not installed. ``instead`` says what else it needs, and whence it comes."""

    def __init__(self, what: str, extra: str, instead: str | None = None) -> None:
        self.extra = extra
        packages = f"more packages; install them with: pip install 'uncounted[{extra}]'"
        super().__init__(f"{what} needs {instead or packages}")


class ServerError(UserError):
    """A server that the user named is not there, refuses, or answers nothing that can be used."""


class LedgerError(UserError):
    """A case that is missing, locked, or of another version."""


class Refused(UserError):
    """A request that is understood and not answered; the message gives the reason."""


class CheckFailed(UncountedError):
    """A check that ran and failed."""

    exit_code = 1


class DamagedLedger(CheckFailed):
    """The log, an original or a span is not what it was when it was written."""

"""Answers that are kept: by the hash of table, method, settings, seed and version, with their draws beside them."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uncounted import __version__
from uncounted.estimate.checks import poor_fit, predictive_check
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator, Fit, Fitted, Method, answer, fingerprint
from uncounted.model import records
from uncounted.model.errors import BadSetting, InputError
from uncounted.model.estimate import Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORTH = 0.2  # seconds: what took less is not kept, since reading it back saves nothing


def user_folder() -> Path:
    """Where answers are kept unless the user says otherwise: ``uncounted/estimates`` in the user's cache directory."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "uncounted" / "estimates"


@dataclasses.dataclass(frozen=True)
class Results:
    """Answers, found or worked out.

    ``folder`` null: nothing is kept. ``worth``: how many seconds an answer must have taken to be kept. ``told`` is
    called with the method, the table and whether the answer was kept, before an answer is worked out or handed out.
    A folder that cannot be written, or a damaged file in it, only costs time.
    """

    folder: Path | None = None
    worth: float = WORTH
    told: Callable[[Method, Histories, bool], None] = lambda _method, _table, _kept: None

    def fitted(self, method: Method, table: Histories) -> Fitted:
        """The method's answer for the table with its draws, checked against the table where the method allows it."""
        path = self._path(method, table)
        found = None if path is None else _read(path)
        self.told(method, table, found is not None)
        if found is not None:
            return found
        fitted = _checked(method, table)
        if path is not None and (fitted.estimate.seconds or 0) >= self.worth:
            with suppress(OSError):
                _write(path, fitted)
        return fitted

    def tried(self, method: Method, table: Histories) -> Estimate:
        """The same for a table that nobody gave and the settings may not fit: then a refusal, not an error."""
        try:
            return self.fitted(method, table).estimate
        except BadSetting as error:
            refused = Fit((), "", refused=f"the settings do not fit this table: {str(error).rstrip('.')}")
            return answer(method, table, refused, time.perf_counter())

    def _path(self, method: Method, table: Histories) -> Path | None:
        if self.folder is None or not isinstance(method, Estimator):
            return None
        key = records.digest(fingerprint(method, table), table.notes)
        return self.folder / f"{__version__}-{_code()}" / key[:2] / key


def _checked(method: Method, table: Histories) -> Fitted:
    if not isinstance(method, Estimator):
        return Fitted(method.fit(table))
    fitted = method.fitted(table)
    one = fitted.estimate
    if fitted.expected is None or one.refused is not None:
        return fitted
    check = predictive_check(table.restrict(one.used), fitted.expected, seed=one.seed or 1)
    warning = poor_fit(check)
    one = dataclasses.replace(
        one,
        diagnostics={**one.diagnostics, "predictive": check},
        warnings=one.warnings + ((warning,) if warning else ()),
    )
    return dataclasses.replace(fitted, estimate=one)


@cache
def _code() -> str:
    """The digest of the estimators' own code: a changed program of the same version keeps answers of its own."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _read(path: Path) -> Fitted | None:
    try:
        value = json.loads(path.with_suffix(".json").read_bytes())
        estimate = records.from_json(Estimate, value)
        arrays = _arrays(path.with_suffix(".npz"))
    except (OSError, ValueError, KeyError, InputError, zipfile.BadZipFile, EOFError):
        return None
    return Fitted(estimate, arrays.get("draws"), arrays.get("expected"))


def _arrays(path: Path) -> dict[str, NDArray[np.float64]]:
    import numpy as np

    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def _write(path: Path, fitted: Fitted) -> None:
    """The draws first, then the line of JSON that says they are there; each under another name until it is whole."""
    import numpy as np

    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {"draws": fitted.draws, "expected": fitted.expected}
    kept = {name: each for name, each in arrays.items() if each is not None}
    _whole(path.with_suffix(".npz"), lambda file: np.savez_compressed(file, **kept))
    line = records.to_line(fitted.estimate) + "\n"
    _whole(path.with_suffix(".json"), lambda file: file.write(line.encode()))


def _whole(path: Path, write: Callable[[Any], object]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

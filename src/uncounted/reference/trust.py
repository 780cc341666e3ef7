"""Trust profiles that ship with the program, one JSON file each (profiles/)."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from uncounted.model.answering import TrustProfile
from uncounted.model.errors import InputError
from uncounted.model.records import VERSION, from_json, unknown_fields

FOLDER = Path(__file__).with_name("profiles")


@lru_cache(maxsize=1)
def shipped() -> dict[str, TrustProfile]:
    """The shipped profiles by name; ``every`` stands first."""
    found = {path.stem: read_profile(path) for path in sorted(FOLDER.glob("*.json"))}
    return {"every": found["every"], **found}


def read_profile(path: Path) -> TrustProfile:
    """The profile in a file. Raises InputError with the file for what is no profile of this version."""
    try:
        value = json.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot be read as text in UTF-8", path=str(path)) from error
    except json.JSONDecodeError as error:
        position = f"line {error.lineno}"
        raise InputError(f"not JSON: {error.msg}", path=str(path), position=position) from error
    if not isinstance(value, dict) or value.get("type") != "profile" or value.get("version") != VERSION:
        raise InputError(f'a trust profile is an object with "type": "profile", "version": {VERSION}', path=str(path))
    if extra := unknown_fields(TrustProfile, value):
        raise InputError(f"a trust profile has no field {', '.join(extra)}", path=str(path))
    try:
        return from_json(TrustProfile, value)
    except InputError as error:
        raise InputError(error.detail, path=str(path)) from error

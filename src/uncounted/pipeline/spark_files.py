"""The files of a corpus as Spark sees them: on this machine, or wherever the cluster keeps its data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

from uncounted.model.errors import InputError
from uncounted.read.corpora import form_of

if TYPE_CHECKING:
    from pyspark import SparkContext

_READS = "--engine spark reads JSON Lines (.jsonl, .ndjson) and Parquet"
_HIDDEN = re.compile(r"/[._]")  # Spark's readers look past these
_PATTERN = re.compile(r"([\[\]{}*?\\])")


@dataclass(frozen=True)
class CorpusFile:
    """One file. ``source`` is the number of the path that brought it; ``shown`` what a person calls it.

    ``form`` is null for one that is not read, for the reason ``why``. ``key`` is its address in one spelling,
    ``pattern`` the address as Spark's readers take it.
    """

    number: int
    source: int
    form: Literal["jsonl", "parquet"] | None
    shown: str
    key: str
    pattern: str
    why: str = ""

    @staticmethod
    def key_of(address: str) -> str:
        """One spelling of an address: Hadoop writes ``file:/a b``, Spark ``file:///a%20b``."""
        return re.sub(r"^file:/+", "file:/", unquote(address))


def new_folder(context: SparkContext, path: str) -> str:
    """The address of a folder that is not there yet; InputError where it is."""
    system, address = _system(context, path)
    if system.exists(address):
        raise InputError("it is there already; name a new folder", path=path)
    return str(address.toString())


def corpus_files(context: SparkContext, paths: Sequence[str]) -> list[CorpusFile]:
    """All files under ``paths``, in the order of the paths and of their names.

    Raises InputError for a path that is not there, and for a file that is named and neither JSON Lines nor Parquet.
    """
    found: list[CorpusFile] = []
    for source, path in enumerate(paths):
        if path == "-":
            raise InputError("--engine spark reads files, not standard input", path="-")
        system, address = _system(context, path)
        statuses = [system.getFileStatus(address)] if system.exists(address) else list(system.globStatus(address) or ())
        if not statuses:
            raise InputError("no such file or folder", path=path, reason="missing")
        several = len(statuses) > 1 or not system.exists(address)
        for status in sorted(statuses, key=lambda each: str(each.getPath().toString())):
            shown = _shown(status) if several else path
            if not status.isDirectory() and _form(shown) is None:
                raise InputError(_READS, path=shown)
            files = _under(system, status, shown) if status.isDirectory() else [(status, shown)]
            for each, name in files:
                url = str(each.getPath().toString())
                key = CorpusFile.key_of(str(each.getPath().toUri().toString()))
                hidden = _HIDDEN.search(name.removeprefix(shown))
                form, why = (None, "skipped: a hidden file or folder") if hidden else (_form(name), f"format: {_READS}")
                found.append(CorpusFile(len(found), source, form, name, key, _PATTERN.sub(r"\\\1", url), why))
    return found


def _form(name: str) -> Literal["jsonl", "parquet"] | None:
    form = form_of(name)
    return form if form in ("jsonl", "parquet") else None


def _shown(status: Any) -> str:
    return re.sub(r"^file:/+", "/", str(status.getPath().toString()))


def _under(system: Any, folder: Any, shown: str) -> list[tuple[Any, str]]:
    """The files of a folder and of those in it, in the order of their names."""
    top = len(str(folder.getPath().toString()).rstrip("/")) + 1
    each = system.listFiles(folder.getPath(), True)
    found: list[tuple[tuple[str, ...], Any]] = []
    while each.hasNext():
        status = each.next()
        parts = tuple(str(status.getPath().toString())[top:].split("/"))
        found.append((parts, status))
    found.sort(key=lambda pair: pair[0])
    return [(status, f"{shown.rstrip('/')}/{'/'.join(parts)}") for parts, status in found]


def _system(context: SparkContext, path: str) -> tuple[Any, Any]:
    """The file system that a path lies in, and the path as it takes it."""
    hadoop = context._jvm.org.apache.hadoop.fs
    settings = context._jsc.hadoopConfiguration()
    if "://" not in path and hadoop.FileSystem.getDefaultUri(settings).getScheme() == "file":
        path = str(Path(path).absolute())  # Java may have been started in another folder
    address = hadoop.Path(path)
    return address.getFileSystem(settings), address

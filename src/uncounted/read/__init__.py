"""Files, folders and corpora to documents: clean text with an offset map back to the original."""

from __future__ import annotations

from uncounted.read.columns import Columns
from uncounted.read.files import Unread, bytes_of, original_text, read_bytes, read_file, read_path
from uncounted.read.metadata import Metadata
from uncounted.read.packed import Packed, Remark, opened
from uncounted.read.sources import Intake, size_of, sources

__all__ = [
    "Columns",
    "Intake",
    "Metadata",
    "Packed",
    "Remark",
    "Unread",
    "bytes_of",
    "opened",
    "original_text",
    "read_bytes",
    "read_file",
    "read_path",
    "size_of",
    "sources",
]

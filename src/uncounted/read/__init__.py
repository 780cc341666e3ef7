"""Files and folders to documents: clean text with an offset map back to the original."""

from __future__ import annotations

from uncounted.read.files import Unread, bytes_of, original_text, read_bytes, read_file, read_path
from uncounted.read.metadata import Metadata

__all__ = ["Metadata", "Unread", "bytes_of", "original_text", "read_bytes", "read_file", "read_path"]

"""What kind of file some bytes are, told by the bytes first, and how their characters are encoded."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from pathlib import PurePath

from uncounted.model.errors import InputError

LARGEST = 50_000_000  # bytes: a news article is a hundred thousand, a long report a few million
MEGABYTE = 1_000_000
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as DOCX or text"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"{\\rtf", "an RTF file; save it as DOCX or text"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|meta|title|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*: ?.*\r?\n(?:[ \t].*\r?\n)*){3,}\r?\n")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_TABLES = (".xls", ".xlsx", ".ods")
_DATA = (".json", ".geojson", ".xml", ".yaml", ".yml", ".py", ".js", ".css", ".sql")
# Labels that browsers read as Windows-1252 (WHATWG Encoding Standard).
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "cp1252", "iso8859-1", "windows-1252"})


def unpacked(data: bytes, path: str) -> bytes:
    """The bytes, unpacked where they are one gzip file; raises InputError when damaged or too large."""
    if len(data) > LARGEST:
        raise too_large(path, len(data))
    if not data.startswith(b"\x1f\x8b"):
        return data
    import gzip

    try:
        with gzip.open(io.BytesIO(data)) as file:
            plain = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        raise InputError("the gzip file is damaged", path=path, reason="damaged") from None
    if len(plain) > LARGEST:
        raise too_large(path, None)
    return plain


def too_large(path: str, size: int | None) -> InputError:
    """The error for a file above the limit; ``size`` in bytes, null when it unpacks to more."""
    has = "it unpacks to more" if size is None else f"it has {size / MEGABYTE:.0f} MB"
    message = f"a document may have {LARGEST // MEGABYTE} MB at most and {has}; split it"
    return InputError(message, path=path, reason="too large")


def media_type(data: bytes, path: str) -> str:
    """The media type by content (``path`` decides between kinds of text alone); InputError for what is no text."""
    suffix = PurePath(path.removesuffix(".gz")).suffix.lower()
    if not data.strip(b"\0 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise InputError(
            "the file is empty" if not data else "the file holds only white space", path=path, reason="empty"
        )
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data, path)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"no text: this is {what}", path=path, reason="binary")
    if _HTML.match(data.removeprefix(codecs.BOM_UTF8)[:4000]) or suffix in (".html", ".htm", ".xhtml"):
        return "text/html"
    if suffix in (".csv", ".tsv", ".jsonl", ".ndjson"):
        raise InputError("many texts in one file; 'uncounted read' takes them", path=path, reason="corpus")
    if suffix in _TABLES:
        raise InputError("a table, not an article; save it as CSV", path=path, reason="table")
    if suffix in _DATA or _is_json(data):
        raise InputError("data or code, not an article", path=path, reason="data")
    if suffix == ".eml" or (_MAIL.match(data[:20_000]) and b"\nMIME-Version:" in data[:20_000]):
        return "message/rfc822"
    return "text/markdown" if suffix in (".md", ".markdown") else "text/plain"


def _zip_type(data: bytes, path: str) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise InputError("the zip or DOCX file is damaged", path=path, reason="damaged") from None
    if "word/document.xml" in names:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if "xl/workbook.xml" in names:
        raise InputError("a table, not an article; save it as CSV", path=path, reason="table")
    raise InputError("a zip archive under another name; let its name end in .zip", path=path, reason="archive")


def _is_json(data: bytes) -> bool:
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:60]
    return bool(re.match(rb"\{\s*[\"}]|\[\s*[\[{\"]", head)) and data.rstrip()[-1:] in (b"}", b"]")


def decode(data: bytes, path: str, *, encoding: str | None = None, html: bool = False) -> tuple[str, str]:
    """The text and the codec that read it: a byte order mark, else ``encoding``, else UTF-8, else what HTML declares.

    Nothing is guessed: raises InputError with the position of the first byte that does not fit.
    """
    codec = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if codec is None and encoding:
        codec = _codec(encoding, path)
    if codec is None:
        if b"\0" in data:
            position = f"byte {data.index(0)}"
            raise InputError("no text: the file is binary", path=path, position=position, reason="binary")
        codec = "utf-8"
        declared = _CHARSET.search(data[:4096]) if html else None
        if declared and not _fits(data, "utf-8"):
            codec = _codec(declared[1].decode("ascii"), path)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise _misfit(data, codec, error, path) from None
    strange = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", text[:100_000]))
    if strange > 8 and strange > len(text[:100_000]) / 50:
        raise InputError("no text: the file is binary", path=path, reason="binary")
    return text, codec


def encoding_of(head: bytes, path: str, encoding: str | None) -> str:
    """Python's name of a stream's encoding by its first bytes: a byte order mark, else ``encoding``, else UTF-8."""
    codec = next((name for mark, name in _BOMS if head.startswith(mark)), None)
    return codec or (_codec(encoding, path) if encoding else "utf-8")


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str, path: str) -> str:
    """Python's name of an encoding, read as browsers read it; InputError for an unknown one."""
    label = name.strip().lower()
    if label in _LATIN:
        return "cp1252"
    try:
        info = codecs.lookup(label)
        "".encode(label)
    except (LookupError, TypeError, ValueError):
        raise InputError(f"unknown encoding '{name}'", path=path, reason="encoding") from None
    return info.name


def _misfit(data: bytes, codec: str, error: UnicodeDecodeError, path: str) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    name = "UTF-8" if codec.startswith("utf-8") else codec
    if data.count(b"\x00") or sum(byte < 9 for byte in data[:2000]) > 20:
        return InputError("no text: the file is binary", path=path, position=f"byte {error.start}", reason="binary")
    return InputError(
        f"not {name} here (byte {data[error.start]:#04x}); save the text as UTF-8 or name its encoding",
        path=path,
        position=f"byte {error.start} (line {line})",
        reason="encoding",
    )

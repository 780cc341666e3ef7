"""Electronic mail (RFC 5322): the body, its subject as title and its date as publication date."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from uncounted.model.errors import InputError
from uncounted.read import html, text
from uncounted.read.metadata import Metadata
from uncounted.read.reading import Reading


def body(data: bytes, path: str) -> tuple[str, EmailMessage, str]:
    """The decoded body (plain before HTML), the message, and the body's subtype; InputError where there is none."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = message.get_body(("plain", "html"))
        content = part.get_content() if part is not None else ""
    except (MessageError, LookupError, ValueError, AttributeError):
        raise InputError("the message is damaged or in an unknown encoding", path=path, reason="damaged") from None
    if part is None or not isinstance(content, str) or not content.strip():
        raise InputError("the message holds no text", path=path, reason="empty")
    if "\ufffd" in content:
        message_text = "the message's text does not fit the encoding it declares; save it as a UTF-8 text"
        raise InputError(message_text, path=path, reason="encoding")
    return content, message, part.get_content_subtype()


def read(data: bytes, *, path: str) -> Reading:
    """One message without its attachments, which a warning counts."""
    content, message, subtype = body(data, path)
    reading = html.read(content, path=path) if subtype == "html" else text.read(content, path=path)
    subject = message["subject"]
    sent = getattr(message["date"], "datetime", None)
    found = Metadata(
        title=" ".join(str(subject).split()) if subject else None,
        published=sent.date().isoformat() if sent else None,
    )
    attached = sum(1 for _ in message.iter_attachments())
    warnings = (f"attachments not read: {attached}; save and give them as files",) if attached else ()
    return replace(
        reading,
        reader=f"mail/1+{reading.reader}",
        found=found.over(reading.found),
        found_source="page metadata",
        title=None if subject else reading.title,
        warnings=(*reading.warnings, *warnings),
    )

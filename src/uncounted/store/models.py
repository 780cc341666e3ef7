"""Tables: the append-only log (Entry, Payload), and the projections (every ``...Row``), which the log can remake.

JSON is kept as text, so that what was committed to is byte for byte what is stored, on every database.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from uncounted.model.errors import LedgerError


def _refuse() -> NoReturn:
    raise LedgerError("the log is append-only: add an entry that corrects, or expunge")


class AppendOnly(models.QuerySet["Entry"]):
    """A query set that reads and adds, and refuses to change or delete."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused with LedgerError."""
        _refuse()

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused with LedgerError."""
        _refuse()

    def delete(self) -> NoReturn:
        """Refused with LedgerError."""
        _refuse()


class Entry(models.Model):
    """One entry of the log.

    ``number`` counts from 1 without gaps; ``at`` is ISO 8601, UTC; ``subjects`` a JSON list of ids (never content);
    ``commitment`` the sha256 of salt and canonical body; ``chain`` the sha256 over ``previous`` and all other columns.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    by = models.TextField()
    kind = models.CharField(max_length=40)
    subjects = models.TextField()
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        """The order of rows."""

        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a new entry; LedgerError for one that is already in the log."""
        if not self._state.adding:
            _refuse()
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused with LedgerError."""
        _refuse()


class Payload(models.Model):
    """The content of an entry, beside the chain so that it can go: ``salt`` in hex, ``body`` canonical JSON."""

    entry = models.PositiveBigIntegerField(primary_key=True)
    salt = models.CharField(max_length=64)
    body = models.TextField()

    def __str__(self) -> str:
        return f"payload of {self.entry}"


class SubjectRow(models.Model):
    """Which entries are about an id. ``key`` is the id and the entry's number."""

    key = models.CharField(max_length=120, primary_key=True)
    subject = models.CharField(max_length=80, db_index=True)
    entry = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.key


class DocumentRow(models.Model):
    """The current state of a document. ``body`` is the Document's JSON without its text; ``entry`` read it last."""

    id = models.CharField(max_length=80, primary_key=True)
    sha256 = models.CharField(max_length=64)
    text_sha256 = models.CharField(max_length=64, db_index=True)
    path = models.TextField(null=True)
    url = models.TextField(null=True)
    publisher = models.TextField(null=True)
    title = models.TextField(null=True)
    published_start = models.CharField(max_length=40, null=True, db_index=True)
    published_end = models.CharField(max_length=40, null=True)
    language = models.CharField(max_length=20, null=True)
    engine = models.TextField()
    extractor = models.TextField()
    first_entry = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    n_claims = models.PositiveIntegerField()
    n_accepted = models.PositiveIntegerField()
    n_rejected = models.PositiveIntegerField()
    text = models.TextField()
    body = models.TextField()
    leads = models.TextField()
    flags = models.TextField()

    class Meta:
        """The order of rows."""

        ordering = ("first_entry",)

    def __str__(self) -> str:
        return self.id


class CaptureRow(models.Model):
    """Another original with the clean text of ``document``: a ``capture`` of its address, or an ``echo`` elsewhere."""

    id = models.CharField(max_length=80, primary_key=True)
    document = models.CharField(max_length=80, db_index=True)
    relation = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    path = models.TextField(null=True)
    url = models.TextField(null=True)
    publisher = models.TextField(null=True)
    entry = models.PositiveBigIntegerField()
    body = models.TextField()

    class Meta:
        """The order of rows."""

        ordering = ("entry",)

    def __str__(self) -> str:
        return self.id


class ReadingRow(models.Model):
    """One machine reading of a mention, as one entry of the log gave it."""

    key = models.CharField(max_length=120, primary_key=True)
    claim = models.CharField(max_length=80, db_index=True)
    document = models.CharField(max_length=80, db_index=True)
    reading = models.CharField(max_length=80, db_index=True)
    entry = models.PositiveBigIntegerField()
    body = models.TextField()

    class Meta:
        """The order of rows."""

        ordering = ("entry", "claim")

    def __str__(self) -> str:
        return self.key


class ClaimRow(models.Model):
    """A claim with every judgement applied.

    ``current`` is false where the latest reading no longer finds the mention and nobody judged it. ``newer_reading``
    names a machine reading made after a person's judgement, which did not replace it.
    """

    id = models.CharField(max_length=80, primary_key=True)
    document = models.CharField(max_length=80, db_index=True)
    reading = models.CharField(max_length=80)
    measure = models.CharField(max_length=20, db_index=True)
    root = models.TextField(null=True, db_index=True)
    kind = models.CharField(max_length=20, null=True)
    status = models.CharField(max_length=20, db_index=True)
    current = models.BooleanField()
    newer_reading = models.CharField(max_length=80, null=True)
    n_judgements = models.PositiveIntegerField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    first_entry = models.PositiveBigIntegerField()
    body = models.TextField()

    class Meta:
        """The order of rows."""

        ordering = ("first_entry", models.F("start").asc(nulls_first=True), "id")

    def __str__(self) -> str:
        return self.id


class RelationRow(models.Model):
    """``claim`` stands in the relation ``type`` to ``other``, by ``rule`` (``judgement`` where a person decided)."""

    key = models.CharField(max_length=200, primary_key=True)
    document = models.CharField(max_length=80, db_index=True)
    claim = models.CharField(max_length=80, db_index=True)
    type = models.CharField(max_length=20)
    other = models.CharField(max_length=80, db_index=True)
    rule = models.TextField(null=True)

    def __str__(self) -> str:
        return self.key


class JudgementRow(models.Model):
    """One judgement, as it was given."""

    id = models.CharField(max_length=80, primary_key=True)
    target = models.CharField(max_length=80, db_index=True)
    other = models.CharField(max_length=80, null=True, db_index=True)
    verb = models.CharField(max_length=20)
    by = models.TextField()
    at = models.CharField(max_length=40)
    entry = models.PositiveBigIntegerField()
    body = models.TextField()

    class Meta:
        """The order of rows."""

        ordering = ("entry", "id")

    def __str__(self) -> str:
        return self.id


class IncidentRow(models.Model):
    """An incident as it was last linked. ``current`` is false once its claims are linked otherwise."""

    id = models.CharField(max_length=80, primary_key=True)
    current = models.BooleanField()
    entry = models.PositiveBigIntegerField()
    body = models.TextField()

    class Meta:
        """The order of rows."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.id


class UnreadRow(models.Model):
    """A file that was offered and not read, and why."""

    id = models.CharField(max_length=80, primary_key=True)
    path = models.TextField()
    reason = models.TextField()
    detail = models.TextField(null=True)
    entry = models.PositiveBigIntegerField()

    class Meta:
        """The order of rows."""

        ordering = ("entry",)

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"

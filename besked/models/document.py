"""Documents that came with an application, and files that are due for removal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from besked.models.application import Application
from besked.models.candidate import Candidate


class DocumentKind(models.TextChoices):
    """What a document is for."""

    CV = "cv", _("CV")
    LETTER = "letter", _("Cover letter")
    OTHER = "other", _("Other document")


class TextState(models.TextChoices):
    """How far reading a document's text has come."""

    PENDING = "pending", _("Not read yet")
    READING = "reading", _("Being read")
    DONE = "done", _("Read")
    NONE = "none", _("No text in it")
    FAILED = "failed", _("Could not be read")


class Document(models.Model):
    """A file as it came; the bytes lie in the file store under a random key, never shared across people."""

    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="documents")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=10, choices=DocumentKind, default=DocumentKind.OTHER)
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    key = models.CharField(max_length=80, db_index=True)
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True, default="")
    text_state = models.CharField(max_length=10, choices=TextState, default=TextState.PENDING)
    fault = models.CharField(max_length=40, blank=True, default="")  # why it could not be read (documents.isolated)
    reading_since = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        """The worker looks for unread ones."""

        ordering = ("id",)
        indexes: ClassVar = [
            models.Index(fields=["id"], name="document_unread", condition=Q(text_state__in=["pending", "reading"]))
        ]

    def __str__(self) -> str:
        """The file's name."""
        return self.name


class Doomed(models.Model):
    """A file to be removed after a day, written in the transaction that lets it go."""

    key = models.CharField(max_length=80, unique=True)
    after = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """The key."""
        return self.key

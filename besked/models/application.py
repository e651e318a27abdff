"""Applications: one candidate's application to one vacancy, and the questions it can answer about itself."""

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from besked.models.candidate import Candidate
from besked.models.enums import APPLICANT_WORDS, OPEN, Blocker, Stage, Status
from besked.models.vacancy import Vacancy

CHUNK = 5000  # ids in one statement; SQLite takes at most 32,766 parameters


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications in the sets that pages and actions ask for."""

    def owed(self) -> "ApplicationQuerySet":
        """Those who are owed an answer."""
        return self.filter(answered_at=None)

    def overdue(self, today: dt.date) -> "ApplicationQuerySet":
        """Owed, and past the day that was promised."""
        return self.owed().filter(answer_by__lt=today)


class Application(models.Model):
    """One application. `status` is written by perform() and undo() alone, and always together with an event."""

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="applications", verbose_name=_("Vacancy"))
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="applications", verbose_name=_("Candidate"))
    status = models.CharField(_("Status"), max_length=12, choices=Status, default=Status.NEW)
    stage = models.CharField(_("Stage"), max_length=12, choices=Stage, default=Stage.REVIEW)
    language = models.CharField(_("Language"), max_length=2)
    received_at = models.DateTimeField(_("Received"))
    answer_by = models.DateField(_("Answer promised by"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    offer_sent_at = models.DateTimeField(_("Job offer sent"), null=True, blank=True)
    owed_by = models.CharField(max_length=10, choices=Blocker, blank=True, default=Blocker.OWNER)
    rank = models.PositiveSmallIntegerField(_("Ranking"), null=True, blank=True)
    round = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    letter = models.TextField(_("Application text"), blank=True, default="")
    name_key = models.CharField(max_length=120, editable=False, default="")
    identity = models.CharField(max_length=400, editable=False)
    source = models.CharField(max_length=30, default="careers")

    objects: ClassVar = ApplicationQuerySet.as_manager()

    class Meta:
        """One live application per person and vacancy; one index per order that a list offers."""

        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vacancy", "candidate"], name="application_once"),
            models.UniqueConstraint(fields=["vacancy", "identity"], name="application_identity_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["vacancy", "received_at", "id"], name="application_received"),
            models.Index(fields=["vacancy", "name_key", "id"], name="application_name"),
            models.Index(fields=["vacancy", "status", "received_at", "id"], name="application_status"),
            models.Index(fields=["vacancy", "status", "stage", "language", "rank"], name="application_groups"),
            models.Index(fields=["received_at", "id"], name="application_owed", condition=Q(answered_at=None)),
            models.Index(fields=["vacancy", "answer_by"], name="application_overdue", condition=Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        """Number and status; names stay out of logs."""
        return f"application {self.pk} ({self.status})"

    @property
    def is_open(self) -> bool:
        """Whether a decision is still ahead."""
        return self.status in OPEN

    @property
    def is_owed(self) -> bool:
        """Whether this person still waits for an answer."""
        return self.answered_at is None

    @property
    def status_word(self) -> str:
        """The recruiter's word, with the stage for the rejected."""
        if self.status == Status.REJECTED:
            return _("Rejected · %(stage)s") % {"stage": str(Stage(self.stage).label).lower()}
        return str(Status(self.status).label)

    @property
    def applicant_word(self) -> str:
        """What the applicant reads: a decision only once the letter that tells it was delivered."""
        told = self.status not in (Status.REJECTED, Status.HIRED) or self.answered_at is not None
        return str(APPLICANT_WORDS[Status(self.status) if told else Status.NEW])


def in_chunks(ids: Sequence[int], size: int = CHUNK) -> list[Sequence[int]]:
    """Ids in pieces that a database takes in one statement."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]

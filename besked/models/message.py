"""The outbox: every message that leaves the house is a row here first, written with the decision it tells."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from besked.models.application import Application
from besked.models.department import Department
from besked.models.enums import RELEASED, Channel, MessageState
from besked.models.interview import Interview
from besked.models.run import Run
from besked.models.user import User


class Message(models.Model):
    """One message to one recipient. What it says is frozen when it is queued; every retry sends the same."""

    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="messages")
    interview = models.ForeignKey(
        Interview, models.SET_NULL, null=True, blank=True, related_name="messages", db_index=False
    )
    stopped_by = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    applications: "models.ManyToManyField[Application, About]" = models.ManyToManyField(
        Application, through="About", related_name="messages"
    )
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.EMAIL)
    kind = models.CharField(max_length=40)  # the letter's family: receipt, rejection, email, sign-in …
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    once = models.CharField(max_length=120, null=True, blank=True)  # noqa: DJ001 -- null is outside the constraint
    to = models.CharField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True, default="")
    sender = models.CharField(max_length=254, blank=True, default="")
    sender_name = models.CharField(max_length=200, blank=True, default="")
    reply_to = models.CharField(max_length=254, blank=True, default="")
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250, blank=True, default="")
    body = models.TextField(blank=True, default="")
    calendar = models.TextField(blank=True, default="")  # an appointment (RFC 5545) that goes along
    message_id = models.CharField(max_length=200, unique=True)
    is_sensitive = models.BooleanField(default=False)  # body never shown, emptied once sent
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField(null=True, blank=True)
    first_try_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True, default="")
    reply = models.CharField(max_length=500, blank=True, default="")  # the relay's own words, or why it is held
    report = models.CharField(max_length=10, blank=True, default="")  # of an SMS: handed, delivered, failed
    reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Indexes for the worker and the outbox page; `once` keeps a second answer from ever existing."""

        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["once"],
                name="message_once",
                condition=Q(once__isnull=False) & ~Q(state__in=sorted(RELEASED)),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["not_before", "id"], name="message_due", condition=Q(state="queued")),
            models.Index(fields=["worker"], name="message_in_hand", condition=Q(state__in=["claimed", "sending"])),
            models.Index(fields=["state", "id"], name="message_state", condition=~Q(state="sent")),
            # Partial: millions of messages belong to no interview and must not pay for those that do.
            models.Index(fields=["interview"], name="message_of_interview", condition=Q(interview__isnull=False)),
        ]

    def __str__(self) -> str:
        """Kind and number; addresses stay out of logs."""
        return f"{self.kind} {self.pk} ({self.state})"


class About(models.Model):
    """That a message is about an application; `answers` names the round of the decision that it tells."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="abouts")
    application = models.ForeignKey(Application, models.CASCADE, related_name="abouts")
    answers = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        """Both numbers."""
        return f"{self.message_id} about {self.application_id}"


class Link(models.Model):
    """A link that really left in a message: only the hash of its token is kept."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="links")
    application = models.ForeignKey(Application, models.CASCADE, null=True, blank=True, related_name="links")
    purpose = models.CharField(max_length=30)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """The purpose; never the token."""
        return f"{self.purpose} {self.pk}"


class Worker(models.Model):
    """A worker process and its last sign of life."""

    name = models.CharField(max_length=40, unique=True)
    host = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        """The name."""
        return self.name

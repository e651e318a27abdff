"""History and working notes of an application: append-only events, notes."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from besked.models.application import Application
from besked.models.enums import ActorKind
from besked.models.run import Run
from besked.models.user import User


class Event(models.Model):
    """One line of the timeline. Append-only. `after` of the last event is the application's status."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="events")
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="events")
    action = models.CharField(max_length=40)
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    before = models.CharField(max_length=12, blank=True, default="")
    after = models.CharField(max_length=12)
    particulars = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        """In the order in which things happened."""

        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=["application", "id"], name="event_of_application")]

    def __str__(self) -> str:
        """The action."""
        return f"{self.action} {self.application_id}"


class Note(models.Model):
    """A note by a colleague about an application. The applicant may ask to see it (GDPR art. 15)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    author = models.ForeignKey(User, models.PROTECT, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("id",)

    def __str__(self) -> str:
        """Whose, never what."""
        return f"note {self.pk}"

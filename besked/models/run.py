"""Runs: one press of a button over one or many applications, from draft to result."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from besked.models.user import User


class RunState(models.TextChoices):
    """Draft: answers are being given. Performed: done, with its result. Undone: taken back where possible."""

    DRAFT = "draft"
    PERFORMED = "performed"
    UNDONE = "undone"


class Run(models.Model):
    """A further action on a selection. Its id (or the caller's key) makes a second press do nothing."""

    slug = models.CharField(max_length=40)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="runs")
    actor = models.CharField(max_length=60)  # "user:5", "applicant:12", "system"
    key = models.CharField(max_length=255, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.DRAFT)
    applications = models.JSONField(default=list)  # ids as chosen
    back = models.CharField(max_length=500, blank=True, default="")  # where the selection was made
    answers = models.JSONField(default=dict)
    letters = models.JSONField(default=dict)  # {family: {language: {from, subject, body, signature}}}
    people = models.JSONField(default=dict)  # {application: {family: {...}}}
    accept = models.JSONField(default=list)  # rules accepted by a second yes
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    performed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One run per actor and key."""

        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor", "key"], name="run_key_once", condition=~Q(key=""))
        ]

    def __str__(self) -> str:
        """What was done."""
        return f"{self.slug} {self.pk}"

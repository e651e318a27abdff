"""Facts: rows that say who did what, when and why. A fact is never deleted by undo, only marked as taken back."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from besked.models.application import Application
from besked.models.enums import Stage
from besked.models.run import Run
from besked.models.user import User


class Reason(models.Model):
    """A reason for rejecting, in five languages; recruiters' eyes only."""

    slug = models.SlugField(max_length=40, unique=True)
    labels = models.JSONField(default=dict)  # {language: label}
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        """In the order of assessment."""

        ordering = ("position", "id")

    def __str__(self) -> str:
        """In the reader's language, else English."""
        return self.label()

    def label(self, language: str | None = None) -> str:
        """The label in a language, else in English, else the first there is."""
        labels: dict[str, str] = self.labels
        code = language or (get_language() or "")[:2]
        return labels.get(code) or labels.get("en") or next(iter(labels.values()), self.slug)


class Fact(models.Model):
    """What all facts share."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="%(class)ss")
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Each kind of fact has its own table."""

        abstract = True
        ordering = ("id",)


class Rejection(Fact):
    """That somebody was rejected, at which stage and why."""

    stage = models.CharField(max_length=12, choices=Stage)
    reason = models.ForeignKey(Reason, models.PROTECT, related_name="rejections", verbose_name=_("Reason"))
    note = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        """The stage."""
        return f"rejected {self.stage}"


class Withdrawal(Fact):
    """That the applicant withdrew, told to a recruiter or done by themselves."""

    by_applicant = models.BooleanField(default=False)

    def __str__(self) -> str:
        """In one word."""
        return "withdrawn"


class Saved(Fact):
    """That the person was marked as excellent for other vacancies: kept in the CV database."""

    class Meta(Fact.Meta):
        """Named in full, so that the reverse name reads well."""

        verbose_name = "saved fact"

    def __str__(self) -> str:
        """In one word."""
        return "saved"


class Transfer(Fact):
    """That the person was transferred, and the application that came of it."""

    target = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="transferred_from")
    is_copy = models.BooleanField(default=False)

    def __str__(self) -> str:
        """In one word."""
        return "transferred"

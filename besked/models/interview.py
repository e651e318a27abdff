"""Interviews in time: who is invited to which kind of talk, when, where, with whom, and what they answered."""

import datetime as dt
import uuid
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from besked.models.facts import Fact
from besked.models.run import Run
from besked.models.user import User


class InterviewKind(models.TextChoices):
    """The four types; each has its own invitation and its own right."""

    TELEPHONE = "telephone", _("Initial meeting/telephone interview")
    INTERVIEW1 = "interview1", _("First interview")
    INTERVIEW2 = "interview2", _("Second interview")
    INTERVIEW3 = "interview3", _("Third interview")


class InterviewFormat(models.TextChoices):
    """How people meet."""

    PHONE = "phone", _("Phone interview")
    IN_PERSON = "in_person", _("Person to person interview")
    VIDEO = "video", _("Video interview")
    GROUP = "group", _("Group interview")


class Reply(models.TextChoices):
    """What the applicant answered; *Acc. time* in the calendar."""

    AWAITING = "awaiting", pgettext_lazy("reply", "Awaiting response")
    ACCEPTED = "accepted", pgettext_lazy("reply", "Accepted")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("reply", "Not accepted")
    OTHER_TIME = "other_time", pgettext_lazy("reply", "Contact for new date/time")


COMING = (Reply.ACCEPTED, Reply.AWAITING)  # whoever says so, or nothing yet, keeps seat and reminders


class InterviewState(models.TextChoices):
    """Planned until somebody says how it went."""

    PLANNED = "planned", pgettext_lazy("interview", "Planned")
    HELD = "held", pgettext_lazy("interview", "Held")
    NO_SHOW = "no_show", pgettext_lazy("interview", "Did not come")
    CANCELLED = "cancelled", pgettext_lazy("interview", "Cancelled")


class Reminding(models.TextChoices):
    """How an applicant is reminded."""

    NONE = "none", _("No reminder")
    EMAIL = "email", _("Send email reminder")
    SMS = "sms", _("Send SMS reminder")
    BOTH = "both", _("Send SMS + email reminder")


REMINDER_DAYS = (1, 2, 3, 5, 7)


def new_uid() -> str:
    """Names an appointment in calendars, for as long as it lives."""
    return f"{uuid.uuid4()}@besked"


class Slot(models.Model):
    """A time that applicants can choose themselves; `cap` people at most."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cap = models.PositiveSmallIntegerField(default=1)

    class Meta:
        """In the order of the day; the same time is offered once."""

        ordering = ("starts_at", "id")
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "starts_at"], name="slot_once")]

    def __str__(self) -> str:
        """When."""
        return f"slot {self.pk}"


class InterviewQuerySet(models.QuerySet["Interview"]):
    """Interviews in the sets that pages and actions ask for."""

    def standing(self) -> "InterviewQuerySet":
        """Those that were not taken back."""
        return self.filter(undone_at=None)

    def ahead(self, now: dt.datetime) -> "InterviewQuerySet":
        """Planned and not begun; those without a time yet are ahead, too."""
        return self.standing().filter(Q(starts_at=None) | Q(starts_at__gt=now), state=InterviewState.PLANNED)

    def happened(self, now: dt.datetime) -> "InterviewQuerySet":
        """Its end has passed, it was not cancelled, and nobody said that the person did not come."""
        return self.standing().filter(ends_at__lte=now, state__in=[InterviewState.PLANNED, InterviewState.HELD])


class Interview(Fact):
    """One applicant's interview. `revision` rises with every change that the applicant must know of."""

    kind = models.CharField(_("Type of Interview"), max_length=12, choices=InterviewKind)
    format = models.CharField(_("Format"), max_length=10, choices=InterviewFormat)
    starts_at = models.DateTimeField(null=True, blank=True)  # null: the applicant has not chosen a time yet
    ends_at = models.DateTimeField(null=True, blank=True)
    duration = models.PositiveSmallIntegerField(_("Duration"))  # minutes
    zone = models.CharField(max_length=60)
    place = models.CharField(_("Place"), max_length=300, blank=True, default="")
    route = models.TextField(_("Directions"), blank=True, default="")
    link = models.CharField(_("Link"), max_length=500, blank=True, default="")
    recruiters: "models.ManyToManyField[User, Attendance]" = models.ManyToManyField(
        User, through="Attendance", related_name="interviews"
    )
    slot = models.ForeignKey(Slot, models.SET_NULL, null=True, blank=True, related_name="interviews")
    seat = models.PositiveSmallIntegerField(null=True, blank=True)  # of the slot, from 1 to its cap
    is_choice = models.BooleanField(default=False)  # the applicant chooses among the slots of the run
    reply = models.CharField(max_length=12, choices=Reply, default=Reply.AWAITING)
    reply_text = models.CharField(max_length=500, blank=True, default="")
    replied_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=InterviewState, default=InterviewState.PLANNED)
    ended_by = models.ForeignKey(Run, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=500, blank=True, default="")
    reminder = models.CharField(max_length=5, choices=Reminding, default=Reminding.NONE)
    days_before = models.PositiveSmallIntegerField(default=1)
    short_notice = models.BooleanField(default=False)
    uid = models.CharField(max_length=80, unique=True, default=new_uid)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar = InterviewQuerySet.as_manager()
    people: list[User]  # the colleagues who attend, where calendar.reading loaded them

    class Meta(Fact.Meta):
        """The database itself refuses a double-booked seat; one index for the calendar, whatever its size."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slot", "seat"], name="interview_seat_once", condition=Q(seat__isnull=False)
            )
        ]
        indexes: ClassVar = [models.Index(fields=["starts_at", "id"], name="interview_time")]

    def __str__(self) -> str:
        """Kind and number."""
        return f"{self.kind} {self.pk}"

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which its time is told."""
        return ZoneInfo(self.zone)

    @property
    def local_start(self) -> dt.datetime | None:
        """The start on the clock of its zone."""
        return self.starts_at.astimezone(self.tz) if self.starts_at else None

    def is_open(self, now: dt.datetime) -> bool:
        """Whether it has not begun; one without a time has not."""
        return self.starts_at is None or self.starts_at > now

    def is_ahead(self, now: dt.datetime) -> bool:
        """Whether it is planned and has not begun."""
        return self.state == InterviewState.PLANNED and self.is_open(now)


class Attendance(models.Model):
    """That a colleague attends an interview."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="attendances")
    user = models.ForeignKey(User, models.PROTECT, related_name="attendances")

    class Meta:
        """Once each."""

        ordering = ("id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["interview", "user"], name="attendance_once")]

    def __str__(self) -> str:
        """Who, where."""
        return f"{self.user_id}@{self.interview_id}"


class Rating(Fact):
    """Stars (1–7) and words by somebody who was there; the newest of each person counts."""

    interview = models.ForeignKey(Interview, models.SET_NULL, null=True, blank=True, related_name="ratings")
    stars = models.PositiveSmallIntegerField(_("Stars"))
    comment = models.TextField(_("Comment"), blank=True, default="")

    def __str__(self) -> str:
        """How many."""
        return f"{self.stars} stars"

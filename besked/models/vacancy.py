"""Vacancies: what is announced, in which languages, until when, and the promise of an answer."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from besked.models.department import Department
from besked.models.user import User


class VacancyState(models.TextChoices):
    """Open: takes applications. Expired: past its deadline. Closing: closed once the last answer is delivered."""

    OPEN = "open", pgettext_lazy("vacancy", "Open")
    EXPIRED = "expired", pgettext_lazy("vacancy", "Expired")
    CLOSING = "closing", pgettext_lazy("vacancy", "Closing")
    CLOSED = "closed", pgettext_lazy("vacancy", "Closed")


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Vacancies by state; open and expired follow the deadline and are never stored."""

    def in_state(self, state: str, today: dt.date) -> "VacancyQuerySet":
        """Those in one state on a day (the day in the zone of whoever asks)."""
        running = self.filter(closed_at=None, closing_at=None)
        if state == VacancyState.OPEN:
            return running.filter(Q(deadline=None) | Q(deadline__gte=today))
        if state == VacancyState.EXPIRED:
            return running.filter(deadline__lt=today)
        if state == VacancyState.CLOSING:
            return self.filter(closed_at=None).exclude(closing_at=None)
        return self.exclude(closed_at=None)

    def with_texts(self) -> "VacancyQuerySet":
        """With everything a letter or a page needs: department, owner, texts."""
        return self.select_related("department", "owner").prefetch_related("texts")


class Vacancy(models.Model):
    """One vacancy."""

    slug = models.SlugField(max_length=90, unique=True)
    reference = models.CharField(_("Reference"), max_length=60, blank=True, default="")
    department = models.ForeignKey(Department, models.PROTECT, related_name="vacancies", verbose_name=_("Department"))
    owner = models.ForeignKey(User, models.PROTECT, related_name="vacancies", verbose_name=_("Owner"))
    languages = models.JSONField(_("Languages"), default=list)
    deadline = models.DateField(_("Deadline"), null=True, blank=True, db_index=True)
    promise_days = models.PositiveSmallIntegerField(_("Answer promised within (working days)"), default=10)
    positions = models.PositiveSmallIntegerField(_("Positions"), default=1)
    zone = models.CharField(_("Time zone"), max_length=60, blank=True, default="")
    place = models.CharField(_("Place of work"), max_length=200, blank=True, default="")
    criteria = models.JSONField(_("Criteria"), default=list)
    is_public = models.BooleanField(_("Shown on the public job list"), default=True)
    created_at = models.DateTimeField()
    closing_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = VacancyQuerySet.as_manager()

    class Meta:
        """Newest deadline last; the id breaks ties."""

        ordering = ("deadline", "id")

    def __str__(self) -> str:
        """The title in the reader's language."""
        return self.title()

    def state(self, today: dt.date) -> VacancyState:
        """The state on a day."""
        if self.closed_at:
            return VacancyState.CLOSED
        if self.closing_at:
            return VacancyState.CLOSING
        return VacancyState.EXPIRED if self.deadline and self.deadline < today else VacancyState.OPEN

    def text(self, language: str | None = None) -> "VacancyText | None":
        """The text in a language, else in the vacancy's first language (needs with_texts() to cost nothing)."""
        texts = {text.language: text for text in self.texts.all()}
        wanted = [language or (get_language() or "")[:2], *self.languages]
        return next((texts[code] for code in wanted if code in texts), next(iter(texts.values()), None))

    def title(self, language: str | None = None) -> str:
        """The title in a language, else in the vacancy's first language."""
        text = self.text(language)
        return text.title if text else self.reference or self.slug


class VacancyText(models.Model):
    """Title and advert of a vacancy in one language."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    title = models.CharField(_("Title"), max_length=200)
    advert = models.TextField(_("Advert"), blank=True, default="")

    class Meta:
        """One text per language."""

        ordering = ("id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["vacancy", "language"], name="vacancytext_once")]

    def __str__(self) -> str:
        """The title."""
        return self.title

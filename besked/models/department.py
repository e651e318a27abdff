"""Departments: a tree. Whatever a department leaves empty, it takes from the one above."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from besked.models.enums import Country, Language

# Months that data of people who were not hired is kept, by country; see docs/privacy.md for the sources.
MONTHS_KEPT = {Country.DK: 6, Country.SE: 24, Country.NO: 6, Country.NL: 1}


class Department(models.Model):
    """A department, or the organisation itself (the one without a parent)."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("Name"), max_length=120)
    path = models.CharField(max_length=400, db_index=True, editable=False, default="")
    country = models.CharField(_("Country"), max_length=2, choices=Country, blank=True, default="")
    language = models.CharField(_("Language"), max_length=2, choices=Language, blank=True, default="")
    zone = models.CharField(_("Time zone"), max_length=60, blank=True, default="")
    address = models.TextField(_("Address"), blank=True, default="")
    about = models.TextField(_("About us"), blank=True, default="")
    privacy = models.TextField(_("Privacy text"), blank=True, default="")
    months_kept = models.PositiveSmallIntegerField(_("Months that data is kept"), null=True, blank=True)
    is_employer = models.BooleanField(
        _("Applicants see this name as the employer"), default=False, help_text=_("Else the one above is named.")
    )
    asks_address = models.BooleanField(_("The application form asks for the postal address"), default=False)
    asks_birth_date = models.BooleanField(_("The application form asks for the birth date"), default=False)

    class Meta:
        """Siblings by name."""

        ordering = ("path", "id")

    def __str__(self) -> str:
        """The name, as people know it."""
        return self.name


class Tree:
    """All departments at once (they are few), so that inheritance needs no further query."""

    def __init__(self, departments: list[Department] | None = None) -> None:
        """Those given, else all there are."""
        self._given = departments

    @cached_property
    def by_id(self) -> dict[int, Department]:
        """By number. Whoever never asks for one pays nothing; else one query."""
        loaded = list(Department.objects.all()) if self._given is None else self._given
        return {department.pk: department for department in loaded}

    def chain(self, department_id: int | None) -> list[Department]:
        """The department and those above it, nearest first."""
        found: list[Department] = []
        here = self.by_id.get(department_id) if department_id else None
        while here is not None and here not in found:
            found.append(here)
            here = self.by_id.get(here.parent_id) if here.parent_id else None
        return found

    def inherited(self, department_id: int | None, field: str, default: str = "") -> str:
        """The nearest non-empty value of a text field."""
        return next((value for d in self.chain(department_id) if (value := str(getattr(d, field)))), default)

    def country(self, department_id: int | None) -> str:
        """The nearest country; Denmark when nobody said."""
        return self.inherited(department_id, "country", Country.DK)

    def months_kept(self, department_id: int | None) -> int:
        """How many months data is kept: own, inherited, else the country's default."""
        own = (d.months_kept for d in self.chain(department_id) if d.months_kept is not None)
        return next(own, MONTHS_KEPT[Country(self.country(department_id))])

    def organisation(self, department_id: int | None) -> Department | None:
        """The employer that applicants know: the nearest one marked so, else the top of the tree."""
        chain = self.chain(department_id)
        top = chain[-1] if chain else next(iter(self.by_id.values()), None)
        return next((department for department in chain if department.is_employer), top)

    def below(self, department_id: int) -> set[int]:
        """The department and all under it."""
        return {d.pk for d in self.by_id.values() if self.by_id[department_id] in self.chain(d.pk)}

"""Candidates: persons. What they wrote in one application stays with that application."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Candidate(models.Model):
    """A person. Until the address is proven by a mailed link, nobody else's application joins this one."""

    given_name = models.CharField(_("Given name"), max_length=100)
    family_name = models.CharField(_("Family name"), max_length=100, blank=True, default="")
    email = models.EmailField(_("E-mail"), blank=True, default="")
    email_key = models.CharField(max_length=254, blank=True, default="", db_index=True)
    email_proven_at = models.DateTimeField(null=True, blank=True)
    mobile = models.CharField(_("Mobile"), max_length=30, blank=True, default="")
    address = models.TextField(_("Postal address"), blank=True, default="")
    birth_date = models.DateField(_("Birth date"), null=True, blank=True)
    language = models.CharField(_("Language"), max_length=2, default="en")
    created_at = models.DateTimeField()

    class Meta:
        """By arrival."""

        ordering = ("id",)

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()

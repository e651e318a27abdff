"""Letter templates, sender addresses and signatures: what an organisation or a department made its own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from besked.models.department import Department
from besked.models.enums import Language
from besked.models.user import User


class LetterTemplate(models.Model):
    """A version of a department's own text for one letter in one language. No row: inherited, at last from ours."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="templates")
    family = models.CharField(max_length=40)
    variant = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=Language)
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    is_silent = models.BooleanField(_("No e-mail"), default=False)
    subject = models.CharField(_("Subject"), max_length=250, blank=True, default="")
    body = models.TextField(_("Contents"), blank=True, default="")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One current version per department, letter and language."""

        ordering = ("family", "variant", "language", "-version")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "family", "variant", "language", "version"], name="template_version_once"
            ),
            models.UniqueConstraint(
                fields=["department", "family", "variant", "language"],
                name="template_current_once",
                condition=models.Q(is_current=True),
            ),
        ]

    def __str__(self) -> str:
        """Which letter."""
        return f"{self.family}/{self.variant}.{self.language} v{self.version}"


class SenderAddress(models.Model):
    """An address from which letters of a department (and those under it) may leave."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="sender_addresses")
    address = models.EmailField(_("Address"))
    name = models.CharField(_("Name shown"), max_length=120, blank=True, default="")
    is_default = models.BooleanField(_("Proposed first"), default=False)

    class Meta:
        """The proposed one first."""

        ordering = ("-is_default", "address")
        constraints: ClassVar = [models.UniqueConstraint(fields=["department", "address"], name="sender_once")]

    def __str__(self) -> str:
        """The address."""
        return self.address


class Signature(models.Model):
    """A signature in one language: a user's own, or a department's."""

    department = models.ForeignKey(Department, models.CASCADE, null=True, blank=True, related_name="signatures")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="signatures")
    language = models.CharField(max_length=2, choices=Language)
    text = models.TextField(_("Signature"))

    class Meta:
        """One per owner and language."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "language"], name="signature_department_once"),
            models.UniqueConstraint(fields=["user", "language"], name="signature_user_once"),
        ]

    def __str__(self) -> str:
        """The language."""
        return f"signature {self.language}"

"""What is kept so that it need not be counted or searched anew: search documents and tallies of the owed."""

from typing import ClassVar

from django.db import models

from besked.models.application import Application
from besked.models.vacancy import Vacancy


class SearchDoc(models.Model):
    """The folded words of one application. The full-text index follows this row by database means (migration 2)."""

    application = models.OneToOneField(Application, models.CASCADE, primary_key=True, related_name="search_doc")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        """The number; never the words."""
        return f"words of {self.application_id}"


class Tally(models.Model):
    """How many people of a vacancy are owed an answer, by who blocks. Kept by the worker, a few seconds behind."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="tallies")
    owed_by = models.CharField(max_length=10)
    owed = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        """One row per vacancy and blocker."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["vacancy", "owed_by"], name="tally_once")]

    def __str__(self) -> str:
        """The count."""
        return f"{self.vacancy_id} {self.owed_by}: {self.owed}"

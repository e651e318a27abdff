"""Rate: stars and words by a colleague about an applicant they have met."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from besked.action import Action
from besked.acts.interviews import InterviewForm
from besked.calendar import reading
from besked.lib.text import clean_text
from besked.models import Application, Rating, Right, Status

STARS = 7


class RateForm(InterviewForm):
    """One to seven stars, and why."""

    stars = forms.IntegerField(
        label=_("Stars"),
        min_value=1,
        max_value=STARS,
        error_messages={"required": _("Choose from one to seven stars.")},
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=5000,
        widget=forms.Textarea,
        help_text=_("For colleagues. The applicant may ask to see it."),
    )

    def clean_comment(self) -> str:
        """Without controls."""
        return clean_text(self.cleaned_data["comment"], 5000).strip()


class Rate(Action):
    """The newest rating of each colleague counts; older ones stay in the history."""

    slug = "rate"
    label = _("Stars")
    past = _("%(by)s gave %(name)s stars")
    menu = False
    right = Right.HANDLE
    leaves = frozenset(Status)
    Form = RateForm

    def facts(self, ready: Sequence[Application]) -> Iterable[Model]:
        """A rating each, beside the interview it comes from where there was one."""
        ids, wanted = [row.pk for row in ready], self.answers.get("interview")
        met = reading.named(ids, [wanted]) if wanted else reading.current(ids)
        stars, comment = self.answers["stars"], self.answers.get("comment", "")
        return [Rating(application=row, interview=met.get(row.pk), stars=stars, comment=comment) for row in ready]

    def particulars(self, application: Application) -> dict[str, Any]:
        """How many."""
        return {"stars": self.answers["stars"]}

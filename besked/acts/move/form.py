"""What a move asks: everything optional, because what is left empty stays."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from besked.action import Action
from besked.acts.interviews import InterviewForm
from besked.calendar.questions import MAIL, Colleagues, PlanForm, days_before
from besked.models import InterviewFormat, Reminding, User

GIVEN = ("format", "place", "route", "link", "reminder", "days_before", "short_notice")


class MoveForm(PlanForm, InterviewForm):
    """Time, place, colleagues, reminder; and whether a letter is sent."""

    date = forms.DateField(label=_("Date"), required=False)
    time = forms.TimeField(label=_("Time"), required=False)
    duration = forms.IntegerField(label=_("Duration in minutes"), required=False, min_value=5, max_value=720)
    format = forms.ChoiceField(label=_("Format"), choices=InterviewFormat, required=False)
    recruiters = Colleagues(
        label=_("Recruiters attending interview"),
        queryset=User.objects.none(),
        to_field_name="email",
        required=False,
        error_messages={
            "invalid_choice": _("There is no such colleague: %(value)s."),
            "invalid_list": _("Give a list of e-mail addresses."),
        },
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    route = forms.CharField(label=_("Directions"), required=False, max_length=2000, widget=forms.Textarea)
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    reminder = forms.ChoiceField(label=_("Reminder"), choices=Reminding, required=False)
    days_before = days_before()
    short_notice = forms.BooleanField(label=_("Remind two hours before, where it is too late for that"), required=False)
    mail = forms.ChoiceField(label=_("Action"), choices=MAIL, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, action: Action, **kwargs: Any) -> None:
        """Offers the colleagues that the actor knows, and SMS to those who may send it."""
        super().__init__(data, action=action, **kwargs)
        self.offer(action.actor)

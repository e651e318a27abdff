"""What a move asks: everything optional, because what is left empty stays."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from besked.action import Action
from besked.acts.interviews import InterviewForm
from besked.lib.text import clean_line, clean_text
from besked.models import REMINDER_DAYS, InterviewFormat, Reminding, Right, User
from besked.organisation.staff import staff_seen_by

if TYPE_CHECKING:
    PeopleChoice = forms.ModelMultipleChoiceField[User]
else:
    PeopleChoice = forms.ModelMultipleChoiceField

GIVEN = ("format", "place", "route", "link", "reminder", "days_before", "short_notice")
MAIL = (("send", _("Send email")), ("none", _("No Email")))


class Colleagues(PeopleChoice):
    """Users by their address, shown by name."""

    def label_from_instance(self, obj: User) -> str:
        """The name."""
        return obj.name


class MoveForm(InterviewForm):
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
    days_before = forms.TypedChoiceField(
        label=_("Days before the interview"),
        choices=[(days, str(days)) for days in REMINDER_DAYS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    short_notice = forms.BooleanField(label=_("Remind two hours before, where it is too late for that"), required=False)
    mail = forms.ChoiceField(label=_("Action"), choices=MAIL, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, action: Action, **kwargs: Any) -> None:
        """Offers the colleagues that the actor knows, and SMS to those who may send it."""
        super().__init__(data, action=action, **kwargs)
        choice = cast("forms.ModelMultipleChoiceField[User]", self.fields["recruiters"])
        choice.queryset = staff_seen_by(action.actor).filter(is_active=True)
        if not action.actor.has(Right.SMS):
            field = cast("forms.ChoiceField", self.fields["reminder"])
            field.choices = [one for one in Reminding.choices if one[0] in (Reminding.NONE, Reminding.EMAIL)]

    def clean_place(self) -> str:
        """One line."""
        return clean_line(self.cleaned_data["place"], 300)

    def clean_route(self) -> str:
        """Without controls."""
        return clean_text(self.cleaned_data["route"], 2000).strip()

"""What inviting, moving and cancelling ask alike: who attends, where, which reminder, and whether a letter is sent."""

from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from besked.access import Actor
from besked.lib.text import clean_line, clean_text
from besked.models import REMINDER_DAYS, Reminding, Right, User
from besked.organisation.staff import colleagues_of

if TYPE_CHECKING:
    PeopleChoice = forms.ModelMultipleChoiceField[User]
else:
    PeopleChoice = forms.ModelMultipleChoiceField

MAIL = (("send", _("Send email")), ("none", _("No Email")))


class Colleagues(PeopleChoice):
    """Users by their address, shown by name."""

    def label_from_instance(self, obj: User) -> str:
        """The name."""
        return obj.name


def days_before() -> forms.TypedChoiceField:
    """How long before the interview the reminder leaves."""
    return forms.TypedChoiceField(
        label=_("Days before the interview"),
        choices=[(days, str(days)) for days in REMINDER_DAYS],
        coerce=int,
        empty_value=None,
        required=False,
    )


class PlanForm(forms.Form):
    """Asks `recruiters`, `reminder`, `place` and `route`; each form declares them where they stand in its order."""

    def offer(self, actor: Actor) -> None:
        """The colleagues that the actor knows, and SMS for those who may send it."""
        people = cast("forms.ModelMultipleChoiceField[User]", self.fields["recruiters"])
        people.queryset = colleagues_of(actor)
        if not actor.has(Right.SMS):
            free = (Reminding.NONE, Reminding.EMAIL)
            reminder = cast("forms.ChoiceField", self.fields["reminder"])
            reminder.choices = [one for one in Reminding.choices if one[0] in free]

    def clean_place(self) -> str:
        """One line."""
        return clean_line(self.cleaned_data["place"], 300)

    def clean_route(self) -> str:
        """Without controls."""
        return clean_text(self.cleaned_data["route"], 2000).strip()

"""The small forms of handling, and how the questions of a further action are dressed for the screen."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from besked.action import AnswersForm
from besked.lib.addresses import BadAddress, clean_email
from besked.lib.phones import BadPhone, clean_phone
from besked.models import Vacancy, VacancyState
from besked.web.forms import Line, Prose


class NoteForm(forms.Form):
    """A note by a colleague."""

    text = Prose(
        label=_("Note"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues. The applicant may ask to see it."),
        error_messages={"required": _("Write something first.")},
    )


class MessageForm(forms.Form):
    """What a waiting letter says, and to whom it goes."""

    to = Line(label=_("To"), error_messages={"required": _("There is no e-mail address.")})
    subject = Line(label=_("Subject"), max_length=250, error_messages={"required": _("The subject is empty.")})
    body = Prose(
        label=_("Contents"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": _("The letter is empty.")},
    )

    def clean_to(self) -> str:
        """One address that mail can reach."""
        try:
            return clean_email(self.cleaned_data["to"])
        except BadAddress as fault:
            raise forms.ValidationError(_("The recipient's e-mail address is not valid.")) from fault


class SmsForm(MessageForm):
    """The same for an SMS, which goes to a number and has no subject."""

    to = Line(label=_("To"), error_messages={"required": _("There is no telephone number.")})
    subject = Line(required=False, widget=forms.HiddenInput())

    def clean_to(self) -> str:
        """A number that can be called, in the international form where it says its country."""
        raw: str = self.cleaned_data["to"]
        try:
            return clean_phone(raw, "") if raw.startswith("+") else raw
        except BadPhone as fault:
            raise forms.ValidationError(_("The recipient's number is not valid.")) from fault


def dress(form: AnswersForm, stages: Iterable[str]) -> None:
    """Gives an action's questions the controls and first choices of a page; what they accept stays the same."""
    for name, field in form.fields.items():
        if isinstance(field, forms.DateTimeField):
            least = timezone.localtime(form.action.now).strftime("%Y-%m-%dT%H:%M")
            field.widget = forms.DateTimeInput({"type": "datetime-local", "min": least}, format="%Y-%m-%dT%H:%M")
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        elif name in DRESSES:
            DRESSES[name](field, stages)


def _tell(field: Any, stages: Iterable[str]) -> None:
    field.widget = forms.RadioSelect(choices=field.choices)
    field.initial = "now"


def _type(field: Any, stages: Iterable[str]) -> None:
    """The stage reached is proposed where all have reached the same; else each keeps the own one, and it says so."""
    reached = set(stages)
    if len(reached) == 1:
        field.initial = next(iter(reached))
    else:
        field.choices = [("", _("After the stage each has reached")), *field.choices]


def _reason(field: Any, stages: Iterable[str]) -> None:
    field.empty_label = _("Choose a reason")


def _vacancy(field: Any, stages: Iterable[str]) -> None:
    """Vacancies by state, then by department."""
    today = timezone.localdate()
    rows = sorted(
        field.queryset, key=lambda row: (row.state(today) != VacancyState.OPEN, row.department.path, row.title())
    )
    groups = [
        (" · ".join(key), [(row.pk, _option(row)) for row in some])
        for key, some in groupby(rows, key=lambda row: (str(row.state(today).label), row.department.name))
    ]
    field.choices = [("", _("Choose a vacancy")), *groups]


def _option(vacancy: Vacancy) -> str:
    return f"{vacancy.title()} ({vacancy.reference})" if vacancy.reference else vacancy.title()


DRESSES = {"tell": _tell, "type": _type, "reason": _reason, "vacancy": _vacancy}

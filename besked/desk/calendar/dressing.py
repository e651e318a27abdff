"""The questions of the small acts as the page asks them, with the values that stand now."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from besked.action import AnswersForm
from besked.models import Interview, InterviewState

HIDDEN = ("interview", "interviews")
NUMBERS = ("duration",)


def starting(rows: Sequence[Interview]) -> dict[str, Any]:
    """Of one interview everything; of many nothing: what is left empty stays as it was."""
    if len(rows) != 1:
        return {"mail": "send"}
    row = rows[0]
    names = ("duration", "format", "place", "route", "link", "reminder", "days_before", "reply")
    found: dict[str, Any] = {name: getattr(row, name) for name in names}
    if row.local_start:
        found |= {"date": row.local_start.date(), "time": row.local_start.time()}
    return found | {"recruiters": [user.email for user in row.people], "text": row.reply_text, "mail": "send"}


def dress(form: AnswersForm, rows: Sequence[Interview], now: dt.datetime) -> AnswersForm:
    """The controls of a page; what the questions accept stays the same."""
    for name in HIDDEN:
        form.fields[name].widget = forms.HiddenInput()
    for name, how in _DRESSES.items():
        if name in form.fields:
            how(form.fields[name])
    if len(rows) == 1 and rows[0].short_notice:
        form.fields.pop("short_notice", None)  # said already, and there is no taking it back
    if len(rows) != 1:
        for name in ("format", "reminder", "days_before"):
            _or_as_it_is(form, name, _("As it is"))
    elif "recruiters" in form.fields:
        _those_unseen(form.fields["recruiters"], rows[0])
        _a_reminder_of_others(form, rows[0])
    return form


def _or_as_it_is(form: AnswersForm, name: str, words: str) -> None:
    if name in form.fields:
        field = cast("forms.ChoiceField", form.fields[name])
        field.choices = [("", words), *cast("Any", field.choices)]


def _a_reminder_of_others(form: AnswersForm, row: Interview) -> None:
    """An SMS that somebody with the right has planned stays, unless another choice is made."""
    field = cast("forms.ChoiceField", form.fields["reminder"])
    if row.reminder not in {value for value, _label in cast("Any", field.choices)}:
        _or_as_it_is(form, "reminder", row.get_reminder_display())
        form.initial["reminder"] = ""


def _those_unseen(field: Any, row: Interview) -> None:
    """Colleagues from elsewhere can't be ticked here: what becomes of them is said."""
    seen = {str(getattr(value, "value", value)) for value, _label in field.choices}
    names = [user.name for user in row.people if user.email not in seen]
    if names:
        words = _("%(names)s attends too, until you change who attends.")
        field.help_text = words % {"names": ", ".join(names)}


def _date(field: Any) -> None:
    today = timezone.localdate().isoformat()
    field.widget = forms.DateInput({"type": "date", "min": today}, format="%Y-%m-%d")


def _time(field: Any) -> None:
    field.widget = forms.TimeInput({"type": "time"}, format="%H:%M")


def _radio(field: Any) -> None:
    field.widget = forms.RadioSelect(choices=field.choices)


def _ticks(field: Any) -> None:
    """Those who are chosen are ticked in a list that scrolls."""
    field.widget = forms.CheckboxSelectMultiple()
    field.widget.choices = field.choices


def _rows(field: Any) -> None:
    field.widget = forms.Textarea({"rows": 3})


def _stars(field: Any) -> None:
    """Seven choices, none of them made beforehand."""
    field.widget = forms.RadioSelect(choices=[(number, str(number)) for number in range(1, 8)])


_DRESSES = {
    "date": _date,
    "time": _time,
    "mail": _radio,
    "reply": _radio,
    "recruiters": _ticks,
    "route": _rows,
    "comment": _rows,
    "stars": _stars,
}


def can_be_moved(row: Interview) -> bool:
    """Whether a new time makes sense: not for those who have their answer."""
    return row.application.is_open and row.state in (InterviewState.PLANNED, InterviewState.NO_SHOW)

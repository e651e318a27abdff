"""The questions of inviting, dressed for the screen: the right controls, those who attend as a list of ticks."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.action import AnswersForm
from besked.actions.invite import Invite
from besked.models import User


def interview(form: AnswersForm, action: Invite, answers: Mapping[str, Any], *, alone: bool) -> None:
    """The first step. `answers` tells who is ticked already, `alone` that it is about one person."""
    fields: dict[str, Any] = dict(form.fields)
    fields["format"].widget = forms.RadioSelect(choices=fields["format"].choices)
    fields["arrange"].widget = forms.RadioSelect(choices=_arrangements(fields["arrange"], alone=alone))
    _typed_as(form, "date", forms.DateInput({"type": "date", "min": _today(action)}, format="%Y-%m-%d"))
    _typed_as(form, "time", forms.TimeInput({"type": "time", "step": 300}, format="%H:%M"))
    fields["slots"].widget = forms.Textarea({"rows": 4})
    fields["route"].widget = forms.Textarea({"rows": 3})
    for name in ("duration", "break", "cap"):
        fields[name].widget.attrs["inputmode"] = "numeric"
    _people(fields["recruiters"], action, answers.get("recruiters") or ())


def letter(form: AnswersForm) -> None:
    """The second step."""
    fields: dict[str, Any] = dict(form.fields)
    for name in ("mail", "reminder"):
        fields[name].widget = forms.RadioSelect(choices=fields[name].choices)
    days = [(one, ngettext("%(days)d day", "%(days)d days", one) % {"days": one}) for one, _words in _days(fields)]
    fields["days_before"].choices = days


def choices_words(action: Invite, name: str) -> str:
    """The words of a chosen answer."""
    field = cast("forms.ChoiceField", action.Form(None, action=action).fields[name])
    return str(dict(cast("Any", field.choices)).get(action.answers.get(name), ""))


def _days(fields: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    return [choice for choice in fields["days_before"].choices if choice[0]]


def _arrangements(field: Any, *, alone: bool) -> list[tuple[str, Any]]:
    """One person is neither together with anybody nor after them."""
    if not alone:
        return list(field.choices)
    named = {"together": _("At the time that I give"), "slots": _("They choose a time themselves")}
    return list(named.items())


def _today(action: Invite) -> str:
    return action.now.astimezone(action.zone).date().isoformat()


def _typed_as(form: AnswersForm, name: str, widget: forms.Widget) -> None:
    """A control of its own for days and times; what it could not show stays there as plain text."""
    if name in form.errors and form[name].value():
        widget = forms.TextInput()
    form.fields[name].widget = widget


def _people(field: Any, action: Invite, ticked: Collection[str]) -> None:
    """Whoever invites comes first, then who is ticked, then the rest by name."""
    me = action.actor.user.pk if action.actor.user else None
    found = sorted(field.queryset, key=lambda user: (user.pk != me, user.email not in ticked, user.name.casefold()))
    widget = forms.CheckboxSelectMultiple()
    field.widget = widget
    field.choices = [(user.email, _name(user, me)) for user in found]


def _name(user: User, me: int | None) -> str:
    return _("%(name)s (you)") % {"name": user.name} if user.pk == me else user.name

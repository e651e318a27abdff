"""Reject: the rejection type is the stage at which it was given; each type has its own letter."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from besked.action import Action, AnswersForm
from besked.calendar.moments import LATEST
from besked.messaging.compose import Letter
from besked.models import Application, MessageState, Reason, Rejection, Right, Stage, Status, Tell

if TYPE_CHECKING:
    ReasonChoice = forms.ModelChoiceField[Reason]
else:
    ReasonChoice = forms.ModelChoiceField


class ReasonField(ReasonChoice):
    """A reason, chosen by its slug and shown in the reader's language."""

    def label_from_instance(self, obj: Reason) -> str:
        """In the reader's language."""
        return obj.label()


class RejectionForm(AnswersForm):
    """Type, reason, an internal note, and when to tell."""

    type = forms.ChoiceField(
        label=_("Rejection type"), choices=Stage, required=False, help_text=_("How far the applicant came.")
    )
    reason = ReasonField(
        label=_("Reason"),
        queryset=Reason.objects.filter(is_active=True),
        to_field_name="slug",
        empty_label=None,
        help_text=_("Kept for reports. Applicants never see it."),
        error_messages={
            "required": _("Choose a reason."),
            "invalid_choice": _("There is no such reason."),
        },
    )
    note = forms.CharField(
        label=_("Internal note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea,
        help_text=_("For colleagues. The applicant may ask to see it."),
    )
    tell = forms.ChoiceField(label=_("Tell the applicant"), choices=Tell, required=False)
    send_at = forms.DateTimeField(label=_("Send at"), required=False)

    def clean_tell(self) -> str:
        """Now, unless said otherwise."""
        return self.cleaned_data["tell"] or Tell.NOW

    def clean(self) -> dict[str, Any]:
        """A chosen time must be given and lie ahead, but no further than people plan."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        at: dt.datetime | None = cleaned.get("send_at")
        if cleaned.get("tell") != Tell.AT or "send_at" in self.errors:
            return cleaned
        if at is None or at <= self.action.now:
            self.add_error("send_at", _("Choose a time that lies ahead."))
        elif at > self.action.now + LATEST:
            self.add_error("send_at", _("This is more than two years ahead. Check the year."))
        return cleaned


class Reject(Action):
    """Says no, kindly, at the stage that was reached."""

    slug = "reject"
    label = _("Rejection")
    past = _("%(by)s rejected %(name)s")
    description = _("Says no, with a letter for the stage that was reached.")
    right = Right.REJECT
    enters = Status.REJECTED
    decisive = True
    Form = RejectionForm

    def facts(self, ready: Sequence[Application]) -> Iterable[Model]:
        """One rejection each: stage, reason, note."""
        reason, note = self.answers["reason"], self.answers["note"]
        return [Rejection(application=row, stage=self.stage(row), reason=reason, note=note) for row in ready]

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """The letter of the type."""
        return [self.letter("rejection", to=row, variant=self.stage(row)) for row in ready]

    def changes(self) -> dict[str, Any]:
        """The stage shows on lists; where none was chosen each keeps the one they reached."""
        return {"stage": self.answers["type"]} if self.answers.get("type") else {}

    def particulars(self, application: Application) -> dict[str, Any]:
        """Stage and reason."""
        return {"stage": self.stage(application), "reason": self.answers["reason"].slug}

    def stage(self, application: Application) -> str:
        """The chosen type, else the latest stage reached."""
        return str(self.answers.get("type") or application.stage)

    def timing(self) -> tuple[dt.datetime, MessageState]:
        """After the undo window, at the chosen time, or when somebody says so."""
        tell, start = self.answers.get("tell"), super().timing()[0]
        if tell == Tell.LATER:
            return start, MessageState.DRAFT
        at = self.answers.get("send_at") if tell == Tell.AT else None
        return (max(start, at) if at else start), MessageState.QUEUED

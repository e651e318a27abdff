"""What inviting asks: which kind of talk, how, when, with whom, and which reminder."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from besked.action import Action, AnswersForm
from besked.calendar import moments, slottext, slotwords
from besked.calendar.questions import MAIL, Colleagues, PlanForm, days_before
from besked.lib.text import clean_line
from besked.models import InterviewFormat, InterviewKind, Reminding, Right, User

KIND_RIGHTS: dict[str, Right] = {
    InterviewKind.TELEPHONE: Right.INVITE_INITIAL,
    InterviewKind.INTERVIEW1: Right.INVITE_INTERVIEW,
    InterviewKind.INTERVIEW2: Right.INVITE_INTERVIEW,
    InterviewKind.INTERVIEW3: Right.INVITE_FINAL,
}
ARRANGE = (
    ("together", _("Together, at one time")),
    ("sequence", _("One after the other")),
    ("slots", _("They choose a time themselves")),
)


class SlotLines(forms.CharField):
    """Times as people type them, one line each; a list of lines is taken too."""

    widget = forms.Textarea
    json_schema: Mapping[str, Any] = {"type": "array", "items": {"type": "string", "maxLength": 200}}

    def to_python(self, value: Any) -> Any:
        """The lines, empty ones between them too: faults name them by their numbers."""
        given = value if isinstance(value, list | tuple) else str(value or "").split("\n")
        lines = [clean_line(str(one), 300) for one in given]
        return lines if any(lines) else []

    def prepare_value(self, value: Any) -> Any:
        """As people edit it."""
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value


class InviteForm(PlanForm, AnswersForm):
    """Kind, format, arrangement, time, colleagues, place, letter and reminder."""

    kind = forms.ChoiceField(label=_("Type of Interview"), choices=InterviewKind)
    format = forms.ChoiceField(label=_("Format"), choices=InterviewFormat)
    arrange = forms.ChoiceField(label=_("Arrangement"), choices=ARRANGE, required=False)
    date = forms.DateField(
        label=_("Date"),
        required=False,
        error_messages={"invalid": _("There is no such day. Write it as in 2026-11-24.")},
    )
    time = forms.TimeField(
        label=_("Time"), required=False, error_messages={"invalid": _("There is no such time. Write it as in 10:30.")}
    )
    duration = forms.IntegerField(label=_("Duration in minutes"), min_value=5, max_value=720)
    slots = SlotLines(
        label=_("Times to choose from"),
        required=False,
        max_length=None,
        help_text=_("One line for each day. First come, first served."),
    )
    cap = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=1000, help_text=_("How many people a time takes.")
    )
    recruiters = Colleagues(
        label=_("Recruiters attending interview"),
        queryset=User.objects.none(),
        to_field_name="email",
        error_messages={
            "required": _("Choose at least one recruiter who attends."),
            "invalid_choice": _("There is no such colleague: %(value)s."),
            "invalid_list": _("Give a list of e-mail addresses."),
        },
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=300)
    route = forms.CharField(label=_("Directions"), required=False, max_length=2000, widget=forms.Textarea)
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https", help_text=_("For a video interview.")
    )
    mail = forms.ChoiceField(
        label=_("Action"), choices=MAIL, required=False, help_text=_("“No Email” leaves only the reminder.")
    )
    confirm_link = forms.NullBooleanField(label=_("Include a link for accepting or declining"), required=False)
    reminder = forms.ChoiceField(label=_("Reminder"), choices=Reminding, required=False)
    days_before = days_before()
    short_notice = forms.BooleanField(label=_("Remind two hours before, where it is too late for that"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, action: Action, **kwargs: Any) -> None:
        """Offers what the actor may choose."""
        super().__init__(data, action=action, **kwargs)
        self.order_fields(["kind", "format", "arrange", "date", "time", "duration", "break"])
        kinds = [one for one in InterviewKind.choices if action.actor.has(KIND_RIGHTS[one[0]])]
        cast("forms.ChoiceField", self.fields["kind"]).choices = kinds
        self.offer(action.actor)

    @property
    def zone(self) -> ZoneInfo:
        """The clock on which date and time are read."""
        zone: ZoneInfo = cast("Any", self.action).zone
        return zone

    @property
    def _today(self) -> dt.date:
        return self.action.now.astimezone(self.zone).date()

    @property
    def _example(self) -> str:
        """One that would be understood today, in the reader's language."""
        return slotwords.example(self._today)

    def clean_arrange(self) -> str:
        """Together, unless said otherwise."""
        return self.cleaned_data["arrange"] or "together"

    def clean_mail(self) -> str:
        """A letter, unless said otherwise."""
        return self.cleaned_data["mail"] or "send"

    def clean_reminder(self) -> str:
        """None, unless asked for."""
        return self.cleaned_data["reminder"] or Reminding.NONE

    def clean(self) -> dict[str, Any]:
        """A time that lies ahead, or times to choose from."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "arrange" not in cleaned:
            return cleaned
        if cleaned["arrange"] == "slots":
            self._clean_slots(cleaned)
        elif not {"date", "time"} & set(self.errors):
            self._clean_time(cleaned)
        return cleaned

    def _clean_time(self, cleaned: dict[str, Any]) -> None:
        for name, words in (("date", _("Choose a date.")), ("time", _("Choose a time."))):
            if cleaned.get(name) is None:
                self.add_error(name, words)
        if cleaned.get("date") and cleaned.get("time") is not None:
            try:
                cleaned["starts_at"] = moments.at(cleaned["date"], cleaned["time"], self.zone)
            except moments.NoSuchTime as fault:
                self.add_error("time", str(fault))
                return
            self._clean_ahead(cleaned["starts_at"])
            if {"date", "time"} & set(self.errors):
                del cleaned["starts_at"]  # nothing is planned for a time that is refused

    def _clean_ahead(self, starts_at: dt.datetime) -> None:
        local = self.action.now.astimezone(self.zone)
        if starts_at <= self.action.now:
            is_today = starts_at.astimezone(self.zone).date() == local.date()
            self.add_error("time" if is_today else "date", _("This time has passed. Choose one that lies ahead."))
        elif starts_at > self.action.now + moments.LATEST:
            self.add_error("date", _("This is more than two years ahead. Check the year."))

    def _clean_slots(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("mail") == "none":
            self.add_error("mail", _("Without a letter nobody could choose a time."))
        if "slots" in self.errors:
            return
        if not cleaned.get("slots"):
            self.add_error("slots", _("Write at least one time, such as “%(example)s”.") % {"example": self._example})
            return
        found = slottext.parse(cleaned["slots"], self._today)
        cleaned["remarks"] = found.remarks
        for line, words in found.faults:
            self.add_error("slots", _("Line %(line)d: %(words)s") % {"line": line, "words": words})
        if not found.faults:
            self._time_slots(cleaned, found.spans)

    def _time_slots(self, cleaned: dict[str, Any], spans: Any) -> None:
        """Each span with its instant; those that have begun are faults."""
        timed = []
        for span in spans:
            try:
                timed.append((moments.at(span.day, span.start, self.zone), span))
            except moments.NoSuchTime as fault:
                self.add_error("slots", str(fault))
        if any(start <= self.action.now for start, _span in timed):
            self.add_error("slots", _("Some of these times have passed. Choose times that lie ahead."))
        cleaned["spans"] = timed


# The callers' own word, which Python reserves.
InviteForm.base_fields["break"] = forms.IntegerField(
    label=_("Break in minutes"), required=False, min_value=0, max_value=480
)

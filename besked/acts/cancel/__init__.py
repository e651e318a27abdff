"""Cancel an interview: with a reason, a letter, and the entry taken out of the applicant's calendar."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from besked.acts.interviews import InterviewForm, RecruiterAct
from besked.calendar import letters, rows
from besked.calendar.questions import MAIL
from besked.lib.text import clean_line
from besked.messaging.compose import Letter
from besked.models import Application, Interview, InterviewState, Run


class CancelForm(InterviewForm):
    """Why, in words that the applicant reads."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, help_text=_("The applicant reads it in the letter.")
    )
    mail = forms.ChoiceField(label=_("Action"), choices=MAIL, required=False)

    def clean_reason(self) -> str:
        """One line."""
        return clean_line(self.cleaned_data["reason"], 500)


class CancelInterview(RecruiterAct):
    """The application goes on; only this interview does not take place."""

    slug = "cancel-interview"
    label = _("Cancel the interview")
    past = _("%(by)s cancelled the interview with %(name)s")
    Form = CancelForm
    columns = ("state", "ended_at", "ended_by", "cancel_reason", "revision", "seat")

    def objection(self, row: Application, interview: Interview) -> str:
        """What took place can't be cancelled."""
        return "" if interview.state == InterviewState.PLANNED else str(_("This interview is over."))

    def prepare_letters(self, ready: Sequence[Application]) -> None:
        """Whoever was never told of it needs no cancellation."""
        self.told = rows.invited_already([row.pk for row in (self.before or {}).values()])

    def changed(self, row: Application, interview: Interview) -> None:
        """Cancelled, and one revision on, so that calendars take notice."""
        interview.state, interview.ended_at, interview.seat = InterviewState.CANCELLED, self.now, None
        interview.cancel_reason = self.answers.get("reason", "")
        interview.revision += 1

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """With all that still waits about it."""
        for row in ready:
            self.after[row.pk].ended_by_id = run.pk
        super().alter(ready, run)
        rows.stop([self.after[row.pk].pk for row in ready], run)

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """One each, with the calendar's cancellation; none about a time that has passed."""
        for row in ready if self.answers.get("mail") != "none" else ():
            interview = self.after[row.pk]
            if interview.pk in self.told and interview.is_open(self.now):
                letter = self.letter("interview-cancelled", to=row)
                letter.values = {"cancelreason": interview.cancel_reason}
                yield letters.dressed(letter, interview, interview.people)

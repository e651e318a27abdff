"""Reply: the applicant answers an invitation, or a recruiter notes what they said on the phone."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from besked.acts.interviews import InterviewAct, InterviewForm
from besked.calendar import news, rows, seats
from besked.lib.text import clean_line
from besked.messaging.compose import Letter
from besked.models import COMING, ActorKind, Application, Interview, InterviewState, Reply, Run
from besked.runs import Refusal


class ReplyForm(InterviewForm):
    """One of the answers, without a default, and a line of text."""

    reply = forms.ChoiceField(
        label=_("Answer"), choices=Reply, error_messages={"required": _("Choose one of the answers.")}
    )
    text = forms.CharField(label=_("A few words"), required=False, max_length=500)

    def clean_text(self) -> str:
        """One line."""
        return clean_line(self.cleaned_data["text"], 500)


class ReplyAct(InterviewAct):
    """The last answer counts; each is a line of the timeline, and the recruiter is told."""

    slug = "reply"
    label = _("Answer to the invitation")
    past = _("%(name)s answered the invitation")
    open_to = frozenset({ActorKind.USER, ActorKind.APPLICANT, ActorKind.SYSTEM})
    Form = ReplyForm
    columns = ("reply", "reply_text", "replied_at", "seat")

    def objections(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """Also when several people come after all, there is a seat for each."""
        self.free = seats.Free()
        return super().objections(ready)

    def objection(self, row: Application, interview: Interview) -> str:
        """Answers can be changed until the interview begins; a recruiter can note them afterwards, too."""
        if self.is_applicant and (interview.state != InterviewState.PLANNED or not row.is_open):
            return str(_("This invitation no longer stands."))
        if self.is_applicant and not interview.is_open(self.now):
            return str(_("The interview has begun; an answer can’t be changed here any more."))
        if self.is_applicant and self.answers["reply"] == Reply.AWAITING:
            return str(_("Choose one of the answers."))
        if self.answers["reply"] == Reply.ACCEPTED and interview.starts_at is None:
            return str(_("Choose a time first."))
        if interview.slot and self._needs_seat(interview) and not self.free.take(interview.slot):
            return str(_("This time has been taken meanwhile. Choose another one."))
        return ""

    def changed(self, row: Application, interview: Interview) -> None:
        """The answer, with its time."""
        interview.reply, interview.reply_text = self.answers["reply"], self.answers.get("text", "")
        interview.replied_at = None if interview.reply == Reply.AWAITING else self.now

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """Whoever doesn't come gets no reminder and leaves the seat; whoever comes after all has both again."""
        after = [self.after[row.pk] for row in ready]
        coming = [row for row in after if row.reply in COMING]
        away = [row for row in after if row.reply not in COMING]
        for row in away:
            row.seat = None
        seats.regained([row for row in coming if self._needs_seat(row)])
        super().alter(ready, run)
        rows.stop([row.pk for row in away], run, kinds=rows.REMINDERS)
        answered = [row.pk for row in coming if row.reply != Reply.AWAITING]
        rows.stop(answered, run, kinds=[rows.NUDGE])  # whoever has answered needs none
        rows.let_go([row.pk for row in coming if row.starts_at], self.now)

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """To the colleague who invited, in their language, about each change."""
        for row in ready if self.is_applicant else ():
            before, after = (self.before or {})[row.pk], self.after[row.pk]
            if (before.reply, before.reply_text) != (after.reply, after.reply_text):
                yield news.letter(row, after, Reply(after.reply).label, after.reply_text)

    def particulars(self, application: Application) -> dict[str, Any]:
        """What was answered, in which words."""
        said = {"reply": self.answers["reply"], "text": self.answers.get("text", "")}
        return super().particulars(application) | said

    def _needs_seat(self, interview: Interview) -> bool:
        return self.answers["reply"] in COMING and interview.slot_id is not None and interview.seat is None

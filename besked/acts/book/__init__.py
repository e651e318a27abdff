"""Book: the applicant chooses one of the times that were offered. First come, first served."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from besked.acts.interviews import InterviewAct, InterviewForm
from besked.calendar import letters, news, rows, seats
from besked.messaging.compose import Letter
from besked.models import ActorKind, Application, Interview, InterviewState, Reply, Run, Slot
from besked.runs import Refusal


class BookForm(InterviewForm):
    """Which time."""

    slot = forms.IntegerField(
        label=_("Time"), min_value=1, max_value=2**62, error_messages={"required": _("Choose a time.")}
    )


class Book(InterviewAct):
    """A booking is an acceptance: it queues the reminders, and confirms with a calendar entry."""

    slug = "book"
    label = _("Choose a time")
    past = _("%(name)s chose a time")
    open_to = frozenset({ActorKind.USER, ActorKind.APPLICANT, ActorKind.SYSTEM})
    Form = BookForm
    columns = ("slot", "seat", "starts_at", "ends_at", "duration", "reply", "reply_text", "replied_at", "revision")

    @cached_property
    def chosen_slot(self) -> Slot | None:
        """The time that is asked for."""
        return Slot.objects.filter(pk=self.answers["slot"]).first()

    def objections(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """Also when several people are booked at once, each seat is given to one of them."""
        self.free = seats.Free()
        return super().objections(ready)

    def objection(self, row: Application, interview: Interview) -> str:
        """Only an offered time that lies ahead and has a seat left."""
        slot = self.chosen_slot
        if not interview.is_choice or slot is None or slot.run_id != interview.run_id:
            return str(_("This time was not offered."))
        if interview.state != InterviewState.PLANNED or not row.is_open:
            return str(_("This invitation no longer stands."))
        if slot.starts_at <= self.now or not interview.is_open(self.now):
            return str(_("This time has passed."))
        if interview.slot_id == slot.pk and interview.seat:
            return ""
        if (seat := self.free.take(slot)) is None:
            return str(_("This time has just been taken. Choose another one."))
        interview.seat = seat
        return ""

    def prepare_letters(self, ready: Sequence[Application]) -> None:
        """The reminders as they were written when they were invited."""
        self.people = letters.kept_texts(self.before or {}, self.people)

    def changed(self, row: Application, interview: Interview) -> None:
        """The time, and that they come."""
        slot = self.chosen_slot
        if slot is None or (interview.slot_id == slot.pk and interview.reply == Reply.ACCEPTED):
            return  # the same time once more: nothing new to tell
        interview.slot, interview.starts_at, interview.ends_at = slot, slot.starts_at, slot.ends_at
        interview.duration = int((slot.ends_at - slot.starts_at).total_seconds() // 60)
        interview.reply, interview.reply_text, interview.replied_at = Reply.ACCEPTED, "", self.now
        interview.revision += 1

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """What was said of another time no longer holds."""
        super().alter(ready, run)
        rows.stop([self.after[row.pk].pk for row in ready if self._is_new(row)], run)

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """The confirmation and the reminders; and the colleague is told."""
        for row in ready:
            if not self._is_new(row):
                continue
            interview = self.after[row.pk]
            yield letters.dressed(self.letter("time-chosen", to=row), interview, interview.people)
            for reminder in letters.reminders(self.letter, row, interview, self.now):
                yield letters.dressed(reminder, interview, interview.people)
            yield news.letter(row, interview, Reply.ACCEPTED.label)

    def _is_new(self, row: Application) -> bool:
        return self.after[row.pk].revision != (self.before or {})[row.pk].revision

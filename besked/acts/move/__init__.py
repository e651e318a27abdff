"""Move: another time, place, length or other colleagues. The applicant is told, and their calendar follows."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from besked.acts.interviews import RecruiterAct
from besked.acts.move.form import GIVEN, MoveForm
from besked.calendar import hints, letters, moments, rows, seats
from besked.messaging.compose import Letter
from besked.models import (
    COMING,
    OPEN,
    Application,
    Attendance,
    Interview,
    InterviewState,
    Reply,
    Run,
    User,
)
from besked.runs import Refusal

TIMES = ("starts_at", "ends_at")


class Move(RecruiterAct):
    """Whatever is left empty stays as it was. A new time asks for a new answer."""

    slug = "move"
    label = _("Edit meeting invitation")
    past = _("%(by)s changed the interview with %(name)s")
    leaves = OPEN  # whoever has their answer is not invited anew
    Form = MoveForm
    columns = (
        *GIVEN,
        *TIMES,
        *("duration", "state", "ended_at", "ended_by", "slot", "seat", "is_choice"),
        *("reply", "reply_text", "replied_at", "revision"),
    )

    def objection(self, row: Application, interview: Interview) -> str:
        """What took place stays where it was; a time needs a day, and must lie ahead."""
        if interview.state == InterviewState.HELD:
            return str(_("This interview is over."))
        try:
            after = self._moved(interview)
        except moments.NoSuchTime as fault:
            return str(fault)
        if after is None and (self.answers.get("date") or self.answers.get("time")):
            return str(_("Choose a date and a time."))
        if after and self._is_retimed(interview) and after <= self.now:
            return str(_("This time has passed. Choose one that lies ahead."))
        if after and self._is_retimed(interview) and after > self.now + moments.LATEST:
            return str(_("This is more than two years ahead. Check the year."))
        return "" if self._is_changed(interview, after) else str(_("Nothing has changed."))

    def prepare_letters(self, ready: Sequence[Application]) -> None:
        """Who has heard of it already, and the reminders as they were written when they were invited."""
        before = self.before or {}
        ids = [row.pk for row in before.values()]
        self.told, self.waiting = rows.invited_already(ids), rows.waiting_invitations(ids)
        self.people = letters.kept_texts(before, self.people)
        self.last = seats.last_offered({row.run_id for row in before.values() if row.run_id and row.starts_at is None})

    def hints(self, ready: Sequence[Application]) -> list[Refusal]:
        """Colleagues who are busy then."""
        planned = {row.pk: self.after[row.pk] for row in ready if row.pk in self.after}
        users = list({user for interview in planned.values() for user in self._people(interview)})
        own = [interview.pk for interview in planned.values()]
        return [Refusal(hint.application, hint.words, hint.rule) for hint in hints.busy(planned, users, own)]

    def changed(self, row: Application, interview: Interview) -> None:
        """The new appointment, one revision on."""
        retimed, start = self._is_retimed(interview), self._moved(interview)
        for name in GIVEN:
            if self.answers.get(name):
                setattr(interview, name, self.answers[name])
        interview.duration = self.answers.get("duration") or interview.duration
        if start:
            interview.starts_at, interview.ends_at = start, start + letters.length(interview)
        if retimed:
            interview.reply, interview.reply_text, interview.replied_at = Reply.AWAITING, "", None
            interview.slot = interview.seat = None
            interview.is_choice = False
            interview.state, interview.ended_at, interview.ended_by = InterviewState.PLANNED, None, None
        interview.revision += 1

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """The rows of the old appointment stop; who attends is written anew."""
        super().alter(ready, run)
        ids = [self.after[row.pk].pk for row in ready]
        rows.stop(ids, run)
        if self.answers.get("recruiters"):
            Attendance.objects.filter(interview__in=ids).delete()
            Attendance.objects.bulk_create(
                Attendance(interview_id=pk, user=user) for pk in ids for user in self.answers["recruiters"]
            )

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """The new appointment whole, and its reminders; nothing about a time that has passed."""
        for row in ready:
            interview = self.after[row.pk]
            people = self._people(interview)
            is_mailed = self.answers.get("mail") != "none" or interview.pk in self.waiting
            if is_mailed and interview.is_open(self.now):
                yield letters.dressed(self._letter(row, interview), interview, people, confirm=True)
            if interview.reply in COMING:
                last = self.last.get(interview.run_id or 0)
                for reminder in letters.reminders(self.letter, row, interview, self.now, last=last):
                    yield letters.dressed(reminder, interview, people)

    def _letter(self, row: Application, interview: Interview) -> Letter:
        """An invitation for those who never got one, or were still to choose; whoever is, is asked to once more."""
        before = (self.before or {})[row.pk]
        if interview.starts_at is None:
            return self.letter("choose-time", to=row)
        if before.starts_at is None or interview.pk not in self.told:
            return self.letter("invitation", to=row, variant=interview.kind)
        return self.letter("interview-moved", to=row)

    def _people(self, interview: Interview) -> list[User]:
        return list(self.answers.get("recruiters") or interview.people)

    def _is_retimed(self, interview: Interview) -> bool:
        """Whether it begins at another time than before."""
        return self._moved(interview) != interview.starts_at

    def _moved(self, interview: Interview) -> dt.datetime | None:
        """The start after the move; None where there is none yet. Raises NoSuchTime."""
        local = interview.local_start
        day = self.answers.get("date") or (local.date() if local else None)
        given: dt.time | None = self.answers.get("time")
        time = given if given is not None else (local.time() if local else None)
        if day is None or time is None:
            return None
        if local and (day, time) == (local.date(), local.time()):
            return interview.starts_at
        return moments.at(day, time, interview.tz)

    def _is_changed(self, interview: Interview, start: dt.datetime | None) -> bool:
        given = {name: self.answers[name] for name in (*GIVEN, "duration") if self.answers.get(name)}
        same = all(getattr(interview, name) == value for name, value in given.items())
        people = self.answers.get("recruiters")
        same_people = not people or {user.pk for user in people} == {user.pk for user in interview.people}
        return not (same and same_people) or start != interview.starts_at

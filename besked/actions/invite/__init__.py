"""Invite to interview: together, one after the other, or at a time that the applicants choose themselves."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from besked import undoing
from besked.access import Actor
from besked.action import Action, Words
from besked.actions.invite.form import KIND_RIGHTS, InviteForm
from besked.actions.invite.plan import Plan, make
from besked.calendar import hints, letters
from besked.messaging.compose import Letter
from besked.messaging.vocabulary import zone_of
from besked.models import Application, Attendance, Interview, MessageState, Reminding, Right, Run, Status, Vacancy
from besked.runs import Refusal

NO_MOBILE = "no-mobile"  # the rule that a second yes can accept


class Invite(Action):
    """Asks people to an interview; what is planned, written and put in the outbox comes from one plan."""

    slug = "invite"
    label = _("Invite to interview")
    past = _("%(by)s invited %(name)s to an interview")
    description = _("One or many: together, one after the other, or at times they choose themselves.")
    right = Right.INVITE_INTERVIEW
    enters = Status.INVITED
    Form = InviteForm

    # Made for those who are ready at first: who slips away later leaves a gap, and moves nobody.
    plan: Plan | None = None

    @classmethod
    def allows(cls, actor: Actor) -> bool:
        """Any right to invite opens the page; which kinds may be chosen is asked there."""
        return any(actor.has(right) for right in KIND_RIGHTS.values())

    @property
    def zone(self) -> ZoneInfo:
        """The clock that date and time are read on: the vacancy's, else its department's, else the setting's."""
        vacancies = list(self.vacancies.values())[:1]
        if not vacancies and self.chosen:
            vacancies = list(Vacancy.objects.filter(applications__in=list(self.chosen)[:1])[:1])
        return zone_of(vacancies[0], self.tree) if vacancies else ZoneInfo(settings.TIME_ZONE)

    def objections(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """Whoever has no place any more, and whoever could not get the SMS."""
        if not self._is_answered:
            return {}
        found = {row.pk: self._without_number(row) for row in ready if self._needs_number(row)}
        if self.plan is None:  # who is left out from the start takes nobody's time
            placed = ready if NO_MOBILE in self.accept else [row for row in ready if row.pk not in found]
            self.plan = make(self.answers, placed, self.zone)
        late = [row for row in ready if row.pk not in self.plan.interviews]
        return {**{row.pk: self._full(row) for row in late}, **found}

    def begin_again(self) -> None:
        """Rows of a plan that was never stored can't be stored a second time."""
        self.plan = None

    def hints(self, ready: Sequence[Application]) -> list[Refusal]:
        """Colleagues who are busy then, people who are invited already, fewer places than people."""
        if self.plan is None:
            return []
        plan, users = self.plan, self.answers["recruiters"]
        planned = {pk: plan.interviews[pk] for pk in (row.pk for row in ready) if pk in plan.interviews}
        found = [*hints.busy(planned, users), *hints.invited(planned, self.now), *hints.too_few(plan.slots, planned)]
        found += hints.left_over(self.answers.get("remarks", ()), planned)
        return [Refusal(hint.application, hint.words, hint.rule) for hint in found]

    def facts(self, ready: Sequence[Application]) -> Iterable[Model]:
        """The times to choose from, an interview each, and who attends it."""
        planned = [self._plan.interviews[row.pk] for row in ready]
        yield from self._plan.slots
        yield from planned
        yield from (
            Attendance(interview=interview, user=user) for interview in planned for user in self.answers["recruiters"]
        )

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """The invitation, and the reminders with the days on which they leave."""
        for row in ready if self.plan else ():
            yield from self._letters(row, self._plan.interviews[row.pk])

    def _letters(self, row: Application, interview: Interview) -> Iterable[Letter]:
        people, is_mailed = list(self.answers["recruiters"]), self.answers["mail"] == "send"
        confirm = self.answers.get("confirm_link") is not False or interview.is_choice
        if is_mailed:
            family, variant = ("choose-time", "") if interview.is_choice else ("invitation", interview.kind)
            letter = self.letter(family, to=row, variant=variant)
            yield letters.dressed(letter, interview, people, confirm=confirm)
        for reminder in letters.reminders(self.letter, row, interview, self.now, last=self._plan.last):
            yield letters.dressed(reminder, interview, people, confirm=confirm and not is_mailed)

    def particulars(self, application: Application) -> dict[str, Any]:
        """What kind, and when."""
        interview = self._plan.interviews[application.pk]
        return {"kind": interview.kind, "starts_at": interview.starts_at, "zone": interview.zone}

    def entering(self, application: Application) -> Status | None:
        """Invited; an open offer stays offered."""
        return None if application.status == Status.OFFERED else Status.INVITED

    def timing(self) -> tuple[dt.datetime, MessageState]:
        """After the undo window: a wrong date to two hundred people can be stopped."""
        return undoing.window_end(self.now), MessageState.QUEUED

    def unused(self, run: Run, ids: Sequence[int]) -> dict[int, Words]:
        """Whoever has answered already can't be uninvited in silence."""
        answered = Interview.objects.filter(run=run, application__in=list(ids), replied_at__isnull=False)
        return {pk: _now("They have answered the invitation.") for pk in answered.values_list("application", flat=True)}

    def take_back(self, run: Run, ids: Sequence[int]) -> None:
        """Their seats are free again."""
        Interview.objects.filter(run=run, application__in=list(ids)).update(seat=None)

    @property
    def _plan(self) -> Plan:
        return self.plan or Plan()

    @property
    def _is_answered(self) -> bool:
        """Whether enough is known for a plan; a draft may not have come so far."""
        needed = {"kind", "format", "arrange", "duration", "recruiters", "mail", "reminder"}
        when = "spans" if self.answers.get("arrange") == "slots" else "starts_at"
        return {*needed, when} <= set(self.answers)

    def _needs_number(self, row: Application) -> bool:
        return self.answers["reminder"] in (Reminding.SMS, Reminding.BOTH) and not letters.reachable(row)

    def _without_number(self, row: Application) -> Refusal:
        words = _now("There is no mobile number for the SMS reminder.")
        return Refusal(row.pk, words, rule=NO_MOBILE)

    def _full(self, row: Application) -> Refusal:
        words = _now("No place is left: at most %(cap)d.") % {"cap": self.answers.get("cap") or 0}
        return Refusal(row.pk, words)

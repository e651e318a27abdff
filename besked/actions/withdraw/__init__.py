"""Withdraw: the applicant has said that they no longer want the job. Nothing is asked, nothing is written."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from besked.action import Action, Words
from besked.calendar import news, reading
from besked.messaging.compose import Letter
from besked.models import ActorKind, Application, Run, Status, Vacancy, Withdrawal, in_chunks


def is_over(vacancy: Vacancy) -> bool:
    """Whether a vacancy is closed, or waits for its last answers to be."""
    return vacancy.closed_at is not None or vacancy.closing_at is not None


class Withdraw(Action):
    """Records that the applicant asked out: told to a recruiter, or done by themselves from their own page."""

    slug = "withdraw"
    label = _("Withdrawn")
    past = _("%(by)s recorded that %(name)s withdrew")
    description = _("The applicant has withdrawn. No letter is sent, and no answer is owed any more.")
    open_to = frozenset({ActorKind.USER, ActorKind.APPLICANT, ActorKind.SYSTEM})
    enters = Status.WITHDRAWN

    def facts(self, ready: Sequence[Application]) -> Iterable[Model]:
        """One withdrawal each, saying whether the applicant did it."""
        by_applicant = self.actor.kind == ActorKind.APPLICANT
        return [Withdrawal(application=row, by_applicant=by_applicant) for row in ready]

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """To the colleague who invited, where somebody withdraws by themselves before an interview."""
        ahead = reading.ahead([row.pk for row in ready], self.now) if self.actor.kind == ActorKind.APPLICANT else {}
        return [news.letter(row, ahead[row.pk], Status.WITHDRAWN.label) for row in ready if row.pk in ahead]

    def particulars(self, application: Application) -> dict[str, Any]:
        """Who said so."""
        return {"by_applicant": self.actor.kind == ActorKind.APPLICANT}

    def unused(self, run: Run, ids: Sequence[int]) -> dict[int, Words]:
        """Once the vacancy is closed everybody else has had an answer: a withdrawal stands then."""
        found: dict[int, Words] = {}
        for chunk in in_chunks(ids):
            rows = Application.objects.filter(pk__in=chunk).select_related("vacancy")
            found |= {row.pk: _("The vacancy is closed.") for row in rows if is_over(row.vacancy)}
        return found

    def remembered(self, application: Application) -> dict[str, Any]:
        """The round, too: nobody was told anything that would need another one."""
        return {**super().remembered(application), "round": application.round}

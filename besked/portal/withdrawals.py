"""Withdrawals by applicants: who is offered one, which can be taken back, and how both are done by the one road."""

import datetime as dt

from besked.actions.withdraw import Withdraw
from besked.models import Application, Run, Status, Withdrawal
from besked.portal.visits import Visit
from besked.undoing import WITHOUT_MESSAGE

# Decided, but they are told by a letter alone: until it has arrived, their page must look as if nothing had happened.
SECRET = frozenset({Status.REJECTED, Status.HIRED})


def may_withdraw(application: Application) -> bool:
    """Whether the page offers it: while no answer is known to the applicant."""
    return application.is_open or (application.status in SECRET and application.is_owed)


def may_take_back(application: Application, now: dt.datetime) -> Run | None:
    """The run of their own withdrawal, for a day, and not once the vacancy is closed."""
    vacancy = application.vacancy
    if application.status != Status.WITHDRAWN or vacancy.closed_at or vacancy.closing_at:
        return None
    own = Withdrawal.objects.filter(application=application, by_applicant=True, undone_at=None, run__isnull=False)
    last = own.select_related("run").order_by("-pk").first()
    return last.run if last and now - last.at <= WITHOUT_MESSAGE else None


def withdraw(visit: Visit, application: Application) -> bool:
    """Withdraws, once however often the button is pressed; False where somebody else was faster."""
    key = f"link:{visit.link.pk}:{application.pk}:{application.round}"
    run = Run(slug=Withdraw.slug, actor=visit.actor.key, key=key, created_at=visit.now)
    Withdraw(visit.actor, now=visit.now).perform([application.pk], run)
    return Application.objects.filter(pk=application.pk, status=Status.WITHDRAWN).exists()


def take_back(visit: Visit, application: Application) -> bool:
    """Undoes their own withdrawal; False where that is no longer possible."""
    run = may_take_back(application, visit.now)
    if run is None:
        return False
    undone, _refused = Withdraw(visit.actor, now=visit.now).undo(run)
    return application.pk in undone

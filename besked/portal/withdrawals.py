"""Withdrawals by applicants: who is offered one, which can be taken back, and how both are done by the one road."""

import datetime as dt
from collections.abc import Sequence

from besked.actions.withdraw import Withdraw, is_over
from besked.models import Application, Run, Status, Withdrawal
from besked.portal.visits import Visit
from besked.undoing import WITHOUT_MESSAGE

# Decided, but they are told by a letter alone: until it has arrived, their page must look as if nothing had happened.
SECRET = frozenset({Status.REJECTED, Status.HIRED})


def may_withdraw(application: Application) -> bool:
    """Whether the page offers it: while no answer is known to the applicant."""
    return application.is_open or (application.status in SECRET and application.is_owed)


def returnable(rows: Sequence[Application], now: dt.datetime) -> dict[int, Run]:
    """The runs of own withdrawals that the page offers to take back, for as long as the action would. One query."""
    wanted = [row.pk for row in rows if row.status == Status.WITHDRAWN and not is_over(row.vacancy)]
    if not wanted:
        return {}
    young = Withdrawal.objects.filter(by_applicant=True, undone_at=None, at__gte=now - WITHOUT_MESSAGE)
    own = young.filter(application__in=wanted).select_related("run").order_by("pk")
    return {fact.application_id: fact.run for fact in own if fact.run}


def withdraw(visit: Visit, application: Application) -> bool:
    """Withdraws, once however often the button is pressed; False where somebody else was faster."""
    if application.status == Status.WITHDRAWN:
        return True
    key = f"link:{visit.link.pk}:{application.pk}:{application.version}"
    run = Run(slug=Withdraw.slug, actor=visit.actor.key, key=key, created_at=visit.now)
    Withdraw(visit.actor, now=visit.now).perform([application.pk], run)
    return Application.objects.filter(pk=application.pk, status=Status.WITHDRAWN).exists()


def take_back(visit: Visit, application: Application) -> bool:
    """Undoes their own withdrawal; False where that is no longer possible."""
    run = returnable([application], visit.now).get(application.pk)
    if run is None:
        return False
    undone, _refused = Withdraw(visit.actor, now=visit.now).undo(run)
    return application.pk in undone

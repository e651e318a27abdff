"""The promise of an answer: the day by which everybody who applied has heard."""

import datetime as dt

from besked.lib.workdays import add_workdays
from besked.models import Application, Tree, Vacancy


def answer_by(vacancy: Vacancy, received: dt.date, tree: Tree) -> dt.date:
    """So many working days after the deadline, or after the day of arrival where that is later."""
    start = max(received, vacancy.deadline) if vacancy.deadline else received
    return add_workdays(start, vacancy.promise_days, tree.country(vacancy.department_id))


def renew(vacancy: Vacancy, tree: Tree) -> int:
    """After a change of deadline or promise: the days of all who still wait. One update per day of arrival."""
    waiting = Application.objects.filter(vacancy=vacancy).owed()
    days = sorted({received.date() for received in waiting.values_list("received_at", flat=True)})
    groups: dict[dt.date, list[dt.date]] = {}
    for day in days:
        groups.setdefault(answer_by(vacancy, day, tree), []).append(day)
    return sum(
        waiting.filter(received_at__date__gte=min(span), received_at__date__lte=max(span)).update(answer_by=promised)
        for promised, span in groups.items()
    )

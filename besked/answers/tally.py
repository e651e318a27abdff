"""Counts of the owed, kept by the worker a few seconds behind: deriving them costs seconds at a million."""

import datetime as dt

from django.db import transaction
from django.db.models import Count, Q

from besked.models import Application, Tally


def count(today: dt.date) -> dict[tuple[int, str], tuple[int, int]]:
    """(vacancy, who blocks) → (owed, overdue), counted from the rows."""
    rows = (
        Application.objects.owed()
        .values("vacancy", "owed_by")
        .annotate(owed=Count("pk"), overdue=Count("pk", filter=Q(answer_by__lt=today)))
        .order_by()
    )
    return {(row["vacancy"], row["owed_by"]): (row["owed"], row["overdue"]) for row in rows}


def recount(now: dt.datetime) -> None:
    """Writes the tallies anew; vacancies where nobody waits lose theirs."""
    counted = count(now.date())
    with transaction.atomic():
        kept = {(tally.vacancy_id, tally.owed_by): tally for tally in Tally.objects.select_for_update()}
        Tally.objects.filter(pk__in=[t.pk for key, t in kept.items() if key not in counted]).delete()
        changed = [kept[key] for key in counted if key in kept and _differs(kept[key], counted[key])]
        for tally in changed:
            tally.owed, tally.overdue = counted[tally.vacancy_id, tally.owed_by]
            tally.counted_at = now
        Tally.objects.bulk_update(changed, ["owed", "overdue", "counted_at"], batch_size=200)
        fresh = [
            Tally(vacancy_id=vacancy, owed_by=by, owed=owed, overdue=overdue, counted_at=now)
            for (vacancy, by), (owed, overdue) in counted.items()
            if (vacancy, by) not in kept
        ]
        Tally.objects.bulk_create(fresh, ignore_conflicts=True)


def _differs(tally: Tally, figures: tuple[int, int]) -> bool:
    return (tally.owed, tally.overdue) != figures

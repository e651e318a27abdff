"""Closing a vacancy: not over silent people. It closes for good once the last answer is delivered."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from besked.answers import on_its_way
from besked.models import Application, Vacancy


class StillOwed(Exception):
    """Somebody waits, and no answer is on its way; `ids` are their applications."""

    def __init__(self, ids: list[int]) -> None:
        """Keeps who waits."""
        super().__init__(f"{len(ids)} people are owed an answer")
        self.ids = ids


def silent(vacancy: Vacancy) -> QuerySet[Application]:
    """Who keeps a vacancy from being closed: owed an answer, with none on its way."""
    return Application.objects.owed().filter(vacancy=vacancy).exclude(on_its_way()).order_by("pk")


def close(vacancy: Vacancy, now: dt.datetime) -> Vacancy:
    """Closes, or begins closing while answers are on their way. Raises StillOwed. Closing twice changes nothing."""
    with transaction.atomic():
        locked = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
        if locked.closed_at is None:
            if waiting := list(silent(locked).values_list("pk", flat=True)):
                raise StillOwed(waiting)
            owed = Application.objects.owed().filter(vacancy=locked)
            locked.closing_at = locked.closing_at or now
            locked.closed_at = None if owed.exists() else now
            locked.save(update_fields=["closing_at", "closed_at"])
    return Vacancy.objects.with_texts().get(pk=vacancy.pk)


def reopen(vacancy: Vacancy) -> Vacancy:
    """Opens a closed or closing vacancy again; whether it takes applications follows from its deadline."""
    Vacancy.objects.filter(pk=vacancy.pk).update(closing_at=None, closed_at=None)
    return Vacancy.objects.with_texts().get(pk=vacancy.pk)


def finish_closing(now: dt.datetime) -> int:
    """Closes the closing ones whose last answer has been delivered; a failure or bounce keeps them closing."""
    waiting = Application.objects.owed().filter(vacancy=OuterRef("pk"))
    closing = Vacancy.objects.filter(closed_at=None, closing_at__isnull=False)
    return closing.exclude(Exists(waiting)).update(closed_at=now)

"""What must be true of the database after every test, asked of the rows themselves and not of our own code."""

from django.db.models import F, OuterRef, Q, Subquery

from besked.models import Application, Event


def disagreeing_statuses() -> list[str]:
    """Applications whose status is not what their last event left behind. A new one may not have a history yet."""
    last = Event.objects.filter(application=OuterRef("pk")).order_by("-pk").values("after")[:1]
    told = Application.objects.annotate(told=Subquery(last)).exclude(told=F("status"))
    wrong = told.filter(Q(told__isnull=False) | ~Q(status="new"))
    return [f"application {row.pk}: {row.status}, and its history says {row.told}" for row in wrong]

"""Makes a migrated instance ready to work: the cache's table, one department, the first reasons. Safe to run again."""

from django.core.management import call_command
from django.db import transaction

from besked.actions.reject.reasons import REASONS
from besked.models import Department, Reason


def make_ready() -> None:
    """Adds what is missing; whatever an organisation has made its own stays as it is."""
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        if not Department.objects.exists():
            _first_department()
        if not Reason.objects.exists():
            rows = [
                Reason(slug=reason.slug, labels=dict(reason.labels), position=place)
                for place, reason in enumerate(REASONS, 1)
            ]
            Reason.objects.bulk_create(rows)


def _first_department() -> None:
    """The organisation itself; its name is changed in the settings."""
    top = Department.objects.create(name="Our organisation")
    top.path = f"/{top.pk}/"
    top.save(update_fields=["path"])

"""Reasons for rejecting: an ordered list that grows and retires, because what was once said must stay readable."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from besked.models import Reason
from besked.organisation import Refused


def add_reason(labels: Mapping[str, str]) -> Reason:
    """A new reason at the end of the list."""
    with transaction.atomic():
        rows = list(Reason.objects.select_for_update())
        taken = {row.slug for row in rows}
        stem = slugify(labels.get("en") or next(iter(labels.values())))[:34].strip("-") or "reason"
        slug = next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, 9999))) if s not in taken)
        position = max((row.position for row in rows), default=0) + 1
        return Reason.objects.create(slug=slug, labels=dict(labels), position=position)


def move_reason(reason_id: int, step: int) -> bool:
    """Moves a reason up (-1) or down (1); False where it already stands at that end."""
    with transaction.atomic():
        rows = list(Reason.objects.select_for_update())
        here = next(place for place, row in enumerate(rows) if row.pk == reason_id)
        there = here + step
        if not 0 <= there < len(rows):
            return False
        rows[here], rows[there] = rows[there], rows[here]
        for position, row in enumerate(rows, 1):
            row.position = position
        Reason.objects.bulk_update(rows, ["position"])
    return True


def retire_reason(reason_id: int) -> None:
    """Takes a reason off the list; past rejections keep it. Raises Refused for the last one in use."""
    with transaction.atomic():
        active = {row.pk for row in Reason.objects.select_for_update() if row.is_active}
        if active == {reason_id}:
            raise Refused(_("One reason must stay in use, or nobody can be rejected. Add another one first."))
        Reason.objects.filter(pk=reason_id).update(is_active=False)


def bring_back_reason(reason_id: int) -> None:
    """Puts a retired reason back on the list, where it stood."""
    Reason.objects.filter(pk=reason_id).update(is_active=True)

"""Names beside ids: who is meant by a refusal or a result, as far as the actor may know."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from besked.access import Actor, visible_to
from besked.models import Application
from besked.runs import Refusal

MOST = 50


class Named(NamedTuple):
    """Somebody, with the reason where they were left out."""

    pk: int
    name: str
    reason: str = ""
    is_known: bool = True


def names(actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """Names of the visible ones: one query."""
    rows = visible_to(actor, Application.objects.filter(pk__in=list(ids)))
    found = rows.values_list("pk", "candidate__given_name", "candidate__family_name")
    return {pk: f"{given} {family}".strip() for pk, given, family in found}


def named(actor: Actor, refused: Iterable[Refusal], most: int = MOST) -> list[Named]:
    """The first refusals with names, for a page."""
    some = list(refused)[:most]
    known = names(actor, [refusal.application for refusal in some])
    return [
        Named(
            refusal.application,
            known.get(refusal.application) or _("Application %(number)d") % {"number": refusal.application},
            refusal.reason,
            refusal.application in known,
        )
        for refusal in some
    ]

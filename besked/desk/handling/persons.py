"""Other applications of the same person, and people who may be the same one."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from besked.access import Actor, sees, visible_to
from besked.models import Application, Candidate, Right
from besked.selection import with_vacancies

MOST = 50


class Other(NamedTuple):
    """Another application; `is_open` is whether the actor may look into it."""

    application: Application
    is_open: bool
    same_name: bool


class Others(NamedTuple):
    """Those of the same person for certain, and those that only share the e-mail address."""

    certain: Sequence[Other]
    possible: Sequence[Other]


NOBODY = Others((), ())


def others(application: Application, actor: Actor) -> Others:
    """Newest first: one query where there are none, else four.

    Other departments' show only with the right to see them, and never inside.
    """
    person = application.candidate
    same = Q(pk=person.pk)
    if person.email_key:
        same |= Q(email_key=person.email_key)
    # persons first, by their own indexes: an "or" across the join would read every application there is
    people = Candidate.objects.filter(same).values("pk")
    rows = Application.objects.filter(candidate__in=people).exclude(pk=application.pk).order_by("-received_at")
    seen = rows if actor.has(Right.OTHER_APPLICATIONS) else visible_to(actor, rows)
    # most people applied once: asking for numbers alone costs them a fraction
    ids = list(seen.values_list("pk", flat=True)[:MOST])
    found = with_vacancies(list(rows.filter(pk__in=ids).select_related("candidate"))) if ids else []
    all_ = [Other(row, sees(actor, row), row.candidate.name == person.name) for row in found]
    return Others(
        [other for other in all_ if other.application.candidate_id == person.pk],
        [other for other in all_ if other.application.candidate_id != person.pk],
    )

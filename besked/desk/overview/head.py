"""The head of a vacancy's page, and who may see it at all."""

import datetime as dt
from typing import NamedTuple

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.access import Actor, visible_to
from besked.desk.overview.titles import titles_of
from besked.models import Right, Vacancy, VacancyState
from besked.ui.times import short
from besked.web.http import StaffRequest

STATE_TONES = {
    VacancyState.OPEN: "ok",
    VacancyState.EXPIRED: "warn",
    VacancyState.CLOSING: "info",
    VacancyState.CLOSED: "done",
}

SHOWN = (
    "slug", "reference", "deadline", "promise_days", "closing_at", "closed_at",
    "department__name", "owner__email", "owner__given_name", "owner__family_name",
)  # fmt: skip


class Head(NamedTuple):
    """What is said of a vacancy before its list."""

    title: str
    department: str
    state: str
    tone: str
    meta: list[str]
    may_edit: bool
    may_close: bool


def vacancy_or_404(request: StaffRequest, pk: int) -> Vacancy:
    """The vacancy with department and owner, if this person may know of it: one query."""
    rows = Vacancy.objects.select_related("department", "owner").only(*SHOWN)
    return get_object_or_404(visible_to(request.actor, rows), pk=pk)


def head(vacancy: Vacancy, actor: Actor, today: dt.date) -> Head:
    """In words: one query, for the title."""
    state = vacancy.state(today)
    return Head(
        title=titles_of([vacancy.pk]).get(vacancy.pk) or vacancy.reference or vacancy.slug,
        department=vacancy.department.name,
        state=str(state.label),
        tone=STATE_TONES[state],
        meta=_meta(vacancy),
        may_edit=actor.has(Right.VACANCIES),
        may_close=actor.has(Right.CLOSE) and state != VacancyState.CLOSED,
    )


def _meta(vacancy: Vacancy) -> list[str]:
    words = []
    if vacancy.reference:
        words.append(_("Ref. %(reference)s") % {"reference": vacancy.reference})
    words.append(deadline_words(vacancy))
    words.append(_("Owner %(name)s") % {"name": vacancy.owner.name})
    days = vacancy.promise_days
    promise = ngettext(
        "Promise: an answer within %(days)d working day", "Promise: an answer within %(days)d working days", days
    )
    return [*words, promise % {"days": days}]


def deadline_words(vacancy: Vacancy) -> str:
    """The deadline, or that there is none."""
    if vacancy.deadline is None:
        return _("No deadline")
    return _("Deadline %(day)s") % {"day": short(vacancy.deadline, "date")}

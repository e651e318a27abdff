"""What stands beside the waiting: the outbox, vacancies that expire soon, one's own vacancies."""

import datetime as dt
from collections.abc import Mapping, Sequence, Sized
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.access import Actor, visible_to
from besked.desk.overview.headline import number
from besked.models import Message, MessageState, Vacancy
from besked.ui.times import short
from besked.web.filters import LEFT

SOON = dt.timedelta(days=7)
MOST = 4  # vacancies in a card
SHOWN = ("reference", "owner_id", "deadline", "closing_at", "closed_at")
LEAVING = (MessageState.QUEUED, MessageState.CLAIMED, MessageState.SENDING)
TODO = (MessageState.FAILED, MessageState.BOUNCED, MessageState.UNCERTAIN, MessageState.HELD)

# By hand: applications are counted vacancy by vacancy from the index alone, where a grouped count may read them all.
_PROGRESS = """
SELECT v.id, (SELECT COUNT(*) FROM besked_application a WHERE a.vacancy_id = v.id),
(SELECT COUNT(*) FROM besked_application a WHERE a.vacancy_id = v.id AND a.status IN ({left})),
COALESCE(SUM(t.owed), 0), COALESCE(SUM(t.overdue), 0)
FROM besked_vacancy v LEFT JOIN besked_tally t ON t.vacancy_id = v.id WHERE v.id IN ({ids}) GROUP BY v.id
"""


class Notice(NamedTuple):
    """One line of the outbox's card."""

    words: str
    url: str
    tone: str = ""


class Near(NamedTuple):
    """Vacancies that concern whoever looks: their own, and those that expire within a week."""

    mine: Sequence[Vacancy]
    expiring: Sequence[Vacancy]


class Progress(NamedTuple):
    """A vacancy and how far it has come."""

    vacancy: Vacancy
    answered: int
    progress: int
    overdue: int
    left: int  # withdrew, or were moved


def near(actor: Actor, today: dt.date) -> Near:
    """At most so many of each as a card holds, by deadline: one query, of what a card shows; titles are not loaded."""
    seen = visible_to(actor, Vacancy.objects.order_by(F("deadline").asc(nulls_last=True), "pk"))
    own = seen.filter(owner=actor.user, closed_at=None)
    soon = seen.filter(closed_at=None, closing_at=None, deadline__gte=today, deadline__lte=today + SOON)
    wanted = Q(pk__in=own.values("pk")[:MOST]) | Q(pk__in=soon.values("pk")[:MOST])
    found = list(seen.filter(wanted).only(*SHOWN))
    return Near(_mine(found, actor), _soon(found, today))


def _mine(found: Sequence[Vacancy], actor: Actor) -> list[Vacancy]:
    own = [one for one in found if actor.user and one.owner_id == actor.user.pk and one.closed_at is None]
    return own[:MOST]


def _soon(found: Sequence[Vacancy], today: dt.date) -> list[Vacancy]:
    running = [one for one in found if one.closed_at is None and one.closing_at is None and one.deadline]
    return [one for one in running if one.deadline and today <= one.deadline <= today + SOON][:MOST]


def progress(vacancies: Sequence[Vacancy]) -> list[Progress]:
    """How far each has come: one query; the owed as the worker last counted them."""
    if not vacancies:
        return []
    ids = [one.pk for one in vacancies]
    with connection.cursor() as cursor:
        cursor.execute(_PROGRESS.format(ids=_places(ids), left=_places(LEFT)), [*LEFT, *ids])
        found = {pk: figures for pk, *figures in cursor.fetchall()}
    return [_progress(one, *found[one.pk]) for one in vacancies]


def _places(values: Sized) -> str:
    return ", ".join(["%s"] * len(values))


def _progress(vacancy: Vacancy, total: int, left: int, owed: int, overdue: int) -> Progress:
    """A tally a moment behind never makes a number negative."""
    owed = min(owed, total - left)
    return Progress(vacancy, total - left - owed, max(owed - overdue, 0), min(overdue, owed), left)


def outbox(actor: Actor, now: dt.datetime) -> list[Notice]:
    """What leaves and when, what waits for a word, what needs somebody: one query."""
    unsent = Message.objects.exclude(state=MessageState.SENT).filter(state__in=[*LEAVING, MessageState.DRAFT, *TODO])
    rows = visible_to(actor, unsent).order_by().values_list("state").annotate(n=Count("*"), at=Min("not_before"))
    found = {state: (n, at) for state, n, at in rows}
    return [*_leaving(found, now), *_drafts(found), *_todo(found)]


Found = Mapping[str, tuple[int, dt.datetime]]


def _leaving(found: Found, now: dt.datetime) -> list[Notice]:
    leaving = [found[state] for state in LEAVING if state in found]
    n = sum(figure[0] for figure in leaving)
    if not n:
        return []
    first = min(figure[1] for figure in leaving)
    words = ngettext("%(n)s letter is leaving", "%(n)s letters are leaving", n) % {"n": number(n)}
    if first > now:
        today = timezone.localdate(first) == timezone.localdate(now)
        moment = short(first, "time" if today else "datetime")
        words = _("%(letters)s, the first at %(time)s") % {"letters": words, "time": moment}
    return [Notice(words, "/outbox/")]


def _drafts(found: Found) -> list[Notice]:
    n = found.get(MessageState.DRAFT, (0, None))[0]
    words = ngettext("%(n)s decided, not told yet", "%(n)s decided, not told yet", n) % {"n": number(n)}
    return [Notice(words, "/outbox/?show=drafts", "warn")] if n else []


def _todo(found: Found) -> list[Notice]:
    words = {
        MessageState.FAILED: _("%(n)s refused by the receiver"),
        MessageState.BOUNCED: _("%(n)s came back"),
        MessageState.UNCERTAIN: _("%(n)s uncertain whether it left"),
        MessageState.HELD: _("%(n)s held back"),
    }
    url = "/outbox/?show=todo"
    return [Notice(words[state] % {"n": number(found[state][0])}, url, "bad") for state in TODO if state in found]

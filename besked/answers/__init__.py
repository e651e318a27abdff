"""Who is owed an answer. Decision, message and delivery are three facts; only a delivered answer settles the debt."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.sql import UpdateQuery

from besked.models import About, Application, Blocker, Message, MessageState, Status, in_chunks

WINDOW = 10  # applications that one commit of the worker settles
MARK = dt.datetime(1970, 1, 2, tzinfo=dt.UTC)  # stands for the time in a prepared statement
# They are told by a letter of the round in which it was decided.
TOLD_BY_LETTER = (Status.REJECTED, Status.HIRED)
# Nobody owes them: they left themselves, or the debt moved along with them.
NOTHING_OWED = (Status.WITHDRAWN, Status.TRANSFERRED)


def answered(among: Sequence[int] = ()) -> Q:
    """The condition under which an application is answered, whatever is stored (see architecture, *owed*).

    Who knows the applications beforehand names them, and each letter is looked up for itself: left to choose,
    PostgreSQL may read the whole outbox instead.
    """
    letter = Message.objects.filter(pk=OuterRef("message_id")).values("state")[:1]
    delivered = About.objects.annotate(letter=Subquery(letter)).filter(
        application=OuterRef("pk"), answers=OuterRef("round"), letter=MessageState.SENT
    )
    if among:
        delivered = delivered.filter(application__in=among)
    return Q(status__in=NOTHING_OWED) | (Q(status__in=TOLD_BY_LETTER) & Q(Exists(delivered)))


def blocker() -> Case:
    """Who must move, by status."""
    return Case(
        When(status=Status.PANEL_REVIEW, then=Value(Blocker.PANEL)),
        When(status__in=(Status.INVITED, Status.OFFERED), then=Value(Blocker.APPLICANT)),
        default=Value(Blocker.OWNER),
    )


def settle(ids: Sequence[int], now: dt.datetime) -> None:
    """Writes `answered_at` and `owed_by` anew: the one function that does. Inside the caller's transaction."""
    for chunk in in_chunks(sorted(set(ids))):
        if len(chunk) <= WINDOW:
            _settle_again(chunk, now)
        else:
            debt = _debt(chunk, now)
            rows = Application.objects.filter(pk__in=chunk)
            rows.update(answered_at=debt["answered_at"], owed_by=debt["owed_by"])


def _debt(ids: Sequence[int], now: dt.datetime) -> dict[str, Case]:
    """What these applications' two columns become."""
    settled = answered(ids)
    return {
        "answered_at": Case(When(settled, then=Coalesce(F("answered_at"), Value(now))), default=None),
        "owed_by": Case(When(settled, then=Value("")), default=blocker()),
    }


def _settle_again(ids: Sequence[int], now: dt.datetime) -> None:
    """The same for a worker's window, hundreds of times a second: building the statement costs more than running it."""
    sql, parameters = _statement(len(ids))
    moment = connection.ops.adapt_datetimefield_value(now)
    given = {_moment_mark(): moment, **{-place: pk for place, pk in enumerate(ids, start=1)}}
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(value, value) for value in parameters])


@lru_cache(maxsize=WINDOW)
def _statement(count: int) -> tuple[str, tuple[Any, ...]]:
    """The update for so many applications, with marks where the ids and the time belong."""
    ids = [-place for place in range(1, count + 1)]
    query = cast(UpdateQuery, Application.objects.filter(pk__in=ids).query.chain(UpdateQuery))
    query.add_update_values(_debt(ids, MARK))
    sql, parameters = query.get_compiler(connection.alias).as_sql()
    return sql, tuple(parameters)


def _moment_mark() -> Any:
    """The mark of the time, as this database stores times."""
    return connection.ops.adapt_datetimefield_value(MARK)


def wrongly_kept() -> QuerySet[Application]:
    """Applications whose stored debt differs from what the rows say; empty unless something is broken."""
    right, by = answered(), Case(When(answered(), then=Value("")), default=blocker())
    debt = (Q(answered_at=None) & right) | (Q(answered_at__isnull=False) & ~right)
    return Application.objects.annotate(by=by).filter(debt | ~Q(owed_by=F("by")))


def answered_by(message_ids: Sequence[int]) -> list[int]:
    """The applications whose decision these messages tell, in id order (the order of locks)."""
    about = About.objects.filter(message__in=message_ids, answers__isnull=False)
    return sorted(set(about.values_list("application", flat=True)))


def on_its_way() -> Q:
    """The condition under which an answer is queued or travelling, though not delivered."""
    moving = (MessageState.QUEUED, MessageState.CLAIMED, MessageState.SENDING)
    travelling = About.objects.filter(application=OuterRef("pk"), answers=OuterRef("round"), message__state__in=moving)
    return Q(Exists(travelling))


def settled_by_person(message_id: int, now: dt.datetime) -> bool:
    """A person says that an uncertain message did arrive; False when somebody settled it before."""
    told = answered_by([message_id])
    with transaction.atomic():
        # Applications before messages, and in order: undo locks them so, and so nobody waits in a circle.
        list(Application.objects.select_for_update(no_key=True).filter(pk__in=told).order_by("pk").values_list("pk"))
        rows = Message.objects.filter(pk=message_id, state=MessageState.UNCERTAIN)
        if rows.update(state=MessageState.SENT, sent_at=now, reply="Settled by a person.") != 1:
            return False
        settle(told, now)
    return True

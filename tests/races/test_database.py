"""A database that says no once, at any statement: runs and undos are done once, or not at all."""

import pytest
from django.db import OperationalError, connection

from besked.actions import BY_SLUG
from besked.models import Application, Event, Message, Rejection, Run
from tests.cast import NOW, Cast, act
from tests.crowd import crowd

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"type": "review", "reason": "others"}


class RefusesOnce:
    """Stands before the database and refuses the n-th statement in a transaction, as a deadlock does."""

    def __init__(self, statement: int) -> None:
        self.left = statement

    def __call__(self, execute, sql, params, many, context):
        self.left -= connection.in_atomic_block
        if connection.in_atomic_block and self.left == 0:
            raise OperationalError("deadlock detected")
        return execute(sql, params, many, context)


def test_run_survives_a_deadlock_at_any_statement():
    cast, statement, refused = Cast(), 0, True
    actor = cast.bo_acts

    while refused:
        statement += 1
        ids = [row.pk for row in crowd(cast.teacher, 2, NOW)]
        run = Run(slug="reject", user=cast.bo, actor=actor.key, key=f"key {statement}", created_at=NOW)
        database = RefusesOnce(statement)
        with connection.execute_wrapper(database):
            result = BY_SLUG["reject"](actor, ANSWERS, now=NOW).perform(ids, run)
        refused = database.left <= 0

        assert (result.done, result.messages) == (ids, 2)
    assert statement > 10
    counts = [model.objects.count() for model in (Run, Message, Rejection)]
    assert counts == [statement, 2 * statement, 2 * statement]


def test_undo_survives_a_deadlock_at_any_statement():
    cast, statement, refused = Cast(), 0, True

    while refused:
        statement += 1
        rows = crowd(cast.teacher, 2, NOW)
        run = Run.objects.get(pk=act("reject", cast.bo_acts, rows, answers=ANSWERS).run)
        action, database = BY_SLUG["reject"](cast.bo_acts, now=NOW), RefusesOnce(statement)
        with connection.execute_wrapper(database):
            answer = action.undo(run)
        refused = database.left <= 0

        assert answer == ([row.pk for row in rows], [])
    assert statement > 10
    assert set(Application.objects.values_list("status", "round")) == {("new", 3)}
    assert Event.objects.filter(action="undo").count() == 2 * statement

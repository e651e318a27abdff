"""The worker's plain SQL says what the queries say."""

import itertools

import pytest
from django.utils import timezone

from besked.answers import settle, wrongly_kept
from besked.messaging import statements
from besked.models import About, Application, Message, MessageState, Status
from tests.cast import NOW, Cast
from tests.crowd import crowd


def message(number: int, state: str, worker: str = "") -> Message:
    """A letter in some state."""
    times = {"queued_at": NOW, "not_before": NOW}
    return Message.objects.create(
        kind="rejection", state=state, worker=worker, to="a@post.example", message_id=f"<{number}@x.example>", **times
    )


@pytest.mark.django_db
def test_debt_is_settled_as_the_queries_say_for_every_status_letter_and_round():
    cases = list(itertools.product(Status, [None, *MessageState], (0, 1)))
    rows = crowd(Cast().teacher, len(cases), NOW)
    for number, (row, (status, state, late)) in enumerate(zip(rows, cases, strict=True)):
        Application.objects.filter(pk=row.pk).update(status=status, round=2, owed_by="panel", answered_at=None)
        if state:
            About.objects.create(message=message(number, state), application=row, answers=2 - late)
    ids = [row.pk for row in rows]

    wrong = wrongly_kept().count()
    settle(ids, NOW)
    right = wrongly_kept().count()
    answered = Application.objects.filter(answered_at=NOW)
    told = {(row.status, row.owed_by) for row in answered}
    Application.objects.update(status="new")  # what each had was never decided by anybody

    assert (wrong > 0, right) == (True, 0)
    assert told == {(status, "") for status in ("withdrawn", "transferred", "rejected", "hired")}


@pytest.mark.django_db
def test_debt_keeps_the_time_at_which_it_was_first_settled():
    (row,) = crowd(Cast().teacher, 1, NOW)
    Application.objects.filter(pk=row.pk).update(status="withdrawn", answered_at=NOW)

    settle([row.pk], timezone.now())
    row.refresh_from_db()
    Application.objects.update(status="new")

    assert row.answered_at == NOW


@pytest.mark.django_db
def test_window_opens_only_for_what_this_worker_claimed():
    rows = [message(0, "claimed", "me"), message(1, "claimed", "other"), message(2, "queued"), message(3, "held")]

    opened = statements.open_window("me", [row.pk for row in rows])

    assert opened == 1
    assert list(Message.objects.values_list("state", "attempts")) == [
        ("sending", 1), ("claimed", 0), ("queued", 0), ("held", 0)
    ]  # fmt: skip


@pytest.mark.django_db
def test_reply_closes_what_is_ours_or_doubtful_and_nothing_else():
    rows = [
        message(n, *one) for n, one in enumerate((["sending", "me"], ["uncertain"], ["sending", "other"], ["queued"]))
    ]

    closed = statements.mark_sent("me", {row.pk: f"250 {place}" for place, row in enumerate(rows)}, NOW)

    assert closed == 2
    assert list(Message.objects.values_list("state", "reply", "worker", "sent_at")) == [
        ("sent", "250 0", "", NOW), ("sent", "250 1", "", NOW), ("sending", "", "other", None), ("queued", "", "", None)
    ]  # fmt: skip

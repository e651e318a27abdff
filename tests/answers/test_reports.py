"""Delivery reports in every order: the strongest word stays, and the row stands where it says."""

import itertools

import pytest
from django.utils import timezone

from besked.answers import wrongly_kept
from besked.answers.reports import catch_up, settle_reported, take
from besked.models import Application, Message
from tests.cast import Cast, act, applies
from tests.sms.queued import sms

pytestmark = pytest.mark.django_db
HEARD = {1: "delivered", 2: "failed", 4: "handed", 8: "handed", 16: "failed", 32: "", 0: "", 999: ""}
REFUSED = "The network refused this message."


def after(*kinds: int, **given) -> Message:
    """An SMS as it stands after these reports."""
    row = sms(**{"state": "sent", "sent_at": timezone.now(), **given})
    for kind in kinds:
        take(row.pk, kind, timezone.now())
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(("kind", "report"), HEARD.items())
def test_report_is_named(kind, report) -> None:
    row = after(kind)

    assert (row.report, row.reported_at is not None) == (report, bool(report))


@pytest.mark.parametrize("kinds", [*itertools.permutations((8, 4, 1, 16)), (1, 1), (1, 2), (2, 1), (1, 8)])
def test_delivered_wins_in_any_order(kinds) -> None:
    row = after(*kinds)

    assert (row.state, row.report) == ("sent", "delivered")


@pytest.mark.parametrize("kinds", [(16,), (8, 16), (16, 8), (16, 16, 4)])
def test_refused_message_came_back_and_says_so(kinds) -> None:
    row = after(*kinds)

    assert (row.state, row.report, row.reply) == ("bounced", "failed", REFUSED)


def test_report_that_comes_twice_changes_nothing() -> None:
    once = after(1)
    take(once.pk, 1, timezone.now())
    again = Message.objects.get(pk=once.pk)

    assert (again.reported_at, again.reply) == (once.reported_at, once.reply)


@pytest.mark.parametrize("kind", [1, 4, 8])
@pytest.mark.parametrize("state", ["queued", "claimed", "held", "uncertain", "failed"])
def test_message_that_we_doubted_has_left_after_all(state, kind) -> None:
    row = after(kind, state=state, sent_at=None, worker="w" if state == "claimed" else "")

    assert (row.state, row.worker, row.sent_at is not None) == ("sent", "", True)


@pytest.mark.parametrize("kind", [1, 2, 8])
@pytest.mark.parametrize("state", ["draft", "sending", "cancelled", "missed"])
def test_report_moves_nothing_that_others_decide(state, kind) -> None:
    row = after(kind, state=state, worker="w" if state == "sending" else "")

    assert (row.state, row.report) == (state, HEARD[kind])


def test_doubtful_message_that_failed_came_back() -> None:
    assert after(2, state="uncertain", sent_at=None).state == "bounced"


def test_worker_draws_the_conclusion_that_it_was_late_for() -> None:
    delivered, failed = after(1, state="sending"), after(16, state="sending")
    Message.objects.filter(pk=delivered.pk).update(state="uncertain")
    Message.objects.filter(pk=failed.pk).update(state="sent")

    moved = catch_up([delivered.pk, failed.pk], timezone.now())

    states = Message.objects.order_by("pk").values_list("state", flat=True)
    assert (moved, list(states)) == (2, ["sent", "bounced"])


def test_doubts_are_settled_by_what_the_network_said() -> None:
    told, untold = after(8, state="sending"), sms(state="uncertain")
    Message.objects.filter(pk=told.pk).update(state="uncertain")

    assert settle_reported(timezone.now()) == 1
    assert dict(Message.objects.values_list("pk", "state")) == {told.pk: "sent", untold.pk: "uncertain"}


def test_late_report_takes_no_newer_message_its_place() -> None:
    first = sms(state="failed", once="remind:1:1:sms")
    sms(once="remind:1:1:sms")

    take(first.pk, 1, timezone.now())

    first.refresh_from_db()
    assert (first.state, first.report) == ("failed", "delivered")


def test_answer_that_came_back_is_owed_again_until_it_is_delivered() -> None:
    cast = Cast()
    run = act("reject", cast.bo_acts, [applies(cast.teacher)], answers={"type": "review", "reason": "others"}).run
    row = Message.objects.get(run=run)
    Message.objects.filter(pk=row.pk).update(channel="sms", state="uncertain")

    owed = []
    for kind in (8, 2, 1):
        take(row.pk, kind, timezone.now())
        owed.append(Application.objects.owed().count())

    assert (owed, list(wrongly_kept())) == ([0, 1, 0], [])

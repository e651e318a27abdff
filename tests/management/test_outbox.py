"""The outbox from the command line: seen, cancelled, retried, settled, released."""

import pytest

from besked.management.base import BadInput
from besked.messaging.frozen import FROZEN, freeze
from besked.messaging.outbox import queue_plain
from besked.models import Application, Message
from tests.cast import NOW, act, applies
from tests.management.typed import typed


@pytest.fixture
def letter(cast):
    """A rejection on its way."""
    act("reject", cast.bo_acts, [applies(cast.teacher, email="ida@example.com")], answers={"reason": "others"})
    Message.objects.filter(kind="receipt").update(state="sent")
    return Message.objects.get(kind="rejection")


def in_state(letter, state, **more):
    Message.objects.filter(pk=letter.pk).update(state=state, **more)


def test_list_shows_what_has_not_left(letter):
    assert typed("outbox") == f"{letter.pk}  queued  2026-11-23 09:10  rejection  ida@example.com\n"


def test_list_of_nothing_says_so(letter):
    in_state(letter, "sent")

    assert typed("outbox", "list") == "Nothing waits.\n"


def test_show_keeps_links_closed_and_codes_hidden(cast, letter):
    code = queue_plain(to="x@example.com", subject="Code", body="123456", kind="sign-in", language="en",
                       sender="job@havnsund.example", now=NOW, author=None)  # fmt: skip

    assert typed("outbox", "show", letter.pk).startswith(f"queued  {letter.message_id}\nFrom: {letter.sender}\n")
    assert "123456" not in typed("outbox", "show", code.pk)


def test_cancel_stops_it_once(letter):
    assert typed("outbox", "cancel", letter.pk) == f"{letter.pk}  cancelled\n"
    with pytest.raises(BadInput, match=f"message {letter.pk} is “cancelled” now"):
        typed("outbox", "cancel", letter.pk)


def test_retry_takes_the_refused_ones(letter):
    in_state(letter, "failed")

    assert typed("outbox", "retry", letter.pk) == f"{letter.pk}  queued\n"


@pytest.mark.parametrize(("outcome", "state", "owed"), [("sent", "sent", False), ("queued", "queued", True)])
def test_settle_ends_the_doubt(letter, outcome, state, owed):
    in_state(letter, "uncertain")

    assert typed("outbox", "settle", letter.pk, outcome) == f"{letter.pk}  {state}\n"
    assert Application.objects.get().is_owed is owed


def test_settle_wants_to_know_how_it_ended(letter):
    in_state(letter, "uncertain")

    with pytest.raises(BadInput, match="Say how it ended"):
        typed("outbox", "settle", letter.pk)
    with pytest.raises(BadInput, match="Say how it ended"):
        typed("outbox", "settle", letter.pk, "perhaps")


def test_frozen_outbox_waits_until_released(cast, letter):
    held, leaving = (
        queue_plain(to="x@example.com", subject="S", body="B", kind="email", language="en",
                    sender="job@havnsund.example", now=NOW, author=None)
        for _ in range(2)
    )  # fmt: skip
    in_state(held, "held", reply="By a person")
    in_state(leaving, "sending", worker="dead")

    assert freeze() == (1, 1)
    assert Message.objects.get(pk=letter.pk).reply == FROZEN
    assert typed("outbox", "release") == "1 messages may leave now.\n"
    states = dict(Message.objects.values_list("pk", "state"))
    assert [states[row.pk] for row in (letter, held, leaving)] == ["queued", "held", "uncertain"]

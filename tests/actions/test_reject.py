"""Reject: status, stage, letter, answer owed until delivered."""

import pytest

from besked.models import Application, Message, Rejection, SearchDoc
from tests.cast import Cast, act, applies

pytestmark = pytest.mark.django_db
ANSWERS = {"type": "review", "reason": "others"}


@pytest.fixture
def cast() -> Cast:
    return Cast()


def test_reject_writes_status_fact_event_and_letter(cast: Cast) -> None:
    ida = applies(cast.teacher)

    result = act("reject", cast.bo_acts, [ida], answers=ANSWERS)

    ida.refresh_from_db()
    assert (result.done, result.refused, result.messages) == ([ida.pk], [], 1)
    assert (ida.status, ida.stage, ida.round, ida.is_owed) == ("rejected", "review", 2, True)
    assert list(Rejection.objects.values_list("application", "stage", "reason__slug")) == [(ida.pk, "review", "others")]
    assert list(ida.events.values_list("action", "before", "after")) == [
        ("received", "", "new"),
        ("reject", "new", "rejected"),
    ]
    letter = Message.objects.get(kind="rejection")
    assert (letter.to, letter.language, letter.state) == (ida.candidate.email, "da", "queued")
    assert letter.body.startswith("Kære Ida")
    assert SearchDoc.objects.count() == 1


def test_reject_query_count_is_the_same_for_one_and_three(cast: Cast, django_assert_num_queries) -> None:
    one, *three = [applies(cast.teacher, f"Ida{n} Berg") for n in range(4)]
    actor = cast.bo_acts

    with django_assert_num_queries(23):
        act("reject", actor, [one], answers=ANSWERS)
    with django_assert_num_queries(23):
        act("reject", actor, three, answers=ANSWERS)

    assert Application.objects.filter(status="rejected").count() == 4

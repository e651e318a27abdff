"""Rows of an interview in the outbox: what is stopped, and what an answer lets go again."""

import pytest

from besked.access import applicant
from besked.models import Application, Interview, Message, Slot
from tests.acts.test_interviews import ANSWERS, LATER, answers, invited
from tests.cast import Cast, act, applies

pytestmark = pytest.mark.django_db


def waiting(interview: Interview) -> list[str | None]:
    """The keys of what still waits, reminders and nudges."""
    rows = Message.objects.filter(interview=interview, state="queued", once__isnull=False)
    return list(rows.order_by("pk").values_list("once", flat=True))


@pytest.mark.parametrize("first", ["accepted", "other_time"])
def test_accepting_after_a_move_reminds_of_the_new_time_only(cast: Cast, first: str) -> None:
    row, interview = invited(cast)
    answers(row, first)
    act("move", cast.bo_acts, [row], answers={"date": "2026-12-04"}, now=LATER)

    answers(row, "accepted")

    assert waiting(interview) == [f"remind:{interview.pk}:2:email"]


def test_who_comes_after_all_to_a_booked_time_gets_no_nudge_to_book(cast: Cast) -> None:
    row: Application = applies(cast.teacher)
    offered = {"arrange": "slots", "slots": ["1/12 10:00-10:45"], "date": "", "time": ""}
    act("invite", cast.bo_acts, [row], answers=ANSWERS | offered)
    interview = Interview.objects.get()
    book = {"slot": Slot.objects.get().pk}
    act("book", applicant(frozenset({row.candidate_id})), [row], answers=book, now=LATER)

    answers(row, "not_accepted")
    answers(row, "accepted")

    assert waiting(interview) == [f"remind:{interview.pk}:2:email"]


def test_who_is_noted_as_still_awaited_is_asked_again_to_choose(cast: Cast) -> None:
    row = applies(cast.teacher)
    offered = {"arrange": "slots", "slots": ["1/12 10:00-10:45"], "date": "", "time": ""}
    act("invite", cast.bo_acts, [row], answers=ANSWERS | offered)

    act("reply", cast.bo_acts, [row], answers={"reply": "awaiting"}, now=LATER)

    interview = Interview.objects.get()
    assert waiting(interview) == [f"nudge:{interview.pk}:1"]

"""What a decision does to an interview ahead, and what taking it back can restore."""

import datetime as dt
from typing import Any

import pytest

from besked.access import applicant
from besked.actions import BY_SLUG
from besked.models import Application, Event, Interview, Message, Run, Slot
from besked.runs import Refusal
from tests.acts.test_interviews import ANSWERS, LATER, answers, invited, states
from tests.cast import NOW, Cast, act, applies

pytestmark = pytest.mark.django_db
SLOT = {"arrange": "slots", "slots": ["1/12 10:00-10:45"], "date": "", "time": ""}


def taken_back(cast: Cast, slug: str, run: int, now: dt.datetime = LATER) -> tuple[list[int], list[Refusal]]:
    """Undo by the recruiter."""
    return BY_SLUG[slug](cast.bo_acts, now=now).undo(Run.objects.get(pk=run))


def rejects(cast: Cast, row: Application, **more: Any) -> int:
    """Rejected an hour later."""
    return act("reject", cast.bo_acts, [row], answers={"reason": "others"}, now=LATER, **more).run


def test_rejection_cancels_the_interview_and_undo_plans_it_again(cast: Cast) -> None:
    row, interview = invited(cast)
    run = rejects(cast, row)
    interview.refresh_from_db()
    ended = (interview.state, states(interview, "reminder"))

    back = taken_back(cast, "reject", run)

    interview.refresh_from_db()
    assert ended == ("cancelled", ["cancelled"])
    assert back == ([row.pk], [])
    assert (interview.state, states(interview, "reminder")) == ("planned", ["queued"])


def test_interview_whose_time_is_taken_meanwhile_is_lost_and_it_says_so(cast: Cast) -> None:
    row, interview = invited(cast)
    run = rejects(cast, row)
    other = applies(cast.teacher, "Bea Berg")
    act("invite", cast.bo_acts, [other], answers=ANSWERS | {"time": "10:30"}, now=LATER)

    taken_back(cast, "reject", run)

    interview.refresh_from_db()
    assert (interview.state, states(interview, "reminder")) == ("cancelled", ["cancelled"])
    assert Event.objects.filter(application=row).latest("pk").particulars == {"of": "reject", "interview": "lost"}


def test_seat_that_somebody_took_meanwhile_stays_theirs(cast: Cast) -> None:
    first, second = applies(cast.teacher), applies(cast.teacher, "Bea Berg")
    act("invite", cast.bo_acts, [first, second], answers=ANSWERS | SLOT)
    slot = {"slot": Slot.objects.get().pk}
    act("book", applicant(frozenset({first.candidate_id})), [first], answers=slot, now=LATER)
    run = act("withdraw", cast.bo_acts, [first], now=LATER).run
    act("book", applicant(frozenset({second.candidate_id})), [second], answers=slot, now=LATER)

    undone, refused = taken_back(cast, "withdraw", run)

    assert (undone, refused) == ([first.pk], [])
    held = Interview.objects.order_by("pk").values_list("state", "seat")
    assert list(held) == [("cancelled", None), ("planned", 1)]


def test_interview_that_has_begun_is_not_planned_again(cast: Cast) -> None:
    row, interview = invited(cast, date="2026-11-23", time="12:00")
    run = act("withdraw", cast.bo_acts, [row], now=LATER).run

    taken_back(cast, "withdraw", run, now=NOW + dt.timedelta(hours=4))

    interview.refresh_from_db()
    assert interview.state == "cancelled"


def test_interview_in_the_past_is_not_cancelled_by_a_decision(cast: Cast) -> None:
    row, interview = invited(cast)
    row.refresh_from_db()

    act("reject", cast.bo_acts, [row], answers={"reason": "others"}, now=dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC))

    interview.refresh_from_db()
    assert interview.state == "planned"


def test_moving_to_another_vacancy_with_an_interview_ahead_needs_a_second_yes(cast: Cast) -> None:
    row, interview = invited(cast)
    answers = {"vacancy": cast.nurse.pk}

    refused = act("transfer", cast.anna_acts, [row], answers=answers, now=LATER).refused
    accepted = act("transfer", cast.anna_acts, [row], answers=answers, now=LATER, accept=["interview"])

    interview.refresh_from_db()
    assert [(r.reason, r.rule) for r in refused] == [
        ("They have an interview ahead, which would be cancelled.", "interview")
    ]
    assert (accepted.done, interview.state) == ([row.pk], "cancelled")


def test_moving_somebody_who_knows_of_the_interview_tells_them(cast: Cast) -> None:
    row, interview = invited(cast)
    Message.objects.filter(interview=interview, kind="invitation").update(state="sent")

    act("transfer", cast.anna_acts, [row], answers={"vacancy": cast.nurse.pk}, now=LATER, accept=["interview"])

    letter = Message.objects.get(kind="interview-cancelled")
    assert (letter.to, letter.not_before) == (row.candidate.email, LATER + dt.timedelta(minutes=10))
    assert '"cancelled": true' in letter.calendar


def test_endings_cost_the_same_for_one_and_three(cast: Cast, django_assert_num_queries) -> None:
    one, *three = [applies(cast.teacher, f"Ida{n} Berg") for n in range(4)]
    act("invite", cast.bo_acts, [one, *three], answers=ANSWERS | {"arrange": "sequence", "reminder": "email"})
    Message.objects.update(state="sent")
    actor = cast.bo_acts

    with django_assert_num_queries(27):
        first = act("reject", actor, [one], answers={"reason": "others"}, now=LATER)
    with django_assert_num_queries(27):
        second = act("reject", actor, three, answers={"reason": "others"}, now=LATER)
    with django_assert_num_queries(25):
        taken_back(cast, "reject", first.run)
    with django_assert_num_queries(25):
        taken_back(cast, "reject", second.run)

    assert Interview.objects.filter(state="planned").count() == 4


def test_invitation_that_had_not_left_waits_again_with_its_interview(cast: Cast) -> None:
    row, interview = invited(cast)
    run = rejects(cast, row)

    taken_back(cast, "reject", run)

    assert states(interview, "invitation") == ["queued"]


def test_whoever_is_awaited_again_keeps_their_seat_through_a_decision_taken_back(cast: Cast) -> None:
    row = applies(cast.teacher)
    act("invite", cast.bo_acts, [row], answers=ANSWERS | SLOT)
    act("book", applicant(frozenset({row.candidate_id})), [row], answers={"slot": Slot.objects.get().pk}, now=LATER)
    act("reply", cast.bo_acts, [row], answers={"reply": "awaiting"}, now=LATER)
    run = rejects(cast, row)

    taken_back(cast, "reject", run)

    assert list(Interview.objects.values_list("state", "seat")) == [("planned", 1)]


def test_reminder_of_an_interview_that_is_planned_again_follows_the_answers(cast: Cast) -> None:
    row, interview = invited(cast)
    taken_back(cast, "reject", rejects(cast, row))
    answers(row, "not_accepted")

    answers(row, "accepted")

    found = Message.objects.get(interview=interview, kind="reminder")
    assert (found.state, found.once) == ("queued", f"remind:{interview.pk}:2:email")

"""Interviews from invitation to answer, move, cancellation and afterwards; every rule through the one road."""

import datetime as dt
from typing import Any

import pytest

from besked.access import applicant
from besked.actions.withdraw import Withdraw
from besked.models import Application, Interview, Message, Run, Slot
from besked.runs import Result
from tests.cast import NOW, Cast, act, applies

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, Any] = {
    "kind": "interview1",
    "format": "in_person",
    "date": "2026-12-01",
    "time": "10:00",
    "duration": 45,
    "recruiters": ["bo@havnsund.example"],
    "place": "Skolegade 1",
    "reminder": "email",
    "days_before": 2,
}
LATER = NOW + dt.timedelta(hours=1)


def invited(cast: Cast, **more: Any) -> tuple[Application, Interview]:
    """Somebody who is invited to 1 December at ten."""
    row = applies(cast.teacher)
    act("invite", cast.bo_acts, [row], answers=ANSWERS | more)
    row.refresh_from_db()
    return row, Interview.objects.get(application=row)


def answers(row: Application, reply: str, text: str = "", now: dt.datetime = LATER) -> Result:
    """The applicant answers by their link."""
    actor = applicant(frozenset({row.candidate_id}))
    return act("reply", actor, [row], answers={"reply": reply, "text": text}, now=now)


def states(interview: Interview, kind: str) -> list[str]:
    """The states of an interview's messages of one kind, oldest first."""
    return list(Message.objects.filter(interview=interview, kind=kind).order_by("pk").values_list("state", flat=True))


def test_invited_person_has_a_time_a_letter_and_a_reminder_on_saturday(cast: Cast) -> None:
    row, interview = invited(cast)

    assert (row.status, interview.reply, interview.state) == ("invited", "awaiting", "planned")
    assert interview.starts_at == dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)
    assert [user.name for user in interview.recruiters.all()] == ["Bo Holm"]
    found = Message.objects.filter(interview=interview).order_by("pk").values_list("kind", "not_before", "once")
    assert list(found) == [
        ("invitation", NOW + dt.timedelta(minutes=10), None),
        ("reminder", dt.datetime(2026, 11, 29, 8, 0, tzinfo=dt.UTC), f"remind:{interview.pk}:1:email"),
    ]


@pytest.mark.parametrize("reply", ["accepted", "not_accepted", "other_time"])
def test_answer_is_kept_told_and_decides_over_the_reminder(cast: Cast, reply: str) -> None:
    row, interview = invited(cast)

    result = answers(row, reply, "gerne")

    interview.refresh_from_db()
    assert (result.done, interview.reply, interview.reply_text) == ([row.pk], reply, "gerne")
    assert states(interview, "reminder") == ["queued" if reply == "accepted" else "cancelled"]
    news = Message.objects.get(kind="interview-answer")
    assert (news.to, news.language, news.state) == ("bo@havnsund.example", "en", "queued")


def test_changed_mind_brings_the_reminder_back(cast: Cast) -> None:
    row, interview = invited(cast)
    answers(row, "not_accepted")

    answers(row, "accepted", now=LATER + dt.timedelta(hours=1))

    assert states(interview, "reminder") == ["queued"]
    assert Message.objects.filter(kind="interview-answer").count() == 2


def test_answer_after_the_start_is_refused_in_words(cast: Cast) -> None:
    row, _interview = invited(cast)

    result = answers(row, "accepted", now=dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC))

    assert result.done == []
    assert [r.reason for r in result.refused] == ["The interview has begun; an answer can’t be changed here any more."]


def test_move_stops_the_old_reminder_and_asks_anew(cast: Cast) -> None:
    row, interview = invited(cast)
    Message.objects.filter(interview=interview, kind="invitation").update(state="sent")
    answers(row, "accepted")

    result = act("move", cast.bo_acts, [row], answers={"date": "2026-12-04", "time": "13:30"}, now=LATER)

    interview.refresh_from_db()
    assert (result.refused, interview.reply, interview.revision) == ([], "awaiting", 2)
    assert interview.starts_at == dt.datetime(2026, 12, 4, 12, 30, tzinfo=dt.UTC)
    assert states(interview, "reminder") == ["cancelled", "queued"]
    assert states(interview, "interview-moved") == ["queued"]
    newest = Message.objects.filter(interview=interview, kind="reminder").latest("pk")
    assert newest.not_before == dt.datetime(2026, 12, 2, 8, 0, tzinfo=dt.UTC)


def test_move_before_the_invitation_left_sends_a_new_invitation_instead(cast: Cast) -> None:
    row, interview = invited(cast)

    act("move", cast.bo_acts, [row], answers={"time": "11:00"}, now=NOW + dt.timedelta(minutes=2))

    assert states(interview, "invitation") == ["cancelled", "queued"]


def test_cancelled_interview_sends_no_reminder(cast: Cast) -> None:
    row, interview = invited(cast)
    Message.objects.filter(interview=interview, kind="invitation").update(state="sent")

    act("cancel-interview", cast.bo_acts, [row], answers={"reason": "Bo er syg"}, now=LATER)

    interview.refresh_from_db()
    assert (interview.state, interview.revision) == ("cancelled", 2)
    assert states(interview, "reminder") == ["cancelled"]
    letter = Message.objects.get(interview=interview, kind="interview-cancelled")
    assert "Bo er syg" in letter.body


def test_withdrawal_ends_the_interview_and_taking_it_back_restores_all(cast: Cast) -> None:
    row, interview = invited(cast)
    actor = applicant(frozenset({row.candidate_id}))
    row.refresh_from_db()
    before = (row.status, row.round)
    done = act("withdraw", actor, [row], now=LATER)
    interview.refresh_from_db()
    assert (interview.state, states(interview, "reminder")) == ("cancelled", ["cancelled"])

    undone, refused = Withdraw(actor, now=LATER + dt.timedelta(hours=20)).undo(Run.objects.get(pk=done.run))

    row.refresh_from_db()
    interview.refresh_from_db()
    assert (undone, refused) == ([row.pk], [])
    assert (row.status, row.round) == before
    assert (interview.state, states(interview, "reminder")) == ("planned", ["queued"])


def test_held_interview_makes_interviewed_at_its_stage(cast: Cast) -> None:
    row, interview = invited(cast)
    after = dt.datetime(2026, 12, 1, 10, 0, tzinfo=dt.UTC)

    early = act("held", cast.bo_acts, [row], now=LATER)
    result = act("held", cast.bo_acts, [row], now=after)

    row.refresh_from_db()
    interview.refresh_from_db()
    assert (early.done, result.done) == ([], [row.pk])
    assert (row.status, row.stage, interview.state) == ("interviewed", "interview1", "held")


def test_booking_takes_the_last_seat_and_queues_the_reminder(cast: Cast) -> None:
    rows = [applies(cast.teacher, f"Ida{n} Berg") for n in range(2)]
    slots = {"arrange": "slots", "slots": ["1/12 10:00-10:45"], "date": "", "time": ""}
    act("invite", cast.bo_acts, rows, answers=ANSWERS | slots)
    slot = Slot.objects.get()

    first, second = (
        act("book", applicant(frozenset({row.candidate_id})), [row], answers={"slot": slot.pk}, now=LATER)
        for row in rows
    )

    assert (first.done, second.done) == ([rows[0].pk], [])
    assert [r.reason for r in second.refused] == ["This time has just been taken. Choose another one."]
    interview = Interview.objects.get(application=rows[0])
    assert (interview.seat, interview.reply, interview.starts_at) == (1, "accepted", slot.starts_at)
    assert (states(interview, "reminder"), states(interview, "choose-time-reminder")) == (["queued"], ["cancelled"])
    assert states(interview, "time-chosen") == ["queued"]

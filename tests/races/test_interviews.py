"""Interviews while several people act at once: one place is given once, and nobody answers what no longer stands."""

import datetime as dt
import threading

import pytest

from besked.access import applicant
from besked.acts import ACTS
from besked.models import Application, Interview, Message, Run, Slot
from tests.cast import NOW, Cast, act
from tests.crowd import crowd
from tests.races.together import PATIENCE, at_once

pytestmark = pytest.mark.django_db(transaction=True)
INVITATION = {
    "kind": "interview1",
    "format": "in_person",
    "date": "2026-12-01",
    "time": "10:00",
    "duration": 45,
    "recruiters": ["bo@havnsund.example"],
    "reminder": "email",
}
SLOTS = INVITATION | {"arrange": "slots", "slots": ["1/12 10:00-10:45"]}
LATER = NOW + dt.timedelta(hours=1)


def doing(slug, actor, row, answers, meet):
    """An act that is performed only when everybody has looked."""

    class Meeting(ACTS[slug]):
        def prepare(self, ready):
            meet.wait(PATIENCE)

    run = Run(slug=slug, user=actor.user, actor=actor.key, created_at=LATER)
    return lambda: Meeting(actor, answers, now=LATER).perform([row.pk], run)


def himself(row: Application):
    """The applicant, by their link."""
    return applicant(frozenset({row.candidate_id}))


def test_last_place_is_booked_once_by_a_hundred():
    cast = Cast()
    rows = crowd(cast.teacher, 100, NOW)
    act("invite", cast.bo_acts, rows, answers=SLOTS)
    slot, results = Slot.objects.get(), []

    for start in range(0, 100, 25):  # as many threads as a database takes connections for
        some = rows[start : start + 25]
        meet = threading.Barrier(25) if start == 0 else threading.Barrier(1)
        results += at_once(*(doing("book", himself(row), row, {"slot": slot.pk}, meet) for row in some))

    done = [pk for result in results for pk in result.done]
    assert len(done) == 1
    assert {r.reason for result in results for r in result.refused} == {
        "This time has just been taken. Choose another one."
    }
    assert list(Interview.objects.filter(seat__isnull=False).values_list("application", "seat")) == [(done[0], 1)]
    assert Message.objects.filter(kind="time-chosen").count() == 1


def test_places_for_three_are_given_to_three():
    cast = Cast()
    rows = crowd(cast.teacher, 12, NOW)
    act("invite", cast.bo_acts, rows, answers=SLOTS | {"cap": 3})
    slot, meet = Slot.objects.get(), threading.Barrier(12)

    results = at_once(*(doing("book", himself(row), row, {"slot": slot.pk}, meet) for row in rows))

    assert sum(len(result.done) for result in results) == 3
    seats = Interview.objects.filter(seat__isnull=False).order_by("seat").values_list("seat", flat=True)
    assert list(seats) == [1, 2, 3]


def test_two_recruiters_move_one_interview_and_the_applicant_hears_of_one_move():
    cast = Cast()
    (row,) = crowd(cast.teacher, 1, NOW)
    act("invite", cast.bo_acts, [row], answers=INVITATION)
    Message.objects.filter(kind="invitation").update(state="sent")
    meet = threading.Barrier(2)

    results = at_once(
        doing("move", cast.bo_acts, row, {"time": "11:00"}, meet),
        doing("move", cast.anna_acts, row, {"time": "12:00"}, meet),
    )

    assert sorted(len(result.done) for result in results) == [0, 1]
    assert [r.reason for result in results for r in result.refused] == [
        "Somebody has changed this interview meanwhile; look again before you decide."
    ]
    assert Message.objects.filter(kind="interview-moved").count() == 1
    assert Interview.objects.get().revision == 2


def test_answer_to_the_old_time_does_not_count_for_the_new_one():
    cast = Cast()
    (row,) = crowd(cast.teacher, 1, NOW)
    act("invite", cast.bo_acts, [row], answers=INVITATION)
    meet = threading.Barrier(2)

    moved, answered = at_once(
        doing("move", cast.bo_acts, row, {"time": "11:00"}, meet),
        doing("reply", himself(row), row, {"reply": "accepted"}, meet),
    )

    interview = Interview.objects.get()
    assert len(moved.done) + len(answered.done) == 1
    assert (interview.revision, interview.reply) == ((2, "awaiting") if moved.done else (1, "accepted"))
    waiting = Message.objects.filter(kind="reminder", state="queued").values_list("once", flat=True)
    assert list(waiting) == [f"remind:{interview.pk}:{interview.revision}:email"]

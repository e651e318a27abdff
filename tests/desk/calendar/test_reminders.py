"""Reminders in words: when each leaves or left, or the rule by which none does."""

import datetime as dt

import pytest
from django.utils import translation

from besked.desk.calendar.reminders import standing
from besked.models import Candidate, Interview, Message
from tests.cast import NOW


def said(interview, now=NOW):
    row = Interview.objects.select_related("application__candidate").get(pk=interview.pk)
    with translation.override("en"):
        return standing(row, Message.objects.filter(interview=row).order_by("pk"), now)


def test_each_channel_says_when_it_leaves(cast, invited):
    (interview,) = invited(days_before=3)

    assert said(interview) == ["E-mail reminder: leaves Saturday 28 November at 09:00."]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("sent", "E-mail reminder: left Sunday 29 November at 09:00."),
        ("missed", "E-mail reminder: could not leave in time."),
        ("failed", "E-mail reminder: refused by the receiver."),
        ("bounced", "E-mail reminder: came back."),
        ("uncertain", "E-mail reminder: uncertain whether it left."),
        ("held", "E-mail reminder: held back."),
        ("claimed", "E-mail reminder: leaves Sunday 29 November at 09:00."),
        ("cancelled", "No reminder is waiting."),
    ],
)
def test_state_of_the_message_is_told(cast, invited, state, words):
    (interview,) = invited()
    Message.objects.filter(kind="reminder").update(state=state)

    assert said(interview) == [words]


def test_due_one_is_about_to_leave(cast, invited):
    (interview,) = invited()

    assert said(interview, dt.datetime(2026, 11, 29, 8, tzinfo=dt.UTC)) == ["E-mail reminder: about to leave."]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reminder": "none"}, "No reminder."),
        ({"date": "2026-11-24"}, "No reminder: 09:00, 2 days before, has passed already."),
        ({"date": "2026-11-24", "days_before": 1}, "No reminder: 09:00 on the day before has passed already."),
    ],
)
def test_why_none_leaves_is_told(cast, invited, more, words):
    (interview,) = invited(**more)

    assert said(interview) == [words]


def test_answer_that_stops_it_is_the_reason(cast, invited):
    (interview,) = invited()
    Message.objects.filter(kind="reminder").update(state="cancelled")
    Interview.objects.update(reply="not_accepted")

    assert said(interview) == ["No reminder, because of the answer."]


def test_missing_number_is_the_reason(cast, invited):
    (interview,) = invited()
    Message.objects.filter(kind="reminder").delete()
    Interview.objects.update(reminder="sms")
    Candidate.objects.update(mobile="")

    assert said(interview) == ["No SMS reminder: there is no mobile number."]


def test_who_chooses_a_time_is_asked_again(cast, invited):
    (interview,) = invited(arrange="slots", slots=["1/12 10:00-12:00 every 45"], date="", time="")

    assert said(interview) == ["Question to choose a time: leaves Thursday 26 November at 09:00."]


def test_past_interview_owes_no_reason(cast, invited):
    (interview,) = invited(reminder="none")

    assert said(interview, dt.datetime(2026, 12, 2, tzinfo=dt.UTC)) == []

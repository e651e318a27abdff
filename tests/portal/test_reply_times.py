"""Times to choose from: by day, first come, changed until the interview; a taken one is shown as taken."""

import re

import pytest
import time_machine
from django.test import Client

from besked.models import Event, Interview, Message
from tests.cast import NOW, act, applies
from tests.portal.mailed import TALK, TIMES, invite, letter_of
from tests.portal.test_reply import START, history


def others(cast, number, slots):
    """So many people who may choose among the same times: one run invites them all."""
    rows = [applies(cast.teacher, f"Ida{n} Berg", "en") for n in range(number)]
    act("invite", cast.bo_acts, rows, answers=TALK | TIMES | {"slots": slots})
    return [letter_of(interview) for interview in Interview.objects.order_by("pk")]


def choices(text):
    """The times on the page: value, whether it can't be chosen, the words beside it."""
    found = re.findall(
        r'value="slot-(\d+)"( disabled)?><span><time [^>]*>([^<]*)</time>(?:<small>(\w[\w ]*)</small>)?', text
    )
    return [(hours, bool(off), words) for _pk, off, hours, words in found]


def test_times_are_grouped_by_day_and_none_is_chosen(client, chooser):
    text = client.get(chooser.page).text

    assert "Hello, Ida. Choose a time to talk with us." in text
    assert re.findall(r"<legend>(\w+ \d+ \w+ \d+)</legend>", text) == [
        "Tuesday 1 December 2026",
        "Wednesday 2 December 2026",
    ]
    assert choices(text) == [("10:00–10:45", False, ""), ("10:45–11:30", False, ""), ("09:00–09:45", False, "")]
    assert ("checked" in text, "Yes, I will attend" in text, "interview.ics" in text) == (False, False, False)
    assert "All times are Danish time." in text


def test_booking_is_an_acceptance(client, chooser):
    slot = chooser.slots[1]

    response = chooser.press(client, answer=f"slot-{slot.pk}")

    interview, text = chooser.again(), client.get(chooser.page).text
    assert (response.status_code, response.url) == (302, chooser.page)
    assert (interview.slot_id, interview.reply, interview.replied_at) == (slot.pk, "accepted", NOW)
    assert ("Thank you, Ida." in text, "10:45–11:30" in text, "interview.ics" in text) == (True, True, True)
    assert choices(text)[1] == ("10:45–11:30", False, "Your time")
    assert Message.objects.filter(kind="time-chosen").count() == 1


def test_choice_can_be_changed_declined_and_made_again(client, chooser):
    first, second, _third = chooser.slots

    for answer in (f"slot-{first.pk}", f"slot-{second.pk}", "not_accepted", f"slot-{second.pk}", f"slot-{first.pk}"):
        assert chooser.press(client, answer=answer).status_code == 302

    assert (chooser.again().slot_id, chooser.again().seat, chooser.again().reply) == (first.pk, 1, "accepted")
    assert [what for what, _ in history(chooser)] == ["book", "book", "not_accepted", "book", "book"]


def test_time_that_was_given_up_is_no_longer_shown(client, chooser):
    chooser.press(client, answer=f"slot-{chooser.slots[0].pk}")
    chooser.press(client, answer="other_time", text="Only Fridays")

    text = client.get(chooser.page).text

    assert ('class="day"' in text, "interview.ics" in text, "“Only Fridays”" in text) == (False, False, True)
    assert client.get(f"{chooser.page}interview.ics").status_code == 404
    assert choices(text)[0] == ("10:00–10:45", False, "")


def test_double_press_is_one_booking(client, chooser):
    form, slot = chooser.form(client), chooser.slots[0]

    answers = [client.post(chooser.page, {**form, "answer": f"slot-{slot.pk}"}).status_code for _ in range(2)]

    assert (answers, history(chooser)) == ([302, 302], [("book", "")])


def test_taken_time_is_shown_as_taken_and_refused_in_words(cast):
    first, second = others(cast, 2, ["1/12 10:00-11:30 every 45"])
    reader, slot = Client(), first.slots[0]
    form = second.form(reader)
    first.press(Client(), answer=f"slot-{slot.pk}")

    response = reader.post(second.page, {**form, "answer": f"slot-{slot.pk}"})

    assert (response.status_code, second.again().reply) == (409, "awaiting")
    assert "This time has just been taken. Choose another one." in response.text
    assert choices(response.text) == [("10:00–10:45", True, "Taken"), ("10:45–11:30", False, "")]


def test_when_all_are_taken_the_page_says_what_to_do(client, cast):
    first, second = others(cast, 2, ["1/12 10:00-10:45"])
    first.press(client, answer=f"slot-{first.slots[0].pk}")

    text = client.get(second.page).text

    assert "All times are taken." in text
    assert second.press(client, answer="other_time", text="Any day").status_code == 302


@pytest.mark.parametrize(
    "answer", ["slot-0", "slot-999999999999999999", "slot-9999999999999999999", "slot--1", "slot-"]
)
def test_time_that_was_not_offered_is_refused(client, chooser, answer):
    assert chooser.press(client, answer=answer).status_code in (400, 409)
    assert (chooser.again().slot_id, chooser.again().reply) == (None, "awaiting")


def test_time_of_another_invitation_is_refused(client, cast, chooser):
    bea = invite(cast, applies(cast.teacher, "Bea Berg", "en"), **TIMES | {"slots": ["3/12 9:00-9:45"]})

    response = chooser.press(client, answer=f"slot-{bea.slots[0].pk}")

    assert (response.status_code, "This time was not offered." in response.text) == (409, True)


def test_times_that_have_passed_are_not_offered(client, chooser):
    with time_machine.travel(START, tick=False):
        assert choices(client.get(chooser.page).text) == [("10:45–11:30", False, ""), ("09:00–09:45", False, "")]


def test_page_stays_until_a_day_after_the_last_time(client, chooser):
    last = chooser.slots[-1].ends_at

    with time_machine.travel(last, tick=False):
        response = client.get(chooser.page)
    with time_machine.travel(last.replace(day=3), tick=False):
        closed = client.get(chooser.page)

    assert (response.status_code, "All times are taken." in response.text, closed.status_code) == (200, True, 410)


def test_applicants_booking_is_told_once_and_stands_in_the_timeline(client, chooser):
    chooser.press(client, answer=f"slot-{chooser.slots[0].pk}")

    event = Event.objects.latest("pk")
    assert (event.action, event.actor_kind) == ("book", "applicant")
    assert Message.objects.filter(kind="interview-answer").count() == 1

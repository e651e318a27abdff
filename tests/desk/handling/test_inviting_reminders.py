"""When reminders leave, in words, and why there is none."""

import pytest

from besked.access import applicant
from besked.models import Interview, Message, Slot
from tests.cast import act, applies
from tests.desk.handling.inviting import next_step, second_step
from tests.desk.handling.reading import read


@pytest.fixture
def address(cast, draft):
    return draft("invite", [applies(cast.teacher, "Ida Ågård", "da"), applies(cast.teacher, "Ib Berg", "da")])


def told(response):
    return [one.text for one in read(response).one("div", id="moments").all("p")]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("1", "The reminder leaves on Sunday 29 November at 09:00."),
        ("2", "The reminder leaves on Saturday 28 November at 09:00."),
        ("3", "The reminder leaves on Friday 27 November at 09:00."),
        ("5", "The reminder leaves on Wednesday 25 November at 09:00."),
    ],
)
def test_real_time_is_named(bo, address, days, words):
    next_step(bo, address)

    assert told(second_step(bo, address, reminder="email", days_before=days)) == [words]


def test_missed_moment_is_named_and_a_short_one_offered_apart(bo, address):
    next_step(bo, address)

    assert told(second_step(bo, address, reminder="email", days_before="7")) == [
        "There is no reminder 7 days before: Monday 23 November at 09:00 has passed.",
        "It leaves on Monday 30 November at 08:00.",
    ]


def test_short_reminder_leaves_only_when_it_is_wished(bo, address):
    next_step(bo, address)

    page = second_step(bo, address, reminder="email", days_before="7", short_notice="on")
    second_step(bo, address, reminder="email", days_before="7", short_notice="on", do="perform")

    assert told(page) == [
        "The reminder leaves on Monday 30 November at 08:00.",
        "There is no reminder 7 days before: Monday 23 November at 09:00 has passed.",
        "It leaves on Monday 30 November at 08:00.",
    ]
    assert {one.not_before.isoformat() for one in Message.objects.filter(kind="reminder")} == {
        "2026-11-30T07:00:00+00:00"
    }


def test_no_reminder_is_possible_for_what_begins_soon(bo, address):
    next_step(bo, address, date="2026-11-23", time="11:30")

    assert told(second_step(bo, address, reminder="email")) == [
        "There is no reminder 1 day before: Sunday 22 November at 09:00 has passed.",
        "The interview begins in less than two hours; no reminder can be of use.",
    ]


def test_people_on_two_days_are_counted_apart(bo, address):
    next_step(bo, address, arrange="sequence", time="23:30")

    assert told(second_step(bo, address, reminder="email")) == [
        "1 reminder leaves on Sunday 29 November at 09:00.",
        "1 reminder leaves on Monday 30 November at 09:00.",
    ]


def test_who_chooses_a_time_is_asked_again(bo, address):
    next_step(bo, address, arrange="slots", slots="mon 30 10-12 every 60")

    assert told(second_step(bo, address, reminder="email", days_before="2")) == [
        "Whoever has chosen no time is asked again on Thursday 26 November at 09:00.",
        "The reminder leaves 2 days before the time that somebody chooses, at 09:00.",
    ]


def test_who_could_only_be_asked_again_too_late_is_not(bo, address):
    next_step(bo, address, arrange="slots", slots="wed 25 10-12 every 60")

    assert told(second_step(bo, address, reminder="none")) == []


def test_without_reminder_nothing_is_said(bo, address):
    next_step(bo, address)

    assert told(second_step(bo, address, reminder="none")) == []


def later(bo, address, text=""):
    """Times to choose from, with a reminder whose text was changed."""
    next_step(bo, address, arrange="slots", slots="mon 30 10-12 every 60")
    second_step(bo, address, reminder="email")
    edit = {"shown": "reminder-da", "letter-body": text, "letter-body-was": "x"} if text else {}
    return {"reminder": "email", **edit}


def test_reminder_of_who_chooses_is_written_now(bo, address, cast):
    typed = later(bo, address, "Husk {interviewtime}: vi ses.")
    page = read(second_step(bo, address, **typed))
    second_step(bo, address, reminder="email", do="perform")
    interview = Interview.objects.order_by("pk").first()

    answers = {"slot": Slot.objects.order_by("starts_at").first().pk}
    act("book", applicant(frozenset({interview.application.candidate_id})), [interview.application], answers=answers)

    assert [one.attributes["value"] for one in page.all("button", name="show")] == [
        "choose-time-da",
        "choose-time-reminder-da",
        "reminder-da",
    ]
    assert page.one("button", value="perform").text == "Send 2 invitations"
    assert Message.objects.get(kind="reminder").body.startswith("Husk 10.00: vi ses.")


def test_faulty_reminder_of_who_chooses_keeps_the_button_back(bo, address):
    typed = later(bo, address, "Husk {nonsense}.")

    response = second_step(bo, address, do="perform", **typed)

    assert response.status_code == 422
    assert read(response).one("div", class_="errors").one("li").text == (
        "Reminder by e-mail: Danish {nonsense} can't be filled in: no such word."
    )
    assert not Interview.objects.exists()

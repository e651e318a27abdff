"""Who gets which time, which times are offered, and what is worth knowing beforehand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from besked.desk.handling.inviting import STEPS
from tests.cast import act, applies
from tests.desk.handling.inviting import next_step, second_step
from tests.desk.handling.reading import read


@pytest.fixture
def two(cast):
    return [applies(cast.teacher, "Ida Ågård", "da"), applies(cast.teacher, "Maarten Groot", "nl")]


@pytest.fixture
def address(draft, two):
    return draft("invite", two)


def fault(page, name):
    return page.one("div", id=f"id_{name}_error").text


def test_sequence_shows_who_gets_which_time(bo, address):
    who = read(next_step(bo, address, arrange="sequence", **{"break": "10"})).one("section", id="who")

    assert [one.text for one in who.one("table").all("tr")] == [
        "Time Person",
        "Monday 30 November",
        "10:00–10:45 Ida Ågård",
        "10:55–11:40 Maarten Groot",
    ]


def test_day_is_named_anew_after_midnight(bo, address):
    who = read(next_step(bo, address, arrange="sequence", time="23:30")).one("section", id="who")

    days = [one.text for one in who.all("tr", class_="times-day")]
    assert days == ["Monday 30 November", "Tuesday 1 December"]


def test_together_names_the_time_once(bo, address):
    who = read(next_step(bo, address)).one("section", id="who")

    assert who.one("p", class_="when-line").text == "Monday 30 November at 10:00 · 45 minutes"


def test_phone_shows_the_numbers(bo, two, address):
    two[0].candidate.mobile = "+45 20 12 34 56"
    two[0].candidate.save()

    who = read(next_step(bo, address, format="phone")).one("section", id="who")

    assert [one.text for one in who.all("li")] == ["Ida Ågård +45 20 12 34 56", "Maarten Groot no number"]


def test_slots_are_shown_as_they_are_understood(bo, address):
    typed = "tue 24 10:00-12:00 every 45\r\n\r\nwed 25 9-10 x2"

    who = read(next_step(bo, address, arrange="slots", slots=typed, date="", time="")).one("section", id="who")

    assert [one.text for one in who.one("dl", class_="offers").inside if not isinstance(one, str)] == [
        "Tuesday 24 November",
        "10:00–10:45 10:45–11:30",
        "Wednesday 25 November",
        "09:00–10:00 × 2",
    ]
    assert "4 places · 2 people" in who.text
    assert who.text.count("11:30–12:00") == 1
    assert "Line 1: 11:30–12:00 is left over: there is no room for another 45 minutes." in who.text


def test_faulty_line_is_named_by_its_number(bo, address):
    typed = "tue 24 10-12\r\n\r\ntue 24 11-13\r\nsoon"

    page = read(next_step(bo, address, arrange="slots", slots=typed))

    assert fault(page, "slots") == (
        "Line 3: Tuesday 24 November 2026: 11:00–13:00 overlaps 10:00–12:00 (line 1). "
        "Line 4: “soon” is not understood. Write, for example: Tuesday 24 November 10:00-12:00 every 45"
    )
    assert page.one("textarea", name="slots").text == "tue 24 10-12 tue 24 11-13 soon"


def test_hints_stand_beside_time_and_person_and_block_nothing(bo, cast, two, address):
    answers = {"kind": "interview1", "format": "in_person", "date": "2026-11-30", "time": "10:30", "duration": 45}
    act("invite", cast.bo_acts, two[:1], answers=answers | {"recruiters": [cast.bo.email]})

    page = read(next_step(bo, address))

    who = page.one("section", id="who")
    assert [one.text for one in who.all("p", class_="hint")] == [
        "Bo Holm has another interview then (Monday 30 November at 10:30)."
    ]
    assert [one.text for one in who.all("li")] == ["Ida Ågård Already invited: First interview.", "Maarten Groot"]
    assert page.one("button", value="perform").text == "Send 2 invitations"


def test_offered_time_says_who_is_busy_then(bo, cast, two, address):
    answers = {"kind": "interview1", "format": "in_person", "date": "2026-11-24", "time": "11:00", "duration": 45}
    act("invite", cast.bo_acts, two[:1], answers=answers | {"recruiters": [cast.bo.email]})

    who = read(next_step(bo, address, arrange="slots", slots="tue 24 10-12 every 60")).one("section", id="who")

    offers = who.one("dl", class_="offers").all("li")
    assert [one.text for one in offers] == ["10:00–11:00", "11:00–12:00 Bo Holm has another interview then"]


def queries(bo, address):
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as found:
        assert bo.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    "more", [{}, {"arrange": "sequence"}, {"arrange": "slots", "slots": "tue 24 8-16 every 30 x9"}, {"format": "phone"}]
)
def test_pages_ask_the_database_no_more_for_many(bo, cast, draft, more):
    few, many = ([applies(cast.teacher, f"Ida{n} Berg", "da") for n in range(count)] for count in (2, 9))
    addresses = [draft("invite", people) for people in (few, many)]
    for address in addresses:
        next_step(bo, address, **more)
        second_step(bo, address, reminder="email")

    first, second = ([queries(bo, f"{address}?step={step}") for step in STEPS] for address in addresses)

    assert first == second

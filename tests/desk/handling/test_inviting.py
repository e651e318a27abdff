"""Inviting on its page: the interview first, then the letters; every answer stays where it was typed."""

import pytest

from besked.models import Message, Run
from tests.cast import applies, user
from tests.desk.handling.inviting import next_step, second_step
from tests.desk.handling.reading import read


@pytest.fixture
def two(cast):
    return [applies(cast.teacher, "Ida Ågård", "da"), applies(cast.teacher, "Maarten Groot", "nl")]


@pytest.fixture
def address(draft, two):
    return draft("invite", two)


def tabs(page):
    return [one.attributes["value"] for one in page.all("button", name="show")]


def step(page):
    return page.one("ol", class_="steps").one("li", **{"aria-current": "step"}).text


def fault(page, name):
    return page.one("div", id=f"id_{name}_error").text


def test_first_step_proposes_what_is_usual(bo, cast, address):
    user("aage", "mid", cast.school)

    page = read(bo.get(address))

    people = [(one.text, "checked" in one.one("input").attributes) for one in page.one(id="id_recruiters").all("label")]
    chosen = [one.attributes["value"] for one in page.all("input", type="radio") if "checked" in one.attributes]
    assert step(page) == "Interview"
    others = [("Aage Holm", False), ("Anna Holm", False), ("Lise Holm", False), ("Rune Holm", False)]
    assert people == [("Bo Holm (you)", True), *others]
    assert chosen == ["in_person", "together"]
    assert page.one("select", name="kind").one("option", selected=None).attributes["value"] == "interview1"
    assert page.one("input", name="duration").attributes["value"] == "45"
    assert "value" not in page.one("input", name="date").attributes
    assert "value" not in page.one("input", name="time").attributes


def test_next_shows_the_letters_and_sends_nothing(bo, address):
    page = read(next_step(bo, address))

    assert step(page) == "Letter and reminder"
    assert tabs(page) == ["invitation-da", "invitation-nl", "reminder-da", "reminder-nl"]
    assert page.one("section", id="go").all("button", name="do").__next__().text == "Back"
    assert not Message.objects.filter(kind="invitation").exists()
    assert Run.objects.get().state == "draft"


def test_tabs_of_several_letters_say_which_letter_they_are(bo, address):
    written = read(next_step(bo, address)).one("section", id="written")

    assert [one.text for one in written.all("b", class_="switch-name")] == ["Invitation", "Reminder by e-mail"]
    assert written.one("legend").text == "Invitation: Danish"


def test_back_leads_to_the_interview_with_everything_kept(bo, address):
    next_step(bo, address, place="Rådhuset")

    page = read(second_step(bo, address, do="back", reminder="email", days_before="3"))

    assert step(page) == "Interview"
    assert page.one("input", name="place").attributes["value"] == "Rådhuset"
    assert Run.objects.get().answers["days_before"] == "3"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("date", "2026-11-22", "This time has passed. Choose one that lies ahead."),
        ("date", "2026-02-30", "There is no such day. Write it as in 2026-11-24."),
        ("date", "", "Choose a date."),
        ("time", "25:00", "There is no such time. Write it as in 10:30."),
        ("time", "", "Choose a time."),
        ("duration", "forever", "Enter a whole number."),
        ("duration", "0", "Ensure this value is greater than or equal to 5."),
        ("recruiters", [], "Choose at least one recruiter who attends."),
        ("recruiters", ["nobody@example.com"], "There is no such colleague: nobody@example.com."),
    ],
)
def test_bad_answer_gets_its_sentence_at_its_field(bo, address, name, typed, words):
    response = next_step(bo, address, **{name: typed})
    page = read(response)

    assert response.status_code == 422
    assert step(page) == "Interview"
    assert fault(page, name) == words


@pytest.mark.parametrize(("name", "typed"), [("date", "2026-02-30"), ("time", "25:00"), ("duration", "forever")])
def test_bad_answer_is_still_there(bo, address, name, typed):
    page = read(next_step(bo, address, **{name: typed}))

    field = page.one("input", name=name).attributes
    assert field["value"] == typed
    # a control for days shows nothing that is no day
    assert field["type"] != name


def test_error_list_leads_to_the_field(bo, address):
    page = read(next_step(bo, address, recruiters=[], date=""))

    links = [(one.attributes["href"], one.text) for one in page.one("div", class_="errors").all("a")]
    assert links == [
        ("#id_date", "Date: Choose a date."),
        ("#id_recruiters_0", "Recruiters attending interview: Choose at least one recruiter who attends."),
    ]

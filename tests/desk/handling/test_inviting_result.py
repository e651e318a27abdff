"""The button invites once, says what it will do, and the result who comes when."""

import pytest

from besked.models import Application, Interview, Run, Status
from tests.cast import act, applies
from tests.desk.handling.inviting import next_step, second_step
from tests.desk.handling.reading import read


@pytest.fixture
def two(cast):
    return [applies(cast.teacher, "Ida Ågård", "da"), applies(cast.teacher, "Maarten Groot", "nl")]


@pytest.fixture
def address(draft, two):
    return draft("invite", two)


def step(page):
    return page.one("ol", class_="steps").one("li", **{"aria-current": "step"}).text


def fault(page, name):
    return page.one("div", id=f"id_{name}_error").text


def test_button_invites_once_and_the_result_says_who_comes_when(bo, cast, two, address):
    next_step(bo, address)

    page = read(second_step(bo, address, do="perform", reminder="email"))
    again = bo.post(address, {"do": "perform"})

    done = page.one("section", **{"aria-labelledby": "done-title"})
    assert page.one("h1").text == "2 applicants invited"
    assert [one.text for one in done.all("li")] == [
        "Ida Ågård First interview · Monday 30 November at 10:00",
        "Maarten Groot First interview · Monday 30 November at 10:00",
    ]
    assert "2 reminders wait; the first leaves on 29 Nov 2026, 09:00." in page.text
    assert again.status_code == 302
    assert Interview.objects.count() == 2
    assert set(Application.objects.values_list("status", flat=True)) == {Status.INVITED}


def test_without_letter_the_button_says_so(bo, address):
    next_step(bo, address)

    page = read(second_step(bo, address, mail="none"))

    assert page.one("button", value="perform").text == "Plan 2 interviews, without a letter"
    assert page.one("section", id="written").one("h2").text == "Nothing is sent"
    assert "the template says so" not in page.text


def test_slots_without_a_letter_are_refused_in_words(bo, address):
    next_step(bo, address, arrange="slots", slots="tue 24 10-12")

    response = second_step(bo, address, mail="none", do="perform")

    assert response.status_code == 422
    assert fault(read(response), "mail") == "Without a letter nobody could choose a time."
    assert not Interview.objects.exists()


def test_time_that_passed_meanwhile_leads_back_to_it(bo, address, frozen):
    next_step(bo, address)
    Run.objects.update(answers={**Run.objects.get().answers, "date": "2026-11-20"})

    response = second_step(bo, address, do="perform")

    assert response.status_code == 422
    assert step(read(response)) == "Interview"
    assert fault(read(response), "date") == "This time has passed. Choose one that lies ahead."


@pytest.mark.parametrize("torn", ["{confirm\nlink}", "%7Bconfirmlink%7D"])
def test_torn_link_is_named_and_the_text_is_kept(bo, address, torn):
    next_step(bo, address)
    text = {"shown": "invitation-da", "letter-body": f"Kom: {torn}", "letter-body-was": "x"}

    response = second_step(bo, address, do="perform", **text)

    page = read(response)
    faults = page.one("div", id="letter-body-error").text
    assert response.status_code == 422
    assert faults == "{confirmlink} is broken in the text. Write it in one piece, in braces."
    assert page.one("textarea", name="letter-body").text == f"Kom: {torn}".replace("\n", " ")
    assert not Interview.objects.exists()


def test_colleague_sees_the_draft_and_changes_nothing(client, bo, cast, address):
    next_step(bo, address)
    client.force_login(cast.anna)

    page = read(client.get(address))

    assert "Bo Holm is writing this." in page.text
    assert next_step(client, address, place="Elsewhere").status_code == 403
    assert Run.objects.get().answers["place"] == "Room 4"


def test_whoever_withdrew_meanwhile_is_named_and_the_rest_is_invited(bo, cast, two, address):
    next_step(bo, address)
    act("withdraw", cast.bo_acts, two[:1])

    page = read(second_step(bo, address, do="perform"))

    left = page.one("section", **{"aria-labelledby": "refused-title"})
    assert [one.text for one in left.all("li")] == ["Ida Ågård Not possible: Withdrawn."]
    assert [one.application_id for one in Interview.objects.all()] == [two[1].pk]

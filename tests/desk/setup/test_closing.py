"""Closing and reopening on the page: nobody is left in silence."""

import pytest

from besked.models import Message, Run, Vacancy
from tests.cast import NOW, act, applies
from tests.desk.handling.reading import read


@pytest.fixture
def bo(client, cast):
    client.force_login(cast.bo)
    return client


@pytest.fixture
def address(cast):
    return f"/vacancies/{cast.teacher.pk}/close/"


def rejected(cast, *people, **more):
    answers = {"type": "review", "reason": cast.reason.slug, **more}
    return act("reject", cast.bo_acts, list(people), answers=answers)


def test_page_names_who_waits(bo, cast, address):
    applies(cast.teacher, "Ida Ågård")
    rejected(cast, applies(cast.teacher, "Oskar Lind"))
    applies(cast.nurse, "Somebody Else")

    page = read(bo.get(address))

    assert [line.one("a").text for line in page.one("ul", class_="lines").all("li")] == ["Ida Ågård"]
    assert page.one("div", class_="notice").text == "1 answer is on its way."


def test_vacancy_with_somebody_waiting_stays_open(bo, cast, address):
    applies(cast.teacher)

    response = bo.post(address)

    assert response.status_code == 409
    assert read(response).one("div", class_="message").text == "1 person still waits for an answer."
    assert Vacancy.objects.get(pk=cast.teacher.pk).closing_at is None


def test_all_who_wait_are_rejected_by_a_draft(bo, cast, address):
    waiting = [applies(cast.teacher, name) for name in ("Ida Å", "Mia H")]
    form = read(bo.get(address)).one("form", action="/actions/reject/")

    bo.post(
        "/actions/reject/",
        {
            one.attributes["name"]: one.attributes["value"]
            for one in form.all("input")
            if one.attributes["name"] != "csrfmiddlewaretoken"
        },
    )

    draft = Run.objects.get()
    assert form.one("button").text == "Reject all 2"
    assert (draft.slug, draft.state, draft.applications, draft.back) == (
        "reject",
        "draft",
        [one.pk for one in waiting],
        address,
    )


def test_vacancy_closes_by_itself_after_the_last_answer(bo, cast, address):
    rejected(cast, applies(cast.teacher))

    response = bo.post(address)

    fresh = Vacancy.objects.get(pk=cast.teacher.pk)
    assert (response.status_code, response.url) == (302, f"/vacancies/{cast.teacher.pk}/")
    assert (fresh.closing_at, fresh.closed_at) == (NOW, None)


def test_letter_that_waits_for_a_word_keeps_the_vacancy_open(bo, cast, address):
    rejected(cast, applies(cast.teacher), tell="later")

    assert Message.objects.get(kind="rejection").state == "draft"
    assert bo.post(address).status_code == 409


def test_vacancy_without_applicants_closes_at_once(bo, cast, address):
    bo.post(address)

    assert Vacancy.objects.get(pk=cast.teacher.pk).closed_at == NOW


def test_closed_vacancy_opens_again(bo, cast, address):
    bo.post(address)
    assert read(bo.get(address)).one("h1").text == "Open the vacancy again"

    response = bo.post(address.replace("close", "reopen"))

    fresh = Vacancy.objects.get(pk=cast.teacher.pk)
    assert (response.status_code, fresh.closing_at, fresh.closed_at) == (302, None, None)


def test_closing_needs_its_right(client, cast, address):
    client.force_login(cast.lise)

    assert client.get(address).status_code == 403


def test_page_asks_the_database_as_often_with_more_people(bo, cast, address, django_assert_num_queries):
    applies(cast.teacher)
    with django_assert_num_queries(9):
        bo.get(address)
    for name in ("Ida Å", "Mia H", "Per D"):
        applies(cast.teacher, name)
    with django_assert_num_queries(9):
        bo.get(address)

"""The public job list: who is on it, in which order and language, and what narrows it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from besked.careers.jobs import PAGE
from besked.models import Vacancy, VacancyText
from tests.cast import NOW, TITLES, Cast, department, vacancy

TODAY = NOW.date()


def titles(response):
    return [opening.title for opening in response.context["openings"]]


def named(cast: Cast, title: str, where=None, **fields) -> Vacancy:
    made = vacancy(where or cast.school, cast.bo, **fields)
    VacancyText.objects.filter(vacancy=made).update(title=title)
    return made


@pytest.fixture(autouse=True)
def only_these(cast):
    """The cast's own vacancies are unpublished, so that each test has its own list."""
    Vacancy.objects.update(is_public=False)


def test_list_shows_open_public_vacancies_by_deadline(client, cast):
    named(cast, "No deadline", deadline=None)
    named(cast, "Later", deadline=TODAY + dt.timedelta(days=9))
    named(cast, "Last day", deadline=TODAY)
    named(cast, "Expired", deadline=TODAY - dt.timedelta(days=1))
    named(cast, "Closed", closed_at=NOW)
    named(cast, "Closing", closing_at=NOW)
    named(cast, "Internal", is_public=False)

    assert titles(client.get("/jobs/")) == ["Last day", "Later", "No deadline"]


def test_list_is_empty_in_words(client, cast):
    assert "No jobs are open at the moment" in client.get("/jobs/").text


@pytest.mark.parametrize("language", TITLES)
def test_list_speaks_the_language_that_was_chosen(client, cast, language):
    vacancy(cast.school, cast.bo)

    first = client.get("/jobs/", {"language": language}, headers={"accept-language": "fr"})
    second = client.get("/jobs/", headers={"accept-language": "fr"})

    for response in (first, second):
        assert titles(response) == [TITLES[language]]
        assert f'<html lang="{language}"' in response.text
        assert response.headers["Content-Language"] == language


def test_language_that_we_do_not_speak_is_left_aside(client, cast):
    response = client.get("/jobs/", {"language": "xx"}, headers={"accept-language": "da"})

    assert (response.headers["Content-Language"], dict(response.cookies)) == ("da", {})


def test_title_in_another_language_is_marked(client, cast):
    made = vacancy(cast.school, cast.bo)
    made.texts.exclude(language="sv").delete()

    assert '<h2 lang="sv">' in client.get("/jobs/", headers={"accept-language": "en"}).text


def test_words_narrow_the_list(client, cast):
    named(cast, "Lærer i Århus")
    named(cast, "Gardener", place="Ålborg")
    named(cast, "Cook", where=cast.care)

    assert titles(client.get("/jobs/", {"q": "larer arhus"})) == ["Lærer i Århus"]
    assert titles(client.get("/jobs/", {"q": "ÅLB"})) == ["Gardener"]
    assert titles(client.get("/jobs/", {"q": "omsorg"})) == ["Cook"]


def test_list_without_a_match_says_so(client, cast):
    named(cast, "Cook")
    named(cast, "Gardener")

    response = client.get("/jobs/", {"q": "pilot"})

    assert titles(response) == []
    assert "No job matches" in response.text


def test_department_narrows_the_list_with_all_below_it(client, cast):
    named(cast, "Cook", where=cast.care)
    named(cast, "Teacher", where=department("4th grade", cast.school))

    response = client.get("/jobs/", {"department": cast.school.pk})

    assert titles(response) == ["Teacher"]
    assert [name for _, name in response.context["departments"]] == ["Lindevang Skole", "\u20034th grade", "Omsorg"]


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 30, "１", "1\0"])
def test_department_that_is_none_is_left_aside(client, cast, asked):
    named(cast, "Cook")

    assert titles(client.get("/jobs/", {"department": asked, "page": asked})) == ["Cook"]


def test_long_list_has_pages(client, cast):
    for number in range(PAGE + 1):
        named(cast, f"Job {number}")

    first, second = client.get("/jobs/"), client.get("/jobs/?page=1")

    assert (len(titles(first)), titles(second)) == (PAGE, [f"Job {PAGE}"])
    assert (first.context["later"], second.context["earlier"]) == ("?page=1", "?page=0")


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_three_queries_however_long(client, cast, number):
    for _ in range(number):
        vacancy(cast.school, cast.bo)

    with CaptureQueriesContext(connection) as asked:
        client.get("/jobs/")

    assert len(asked) == 3


def test_list_cannot_be_posted_to(client, cast):
    assert client.post("/jobs/").status_code == 405

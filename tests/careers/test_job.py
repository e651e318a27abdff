"""The page of a job: the advert, the promise, and words where one can't apply any more."""

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from besked.models import Department, Vacancy, VacancyText
from tests.cast import NOW, TITLES, vacancy

HOSTILE = '</script><script>alert(1)</script><!-- & \u2028 "quoted"'


def posting(response):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.text, re.S)
    return json.loads(found[1]) if found else None


def test_job_promises_an_answer_and_names_a_person(client, cast):
    text = client.get(f"/jobs/{cast.teacher.slug}/").text

    assert "Everybody who applies gets an answer, on" in text
    assert '<time datetime="2026-12-14">Monday 14 December 2026</time>' in text
    assert "mailto:bo@havnsund.example" in text
    assert f'href="/jobs/{cast.teacher.slug}/apply/"' in text


def test_job_without_deadline_promises_from_today(client, cast):
    made = vacancy(cast.school, cast.bo, deadline=None)

    response = client.get(f"/jobs/{made.slug}/")

    assert response.context["promise"] == dt.date(2026, 12, 7)
    assert "If you apply today, you have it on" in response.text


@pytest.mark.parametrize("language", TITLES)
def test_job_is_shown_in_each_of_its_languages(client, cast, language):
    response = client.get(f"/jobs/{cast.teacher.slug}/?language={language}")

    assert f'<html lang="{language}"' in response.text
    assert f"<h1>{TITLES[language]}</h1>" in response.text
    assert [item["code"] for item in response.context["languages"] if item["current"]] == [language]


def test_advert_in_another_language_says_so(client, cast):
    cast.teacher.texts.exclude(language="sv").delete()
    Vacancy.objects.filter(pk=cast.teacher.pk).update(languages=["sv"])

    response = client.get(f"/jobs/{cast.teacher.slug}/", headers={"accept-language": "nl"})

    assert '<h1 lang="sv">Lärare</h1>' in response.text
    assert '<div class="prose" lang="sv">' in response.text
    assert [item["code"] for item in response.context["languages"]] == ["sv", "nl"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"deadline": dt.date(2026, 11, 22)}, "so you can no longer apply"),
        ({"closed_at": NOW}, "This job is no longer open"),
        ({"closing_at": NOW}, "This job is no longer open"),
    ],
)
def test_job_that_has_ended_says_so_and_offers_no_form(client, cast, fields, words):
    made = vacancy(cast.school, cast.bo, **fields)

    response = client.get(f"/jobs/{made.slug}/")

    assert response.status_code == 200
    assert words in response.text
    assert (f'href="/jobs/{made.slug}/apply/"' in response.text, posting(response)) == (False, None)


def test_expired_job_keeps_its_promise_on_the_page(client, cast):
    made = vacancy(cast.school, cast.bo, deadline=dt.date(2026, 11, 20))

    assert client.get(f"/jobs/{made.slug}/").context["promise"] == dt.date(2026, 12, 4)


def test_deadline_ends_with_the_day_where_the_job_is(client, cast):
    there = {"deadline": dt.date(2026, 11, 22), "zone": "Pacific/Honolulu"}  # where it is still Sunday

    assert client.get(f"/jobs/{vacancy(cast.school, cast.bo, **there).slug}/").context["is_open"] is True


@pytest.mark.parametrize("path", ["/jobs/{}/", "/jobs/{}/apply/", "/jobs/{}/thanks/"])
def test_unpublished_job_does_not_exist(client, cast, path):
    made = vacancy(cast.school, cast.bo, is_public=False)

    assert client.get(path.format(made.slug)).status_code == 404
    assert client.get(path.format("no-such-job")).status_code == 404


def test_advert_is_text_and_never_markup(client, cast):
    VacancyText.objects.update(title=HOSTILE, advert=HOSTILE)
    Department.objects.update(name=HOSTILE[:100])

    response = client.get(f"/jobs/{cast.teacher.slug}/")

    assert "<script>alert" not in response.text
    assert "<script>alert" not in client.get("/jobs/").text
    assert posting(response)["title"] == HOSTILE


def test_posting_says_what_search_engines_ask(client, cast):
    found = posting(client.get(f"/jobs/{cast.teacher.slug}/?language=en"))

    assert (found["@type"], found["title"], found["inLanguage"]) == ("JobPosting", "Teacher", "en")
    assert found["description"] == "<p>Come and teach.</p>"
    assert found["hiringOrganization"]["name"] == "Havnsund"
    assert found["validThrough"] == "2026-11-30T23:59:59+01:00"
    assert found["jobLocation"]["address"] == {"@type": "PostalAddress", "addressCountry": "DK"}
    assert found["url"] == f"http://127.0.0.1:8000/jobs/{cast.teacher.slug}/"


def test_vacancy_without_a_text_still_has_a_page(client, cast):
    cast.teacher.texts.all().delete()

    assert f"<h1>{cast.teacher.reference}</h1>" in client.get(f"/jobs/{cast.teacher.slug}/").text


def test_job_takes_three_queries(client, cast):
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/jobs/{cast.teacher.slug}/")

    assert len(asked) == 3

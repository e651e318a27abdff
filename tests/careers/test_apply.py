"""Applying: one application and one receipt, whatever is pressed and however often."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from besked.models import Application, Candidate, Document, Message, VacancyText
from tests.careers.sending import PERSON, WORDS, address, cv, faults, send
from tests.cast import NOW, TITLES, vacancy


def test_application_arrives_with_letter_file_and_receipt(client, cast):
    response = send(client, cast.teacher, mobile="12 34 56 78", language="sv", cv=cv())

    application = Application.objects.select_related("candidate").get()
    assert (application.letter, application.language, application.source) == (WORDS, "sv", "careers")
    assert (application.candidate.name, application.candidate.mobile) == ("Ida Ågård", "+4512345678")
    assert list(Document.objects.values_list("kind", "name", "content_type")) == [("cv", "cv.pdf", "application/pdf")]
    assert list(Message.objects.values_list("kind", "to", "language")) == [("receipt", "ida@example.com", "sv")]
    assert response.status_code == 302


def test_thanks_are_by_name_and_with_the_day(client, cast):
    thanks = client.get(send(client, cast.teacher).url)

    assert "<h1>Thank you, Ida.</h1>" in thanks.text
    assert "Monday 14 December 2026" in thanks.text
    assert client.get(thanks.request["PATH_INFO"] + "?" + thanks.request["QUERY_STRING"]).text == thanks.text


def test_second_application_looks_the_same_and_tells_by_mail(client, cast):
    first = client.get(send(client, cast.teacher).url)

    second = client.get(send(client, cast.teacher, letter="Better words.", email="IDA@example.com").url)

    assert second.text == first.text
    assert list(Application.objects.values_list("letter", flat=True)) == [WORDS]
    assert list(Message.objects.order_by("pk").values_list("kind", flat=True)) == ["receipt", "already-applied"]


def test_same_form_once_more_sends_no_second_mail(client, cast):
    """A double click, or a connection that was lost before the answer came."""
    for _ in range(3):
        assert send(client, cast.teacher, cv=cv()).status_code == 302

    assert (Application.objects.count(), Document.objects.count()) == (1, 1)
    assert list(Message.objects.values_list("kind", flat=True)) == ["receipt"]


def test_couple_with_one_address_applies_twice(client, cast):
    send(client, cast.teacher)
    send(client, cast.teacher, given_name="Jens")

    assert Application.objects.count() == 2


def test_person_with_one_name_is_welcome(client, cast):
    send(client, cast.teacher, given_name="Sukarno", family_name="")

    assert Candidate.objects.get().name == "Sukarno"


@pytest.mark.parametrize("language", TITLES)
def test_form_speaks_each_language(client, cast, language):
    response = client.get(f"{address(cast.teacher)}?language={language}")

    assert f'<html lang="{language}"' in response.text
    assert response.context["form"].initial["language"] == language
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_answer_language_is_one_of_the_vacancys(client, cast):
    made = vacancy(cast.school, cast.bo)
    type(made).objects.filter(pk=made.pk).update(languages=["sv", "da"])
    VacancyText.objects.filter(vacancy=made).exclude(language__in=["sv", "da"]).delete()

    shown = client.get(address(made), headers={"accept-language": "nl"})
    refused = send(client, made, language="nl")

    assert [code for code, _ in shown.context["form"].fields["language"].choices] == ["da", "sv"]
    assert shown.context["form"].initial["language"] == "sv"
    assert list(faults(refused)) == ["language"]


def test_single_language_is_not_asked_for(client, cast):
    type(cast.teacher).objects.filter(pk=cast.teacher.pk).update(languages=["nb"])

    assert '<input type="hidden" name="language" value="nb"' in client.get(address(cast.teacher)).text


@pytest.mark.parametrize("fields", [{"deadline": dt.date(2026, 11, 22)}, {"closed_at": NOW}, {"closing_at": NOW}])
def test_ended_vacancy_leads_back_to_its_page(client, cast, fields):
    made = vacancy(cast.school, cast.bo, **fields)

    assert client.get(address(made)).headers["Location"] == f"/jobs/{made.slug}/"


def test_deadline_that_passes_while_writing_loses_no_words(client, cast):
    with time_machine.travel(dt.datetime(2026, 12, 1, 0, 1, tzinfo=dt.UTC), tick=False):
        response = send(client, cast.teacher, cv=cv())

    assert (response.status_code, Application.objects.count()) == (409, 0)
    assert "The deadline passed while you were writing." in response.text
    assert (WORDS in response.text, [one.name for one in response.context["kept"]]) == (True, ["cv.pdf"])


def test_old_page_asks_to_be_sent_again_and_keeps_what_was_typed(cast):
    client = Client(enforce_csrf_checks=True)

    response = send(client, cast.teacher, csrfmiddlewaretoken="of another day", cv=cv())

    assert (response.status_code, Application.objects.count()) == (403, 0)
    assert "Please send it now." in response.text
    again = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value, "kept": response.context["kept"][0].note}
    assert send(client, cast.teacher, **again).status_code == 302
    assert Document.objects.get().name == "cv.pdf"


def test_anonymous_visitor_needs_no_session(client, cast):
    client.get(address(cast.teacher))
    response = send(client, cast.teacher)

    assert (sorted(client.cookies), response.status_code) == (["csrftoken"], 302)


def test_place_that_sends_too_much_is_asked_to_wait(client, cast):
    place = {"REMOTE_ADDR": "203.0.113.80"}
    for _ in range(120):
        client.post(address(cast.teacher), {}, **place)

    response = client.post(address(cast.teacher), {**PERSON, "letter": WORDS}, **place)

    assert (response.status_code, Application.objects.count()) == (429, 0)
    assert ("wait ten minutes" in response.text, WORDS in response.text) == (True, True)


def test_address_that_gets_too_many_receipts_is_spared(client, cast):
    place = {"REMOTE_ADDR": "203.0.113.81"}
    answers = [
        client.post(address(cast.teacher), {**PERSON, "given_name": f"Ida {n}", "letter": WORDS}, **place).status_code
        for n in range(21)
    ]

    assert answers == [302] * 20 + [429]


def test_trap_for_robots_is_emptied_for_people(client, cast):
    response = send(client, cast.teacher, website="http://robot.example")

    assert (list(faults(response)), Application.objects.count()) == (["website"], 0)
    assert "http://robot.example" not in response.text
    assert send(client, cast.teacher, website="").status_code == 302


def test_refusing_database_keeps_the_form(client, cast, monkeypatch):
    """The one thing that can't be made to happen from outside is a database that fails at the right moment."""

    def failing(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("besked.careers.apply.receive", failing)

    response = send(client, cast.teacher, cv=cv())

    assert response.status_code == 503
    assert "could not store your application just now" in response.text
    assert (WORDS in response.text, [one.name for one in response.context["kept"]]) == (True, ["cv.pdf"])


@pytest.mark.parametrize("vacancies", [1, 3])
def test_application_takes_the_same_queries_however_many_there_are(client, cast, vacancies):
    for _ in range(vacancies):
        send(client, vacancy(cast.school, cast.bo))

    with CaptureQueriesContext(connection) as asked:
        send(client, cast.teacher, cv=cv())

    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 13


def test_form_takes_three_queries(client, cast):
    with CaptureQueriesContext(connection) as asked:
        client.get(address(cast.teacher))

    assert len(asked) == 3

"""The applicant's own page: looking changes nothing, and a decision shows only once its letter has arrived."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from besked.access import applicant
from besked.models import Application, Candidate, Event, Link, Message, Run, User
from tests.cast import NOW, TITLES, act, applies, vacancy
from tests.portal.mailed import TALK, mailed

READING = "We have your application and are reading it."
ANSWERS = {"type": "review", "tell": "now"}


def standing(text):
    """The sentence at the top of the page."""
    return re.search(r'<p class="standing">(.*?)</p>', text)[1]


def everything():
    """All that a visit could change."""
    return [
        list(model.objects.order_by("pk").values()) for model in (Application, Candidate, Event, Link, Message, Run)
    ]


def test_page_says_how_it_stands(client, ida):
    text = client.get(ida.page).text

    assert "<h1>Hello, Ida.</h1>" in text
    assert READING in text
    assert 'on <time datetime="2026-12-14">Monday 14 December 2026</time> at the latest' in text
    assert "mailto:bo@havnsund.example" in text


def test_looking_changes_nothing(client, ida):
    before = everything()

    for _ in range(100):
        for path in (ida.page, ida.withdrawing):
            client.get(path)
            client.head(path)
            client.options(path)

    assert everything() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client, ida, method):
    assert getattr(client, method)(ida.page).status_code == 405


def test_headers_keep_the_link_to_ourselves(client, ida):
    for path in (ida.page, ida.withdrawing, "/me/unknown/"):
        headers = client.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in headers["Cache-Control"]


def test_unknown_link_is_not_found(client, ida):
    for token in ("abc", "A" * 43, "\u0660" * 43, "%00", ida.token[:-1], ida.token.swapcase()):
        assert client.get(f"/me/{token}/").status_code == 404


@pytest.mark.parametrize("tail", [">", ".", ")", "%3E", "="])
def test_sign_behind_the_address_does_no_harm(client, ida, tail):
    assert client.get(f"/me/{ida.token}{tail}/").status_code == 200


def test_link_of_another_purpose_opens_nothing(client, ida):
    Link.objects.update(purpose="confirm")

    assert client.get(ida.page).status_code == 404


@pytest.mark.parametrize("change", [{"expires_at": NOW}, {"revoked_at": NOW}])
def test_ended_link_names_whom_to_ask(client, cast, ida, change):
    Link.objects.update(**change)
    User.objects.filter(pk=cast.bo.pk).update(phone="+45 12 34 56 78")
    before = everything()

    response = client.get(ida.page)

    assert response.status_code == 410
    assert "call Bo Holm on +45 12 34 56 78" in response.text
    assert "Ida" not in response.text
    assert client.post(f"{ida.page}address/", {"seal": "x"}).status_code == 410
    assert everything() == before


def test_whoever_tries_many_links_is_slowed_down(client, ida):
    place = {"REMOTE_ADDR": "203.0.113.90"}

    answers = [client.get(f"/me/guess{n}/", **place).status_code for n in range(21)]

    assert answers == [404] * 20 + [429]
    assert client.get(ida.page, **place).status_code == 200


@pytest.mark.parametrize("language", TITLES)
def test_page_speaks_the_applicants_language(client, cast, language):
    one = mailed(applies(cast.teacher, "Ida Berg", language))

    response = client.get(one.page, headers={"accept-language": "fr"})

    assert f'<html lang="{language}"' in response.text
    assert TITLES[language] in response.text


def test_page_keeps_to_the_language_that_was_chosen(client, ida):
    assert '<html lang="nl"' in client.get(f"{ida.page}?language=nl").text
    assert '<html lang="nl"' in client.get(ida.page).text


def test_strange_language_of_an_old_application_is_shown_in_english(client, ida):
    Application.objects.update(language="de")

    assert '<html lang="en"' in client.get(ida.page).text


def test_rejection_is_not_told_before_its_letter_arrives(client, cast, ida):
    act("reject", cast.bo_acts, [ida.application], answers={**ANSWERS, "reason": cast.reason.slug})

    waiting = client.get(ida.page).text
    Message.objects.filter(kind="rejection").update(state="sent")
    Application.objects.update(answered_at=NOW, owed_by="")
    told = client.get(ida.page).text

    assert (READING in waiting, "withdraw" in waiting) == (True, True)
    assert ("You were not chosen for this job." in told, READING in told) == (True, False)
    assert f"{ida.application.pk}/withdraw/" not in told


@pytest.mark.parametrize("talked", [False, True])
def test_word_stays_as_it_was_until_a_decision_is_told(client, cast, ida, talked):
    act("invite", cast.bo_acts, [ida.application], answers=TALK)
    if talked:
        act("held", cast.bo_acts, [ida.application], now=NOW + dt.timedelta(days=9))
    before = standing(client.get(ida.page).text)

    act("reject", cast.bo_acts, [ida.application], answers={**ANSWERS, "reason": cast.reason.slug, "tell": "later"})

    waiting = standing(client.get(ida.page).text)
    word = "We have talked with you and are deciding." if talked else "You are invited to an interview."
    assert (before, waiting) == (word, word)


def test_other_applications_show_once_the_address_is_proven(client, cast, ida):
    other = applies(cast.nurse, "Ida Ågård", "en", email="other@example.com")
    Application.objects.filter(pk=other.pk).update(candidate=ida.application.candidate)

    before = client.get(ida.page)
    Candidate.objects.update(email_proven_at=NOW)
    after = client.get(ida.page)

    assert ("Your other applications" in before.text, len(before.context["others"])) == (False, 0)
    assert [card.application for card in after.context["others"]] == [other]


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_however_many_applications(client, cast, ida, number):
    for n in range(number):
        other = applies(vacancy(cast.school, cast.bo), "Ida", email=f"i{n}@example.com")
        act("withdraw", applicant(frozenset({other.candidate_id})), [other])
        Application.objects.filter(pk=other.pk).update(candidate=ida.application.candidate)
    Candidate.objects.update(email_proven_at=NOW)

    with CaptureQueriesContext(connection) as asked:
        client.get(ida.page)

    assert len(asked) == 10


def test_name_is_text_and_never_markup(client, cast):
    one = mailed(applies(cast.teacher, "<b>Ida</b> x", "en", email="ida@example.com"))

    assert "Hello, &lt;b&gt;Ida&lt;/b&gt;." in client.get(one.page).text


def test_link_ends_after_half_a_year(client, ida):
    with time_machine.travel(NOW + dt.timedelta(days=179), tick=False):
        assert client.get(ida.page).status_code == 200
    with time_machine.travel(NOW + dt.timedelta(days=181), tick=False):
        assert client.get(ida.page).status_code == 410

"""The reply page: every answer, changed and changed back, by two people, and never by looking."""

import datetime as dt
import threading

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from besked.models import Application, Event, Interview, Link, Message, Run, User
from tests.cast import NOW, Cast, act, applies
from tests.portal.mailed import TIMES, invite, letter_of

WORDS = {
    "accepted": "Yes, I will attend",
    "not_accepted": "No, I cannot attend",
    "other_time": "Contact me for new appointment",
    "withdraw": "Please withdraw my application",
}
TITLE = {
    "accepted": "Thank you, Ida. We look forward to talking with you.",
    "not_accepted": "Thank you for telling us, Ida.",
    "other_time": "Thank you, Ida. We will contact you about another time.",
}
START = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)


def rows_of_every_table():
    """How many rows each table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def history(one):
    """The answers in the timeline: which, in which words."""
    events = Event.objects.filter(application=one.application, action__in=["reply", "book"]).order_by("pk")
    return [(event.particulars.get("reply", event.action), event.particulars.get("text", "")) for event in events]


def test_page_says_what_when_where_and_with_whom(client, guest):
    text = client.get(guest.page).text

    assert "Hello, Ida. We would like to talk with you." in text
    assert "Tuesday 1 December 2026" in text
    assert (
        '<time datetime="2026-12-01T10:00:00+01:00" data-elsewhere="{time} where you are">10:00–10:45</time> '
        '<span class="zone">Danish time</span>'
    ) in text
    shown = [
        "Havnsund",
        "First interview",
        "Teacher · Lindevang Skole",
        "45 minutes",
        "Skolegade 1",
        "Gate 2",
        "Bo Holm",
    ]
    assert [words for words in shown if words not in text] == []
    assert "Your answer goes straight to Bo Holm." in text
    assert "You can change it until Tuesday 1 December at 10:00." in text
    assert "mailto:bo@havnsund.example" in text


def test_four_answers_and_none_is_chosen(client, guest):
    text = client.get(guest.page).text

    assert [words for words in WORDS.values() if f"<span>{words}</span>" not in text] == []
    assert (text.count('type="radio"'), "checked" in text) == (4, False)


@pytest.mark.parametrize("answer", TITLE)
@pytest.mark.parametrize("text", ["", "After four\nis fine"])
def test_answer_is_recorded_and_said_back(client, guest, answer, text):
    response = guest.press(client, answer=answer, text=text)

    page, interview = client.get(guest.page).text, guest.again()
    assert (response.status_code, response.url) == (302, guest.page)
    assert (interview.reply, interview.reply_text, interview.replied_at) == (answer, " ".join(text.split()), NOW)
    assert (TITLE[answer] in page, f"Your answer: <b>{WORDS[answer]}</b>" in page) == (True, True)
    assert "Recorded on Monday 23 November at 10:00." in page
    assert ("“After four is fine”" in page) is bool(text)
    assert "checked" not in page
    assert history(guest) == [(answer, " ".join(text.split()))]


def test_answer_changes_back_and_forth_and_each_is_told(client, guest):
    for answer in ("accepted", "not_accepted", "accepted", "other_time", "not_accepted"):
        assert guest.press(client, answer=answer).status_code == 302

    assert [reply for reply, _ in history(guest)] == [
        "accepted",
        "not_accepted",
        "accepted",
        "other_time",
        "not_accepted",
    ]
    assert Message.objects.filter(kind="interview-answer", to="bo@havnsund.example").count() == 5


def test_double_press_is_one_answer(client, guest):
    form = guest.form(client)

    answers = [client.post(guest.page, {**form, "answer": "accepted"}).status_code for _ in range(2)]

    assert (answers, history(guest)) == ([302, 302], [("accepted", "")])
    assert Message.objects.filter(kind="interview-answer").count() == 1


def test_second_person_with_the_same_link_has_the_last_word(guest):
    one, other = Client(), Client()
    first, second = guest.form(one), guest.form(other)

    one.post(guest.page, {**first, "answer": "accepted"})
    response = other.post(guest.page, {**second, "answer": "not_accepted", "text": "Ida is ill"})

    assert (response.status_code, guest.again().reply) == (302, "not_accepted")
    assert history(guest) == [("accepted", ""), ("not_accepted", "Ida is ill")]


@pytest.mark.django_db(transaction=True)
@time_machine.travel(NOW)
def test_twenty_presses_at_once_are_one_answer():
    cast = Cast()
    guest = invite(cast, applies(cast.teacher, "Ida Ågård", "en"))
    form, gate, answers = guest.form(Client()), threading.Barrier(20), []

    def press():
        gate.wait()
        answers.append(Client().post(guest.page, {**form, "answer": "accepted"}).status_code)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (answers, history(guest)) == ([302] * 20, [("accepted", "")])


def test_withdrawing_asks_on_a_second_page(client, guest):
    response = guest.press(client, answer="withdraw", text="Found another job")

    assert (response.status_code, response.url) == (302, guest.withdrawing)
    assert (guest.again().application.status, history(guest)) == ("invited", [])


@pytest.mark.parametrize("answer", ["", "yes", "ACCEPTED", "awaiting", "accepted\0", "slot-1", "slot-x", "keep"])
def test_no_answer_is_asked_for_again_and_keeps_the_words(client, guest, answer):
    response = guest.press(client, answer=answer, text="After <b>four</b>")

    assert (response.status_code, guest.again().reply) == (400, "awaiting")
    assert '<a href="#field-answer">Your answer: Choose one of the answers.</a>' in response.text
    assert 'value="After &lt;b&gt;four&lt;/b&gt;"' in response.text


def test_long_words_are_refused_in_words_and_the_choice_stays(client, guest):
    response = guest.press(client, answer="other_time", text="é" * 501)

    assert (response.status_code, guest.again().reply) == (400, "awaiting")
    assert "Write at most 500 characters." in response.text
    assert 'value="other_time" checked' in response.text


def test_words_of_strangers_are_cleaned(client, guest):
    guest.press(client, answer="other_time", text="a\0b\u202ec\r\nd\u2028e")

    assert guest.again().reply_text == "abc d e"


@pytest.mark.parametrize("seal", ["", "x", "1:2:3", "\0"])
def test_form_without_a_seal_says_nothing_for_them(client, guest, seal):
    response = client.post(guest.page, {**guest.form(client), "seal": seal, "answer": "accepted", "text": "Gladly"})

    assert (response.status_code, guest.again().reply) == (403, "awaiting")
    assert "This page has waited for long." in response.text
    assert ('value="accepted" checked' in response.text, 'value="Gladly"' in response.text) == (True, True)


def test_visitor_without_cookies_can_answer(guest):
    """Mail programs open links in windows of their own; browsers hide where the form came from."""
    reader, sender = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)

    response = sender.post(guest.page, {**guest.form(reader), "answer": "accepted"}, headers={"origin": "null"})

    assert (response.status_code, guest.again().reply) == (302, "accepted")


def test_seal_of_another_link_opens_nothing(client, cast, guest):
    bea = invite(cast, applies(cast.teacher, "Bea Berg", "en"), time="11:00")

    response = client.post(guest.page, {**bea.form(client), "answer": "accepted"})

    assert (response.status_code, guest.again().reply) == (403, "awaiting")


def test_answer_to_a_time_they_have_not_seen_is_not_taken(client, cast, guest):
    form = guest.form(client)
    act("move", cast.bo_acts, [guest.application], answers={"time": "13:00"})

    response = client.post(guest.page, {**form, "answer": "accepted", "text": "Gladly"})

    assert (response.status_code, guest.again().reply) == (409, "awaiting")
    assert "This invitation was changed after you opened the page." in response.text
    assert ("13:00–13:45" in response.text, 'value="Gladly"' in response.text) == (True, True)
    assert guest.press(client, answer="accepted").status_code == 302


def test_moved_interview_shows_its_new_time_under_the_same_link(client, cast, guest):
    guest.press(client, answer="accepted")

    act("move", cast.bo_acts, [guest.application], answers={"date": "2026-12-03", "time": "08:30", "place": "Kajen 2"})

    text = client.get(guest.page).text
    shown = ["Thursday 3 December 2026", "08:30–09:15", "Kajen 2", "We have changed this appointment"]
    assert [words for words in shown if words not in text] == []
    assert ("Your answer:" in text, "Hello, Ida." in text) == (False, True)


def test_cancelled_interview_says_so_kindly(client, cast, guest):
    act("cancel-interview", cast.bo_acts, [guest.application], answers={"reason": "Bo is ill"})

    response = client.get(guest.page)
    text = response.text
    shown = ["This interview does not take place.", "“Bo is ill”", "you will hear from us", "bo@havnsund.example"]
    assert (response.status_code, [words for words in shown if words not in text]) == (200, [])
    assert ('type="radio"' in text, "interview.ics" in text, "newer invitation" in text) == (False, False, False)


def test_answer_to_a_cancelled_interview_is_not_recorded(client, cast, guest):
    form = guest.form(client)
    act("cancel-interview", cast.bo_acts, [guest.application])

    response = client.post(guest.page, {**form, "answer": "accepted"})

    assert (response.status_code, guest.again().reply) == (409, "awaiting")
    assert "Your answer was not recorded." in response.text


def test_cancelled_interview_points_to_a_newer_invitation(client, cast, guest):
    act("cancel-interview", cast.bo_acts, [guest.application])
    act("invite", cast.bo_acts, [guest.application], answers={**TIMES, "kind": "interview1", "format": "phone",
        "duration": 45, "recruiters": ["bo@havnsund.example"]})  # fmt: skip

    newer = Interview.objects.latest("pk")

    assert "There is a newer invitation." in client.get(guest.page).text
    assert "Choose a time to talk with us." in client.get(letter_of(newer).page).text


def masked(response):
    """The page without what differs by nature."""
    return response.text.replace(response.context["visit"].seal, "")


def test_decision_that_was_not_told_looks_like_a_cancelled_interview(client, cast, guest):
    """To the letter the same page, so that nobody reads an answer between the lines."""
    bea = invite(cast, applies(cast.teacher, "Ida Ågård", "en"))
    act("cancel-interview", cast.bo_acts, [bea.application])

    act("reject", cast.bo_acts, [guest.application], answers={"type": "review", "reason": cast.reason.slug})

    secret, cancelled = client.get(guest.page), client.get(bea.page)
    assert masked(secret).replace(guest.token, "") == masked(cancelled).replace(bea.token, "")
    assert (secret.status_code, "reject" in secret.text.lower()) == (200, False)
    assert client.post(guest.page, {**guest.form(client), "answer": "accepted"}).status_code == 409


def test_decision_that_was_told_ends_the_invitation(client, cast, guest):
    act("reject", cast.bo_acts, [guest.application], answers={"type": "review", "reason": cast.reason.slug})
    Message.objects.filter(kind="rejection").update(state="sent")
    Application.objects.update(answered_at=NOW, owed_by="")

    assert "This invitation no longer stands." in client.get(guest.page).text


def test_begun_interview_can_be_read_and_no_longer_answered(client, cast, guest):
    User.objects.filter(pk=cast.bo.pk).update(phone="+45 12 34 56 78")
    guest.press(client, answer="accepted")

    with time_machine.travel(START, tick=False):
        page = client.get(guest.page)
        response = guest.press(client, answer="not_accepted")

    assert (page.status_code, response.status_code, guest.again().reply) == (200, 409, "accepted")
    assert "call Bo Holm on +45 12 34 56 78" in page.text
    assert ('type="radio"' in page.text, WORDS["accepted"] in page.text) == (False, True)


def test_answer_can_be_changed_until_the_last_second(client, guest):
    with time_machine.travel(START - dt.timedelta(seconds=1), tick=False):
        assert guest.press(client, answer="accepted").status_code == 302
    assert guest.again().reply == "accepted"


def test_page_closes_a_day_after_the_interview(client, cast, guest):
    User.objects.filter(pk=cast.bo.pk).update(phone="+45 12 34 56 78")
    form, end = guest.form(client), START + dt.timedelta(minutes=45, hours=24)

    with time_machine.travel(end - dt.timedelta(seconds=1), tick=False):
        assert client.get(guest.page).status_code == 200
    with time_machine.travel(end, tick=False):
        response = client.get(guest.page)
        rest = [
            client.post(path, {**form, "answer": "accepted"})
            for path in (guest.page, guest.withdrawing, guest.returning)
        ]
        file = client.get(f"{guest.page}interview.ics")

    assert [answer.status_code for answer in (response, *rest, file)] == [410] * 5
    assert "call Bo Holm on +45 12 34 56 78" in response.text
    assert ("Ida" in response.text, "1 December" in response.text) == (False, False)
    assert guest.again().reply == "awaiting"


@pytest.mark.parametrize("change", [{"expires_at": NOW}, {"revoked_at": NOW}])
def test_ended_link_is_closed_too(client, guest, change):
    Link.objects.update(**change)

    response = client.get(guest.page)

    assert (response.status_code, "Ida" in response.text) == (410, False)
    assert "This page has closed" in response.text


def test_answer_of_one_language_is_asked_in_it(client, cast):
    words = {"da": "Lærer", "sv": "Lärare", "nb": "Lærer", "nl": "Leraar", "en": "Teacher"}
    for language, title in words.items():
        one = invite(cast, applies(cast.teacher, "Ida Berg", language), time="11:00")

        text = client.get(one.page, headers={"accept-language": "fr"}).text

        assert (f'<html lang="{language}"' in text, title in text) == (True, True)


@pytest.mark.parametrize("slots", [0, 1, 3])
def test_page_takes_the_same_queries_however_many_times(client, cast, slots):
    lines = ["1/12 10:00-12:15 every 45"] if slots == 3 else ["1/12 10:00-10:45"]
    more = TIMES | {"slots": lines} if slots else {}
    one = invite(cast, applies(cast.teacher, "Ida Berg", "en"), **more)

    with CaptureQueriesContext(connection) as asked:
        client.get(one.page)

    assert len(asked) == (9 if slots else 7)


def test_looking_changes_nothing(client, cast, guest, chooser):
    paths = [path for one in (guest, chooser) for path in (one.page, one.withdrawing, f"{one.page}interview.ics")]
    before, state = rows_of_every_table(), list(Interview.objects.order_by("pk").values())

    for _ in range(34):
        for path in paths:
            client.get(path)
            client.head(path)
            client.options(path)

    assert (rows_of_every_table(), list(Interview.objects.order_by("pk").values())) == (before, state)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client, guest, method):
    assert getattr(client, method)(guest.page).status_code == 405


def test_looking_at_the_way_back_changes_nothing(client, guest):
    assert client.get(guest.returning).status_code == 405


def test_prefetching_two_hundred_links_changes_nothing(cast):
    """A mail scanner opens what it finds, by GET and HEAD, from anywhere."""
    rows = [applies(cast.teacher, f"Ida{n} Berg", "en") for n in range(200)]
    act("invite", cast.bo_acts, rows, answers=TIMES | {"kind": "interview1", "format": "phone", "duration": 45,
        "recruiters": ["bo@havnsund.example"], "slots": ["1/12 10:00-10:45"], "cap": 200})  # fmt: skip
    guests = [letter_of(interview) for interview in Interview.objects.order_by("pk")]
    before = rows_of_every_table(), list(Interview.objects.order_by("pk").values())

    found = [getattr(Client(), method)(guest.page).status_code for guest in guests for method in ("get", "head")]

    assert found == [200] * 400
    assert (rows_of_every_table(), list(Interview.objects.order_by("pk").values())) == before
    assert Run.objects.count() == 1

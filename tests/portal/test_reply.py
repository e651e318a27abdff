"""The reply page: every answer, changed and changed back, by two people, and never by looking."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from besked.models import Event, Message
from tests.cast import NOW, Cast, applies
from tests.portal.mailed import TIMES, invite

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


def test_whoever_changes_their_mind_all_the_time_floods_no_mailbox(client, guest):
    form = guest.form(client)

    answers = [client.post(guest.page, {**form, "answer": "other_time", "text": f"{n}"}) for n in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "Please wait a few minutes, then try again." in answers[20].text
    assert answers[20].context["typed"].text == "20"
    assert (guest.again().reply_text, Message.objects.filter(kind="interview-answer").count()) == ("19", 20)


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

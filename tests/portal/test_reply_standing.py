"""How an invitation stands: moved, cancelled, decided but not told, begun, over; each with a page that helps."""

import datetime as dt

import pytest
import time_machine

from besked.models import Application, Interview, Link, Message, User
from tests.cast import NOW, act, applies, vacancy
from tests.portal.mailed import TALK, TIMES, invite, letter_of
from tests.portal.test_reply import START, WORDS


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
    act("invite", cast.bo_acts, [guest.application], answers=TALK | TIMES)
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


def test_transfer_of_which_nobody_writes_does_not_claim_a_letter(client, cast, guest):
    given = {"vacancy": vacancy(cast.school, cast.bo).pk}
    act("transfer", cast.bo_acts, [guest.application], answers=given, accept=["interview"])

    text = client.get(guest.page).text
    assert ("This interview does not take place." in text, "you will hear from us" in text) == (True, True)
    assert "We have written to you" not in text


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

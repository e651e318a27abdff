"""Withdrawing by oneself: asked twice, done once, taken back within a day, and never told more than one knows."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client

from besked.models import Application, Candidate, Event, Run, Vacancy, Withdrawal
from tests.cast import NOW, Cast, act, applies
from tests.portal.mailed import mailed


def history(one):
    return list(Event.objects.filter(application=one.application).values_list("action", "actor_kind", "after"))


def test_chosen_answer_withdraws(client, ida):
    response = ida.press(client, ida.withdrawing, answer="withdraw")

    assert (response.status_code, response.url) == (302, ida.page)
    assert (ida.again().status, ida.again().is_owed) == ("withdrawn", False)
    assert Withdrawal.objects.get().by_applicant is True
    assert history(ida)[-1] == ("withdraw", "applicant", "withdrawn")
    assert "You have withdrawn your application." in client.get(ida.page).text


def test_nothing_is_chosen_beforehand(client, ida):
    text = client.get(ida.withdrawing).text

    assert ('type="radio" name="answer"' in text, "checked" in text) == (True, False)


def test_robot_that_presses_the_only_button_does_nothing(client, ida):
    response = ida.press(client, ida.withdrawing)

    assert (response.status_code, ida.again().status) == (400, "new")
    assert "Choose one of the two answers." in response.text


@pytest.mark.parametrize("answer", ["", "yes", "withdraw\0", "WITHDRAW", "keep,withdraw"])
def test_answer_that_is_none_of_the_two_does_nothing(client, ida, answer):
    assert (ida.press(client, ida.withdrawing, answer=answer).status_code, ida.again().status) == (400, "new")


def test_staying_changes_nothing(client, ida):
    response = ida.press(client, ida.withdrawing, answer="keep")

    assert (response.url, ida.again().status, Run.objects.count()) == (ida.page, "new", 0)


def test_form_without_a_seal_withdraws_nothing(client, ida):
    response = client.post(ida.withdrawing, {"answer": "withdraw"})

    assert (response.status_code, ida.again().status) == (403, "new")


def test_double_press_is_one_withdrawal(client, ida):
    seal = client.get(ida.page).context["visit"].seal

    answers = [client.post(ida.withdrawing, {"seal": seal, "answer": "withdraw"}) for _ in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, ida.page)] * 2
    assert (Withdrawal.objects.count(), Run.objects.count()) == (1, 1)


def test_withdrawal_can_be_taken_back_and_made_again(client, ida):
    ida.press(client, ida.withdrawing, answer="withdraw")
    assert "Take my withdrawal back" in client.get(ida.page).text

    response = ida.press(client, ida.returning)

    assert (response.url, ida.again().status, ida.again().is_owed) == (ida.page, "new", True)
    assert history(ida)[-2:] == [("withdraw", "applicant", "withdrawn"), ("undo", "applicant", "new")]
    ida.press(client, ida.withdrawing, answer="withdraw")
    assert ida.again().status == "withdrawn"


def test_withdrawal_stands_after_a_day(client, ida):
    ida.press(client, ida.withdrawing, answer="withdraw")

    with time_machine.travel(NOW + dt.timedelta(hours=25), tick=False):
        offered = "Take my withdrawal back" in client.get(ida.page).text
        response = ida.press(client, ida.returning)

    assert (offered, response.status_code, ida.again().status) == (False, 409, "withdrawn")
    assert "This can’t be taken back any more." in response.text


def test_withdrawal_stands_once_the_vacancy_is_closed(client, ida):
    ida.press(client, ida.withdrawing, answer="withdraw")
    Vacancy.objects.update(closed_at=NOW)

    assert "Take my withdrawal back" not in client.get(ida.page).text
    assert (ida.press(client, ida.returning).status_code, ida.again().status) == (409, "withdrawn")


def test_withdrawal_stands_where_the_vacancy_closes_between_page_and_button(client, ida):
    ida.press(client, ida.withdrawing, answer="withdraw")
    seal = client.get(ida.page).context["visit"].seal
    Vacancy.objects.update(closing_at=NOW)

    response = client.post(ida.returning, {"seal": seal})

    assert (response.status_code, ida.again().status) == (409, "withdrawn")


def test_recruiters_withdrawal_is_not_taken_back_here(client, cast, ida):
    act("withdraw", cast.bo_acts, [ida.application])

    assert "Take my withdrawal back" not in client.get(ida.page).text
    assert (ida.press(client, ida.returning).status_code, ida.again().status) == (409, "withdrawn")


def test_taking_back_what_was_never_done_changes_nothing(client, ida):
    assert (ida.press(client, ida.returning).url, ida.again().status, len(history(ida))) == (ida.page, "new", 1)


def test_rejected_but_not_told_learns_nothing_by_withdrawing(client, cast, ida):
    answers = {"type": "review", "reason": cast.reason.slug, "tell": "now"}
    act("reject", cast.bo_acts, [ida.application], answers=answers)

    asked = client.get(ida.withdrawing)
    response = ida.press(client, ida.withdrawing, answer="withdraw")

    assert (asked.status_code, response.status_code, ida.again().status) == (200, 409, "rejected")
    assert "Your application is being worked on at this moment" in response.text
    assert ("reject" in response.text.lower(), "not chosen" in response.text) == (False, False)


def test_page_leads_home_where_there_is_nothing_to_withdraw(client, ida):
    ida.press(client, ida.withdrawing, answer="withdraw")

    assert client.get(ida.withdrawing).headers["Location"] == ida.page


def test_strangers_application_is_not_there(client, cast, ida):
    bea = applies(cast.teacher, "Bea Berg")

    for path in (f"{ida.page}{bea.pk}/withdraw/", f"{ida.page}{bea.pk}/return/", f"{ida.page}{10**18}/withdraw/"):
        assert ida.press(client, path, answer="withdraw").status_code == 404
    assert Application.objects.get(pk=bea.pk).status == "new"


def test_own_other_application_is_there_once_the_address_is_proven(client, cast, ida):
    other = applies(cast.nurse, "Ida Ågård", email="other@example.com")
    Application.objects.filter(pk=other.pk).update(candidate=ida.application.candidate)
    path = f"{ida.page}{other.pk}/withdraw/"

    before = ida.press(client, path, answer="withdraw").status_code
    Candidate.objects.update(email_proven_at=NOW)
    after = ida.press(client, path, answer="withdraw").status_code

    assert (before, after, Application.objects.get(pk=other.pk).status) == (404, 302, "withdrawn")


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_are_one_withdrawal():
    ida = mailed(applies(Cast().teacher, "Ida Ågård", "en"))
    seal = Client().get(ida.page).context["visit"].seal
    gate, answers = threading.Barrier(20), []

    def press():
        gate.wait()
        answers.append(Client().post(ida.withdrawing, {"seal": seal, "answer": "withdraw"}).status_code)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302] * 20
    assert (Withdrawal.objects.count(), ida.again().status) == (1, "withdrawn")

"""Withdrawing from the reply page: on a second page, taken back within a day, with the interview or without."""

import datetime as dt

import pytest
import time_machine

from besked.models import Event, Interview, Message, Run
from tests.cast import NOW, act, applies
from tests.portal.mailed import TALK, TIMES, invite, letter_of, mailed


def news():
    """What the colleague is told: the subjects of what wasn't stopped."""
    rows = Message.objects.filter(kind="interview-answer").exclude(state="cancelled")
    return list(rows.order_by("pk").values_list("subject", flat=True))


def withdraw(client, one):
    return one.press(client, one.withdrawing, answer="withdraw")


def test_second_page_asks_and_nothing_is_chosen(client, guest):
    text = client.get(guest.withdrawing).text

    assert (text.count('type="radio"'), "checked" in text, "Back to the invitation" in text) == (2, False, True)


def test_chosen_answer_withdraws_and_the_page_says_how_to_return(client, guest):
    response = withdraw(client, guest)

    text = client.get(guest.page).text
    assert (response.status_code, response.url) == (302, guest.page)
    assert (guest.again().application.status, guest.again().state) == ("withdrawn", "cancelled")
    assert ("You have withdrawn your application." in text, "Take my withdrawal back" in text) == (True, True)
    assert ("checked" in text, 'type="radio"' in text) == (False, False)
    assert news() == ["Ida Ågård has answered: Withdrawn"]


@pytest.mark.parametrize("fields", [{}, {"answer": ""}, {"answer": "yes"}, {"answer": "accepted"}])
def test_robot_that_presses_the_only_button_withdraws_nobody(client, guest, fields):
    response = guest.press(client, guest.withdrawing, **fields)

    assert (response.status_code, guest.again().application.status) == (400, "invited")


def test_form_without_a_seal_withdraws_nothing(client, guest):
    response = client.post(guest.withdrawing, {"answer": "withdraw"})

    assert (response.status_code, guest.again().application.status) == (403, "invited")


def test_staying_leads_back(client, guest):
    assert guest.press(client, guest.withdrawing, answer="keep").url == guest.page
    assert guest.again().application.status == "invited"


def test_double_press_is_one_withdrawal(client, guest):
    form = guest.form(client)

    answers = [client.post(guest.withdrawing, {**form, "answer": "withdraw"}).status_code for _ in range(2)]

    assert (answers, Run.objects.filter(slug="withdraw").count(), len(news())) == ([302, 302], 1, 1)


def test_taking_back_restores_the_interview_and_the_answer(client, guest):
    guest.press(client, answer="accepted")
    withdraw(client, guest)

    response = guest.press(client, guest.returning)

    interview = guest.again()
    assert (response.status_code, response.url) == (302, guest.page)
    assert (interview.application.status, interview.state, interview.reply) == ("invited", "planned", "accepted")
    assert "Thank you, Ida. We look forward to talking with you." in client.get(guest.page).text
    assert guest.press(client, answer="not_accepted").status_code == 302


def test_colleague_who_heard_of_it_hears_that_they_are_back(client, guest):
    withdraw(client, guest)
    Message.objects.filter(kind="interview-answer").update(state="sent")

    guest.press(client, guest.returning)

    assert news() == ["Ida Ågård has answered: Withdrawn", "Ida Ågård has answered: Withdrawal taken back"]


def test_colleague_who_has_not_heard_of_it_hears_nothing(client, guest):
    withdraw(client, guest)

    guest.press(client, guest.returning)

    assert news() == []


def test_lost_time_is_said_to_both(client, cast, guest):
    withdraw(client, guest)
    act("invite", cast.bo_acts, [applies(cast.teacher, "Bea Berg", "en")], answers=TALK)

    guest.press(client, guest.returning)

    text = client.get(guest.page).text
    assert (guest.again().application.status, guest.again().state) == ("invited", "cancelled")
    assert "You are in the running again, but the time of your interview is gone." in text
    assert "We have told Bo Holm, who will contact you about a new time." in text
    assert ('type="radio"' in text, "We are sorry." in text) == (False, False)
    assert news() == ["Ida Ågård has answered: Withdrawal taken back"]
    told = Message.objects.filter(kind="interview-answer").latest("pk")
    assert "Please agree on a new one." in told.body
    assert (told.to, told.state) == ("bo@havnsund.example", "queued")


def test_lost_time_is_said_on_the_own_page_too(client, cast, guest):
    ida = mailed(guest.application)
    ida.press(client, ida.withdrawing, answer="withdraw")
    act("invite", cast.bo_acts, [applies(cast.teacher, "Bea Berg", "en")], answers=TALK)

    response = ida.press(client, ida.returning)

    assert response.url == f"{ida.page}interview/{guest.interview.pk}/"
    assert "but the time of your interview is gone." in client.get(response.url).text
    assert "10:00–10:45" not in client.get(ida.page).text


def test_lost_seat_is_said_too(client, cast):
    rows = [applies(cast.teacher, f"Ida{n} Berg", "en") for n in range(2)]
    one = TIMES | {"slots": ["1/12 10:00-10:45"]}
    act("invite", cast.bo_acts, rows, answers=TALK | one)

    first, second = (letter_of(interview) for interview in Interview.objects.order_by("pk"))
    first.press(client, answer=f"slot-{first.slots[0].pk}")
    withdraw(client, first)
    second.press(client, answer=f"slot-{second.slots[0].pk}")

    first.press(client, first.returning)

    assert "but the time of your interview is gone." in client.get(first.page).text
    assert (first.again().state, second.again().seat) == ("cancelled", 1)


def test_others_of_the_same_group_take_no_time_away(client, cast):
    rows = [applies(cast.teacher, f"Ida{n} Berg", "en") for n in range(2)]
    act("invite", cast.bo_acts, rows, answers=TALK)
    first, _second = (letter_of(interview) for interview in Interview.objects.order_by("pk"))
    withdraw(client, first)

    first.press(client, first.returning)

    assert first.again().state == "planned"


def test_who_had_declined_a_time_comes_back_without_it(client, cast):
    one = invite(cast, applies(cast.teacher, "Ida Berg", "en"), **TIMES)
    one.press(client, answer=f"slot-{one.slots[0].pk}")
    one.press(client, answer="not_accepted")
    withdraw(client, one)

    one.press(client, one.returning)

    assert (one.again().state, one.again().reply, one.again().seat) == ("planned", "not_accepted", None)


def test_decision_after_a_lost_time_changes_nothing_on_the_page(client, cast, guest):
    withdraw(client, guest)
    act("invite", cast.bo_acts, [applies(cast.teacher, "Bea Berg", "en")], answers=TALK)
    guest.press(client, guest.returning)
    before = client.get(guest.page)

    act("reject", cast.bo_acts, [guest.application], answers={"type": "review", "reason": cast.reason.slug})

    assert client.get(guest.page).text == before.text


def test_withdrawal_stands_after_a_day_and_the_page_closes(client, guest):
    form = guest.form(client)
    withdraw(client, guest)

    with time_machine.travel(NOW + dt.timedelta(hours=24) - dt.timedelta(seconds=1), tick=False):
        offered = "Take my withdrawal back" in client.get(guest.page).text
    with time_machine.travel(NOW + dt.timedelta(hours=24), tick=False):
        closed = client.get(guest.page).status_code, client.post(guest.returning, form).status_code

    assert (offered, closed, guest.again().application.status) == (True, (410, 410), "withdrawn")


def test_recruiters_withdrawal_is_not_taken_back_here(client, cast, guest):
    form = guest.form(client)
    act("withdraw", cast.bo_acts, [guest.application])

    assert "Take my withdrawal back" not in client.get(guest.page).text
    assert (client.post(guest.returning, form).status_code, guest.again().application.status) == (409, "withdrawn")


def test_taking_back_what_was_never_done_changes_nothing(client, guest):
    before = Event.objects.count()

    assert guest.press(client, guest.returning).url == guest.page
    assert Event.objects.count() == before


def test_taking_back_needs_the_seal(client, guest):
    withdraw(client, guest)

    assert (client.post(guest.returning).status_code, guest.again().application.status) == (403, "withdrawn")


def test_decided_but_not_told_learns_nothing_by_withdrawing(client, cast, guest):
    form = guest.form(client)
    act("reject", cast.bo_acts, [guest.application], answers={"type": "review", "reason": cast.reason.slug})

    response = client.post(guest.withdrawing, {**form, "answer": "withdraw"})

    assert (response.status_code, guest.again().application.status) == (409, "rejected")
    assert ("This interview does not take place." in response.text, "reject" in response.text.lower()) == (True, False)


def test_other_persons_invitation_stays_as_it_is(client, cast, guest):
    bea = invite(cast, applies(cast.teacher, "Bea Berg", "en"), time="11:00")

    withdraw(client, guest)

    assert (bea.again().state, bea.again().application.status) == ("planned", "invited")

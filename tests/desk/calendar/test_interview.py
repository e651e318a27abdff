"""One interview: answered by hand, cancelled, held, rated; with its history, and only for those who may."""

import datetime as dt

import pytest

from besked.models import Interview, Message, Rating, Run
from tests.cast import act
from tests.desk.calendar.conftest import OVER
from tests.desk.calendar.sheet import fresh, notices, page_of
from tests.desk.handling.reading import read


@pytest.mark.parametrize("reply", ["accepted", "not_accepted", "other_time"])
def test_answer_is_noted_by_hand(small, invited, reply):
    (interview,) = invited()

    small(interview, "reply", reply=reply, text="Sagt i telefonen")

    after = fresh(interview)
    assert (after.reply, after.reply_text) == (reply, "Sagt i telefonen")
    assert Message.objects.filter(kind="interview-answer").count() == 0


def test_answer_can_be_set_back(small, cast, invited):
    (interview,) = invited()
    act("reply", cast.bo_acts, [interview.application], answers={"reply": "accepted"})

    small(interview, "reply", reply="awaiting")

    assert fresh(interview).reply == "awaiting"


def test_cancelling_looks_first_and_then_tells(small, invited):
    (interview,) = invited()
    Message.objects.filter(interview=interview, kind="invitation").update(state="sent")

    look = read(small(interview, "cancel-interview:look", reason="Bo er syg", mail="send")).one("section", id="look")
    assert ("Bo er syg" in look.text, fresh(interview).state) == (True, "planned")
    small(interview, "cancel-interview", reason="Bo er syg", mail="send")

    after = fresh(interview)
    assert (after.state, after.cancel_reason) == ("cancelled", "Bo er syg")
    assert Message.objects.filter(kind="interview-cancelled", state="queued").count() == 1


def test_held_can_be_taken_back_for_a_day(over, bo, small, invited, frozen):
    (interview,) = invited()
    small(interview, "held")
    assert fresh(interview).state == "held"
    undo = next(one for one in page_of(bo, interview).all("form") if "undo" in one.attributes["action"])

    bo.post(undo.attributes["action"], {"back": f"/interviews/{interview.pk}/"})

    assert fresh(interview).state == "planned"


def test_no_show_is_too_late_to_take_back_after_a_day(over, bo, small, cast, invited, frozen):
    (interview,) = invited()
    small(interview, "no-show")
    frozen.move_to(OVER + dt.timedelta(hours=25))
    bo.force_login(cast.bo)

    run = Run.objects.get(slug="no-show")
    response = bo.post(f"/calendar/runs/{run.pk}/undo/", follow=True)

    assert fresh(interview).state == "no_show"
    assert [str(message) for message in response.context["messages"]] == [
        "Not taken back for Ida Ågård: More than 24 hours have passed."
    ]


def test_stars_by_who_was_there_stand_with_average_and_words(over, bo, small, cast, invited):
    (interview,) = invited()
    act("rate", cast.anna_acts, [interview.application], answers={"stars": 4, "comment": "Rolig"})

    small(interview, "rate", stars="7", comment="Varm")

    stars = page_of(bo, interview).one("section", id="stars")
    assert next(stars.all("p")).text == "★★★★★★☆ 5.5 of 7 stars, by 2 colleagues"
    assert [one.text for one in stars.all("li", class_="note")] == [
        "★★★★☆☆☆ 4 of 7 stars Rolig Anna Holm · First interview",
        "★★★★★★★ 7 of 7 stars Varm Bo Holm · First interview",
    ]


def test_stars_are_asked_of_nobody_else(over, signed_in, invited):
    (interview,) = invited()

    page = page_of(signed_in("anna"), interview)

    assert list(page.all("section", id="stars")) == []


def test_stars_without_a_number_keep_the_words(over, small, invited):
    (interview,) = invited()

    response = small(interview, "rate", comment="Varm")

    assert (response.status_code, Rating.objects.count()) == (422, 0)
    assert read(response).one("textarea", name="comment").text == "Varm"


def test_history_tells_of_this_interview_alone(bo, cast, invited):
    (interview,) = invited()
    act("invite", cast.bo_acts, [interview.application], answers={
        "kind": "interview2", "format": "phone", "date": "2026-12-08", "time": "10:00", "duration": 30,
        "recruiters": ["bo@havnsund.example"],
    })  # fmt: skip
    act("reply", cast.bo_acts, [interview.application], answers={"reply": "accepted", "interview": interview.pk})

    lines = [one.text for one in page_of(bo, interview).one("ol", class_="timeline").all("li")]

    assert lines == [
        "Bo Holm noted the answer of Ida Ågård Accepted 23 Nov 2026, 10:00",
        "Bo Holm invited Ida Ågård to an interview Tuesday 1 December at 10:00 23 Nov 2026, 10:00",
    ]


def test_time_is_booked_for_who_called(bo, small, invited):
    (interview,) = invited(arrange="slots", slots=["1/12 10:00-12:00 every 45"], date="", time="")
    slot = interview.run.slots.first()

    small(interview, "book", slot=str(slot.pk))

    after = fresh(interview)
    assert (after.starts_at, after.reply) == (slot.starts_at, "accepted")


def test_reader_sees_and_may_not_change(signed_in, invited):
    (interview,) = invited()
    rune = signed_in("rune")

    assert [one.attributes["action"] for one in page_of(rune, interview).one("main").all("form")] == []
    assert rune.post(f"/interviews/{interview.pk}/", {"do": "save"}).status_code == 403
    assert rune.post(f"/interviews/{interview.pk}/act/", {"do": "held"}).status_code == 403


def test_unknown_act_gets_a_sentence(bo, invited):
    (interview,) = invited()

    response = bo.post(f"/interviews/{interview.pk}/act/", {"do": "promote"})

    assert (response.status_code, notices(response)) == (422, ["Choose what to do."])


def test_undone_invitation_has_no_page(bo, invited):
    (interview,) = invited()
    Interview.objects.update(undone_at=OVER)

    assert bo.get(f"/interviews/{interview.pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_for_one_and_three_who_were_invited(bo, invited, queries, number):
    (interview, *_others) = invited(*[f"Ida{n} Berg" for n in range(number)])

    queries(bo, f"/interviews/{interview.pk}/", 12)

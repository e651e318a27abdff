"""One interview: changed with a look at the letter first, answered by hand, cancelled, held, rated; never blindly."""

import datetime as dt

import pytest

from besked.models import Interview, Message, Rating, Run
from tests.cast import act
from tests.desk.calendar.conftest import OVER
from tests.desk.handling.reading import read

MOVED = {"date": "2026-12-04", "time": "13:30"}


def page_of(client, interview):
    response = client.get(f"/interviews/{interview.pk}/")
    assert response.status_code == 200
    return read(response)


def fields(client, interview, action):
    """What the form of an action holds, as a browser would send it."""
    form = next(
        one for one in page_of(client, interview).all("form") if one.attributes.get("action", "").startswith(action)
    )
    found = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in form.all("input")
        if one.attributes.get("type") not in ("checkbox", "radio") or "checked" in one.attributes
    }
    for select in form.all("select"):
        chosen = [one.attributes["value"] for one in select.all("option") if "selected" in one.attributes]
        found[select.attributes["name"]] = chosen[0] if chosen else ""
    return found | {one.attributes["name"]: one.text for one in form.all("textarea")}


@pytest.fixture
def edit(bo):
    """Sends the edit form with changes."""

    def send(interview, do="save", **changes):
        held = fields(bo, interview, f"/interviews/{interview.pk}/#look") | changes
        return bo.post(f"/interviews/{interview.pk}/", held | {"do": do})

    return send


@pytest.fixture
def small(bo):
    """Presses one of the small buttons on a fresh page."""

    def send(interview, do, **more):
        seen = next(page_of(bo, interview).all("input", name="seen")).attributes["value"]
        return bo.post(f"/interviews/{interview.pk}/act/", {"do": do, "seen": seen, "key": "k"} | more)

    return send


def fresh(interview):
    return Interview.objects.get(pk=interview.pk)


def notices(response):
    return [one.text for one in read(response).all("div", class_="errors")]


def test_form_holds_what_stands_now(bo, invited):
    (interview,) = invited()

    held = fields(bo, interview, f"/interviews/{interview.pk}/#look")

    names = ("date", "time", "duration", "format", "place", "reminder", "days_before", "recruiters", "mail")
    assert [held[name] for name in names] == [
        "2026-12-01", "10:00", "45", "in_person", "Skolegade 1", "email", "2", "bo@havnsund.example", "send",
    ]  # fmt: skip


def test_look_shows_letter_and_reminder_and_changes_nothing(bo, edit, invited):
    (interview,) = invited()
    Message.objects.filter(interview=interview, kind="invitation").update(state="sent")

    page = read(edit(interview, "look", **MOVED))

    look = page.one("section", id="look")
    assert "13.30" in look.one("div", class_="letter-body").text
    assert [one.text for one in look.one("ul", class_="checks").all("li")] == [
        "E-mail reminder: leaves Wednesday 2 December at 09:00."
    ]
    assert fresh(interview).starts_at == interview.starts_at
    assert page.one("input", name="date").attributes["value"] == "2026-12-04"


def test_look_says_when_a_colleague_is_busy(edit, invited):
    invited("Eva Lund", date="2026-12-04", time="13:00")
    (interview,) = invited()

    look = read(edit(interview, "look", **MOVED)).one("section", id="look")

    assert look.one("div", class_="notice").text == ("Bo Holm has another interview then (Friday 4 December at 13:00).")


def test_look_says_why_no_reminder_leaves(edit, invited):
    (interview,) = invited()

    look = read(edit(interview, "look", date="2026-11-24")).one("section", id="look")

    assert look.one("ul", class_="checks").text == "No reminder: 09:00, 2 days before, has passed already."


def test_change_moves_and_tells(edit, invited):
    (interview,) = invited()

    response = edit(interview, **MOVED, place="Rådhuset")

    after = fresh(interview)
    assert response.url == f"/interviews/{interview.pk}/?done={Run.objects.get(slug='move').pk}"
    assert (after.starts_at, after.place, after.revision) == (
        dt.datetime(2026, 12, 4, 12, 30, tzinfo=dt.UTC), "Rådhuset", 2,
    )  # fmt: skip
    assert Message.objects.filter(interview=interview, kind="invitation", state="queued").count() == 1


def test_change_without_a_letter_writes_none(edit, invited):
    (interview,) = invited()
    Message.objects.filter(interview=interview).update(state="sent")

    edit(interview, **MOVED, mail="none")

    kinds = Message.objects.filter(interview=interview, state="queued").values_list("kind", flat=True)
    assert (list(kinds), fresh(interview).revision) == (["reminder"], 2)


def test_second_press_of_the_same_button_changes_nothing_more(bo, invited):
    (interview,) = invited()
    held = fields(bo, interview, f"/interviews/{interview.pk}/#look") | MOVED | {"do": "save"}

    answers = [bo.post(f"/interviews/{interview.pk}/", held) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert (fresh(interview).revision, Run.objects.filter(slug="move").count()) == (2, 1)


def test_other_words_from_a_page_gone_back_to_are_not_taken_for_done(bo, invited):
    (interview,) = invited()
    held = fields(bo, interview, f"/interviews/{interview.pk}/#look") | MOVED | {"do": "save"}
    bo.post(f"/interviews/{interview.pk}/", held)

    response = bo.post(f"/interviews/{interview.pk}/", held | {"time": "15:00"})

    assert (response.status_code, fresh(interview).revision) == (409, 2)
    assert read(response).one("input", name="time").attributes["value"] == "15:00"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"date": "2026-11-20"}, "This time has passed. Choose one that lies ahead."),
        ({"time": "10:00"}, "Nothing has changed."),
    ],
)
def test_impossible_change_gets_a_sentence_and_keeps_what_was_typed(edit, invited, changes, words):
    (interview,) = invited()

    response = edit(interview, **changes)

    assert (response.status_code, notices(response)) == (409, [words])
    (name,) = changes
    assert read(response).one("input", name=name).attributes["value"] == changes[name]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"date": "2026-02-30"}, "date"),
        ({"time": "25:00"}, "time"),
        ({"duration": "0"}, "duration"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"recruiters": "nobody@example.com"}, "recruiters"),
        ({"format": "seance"}, "format"),
    ],
)
def test_wrong_answer_gets_a_sentence_at_its_field(edit, invited, changes, name):
    (interview,) = invited()

    response = edit(interview, **changes)

    assert response.status_code == 422
    assert len(list(read(response).all("div", id=f"id_{name}_error"))) == 1
    assert fresh(interview).revision == 1


def test_hour_that_the_clocks_leave_out_gets_a_sentence(edit, invited):
    (interview,) = invited()

    response = edit(interview, date="2027-03-28", time="02:30")

    assert notices(response) == ["There is no 02:30 on Sunday 28 March: the clocks change then. Choose another time."]


def test_second_person_is_told_who_was_first(bo, cast, invited):
    (interview,) = invited()
    held = fields(bo, interview, f"/interviews/{interview.pk}/#look") | {"place": "Rådhuset", "do": "save"}
    act("move", cast.anna_acts, [interview.application], answers={"time": "11:00"})

    response = bo.post(f"/interviews/{interview.pk}/", held)

    assert response.status_code == 409
    assert notices(response) == [
        "Anna Holm changed the interview with Ida Ågård. This interview has changed since you opened the page. "
        "Nothing was done yet: look, and press again."
    ]
    assert fresh(interview).place == "Skolegade 1"
    assert read(response).one("input", name="place").attributes["value"] == "Rådhuset"


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


def test_colleague_from_elsewhere_stays_when_nobody_is_changed(bo, edit, cast, invited):
    (interview,) = invited(by=cast.anna_acts, recruiters=["bo@havnsund.example", "carla@havnsund.example"])

    edit(interview, place="Rådhuset")

    assert sorted(one.given_name for one in fresh(interview).recruiters.all()) == ["Bo", "Carla"]


def test_ticked_colleagues_stay_ticked_after_a_look(edit, invited):
    (interview,) = invited()

    page = read(edit(interview, "look", place="Rådhuset"))

    assert [one.attributes["value"] for one in page.all("input", name="recruiters") if "checked" in one.attributes] == [
        "bo@havnsund.example"
    ]


def test_sms_reminder_of_somebody_with_the_right_stays(bo, edit, cast, invited):
    (interview,) = invited()
    Interview.objects.update(reminder="sms")

    edit(interview, place="Rådhuset")

    assert fresh(interview).reminder == "sms"


def test_dropped_time_is_filled_in(bo, invited):
    (interview,) = invited()

    page = read(bo.get(f"/interviews/{interview.pk}/?date=2026-12-03&time=14:00"))

    assert [page.one("input", name=name).attributes["value"] for name in ("date", "time")] == ["2026-12-03", "14:00"]
    assert fresh(interview).starts_at == interview.starts_at


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

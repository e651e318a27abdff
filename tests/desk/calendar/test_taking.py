"""Edit meeting invitation: a look at the letter first, done once, never on a page that somebody made untrue."""

import datetime as dt

import pytest

from besked.models import Interview, Message, Run
from tests.cast import act
from tests.desk.calendar.sheet import fields, fresh, notices
from tests.desk.handling.reading import read

MOVED = {"date": "2026-12-04", "time": "13:30"}


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

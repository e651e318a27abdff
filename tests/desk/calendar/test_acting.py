"""What is done to many interviews at once from the calendar: noted, moved, cancelled, or a further action."""

import pytest

from besked.models import Interview, Message, Run
from tests.cast import act
from tests.desk.handling.reading import read


def states():
    return list(Interview.objects.order_by("pk").values_list("state", flat=True))


def ticked(interviews, **more):
    return {"interview": [str(one.pk) for one in interviews], "back": "/calendar/?recruiter=all", **more}


def hidden_of(page):
    """The hidden fields of the act's page."""
    fields = page.one("main").all("input", type="hidden")
    return {one.attributes["name"]: one.attributes["value"] for one in fields}


def step(client, slug, interviews, name, **typed):
    """Goes from the list to the act's page, types, and presses a button of it."""
    page = read(client.post("/calendar/act/", ticked(interviews, do=slug)))
    hidden = hidden_of(page)
    return client.post("/calendar/act/", hidden | typed | {"step": name})


def test_many_are_held_at_once_and_taken_back_at_once(over, bo, invited):
    three = invited("Ida Berg", "Eva Lund", "Kaj Munk", format="group")

    response = bo.post("/calendar/act/", ticked(three, do="held"))

    run = Run.objects.get(slug="held")
    assert response.url == f"/calendar/?recruiter=all&done={run.pk}"
    assert states() == ["held"] * 3
    page = read(bo.get(response.url))
    assert page.one("div", class_="ok").one("p").text == "Noted: 3 interviews were held."
    bo.post(page.one("div", class_="ok").one("form").attributes["action"])
    assert states() == ["planned"] * 3


def test_those_left_out_are_named_with_the_reason(over, bo, invited):
    (past,), (ahead,) = invited("Ida Berg"), invited("Eva Lund", date="2026-12-09")

    response = bo.post("/calendar/act/", ticked([past, ahead], do="no-show"), follow=True)

    notice = read(response).one("div", class_="ok")
    assert [one.text for one in notice.all("p")] == [
        "Noted: the applicant did not come.",
        "Not for Eva Lund: The interview has not begun yet.",
    ]


def test_the_ticked_interview_is_meant_and_not_the_newest(over, bo, cast, invited):
    (first,) = invited("Ida Berg")
    more = {"kind": "interview2", "format": "phone", "date": "2026-12-09", "time": "10:00", "duration": 30}
    act("invite", cast.bo_acts, [first.application], answers=more | {"recruiters": ["bo@havnsund.example"]})

    bo.post("/calendar/act/", ticked([first], do="held"))

    assert states() == ["held", "planned"]


def test_moving_together_looks_first(bo, invited):
    two = invited("Ida Berg", "Eva Lund", format="group")
    Message.objects.filter(kind="invitation").update(state="sent")

    look = read(step(bo, "move", two, "look", date="2026-12-04", mail="send")).one("section", id="look")

    assert look.one("dl").all("dd").__next__().text == "Ida Berg and one more"
    assert set(Interview.objects.values_list("starts_at", flat=True)) == {two[0].starts_at}


def test_moving_together_tells_everybody(bo, invited):
    two = invited("Ida Berg", "Eva Lund", format="group")
    Message.objects.filter(kind="invitation").update(state="sent")

    step(bo, "move", two, "do", date="2026-12-04", mail="send")

    assert [one.local_start.day for one in Interview.objects.all()] == [4, 4]
    assert Message.objects.filter(kind="interview-moved", state="queued").count() == 2


def test_cancelling_together_gives_the_reason(bo, invited):
    two = invited("Ida Berg", "Eva Lund")
    Message.objects.filter(kind="invitation").update(state="sent")

    step(bo, "cancel-interview", two, "do", reason="Skolen er lukket", mail="send")

    assert states() == ["cancelled"] * 2
    bodies = Message.objects.filter(kind="interview-cancelled").values_list("body", flat=True)
    assert ["Skolen er lukket" in body for body in bodies] == [True, True]


def test_wrong_answer_stays_with_a_sentence(bo, invited):
    two = invited("Ida Berg", "Eva Lund")

    response = step(bo, "move", two, "look", time="25:00", mail="send")

    assert response.status_code == 422
    assert read(response).one("input", name="time").attributes["value"] == "25:00"


def test_second_person_is_told(bo, cast, invited):
    two = invited("Ida Berg", "Eva Lund")
    page = read(bo.post("/calendar/act/", ticked(two, do="cancel-interview")))
    hidden = hidden_of(page)
    act("move", cast.anna_acts, [two[0].application], answers={"time": "12:00"})

    response = bo.post("/calendar/act/", hidden | {"step": "do", "mail": "send"})

    assert (response.status_code, states()) == (409, ["planned", "planned"])
    assert read(response).one("div", class_="errors").text == (
        "Somebody has changed these interviews meanwhile; look again before you decide."
    )


def test_second_press_does_nothing_more(bo, invited):
    (one,) = invited("Ida Berg")
    page = read(bo.post("/calendar/act/", ticked([one], do="cancel-interview")))
    hidden = {
        each.attributes["name"]: each.attributes["value"] for each in page.one("main").all("input", type="hidden")
    }

    urls = {bo.post("/calendar/act/", hidden | {"step": "do", "mail": "none"}).url for _ in range(2)}

    assert (len(urls), Run.objects.filter(slug="cancel-interview").count()) == (1, 1)


@pytest.mark.parametrize("slug", ["email", "reject", "save"])
def test_further_action_begins_a_draft_of_the_people(bo, invited, slug):
    two = invited("Ida Berg", "Eva Lund")

    response = bo.post("/calendar/act/", ticked(two, do=slug))

    run = Run.objects.get(state="draft")
    assert response.url == f"/runs/{run.pk}/"
    assert (run.slug, run.applications) == (slug, [one.application_id for one in two])
    assert run.back == "/calendar/?recruiter=all"


def test_nobody_ticked_goes_back_with_a_sentence(bo, invited):
    response = bo.post("/calendar/act/", ticked([], do="held"), follow=True)

    assert [str(message) for message in response.context["messages"]] == ["Nobody is selected."]


def test_get_only_asks(over, bo, invited):
    (one,) = invited("Ida Berg")

    found = [bo.get(f"/calendar/act/?do={do}&interview={one.pk}").status_code for do in ("held", "move", "email", "x")]

    assert (found, states()) == ([200, 200, 404, 404], ["planned"])


def test_others_interviews_are_left_out(over, bo, cast, invited):
    (theirs,) = invited("Ida Berg", by=cast.carla_acts, to=cast.nurse, recruiters=["carla@havnsund.example"])

    bo.post("/calendar/act/", ticked([theirs], do="held"))

    assert states() == ["planned"]


def test_reader_may_not(signed_in, invited):
    (one,) = invited("Ida Berg")

    assert signed_in("rune").post("/calendar/act/", ticked([one], do="move")).status_code == 403


def test_stranger_is_never_sent_elsewhere(over, bo, invited):
    (one,) = invited("Ida Berg")

    response = bo.post("/calendar/act/", ticked([one], do="held") | {"back": "//evil.example/"})

    assert response.url.startswith("/calendar/?done=")


@pytest.mark.parametrize("number", [1, 3])
def test_holding_costs_the_same_for_one_and_three(over, bo, invited, django_assert_num_queries, number):
    some = invited(*[f"Ida{n} Berg" for n in range(number)], format="group")

    with django_assert_num_queries(29):
        bo.post("/calendar/act/", ticked(some, do="held"))

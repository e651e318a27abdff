"""The interview box of the application page: nothing for who was never invited, and few queries for who was."""

import pytest

from tests.cast import act, applies
from tests.desk.handling.reading import read


def box(client, application):
    return next(read(client.get(f"/applications/{application.pk}/")).all("section", id="interviews"), None)


def test_who_was_never_invited_has_no_box(bo, cast):
    assert box(bo, applies(cast.teacher)) is None


def test_box_tells_how_it_stands(bo, cast, invited):
    (interview,) = invited("Ida Ågård")
    act("reply", cast.bo_acts, [interview.application], answers={"reply": "other_time", "text": "Torsdag?"})

    (line,) = box(bo, interview.application).one("ul", class_="interview-cards").all("li")

    assert [one.text for one in line.all("p")] == [
        "First interview · Tuesday 1 December, 10:00–10:45",
        "Skolegade 1 Person to person interview Bo Holm",
        "Contact for new date/time “Torsdag?”",
        "No reminder, because of the answer.",
    ]
    assert [one.text for one in line.one("form").all("a")] == ["Edit meeting invitation", "Cancel"]


def test_reminder_says_when_it_leaves(bo, invited):
    (interview,) = invited("Ida Ågård")

    line = box(bo, interview.application).one("ul", class_="interview-cards")

    assert list(line.all("p"))[-1].text == "E-mail reminder: leaves Sunday 29 November at 09:00."


def test_over_can_be_noted_from_the_box(over, bo, invited):
    (interview,) = invited("Ida Ågård")
    form = box(bo, interview.application).one("form")
    seen = form.one("input", name="seen").attributes["value"]

    bo.post(form.attributes["action"], {"seen": seen, "do": "held"})

    interview.refresh_from_db()
    assert interview.state == "held"


def test_past_ones_and_stars_stay(over, bo, cast, invited):
    (interview,) = invited("Ida Ågård")
    act("rate", cast.bo_acts, [interview.application], answers={"stars": 6, "comment": "Varm"})
    act("cancel-interview", cast.bo_acts, [interview.application], answers={"reason": "Syg"})

    found = box(bo, interview.application)

    assert [one.text for one in found.all("span", class_="chip")] == ["Awaiting response", "Cancelled"]
    assert [one.text for one in found.all("li", class_="note")] == [
        "★★★★★★☆ 6 of 7 stars Varm Bo Holm · First interview"
    ]


def test_reader_has_no_buttons(signed_in, invited):
    (interview,) = invited("Ida Ågård")

    assert list(box(signed_in("rune"), interview.application).all("form")) == []


@pytest.mark.parametrize("number", [1, 3])
def test_box_costs_four_queries_however_many_interviews(bo, cast, invited, queries, number):
    (interview,) = invited("Ida Ågård")
    plain = applies(cast.teacher, "Eva Lund")
    for n in range(1, number):
        more = {"kind": "interview2", "format": "phone", "date": f"2026-12-0{n + 1}", "time": "10:00", "duration": 30}
        act("invite", cast.bo_acts, [interview.application], answers=more | {"recruiters": ["bo@havnsund.example"]})

    queries(bo, f"/applications/{plain.pk}/", 6)
    queries(bo, f"/applications/{interview.application_id}/", 10)

"""Interviews over REST: invited, listed, changed by an act; the small acts with the body of an action."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from besked.models import Interview, Message
from tests.cast import act, applies

ANSWERS = {
    "kind": "interview1",
    "format": "in_person",
    "date": "2026-12-01",
    "time": "10:00",
    "duration": 45,
    "recruiters": ["bo@havnsund.example"],
    "place": "Skolegade 1",
    "reminder": "email",
    "days_before": 2,
}


@pytest.fixture
def interview(cast) -> Interview:
    """Ida is invited to 1 December at ten."""
    act("invite", cast.bo_acts, [applies(cast.teacher)], answers=ANSWERS)
    return Interview.objects.get()


def test_invite_goes_the_same_road(bo, cast):
    row = applies(cast.teacher)

    status, answer = bo.post("/actions/invite", {"applications": [row.pk], "answers": ANSWERS})

    assert (status, answer["done"], answer["messages"]) == (200, [row.pk], 2)


def test_preview_marks_a_busy_colleague_as_a_hint(bo, cast, interview):
    row = applies(cast.teacher, "Bea Berg")

    status, answer = bo.post("/actions/invite/preview", {"applications": [row.pk], "answers": ANSWERS})

    assert (status, answer["ready"]) == (200, [row.pk])
    assert [(check["rule"], check["level"], check["application"]) for check in answer["checks"]] == [
        ("busy", "hint", row.pk)
    ]


@pytest.mark.parametrize(
    ("given", "status", "field"),
    [
        ({"date": "2026-02-30"}, 422, "date"),
        ({"time": "25:00"}, 422, "time"),
        ({"recruiters": []}, 422, "recruiters"),
        ({"kind": "interview9"}, 422, "kind"),
        ({"date": "2026-11-01"}, 409, "date"),
    ],
)
def test_bad_answers_are_told_with_their_field(bo, cast, given, status, field):
    row = applies(cast.teacher)

    found, answer = bo.post("/actions/invite", {"applications": [row.pk], "answers": ANSWERS | given})

    assert (found, [error["field"] for error in answer["errors"]]) == (status, [field])


def test_interviews_are_listed_by_period(bo, interview):
    inside = "/interviews?from=2026-12-01T00:00:00%2B01:00&to=2026-12-02T00:00:00%2B01:00"
    outside = "/interviews?from=2026-12-02T00:00:00%2B01:00"

    assert [item["id"] for item in bo.get(inside)[1]["items"]] == [interview.pk]
    assert bo.get(outside)[1]["items"] == []
    (item,) = bo.get("/interviews")[1]["items"]
    assert (item["application"], item["kind"], item["recruiters"]) == (
        interview.application_id,
        "interview1",
        ["bo@havnsund.example"],
    )
    assert (item["starts_at"], item["zone"], item["reply"], item["state"], item["revision"]) == (
        "2026-12-01T09:00:00Z",
        "Europe/Copenhagen",
        "awaiting",
        "planned",
        1,
    )


def test_interview_of_another_department_is_not_there(carla, interview):
    assert carla.get(f"/interviews/{interview.pk}")[0] == 404
    assert carla.get("/interviews")[1]["items"] == []


def test_new_start_moves_it(bo, interview):
    status, answer = bo.patch(f"/interviews/{interview.pk}", {"starts_at": "2026-12-03T13:30:00+01:00"})

    assert (status, answer["starts_at"], answer["revision"]) == (200, "2026-12-03T12:30:00Z", 2)


@pytest.mark.parametrize(
    ("moment", "move", "period"),
    [
        ("0001-01-01T00:00:00+14:00", 422, 422),
        ("0001-01-01T00:00:00", 409, 422),
        ("9999-12-31T22:30:00Z", 409, 200),
        ("9999-12-31T23:59:59Z", 422, 200),
        ("9999-12-31T23:59:59-14:00", 422, 422),
    ],
)
def test_moment_at_the_end_of_all_calendars_is_no_mistake_of_ours(bo, interview, moment, move, period):
    moved = bo.patch(f"/interviews/{interview.pk}", {"starts_at": moment})
    listed = bo.get(f"/interviews?{urlencode({'from': moment})}")

    assert (moved[0], listed[0]) == (move, period)


def test_answer_is_noted_by_hand(bo, interview):
    status, answer = bo.patch(f"/interviews/{interview.pk}", {"reply": "other_time", "text": "Syg"})

    assert (status, answer["reply"], answer["reply_text"]) == (200, "other_time", "Syg")
    assert Message.objects.get(kind="reminder").state == "cancelled"


def test_cancellation_and_what_speaks_against_it(bo, interview):
    first = bo.patch(f"/interviews/{interview.pk}", {"state": "cancelled", "reason": "Sygdom"})
    second = bo.patch(f"/interviews/{interview.pk}", {"state": "cancelled"})

    assert (first[0], first[1]["state"], first[1]["cancel_reason"]) == (200, "cancelled", "Sygdom")
    assert (second[0], second[1]["detail"]) == (409, "This interview is cancelled.")


def test_one_change_at_a_time(bo, interview):
    status, answer = bo.patch(f"/interviews/{interview.pk}", {"reply": "accepted", "state": "held"})

    assert (status, answer["detail"]) == (
        409,
        "Change one at a time: the appointment, the answer, or the state.",
    )


def test_acts_take_the_body_of_an_action(bo, interview):
    body = {"applications": [interview.application_id], "answers": {}}

    early = bo.post("/acts/held", body)[1]
    Interview.objects.update(
        starts_at=interview.starts_at - timedelta(days=30), ends_at=interview.ends_at - timedelta(days=30)
    )
    status, answer = bo.post("/acts/held", body)
    undone = bo.post(f"/runs/{answer['run']}/undo", {})[1]

    assert [refusal["reason"] for refusal in early["refused"]] == ["The interview has not begun yet."]
    assert (status, answer["done"], undone["undone"]) == (200, [interview.application_id], [interview.application_id])


def test_unknown_act_is_not_there(bo, interview):
    assert bo.post("/acts/nonsense", {"applications": [interview.application_id], "answers": {}})[0] == 404


@pytest.mark.parametrize("people", [1, 3])
def test_list_takes_the_same_queries(bo, cast, django_assert_num_queries, people):
    act("invite", cast.bo_acts, [applies(cast.teacher, f"Ida{n} Berg") for n in range(people)], answers=ANSWERS)

    with django_assert_num_queries(5):
        assert len(bo.get("/interviews")[1]["items"]) == people

"""How far people have come: forward with each interview that took place, and back for who did not come after all."""

import datetime as dt

import pytest

from besked.acts.no_show import NoShow
from besked.calendar.stages import advance
from besked.models import Application, Interview, Run
from besked.worker.chores import Stages
from tests.cast import NOW, Cast, act, applies

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
BEGINS = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
ANSWERS = {
    "kind": "interview1",
    "format": "in_person",
    "date": "2026-12-01",
    "time": "10:00",
    "duration": 60,
    "recruiters": ["bo@havnsund.example"],
}


@pytest.fixture
def cast(db) -> Cast:
    return Cast()


def invited(cast: Cast, name: str = "Ida Holm", **more) -> Application:
    row = applies(cast.teacher, name)
    act("invite", cast.bo_acts, [row], answers=ANSWERS | more)
    return row


def stage(row: Application) -> str:
    row.refresh_from_db()
    return row.stage


@pytest.mark.parametrize(("now", "expected"), [(BEGINS, "review"), (BEGINS + HOUR, "interview1")])
def test_stage_follows_when_the_end_has_passed(cast, now, expected):
    row = invited(cast)

    advance(now)

    assert stage(row) == expected


@pytest.mark.parametrize("state", ["cancelled", "no_show"])
def test_interview_that_did_not_take_place_changes_nothing(cast, state):
    row = invited(cast)
    Interview.objects.update(state=state)

    assert (advance(BEGINS + HOUR), stage(row)) == (0, "review")


def test_interview_that_was_taken_back_changes_nothing(cast):
    row = invited(cast)
    Interview.objects.update(undone_at=NOW)

    assert (advance(BEGINS + HOUR), stage(row)) == (0, "review")


@pytest.mark.parametrize("status", ["rejected", "withdrawn", "hired"])
def test_decided_application_keeps_its_stage(cast, status):
    row = invited(cast)
    Application.objects.filter(pk=row.pk).update(stage="review")
    act(
        {"rejected": "reject", "withdrawn": "withdraw"}.get(status, "reject"),
        cast.bo_acts,
        [row],
        answers={"type": "review", "reason": "others"} if status != "withdrawn" else None,
        now=BEGINS + HOUR,
    )

    assert (advance(BEGINS + 2 * HOUR), stage(row)) == (0, "review")


def test_stage_only_rises(cast):
    row = invited(cast)
    Application.objects.filter(pk=row.pk).update(stage="interview3")

    assert (advance(BEGINS + HOUR), stage(row)) == (0, "interview3")


def test_two_kinds_in_one_round_end_at_the_further_one(cast):
    row = invited(cast)
    act("invite", cast.bo_acts, [row], answers=ANSWERS | {"kind": "telephone", "time": "08:00"})

    advance(BEGINS + HOUR)

    assert stage(row) == "interview1"


def test_rejection_proposes_the_stage_that_was_reached(cast):
    row = invited(cast, kind="telephone")
    advance(BEGINS + HOUR)

    act("reject", cast.bo_acts, [row], answers={"reason": "others"}, now=BEGINS + 2 * HOUR)

    assert stage(row) == "telephone"


def test_first_round_looks_at_everybody_and_the_next_only_at_the_newest(cast):
    early, stages = invited(cast), Stages()
    stages.keep(BEGINS + 90 * 24 * HOUR)
    assert stage(early) == "interview1"
    Application.objects.update(stage="review")

    stages.keep(BEGINS + 91 * 24 * HOUR)

    assert stage(early) == "review"


def test_next_round_finds_who_has_ended_since(cast):
    row, stages = invited(cast), Stages()
    stages.keep(BEGINS)

    stages.keep(BEGINS + HOUR)

    assert stage(row) == "interview1"


@pytest.mark.parametrize("number", [1, 3])
def test_round_costs_one_query_at_rest_and_two_for_any_number(cast, django_assert_num_queries, number):
    for n in range(number):
        invited(cast, f"Ida{n} Berg")

    with django_assert_num_queries(1):
        advance(BEGINS, BEGINS - HOUR)
    with django_assert_num_queries(2):
        advance(BEGINS + HOUR, BEGINS)


def test_who_did_not_come_falls_back_and_taking_it_back_restores(cast):
    row = invited(cast)
    advance(BEGINS + HOUR)

    done = act("no-show", cast.bo_acts, [row], now=BEGINS + HOUR)
    fallen = stage(row)
    NoShow(cast.bo_acts, now=BEGINS + 2 * HOUR).undo(Run.objects.get(pk=done.run))

    assert (fallen, stage(row)) == ("review", "interview1")


def test_who_did_not_come_twice_keeps_the_first_interview(cast):
    row = invited(cast, kind="telephone")
    advance(BEGINS + HOUR)
    act("invite", cast.bo_acts, [row], answers=ANSWERS | {"date": "2026-12-03"}, now=BEGINS + HOUR)
    later = BEGINS + 49 * HOUR
    advance(later)

    act("no-show", cast.bo_acts, [row], now=later)

    assert stage(row) == "telephone"


def test_interview_that_is_noted_late_takes_nobody_back_from_a_later_one(cast):
    row = invited(cast)
    first = Interview.objects.get()
    act("invite", cast.bo_acts, [row], answers=ANSWERS | {"kind": "interview2", "time": "12:00"})
    advance(BEGINS + 4 * HOUR)

    act("held", cast.bo_acts, [row], answers={"interview": first.pk}, now=BEGINS + 5 * HOUR)

    assert stage(row) == "interview2"

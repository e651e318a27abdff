"""How an interview went: the last word counts, and the one before it stands again when that is taken back."""

import datetime as dt

import pytest

from besked.acts import ACTS
from besked.models import Interview, Message, Run
from tests.acts.test_interviews import ANSWERS, invited
from tests.cast import Cast, act

pytestmark = pytest.mark.django_db
AFTER = dt.datetime(2026, 12, 1, 10, 0, tzinfo=dt.UTC)


def test_who_did_not_come_after_all_is_invited_again(cast: Cast) -> None:
    row, interview = invited(cast)
    act("held", cast.bo_acts, [row], now=AFTER)

    act("no-show", cast.bo_acts, [row], now=AFTER)

    row.refresh_from_db()
    interview.refresh_from_db()
    assert (row.status, row.stage, interview.state) == ("invited", "review", "no_show")


def test_who_did_not_come_twice_was_interviewed_once(cast: Cast) -> None:
    row, _interview = invited(cast)
    act("held", cast.bo_acts, [row], now=AFTER)
    act("invite", cast.bo_acts, [row], answers=ANSWERS | {"kind": "interview2", "date": "2026-12-02"}, now=AFTER)
    later = AFTER + dt.timedelta(days=1)
    second = {"interview": Interview.objects.latest("pk").pk}
    act("held", cast.bo_acts, [row], answers=second, now=later)

    act("no-show", cast.bo_acts, [row], answers=second, now=later)

    row.refresh_from_db()
    assert (row.status, row.stage) == ("interviewed", "interview1")


def test_correction_that_is_taken_back_leaves_what_was_said_before(cast: Cast) -> None:
    row, interview = invited(cast)
    held = act("held", cast.bo_acts, [row], now=AFTER).run
    later = AFTER + dt.timedelta(hours=1)
    run = act("no-show", cast.bo_acts, [row], now=later).run

    ACTS["no-show"](cast.bo_acts, now=later).undo(Run.objects.get(pk=run))

    row.refresh_from_db()
    interview.refresh_from_db()
    assert (row.status, row.stage) == ("interviewed", "interview1")
    assert (interview.state, interview.ended_by_id, interview.ended_at) == ("held", held, AFTER)


@pytest.mark.parametrize(("slug", "answers"), [("move", {"place": "Havnegade 2"}), ("cancel-interview", {})])
def test_nobody_is_written_to_about_an_interview_that_has_begun(cast: Cast, slug: str, answers: dict[str, str]) -> None:
    row, _interview = invited(cast)
    Message.objects.update(state="sent")

    result = act(slug, cast.bo_acts, [row], answers=answers, now=AFTER)

    assert (result.done, result.messages) == ([row.pk], 0)

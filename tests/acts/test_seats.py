"""Seats of offered times: of several people in one run, each gets one of their own, and the rest are told why not."""

import pytest

from besked.models import Application, Interview, Slot
from tests.acts.test_interviews import ANSWERS, LATER
from tests.cast import Cast, act, applies

pytestmark = pytest.mark.django_db
SLOTS = {"arrange": "slots", "date": "", "time": ""}


def choosers(cast: Cast, number: int, line: str) -> list[Application]:
    """People who may choose one time."""
    rows = [applies(cast.teacher, f"Ida{n} Berg") for n in range(number)]
    act("invite", cast.bo_acts, rows, answers=ANSWERS | SLOTS | {"slots": [line]})
    return rows


def seats() -> list[tuple[str, int | None]]:
    """Answer and seat of each, in their order."""
    return list(Interview.objects.order_by("pk").values_list("reply", "seat"))


def test_booking_for_several_people_gives_a_seat_to_as_many_as_there_are(cast: Cast) -> None:
    rows = choosers(cast, 3, "1/12 10:00-10:45 x2")

    result = act("book", cast.bo_acts, rows, answers={"slot": Slot.objects.get().pk}, now=LATER)

    assert (result.done, [r.reason for r in result.refused]) == (
        [rows[0].pk, rows[1].pk],
        ["This time has just been taken. Choose another one."],
    )
    assert seats() == [("accepted", 1), ("accepted", 2), ("awaiting", None)]


def test_of_two_who_come_after_all_to_the_last_seat_one_is_refused(cast: Cast) -> None:
    rows, no = choosers(cast, 2, "1/12 10:00-10:45"), {"reply": "not_accepted"}
    for row in rows:  # both have had the time, and have given it up
        act("book", cast.bo_acts, [row], answers={"slot": Slot.objects.get().pk}, now=LATER)
        act("reply", cast.bo_acts, [row], answers=no, now=LATER)

    result = act("reply", cast.bo_acts, rows, answers={"reply": "accepted"}, now=LATER)

    assert (result.done, [r.reason for r in result.refused]) == (
        [rows[0].pk],
        ["This time has been taken meanwhile. Choose another one."],
    )
    assert seats() == [("accepted", 1), ("not_accepted", None)]

"""What stands beside the waiting: true to the outbox, to deadlines and to one's own vacancies."""

import datetime as dt

import pytest

from besked.answers.tally import recount
from besked.desk.overview.beside import Notice, Progress, near, outbox, progress
from besked.models import Message, MessageState
from tests.cast import NOW, act, applies, vacancy

TODAY = NOW.date()


@pytest.fixture
def letters(cast):
    """A message in each state for Bo's people, and one of a stranger's."""
    for number, state in enumerate(MessageState.values):
        applies(cast.teacher, f"Ida{number} Berg")
        Message.objects.filter(pk=Message.objects.latest("pk").pk).update(state=state)
    applies(cast.nurse, "Not Mine")


def test_outbox_says_what_leaves_what_waits_and_what_needs_somebody(cast, letters):
    assert outbox(cast.bo_acts, NOW) == [
        Notice("3 letters are leaving", "/outbox/"),
        Notice("1 decided, not told yet", "/outbox/?show=drafts", "warn"),
        Notice("1 refused by the receiver", "/outbox/?show=todo", "bad"),
        Notice("1 came back", "/outbox/?show=todo", "bad"),
        Notice("1 uncertain whether it left", "/outbox/?show=todo", "bad"),
        Notice("1 held back", "/outbox/?show=todo", "bad"),
    ]


def test_outbox_says_when_the_first_letter_leaves(cast):
    ida = applies(cast.teacher)
    Message.objects.all().delete()
    act("reject", cast.bo_acts, [ida], answers={"type": "review", "reason": cast.reason.slug})

    assert outbox(cast.bo_acts, NOW) == [Notice("1 letter is leaving, the first at 10:10", "/outbox/")]


def test_outbox_holds_only_what_one_may_see(cast, letters):
    assert outbox(cast.carla_acts, NOW) == [Notice("1 letter is leaving", "/outbox/")]
    assert outbox(cast.anna_acts, NOW)[0] == Notice("4 letters are leaving", "/outbox/")


def test_expiring_are_the_open_ones_of_this_week(cast):
    soon = [vacancy(cast.school, cast.bo, deadline=TODAY + dt.timedelta(days=days)) for days in (0, 7)]
    vacancy(cast.school, cast.bo, deadline=TODAY + dt.timedelta(days=8))
    vacancy(cast.school, cast.bo, deadline=TODAY - dt.timedelta(days=1))
    vacancy(cast.school, cast.bo, deadline=None)
    vacancy(cast.school, cast.bo, deadline=TODAY, closing_at=NOW)
    vacancy(cast.care, cast.carla, deadline=TODAY)

    assert near(cast.bo_acts, TODAY).expiring == [soon[0], cast.teacher, soon[1]]


def test_own_vacancies_are_the_unfinished_ones(cast):
    vacancy(cast.school, cast.bo, closed_at=NOW, closing_at=NOW)
    vacancy(cast.school, cast.rune)
    late = vacancy(cast.school, cast.bo, deadline=TODAY - dt.timedelta(days=9))
    endless = vacancy(cast.school, cast.bo, deadline=None)

    assert near(cast.bo_acts, TODAY).mine == [late, cast.teacher, endless]


def test_progress_adds_up(cast):
    people = [applies(cast.teacher, f"Ida{n} Berg") for n in range(4)]
    act("withdraw", cast.bo_acts, people[:1])
    type(people[1]).objects.filter(pk=people[1].pk).update(answer_by=TODAY - dt.timedelta(days=1))
    recount(NOW)

    assert progress([cast.teacher, cast.nurse]) == [
        Progress(cast.teacher, 0, 2, 1, left=1),
        Progress(cast.nurse, 0, 0, 0, left=0),
    ]


def test_progress_never_goes_below_nothing(cast):
    people = [applies(cast.teacher, f"Ida{n} Berg") for n in range(2)]
    recount(NOW)
    for one in people:
        act("transfer", cast.bo_acts, [one], answers={"vacancy": vacancy(cast.school, cast.bo).pk})
    type(people[0]).objects.filter(pk=people[0].pk).update(vacancy=cast.nurse)

    assert progress([cast.teacher]) == [Progress(cast.teacher, 0, 0, 0, left=1)]

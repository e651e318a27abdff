"""Invite: kinds and rights, the three arrangements, the confirm link's rule, reminders by the rule, bad input."""

import datetime as dt
from typing import Any

import pytest

from besked.access import actor_for
from besked.actions.invite import Invite
from besked.models import Application, Interview, Message, Right, Run, Slot, User
from besked.performing import InvalidAnswersError
from tests.cast import NOW, Cast, act, applies

ANSWERS: dict[str, Any] = {
    "kind": "interview1",
    "format": "in_person",
    "date": "2026-12-01",
    "time": "10:00",
    "duration": 45,
    "recruiters": ["bo@havnsund.example"],
    "place": "Skolegade 1",
}
TEN = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)  # ten o'clock in Copenhagen
HOUR = dt.timedelta(hours=1)


def faults(cast: Cast, **more: Any) -> dict[str, list[str]]:
    """The sentences for answers that don't do."""
    row = applies(cast.teacher)
    with pytest.raises(InvalidAnswersError) as found:
        act("invite", cast.bo_acts, [row], answers={**ANSWERS, **more})
    return {name: [str(words) for words in said] for name, said in found.value.form.errors.items()}


def with_sms(user: User) -> User:
    """The right to send SMS on top."""
    user.rights = sorted({*user.rights, Right.SMS})
    user.save()
    return user


def test_invite_together_gives_everybody_one_time(cast: Cast) -> None:
    rows = [applies(cast.teacher, f"Ida{n} Berg") for n in range(3)]

    result = act("invite", cast.bo_acts, rows, answers=ANSWERS | {"format": "group", "cap": 2})

    assert result.done == [rows[0].pk, rows[1].pk]
    assert [(r.application, r.reason) for r in result.refused] == [(rows[2].pk, "No place is left: at most 2.")]
    assert [row.starts_at for row in Interview.objects.all()] == [TEN, TEN]


def test_invite_in_sequence_follows_the_order_of_the_selection(cast: Cast) -> None:
    rows = [applies(cast.teacher, f"Ida{n} Berg") for n in range(3)]
    rows.reverse()

    act("invite", cast.bo_acts, rows, answers=ANSWERS | {"arrange": "sequence", "break": 15})

    times = {row.application_id: row.starts_at for row in Interview.objects.all()}
    assert [times[row.pk] for row in rows] == [TEN, TEN + HOUR, TEN + 2 * HOUR]


def test_invite_query_count_is_the_same_for_one_and_three(cast: Cast, django_assert_num_queries) -> None:
    one, *three = [applies(cast.teacher, f"Ida{n} Berg") for n in range(4)]
    actor = cast.bo_acts

    with django_assert_num_queries(26):
        act("invite", actor, [one], answers=ANSWERS | {"reminder": "email"})
    with django_assert_num_queries(26):
        act("invite", actor, three, answers=ANSWERS | {"reminder": "email"})

    assert Application.objects.filter(status="invited").count() == 4


def test_invite_offers_slots_with_their_places(cast: Cast) -> None:
    row = applies(cast.teacher)

    act("invite", cast.bo_acts, [row], answers=ANSWERS | {"arrange": "slots", "slots": ["tue 1/12 10-12 every 45 x2"]})

    assert list(Slot.objects.values_list("starts_at", "cap")) == [(TEN, 2), (TEN + dt.timedelta(minutes=45), 2)]
    kinds = Message.objects.exclude(kind="receipt").order_by("pk").values_list("kind", "not_before")
    assert list(kinds) == [
        ("choose-time", NOW + dt.timedelta(minutes=10)),
        ("choose-time-reminder", dt.datetime(2026, 11, 26, 8, 0, tzinfo=dt.UTC)),
    ]


@pytest.mark.parametrize(("slots", "expected"), [("25/11 10-11", []), ("26/11 10-11", [TEN - dt.timedelta(days=5)])])
def test_invite_asks_nobody_to_choose_once_the_last_time_has_passed(cast: Cast, slots, expected) -> None:
    act("invite", cast.bo_acts, [applies(cast.teacher)], answers=ANSWERS | {"arrange": "slots", "slots": [slots]})

    nudges = Message.objects.filter(kind="choose-time-reminder")
    assert list(nudges.values_list("not_after", flat=True)) == expected


def test_invite_keeps_an_open_offer(cast: Cast) -> None:
    row = applies(cast.teacher, status="offered")

    act("invite", cast.bo_acts, [row], answers=ANSWERS)

    row.refresh_from_db()
    assert (row.status, Interview.objects.count()) == ("offered", 1)


def test_invite_offers_only_the_kinds_one_may_use(cast: Cast) -> None:
    cast.bo.rights = [right for right in cast.bo.rights if right != Right.INVITE_FINAL]

    action = Invite(actor_for(cast.bo))

    assert [value for value, _label in action.form().fields["kind"].choices] == [
        "telephone",
        "interview1",
        "interview2",
    ]


def test_invite_is_closed_to_whoever_may_invite_to_nothing(cast: Cast) -> None:
    row = applies(cast.teacher)

    result = Invite(actor_for(cast.lise)).look([row.pk])[1]

    assert [refusal.reason for refusal in result] == ["There is no such application."]
    assert Invite.allows(actor_for(cast.lise)) is False


# Bad input: a sentence at its field


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"date": "2026-11-20"}, "date", "This time has passed. Choose one that lies ahead."),
        ({"date": "2026-11-23", "time": "09:59"}, "time", "This time has passed. Choose one that lies ahead."),
        ({"date": "2027-02-30"}, "date", "There is no such day. Write it as in 2026-11-24."),
        ({"time": "25:00"}, "time", "There is no such time. Write it as in 10:30."),
        ({"date": "", "time": "10:00"}, "date", "Choose a date."),
        ({"recruiters": []}, "recruiters", "Choose at least one recruiter who attends."),
        ({"recruiters": ["nobody@x.example"]}, "recruiters", "There is no such colleague: nobody@x.example."),
        ({"date": "2029-12-01"}, "date", "This is more than two years ahead. Check the year."),
        ({"arrange": "slots"}, "slots", "Write at least one time, such as “Tuesday 24 November 10:00-12:00 every 45”."),
        (
            {"arrange": "slots", "slots": ["1/12 10-11"], "mail": "none"},
            "mail",
            "Without a letter nobody could choose a time.",
        ),
    ],
)
def test_bad_answer_gets_its_sentence(cast: Cast, given, field, words) -> None:
    assert faults(cast, **given) == {field: [words]}


def test_time_that_the_clocks_leave_out_is_refused(cast: Cast) -> None:
    assert faults(cast, date="2027-03-28", time="02:30") == {
        "time": ["There is no 02:30 on Sunday 28 March: the clocks change then. Choose another time."]
    }


def test_overlapping_slots_are_named(cast: Cast) -> None:
    found = faults(cast, arrange="slots", slots=["1/12 10:00-11:00", "1/12 10:30-11:30"])

    assert list(found) == ["slots"]
    assert found["slots"][0].startswith("Line 2: ")


# Hints: marked, never in the way


def test_busy_colleague_is_marked_before_sending_and_keeps_nobody_back(cast: Cast) -> None:
    first, second = applies(cast.teacher), applies(cast.teacher, "Bea Berg")
    act("invite", cast.bo_acts, [first], answers=ANSWERS)
    action = Invite(cast.bo_acts, ANSWERS | {"time": "10:30"}, now=NOW)
    action.chosen = [second.pk]
    action.clean()

    seen = action.preview([second.pk])

    assert [row.pk for row in seen.ready] == [second.pk]
    assert [(hint.rule, hint.reason) for hint in seen.hints] == [
        ("busy", "Bo Holm has another interview then (Tuesday 1 December at 10:00).")
    ]


# Taking back


def test_invite_can_be_taken_back_until_its_letters_leave(cast: Cast) -> None:
    row = applies(cast.teacher)
    result = act("invite", cast.bo_acts, [row], answers=ANSWERS | {"reminder": "email"})
    action = Invite(cast.bo_acts, now=NOW + dt.timedelta(minutes=5))

    undone, refused = action.undo(Run.objects.get(pk=result.run))

    row.refresh_from_db()
    assert (undone, refused, row.status) == ([row.pk], [], "new")
    assert Interview.objects.standing().count() == 0
    assert set(Message.objects.exclude(kind="receipt").values_list("state", flat=True)) == {"cancelled"}

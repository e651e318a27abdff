"""Reject: status, stage, letter, answer owed until delivered."""

import datetime as dt

import pytest

from besked.access import actor_for
from besked.action import InvalidAnswersError
from besked.actions.reject import Reject
from besked.messaging.catalogue import our_letter
from besked.models import Application, Candidate, Message, Rejection, Run, SearchDoc
from tests.cast import NOW, Cast, act, applies

pytestmark = pytest.mark.django_db
ANSWERS = {"type": "review", "reason": "others"}


def test_reject_writes_status_fact_event_and_letter(cast: Cast) -> None:
    ida = applies(cast.teacher)

    result = act("reject", cast.bo_acts, [ida], answers=ANSWERS)

    ida.refresh_from_db()
    assert (result.done, result.refused, result.messages) == ([ida.pk], [], 1)
    assert (ida.status, ida.stage, ida.round, ida.is_owed) == ("rejected", "review", 2, True)
    assert list(Rejection.objects.values_list("application", "stage", "reason__slug")) == [(ida.pk, "review", "others")]
    assert list(ida.events.values_list("action", "before", "after")) == [
        ("received", "", "new"),
        ("reject", "new", "rejected"),
    ]
    letter = Message.objects.get(kind="rejection")
    assert (letter.to, letter.language, letter.state) == (ida.candidate.email, "da", "queued")
    assert letter.body.startswith("Kære Ida")
    assert SearchDoc.objects.count() == 1


def test_reject_query_count_is_the_same_for_one_and_three(cast: Cast, django_assert_num_queries) -> None:
    one, *three = [applies(cast.teacher, f"Ida{n} Berg") for n in range(4)]
    actor = cast.bo_acts

    with django_assert_num_queries(24):
        act("reject", actor, [one], answers=ANSWERS)
    with django_assert_num_queries(24):
        act("reject", actor, three, answers=ANSWERS)

    assert Application.objects.filter(status="rejected").count() == 4


def test_reject_uses_the_letter_of_the_type_in_each_language(cast: Cast) -> None:
    people = [applies(cast.teacher, f"Ida{code} Berg", code) for code in ("da", "sv", "nb", "nl", "en")]

    act("reject", cast.bo_acts, people, answers={"type": "interview2", "reason": "others"})

    rows = Message.objects.filter(kind="rejection").order_by("pk")
    assert [row.language for row in rows] == ["da", "sv", "nb", "nl", "en"]
    assert [our_letter("rejection", "interview2", row.language)[1].split("\n")[0][:4] for row in rows] == [
        row.body[:4] for row in rows
    ]
    assert [
        name in row.body for name, row in zip(("Lærer", "Lärare", "Lærer", "Leraar", "Teacher"), rows, strict=True)
    ] == [True] * 5


def test_reject_puts_an_edited_letter_into_effect_for_one_and_for_all(cast: Cast) -> None:
    ida, bea = applies(cast.teacher, "Ida Berg"), applies(cast.teacher, "Bea Berg")
    letters = {"rejection": {"da": {"subject": "Svar", "body": "Kære {given_name}. Nej.", "signature": "Bo"}}}
    people = {str(bea.pk): {"rejection": {"body": "Kære {name}. Desværre."}}}

    act("reject", cast.bo_acts, [ida, bea], answers=ANSWERS, letters=letters, people=people)

    rows = Message.objects.filter(kind="rejection").order_by("pk")
    assert [(row.subject, row.body) for row in rows] == [
        ("Svar", "Kære Ida. Nej.\n\nBo"),
        ("Svar", "Kære Bea Berg. Desværre.\n\nBo"),
    ]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ({"subject": " "}, "The subject is empty."),
        ({"body": ""}, "The letter is empty."),
        ({"body": "Kære {navn}"}, "{navn} can't be filled in: no such word."),
        ({"from": "boss@elsewhere.example"}, "Letters may not be sent from boss@elsewhere.example."),
        ({"from": "nobody"}, "The sender is not a valid e-mail address."),
    ],
)
def test_reject_refuses_a_letter_that_can_not_leave(cast: Cast, edit: dict[str, str], words: str) -> None:
    ida = applies(cast.teacher)

    result = act("reject", cast.bo_acts, [ida], answers=ANSWERS, letters={"rejection": {"da": edit}})

    ida.refresh_from_db()
    assert (result.done, [row.reason for row in result.refused]) == ([], [words])
    assert (ida.status, Message.objects.filter(kind="rejection").count()) == ("new", 0)


def test_reject_needs_a_reason(cast: Cast) -> None:
    ida = applies(cast.teacher)

    with pytest.raises(InvalidAnswersError) as caught:
        act("reject", cast.bo_acts, [ida], answers={"type": "review"})

    assert caught.value.form.errors == {"reason": ["Choose a reason."]}


def test_reject_decides_now_and_tells_later(cast: Cast) -> None:
    ida = applies(cast.teacher)

    act("reject", cast.bo_acts, [ida], answers=ANSWERS | {"tell": "later"})

    ida.refresh_from_db()
    assert Message.objects.get(kind="rejection").state == "draft"
    assert (ida.status, ida.is_owed, ida.applicant_word) == (
        "rejected",
        True,
        "We have your application and are reading it.",
    )


def test_reject_sends_at_a_chosen_time(cast: Cast) -> None:
    ida = applies(cast.teacher)
    tomorrow = NOW + dt.timedelta(days=1)

    act("reject", cast.bo_acts, [ida], answers=ANSWERS | {"tell": "at", "send_at": tomorrow.isoformat()})

    assert Message.objects.get(kind="rejection").not_before == tomorrow


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-22T09:00:00+00:00", "Choose a time that lies ahead."),
        ("2028-12-01T09:00:00+00:00", "This is more than two years ahead. Check the year."),
        ("9999-12-31T23:59:59-14:00", "This is more than two years ahead. Check the year."),
    ],
)
def test_reject_refuses_a_time_that_has_passed_or_never_comes(cast: Cast, at: str, words: str) -> None:
    ida = applies(cast.teacher)

    with pytest.raises(InvalidAnswersError) as caught:
        act("reject", cast.bo_acts, [ida], answers=ANSWERS | {"tell": "at", "send_at": at})

    assert caught.value.form.errors == {"send_at": [words]}


def test_reject_names_strangers_the_rejected_and_those_without_address(cast: Cast) -> None:
    stranger, twice, silent = (
        applies(v, f"Ida{n} Berg") for n, v in enumerate((cast.nurse, cast.teacher, cast.teacher))
    )
    Candidate.objects.filter(pk=silent.candidate_id).update(email="")
    act("reject", cast.bo_acts, [twice], answers=ANSWERS)

    result = act("reject", cast.bo_acts, [stranger, twice, silent], answers=ANSWERS)

    assert (result.done, {row.application: row.reason for row in result.refused}) == (
        [],
        {
            stranger.pk: "There is no such application.",
            twice.pk: "Not possible: Rejected · after application review.",
            silent.pk: "There is no e-mail address, so nothing can be sent. Reach them by telephone or post.",
        },
    )


def test_reject_needs_the_right(cast: Cast) -> None:
    ida = applies(cast.teacher)

    result = act("reject", actor_for(cast.rune), [ida], answers=ANSWERS)

    assert [row.reason for row in result.refused] == ["You don't have the right to do this."]


def test_reject_changes_nothing_in_another_vacancy(cast: Cast) -> None:
    here, there = applies(cast.teacher, email="ida@example.com"), applies(cast.nurse, email="ida@example.com")

    act("reject", cast.bo_acts, [here], answers=ANSWERS)

    there.refresh_from_db()
    assert (there.status, there.version, there.events.count()) == ("new", 1, 1)


def test_reject_pressed_twice_is_done_once(cast: Cast) -> None:
    ida = applies(cast.teacher)

    first = act("reject", cast.bo_acts, [ida], answers=ANSWERS, key="k")
    second = act("reject", cast.bo_acts, [ida], answers=ANSWERS, key="k")

    assert first == second
    assert Message.objects.filter(kind="rejection").count() == 1


def test_undo_takes_a_rejection_back_and_a_new_one_can_be_told(cast: Cast) -> None:
    ida = applies(cast.teacher)
    run = Run.objects.get(pk=act("reject", cast.bo_acts, [ida], answers=ANSWERS).run)

    undone, refused = Reject(cast.bo_acts, now=NOW + dt.timedelta(minutes=5)).undo(run)

    ida.refresh_from_db()
    assert (undone, refused) == ([ida.pk], [])
    assert (ida.status, ida.round, ida.decided_at) == ("new", 3, None)
    assert Message.objects.get(kind="rejection").state == "cancelled"
    assert Rejection.objects.get().undone_at is not None
    assert act("reject", cast.bo_acts, [ida], answers=ANSWERS).messages == 1


def test_undo_names_those_whose_letter_has_left(cast: Cast) -> None:
    ida, bea = applies(cast.teacher, "Ida Berg"), applies(cast.teacher, "Bea Berg")
    run = Run.objects.get(pk=act("reject", cast.bo_acts, [ida, bea], answers=ANSWERS).run)
    Message.objects.filter(kind="rejection", applications=ida).update(state="sent")

    undone, refused = Reject(cast.bo_acts, now=NOW).undo(run)

    assert (undone, [(row.application, row.reason) for row in refused]) == (
        [bea.pk],
        [(ida.pk, "The letter has left: Sent.")],
    )

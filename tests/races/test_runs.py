"""Several people decide at once: one wins, the others get words, and nobody gets two letters."""

import random
import threading

import pytest
from django.utils import timezone

from besked.access import applicant
from besked.actions import BY_SLUG
from besked.models import Application, Event, Message, Rejection, Run
from besked.runs import KeyUsedError, digest
from tests.cast import NOW, Cast, act, user
from tests.crowd import crowd
from tests.races.together import PATIENCE, at_once

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"type": "review", "reason": "others"}


def deciding(slug, actor, ids, meet, *, answers=None):
    """The action, performed only when everybody has looked: `prepare` stands between looking and the lock."""

    class Meeting(BY_SLUG[slug]):
        def prepare(self, ready):
            meet.wait(PATIENCE)

    run = Run(slug=slug, user=actor.user, actor=actor.key, created_at=NOW)
    return lambda: Meeting(actor, answers, now=NOW).perform(ids, run)


def test_two_recruiters_reject_the_same_fifty_and_each_person_is_told_once():
    cast = Cast()
    ids = [row.pk for row in crowd(cast.teacher, 50, NOW)]
    dan, meet = user("dan", "mid", cast.school), threading.Barrier(2)
    actors = {
        "Bo Holm": cast.bo_acts,
        "Dan Holm": cast.bo_acts.__class__(
            cast.bo_acts.kind, dan, cast.bo_acts.rights, cast.bo_acts.departments, tree=cast.bo_acts.tree
        ),
    }

    results = at_once(*(deciding("reject", actor, ids, meet, answers=ANSWERS) for actor in actors.values()))

    winner, loser = sorted(results, key=lambda result: -len(result.done))
    name = Event.objects.filter(action="reject").first().user.name
    words = f"Changed meanwhile by {name}; look again before you decide."
    assert (winner.done, winner.messages, loser.done, loser.messages) == (ids, 50, [], 0)
    assert [(row.application, row.reason) for row in loser.refused] == [(pk, words) for pk in ids]
    assert Message.objects.filter(kind="rejection").count() == Rejection.objects.count() == 50


def test_reject_save_and_withdrawal_at_once_leave_one_decision_each():
    cast = Cast()
    rows = crowd(cast.teacher, 5, NOW)
    meet = threading.Barrier(3)
    ida = applicant(frozenset({rows[0].candidate_id}))

    answers = at_once(
        deciding("reject", cast.bo_acts, [row.pk for row in rows], meet, answers=ANSWERS),
        deciding("save", cast.anna_acts, [row.pk for row in rows], meet),
        deciding("withdraw", ida, [rows[0].pk], meet),
    )

    decided = [pk for result in answers for pk in result.done]
    named = [refusal.application for result in answers for refusal in result.refused]
    ids = [row.pk for row in rows]
    assert sorted(decided) == ids
    assert sorted(named) == sorted([rows[0].pk, rows[0].pk, *ids[1:]])
    assert all(refusal.reason.startswith("Changed meanwhile by ") for result in answers for refusal in result.refused)
    assert Event.objects.exclude(action="received").count() == 5
    assert Message.objects.count() == Application.objects.filter(status="rejected").count()


def pressing(cast, ids, *, key, note=""):
    """A press of the button with a key, as the doors do it."""
    given = ANSWERS | {"note": note}
    actor = cast.bo_acts
    marked = digest("reject", ids, given)

    def press():
        run = Run(slug="reject", user=actor.user, actor=actor.key, key=key, digest=marked, created_at=NOW)
        return BY_SLUG["reject"](actor, given, now=NOW).perform(ids, run)

    return press


def test_thirty_presses_with_one_key_do_it_once_and_give_equal_answers():
    cast = Cast()
    ids = [row.pk for row in crowd(cast.teacher, 10, NOW)]

    answers = at_once(*[pressing(cast, ids, key="k")] * 30)

    assert answers == [answers[0]] * 30
    assert (answers[0].done, answers[0].messages) == (ids, 10)
    assert (Run.objects.count(), Message.objects.count(), Rejection.objects.count()) == (1, 10, 10)


def test_one_key_for_two_things_does_the_first_and_refuses_the_other():
    cast = Cast()
    ids = [row.pk for row in crowd(cast.teacher, 10, NOW)]

    answers = at_once(pressing(cast, ids, key="k"), pressing(cast, ids, key="k", note="no"))

    refused = [answer for answer in answers if isinstance(answer, KeyUsedError)]
    done = [answer for answer in answers if not isinstance(answer, KeyUsedError)]
    assert (len(refused), [one.done for one in done], Run.objects.count()) == (1, [ids], 1)


def test_one_draft_performed_from_two_windows_is_done_once():
    cast = Cast()
    ids = [row.pk for row in crowd(cast.teacher, 10, NOW)]
    actor = cast.bo_acts
    draft = Run.objects.create(slug="reject", user=cast.bo, actor=actor.key, applications=ids, created_at=NOW)

    answers = at_once(
        *[lambda: BY_SLUG["reject"](actor, ANSWERS, now=NOW).perform(ids, Run.objects.get(pk=draft.pk))] * 4
    )

    assert answers == [answers[0]] * 4
    assert (answers[0].done, Message.objects.count()) == (ids, 10)


def test_overlapping_selections_in_any_order_never_lock_each_other_out():
    cast = Cast()
    ids = [row.pk for row in crowd(cast.teacher, 60, NOW)]
    chance = random.Random(5)
    actor = cast.bo_acts

    def save(chosen):
        run = Run(slug="save", user=cast.bo, actor=actor.key, created_at=timezone.now())
        return lambda: BY_SLUG["save"](actor, now=NOW).perform(chosen, run)

    for _round in range(3):
        chosen = [chance.sample(ids, 40) for _number in range(6)]
        answers = at_once(*map(save, chosen))

        assert [type(answer).__name__ for answer in answers] == ["Result"] * 6
        assert [sorted([*answer.done, *(one.application for one in answer.refused)]) for answer in answers] == [
            sorted(one) for one in chosen
        ]
    versions = Application.objects.filter(pk__in=ids).values_list("pk", "version")
    events = [Event.objects.filter(application=pk, action="save").count() for pk, _ in versions]
    assert [version - 1 for _, version in versions] == events


def test_undo_from_two_windows_takes_back_once():
    cast = Cast()
    rows = crowd(cast.teacher, 10, NOW)
    run = Run.objects.get(pk=act("reject", cast.bo_acts, rows, answers=ANSWERS).run)
    actor = cast.bo_acts

    answers = at_once(*[lambda: BY_SLUG["reject"](actor, now=NOW).undo(run)] * 3)

    backs = sorted((len(back), len(refused)) for back, refused in answers)
    assert backs == [(0, 10), (0, 10), (10, 0)]
    assert Event.objects.filter(action="undo").count() == 10
    assert set(Application.objects.values_list("status", "round")) == {("new", 3)}

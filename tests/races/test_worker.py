"""The worker sends while people undo, edit, hold and settle: every order of statements, and never a lie."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from besked.actions import BY_SLUG
from besked.answers import settled_by_person, wrongly_kept
from besked.messaging import outbox
from besked.messaging.transports import transport_for
from besked.models import Application, Message, Run, Worker
from besked.worker.lane import Lane
from tests.cast import Cast, act
from tests.crowd import crowd
from tests.invariants import disagreeing_statuses
from tests.races.together import Halted, Meanwhile, at_once
from tests.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"type": "review", "reason": "others"}


class Stage:
    """An organisation, a mail server, and answers that are due at once."""

    def __init__(self, sink: Sink) -> None:
        self.sink, self.cast = sink, Cast()

    def reject(self, people: int) -> tuple[Run, list[int]]:
        """Rejects so many; their letters may leave now, and may be taken back until they do."""
        now = timezone.now()
        rows = crowd(self.cast.teacher, people, now)
        result = act("reject", self.cast.bo_acts, rows, answers=ANSWERS, now=now)
        Message.objects.filter(run=result.run).update(not_before=now)
        return Run.objects.get(pk=result.run), result.done

    def deliver(self) -> int:
        """A worker, in this thread, until nothing is due."""
        return Lane(transport_for(self.sink.url)).life(once=True)

    def undo(self, run: Run) -> Callable[[], tuple[list[int], list[Any]]]:
        """The recruiter has changed their mind."""
        actor = self.cast.bo_acts
        return lambda: BY_SLUG["reject"](actor, now=timezone.now()).undo(run)


@pytest.fixture
def stage(tmp_path: Path, settings) -> Any:
    settings.BESKED_DATA_DIR = tmp_path
    with Sink(tmp_path) as sink:
        yield Stage(sink)


def check(stage: Stage, run: Run, back: list[int], refused: list[Any]) -> None:
    """Whoever was taken back got no mail and is new; whoever got one is named and answered."""
    mailed = {mail.message_id for mail in stage.sink.mails()}
    left = Message.objects.filter(run=run, message_id__in=mailed).values_list("applications", flat=True)
    assert sorted(left) == sorted(refusal.application for refusal in refused)
    assert set(Application.objects.filter(pk__in=back).values_list("status", flat=True)) <= {"new"}
    assert not Application.objects.filter(pk__in=left, answered_at=None).exists()
    assert set(Message.objects.filter(applications__in=back, run=run).values_list("state", flat=True)) <= {"cancelled"}


def test_undo_in_the_middle_of_a_delivery_at_any_statement(stage):
    statement, reached, tried = 1, True, []

    while reached:
        run, ids = stage.reject(25)
        with Halted(stage.deliver, statement) as halted:
            undo = Meanwhile(stage.undo(run))
        reached, (back, refused) = halted.reached, undo.end()
        stage.deliver()

        assert halted.answer == 0
        assert sorted([*back, *(one.application for one in refused)]) == ids
        check(stage, run, back, refused)
        tried.append((statement, len(back)))
        statement += 2 if statement < 30 else 5
    assert {count for _, count in tried} >= {0, 25}
    assert (wrongly_kept().count(), disagreeing_statuses(), Worker.objects.count()) == (0, [], 0)


def test_delivery_in_the_middle_of_an_undo_at_any_statement(stage):
    statement, reached = 1, True

    while reached:
        run, ids = stage.reject(12)
        with Halted(stage.undo(run), statement) as halted:
            delivery = Meanwhile(stage.deliver)
        reached, code = halted.reached, delivery.end()
        back, refused = halted.answer
        stage.deliver()

        assert code == 0
        assert sorted([*back, *(one.application for one in refused)]) == ids
        check(stage, run, back, refused)
        statement += 1
    assert (wrongly_kept().count(), disagreeing_statuses()) == (0, [])


def test_reject_undo_and_deliveries_all_at_once(stage):
    runs = [stage.reject(20) for _ in range(3)]

    answers = at_once(*(stage.undo(run) for run, _ in runs), stage.deliver, stage.deliver, lambda: stage.reject(20))
    stage.deliver()

    assert [type(answer).__name__ for answer in answers] == ["tuple", "tuple", "tuple", "int", "int", "tuple"]
    for (run, ids), (back, refused) in zip(runs, answers[:3], strict=True):
        assert sorted([*back, *(one.application for one in refused)]) == ids
        check(stage, run, back, refused)
    mails = stage.sink.mails()
    assert len(mails) == len({mail.message_id for mail in mails}) == Message.objects.filter(state="sent").count()
    assert (wrongly_kept().count(), disagreeing_statuses()) == (0, [])


@pytest.mark.parametrize("change", ["edit", "cancel"])
def test_change_of_a_letter_counts_or_is_refused_at_any_statement(change, stage):
    statement, reached, taken = 1, True, set()
    moves = {
        "edit": lambda row: outbox.edit(row, subject="Another subject", body="Other words.", to=row.to),
        "cancel": lambda row: outbox.cancel(row.pk, "No."),
    }

    while reached:
        run, _ids = stage.reject(1)
        row = Message.objects.get(run=run)
        with Halted(stage.deliver, statement) as halted:
            moved = Meanwhile(lambda row=row: moves[change](row), patience=0.05)
        reached, changed = halted.reached, moved.end()
        stage.deliver()  # a row that was being changed is passed over
        mails = [mail for mail in stage.sink.mails() if mail.message_id == row.message_id]
        row.refresh_from_db()

        assert halted.answer == 0
        taken.add(changed)
        if change == "edit":
            assert [mail.message["Subject"] for mail in mails] == [row.subject]
            assert (row.subject == "Another subject") is changed
        else:
            assert len(mails) == (0 if changed else 1)
        Message.objects.exclude(state="sent").update(state="cancelled")
        statement += 1 if change == "edit" else 3
    assert taken == {True, False}


def test_two_people_settle_one_doubt_and_the_first_is_believed(stage):
    run, ids = stage.reject(1)
    Message.objects.filter(run=run).update(state="uncertain")
    row, now = Message.objects.get(run=run), timezone.now()

    answers = at_once(
        lambda: settled_by_person(row.pk, now), lambda: outbox.settle_as_queued(row.pk, now), stage.undo(run)
    )

    row.refresh_from_db()
    assert sorted(answers[:2]) == [False, True]
    if row.state == "cancelled":
        assert answers == [False, True, (ids, [])]
    else:
        assert row.state == ("sent" if answers[0] else "queued")
    assert wrongly_kept().count() == 0

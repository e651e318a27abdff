"""Panel and group invite, sketched against the base class before they are built: neither needs a knob of its own.

Both are test doubles: what their real facts will be (a review round, a slot) is stood in for by facts that exist.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import pytest
from django.db.models import Model

from besked.action import Action, AnswersForm
from besked.messaging.compose import Letter
from besked.models import About, Application, Message, Note, Right, Run, Saved, Status
from besked.runs import Refusal, Result
from tests.cast import NOW, Cast, applies

pytestmark = pytest.mark.django_db
REVIEWERS = ("per@skole.example", "liv@skole.example")


class Panel(Action):
    """One letter for each reviewer, about many applications; a row for the run and one for each person."""

    slug, label, past, right = "panel-sketch", "Panel", "%(by)s", Right.PANEL
    enters = Status.PANEL_REVIEW
    undoable = True

    def entering(self, application: Application) -> Status | None:
        """Whoever has an offer keeps it."""
        return None if application.status == Status.OFFERED else Status.PANEL_REVIEW

    def facts(self, ready: Sequence[Application]) -> Iterable[Model]:
        """The round first (here: a note on the first person), then what points to it."""
        yield Note(application=ready[0], author=self.actor.user, text="round", at=self.now)
        yield from (Saved(application=row) for row in ready)

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """To people who are not applicants, about everybody at once."""
        for address in REVIEWERS:
            yield Letter("email", address, "", "en", list(ready), proposal={"subject": "Review", "body": "Please"})


class InviteForm(AnswersForm):
    """Nothing needed for the sketch."""


class GroupInvite(Action):
    """One time for all, with a cap; a letter now and a reminder with a time of its own."""

    slug, label, past, right = "invite-sketch", "Invite", "%(by)s", Right.INVITE_INTERVIEW
    enters = Status.INVITED
    Form = InviteForm
    cap = 2

    def objections(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """The slot takes two; the third is named, before and under the lock."""
        return {row.pk: Refusal(row.pk, "The slot is full.") for row in ready[self.cap :]}

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """An invitation, and a reminder that is an outbox row with a date."""
        morning = NOW + dt.timedelta(days=5)
        text = {"subject": "Welcome", "body": "Come"}
        for row in ready:
            yield self.letter("email", to=row, proposal=text)
            yield self.letter(
                "email",
                to=row,
                proposal=text,
                leaves_at=morning,
                not_after=morning + dt.timedelta(hours=9),
                once=f"remind:{row.pk}",
            )


def take(action: Action, people: list[Application]) -> Result:
    """Performs a sketch, which is on no menu."""
    run = Run(slug=action.slug, user=action.actor.user, actor=action.actor.key, created_at=NOW)
    return action.perform([row.pk for row in people], run)


def test_panel_writes_one_letter_for_each_reviewer_about_everybody() -> None:
    cast = Cast()
    people = [applies(cast.teacher, f"Ida{n} Berg") for n in range(3)]
    Application.objects.filter(pk=people[2].pk).update(status=Status.OFFERED)

    result = take(Panel(cast.bo_acts, now=NOW), people)

    assert (result.done, result.messages) == ([row.pk for row in people], 2)
    assert sorted(Message.objects.filter(run=result.run).values_list("to", flat=True)) == sorted(REVIEWERS)
    assert About.objects.filter(message__run=result.run).count() == 6
    assert [Application.objects.get(pk=row.pk).status for row in people] == ["panel_review", "panel_review", "offered"]


def test_group_invite_names_whoever_the_slot_has_no_room_for() -> None:
    cast = Cast()
    people = [applies(cast.teacher, f"Ida{n} Berg") for n in range(3)]

    result = take(GroupInvite(cast.bo_acts, now=NOW), people)

    assert result.done == [row.pk for row in people[:2]]
    assert [(row.application, row.reason) for row in result.refused] == [(people[2].pk, "The slot is full.")]
    reminders = Message.objects.filter(once__startswith="remind:")
    assert {(m.not_before, m.not_after) for m in reminders} == {
        (NOW + dt.timedelta(days=5), NOW + dt.timedelta(days=5, hours=9))
    }
    assert result.messages == 4

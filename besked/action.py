"""What a further action is: who may, what we ask, what we write, what changes.

An action names its statuses, its form and its letters. Everything dangerous (rights, lock, history, letters, languages,
bulk, undo, a second press) is written once, in performing.py and undoing.py, and is final. No action calls another.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, final

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from besked import performing, undoing
from besked.access import Actor, may
from besked.messaging.compose import Letter, letter_language
from besked.messaging.writing import Edits, letter_to
from besked.models import OPEN, ActorKind, Application, MessageState, Right, Run, Status, Tree, Vacancy
from besked.performing import InvalidAnswersError, Preview
from besked.runs import Refusal, Result

Words = str | Promise
__all__ = ["Action", "AnswersForm", "InvalidAnswersError", "Words"]


class AnswersForm(forms.Form):
    """What an action asks. Choices may depend on who asks and on whom it is about."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, action: "Action", **kwargs: Any) -> None:
        """Binds the answers, if any."""
        self.action = action
        super().__init__(data, **kwargs)


class Action:
    """One further action, about to be taken by somebody."""

    slug: ClassVar[str]
    label: ClassVar[Words]  # in the menu
    past: ClassVar[Words]  # in the timeline: %(by)s, %(name)s
    description: ClassVar[Words] = ""
    right: ClassVar[Right] = Right.HANDLE
    open_to: ClassVar[frozenset[ActorKind]] = frozenset({ActorKind.USER, ActorKind.SYSTEM})
    leaves: ClassVar[frozenset[Status]] = OPEN
    enters: ClassVar[Status | None] = None
    menu: ClassVar[bool] = True
    bulk: ClassVar[bool] = True
    undoable: ClassVar[bool] = True
    decisive: ClassVar[bool] = False  # its letters wait for the undo window, and tell the decision
    Form: ClassVar[type[AnswersForm]] = AnswersForm

    def __init__(
        self,
        actor: Actor,
        answers: Mapping[str, Any] | None = None,
        *,
        letters: Edits | None = None,
        people: Edits | None = None,
        accept: Sequence[str] = (),
        now: dt.datetime | None = None,
    ) -> None:
        """Nothing is read yet."""
        self.actor, self.given, self.accept = actor, dict(answers or {}), frozenset(accept)
        self.edits, self.people, self.now = letters or {}, people or {}, now or timezone.now()
        self.answers: dict[str, Any] = {}
        self.tree = actor.tree or Tree()
        self.vacancies: dict[int, Vacancy] = {}
        self.chosen: Sequence[int] = ()  # the applications, as far as they are known already

    # What an action may say differently:

    @classmethod
    def allows(cls, actor: Actor) -> bool:
        """Whether the actor may take this action at all."""
        return may(actor, cls.right)

    @classmethod
    def refusal(cls, application: Application, actor: Actor) -> Words | None:
        """Why this can't be done with this application, in words; None when it can. No queries."""
        if actor.kind not in cls.open_to or (actor.kind != ActorKind.APPLICANT and not cls.allows(actor)):
            return _("You don't have the right to do this.")
        if application.status not in cls.leaves:
            return _("Not possible: %(status)s.") % {"status": application.status_word}
        return None

    def objections(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """Who is left out after the answers, and why; set-based. Asked before, and again under the lock."""
        return {}

    def begin_again(self) -> None:
        """Forgets what was planned: the database refused, and everything is done once more from the start."""

    def prepare(self, ready: Sequence[Application]) -> None:
        """What takes time: files, texts. Outside the transaction; writes no row."""

    def facts(self, ready: Sequence[Application]) -> Iterable[Model]:
        """Unsaved rows in the order in which they need each other, for the whole set."""
        return ()

    def letters(self, ready: Sequence[Application]) -> Iterable[Letter]:
        """The letters to be written, for the whole set."""
        return ()

    def entering(self, application: Application) -> Status | None:
        """The status this application gets; None where it keeps its own."""
        return self.enters

    def alter(self, ready: Sequence[Application], run: Run) -> None:
        """What changes in rows that exist already, such as an interview that is moved; set-based, under the lock."""

    def hints(self, ready: Sequence[Application]) -> list[Refusal]:
        """What the person who decides should know beforehand; keeps nobody back. Set-based."""
        return []

    def remembered(self, application: Application) -> dict[str, Any]:
        """The columns that undoing puts back."""
        return undoing.remembered(application)

    def changes(self) -> dict[str, Any]:
        """Columns of the application that change besides the status, the same for all."""
        return {}

    def particulars(self, application: Application) -> dict[str, Any]:
        """What the timeline should remember."""
        return {}

    def unused(self, run: Run, ids: Sequence[int]) -> dict[int, Words]:
        """Those for whom this can't be taken back, because somebody has built on it; set-based."""
        return {}

    def take_back(self, run: Run, ids: Sequence[int]) -> None:
        """What undoing must do beyond marking facts, cancelling letters and restoring the status; set-based."""

    def timing(self) -> tuple[dt.datetime, MessageState]:
        """When the letters leave, and whether they wait for somebody's word instead."""
        return (undoing.window_end(self.now) if self.decisive else self.now), MessageState.QUEUED

    # What is always the same:

    @final
    def letter(self, family: str, to: Application, variant: str = "", **more: Any) -> Letter:
        """A letter to the applicant in their language; `more` are fields of Letter."""
        letter = letter_to(to, family, variant, letter_language(to, self.vacancies[to.vacancy_id]))
        letter.answers = self.decisive
        for name, value in more.items():
            setattr(letter, name, value)
        return letter

    @final
    def form(self, *, initial: Mapping[str, Any] | None = None) -> AnswersForm:
        """The form, bound where answers were given."""
        return self.Form(self.given if self.given else None, action=self, initial=dict(initial or {}))

    @final
    def clean(self) -> None:
        """Checks the answers. Raises InvalidAnswersError."""
        form = self.Form(self.given, action=self)
        if not form.is_valid():
            raise InvalidAnswersError(form)
        self.answers = form.cleaned_data

    @final
    def look(self, ids: Sequence[int]) -> tuple[list[Application], list[Refusal]]:
        """Splits a selection into ready and refused-with-reason, before anything is asked."""
        return performing.look(self, ids)

    @final
    def preview(self, ids: Sequence[int]) -> Preview:
        """Everything perform() would do, and nothing done."""
        return performing.preview(self, ids)

    @final
    def perform(self, ids: Sequence[int], run: Run) -> Result:
        """Takes the action: all in one transaction, once. Raises InvalidAnswersError, KeyUsedError.

        Who is not ready, or slipped away meanwhile, is named; the rest goes. Repeated once after a deadlock.
        """
        self.chosen = ids
        self.clean()
        return performing.perform(self, ids, run)

    @final
    def undo(self, run: Run) -> tuple[list[int], list[Refusal]]:
        """Takes a run back, person by person: whom it was undone for, and who was left, with the reason."""
        return undoing.undo(run, self)

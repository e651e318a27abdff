"""What a further action is: who may, what we ask, what we write, what changes. perform() and undo() are written once.

An action names its status table, its form and its letters; everything dangerous (rights, lock, history, letters,
languages, bulk, undo, a second press) is here and final. No action calls another.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, final

from django import forms
from django.db import OperationalError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from besked import undoing
from besked.access import Actor, may
from besked.answers import settle
from besked.messaging import outbox
from besked.messaging.compose import Composer, Letter, Rendered, letter_language
from besked.messaging.writing import Edits, Writing, letter_to, words_of
from besked.models import OPEN, ActorKind, Application, Event, MessageState, Right, Run, Status, Tree, Vacancy
from besked.runs import Refusal, Result, answer_of, begin, finish
from besked.selection import by_target, compare, insert_in_order, load, lock

Words = str | Promise


class AnswersForm(forms.Form):
    """What an action asks. Choices may depend on who asks and on whom it is about."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, action: "Action", **kwargs: Any) -> None:
        """Binds the answers, if any."""
        self.action = action
        super().__init__(data, **kwargs)


class InvalidAnswersError(Exception):
    """The answers don't do; `form` holds a sentence for each."""

    def __init__(self, form: forms.Form) -> None:
        """Keeps the form with its errors."""
        super().__init__("invalid answers")
        self.form = form


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

    # What an action may say differently ------------------------------------------------------------------------------

    @classmethod
    def refusal(cls, application: Application, actor: Actor) -> Words | None:
        """Why this can't be done with this application, in words; None when it can. No queries."""
        if actor.kind not in cls.open_to or (actor.kind != ActorKind.APPLICANT and not may(actor, cls.right)):
            return _("You don't have the right to do this.")
        if application.status not in cls.leaves:
            return _("Not possible: %(status)s.") % {"status": application.status_word}
        return None

    def objections(self, ready: Sequence[Application]) -> dict[int, Refusal]:
        """Who is left out after the answers, and why; set-based. Asked before, and again under the lock."""
        return {}

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

    def changes(self) -> dict[str, Any]:
        """Columns of the application that change besides the status, the same for all."""
        return {}

    def particulars(self, application: Application) -> dict[str, Any]:
        """What the timeline should remember."""
        return {}

    def timing(self) -> tuple[dt.datetime, MessageState]:
        """When the letters leave, and whether they wait for somebody's word instead."""
        return (undoing.window_end(self.now) if self.decisive else self.now), MessageState.QUEUED

    # What is always the same -----------------------------------------------------------------------------------------

    @final
    def letter(self, family: str, to: Application, variant: str = "", **extra: Any) -> Letter:
        """A letter to the applicant in their language."""
        letter = letter_to(to, family, variant, letter_language(to, self.vacancies[to.vacancy_id]))
        letter.answers, letter.proposal = self.decisive, extra.get("proposal", {})
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
        found = load(self.actor, ids)
        self.vacancies = {row.vacancy_id: row.vacancy for row in found}
        unseen = set(ids) - {row.pk for row in found}
        refused = [Refusal(pk, _("There is no such application.")) for pk in sorted(unseen)]
        ready: list[Application] = []
        for row in found:
            words = self.refusal(row, self.actor)
            if words:
                refused.append(Refusal(row.pk, str(words)))
            else:
                ready.append(row)
        return ready, refused

    @final
    def preview(self, ids: Sequence[int]) -> tuple[list[Application], list[Refusal], Writing, dict[int, list[Letter]]]:
        """Everything perform() would do, and nothing done: ready, refused, texts, letters by application."""
        ready, refused = self.look(ids)
        ready, late = self._without(ready, self.objections(ready))
        writing = self.writing()
        letters = {pk: found for pk, found in self._letters(ready, writing).items() if found}
        faults = {
            pk: Refusal(pk, str(words_of(found)))
            for pk, written in letters.items()
            if (found := [fault for letter in written for fault in writing.faults(letter)])
        }
        ready, faulty = self._without(ready, faults)
        return ready, [*refused, *late, *faulty], writing, letters

    @final
    def writing(self) -> Writing:
        """The desk at which this run's letters are written."""
        return Writing(Composer(self.tree, self.vacancies.values(), self.actor.user, self.now), self.edits, self.people)

    @final
    def _letters(self, ready: Sequence[Application], writing: Writing) -> dict[int, list[Letter]]:
        found: dict[int, list[Letter]] = {}
        for letter in self.letters(ready):
            if not writing.text(letter).is_silent:
                for application in letter.about[:1]:
                    found.setdefault(application.pk, []).append(letter)
        return found

    @final
    def _without(
        self, ready: Sequence[Application], objections: Mapping[int, Refusal]
    ) -> tuple[list[Application], list[Refusal]]:
        """Drops those with an objection that no second yes has accepted."""
        standing = {pk: found for pk, found in objections.items() if found.rule not in self.accept or not found.rule}
        return [row for row in ready if row.pk not in standing], list(standing.values())

    @final
    def perform(self, ids: Sequence[int], run: Run) -> Result:
        """Takes the action: all in one transaction, once. Raises InvalidAnswersError, KeyUsedError.

        Who is not ready, or slipped away meanwhile, is named; the rest goes. Repeated once after a deadlock.
        """
        self.clean()
        for attempt in (1, 2):
            try:
                return self._perform(list(dict.fromkeys(ids)), run)
            except OperationalError:
                if attempt == 2:
                    raise
        raise AssertionError

    @final
    def _perform(self, ids: Sequence[int], run: Run) -> Result:
        ready, refused, writing, letters = self.preview(ids)
        self.prepare(ready)
        rendered = {row.pk: [writing.render(letter) for letter in letters.get(row.pk, [])] for row in ready}
        with transaction.atomic():
            if begin(run, self.actor, self.now) is None:
                return answer_of(run, self.actor)
            ready, slipped = compare(ready, lock([row.pk for row in ready]))
            ready, late = self._without(ready, self.objections(ready) | taken(ready, self.decisive))
            messages = self._write(run, ready, writing, rendered)
            result = Result(run.pk, [row.pk for row in ready], [*refused, *slipped, *late], messages)
            return finish(run, result)

    @final
    def _write(
        self, run: Run, ready: Sequence[Application], writing: Writing, rendered: Mapping[int, list[Rendered]]
    ) -> int:
        """Facts, events, messages, one update: nothing per person."""
        facts = self.facts(ready)
        insert_in_order(undoing.signed(facts, run, self.actor, self.now))
        insert_in_order([self._event(row, run) for row in ready])
        not_before, state = self.timing()
        rounds = {row.pk: row.round + 1 for row in ready}
        letters = [letter for row in ready for letter in rendered[row.pk]]
        outbox.queue(letters, writing.composer, run=run, not_before=not_before, state=state, rounds=rounds)
        for target, ids in by_target((self.entering(row), row.pk) for row in ready).items():
            if target:
                undoing.write_status(ids, target, self.changes() | {"decided_at": self.now})
        settle([row.pk for row in ready if self.entering(row)], self.now)
        return len(letters)

    @final
    def _event(self, row: Application, run: Run) -> Event:
        """The line of the timeline; `was` is what undo restores."""
        return Event(
            application=row,
            run=run,
            action=self.slug,
            actor_kind=self.actor.kind,
            user=self.actor.user,
            at=self.now,
            before=row.status,
            after=self.entering(row) or row.status,
            particulars={**self.particulars(row), "was": undoing.remembered(row)},
        )


def taken(ready: Sequence[Application], decisive: bool) -> dict[int, Refusal]:
    """Those whose answer for the next round exists already: never two."""
    if not decisive:
        return {}
    keys = {outbox.answer_key(row.pk, row.round + 1): row.pk for row in ready}
    found = outbox.taken_keys(list(keys))
    return {keys[key]: Refusal(keys[key], _("An answer to this person exists already.")) for key in found}

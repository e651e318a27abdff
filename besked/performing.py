"""Performing: split, write the letters, then one transaction that locks, compares, and writes everything at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from django import forms
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from besked import undoing
from besked.answers import settle
from besked.calendar.endings import end, take_out
from besked.messaging import outbox
from besked.messaging.compose import Composer, Letter, Rendered
from besked.messaging.vocabulary import STAFF_LETTERS
from besked.messaging.writing import Writing, words_of
from besked.models import OPEN, ActorKind, Application, Event, Run, Status
from besked.runs import Refusal, Result, answer_of, begin, finish
from besked.selection import by_target, compare, insert_in_order, load, lock

if TYPE_CHECKING:
    from besked.action import Action


log = logging.getLogger("besked")


class InvalidAnswersError(Exception):
    """The answers don't do; `form` holds a sentence for each."""

    def __init__(self, form: forms.Form) -> None:
        """Keeps the form with its errors."""
        super().__init__("invalid answers")
        self.form = form


class Preview(NamedTuple):
    """What would happen: for whom, for whom not and why, with which texts and letters."""

    ready: list[Application]
    refused: list[Refusal]
    writing: Writing
    letters: list[Letter]
    hints: list[Refusal]


def look(action: Action, ids: Sequence[int]) -> tuple[list[Application], list[Refusal]]:
    """Ready and refused-with-reason, before the answers."""
    place = {pk: number for number, pk in enumerate(ids)}
    found = sorted(load(action.actor, ids), key=lambda row: place[row.pk])  # as they were ticked
    action.vacancies = {row.vacancy_id: row.vacancy for row in found}
    unseen = set(ids) - {row.pk for row in found}
    refused = [Refusal(pk, _("There is no such application.")) for pk in sorted(unseen)]
    ready: list[Application] = []
    for row in found:
        words = action.refusal(row, action.actor)
        if words:
            refused.append(Refusal(row.pk, str(words)))
        else:
            ready.append(row)
    return ready, refused


def preview(action: Action, ids: Sequence[int]) -> Preview:
    """Ready and refused after the answers, with every letter written."""
    ready, refused = look(action, ids)
    ready, late = without(action, ready, action.objections(ready))
    composer = Composer(action.tree, action.vacancies.values(), action.actor.user, action.now)
    writing = Writing(composer, action.edits, action.people)
    letters = [letter for letter in action.letters(ready) if _is_written(action, letter, writing)]
    ready, faulty = without(action, ready, _faulty(letters, writing))
    return Preview(ready, [*refused, *late, *faulty], writing, letters, action.hints(ready))


def _is_written(action: Action, letter: Letter, writing: Writing) -> bool:
    """Not where an organisation sends no such letter. What an applicant does never fails on a text of ours."""
    if writing.text(letter).is_silent:
        return False
    if letter.family not in STAFF_LETTERS and action.actor.kind != ActorKind.APPLICANT:
        return True
    if found := writing.faults(letter):
        log.error("A letter of the kind %s can't be written: %s", letter.family, [fault.rule for fault in found])
    return not found


def _leaving(seen: Preview) -> list[Rendered]:
    """The letters about anybody who is ready, as they will leave."""
    ready = {row.pk for row in seen.ready}
    return [seen.writing.render(letter) for letter in seen.letters if any(row.pk in ready for row in letter.about)]


def _faulty(letters: Iterable[Letter], writing: Writing) -> dict[int, Refusal]:
    """Whoever a letter is about that can't leave, and why."""
    found: dict[int, Refusal] = {}
    for letter in letters:
        if faults := writing.faults(letter):
            words = str(words_of(faults))
            found.update({row.pk: Refusal(row.pk, words) for row in letter.about})
    return found


def without(
    action: Action, ready: Sequence[Application], objections: Mapping[int, Refusal]
) -> tuple[list[Application], list[Refusal]]:
    """Drops those with an objection that no second yes has accepted."""
    standing = {pk: found for pk, found in objections.items() if not found.rule or found.rule not in action.accept}
    return [row for row in ready if row.pk not in standing], list(standing.values())


def perform(action: Action, ids: Sequence[int], run: Run) -> Result:
    """See Action.perform()."""
    chosen, is_new = list(dict.fromkeys(ids)), run.pk is None
    try:
        return _perform(action, chosen, run)
    except OperationalError:  # a deadlock or a lost race for the lock: everything once more, from the start
        if is_new:
            run.pk = None  # its row is gone with the transaction
        action.begin_again()
        return _perform(action, chosen, run)


def _perform(action: Action, ids: Sequence[int], run: Run) -> Result:
    seen = preview(action, ids)
    action.prepare(seen.ready)
    rendered = _leaving(seen)
    with transaction.atomic():
        if begin(run, action.actor, action.now) is None:
            return answer_of(run, action.actor)
        ready, slipped = compare(seen.ready, lock([row.pk for row in seen.ready]))
        ready, late = without(action, ready, action.objections(ready) | _answered(ready, action))
        messages = _write(action, run, ready, seen.writing, rendered)
        result = Result(run.pk, [row.pk for row in ready], [*seen.refused, *slipped, *late], messages)
        return finish(run, result)


def _answered(ready: Sequence[Application], action: Action) -> dict[int, Refusal]:
    """Those whose answer for the next round exists already: never two."""
    if not action.decisive:
        return {}
    keys = {outbox.answer_key(row.pk, row.round + 1): row.pk for row in ready}
    found = outbox.taken_keys(list(keys))
    return {keys[key]: Refusal(keys[key], _("An answer to this person exists already.")) for key in found}


def _write(
    action: Action, run: Run, ready: Sequence[Application], writing: Writing, rendered: Sequence[Rendered]
) -> int:
    """Facts, events, messages, one update for each status: nothing per person."""
    insert_in_order(undoing.signed(action.facts(ready), run, action.actor, action.now))
    action.alter(ready, run)
    insert_in_order([_event(action, row, run) for row in ready])
    letters = _still_true(rendered, {row.pk for row in ready}, writing)
    leaving = [row.pk for row in ready if (action.entering(row) or Status.NEW) not in OPEN]
    take_out([one.letter for one in letters], end(leaving, run, action.now))
    not_before, state = action.timing()
    rounds = {row.pk: row.round + 1 for row in ready}
    outbox.queue(letters, writing.composer, run=run, not_before=not_before, state=state, rounds=rounds)
    for target, ids in by_target((action.entering(row), row.pk) for row in ready).items():
        if target:
            undoing.write_status(ids, target, {**action.changes(), "decided_at": action.now})
    settle([row.pk for row in ready if action.entering(row)], action.now)
    return len([one for one in letters if one.letter.family not in STAFF_LETTERS])


def _still_true(rendered: Sequence[Rendered], ready: set[int], writing: Writing) -> list[Rendered]:
    """The letters without those who slipped away; a letter about several is written anew where one is gone."""
    kept: list[Rendered] = []
    for one in rendered:
        about = [row for row in one.letter.about if row.pk in ready]
        if len(about) == len(one.letter.about):
            kept.append(one)
        elif about:
            one.letter.about = about
            kept.append(writing.render(one.letter))
    return kept


def _event(action: Action, row: Application, run: Run) -> Event:
    """The line of the timeline; `was` is what undo restores."""
    return Event(
        application_id=row.pk,
        run_id=run.pk,
        action=action.slug,
        actor_kind=action.actor.kind,
        user_id=action.actor.user.pk if action.actor.user else None,
        at=action.now,
        before=row.status,
        after=action.entering(row) or row.status,
        particulars={**action.particulars(row), "was": action.remembered(row)},
    )

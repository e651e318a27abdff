"""Taking one of the small acts from a page: what was typed is kept, looked at beforehand, and done once."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from besked.access import Actor
from besked.action import Action, AnswersForm
from besked.acts import ACTS
from besked.calendar.reading import with_people
from besked.desk.calendar.dressing import dress, starting
from besked.models import Interview, Run, RunState
from besked.runs import KeyUsedError, Result, digest
from besked.web.drafts import given_answers


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act about to be taken on interviews, each of another application."""

    action: Action
    form: AnswersForm
    rows: Sequence[Interview]

    @property
    def ids(self) -> list[int]:
        """The applications."""
        return [row.application_id for row in self.rows]

    @property
    def is_valid(self) -> bool:
        """Whether the answers do."""
        return self.form.is_valid()


def attempt(actor: Actor, slug: str, rows: Sequence[Interview], data: QueryDict | None, now: dt.datetime) -> Attempt:
    """The act with what was typed; without data with the values that stand now."""
    found = rows if all(hasattr(row, "people") for row in rows) else with_people(rows)
    initial = starting(found)
    act = ACTS[slug](actor, now=now)
    blank = dress(act.Form(None, action=act, initial=initial), found, now)
    if data is None:
        return Attempt(act, blank, found)
    typed = _typed(blank, data, initial) | {"interview": None, "interviews": [row.pk for row in found]}
    if len(found) == 1:
        typed["interview"] = found[0].pk
    act = ACTS[slug](actor, typed, now=now)
    form = act.Form(act.given, action=act)
    return Attempt(act, dress(form, found, now), found)


def _typed(blank: AnswersForm, data: QueryDict, initial: Mapping[str, Any]) -> dict[str, Any]:
    """As stored. Colleagues that stay the same are not named anew: one from elsewhere could not be."""
    typed = given_answers(blank, data)
    kept = {choice for choice, _label in getattr(blank.fields.get("recruiters"), "choices", ())}
    before = {one for one in initial.get("recruiters", ()) if one in {str(getattr(k, "value", k)) for k in kept}}
    if set(typed.get("recruiters") or ()) == before:
        typed.pop("recruiters", None)
    return typed


def mark(rows: Sequence[Interview]) -> str:
    """Changes when any of the interviews does: a page that somebody looked at long can be told from now."""
    marks = [
        (row.pk, row.revision, row.state, row.reply, row.replied_at.timestamp() if row.replied_at else 0, row.slot_id)
        for row in sorted(rows, key=lambda row: row.pk)
    ]
    return hashlib.sha256(repr(marks).encode()).hexdigest()[:16]


def earlier(actor: Actor, key: str) -> Result | None:
    """What an earlier press of the same button did."""
    run = Run.objects.filter(actor=actor.key, key=key).exclude(state=RunState.DRAFT).first() if key else None
    return Result.of(run) if run else None


def take(one: Attempt, key: str) -> Result:
    """Does it, once per key. Raises InvalidAnswersError."""
    action, slug = one.action, one.action.slug
    run = Run(
        slug=slug,
        user=action.actor.user,
        actor=action.actor.key,
        key=key[:64],
        digest=digest(slug, one.ids, action.given),
        applications=one.ids,
        answers=action.given,
        created_at=action.now,
    )
    try:
        return action.perform(one.ids, run)
    except KeyUsedError:  # the same page was pressed twice with other words between: the first ones count
        found = earlier(action.actor, key)
        if found is None:
            raise
        return found

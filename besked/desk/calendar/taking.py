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
from besked.lib.text import clean_line
from besked.models import Interview, Run, RunState
from besked.runs import Result, digest
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
    given = given_answers(blank, data) | {"interview": None, "interviews": [row.pk for row in found]}
    if len(found) == 1:
        given["interview"] = found[0].pk
    act = ACTS[slug](actor, _meant(given, blank, initial), now=now)
    form = act.Form(given, action=act)
    return Attempt(act, dress(form, found, now), found)


def _meant(given: Mapping[str, Any], blank: AnswersForm, initial: Mapping[str, Any]) -> dict[str, Any]:
    """Colleagues that stay the same are not named anew: one from elsewhere, who can't be ticked here, would be lost."""
    field = blank.fields.get("recruiters")
    offered = {str(getattr(value, "value", value)) for value, _label in getattr(field, "choices", ())}
    same = set(given.get("recruiters") or ()) == set(initial.get("recruiters", ())) & offered
    return {name: value for name, value in given.items() if not (same and name == "recruiters")}


def mark(rows: Sequence[Interview]) -> str:
    """Changes when any of the interviews does: a page that somebody looked at long can be told from now."""
    marks = [
        (row.pk, row.revision, row.state, row.reply, row.replied_at.timestamp() if row.replied_at else 0, row.slot_id)
        for row in sorted(rows, key=lambda row: row.pk)
    ]
    return hashlib.sha256(repr(marks).encode()).hexdigest()[:16]


def earlier(one: Attempt, key: str) -> Result | None:
    """What an earlier press of the same button with the same words did."""
    runs = Run.objects.filter(actor=one.action.actor.key, key=_key(one, key)).exclude(state=RunState.DRAFT)
    run = runs.first() if key else None
    return Result.of(run) if run else None


def take(one: Attempt, key: str) -> Result:
    """Does it, once per key and words. Raises InvalidAnswersError."""
    action = one.action
    run = Run(
        slug=action.slug,
        user=action.actor.user,
        actor=action.actor.key,
        key=_key(one, key),
        digest=_digest(one),
        applications=one.ids,
        answers=action.given,
        created_at=action.now,
    )
    return action.perform(one.ids, run)


def _key(one: Attempt, key: str) -> str:
    """Other words are another wish, even from a page that somebody went back to: they must not count as done."""
    return f"{clean_line(key, 64)}-{_digest(one)[:16]}" if key else ""


def _digest(one: Attempt) -> str:
    return digest(one.action.slug, one.ids, one.action.given)

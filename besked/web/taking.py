"""Taking a further action as a machine asks for it: the same for the API and the command line."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from besked.access import Actor
from besked.action import Action
from besked.actions import BY_SLUG
from besked.acts import ACTS
from besked.models import Run, RunState
from besked.performing import Preview
from besked.runs import KeyUsedError, Result, digest

BY_NAME: dict[str, type[Action]] = {**BY_SLUG, **ACTS}
"""Whatever can be taken: the menu, and the small acts off it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants done, and to whom."""

    slug: str
    applications: Sequence[int]
    answers: Mapping[str, Any] = field(default_factory=dict)
    letters: Mapping[str, Any] = field(default_factory=dict)
    people: Mapping[str, Any] = field(default_factory=dict)
    accept: Sequence[str] = ()
    key: str = ""

    @property
    def digest(self) -> str:
        """Tells two wishes with the same key apart."""
        return digest(self.slug, self.applications, [self.answers, self.letters, self.people, sorted(self.accept)])


def action_for(wish: Wish, actor: Actor, now: dt.datetime) -> Action:
    """The action, about to be taken. Raises KeyError for a slug that nothing has."""
    return BY_NAME[wish.slug](
        actor, wish.answers, letters=wish.letters, people=wish.people, accept=wish.accept, now=now
    )


def take(wish: Wish, actor: Actor, now: dt.datetime) -> Result:
    """Does it, once per key. Raises KeyError, InvalidAnswersError, KeyUsedError."""
    action = action_for(wish, actor, now)
    first = (
        Run.objects.filter(actor=actor.key, key=wish.key).exclude(state=RunState.DRAFT).first() if wish.key else None
    )
    if first is not None:  # before the answers are judged: a time that lay ahead then may have passed
        if first.digest != wish.digest:
            raise KeyUsedError
        return Result.of(first)
    run = Run(
        slug=wish.slug,
        user=actor.user,
        actor=actor.key,
        key=wish.key,
        digest=wish.digest,
        applications=list(wish.applications),
        answers=dict(wish.answers),
        letters=dict(wish.letters),
        people=dict(wish.people),
        accept=list(wish.accept),
        created_at=now,
    )
    return action.perform(wish.applications, run)


def preview(wish: Wish, actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """What would happen, and nothing done. Raises KeyError, InvalidAnswersError."""
    action = action_for(wish, actor, now)
    action.chosen = wish.applications
    action.clean()
    seen = action.preview(list(dict.fromkeys(wish.applications)))
    return {
        "ready": [row.pk for row in seen.ready],
        "refused": [refusal.as_json() for refusal in seen.refused],
        "letters": seen.writing.by_language(),
        "checks": _checks(seen),
    }


def _checks(seen: Preview) -> list[dict[str, Any]]:
    """What stands against it: warnings that a second yes accepts, and faults that keep a letter from leaving."""
    warnings = [
        _check(refusal.rule, "warning", refusal.application, refusal.reason) for refusal in seen.refused if refusal.rule
    ]
    faults = [
        _check(fault.rule, "block", application.pk, str(fault.words))
        for letter in seen.letters
        for fault in seen.writing.faults(letter)
        for application in letter.about
    ]
    hints = [_check(hint.rule, "hint", hint.application, hint.reason) for hint in seen.hints]
    return warnings + faults + hints


def _check(rule: str, level: str, application: int, words: str) -> dict[str, Any]:
    return {"rule": rule, "level": level, "application": application, "words": words, "proposal": None}

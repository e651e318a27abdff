"""Runs as rows: the first to write one does the work, whoever comes second reads the first one's answer."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from besked.access import Actor
from besked.models import Run, RunState

UNTOUCHED: dict[str, Any] = {"answers": {}, "letters": {}, "people": {}}  # a draft in which nothing was written
UNTOUCHED_LIVES = dt.timedelta(days=1)


class KeyUsedError(Exception):
    """The key was used before, for something else."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """That an application was left out, and why; `rule` names what a second yes could accept."""

    application: int
    reason: str
    rule: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the API: the rule stands in the reason, where there is one."""
        reason = f"{self.reason} [{self.rule}]" if self.rule else self.reason
        return {"application": self.application, "reason": reason}


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did: for whom it was done, who was left out and why, how many messages were written."""

    run: int
    done: list[int]
    refused: list[Refusal] = field(default_factory=list)
    messages: int = 0

    def as_json(self) -> dict[str, Any]:
        """The answer of API and command line."""
        refused = [refusal.as_json() for refusal in self.refused]
        return {"run": self.run, "done": self.done, "refused": refused, "messages": self.messages}

    def stored(self) -> dict[str, Any]:
        """As kept on the run."""
        refused = [[refusal.application, refusal.reason, refusal.rule] for refusal in self.refused]
        return {"done": self.done, "refused": refused, "messages": self.messages}

    @staticmethod
    def of(run: Run) -> "Result":
        """The result kept on a performed run."""
        kept = run.result
        refused = [Refusal(*row) for row in kept.get("refused", [])]
        return Result(run.pk, list(kept.get("done", [])), refused, int(kept.get("messages", 0)))


def digest(slug: str, ids: Sequence[int], content: Any) -> str:
    """Tells two requests with the same key apart."""
    text = json.dumps([slug, sorted(ids), content], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def begin(run: Run, actor: Actor, now: dt.datetime) -> Run | None:
    """Takes the run for us, inside the caller's transaction; None when somebody else has performed it already.

    A draft is taken by compare-and-swap, a new run by its unique key, in a savepoint so that losing costs nothing.
    """
    if run.pk:
        mine = Run.objects.filter(pk=run.pk, actor=actor.key, state=RunState.DRAFT)
        return run if mine.update(state=RunState.PERFORMED, performed_at=now) == 1 else None
    run.state, run.performed_at = RunState.PERFORMED, now
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        if not run.key:  # then it was no second press
            raise
        run.pk = None
        return None
    return run


def drafts_of(actor: Actor) -> QuerySet[Run]:
    """What this actor has begun and not yet done."""
    return Run.objects.filter(user=actor.user, actor=actor.key, state=RunState.DRAFT)


def throw_away(pk: int, actor: Actor) -> bool:
    """Removes one's own draft; False where it is gone already, or was performed a moment before."""
    with transaction.atomic():
        # locked, so that it can't be performed meanwhile: a performed run is history and stays
        found = drafts_of(actor).select_for_update().filter(pk=pk).first()
        if found:
            found.delete()
    return found is not None


def sweep_drafts(now: dt.datetime) -> int:
    """Removes every draft in which nobody has written anything for a day; returns how many."""
    old = Run.objects.filter(state=RunState.DRAFT, created_at__lt=now - UNTOUCHED_LIVES, **UNTOUCHED)
    return old.delete()[0]


def answer_of(run: Run, actor: Actor) -> Result:
    """The answer of the run that was first. Raises KeyUsedError where it was about something else."""
    first = Run.objects.get(pk=run.pk) if run.pk else Run.objects.get(actor=actor.key, key=run.key)
    if first.digest and run.digest and first.digest != run.digest:
        raise KeyUsedError
    return Result.of(first)


def finish(run: Run, result: Result) -> Result:
    """Keeps the answer beside the run, in the same transaction."""
    Run.objects.filter(pk=run.pk).update(result=result.stored(), digest=run.digest)
    return Result(run.pk, result.done, result.refused, result.messages)

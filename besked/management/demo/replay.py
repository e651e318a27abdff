"""The steps of the story, taken again through the real actions, in order and each at its own time."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from besked.access import Actor, actor_for, applicant
from besked.actions import BY_SLUG
from besked.acts import ACTS
from besked.management.demo import mail
from besked.management.demo.answers import answers, dated
from besked.management.demo.arrivals import Key, key_of
from besked.management.demo.stage import Stage
from besked.management.demo.steps import Applied, Step
from besked.management.demo.times import timeline
from besked.models import Application, Candidate, Note, Run


@dataclass(frozen=True)
class _Move:
    """A step that happens to one application at a time; `group` is what is done by one press of a button."""

    at: dt.datetime
    group: str
    application: int
    step: Step


def replay(stage: Stage, told: Sequence[Applied], ids: Mapping[Key, int], now: dt.datetime) -> None:
    """Let everything happen. Raises RuntimeError where an action refuses what the story says."""
    actors = {key: actor_for(user, stage.tree) for key, user in stage.staff.items()}
    for _, moves in groupby(_moves(stage, told, ids, now), attrgetter("at", "group")):
        _make(stage, actors, list(moves))
    mail.leave_until(now)


def _moves(stage: Stage, told: Sequence[Applied], ids: Mapping[Key, int], now: dt.datetime) -> list[_Move]:
    """All steps by time; a group happens when its last member's turn comes."""
    moves = []
    for applied in told:
        country = stage.tree.country(stage.vacancies[applied.vacancy].department_id)
        for step, at in timeline(applied, now, country):
            # A free mail is one text per language; whoever acts for themselves acts alone.
            apart = applied.person.language if step.kind == "email" else "" if step.by else str(key_of(applied))
            known = replace(step, answers=dated(step.answers, applied.vacancy, now, country))
            moves.append(_Move(at, f"{step.batch}/{apart}", ids[key_of(applied)], known))
    latest = {move.group: move.at for move in sorted(moves, key=attrgetter("at"))}
    together = [_Move(latest[move.group], move.group, move.application, move.step) for move in moves]
    return sorted(together, key=lambda move: (move.at, move.group, move.application))


def _make(stage: Stage, actors: Mapping[str, Actor], moves: list[_Move]) -> None:
    step, at, ids = moves[0].step, moves[0].at, [move.application for move in moves]
    mail.leave_until(at)
    if step.kind == "rank":
        Application.objects.filter(pk__in=ids).update(rank=step.rank)
    elif step.kind != "note":
        _act(stage, actors.get(step.by) or _themselves(ids[0]), step, ids, at)
    if step.by and step.kind in ("note", "withdraw"):
        author = stage.staff[step.by]
        Note.objects.bulk_create(
            Note(application_id=move.application, author=author, text=move.step.note, at=at)
            for move in moves
            if move.step.note
        )


def _themselves(application_id: int) -> Actor:
    candidate = Candidate.objects.get(applications=application_id)
    return applicant(frozenset({candidate.pk}))


def _act(stage: Stage, actor: Actor, step: Step, ids: list[int], at: dt.datetime) -> None:
    action = (BY_SLUG | ACTS)[step.kind](actor, answers(stage, step, ids[0]), now=at)
    run = Run(slug=step.kind, user=actor.user, actor=actor.key, created_at=at, applications=ids, answers=action.given)
    result = action.perform(ids, run)
    if result.refused:
        raise RuntimeError(f"{step.batch}: {result.refused[0].reason}")
    mail.send(result.run, step.mail, at)

"""What each step of the story answers to the action it takes, once today is known."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from besked.management.demo.stage import Stage
from besked.management.demo.steps import Step
from besked.management.demo.times import office_day
from besked.models import Interview, Slot


def dated(told: Mapping[str, Any], vacancy: str, now: dt.datetime, country: str) -> dict[str, Any]:
    """Turn `day`, in working days from today, into a date, and each of `slots` into a line as people type it."""
    answers = dict(told)
    if "day" in answers:
        answers["date"] = office_day(vacancy, now, answers.pop("day"), country).isoformat()
    if "slots" in answers:
        days = [(office_day(vacancy, now, days, country), times) for days, times in answers["slots"]]
        answers["slots"] = [f"{day.day}/{day.month} {times}" for day, times in days]
    return answers


def answers(stage: Stage, step: Step, application: int) -> dict[str, Any]:
    """Return the form's answers; `application` is the first one that the step is about."""
    if step.kind == "reject":
        tell = "later" if step.mail == "draft" else "now"
        return {"type": step.stage, "reason": step.reason, "note": step.note, "tell": tell}
    if step.kind == "transfer":
        return {"vacancy": stage.vacancies[step.target].pk}
    if step.kind == "email":
        return {"subject": step.subject, "body": step.body}
    if step.kind == "book":
        return {"slot": _slot(application, step.answers["slot"])}
    return dict(step.answers)


def _slot(application: int, place: int) -> int:
    """The number of the slot in that place among those that were offered."""
    invitation = Interview.objects.filter(application=application).latest("pk")
    return Slot.objects.filter(run=invitation.run)[place].pk

"""What was typed on the page for inviting, beyond the plain answers: a changed type, and the tick for the link."""

from typing import Any

from django.http import QueryDict

from besked.access import Actor
from besked.desk.handling.inviting_first import REMEMBERED, USUAL, of_kind
from besked.models import InterviewKind, Run


def take_over(run: Run, actor: Actor, data: QueryDict) -> None:
    """Another type brings its own first values where nothing else was typed; a tick counts once it was touched."""
    if "kind_shown" in data:
        _follow_kind(run, actor, data.get("kind_shown", ""))
    if "confirm_link_shown" in data:
        is_on = "confirm_link" in data
        if is_on != (data["confirm_link_shown"] == "1"):
            run.answers["confirm_link"] = is_on


def _follow_kind(run: Run, actor: Actor, shown: str) -> None:
    kind = str(run.answers.get("kind") or "")
    if kind not in InterviewKind.values:
        return
    was = of_kind(actor, shown) if shown in InterviewKind.values else USUAL
    now = of_kind(actor, kind) if kind != shown else was
    for name in REMEMBERED:
        if _same(run.answers.get(name), was.get(name)) or name not in run.answers:
            run.answers[name] = _plain(now.get(name))
    run.answers.setdefault("mail", "send")


def _same(one: Any, other: Any) -> bool:
    return str(one if one is not None else "") == str(other if other is not None else "")


def _plain(value: Any) -> Any:
    """As a form would post it."""
    return "" if value is None else str(value)

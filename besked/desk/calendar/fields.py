"""The filters of the calendar as fields and links."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from besked.access import Actor
from besked.desk.calendar.asked import ALL, BY_MONTH, BY_WEEK, CANCELLED, LIST, ME, Asked
from besked.models import InterviewKind, Reply, Tree
from besked.organisation.staff import colleagues_of


class Choice(NamedTuple):
    """One value of a filter."""

    value: str
    label: str
    current: bool


class Field(NamedTuple):
    """One filter."""

    name: str
    label: str
    choices: list[Choice]


class Way(NamedTuple):
    """A link that shows something else."""

    label: str
    query: str
    current: bool


def fields(asked: Asked, actor: Actor, tree: Tree) -> list[Field]:
    """Whose, where, which kind, which answer: one query, for the colleagues."""
    replies = {str(one): str(one.label) for one in Reply} | {CANCELLED: _("Cancelled interviews")}
    return [
        _field("recruiter", _("Recruiter"), _recruiters(actor), asked.whose(actor)),
        *_departments(asked, actor, tree),
        _field("kind", _("Activity"), {"": _("All")} | {str(k): str(k.label) for k in InterviewKind}, asked.kind),
        _field("reply", _("Acc. time"), {"": _("All")} | replies, asked.reply),
    ]


def views(asked: Asked) -> list[Way]:
    """List, week, month."""
    labels = ((LIST, _("List")), (BY_WEEK, _("Week")), (BY_MONTH, _("Month")))
    bare = {"period": "", "first": "", "last": ""}
    return [Way(label, asked.query(view=view, **bare), view == asked.view) for view, label in labels]


def periods(asked: Asked) -> list[Way]:
    """What is ahead, and the stretches that are asked for most."""
    labels = (("", _("Ahead")), ("week", _("This week")), ("next", _("Next week")), ("month", _("This month")))
    typed = bool(asked.first or asked.last)
    return [
        Way(label, asked.query(period=name, first="", last="", day=""), asked.period == name and not typed)
        for name, label in labels
    ]


def _field(name: str, label: str, values: Mapping[str, str], current: str) -> Field:
    return Field(name, label, [Choice(value, word, value == current) for value, word in values.items()])


def _recruiters(actor: Actor) -> dict[str, str]:
    found: Iterable[tuple[int, str]] = (
        (user.pk, user.name) for user in colleagues_of(actor).only("email", "given_name", "family_name")
    )
    own = actor.user.pk if actor.user else 0
    return {ME: _("Me"), ALL: _("Everybody")} | {str(pk): name for pk, name in found if pk != own}


def _departments(asked: Asked, actor: Actor, tree: Tree) -> list[Field]:
    """Only where there is a choice."""
    reached = [one for one in tree.by_id.values() if actor.departments is None or one.pk in actor.departments]
    if len(reached) < 2:
        return []
    names = {str(one.pk): one.name for one in sorted(reached, key=lambda one: one.path)}
    return [_field("department", _("Department"), {"": _("All")} | names, asked.department)]

"""What the button of a draft says: how many, what, and when."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from besked.action import Action
from besked.messaging.compose import Letter
from besked.models import MessageState
from besked.ui.times import short


class Plan(NamedTuple):
    """What pressing would do."""

    action: Action
    people: int
    letters: int


def plan(action: Action, ready: set[int], letters: list[Letter]) -> Plan:
    """Counts people, and letters to them."""
    soon = [letter for letter in letters if letter.leaves_at is None]  # reminders have a time of their own
    return Plan(action, len(ready), sum(letter.about[0].pk in ready for letter in soon))


def button(plan: Plan) -> str:
    """Send 4 answers · Reject 4, tell later · Save 4 · Record 1 withdrawal."""
    words = WORDS.get(plan.action.slug)
    if words is None:
        return _("%(action)s: %(count)d") % {"action": plan.action.label, "count": plan.people}
    return words(plan) % {"count": plan.people}


def title(action: Action, count: int, name: str = "") -> str:
    """The page's heading: Rejection: 4 applicants; for one person, the name."""
    if count == 1 and name:
        return _("%(action)s: %(name)s") % {"action": action.label, "name": name}
    words = ngettext("%(action)s: %(count)d applicant", "%(action)s: %(count)d applicants", count)
    return words % {"action": action.label, "count": count}


def leaving(plan: Plan) -> str:
    """When the letters leave, as a sentence; nothing where none are written."""
    if not plan.letters:
        return ""
    at, state = plan.action.timing()
    if state == MessageState.DRAFT:
        return ngettext(
            "The letter waits in the outbox until you say so. Until then this person is owed an answer.",
            "The letters wait in the outbox until you say so. Until then these people are owed an answer.",
            plan.letters,
        )
    if at <= plan.action.now:
        return ngettext("The letter leaves at once.", "The letters leave at once.", plan.letters)
    words = ngettext(
        "The letter leaves at %(time)s. Until then you can undo.",
        "The letters leave at %(time)s. Until then you can undo.",
        plan.letters,
    )
    return words % {"time": short(at)}


def _reject(plan: Plan) -> str:
    at, state = plan.action.timing()
    if state == MessageState.DRAFT:
        return ngettext("Reject %(count)d, tell later", "Reject %(count)d, tell later", plan.people)
    if not plan.letters:
        return ngettext("Reject %(count)d, without a letter", "Reject %(count)d, without a letter", plan.people)
    if plan.action.answers.get("tell") == "at" and plan.action.answers.get("send_at"):
        words = ngettext("Send %(count)d answer on %(day)s", "Send %(count)d answers on %(day)s", plan.people)
        return words % {"count": plan.people, "day": short(at).replace("%", "%%")}
    return ngettext("Send %(count)d answer", "Send %(count)d answers", plan.people)


def _email(plan: Plan) -> str:
    return ngettext("Send %(count)d e-mail", "Send %(count)d e-mails", plan.people)


def _save(plan: Plan) -> str:
    return ngettext("Save %(count)d", "Save %(count)d", plan.people)


def _withdraw(plan: Plan) -> str:
    return ngettext("Record %(count)d withdrawal", "Record %(count)d withdrawals", plan.people)


def _invite(plan: Plan) -> str:
    if plan.action.answers.get("mail") == "none":
        words = ngettext(
            "Plan %(count)d interview, without a letter", "Plan %(count)d interviews, without a letter", plan.people
        )
        return words
    return ngettext("Send %(count)d invitation", "Send %(count)d invitations", plan.people)


def _transfer(plan: Plan) -> str:
    if plan.action.answers.get("copy"):
        return ngettext("Copy %(count)d", "Copy %(count)d", plan.people)
    return ngettext("Transfer %(count)d", "Transfer %(count)d", plan.people)


WORDS: dict[str, Callable[[Plan], str]] = {
    "reject": _reject,
    "email": _email,
    "save": _save,
    "withdraw": _withdraw,
    "transfer": _transfer,
    "invite": _invite,
}

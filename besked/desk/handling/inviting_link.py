"""The tick for the link to the reply page: what it shows until somebody touches it, and where it has no say."""

from typing import NamedTuple

from besked.actions.invite import Invite
from besked.messaging.compose import Letter, has_confirm_link
from besked.models import Channel
from besked.performing import Preview

INVITING = ("invitation", "choose-time")


class Tick(NamedTuple):
    """How the tick stands; `is_fixed` where people choose their time and need the link, `is_lacking` where it adds."""

    is_on: bool
    is_fixed: bool
    is_lacking: bool


def tick(action: Invite, seen: Preview) -> Tick | None:
    """None where no e-mail leaves, so that there is nothing to add a sentence to."""
    letters = judged(seen)
    if not letters:
        return None
    is_lacking = lacks_link(seen, letters)
    if action.answers.get("arrange") == "slots":
        return Tick(True, True, is_lacking)
    told = action.answers.get("confirm_link")
    return Tick(is_lacking if told is None else bool(told), False, is_lacking)


def judged(seen: Preview) -> list[Letter]:
    """The letters that the rule looks at: the invitations; without any, the reminders by e-mail."""
    mails = [letter for letter in seen.letters if letter.channel == Channel.EMAIL]
    return [letter for letter in mails if letter.family in INVITING] or [
        letter for letter in mails if letter.family == "reminder"
    ]


def lacks_link(seen: Preview, letters: list[Letter]) -> bool:
    """Whether any text that will leave lacks the link: only where every one has it, nothing need be added."""
    return not all(has_confirm_link(text) for text in {seen.writing.text(letter) for letter in letters})

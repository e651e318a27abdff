"""What our letters are called on the screen, in the order in which an applicant may get them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from besked.messaging.catalogue import Letterhead, letterheads
from besked.models import InterviewKind, Stage

FAMILIES: dict[str, tuple[str | Promise, str | Promise]] = {
    "receipt": (_("Application received"), _("Goes out at once to everybody who applies.")),
    "already-applied": (_("Applied twice"), _("For somebody who has already applied for the same vacancy.")),
    "email": (_("Frame of free e-mails"), _("What stands around a message that you write yourself.")),
    "invitation": (_("Invitation"), _("Invites to an interview whose time is set, one letter for each kind.")),
    "choose-time": (_("Choose a time"), _("Invites to an interview, with several times to choose from.")),
    "choose-time-reminder": (_("Choose a time: reminder"), _("Three days later, for those who chose no time yet.")),
    "time-chosen": (_("Time chosen"), _("Confirms the time that somebody chose.")),
    "reminder": (_("Reminder by e-mail"), _("Some days before the interview, in the morning.")),
    "reminder-sms": (_("Reminder by SMS"), _("The same as one short text, without subject and signature.")),
    "interview-moved": (_("Interview changed"), _("When the time, the place or the people have changed.")),
    "interview-cancelled": (_("Interview cancelled"), _("When you cancel an interview, with your reason.")),
    "interview-answer": (
        _("Answer to an invitation"),
        _("For the colleagues who invited, each time an applicant answers."),
    ),
    "rejection": (_("Rejection"), _("Tells somebody that they are rejected, at the stage they had reached.")),
}


def variants_of(family: str) -> list[Letterhead]:
    """The letters of a family, those of several stages in the order of the stages."""
    stages = list(Stage.values)
    found = [head for head in letterheads() if head.family == family]
    return sorted(found, key=lambda head: (stages.index(head.variant) if head.variant in stages else -1, head.variant))


def ordered_letterheads() -> list[Letterhead]:
    """All letters in that order; a family without a name here comes last."""
    named = [head for family in FAMILIES for head in variants_of(family)]
    return [*named, *(head for head in letterheads() if head not in named)]


def name_of(head: Letterhead) -> str:
    """The letter's name in the reader's language."""
    name = str(FAMILIES[head.family][0]) if head.family in FAMILIES else head.slug
    if head.family == "invitation" and head.variant in InterviewKind.values:
        return f"{name} · {InterviewKind(head.variant).label}"
    if head.variant in Stage.values:
        return f"{name} · {Stage(head.variant).label}"
    return name


def purpose_of(head: Letterhead) -> str:
    """When the letter is sent, in a sentence."""
    return str(FAMILIES[head.family][1]) if head.family in FAMILIES else ""

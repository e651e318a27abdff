"""What our letters are called on the screen, in the order in which an applicant may get them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from besked.messaging.catalogue import Letterhead, letterheads
from besked.models import Stage

FAMILIES: dict[str, tuple[str | Promise, str | Promise]] = {
    "receipt": (_("Application received"), _("Goes out at once to everybody who applies.")),
    "already-applied": (_("Applied twice"), _("For somebody who has already applied for the same vacancy.")),
    "email": (_("Frame of free e-mails"), _("What stands around a message that you write yourself.")),
    "rejection": (_("Rejection"), _("Tells somebody that they are rejected, at the stage they had reached.")),
}


def variants_of(family: str) -> list[Letterhead]:
    """The letters of a family, rejections in the order of their stages."""
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
    if head.variant in Stage.values:
        return f"{name} · {Stage(head.variant).label}"
    return name


def purpose_of(head: Letterhead) -> str:
    """When the letter is sent, in a sentence."""
    return str(FAMILIES[head.family][1]) if head.family in FAMILIES else ""

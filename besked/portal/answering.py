"""Recording what somebody answers: once, however often they press, and never to something they haven't seen."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.http import QueryDict
from django.utils.translation import gettext as _

from besked.acts import ACTS
from besked.lib.text import clean_line
from besked.models import Event, Reply, Run
from besked.portal.invitations import Invitation
from besked.runs import digest

MOST = 500  # characters of a few words
_SLOT = re.compile(r"slot-([1-9][0-9]{,17})")


@dataclass(frozen=True)
class Typed:
    """What came with the form."""

    answer: str
    text: str
    revision: str  # which state of the appointment they were looking at

    @classmethod
    def of(cls, post: QueryDict) -> "Typed":
        """Cleaned: one line, nothing hidden in it."""
        line = clean_line(post.get("text", ""), MOST + 1)
        return cls(post.get("answer", ""), line, post.get("revision", ""))

    @property
    def slot(self) -> int | None:
        """The time that was chosen, where one was."""
        found = _SLOT.fullmatch(self.answer)
        return int(found[1]) if found else None

    def faults(self, invitation: Invitation) -> dict[str, str]:
        """What must be mended, by field."""
        found = {}
        if not self._is_offered(invitation):
            found["answer"] = _("Choose one of the answers.")
        if len(self.text) > MOST:
            found["text"] = _("Write at most %(most)d characters.") % {"most": MOST}
        return found

    def _is_offered(self, invitation: Invitation) -> bool:
        if self.slot is not None:
            return invitation.interview.is_choice
        return self.answer in invitation.answers


def record(invitation: Invitation, typed: Typed) -> str:
    """Takes the answer by the one road; returns why it could not be taken, in words, else nothing."""
    # First what has happened, then how things stand: the other way round, a second press could slip in between.
    last = Event.objects.filter(application=invitation.application).aggregate(last=Max("pk"))["last"]
    invitation = invitation.anew()
    if _is_known(invitation, typed):
        return ""  # a second press
    if typed.slot is None and typed.revision != str(invitation.interview.revision):
        return _("This invitation was changed after you opened the page. Look at it again, then send your answer.")
    slug, answers = _act(invitation, typed)
    actor, now = invitation.visit.actor, invitation.visit.now
    run = Run(slug=slug, actor=actor.key, key=_key(invitation, last, slug, answers), created_at=now)
    result = ACTS[slug](actor, answers, now=now).perform([invitation.application.pk], run)
    if result.done:
        return ""
    return next((refusal.reason for refusal in result.refused), _("This invitation no longer stands."))


def _is_known(invitation: Invitation, typed: Typed) -> bool:
    """Whether just this was answered already."""
    it = invitation.interview
    if typed.slot is not None:
        return (it.slot_id, it.reply, it.seat is not None) == (typed.slot, Reply.ACCEPTED, True)
    return (it.reply, it.reply_text) == (typed.answer, typed.text)


def _act(invitation: Invitation, typed: Typed) -> tuple[str, dict[str, Any]]:
    which = {"interview": invitation.interview.pk}
    if typed.slot is not None:
        return "book", {**which, "slot": typed.slot}
    return "reply", {**which, "reply": typed.answer, "text": typed.text}


def _key(invitation: Invitation, last: int, slug: str, answers: dict[str, Any]) -> str:
    """The same for two presses at once; another as soon as anything has happened, so that minds can change back."""
    row = invitation.application.pk
    return f"{slug}:{row}:{last}:{digest(slug, [row], answers)}"

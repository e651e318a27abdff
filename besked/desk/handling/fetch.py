"""Fetching runs and messages as the signed-in person may know of them, and what they may do with them."""

from django.shortcuts import get_object_or_404

from besked.access import visible_to
from besked.actions import BY_SLUG
from besked.models import Message, Right, Run
from besked.web.http import StaffRequest
from besked.web.taking import BY_NAME


def number(text: str) -> int | None:
    """A number from an address or a form; None for anything that no id looks like."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def run_or_404(request: StaffRequest, pk: int) -> Run:
    """A run of a further action: one's own, or anybody's for an administrator."""
    return get_object_or_404(visible_to(request.actor, Run.objects.filter(slug__in=BY_SLUG)), pk=pk)


def is_own(request: StaffRequest, run: Run) -> bool:
    """Whether this person began the run: nobody else writes on a draft or presses its button."""
    return run.actor == request.actor.key


def message_or_404(request: StaffRequest, pk: int) -> Message:
    """A message that this person may see."""
    rows = Message.objects.select_related("author", "run", "department")
    return get_object_or_404(visible_to(request.actor, rows), pk=pk)


def may_change(request: StaffRequest, message: Message) -> bool:
    """Whether this person may stop or change it: with the right to write e-mail, or to take the action it tells."""
    if message.run and message.run.slug in BY_NAME:
        return BY_NAME[message.run.slug].allows(request.actor)
    return request.actor.has(Right.EMAIL)

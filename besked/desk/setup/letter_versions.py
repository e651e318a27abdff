"""Versions of a letter: looking at one, bringing it back, inheriting again, back to ours."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from besked.desk.setup.letters import Desk, address, desk, shown
from besked.desk.setup.pages import number_in
from besked.messaging import templates
from besked.messaging.catalogue import our_letter
from besked.messaging.templates import Overtaken
from besked.models import LetterTemplate
from besked.web.http import StaffRequest


def letter_version(request: StaffRequest, department: int, letter: str, language: str, version: int) -> HttpResponse:
    """One version, as a made-up person would read it."""
    it = desk(request, department, letter, language)
    row = _version(it, version)
    subject, body = texts_of(row)
    context = {"row": row, "preview": shown(it, subject, body, None), "version": it.standing.version}
    return it.show("letter_version", context)


def _version(it: Desk, version: int) -> LetterTemplate:
    head = it.standing.head
    rows = LetterTemplate.objects.filter(department=it.standing.department, language=it.standing.language)
    return get_object_or_404(rows.select_related("by"), family=head.family, variant=head.variant, version=version)


def texts_of(row: LetterTemplate) -> tuple[str, str]:
    """Subject and body of a version; an empty one stands for ours."""
    ours = our_letter(row.family, row.variant, row.language)
    return row.subject or ours[0], row.body or ours[1]


@require_POST
def act_on_letter(request: StaffRequest, department: int, letter: str, language: str) -> HttpResponse:
    """Whichever button was pressed: inherit again, back to ours, or a version again."""
    it = desk(request, department, letter, language)
    try:
        words = _act(request, it)
    except Overtaken as other:
        who = other.current.by.name if other.current and other.current.by else _("Somebody")
        messages.error(
            request, _("%(who)s changed this letter meanwhile. Nothing was changed; look again.") % {"who": who}
        )
    else:
        messages.success(request, words)
    return redirect(address(it.standing))


def _act(request: StaffRequest, it: Desk) -> str:
    based_on, do = number_in(request, "version"), request.POST.get("do", "")
    if do == "inherit":
        templates.inherit_again(it.standing, based_on=based_on)
        return _("The letter is inherited again. What you had stands under Versions.")
    if do == "ours":
        subject, body = our_letter(it.standing.head.family, it.standing.head.variant, it.standing.language)
        words = _("Our letter counts again. What you had stands under Versions.")
        is_silent = False
    else:
        row = _version(it, number_in(request, "restore"))
        subject, body = texts_of(row)
        words = _("Version %(n)d counts again, as a new version.") % {"n": row.version}
        is_silent = row.is_silent
    templates.save_version(
        it.standing,
        subject=subject,
        body=body,
        is_silent=is_silent,
        based_on=based_on,
        by=request.user,
        now=timezone.now(),
    )
    return words

"""One interview: *Edit meeting invitation*, the answer set by hand, how it went, stars; each by its own small act."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from besked.access import visible_to
from besked.acts import ACTS
from besked.desk.calendar import taking
from besked.desk.calendar.history import last_change
from besked.desk.calendar.looking import look
from besked.desk.calendar.page import Fault, context
from besked.desk.calendar.taking import Attempt, attempt
from besked.models import Interview
from besked.performing import InvalidAnswersError
from besked.runs import Result
from besked.web.http import StaffRequest

SMALL = ("reply", "book", "cancel-interview", "held", "no-show", "rate")
UNSEEN = ("rate",)  # stars don't change the interview: nobody has to have seen its newest state


@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: StaffRequest, pk: int) -> HttpResponse:
    """The page; POST looks at a change or makes it."""
    row = found(request, pk)
    return _acted(request, row, "move") if request.method == "POST" else show(request, row)


@require_POST
def act(request: StaffRequest, pk: int) -> HttpResponse:
    """One of the small acts."""
    row, slug = found(request, pk), request.POST.get("do", "").partition(":")[0]
    if slug not in SMALL:
        return show(request, row, fault=Fault("", _("Choose what to do.")), status=422)
    return _acted(request, row, slug)


def found(request: StaffRequest, pk: int) -> Interview:
    """The interview, if this person may know of it. Raises Http404."""
    rows = Interview.objects.standing().select_related(
        "application__candidate", "application__vacancy", "slot", "by", "run", "ended_by__user"
    )
    return get_object_or_404(visible_to(request.actor, rows), pk=pk)


def show(request: StaffRequest, row: Interview, *, status: int = 200, **more: Any) -> HttpResponse:
    """Renders the page, with what was typed."""
    shown = context(request, row, timezone.now(), **more) | {"key": uuid.uuid4().hex, "seen": taking.mark([row])}
    return render(request, "desk/calendar/interview.html", shown, status=status)


def _acted(request: StaffRequest, row: Interview, slug: str) -> HttpResponse:
    """Looks, or does: never on a page that somebody else has made untrue."""
    if not ACTS[slug].allows(request.actor):
        raise PermissionDenied(_("You don't have the right to do this."))
    one = attempt(request.actor, slug, [row], request.POST, timezone.now())
    if done := taking.earlier(one, request.POST.get("key", "")):
        return _after(row, done)
    if slug not in UNSEEN and request.POST.get("seen", "") != taking.mark([row]):
        return show(request, row, typed=one, fault=Fault(slug, _changed(row)), status=409)
    if not one.is_valid:
        return show(request, row, typed=one, status=422)
    if request.POST.get("do", "").endswith("look"):
        return show(request, row, typed=one, seen_before=look(one.action, one.ids))
    return _take(request, row, one)


def _take(request: StaffRequest, row: Interview, one: Attempt) -> HttpResponse:
    try:
        result = taking.take(one, request.POST.get("key", ""))
    except InvalidAnswersError:  # what lay ahead a moment ago has passed
        return show(request, row, typed=one, status=422)
    if not result.done:
        words = " ".join(refusal.reason for refusal in result.refused)
        return show(request, found(request, row.pk), typed=one, fault=Fault(one.action.slug, words), status=409)
    return _after(row, result)


def _after(row: Interview, result: Result) -> HttpResponse:
    return redirect(f"/interviews/{row.pk}/?done={result.run}")


def _changed(row: Interview) -> str:
    """Who was first, in their words."""
    told = last_change(row)
    words = _("This interview has changed since you opened the page. Nothing was done yet: look, and press again.")
    return f"{told}. {words}" if told else words

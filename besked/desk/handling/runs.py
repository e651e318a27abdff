"""A run at its one address: a draft that is written on, then the result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from besked.desk.handling import draft, inviting, inviting_later, result
from besked.desk.handling.fetch import is_own, number, run_or_404
from besked.desk.handling.typed import take_over
from besked.models import Run, RunState
from besked.performing import InvalidAnswersError
from besked.web import drafts
from besked.web.http import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def run(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft or result; POST keeps what was typed, and performs where that button was pressed."""
    found = run_or_404(request, pk)
    if found.state != RunState.DRAFT:
        return result.page(request, found) if request.method != "POST" else redirect("run", pk=pk)
    if request.method != "POST":
        return _page(request, found)
    if not is_own(request, found):
        raise PermissionDenied(_("Somebody else is writing this."))
    try:
        return _posted(request, found)
    except Run.DoesNotExist as gone:  # thrown away in another window a moment ago
        raise Http404 from gone


@require_safe
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """One person's letter, for the pane beside the text: `?show=rejection-da&person=12`."""
    found = run_or_404(request, pk)
    action, _form = drafts.action_of(found, request.actor, timezone.now())
    seen = draft.with_later(action, action.preview(found.applications))
    context = draft.letter_context(found, seen, request.GET)
    if not context["tabs"]:
        raise Http404
    context |= {"run": found, "mine": is_own(request, found)}
    return render(request, "desk/handling/preview.html", context)


def _page(request: StaffRequest, found: Run, *, tried: bool = False) -> HttpResponse:
    action, form = drafts.action_of(found, request.actor, timezone.now())
    place = _place(request.POST) if tried else request.GET
    context = draft.context(found, action, form, place, tried=tried)
    context["mine"] = is_own(request, found)
    template = "desk/handling/invite.html" if found.slug == "invite" else "desk/handling/draft.html"
    return render(request, template, context, status=422 if tried else 200)


def _posted(request: StaffRequest, found: Run) -> HttpResponse:
    """Keeps first, then does."""
    _action, form = drafts.action_of(found, request.actor, timezone.now())
    kept = drafts.change(found, lambda fresh: take_over(fresh, form, request.POST))
    if request.POST.get("do") == "perform" and kept.state == RunState.DRAFT:
        return _perform(request, kept)
    if request.POST.get("do") == "next" and inviting.is_faulty(kept, request.actor):
        return _page(request, kept, tried=True)
    if request.POST.get("do") == "keep":
        messages.success(request, _("Kept. You find it again in your own menu, under “Your drafts”."))
    return redirect(f"/runs/{found.pk}/?{_place(request.POST).urlencode()}")


def _perform(request: StaffRequest, found: Run) -> HttpResponse:
    """Takes the action, unless an answer or a text needs another look first."""
    action, _form = drafts.action_of(found, request.actor, timezone.now())
    seen = action.preview(found.applications)
    if draft.mended(seen) or not seen.ready or inviting_later.are_faulty(action, seen):
        return _page(request, found, tried=True)
    try:
        action.perform(found.applications, found)
    except InvalidAnswersError:
        return _page(request, found, tried=True)
    return redirect("run", pk=found.pk)


def _place(data: QueryDict) -> QueryDict:
    """Where on the page to go on: the letter and the person that were shown, or asked for."""
    place = QueryDict(mutable=True)
    shown, person = data.get("show") or data.get("shown", ""), data.get("person", "")
    if shown:
        place["show"] = shown
    if step := inviting.next_step(data):
        place["step"] = step
    if number(person) is not None and not data.get("show"):
        place["person"] = person
    if data.get("write") or (data.get("alone") and not data.get("shared") and data.get("person") == data.get("alone")):
        place["alone"] = "1"
    return place

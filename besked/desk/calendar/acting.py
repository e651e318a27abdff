"""What is done to many interviews at once: a further action, or one of the small acts."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from besked.access import visible_to
from besked.actions import BY_SLUG
from besked.acts import ACTS
from besked.desk.calendar import taking
from besked.desk.calendar.looking import look
from besked.desk.calendar.taking import Attempt, attempt
from besked.models import Interview
from besked.performing import InvalidAnswersError
from besked.web import drafts
from besked.web.http import StaffRequest

ASKS = ("move", "cancel-interview")
AT_ONCE = ("held", "no-show")
MOST = 500


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: StaffRequest) -> HttpResponse:
    """GET asks, and changes nothing; POST asks, looks or does, as its button says."""
    given = request.POST if request.method == "POST" else request.GET
    slug, step = given.get("do", ""), given.get("step", "")
    if slug not in BY_SLUG and slug not in (*ASKS, *AT_ONCE):
        raise Http404
    rows = _chosen(request, given.getlist("interview") or given.get("interviews", "").split(","))
    if not rows:
        messages.error(request, _("Nobody is selected."))
        return redirect(_back(request))
    if slug in BY_SLUG:
        return _draft(request, slug, rows)
    if not ACTS[slug].allows(request.actor):
        raise PermissionDenied(_("You don't have the right to do this."))
    if request.method == "POST" and (step or slug in AT_ONCE):
        return _posted(request, slug, rows, step)
    return _page(request, attempt(request.actor, slug, rows, None, timezone.now()), _proposed(request))


def _chosen(request: StaffRequest, numbers: Sequence[str]) -> list[Interview]:
    """The ticked interviews, as far as they are visible; of each person the one that comes first."""
    ids = [int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 19][:MOST]
    rows = Interview.objects.standing().filter(pk__in=ids)
    rows = rows.select_related("application__candidate", "application__vacancy", "slot", "run")
    found: dict[int, Interview] = {}
    for row in visible_to(request.actor, rows.order_by("starts_at", "pk")):
        found.setdefault(row.application_id, row)
    return list(found.values())


def _draft(request: StaffRequest, slug: str, rows: Sequence[Interview]) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    ids = [row.application_id for row in rows]
    run = drafts.make(request.actor, slug, ids, back=request.POST.get("back", ""), now=timezone.now())
    return redirect("run", pk=run.pk)


def _posted(request: StaffRequest, slug: str, rows: Sequence[Interview], step: str) -> HttpResponse:
    key = request.POST.get("key", "")
    one = attempt(request.actor, slug, rows, request.POST, timezone.now())
    if done := taking.earlier(one, key):
        return _after(request, done.run)
    if step and request.POST.get("seen", "") != taking.mark(rows):
        words = _("Somebody has changed these interviews meanwhile; look again before you decide.")
        return _page(request, one, {"fault": words}, status=409)
    if not one.is_valid:
        return _page(request, one, {}, status=422)
    try:
        if step == "look":
            return _page(request, one, {"look": look(one.action, one.ids)})
        return _after(request, taking.take(one, key).run)
    except InvalidAnswersError:
        return _page(request, one, {}, status=422)


def _page(request: StaffRequest, one: Attempt, more: dict[str, Any], status: int = 200) -> HttpResponse:
    for name in ("date", "time"):
        if more.get(name):
            one.form.initial[name] = more[name]
    count = len(one.rows)
    people = ngettext("%(action)s: %(count)d interview", "%(action)s: %(count)d interviews", count)
    context = {
        "slug": one.action.slug,
        "heading": people % {"action": one.action.label, "count": count},
        "form": one.form,
        "rows": one.rows,
        "ids": ",".join(str(row.pk) for row in one.rows),
        "key": uuid.uuid4().hex,
        "seen": taking.mark(one.rows),
        "back": _back(request),
        **more,
    }
    return render(request, "desk/calendar/act.html", context, status=status)


def _proposed(request: StaffRequest) -> dict[str, Any]:
    """A time that was dropped upon in a grid."""
    return {name: request.GET.get(name, "")[:10] for name in ("date", "time")}


def _back(request: StaffRequest) -> str:
    given = request.POST.get("back") or request.GET.get("back", "")
    return drafts.local_path(given) or "/calendar/"


def _after(request: StaffRequest, run: int) -> HttpResponse:
    """Back to the list, which says what was done and offers the way back."""
    path, _mark, query = _back(request).partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    return redirect(f"{path}?{'&'.join([*kept, f'done={run}'])}")

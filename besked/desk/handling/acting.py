"""The door to a further action: shows for whom it is asked, or makes a draft of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from besked.actions import BY_SLUG
from besked.desk.handling import lists
from besked.desk.handling.names import Named, named
from besked.web import drafts
from besked.web.http import StaffRequest

MOST = 100  # people in an address; longer ones are cut off somewhere on their way


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: StaffRequest, slug: str) -> HttpResponse:
    """GET asks, and changes nothing; POST makes the draft and goes there."""
    if slug not in BY_SLUG:
        raise Http404
    try:
        ids = _chosen(request)
        if request.method == "POST":
            back = request.POST.get("back") or request.GET.get("back", "")
            return redirect("run", pk=drafts.make(request.actor, slug, ids, back=back, now=timezone.now()).pk)
        _check(ids)
    except drafts.BadSelection as fault:
        return _ask(request, slug, [], str(fault))
    return _ask(request, slug, ids, "")


def _chosen(request: StaffRequest) -> list[int]:
    """Whom the request names: everybody in a list, ids in one field, or single ids in form or address."""
    asked, listed = request.POST.get("filter", ""), request.POST.get("ids", "")
    ticked = request.POST.getlist("application") or request.GET.getlist("application")
    if asked and request.POST.get("all"):
        return lists.ids_of(request.actor, asked)
    return drafts.parse_ids(listed or ",".join(ticked))


def _check(ids: list[int]) -> None:
    if not ids:
        raise drafts.BadSelection(_("Nobody is selected."))
    if len(ids) > MOST:
        raise drafts.BadSelection(
            _("An address names at most %(most)d people; choose more in the vacancy's list.") % {"most": MOST}
        )


def _ask(request: StaffRequest, slug: str, ids: list[int], fault: str) -> HttpResponse:
    """The page before a draft: who is meant, who isn't possible and why."""
    action = BY_SLUG[slug](request.actor, now=timezone.now())
    ready, refused = action.look(ids)
    context = {
        "action": action,
        "ready": [Named(row.pk, row.candidate.name) for row in ready],
        "refused": named(request.actor, refused),
        "ids": ",".join(str(pk) for pk in ids),
        "fault": fault,
        "back": drafts.local_path(request.GET.get("back", "")),
    }
    return render(request, "desk/handling/action.html", context, status=422 if fault else 200)

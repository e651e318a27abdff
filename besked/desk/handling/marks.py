"""What colleagues put on an application: notes and a ranking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from besked.desk.handling.application import RANKS, found, show
from besked.desk.handling.forms import NoteForm
from besked.models import Application, Note
from besked.web.drafts import local_path
from besked.web.http import StaffRequest


@require_POST
def note(request: StaffRequest, pk: int) -> HttpResponse:
    """Adds a note; an empty one stays on the page with a sentence."""
    row, form = found(request, pk), NoteForm(request.POST)
    if not form.is_valid():
        return show(request, row, form, status=422)
    Note.objects.create(application=row, author=request.user, text=form.cleaned_data["text"], at=timezone.now())
    return redirect(_back(request, row) + "#notes")


@require_POST
def rank(request: StaffRequest, pk: int) -> HttpResponse:
    """Ranks 1 to 3, or takes the ranking away."""
    row, given = found(request, pk), request.POST.get("rank", "")
    if given not in ("", *map(str, RANKS)):
        messages.error(request, _("The ranking is 1, 2, 3 or none."))
        return redirect(_back(request, row))
    Application.objects.filter(pk=row.pk).update(rank=int(given) if given else None)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect(_back(request, row))


def _back(request: StaffRequest, row: Application) -> str:
    return local_path(request.POST.get("back", "")) or f"/applications/{row.pk}/"

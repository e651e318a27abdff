"""The way back: what was just done to interviews, and taking it back within a day where that is possible."""

import datetime as dt
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from besked.access import Actor, visible_to
from besked.acts import ACTS
from besked.desk.handling.names import Named, named
from besked.models import Run, RunState
from besked.runs import Result
from besked.undoing import WITHOUT_MESSAGE
from besked.web.drafts import local_path
from besked.web.http import StaffRequest


class Done(NamedTuple):
    """What a run did, in a sentence; who was left out and why; whether it can be taken back."""

    run: int
    words: str
    left: list[Named]
    more_left: int
    may_undo: bool


def done(actor: Actor, number: str, now: dt.datetime) -> Done | None:
    """The run that an address names, if it is one's own: one query, and one for the names of those left out."""
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    run = visible_to(actor, _runs()).filter(pk=int(number)).first()
    if run is None:
        return None
    kept = Result.of(run)
    left = named(actor, kept.refused, 10) if kept.refused else []
    return Done(run.pk, _words(run, len(kept.done)), left, len(kept.refused) - len(left), undoable(run, now))


def undoable(run: Run | None, now: dt.datetime) -> bool:
    """Whether the run can be taken back by now."""
    if run is None or run.state != RunState.PERFORMED or run.slug not in ACTS or not ACTS[run.slug].undoable:
        return False
    return bool(run.result.get("done")) and now - (run.performed_at or now) <= WITHOUT_MESSAGE


@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Takes a run back, person by person, and says for whom it was too late."""
    run = get_object_or_404(visible_to(request.actor, _runs()), pk=pk)
    act = ACTS[run.slug](request.actor, now=timezone.now())
    if not act.allows(request.actor):
        raise PermissionDenied(_("You don't have the right to do this."))
    back, refused = act.undo(run)
    if back:
        count = {"count": len(back)}
        messages.success(request, ngettext("Taken back.", "Taken back for %(count)d people.", len(back)) % count)
    for left in named(request.actor, refused, 10):
        messages.warning(request, _("Not taken back for %(name)s: %(reason)s") % left._asdict())
    return redirect(local_path(request.POST.get("back", "")) or "calendar")


def _runs() -> QuerySet[Run]:
    return Run.objects.filter(slug__in=ACTS).exclude(state=RunState.DRAFT)


def _words(run: Run, count: int) -> str:
    if run.state == RunState.UNDONE:
        return _("Taken back already.")
    if not count:
        return _("Nothing was done.")
    words = {
        "held": ngettext("Noted: the interview was held.", "Noted: %(count)d interviews were held.", count),
        "no-show": ngettext("Noted: the applicant did not come.", "Noted: %(count)d applicants did not come.", count),
        "move": ngettext("The interview is changed.", "%(count)d interviews are changed.", count),
        "cancel-interview": ngettext("The interview is cancelled.", "%(count)d interviews are cancelled.", count),
        "reply": ngettext("The answer is noted.", "%(count)d answers are noted.", count),
        "book": ngettext("The time is booked.", "%(count)d times are booked.", count),
        "rate": ngettext("Your stars are kept.", "Your stars for %(count)d people are kept.", count),
    }
    letters = int(run.result.get("messages", 0))
    told = ngettext("One letter is on its way.", "%(letters)d letters are on their way.", letters) if letters else ""
    return " ".join([words[run.slug] % {"count": count}, *([told % {"letters": letters}] if told else [])])

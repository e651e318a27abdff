"""After the button: what was done, for whom it wasn't and why, how far the letters are, and the way back."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from besked.actions import BY_SLUG
from besked.calendar.rows import REMINDERS
from besked.desk.handling import inviting_result
from besked.desk.handling.fetch import run_or_404
from besked.desk.handling.names import MOST, named, names
from besked.messaging import outbox
from besked.messaging.vocabulary import STAFF_LETTERS
from besked.models import STOPPABLE, ActorKind, Event, Message, MessageState, Run, RunState
from besked.runs import Refusal, Result
from besked.ui.times import short
from besked.undoing import WITHOUT_MESSAGE, window_end
from besked.web import drafts
from besked.web.http import StaffRequest

MOVING = (MessageState.QUEUED, MessageState.CLAIMED, MessageState.SENDING)


class Progress(NamedTuple):
    """How far the letters of a run are. `ask_in` is in how many seconds to look again; 0 when nothing moves.

    Reminders have their own time, and are counted apart.
    """

    counts: dict[str, int]
    leaves_at: dt.datetime | None
    ask_in: int
    reminders: dict[str, int]
    reminders_at: dt.datetime | None

    @property
    def total(self) -> int:
        """Letters that are meant to leave."""
        return sum(count for state, count in self.counts.items() if state != MessageState.CANCELLED)

    @property
    def put_off(self) -> int:
        """Letters that wait for a word, because the answer was to be told later."""
        return self.counts.get(MessageState.DRAFT, 0)

    @property
    def sent(self) -> int:
        """Letters that the relay took."""
        return self.counts.get(MessageState.SENT, 0)

    @property
    def words(self) -> str:
        """The same as a sentence."""
        words = ngettext("%(sent)d of %(total)d letter sent", "%(sent)d of %(total)d letters sent", self.total)
        return words % {"sent": self.sent, "total": self.total}

    @property
    def leaving(self) -> str:
        """When the first ones leave."""
        if self.leaves_at is None:
            return ""
        if timezone.localdate(self.leaves_at) == timezone.localdate():
            words = ngettext("It leaves at %(time)s.", "They leave at %(time)s.", self.total)
            return words % {"time": short(self.leaves_at, "time")}
        words = ngettext("It leaves later: %(moment)s.", "They leave later: %(moment)s.", self.total)
        return words % {"moment": short(self.leaves_at, "datetime")}

    @property
    def reminders_waiting(self) -> str:
        """How many reminders wait, and when the first one leaves."""
        count = self.reminders.get(MessageState.QUEUED, 0)
        if not count or self.reminders_at is None:
            return ""
        words = ngettext(
            "%(count)d reminder waits; it leaves on %(moment)s.",
            "%(count)d reminders wait; the first leaves on %(moment)s.",
            count,
        )
        return words % {"count": count, "moment": short(self.reminders_at, "datetime")}

    @property
    def lines(self) -> list[tuple[str, int]]:
        """States and counts, in the order of a letter's life, where there are any."""
        return [(state, self.counts[state]) for state in MessageState.values if self.counts.get(state)]


def progress_of(run: Run, now: dt.datetime) -> Progress:
    """Counts the run's letters by state: one query."""
    found = Message.objects.filter(run=run).exclude(kind__in=STAFF_LETTERS).values("state", "kind")
    rows = list(found.annotate(n=Count("pk"), first=Min("not_before")).order_by())
    reminders, reminders_at = _states([row for row in rows if row["kind"] in REMINDERS])
    counts, waiting = _states([row for row in rows if row["kind"] not in REMINDERS])
    leaves_at = waiting if waiting and waiting > now else None
    moving = sum(counts[state] for state in MOVING)
    soon = leaves_at is None or leaves_at - now < dt.timedelta(seconds=20)
    return Progress(counts, leaves_at, (1 if soon else 15) if moving else 0, reminders, reminders_at)


def _states(rows: Sequence[Mapping[str, Any]]) -> tuple[Counter[str], dt.datetime | None]:
    """How many in each state, and when the first of those that wait may leave."""
    counts = Counter[str]()
    for row in rows:
        counts[row["state"]] += row["n"]
    return counts, min((row["first"] for row in rows if row["state"] == MessageState.QUEUED), default=None)


def page(request: StaffRequest, run: Run) -> HttpResponse:
    """The result of a performed run."""
    return render(request, "desk/handling/result.html", _context(request, run, timezone.now()))


@require_safe
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """The part of the page that changes by itself."""
    run = run_or_404(request, pk)
    now = timezone.now()
    found = progress_of(run, now)
    context = {"run": run, "progress": found, "undo": _undo_until(run, found, now), "may_undo": _may_undo(request, run)}
    return render(request, "desk/handling/progress.html", context)


@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Takes the run back, person by person, and says for whom it was too late."""
    run = run_or_404(request, pk)
    if not _may_undo(request, run):
        raise PermissionDenied(_("You don't have the right to do this."))
    if run.state != RunState.DRAFT:
        _tell(request, *BY_SLUG[run.slug](request.actor, now=timezone.now()).undo(run))
    return redirect("run", pk=pk)


@require_POST
def release(request: StaffRequest, pk: int) -> HttpResponse:
    """Tells everybody whose letter of this run was put off. They leave when the time to undo is over."""
    run = run_or_404(request, pk)
    if not _may_undo(request, run):
        raise PermissionDenied(_("You don't have the right to do this."))
    now = timezone.now()
    if outbox.release_run(run.pk, now, window_end(now)):
        messages.success(request, _("Released."))
    return redirect("run", pk=pk)


def _tell(request: StaffRequest, back: list[int], refused: list[Refusal]) -> None:
    for left in named(request.actor, refused, 10):
        messages.warning(request, _("Not taken back for %(name)s: %(reason)s") % left._asdict())
    if len(refused) > 10:
        messages.warning(request, _("And for %(count)d more it was too late.") % {"count": len(refused) - 10})
    if not back and not refused:
        messages.info(request, _("There was nothing left to take back."))


def _may_undo(request: StaffRequest, run: Run) -> bool:
    return BY_SLUG[run.slug].allows(request.actor)


def _undo_until(run: Run, found: Progress, now: dt.datetime) -> dt.datetime | None:
    """Until when somebody can be taken back, at least; None when it is too late for all. Held letters wait for ever."""
    if run.state != RunState.PERFORMED or not BY_SLUG[run.slug].undoable or not run.result.get("done"):
        return None
    if not run.result.get("messages"):
        end = (run.performed_at or now) + WITHOUT_MESSAGE
        return end if end > now else None
    stoppable = any((found.counts or found.reminders).get(state) for state in STOPPABLE)
    return (found.leaves_at or now) if stoppable else None


def _context(request: StaffRequest, run: Run, now: dt.datetime) -> dict[str, Any]:
    kept, action = Result.of(run), BY_SLUG[run.slug]
    back = set(Event.objects.filter(run=run, action="undo").values_list("application", flat=True))
    known = names(request.actor, kept.done[:MOST])
    found = progress_of(run, now)
    return {
        "run": run,
        "by": run.user.name if run.user else ActorKind(run.actor.partition(":")[0]).label,
        "label": action.label,  # the class itself would be called by the template
        "done": inviting_result.done(run, kept.done[:MOST], known, back),
        "done_count": len(kept.done),
        "back_count": len(back),
        "more_done": max(len(kept.done) - MOST, 0),
        "refused": named(request.actor, kept.refused),
        "refused_count": len(kept.refused),
        "more_refused": max(len(kept.refused) - MOST, 0),
        "progress": found,
        "undo": _undo_until(run, found, now),
        "may_undo": _may_undo(request, run),
        "headline": _taken_back(len(back)) if len(back) == len(kept.done) > 0 else _headline(run.slug, len(kept.done)),
        "back": drafts.local_path(run.back),
        "now": now,
    }


def _taken_back(count: int) -> str:
    return ngettext("Taken back for %(count)d person", "Taken back for %(count)d people", count) % {"count": count}


def _headline(slug: str, count: int) -> str:
    """What was done, in one sentence."""
    words = {
        "reject": ngettext("%(count)d applicant rejected", "%(count)d applicants rejected", count),
        "email": ngettext("%(count)d e-mail written", "%(count)d e-mails written", count),
        "save": ngettext("%(count)d applicant saved", "%(count)d applicants saved", count),
        "withdraw": ngettext("%(count)d withdrawal recorded", "%(count)d withdrawals recorded", count),
        "invite": ngettext("%(count)d applicant invited", "%(count)d applicants invited", count),
        "transfer": ngettext("%(count)d applicant transferred", "%(count)d applicants transferred", count),
    }.get(slug)
    return (words or _("Done for %(count)d")) % {"count": count}

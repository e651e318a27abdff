"""The outbox: everything that leaves the house, by state; and in the demo, the mailbox where it arrives."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from besked import search
from besked.access import Actor, visible_to
from besked.actions import BY_SLUG
from besked.lib.text import clean_line
from besked.messaging import links
from besked.messaging.replies import shown
from besked.models import About, Application, Channel, Message, MessageState, Run
from besked.web.http import StaffRequest
from besked.web.pages import BadCursor, page

# tab → (label, states); only the last ones grow for ever, and are not counted
TABS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "waiting": (gettext_lazy("Waiting"), (MessageState.QUEUED, MessageState.CLAIMED, MessageState.SENDING)),
    "drafts": (gettext_lazy("Decided, not told"), (MessageState.DRAFT,)),
    "todo": (
        gettext_lazy("To do"),
        (MessageState.FAILED, MessageState.BOUNCED, MessageState.UNCERTAIN, MessageState.HELD),
    ),
    "sent": (gettext_lazy("Sent"), (MessageState.SENT,)),
    "stopped": (gettext_lazy("Stopped"), (MessageState.CANCELLED, MessageState.MISSED)),
}
COUNTED = ("waiting", "drafts", "todo")


class Tab(NamedTuple):
    """One tab; `waiting` is how many, None where counting would take too long."""

    key: str
    label: str
    url: str
    waiting: int | None
    current: bool


class Batch(NamedTuple):
    """Letters of one action that were put off together, and can be released together."""

    run: Run
    label: str
    letters: int


class Line(NamedTuple):
    """One message in the list, with the applications it is about."""

    message: Message
    about: Sequence[Application]

    @property
    def reply(self) -> str:
        """What the relay said, or we ourselves."""
        return shown(self.message.reply)


def demo_channels() -> list[str]:
    """The channels whose messages stay in the house: they end in the demo mailbox, and on the demo phone."""
    ways = ((Channel.EMAIL, settings.SMTP_URL), (Channel.SMS, settings.SMS_URL))
    return [channel for channel, url in ways if url == "demo:"]


@require_safe
def outbox(request: StaffRequest) -> HttpResponse:
    """Messages that the actor may see; `?show=todo&q=…`."""
    if request.GET.get("mailbox"):
        return _mailbox(request)
    show, query = request.GET.get("show", "waiting"), clean_line(request.GET.get("q", ""), 200)
    if show not in TABS:
        raise Http404
    rows = visible_to(request.actor, _in_tab(show))
    found, later = _page(_searched(rows, query, whole=show != "sent").defer("body"), request.GET.get("from", ""))
    context = {
        "tabs": _tabs(request.actor, show, query),
        "lines": _lines(found),
        "no_sms": not settings.SMS_URL and any(row.channel == Channel.SMS for row in found),
        "newest": _address(show, query, "") if request.GET.get("from") else None,
        "later": _address(show, query, later),
        "batches": _batches(request.actor) if show == "drafts" else [],
        "query": query,
        "show": show,
        "empty": _EMPTY[show],
        "when": _WHEN.get(show, _("Leaves")),
        "now": timezone.now(),
        "no_mail": not settings.SMTP_URL,
        "is_demo": demo_channels(),
    }
    return render(request, "desk/handling/outbox.html", context)


# What the time of a line says; what came back or was stopped leaves no more.
_WHEN = {"sent": gettext_lazy("Sent"), "todo": gettext_lazy("Written"), "stopped": gettext_lazy("Written")}
_EMPTY = {
    "waiting": gettext_lazy("Nothing is waiting to leave."),
    "drafts": gettext_lazy("Everybody about whom something was decided is being told."),
    "todo": gettext_lazy("No letter needs you."),
    "sent": gettext_lazy("Nothing has been sent yet."),
    "stopped": gettext_lazy("No letter was stopped."),
}


def _batches(actor: Actor, most: int = 20) -> list[Batch]:
    """The newest actions with letters put off, as far as the actor may open them: two queries."""
    drafts = Message.objects.filter(state=MessageState.DRAFT, run__in=visible_to(actor, Run.objects.all()))
    counts = dict(drafts.values_list("run").annotate(n=Count("pk")).order_by("-run")[:most])
    runs = Run.objects.filter(pk__in=counts, slug__in=BY_SLUG).select_related("user").order_by("-pk")
    return [Batch(run, str(BY_SLUG[run.slug].label), counts[run.pk]) for run in runs]


def _page(rows: QuerySet[Message], cursor: str, size: int = 50) -> tuple[list[Message], str | None]:
    """Newest first. Raises Http404 for a cursor that isn't ours."""
    try:
        return page(rows, ("-id",), cursor, size)
    except BadCursor as fault:
        raise Http404 from fault


def _in_tab(show: str) -> QuerySet[Message]:
    """Messages of a tab. All but the sent are few, and stand in an index of their own when that is said."""
    rows = Message.objects.filter(state__in=TABS[show][1])
    return rows if show == "sent" else rows.exclude(state=MessageState.SENT)


def _searched(rows: QuerySet[Message], query: str, *, whole: bool) -> QuerySet[Message]:
    """By the applicant's words; `whole` also looks into the recipients themselves, which no index helps with."""
    if not query:
        return rows
    people = search.matching(Application.objects.all(), query)
    found = Q(pk__in=About.objects.filter(application__in=people.values("pk")).values("message"))
    return rows.filter(found | Q(to__icontains=query) | Q(to_name__icontains=query) if whole else found)


def _lines(rows: Sequence[Message]) -> list[Line]:
    """With the applications and their vacancies: three queries."""
    abouts = About.objects.filter(message__in=[row.pk for row in rows]).select_related("application__candidate")
    loaded = list(abouts.prefetch_related("application__vacancy__texts"))
    about: dict[int, list[Application]] = {}
    for one in loaded:
        about.setdefault(one.message_id, []).append(one.application)
    return [Line(row, about.get(row.pk, [])) for row in rows]


def _tabs(actor: Actor, show: str, query: str) -> list[Tab]:
    rows = visible_to(actor, Message.objects.exclude(state=MessageState.SENT))
    counts = dict(rows.values_list("state").annotate(n=Count("pk")).order_by())
    return [
        Tab(
            key,
            str(label),
            _address(key, query, "") or "",
            sum(counts.get(state, 0) for state in states) if key in COUNTED else None,
            key == show,
        )
        for key, (label, states) in TABS.items()
    ]


def _address(show: str, query: str, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    place = QueryDict(mutable=True)
    place.update({name: value for name, value in (("show", show), ("q", query), ("from", cursor)) if value})
    return f"/outbox/?{place.urlencode()}"


def _mailbox(request: StaffRequest) -> HttpResponse:
    """What applicants have received, with links that work: only what stays in the house."""
    channels = demo_channels()
    if not channels:
        raise Http404(_("There is no demo mailbox here."))
    kept = Message.objects.filter(state=MessageState.SENT, is_sensitive=False, channel__in=channels)
    rows = visible_to(request.actor, kept)
    found, later = _page(rows, request.GET.get("from", ""), size=20)
    context = {
        "letters": [(row, links.real(row)) for row in found],
        "newest": "/outbox/?mailbox=1" if request.GET.get("from") else None,
        "later": later and f"/outbox/?mailbox=1&from={later}",
    }
    return render(request, "desk/handling/mailbox.html", context)

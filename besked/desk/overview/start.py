"""The start page: who is owed an answer, oldest first, and what else waits for somebody."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from besked.answers import on_its_way
from besked.desk.handling import kept
from besked.desk.overview import beside
from besked.desk.overview.headline import Figures, below, from_rows, from_tallies, headline
from besked.desk.overview.owed import ME, ORDER, PAGE, Blocking, gathered, key_of, named, owed, owners_of, standing
from besked.desk.overview.titles import titles_of
from besked.desk.overview.waiting import Waits
from besked.models import ApplicationQuerySet, Blocker, Right
from besked.web.filters import DECIDED
from besked.web.http import StaffRequest
from besked.web.pages import BadCursor, page

# One person's row; a template for each would cost more than all queries together.
_LINE = (
    '<tr data-row="%d"><th scope="row"><a class="name" href="/applications/%d/">%s</a></th>'
    '<td class="muted">%s</td><td class="number">%s</td></tr>'
)


class Block(NamedTuple):
    """Those of one page for whom the same one must move."""

    group: Blocking
    lines: SafeString


class Words(NamedTuple):
    """What lines are put into words with."""

    waits: Waits
    titles: Mapping[int, str]
    figures: Figures
    owners: Mapping[int, str]
    untold: str

    def line(self, row: Any) -> str:
        """One person: name, vacancy, waiting time; with what is decided but not told."""
        name = f"{row.candidate__given_name} {row.candidate__family_name}".strip() or _("Without a name")
        title = self.titles.get(row.vacancy_id, "")
        place = f"{title} · {self.untold}" if row.status in DECIDED else title
        return _LINE % (row.pk, row.pk, escape(name), escape(place), self.waits.mark(row.received_at, row.answer_by))


@require_safe
def start(request: StaffRequest) -> HttpResponse:
    """The page; `?by=me` shows one group alone."""
    now, by, place = timezone.now(), request.GET.get("by", ""), request.GET.get("from", "")
    waits, known = Waits(now), standing(request.actor, now)
    rows, later = _page(owed(request.actor, known, by), place)
    near = beside.near(request.actor, waits.today)
    titles = titles_of({row.vacancy_id for row in rows} | {one.pk for one in (*near.mine, *near.expiring)})
    owners = owners_of(rows)
    figures = from_tallies(known, request.actor) if by or place or later else _counted(request, rows, waits)
    longest = waits.days(rows[0].received_at) if rows and not (by or place) else None
    context = {
        "headline": headline(figures),
        "words": below(figures, longest),
        "figures": figures,
        "blocks": _blocks(request, rows, Words(waits, titles, figures, owners, _("decided, not told"))),
        "by": by,
        "later": later and f"?{_query(by, later)}",
        "first": place and f"?{_query(by, '')}",
        "may_answer": request.actor.has(Right.REJECT) and figures.owed,
        "outbox": beside.outbox(request.actor, now),
        "drafts": kept.written(request.actor),
        "expiring": [(one, titles.get(one.pk)) for one in near.expiring],
        "mine": [(one, titles.get(one.vacancy.pk)) for one in beside.progress(near.mine)],
    }
    return render(request, "desk/overview/start.html", context)


@require_safe
def answer_next(request: StaffRequest) -> HttpResponse:
    """The one who has waited longest for me; else the one who has waited longest for a colleague."""
    known = standing(request.actor, timezone.now())
    found = _next(owed(request.actor, known, ME)) or _next(owed(request.actor, known))
    if found:
        return redirect("application", pk=found)
    messages.info(request, _("Nobody waits for you now."))
    return redirect("start")


def _next(rows: ApplicationQuerySet) -> int | None:
    """The oldest whom a recruiter must answer and to whom no answer is on its way."""
    silent = rows.filter(owed_by=Blocker.OWNER).exclude(on_its_way()).order_by(*ORDER)
    return silent.values_list("pk", flat=True).first()


def _counted(request: StaffRequest, rows: Sequence[Any], waits: Waits) -> Figures:
    """Where one page holds everybody, its rows say more than the tallies."""
    return from_rows(rows, request.actor, waits, owners_of(rows))


def _page(rows: ApplicationQuerySet, place: str) -> tuple[list[Any], str | None]:
    try:
        return page(named(rows), ORDER, place, PAGE)
    except BadCursor as fault:
        raise Http404 from fault


def _blocks(request: StaffRequest, rows: Sequence[Any], words: Words) -> list[Block]:
    """The page's people by who must move; the figures are those of the whole group where they are known."""
    lines: dict[str, list[str]] = {}
    for row in rows:
        lines.setdefault(key_of(row.owed_by, row.vacancy__owner_id, request.actor), []).append(words.line(row))
    whole = {group.key: group for group in words.figures.groups}
    here = gathered(((key, len(found), 0) for key, found in lines.items()), words.owners)
    return [Block(whole.get(group.key, group), _joined(lines[group.key])) for group in here]


def _joined(lines: Sequence[str]) -> SafeString:
    return mark_safe("\n".join(lines))  # noqa: S308 -- every value is escaped in line()


def _query(by: str, place: str) -> str:
    return urlencode({name: value for name, value in (("by", by), ("from", place)) if value})

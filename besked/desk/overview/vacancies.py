"""The list of vacancies: open, expired, closing or closed; by department, owner and words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from besked.access import Actor, visible_to
from besked.desk.overview.beside import Progress, progress
from besked.desk.overview.head import STATE_TONES
from besked.desk.overview.titles import titles_of
from besked.lib.text import clean_line
from besked.models import Department, Right, Tree, Vacancy, VacancyState
from besked.web.http import StaffRequest
from besked.web.pages import BadCursor, page

SIZE = 25
LONGEST = 200
ALL = "all"
EMPTY: Mapping[str, Any] = {
    ALL: gettext_lazy("There is no vacancy yet."),
    VacancyState.OPEN: gettext_lazy("No vacancy is open."),
    VacancyState.EXPIRED: gettext_lazy("No vacancy is past its deadline and still unfinished."),
    VacancyState.CLOSING: gettext_lazy("No vacancy waits for its last answers to be delivered."),
    VacancyState.CLOSED: gettext_lazy("No vacancy has been closed yet."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    state: str
    q: str
    department: int
    mine: bool

    def encoded(self, **more: str) -> str:
        """As a query string."""
        given = {"state": self.state, "q": self.q, "department": self.department or "", "owner": "me" * self.mine}
        return urlencode({name: value for name, value in (given | more).items() if value})


class Tab(NamedTuple):
    """One state with its count."""

    label: str
    query: str
    n: int
    current: bool


@require_safe
def vacancies(request: StaffRequest) -> HttpResponse:
    """The page."""
    asked, today = _asked(request), timezone.localdate()
    seen = _narrowed(visible_to(request.actor, Vacancy.objects.all()), request.actor, asked)
    counted = _counted(seen, today)
    if "state" not in request.GET:
        asked = _other(asked, next((state for state in counted if counted[state]), asked.state))
    listed = seen if asked.state == ALL else seen.in_state(asked.state, today)
    rows, later = _page(listed, request.GET.get("from", ""))
    tree = request.actor.tree or Tree()
    context = {
        "asked": asked,
        "tabs": _tabs(counted, asked),
        "lines": _lines(progress(rows), tree, today),
        "departments": _departments(request.actor, tree),
        "narrowed": bool(asked.q or asked.department or asked.mine),
        "cleared": f"?state={asked.state}",
        "empty": EMPTY[asked.state],
        "later": later and f"?{asked.encoded(**{'from': later})}",
        "first": request.GET.get("from") and f"?{asked.encoded()}",
        "may_create": request.actor.has(Right.VACANCIES),
    }
    return render(request, "desk/overview/vacancies.html", context)


def _asked(request: StaffRequest) -> Asked:
    given = request.GET
    state, department = given.get("state", VacancyState.OPEN), given.get("department", "")
    if state not in (ALL, *VacancyState.values):
        raise Http404
    number = int(department) if department.isascii() and department.isdigit() and len(department) < 19 else 0
    return Asked(state, clean_line(given.get("q", ""), LONGEST), number, given.get("owner") == "me")


def _narrowed(rows: QuerySet[Vacancy], actor: Actor, asked: Asked) -> Any:
    """A department stands for all below it."""
    if asked.department:
        tree = actor.tree or Tree()
        rows = rows.filter(department__in=tree.below(asked.department) if asked.department in tree.by_id else [])
    if asked.mine:
        rows = rows.filter(owner=actor.user)
    return rows.filter(named(asked.q)) if asked.q else rows


def named(words: str) -> Q:
    """Vacancies whose title in any language, or whose reference, holds these words."""
    by_title = Q(pk__in=Vacancy.objects.filter(texts__title__icontains=words).values("pk"))
    return by_title | Q(reference__icontains=words)


def _page(rows: QuerySet[Vacancy], place: str) -> tuple[list[Vacancy], str | None]:
    try:
        return page(rows.select_related("owner"), ("-pk",), place, SIZE)
    except BadCursor as fault:
        raise Http404 from fault


def _counted(seen: Any, today: dt.date) -> dict[VacancyState, int]:
    """All four counts in one query."""
    running = Q(closed_at=None, closing_at=None)
    late = Q(deadline__lt=today)
    states = {
        VacancyState.OPEN: running & ~late | running & Q(deadline=None),
        VacancyState.EXPIRED: running & late,
        VacancyState.CLOSING: Q(closed_at=None, closing_at__isnull=False),
        VacancyState.CLOSED: Q(closed_at__isnull=False),
    }
    counted = seen.aggregate(**{str(state): Count("pk", filter=condition) for state, condition in states.items()})
    return {state: counted[state] for state in states}


def _tabs(counted: Mapping[VacancyState, int], asked: Asked) -> list[Tab]:
    states = [(str(state.label), str(state), number) for state, number in counted.items()]
    states.append((_("All"), ALL, sum(counted.values())))
    return [Tab(label, _other(asked, state).encoded(), n, state == asked.state) for label, state, n in states]


def _other(asked: Asked, state: str) -> Asked:
    return Asked(state, asked.q, asked.department, asked.mine)


class Line(NamedTuple):
    """One vacancy of the list."""

    vacancy: Vacancy
    title: str
    department: str
    state: VacancyState
    tone: str
    figures: Progress
    total: int
    owed: int


def _lines(found: Sequence[Progress], tree: Tree, today: dt.date) -> list[Line]:
    titles = titles_of([one.vacancy.pk for one in found]) if found else {}
    return [_line(one, titles.get(one.vacancy.pk, one.vacancy.reference), tree, today) for one in found]


def _line(one: Progress, title: str, tree: Tree, today: dt.date) -> Line:
    department = tree.by_id.get(one.vacancy.department_id)
    owed, state = one.progress + one.overdue, one.vacancy.state(today)
    return Line(
        one.vacancy,
        title,
        department.name if department else "",
        state,
        STATE_TONES[state],
        one,
        owed + one.answered + one.left,
        owed,
    )


def _departments(actor: Actor, tree: Tree) -> list[Department]:
    """Those that the actor reaches, in the order of the tree."""
    reached = [one for one in tree.by_id.values() if actor.departments is None or one.pk in actor.departments]
    return sorted(reached, key=lambda one: one.path)

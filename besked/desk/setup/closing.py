"""Closing a vacancy: who still waits stands here by name, and nobody is left in silence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from besked.access import visible_to
from besked.answers.closing import StillOwed, close, reopen, silent
from besked.desk.setup.vacancies import home
from besked.models import Application, Right, Vacancy, VacancyState
from besked.web.http import StaffRequest

LISTED = 100


def _vacancy(request: StaffRequest, pk: int) -> Vacancy:
    vacancy: Vacancy = get_object_or_404(visible_to(request.actor, Vacancy.objects.with_texts()), pk=pk)
    return vacancy


@require_http_methods(["GET", "HEAD", "POST"])
def close_vacancy(request: StaffRequest, pk: int) -> HttpResponse:
    """Shows who is owed an answer; closes where nobody is, or where all answers are on their way."""
    vacancy = _vacancy(request, pk)
    if request.method != "POST":
        return _page(request, vacancy)
    try:
        closed = close(vacancy, timezone.now())
    except StillOwed as waiting:
        n = len(waiting.ids)
        words = ngettext("%(n)d person still waits for an answer.", "%(n)d people still wait for an answer.", n)
        messages.error(request, words % {"n": n})
        return _page(request, vacancy, status=409)
    if closed.closed_at:
        messages.success(request, _("“%(title)s” is closed. Everybody has an answer.") % {"title": closed.title()})
    else:
        words = _("“%(title)s” closes by itself once the last answer is delivered.")
        messages.success(request, words % {"title": closed.title()})
    return redirect(home(pk))


def _page(request: StaffRequest, vacancy: Vacancy, *, status: int = 200) -> HttpResponse:
    waiting = list(silent(vacancy).values_list("pk", flat=True))
    listed = (
        Application.objects.filter(pk__in=waiting[:LISTED]).select_related("candidate").order_by("received_at", "pk")
    )
    owed = Application.objects.owed().filter(vacancy=vacancy).count()
    today = timezone.localdate()
    context = {
        "vacancy": vacancy,
        "state": vacancy.state(today),
        "is_over": vacancy.state(today) in (VacancyState.CLOSING, VacancyState.CLOSED),
        "waiting": [
            {"row": row, "days": (today - row.received_at.date()).days, "late": row.answer_by and row.answer_by < today}
            for row in listed
        ],
        "ids": ",".join(map(str, waiting)),
        "total": len(waiting),
        "more": max(0, len(waiting) - LISTED),
        "coming": owed - len(waiting),
        "may_reject": request.actor.has(Right.REJECT),
        "here": request.path,
        "back_url": home(vacancy.pk),
        "crumbs": [
            {"url": "/vacancies/", "label": _("Vacancies")},
            {"url": home(vacancy.pk), "label": vacancy.title()},
        ],
    }
    return render(request, "desk/setup/close.html", context, status=status)


@require_POST
def reopen_vacancy(request: StaffRequest, pk: int) -> HttpResponse:
    """Opens it again."""
    vacancy = reopen(_vacancy(request, pk))
    if vacancy.state(timezone.localdate()) == VacancyState.OPEN:
        words = _("“%(title)s” is open again.")
    else:
        words = _("“%(title)s” is no longer closed. Its deadline has passed: give it a new one to take applications.")
    messages.success(request, words % {"title": vacancy.title()})
    return redirect(home(pk))

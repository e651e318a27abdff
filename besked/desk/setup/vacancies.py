"""Making and changing a vacancy: one form, with a title and an advert in each language."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from besked.access import visible_to
from besked.answers.promises import answer_by
from besked.desk.setup.department_forms import ZONES
from besked.desk.setup.fields import OWN_NAMES
from besked.desk.setup.pages import as_number, tree_of
from besked.desk.setup.stamps import changed_since, overtaken_words, stamp
from besked.models import LANGUAGES, Right, Vacancy
from besked.ui.tags import OWN_LANGUAGES
from besked.vacancies import change_vacancy, create_vacancy
from besked.web.forms import VacancyForm, starting
from besked.web.http import StaffRequest


def home(pk: int) -> str:
    """The vacancy's own page."""
    return f"/vacancies/{pk}/"


@require_http_methods(["GET", "HEAD", "POST"])
def new_vacancy(request: StaffRequest) -> HttpResponse:
    """Announces one."""
    if "look" in request.POST:
        return _promise(request)
    form = VacancyForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_bound and form.is_valid():
        vacancy = create_vacancy(form.announcement(), request.actor, timezone.now())
        messages.success(request, _("“%(title)s” is made.") % {"title": vacancy.title()})
        return redirect(home(vacancy.pk))
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_vacancy(request: StaffRequest, pk: int) -> HttpResponse:
    """Changes one; the row is locked from the comparison to the change."""
    seen = visible_to(request.actor, Vacancy.objects.all())
    if "look" in request.POST:
        return _promise(request)
    if request.method != "POST":
        vacancy = get_object_or_404(visible_to(request.actor, Vacancy.objects.with_texts()), pk=pk)
        return _page(request, VacancyForm(actor=request.actor, vacancy=vacancy), vacancy)
    with transaction.atomic():
        get_object_or_404(seen.select_for_update(of=("self",)), pk=pk)
        vacancy = Vacancy.objects.with_texts().get(pk=pk)
        form = VacancyForm(request.POST, actor=request.actor, vacancy=vacancy)
        _compare(request, form, vacancy)
        if not form.is_valid():
            return _page(request, form, vacancy)
        saved = change_vacancy(vacancy, form.announcement(), tree_of(request))
    messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title()})
    return redirect(home(pk))


def _compare(request: StaffRequest, form: VacancyForm, vacancy: Vacancy) -> None:
    """Refuses once where somebody else saved in between; the page then carries the newer stamp."""
    names = changed_since(request.POST.get("stamp", ""), _values(request, vacancy))
    if names:
        form.add_error(None, overtaken_words(form, names))


def _values(request: StaffRequest, vacancy: Vacancy) -> dict[str, Any]:
    empty = {f"{kind}_{code}": "" for code in LANGUAGES for kind in ("title", "advert")}
    return {**empty, **starting(request.actor, vacancy)}


def _page(request: StaffRequest, form: VacancyForm, vacancy: Vacancy | None) -> HttpResponse:
    _offer(form)
    chosen = [str(code) for code in form["languages"].value() or []]
    tabs = [_tab(form, code, chosen) for code in LANGUAGES]
    own = [code for code in chosen if code == request.LANGUAGE_CODE]
    shown = [tab["code"] for tab in tabs if tab["bad"]] or own or chosen or [request.LANGUAGE_CODE]
    crumbs = [{"url": "/vacancies/", "label": _("Vacancies")}]
    context = {
        "form": form,
        "vacancy": vacancy,
        "stamp": stamp(_values(request, vacancy)) if vacancy else "",
        "tabs": tabs,
        "shown": shown[0],
        "promise": promised(request, *(form[name].value() for name in ("deadline", "promise_days", "department"))),
        "may_close": request.actor.has(Right.CLOSE),
        "back_url": home(vacancy.pk) if vacancy else "/vacancies/",
        "crumbs": [*crumbs, {"url": home(vacancy.pk), "label": vacancy.title()}] if vacancy else crumbs,
    }
    return render(request, "desk/setup/vacancy.html", context, status=422 if form.errors else 200)


def _offer(form: VacancyForm) -> None:
    """Ticks for the languages, each by its own name; and the few zones that are likely, not all there are."""
    form.fields["languages"].widget = forms.CheckboxSelectMultiple(choices=OWN_LANGUAGES)
    zones = dict.fromkeys([*ZONES, *([now] if (now := str(form["zone"].value() or "")) else [])])
    words = [(zone, zone.replace("_", " ")) for zone in zones]
    form.fields["zone"].widget = forms.Select(choices=[("", _("As the department")), *words])


def _tab(form: VacancyForm, code: str, chosen: list[str]) -> dict[str, Any]:
    title, advert = form[f"title_{code}"], form[f"advert_{code}"]
    advert.field.widget.attrs |= {"rows": 14, "lang": code}
    title.field.widget.attrs |= {"lang": code}
    return {
        "code": code,
        "name": OWN_NAMES[code],
        "title": title,
        "advert": advert,
        "bad": bool(title.errors or advert.errors),
        "chosen": code in chosen,
    }


def _promise(request: StaffRequest) -> HttpResponse:
    """The promised day alone, for what is being typed."""
    typed = (request.POST.get(name, "") for name in ("deadline", "promise_days", "department"))
    return render(request, "desk/setup/promise.html", {"promise": promised(request, *typed)})


def promised(request: StaffRequest, deadline: Any, days: Any, department: Any) -> dt.date | None:
    """The day by which somebody who applies today would have an answer; None while the form can't say."""
    count = as_number(str(days or ""))
    if not 1 <= count <= 250:
        return None
    try:
        last = deadline if isinstance(deadline, dt.date) else dt.date.fromisoformat(str(deadline)) if deadline else None
    except ValueError:
        return None
    like = Vacancy(deadline=last, promise_days=count, department_id=as_number(str(department or "")))
    return answer_by(like, timezone.localdate(), tree_of(request))

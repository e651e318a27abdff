"""Staff: the list, and a page for each with their access."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from besked.desk.setup.invitation import invite
from besked.desk.setup.pages import page, places, tree_of
from besked.desk.setup.person_forms import PersonForm
from besked.lib.text import clean_line
from besked.models import PRESETS, Level, Right, User
from besked.organisation import Refused
from besked.organisation.staff import obstacle, save_person, staff_seen_by
from besked.web.http import StaffRequest

SECTION = "settings-staff"
PER_PAGE = 100
STATES = ("active", "inactive")


def staff(request: StaffRequest) -> HttpResponse:
    """Everybody whom the asker may know of; searched by name and address, a hundred to a page."""
    q = clean_line(request.GET.get("q", ""))
    state = request.GET.get("state", "active") if request.GET.get("state") in STATES else "active"
    found = _matching(staff_seen_by(request.actor), q).filter(is_active=state == "active")
    found = found.prefetch_related("memberships__department")
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"person": person, "level": level_words(person), "where": _where(person)} for person in part]
    context = {"rows": rows, "q": q, "state": state, "part": part, "total": part.paginator.count}
    return page(request, "staff", context, section=SECTION)


def _matching(rows: QuerySet[User], q: str) -> QuerySet[User]:
    for word in q.split()[:8]:
        rows = rows.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(email__icontains=word))
    return rows


def level_words(person: User) -> str:
    """The level, and whether single rights differ from it."""
    level = str(Level(person.level).label)
    if set(person.rights) == set(PRESETS[person.level]):
        return level
    return _("%(level)s, adjusted") % {"level": level}


def _where(person: User) -> str:
    if person.has(Right.ADMINISTER):
        return _("Everywhere")
    return ", ".join(membership.department.name for membership in person.memberships.all())


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: StaffRequest) -> HttpResponse:
    """Adds somebody, and mails them an invitation."""
    return _edit(request, User())


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """Changes somebody."""
    if request.method != "POST":
        return _edit(request, get_object_or_404(staff_seen_by(request.actor), pk=pk))
    with transaction.atomic():
        return _edit(request, get_object_or_404(staff_seen_by(request.actor).select_for_update(), pk=pk))


def _edit(request: StaffRequest, row: User) -> HttpResponse:
    if row.pk and (words := obstacle(request.actor, row, tree_of(request))):
        if request.method == "POST":
            messages.error(request, words)
        return person_page(request, row, words=words)
    name = row.name
    data = request.POST if request.method == "POST" else None
    form = PersonForm(data, instance=row, actor=request.actor, offered=places(request))
    if data is not None and "preset" in data:
        return person_page(request, row, form=_ticked_by_level(form), name=name)
    if data is not None and form.is_valid() and _saved(request, form):
        return redirect(SECTION)
    return person_page(request, row, form=form, name=name)


def _ticked_by_level(form: PersonForm) -> PersonForm:
    """The same form with the ticks of the chosen level: what the script does, without it."""
    data = cast("QueryDict", form.data)
    fresh = PersonForm(instance=form.instance, actor=form.actor, offered=form.offered)
    fresh.initial.update({name: data.get(name) for name in data if name != "stamp"})
    fresh.initial.update({name: data.getlist(name) for name in ("places", "below")})
    fresh.initial["rights"] = sorted(PRESETS.get(data.get("level", ""), frozenset()) & form.actor.rights)
    return fresh


def _saved(request: StaffRequest, form: PersonForm) -> bool:
    row, is_new = form.save(commit=False), form.instance.pk is None
    if is_new:
        row.set_unusable_password()
    try:
        save_person(request.actor, row, form.access, tree_of(request))
    except Refused as fault:
        form.add_error(None, str(fault))
        return False
    if is_new:
        invite(row, by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s is added. An invitation is on its way.") % {"name": row.name})
    else:
        messages.success(request, _("%(name)s is saved.") % {"name": row.name})
    return True


def person_page(
    request: StaffRequest,
    row: User,
    *,
    form: PersonForm | None = None,
    name: str = "",
    words: str = "",
    token: str = "",
) -> HttpResponse:
    """Somebody's page: the form where it may be changed, else what stands there and why it stays."""
    context = {
        "row": row,
        "name": name or row.name,
        "form": form,
        "words": words,
        "token": token,
        "level": level_words(row) if row.pk else "",
        "where": _where(row) if row.pk else "",
        "tokens": row.api_tokens.filter(revoked_at=None).order_by("-created_at") if row.pk else [],
        "may_use_api": bool(row.pk and row.has(Right.API)),
        "owned": row.vacancies.filter(closed_at=None).count() if row.pk else 0,
        "is_self": row == request.user,
    }
    status = 422 if form and form.errors else 200
    crumbs = [(reverse(SECTION), _("Staff"))]
    return page(request, "person", context, section=SECTION, crumbs=crumbs, status=status)

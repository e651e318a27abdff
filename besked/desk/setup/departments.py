"""Departments: the tree, and a page for each."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from besked.desk.setup.department_forms import DepartmentForm
from besked.desk.setup.pages import as_number, department_or_404, page, places, tree_of
from besked.models import Country, Department
from besked.organisation import Refused
from besked.organisation.departments import delete_department, what_it_holds
from besked.vacancies import save_department
from besked.web.http import StaffRequest

SECTION = "settings-departments"


def departments(request: StaffRequest) -> HttpResponse:
    """The tree, each with its country, language and months kept, and whether these are inherited."""
    tree = tree_of(request)
    rows = [
        {
            "place": place,
            "country_name": Country(tree.country(place.department.pk)).label,
            "months": tree.months_kept(place.department.pk),
            "own_months": place.department.months_kept is not None,
        }
        for place in places(request)
    ]
    return page(request, "departments", {"rows": rows}, section=SECTION)


@require_http_methods(["GET", "HEAD", "POST"])
def new_department(request: StaffRequest) -> HttpResponse:
    """Adds one."""
    parent = tree_of(request).by_id.get(as_number(request.GET.get("under", "")))
    return _edit(request, Department(parent=parent))


@require_http_methods(["GET", "HEAD", "POST"])
def department(request: StaffRequest, pk: int) -> HttpResponse:
    """Changes one."""
    department_or_404(request, pk)
    if request.method != "POST":
        return _edit(request, tree_of(request).by_id[pk])
    with transaction.atomic():
        return _edit(request, Department.objects.select_for_update().get(pk=pk))


def _edit(request: StaffRequest, row: Department) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = DepartmentForm(data, instance=row, tree=tree_of(request), places=places(request))
    name = row.name
    if data is not None and form.is_valid():
        try:
            saved = save_department(form.save(commit=False))
        except Refused as fault:
            form.add_error("parent", str(fault))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect(SECTION)
    holds = what_it_holds(row) if row.pk else []
    context = {"form": form, "row": row, "name": name, "holds": holds}
    crumbs = [(reverse(SECTION), _("Departments"))]
    return page(request, "department", context, section=SECTION, crumbs=crumbs, status=422 if form.errors else 200)


@require_POST
def remove_department(request: StaffRequest, pk: int) -> HttpResponse:
    """Deletes an empty one."""
    row = department_or_404(request, pk)
    try:
        delete_department(row)
    except Refused as fault:
        messages.error(request, _("%(name)s can't be deleted. %(why)s") % {"name": row.name, "why": fault})
        return redirect("settings-department", pk=pk)
    messages.success(request, _("%(name)s is deleted.") % {"name": row.name})
    return redirect(SECTION)

"""Sender addresses of departments: add, name, propose first, remove."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from besked.access import sees
from besked.desk.setup.pages import chosen_department, department_or_404, page, tree_of
from besked.desk.setup.sender_forms import SenderForm
from besked.messaging.identities import remove_sender, save_sender, stands_alone
from besked.models import Department, SenderAddress
from besked.web.http import StaffRequest

SECTION = "settings-senders"


@require_http_methods(["GET", "HEAD", "POST"])
def senders(request: StaffRequest) -> HttpResponse:
    """A department's addresses, those it inherits, and a form for another one."""
    department, _seen = chosen_department(request)
    data = request.POST if request.method == "POST" else None
    form = SenderForm(data, instance=SenderAddress(department=department))
    if data is not None and form.is_valid() and _saved(request, form):
        return redirect(f"{reverse(SECTION)}?department={department.pk}")
    return _list(request, department, form)


def _list(request: StaffRequest, department: Department, form: SenderForm) -> HttpResponse:
    chain = tree_of(request).chain(department.pk)
    rows = list(SenderAddress.objects.filter(department__in=chain).select_related("department"))
    order = {d.pk: place for place, d in enumerate(chain)}
    addresses = [row.address for row in rows]
    shown = [
        {
            "row": row,
            "own": row.department_id == department.pk,
            "odd": stands_alone(row.address, [other for other in addresses if other != row.address]),
        }
        for row in sorted(rows, key=lambda row: order[row.department_id])
    ]
    _department, seen = chosen_department(request)
    context = {"department": department, "places": seen, "rows": shown, "form": form}
    return page(request, "senders", context, section=SECTION, status=422 if form.errors else 200)


def _saved(request: StaffRequest, form: SenderForm) -> bool:
    try:
        row = save_sender(form.save(commit=False))
    except IntegrityError:
        form.add_error("address", _("The department has this address already."))
        return False
    others = SenderAddress.objects.exclude(pk=row.pk).values_list("address", flat=True)
    messages.success(request, _("%(address)s is saved.") % {"address": row.address})
    if domain := stands_alone(row.address, list(others)):
        words = _(
            "No other sender address ends in %(domain)s. Is it spelt right, and may your mail server send for it?"
        )
        messages.warning(request, words % {"domain": domain})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def sender(request: StaffRequest, pk: int) -> HttpResponse:
    """Changes one."""
    row = _visible(request, pk)
    address = row.address
    data = request.POST if request.method == "POST" else None
    form = SenderForm(data, instance=row)
    back = f"{reverse(SECTION)}?department={row.department_id}"
    if data is not None and form.is_valid() and _saved(request, form):
        return redirect(back)
    crumbs = [(reverse(SECTION), _("Sender addresses")), (back, row.department.name)]
    context = {"form": form, "row": row, "address": address, "back_url": back}
    return page(request, "sender", context, section=SECTION, crumbs=crumbs, status=422 if form.errors else 200)


@require_POST
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Removes one."""
    row = _visible(request, pk)
    department = row.department_id
    remove_sender(row)
    messages.success(request, _("%(address)s is removed. Letters already written keep it.") % {"address": row.address})
    return redirect(f"{reverse(SECTION)}?department={department}")


def _visible(request: StaffRequest, pk: int) -> SenderAddress:
    row = get_object_or_404(SenderAddress.objects.select_related("department"), pk=pk)
    if not sees(request.actor, row.department):
        raise Http404
    department_or_404(request, row.department_id)
    return row

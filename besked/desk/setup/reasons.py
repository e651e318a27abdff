"""Reasons for rejecting: the list in its order, and a form for each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from besked.desk.setup.fields import OWN_NAMES
from besked.desk.setup.pages import page
from besked.desk.setup.reason_forms import ReasonForm
from besked.models import LANGUAGES, Reason
from besked.organisation import Refused
from besked.organisation.reasons import add_reason, bring_back_reason, move_reason, retire_reason
from besked.web.http import StaffRequest

SECTION = "settings-reasons"


def reasons(request: StaffRequest) -> HttpResponse:
    """All of them, in the order of assessment."""
    rows = [(row, [OWN_NAMES[code] for code in LANGUAGES if not row.labels.get(code)]) for row in Reason.objects.all()]
    return page(request, "reasons", {"rows": rows, "form": ReasonForm(labels={})}, section=SECTION)


@require_http_methods(["GET", "HEAD", "POST"])
def new_reason(request: StaffRequest) -> HttpResponse:
    """Adds one at the end."""
    form = ReasonForm(request.POST if request.method == "POST" else None, labels={})
    if form.is_bound and form.is_valid():
        row = add_reason(form.labels)
        messages.success(request, _("“%(reason)s” is on the list.") % {"reason": row.label()})
        return redirect(SECTION)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: StaffRequest, pk: int) -> HttpResponse:
    """Renames one; past rejections show the new words, because the reason is the same."""
    row = get_object_or_404(Reason, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None, labels=row.labels)
    if form.is_bound and form.is_valid():
        Reason.objects.filter(pk=pk).update(labels=form.labels)
        messages.success(request, _("The reason is saved."))
        return redirect(SECTION)
    return _form_page(request, form, row)


def _form_page(request: StaffRequest, form: ReasonForm, row: Reason | None) -> HttpResponse:
    crumbs = [(reverse(SECTION), _("Reasons"))]
    status = 422 if form.errors else 200
    return page(request, "reason", {"form": form, "row": row}, section=SECTION, crumbs=crumbs, status=status)


@require_POST
def act_on_reason(request: StaffRequest, pk: int) -> HttpResponse:
    """Up, down, off the list, or back on it: whichever button was pressed."""
    row = get_object_or_404(Reason, pk=pk)
    do = request.POST.get("do", "")
    try:
        if do in ("up", "down"):
            move_reason(pk, -1 if do == "up" else 1)
        elif do == "retire":
            retire_reason(pk)
            messages.success(request, _("“%(reason)s” is off the list; past rejections keep it.") % {"reason": row})
        elif do == "bring-back":
            bring_back_reason(pk)
            messages.success(request, _("“%(reason)s” is on the list again.") % {"reason": row})
    except Refused as fault:
        messages.error(request, str(fault))
    return redirect(reverse(SECTION) + f"#reason-{pk}")

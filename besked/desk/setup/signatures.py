"""Signatures: a department's, and one's own, in five languages, each shown as it will stand under a letter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from besked.desk.setup.fields import OWN_NAMES
from besked.desk.setup.pages import chosen_department, page, tree_of
from besked.desk.setup.preview import Piece, pieces
from besked.desk.setup.sender_forms import SignatureForm
from besked.messaging.catalogue import our_letter
from besked.messaging.identities import save_signatures
from besked.messaging.vocabulary import sender_values
from besked.models import LANGUAGES, Department, Signature, User
from besked.web.http import StaffRequest

WORDS = [
    {"word": "{sender_name}", "meaning": gettext_lazy("Sender's name")},
    {"word": "{sender_title}", "meaning": gettext_lazy("Sender's job title")},
    {"word": "{organisation}", "meaning": gettext_lazy("Organisation")},
    {"word": "{department}", "meaning": gettext_lazy("Department")},
]


@require_http_methods(["GET", "HEAD", "POST"])
def signatures(request: StaffRequest) -> HttpResponse:
    """Those of a department."""
    department, seen = chosen_department(request)
    url = f"{reverse('settings-signatures')}?department={department.pk}"
    more = {"department": department, "places": seen, "section": "settings-signatures", "url": url}
    return _page(request, department, department.parent_id, department, more)


@require_http_methods(["GET", "HEAD", "POST"])
def own_signatures(request: StaffRequest) -> HttpResponse:
    """One's own, which stand under the letters one writes, whatever the department."""
    tree = tree_of(request)
    membership = request.user.memberships.first()
    department = tree.by_id.get(membership.department_id) if membership else tree.organisation(None)
    more = {"own": True, "section": "settings-profile", "url": reverse("settings-own-signatures")}
    return _page(request, request.user, department.pk if department else None, department, more)


def _page(
    request: StaffRequest, owner: User | Department, above: int | None, department: Department | None, more: Any
) -> HttpResponse:
    kind = "user" if isinstance(owner, User) else "department"
    texts = dict(Signature.objects.filter(**{kind: owner}).values_list("language", "text"))
    inherited = _inherited(request, above)
    data = request.POST if request.method == "POST" else None
    form = SignatureForm(data, texts=texts, inherited=inherited)
    if data is not None and form.is_valid():
        save_signatures(owner, form.cleaned_data)
        messages.success(request, _("The signatures are saved."))
        return redirect(more["url"])
    values = _values(request, department)
    rows = [
        {"field": form[code], "code": code, "shown": under_a_letter(str(form[code].value() or inherited[code]), values)}
        for code in LANGUAGES
    ]
    crumbs = [(reverse("settings-profile"), _("Your profile"))] if kind == "user" else []
    context = {"form": form, "rows": rows, "words": WORDS, "names": OWN_NAMES, **more}
    status = 422 if form.errors else 200
    return page(request, "signatures", context, section=more["section"], crumbs=crumbs, status=status)


def _inherited(request: StaffRequest, department_id: int | None) -> dict[str, str]:
    """What counts where the owner has none: the nearest department's, else ours. One query."""
    chain = [department.pk for department in tree_of(request).chain(department_id)]
    rows = {(row.department_id, row.language): row.text for row in Signature.objects.filter(department__in=chain)}
    nearest = {code: [rows[pk, code] for pk in chain if (pk, code) in rows] for code in LANGUAGES}
    return {code: found[0] if found else our_letter("signature", "", code)[1] for code, found in nearest.items()}


def _values(request: StaffRequest, department: Department | None) -> dict[str, str]:
    top = tree_of(request).organisation(department.pk if department else None)
    organisation = top.name if top else ""
    here = {"organisation": organisation, "department": department.name if department else ""}
    return {**sender_values(request.user, organisation), **here}


def under_a_letter(text: str, values: dict[str, str]) -> list[Piece]:
    """The signature in pieces; lines that hold nothing but an empty word are left out, as in a letter."""
    lines = [pieces(line, values) for line in text.split("\n")]
    kept = [line for line in lines if not line or any(piece.kind != "missing" for piece in line)]
    return [piece for line in kept for piece in (*line, Piece("\n", ""))]

"""What can be done with somebody at once: end or give back access, invite again, make and revoke API tokens."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from besked.desk.setup.invitation import invite
from besked.desk.setup.pages import number_in, places, tree_of
from besked.desk.setup.person_forms import PersonForm
from besked.desk.setup.staff import person_page
from besked.models import User
from besked.organisation import Refused
from besked.organisation.staff import deactivate, obstacle, reactivate, staff_seen_by
from besked.organisation.tokens import make_token, revoke_token
from besked.web.http import StaffRequest


@require_POST
@never_cache
def act_on_person(request: StaffRequest, pk: int) -> HttpResponse:
    """Whichever button was pressed; a rule's refusal is said in words."""
    row = get_object_or_404(staff_seen_by(request.actor), pk=pk)
    do = request.POST.get("do", "")
    try:
        if words := obstacle(request.actor, row, tree_of(request)):
            raise Refused(words)
        if do == "token":
            return _with_token(request, row, make_token(row, timezone.now(), by=request.actor))
        if do in ACTS:
            messages.success(request, ACTS[do](request, row) % {"name": row.name})
    except Refused as fault:
        messages.error(request, str(fault))
    return redirect("settings-person", pk=pk)


def _with_token(request: StaffRequest, row: User, token: str) -> HttpResponse:
    """The page with the token on it: shown now, and never again."""
    form = PersonForm(instance=row, actor=request.actor, offered=places(request))
    return person_page(request, row, form=form, token=token)


def _deactivate(request: StaffRequest, row: User) -> str:
    deactivate(request.actor, row, tree_of(request), timezone.now())
    return _("%(name)s can't sign in any more.")


def _reactivate(request: StaffRequest, row: User) -> str:
    reactivate(request.actor, row, tree_of(request))
    return _("%(name)s can sign in again.")


def _invite(request: StaffRequest, row: User) -> str:
    if not row.is_active:
        raise Refused(_("%(name)s can't sign in. Give the access back first.") % {"name": row.name})
    invite(row, by=request.user, now=timezone.now())
    return _("An invitation to %(name)s is on its way.")


def _revoke(request: StaffRequest, row: User) -> str:
    if not revoke_token(row, number_in(request, "token"), timezone.now()):
        raise Refused(_("This token has ended already."))
    return _("The token has ended.")


ACTS: dict[str, Callable[[StaffRequest, User], str]] = {
    "deactivate": _deactivate,
    "reactivate": _reactivate,
    "invite": _invite,
    "revoke": _revoke,
}

"""Why a form that is filled in well is still not taken; each with what to do about it."""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from besked.careers.forms import ApplicationForm
from besked.careers.page import Posted
from besked.lib.addresses import address_key
from besked.web.forgery import is_forged
from besked.web.limits import too_many, visitor

# A jobcentre or a library applies from one address; one person doesn't apply for twenty jobs of one employer a day.
A_PLACE = {"most": 120, "seconds": 10 * 60}
A_PERSON = {"most": 20, "seconds": 24 * 60 * 60}


class Objection(NamedTuple):
    """The status of the answer, and a sentence for the top of the form."""

    status: int
    words: str


def too_often(request: HttpRequest) -> Objection | None:
    """Whether this place has sent the form too often; asked before anything costly."""
    if not too_many("apply", visitor(request), **A_PLACE):
        return None
    return Objection(
        429,
        _("Too many applications have come from your network in a short time. Please wait ten minutes and send again."),
    )


def objection(request: HttpRequest, it: Posted, form: ApplicationForm) -> Objection | None:
    """What stands against a form without errors, if anything does."""
    if is_forged(request):
        return Objection(403, _("The page had waited for long, so nothing was sent yet. Please send it now."))
    if not it.is_open:
        return Objection(409, _("The deadline passed while you were writing. Ask the person named below for advice."))
    if visitor(request) and too_many("receipts", address_key(form.cleaned_data["email"]), **A_PERSON):
        return Objection(429, _("Today many applications have come from this address. Please send this one tomorrow."))
    return None

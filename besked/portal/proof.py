"""The button that proves an address: only whoever reads the mail can press it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from besked.persons import prove
from besked.portal.own import show
from besked.portal.visits import Visit, by_link


@by_link("POST")
def prove_address(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Proves it, once; the page then shows what else this person has applied for."""
    if not visit.is_sealed(request):
        return show(request, visit, _("This page has waited for long. Please press the button once more."), status=403)
    prove(visit.link, visit.now)
    return redirect(visit.address)

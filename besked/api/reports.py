"""The door for gateways: what became of an SMS. They can do no more than call an address, so a GET tells it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from besked.answers.reports import take
from besked.messaging.reports import is_ours
from besked.web.problems import missing, problem


@csrf_exempt
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, message: int, secret: str) -> HttpResponse:
    """`?type=1`, in the address or the body. Who doesn't hold the address that we gave learns nothing."""
    if not is_ours(message, secret):
        return missing().response()
    kind = request.GET.get("type") or request.POST.get("type", "")
    if not (kind.isascii() and kind.isdigit() and len(kind) < 4):
        return problem(400, _("Say in “type” what became of the message: a number."))
    take(message, int(kind), timezone.now())
    return HttpResponse(status=204)

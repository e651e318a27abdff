"""Small choices that take effect at once: theme, language, single-key shortcuts."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from besked.models import LANGUAGES

THEMES = ("auto", "light", "dark")
YEAR = 60 * 60 * 24 * 365


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keeps what was chosen and goes back to where it was chosen; a wrong value changes nothing."""
    given, back = request.POST, request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    if given.get("theme") in THEMES:
        # Behind a proxy the request itself doesn't know that it came over TLS.
        response.set_cookie("besked_theme", given["theme"], max_age=YEAR, samesite="Lax", secure=settings.HTTPS)
    user: Any = request.user
    if given.get("language") in LANGUAGES:
        user.language = given["language"]
    if given.get("keys") in ("on", "off"):
        user.keys_on = given["keys"] == "on"
    user.save(update_fields=["language", "keys_on"])
    return response

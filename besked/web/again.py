"""A form that came too late, after the session or its page had ended: what was typed is handed back, to be sent again.

It stands in the answer alone and is kept nowhere: nobody else can come to read it.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from besked.web.routes import ROUTES, Who

SHOWN_FROM = 30  # characters: shorter answers are choices, and say nothing out of their form


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted to a page of the desk, field by field; nothing for sign-in pages, where passwords are typed."""
    match = request.resolver_match
    who = ROUTES.get(match.view_name) if match else None
    if request.method != "POST" or who in (None, Who.EVERYBODY, Who.LINK):
        return []
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    return [(name, str(value)) for name in names for value in request.POST.getlist(name)]


def again(request: HttpRequest, fields: list[tuple[str, str]], *, signed_out: bool) -> HttpResponse:
    """The page with what was typed, and a button that sends it once more."""
    context = {
        "fields": fields,
        "signed_out": signed_out,
        "texts": [value for _name, value in fields if len(value) >= SHOWN_FROM and any(map(str.isspace, value))],
    }
    answer = render(request, "besked/again.html", context, status=401 if signed_out else 403)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def is_own(request: HttpRequest) -> bool:
    """Whether the browser vouches that the form stood on one of our pages."""
    return request.headers.get("Origin") in (f"{request.scheme}://{request.get_host()}", settings.BASE_URL)

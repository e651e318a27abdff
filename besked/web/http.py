"""Requests as the doors see them: with an actor."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.middleware import HtmxDetails

from besked.access import Actor
from besked.models import User

P = ParamSpec("P")


class Request(HttpRequest):
    """A request after the middleware: `actor` is who acts, `htmx` whether a part of a page is asked for."""

    actor: Actor
    htmx: HtmxDetails


class StaffRequest(Request):
    """A request by somebody signed in."""

    user: User


Door = Callable[Concatenate[Any, P], HttpResponse]


def staff(view: Door[P]) -> Door[P]:
    """Lets signed-in users through; others go to the sign-in page and come back afterwards."""

    @wraps(view)
    def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"/accounts/login/?{urlencode({'next': request.get_full_path()})}")
        if not request.user.is_active:
            logout(request)
            return HttpResponseRedirect(str(settings.LOGIN_REDIRECT_URL))
        return view(request, *args, **kwargs)

    return guarded

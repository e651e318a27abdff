"""Requests as the doors see them: with an actor."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from besked.access import Actor
from besked.models import User


class Request(HttpRequest):
    """A request after the middleware: `actor` is who acts, `htmx` whether a part of a page is asked for."""

    actor: Actor
    htmx: HtmxDetails


class StaffRequest(Request):
    """A request by somebody signed in."""

    user: User

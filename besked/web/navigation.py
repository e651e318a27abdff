"""The desk's navigation: where one can go, and where one is."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _


class Place(NamedTuple):
    """One way; `within` are the beginnings of the route names that lie behind it."""

    route: str
    label: Any
    within: tuple[str, ...]
    icon: str = ""


MAIN = (
    Place("start", _("Start"), ("start",)),
    Place("vacancies", _("Vacancies"), ("vacanc", "application")),
    Place("calendar", _("Calendar"), ("calendar", "interview")),
    Place("outbox", _("Outbox"), ("outbox", "message")),
    Place("settings", _("Settings"), ("settings",)),
)
PERSON = (
    Place("runs", _("Your drafts"), ("runs",), "pencil-square"),
    Place("settings-profile", _("Your profile"), ("settings-profile",), "user-circle"),
    Place("settings", _("Settings"), ("settings",), "cog-6-tooth"),
)


class Way(NamedTuple):
    """A link of the navigation."""

    label: str
    url: str
    current: bool
    icon: str


def ways(places: tuple[Place, ...], request: HttpRequest) -> list[Way]:
    """The links, without those to rooms that aren't there."""
    match = request.resolver_match
    here = (match.view_name if match else "") or ""
    return [
        Way(str(place.label), url, here.startswith(place.within), place.icon)
        for place in places
        if (url := _address(place.route))
    ]


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""

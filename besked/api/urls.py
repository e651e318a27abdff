"""Addresses of the API; whatever is not one is answered as a problem, too."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from besked.api.actions import router as actions
from besked.api.acts import router as acts
from besked.api.applications import router as applications
from besked.api.door import api
from besked.api.interviews import router as interviews
from besked.api.people import router as people
from besked.api.reports import report
from besked.api.vacancies import router as vacancies
from besked.web.problems import missing, problem

for router in (actions, acts, vacancies, applications, interviews, people):
    api.add_router("", router)


@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Nothing is here."""
    return missing().response()


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ninja's own answers for what isn't there and for other methods, as problems."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, **kwargs)
        except Http404:
            return missing().response()
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        told = problem(response.status_code, _("This address can't be used in this way."))
        told.headers["Allow"] = response.headers["Allow"]
        return told

    return wrapper


patterns, app, namespace = api.urls
for pattern in patterns:
    pattern.callback = answered(pattern.callback) if pattern.callback else None

urlpatterns: list[URLPattern | URLResolver] = [
    path("", (patterns, app, namespace)),
    path("sms-reports/<int:message>/<str:secret>/", report, name="sms-report"),
    re_path("^(?P<rest>.*)$", unknown, name="api-unknown"),
]

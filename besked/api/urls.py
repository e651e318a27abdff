"""Addresses of the API; whatever is not one is answered as a problem, too."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt

from besked.api.actions import router as actions
from besked.api.applications import router as applications
from besked.api.door import api
from besked.api.people import router as people
from besked.api.vacancies import router as vacancies
from besked.web.problems import missing

for router in (actions, vacancies, applications, people):
    api.add_router("", router)


@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Nothing is here."""
    return missing().response()


urlpatterns: list[URLPattern | URLResolver] = [
    path("", api.urls),
    re_path("^(?P<rest>.*)$", unknown, name="api-unknown"),
]

"""The floor for applying: `python -m bench.minimal HOST:PORT`, a Django form with three inserts and a file, no more.

It runs on the same server, with the same number of processes and threads, and on the same database.
"""

import os
import sys
import uuid
from pathlib import Path
from typing import Any

import django
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie

PAGE = Engine().from_string("<!doctype html><title>Apply</title><form method=post>{{ form.as_p }}<button>Send</form>")


class Form(forms.Form):
    """What is asked at least."""

    given_name = forms.CharField(max_length=100)
    family_name = forms.CharField(max_length=100)
    email = forms.EmailField()
    language = forms.CharField(max_length=2)
    letter = forms.CharField(max_length=20_000)
    cv = forms.FileField()


@ensure_csrf_cookie
def apply(request: HttpRequest) -> HttpResponse:
    """Person, application, event, file."""
    form = Form(request.POST or None, request.FILES or None)
    if form.is_valid():
        _store(form.cleaned_data)
        return HttpResponse(status=302, headers={"Location": "/thanks/"})
    return HttpResponse(PAGE.render(Context({"form": form})), status=400 if form.is_bound else 200)


def _store(data: dict[str, Any]) -> None:
    from besked.models import Application, Candidate, Event, Vacancy  # noqa: PLC0415 -- they load after the settings

    now, key = timezone.now(), uuid.uuid4().hex
    cv = data.pop("cv")
    (Path(settings.BESKED_DATA_DIR) / f"{key}.cv").write_bytes(cv.read())
    letter = data.pop("letter")
    person = Candidate.objects.create(created_at=now, **data)
    row = Application.objects.create(
        vacancy_id=Vacancy.objects.values_list("pk", flat=True)[0],
        candidate=person,
        language=person.language,
        received_at=now,
        letter=letter,
        identity=key,
    )
    Event.objects.create(application=row, action="received", actor_kind="system", at=now, after="new")


# Named as sign-in pages are: a route that the table of routes doesn't know opens for nobody.
urlpatterns = [path("", apply, name="account_bare")]


def main(bind: str) -> None:
    """Serves until told to stop."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "besked.settings"
    django.setup()
    settings.ROOT_URLCONF = "bench.minimal"
    settings.MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
    from besked.management.server import serve_web  # noqa: PLC0415 -- it loads after the settings

    serve_web(bind)


if __name__ == "__main__":
    main(sys.argv[1])

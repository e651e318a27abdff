"""The language of public pages: chosen by a link that works without scripts, and remembered in a cookie."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from besked.models import LANGUAGES
from besked.ui.tags import OWN_LANGUAGES

P = ParamSpec("P")
YEAR = 365 * 24 * 3600  # seconds


def spoken(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view in the language that `?language=` names, if it names one of ours; later pages keep to it."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        language = request.GET.get("language", "")
        if language not in LANGUAGES:
            response = view(request, *args, **kwargs)
        else:
            response = in_language(request, language, lambda: view(request, *args, **kwargs))
            remember(response, language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return wrapped


def in_language(request: HttpRequest, language: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What `answer` gives, in a language other than the one that the middleware found."""
    with translation.override(language):
        request.LANGUAGE_CODE = language
        response = answer()
    response.headers["Content-Language"] = language
    return response


def chosen(request: HttpRequest) -> str:
    """The language that this visitor has asked for by a link, now or before; empty where they never did."""
    asked = request.GET.get("language", ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return next((language for language in asked if language in LANGUAGES), "")


def remember(response: HttpResponse, language: str) -> None:
    """Keeps the choice for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.HTTPS,
        httponly=True,
    )


def switch(request: HttpRequest, languages: Iterable[str]) -> list[dict[str, Any]]:
    """Links to this page in these languages and the present one, in the house's order, each by its own name."""
    here = translation.get_language() or ""
    wanted = {*languages, here}
    return [
        {"code": code, "name": name, "url": _address(request, code), "current": code == here}
        for code, name in OWN_LANGUAGES
        if code in wanted
    ]


def _address(request: HttpRequest, language: str) -> str:
    query = request.GET.copy()
    query["language"] = language
    return f"{request.path}?{query.urlencode()}"

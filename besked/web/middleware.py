"""Middleware: the language of the page, and who acts."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from besked.access import NOBODY, Actor, actor_for
from besked.models import LANGUAGES

Next = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The user's own language; for others the chosen one (cookie), else what the browser asks for."""

    def __init__(self, get_response: Next) -> None:
        """Keeps the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activates the language for this request and says so in the answer."""
        language = self.language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def language(self, request: HttpRequest) -> str:
        """User, cookie, browser, English: the first that names one of the five."""
        public = request.path.startswith(("/jobs", "/me", "/reply", "/offer", "/panel", "/call"))
        user: Any = request.user
        if not public and user.is_authenticated:
            return str(user.language)
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if cookie in LANGUAGES:
            return cookie
        asked = translation.get_language_from_request(request)[:2]
        return {"no": "nb", "nn": "nb"}.get(asked, asked if asked in LANGUAGES else "en")


class ActorMiddleware:
    """Gives each request its actor; who never asks pays nothing."""

    def __init__(self, get_response: Next) -> None:
        """Keeps the next in line."""
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Attaches the actor."""
        request.actor = SimpleLazyObject(lambda: self.actor(request))
        return self.get_response(request)

    def actor(self, request: HttpRequest) -> Actor:
        """The signed-in user's actor, or nobody."""
        user: Any = request.user
        return actor_for(user) if user.is_authenticated else NOBODY

"""Middleware: the language of the page, and who acts."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from besked.access import NOBODY, Actor, actor_for
from besked.models import LANGUAGES, Right
from besked.web.again import again, typed
from besked.web.routes import Who, who_may

NORWEGIAN = {"no": "nb", "nn": "nb"}
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
        return asked_for(request.headers.get("Accept-Language", ""))


def asked_for(accepted: str) -> str:
    """The first of the five languages that a browser names; any Norwegian is bokmål, none of them is English."""
    codes = (code.partition("-")[0] for code, _ in parse_accept_lang_header(accepted.lower()))
    known = (NORWEGIAN.get(code, code) for code in codes)
    return next((code for code in known if code in LANGUAGES), "en")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; a form that was sent after the session ended is handed back with what it held.

    A part of a page is answered with 401: the page around it says so and keeps what was typed.
    """
    if getattr(request, "htmx", False):
        return HttpResponse(_("You have been signed out."), status=401, content_type="text/plain")
    if fields := typed(request):
        return again(request, fields, signed_out=True)
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    came_from = urlsplit(request.headers.get("Referer", ""))
    return redirect_to_login(urlunsplit(("", "", came_from.path, came_from.query, "")) or "/")


class ActorMiddleware:
    """Gives each request its actor; who never asks pays nothing. What only staff may read is kept by no browser."""

    def __init__(self, get_response: Next) -> None:
        """Keeps the next in line."""
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Attaches the actor."""
        request.actor, request.is_inside = SimpleLazyObject(lambda: self.actor(request)), False
        response = self.get_response(request)
        if request.is_inside:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Opens a route only for those whom the table names; a route outside the table opens for nobody."""
        who = who_may(request.resolver_match.view_name or "")
        if who in (None, Who.NOBODY):
            raise Http404
        if who in (Who.EVERYBODY, Who.LINK, Who.TOKEN):
            return None
        request.is_inside = True
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if isinstance(who, Right) and not request.actor.has(who):
            raise PermissionDenied(_("You don't have the right to do this."))
        return None

    def actor(self, request: HttpRequest) -> Actor:
        """The signed-in user's actor, or nobody."""
        user: Any = request.user
        return actor_for(user) if user.is_authenticated else NOBODY

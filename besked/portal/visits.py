"""Opening a link: whose it is, in their language, with nothing changed by looking and nothing told to strangers."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from besked.access import Actor, applicant, visible_to
from besked.messaging.links import opened
from besked.models import LANGUAGES, Application, Link, Tree, Vacancy
from besked.selection import with_vacancies
from besked.web.languages import chosen, in_language, remember, switch
from besked.web.limits import too_many, visitor

SALT = "besked.portal.form"
FORM_LIVES = dt.timedelta(days=1)
# Some mail programs take the sign behind an address for a part of it, others break an address over two lines.
TOKEN_LENGTH = 43
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{,{TOKEN_LENGTH}}}")
_BREAKS = re.compile(r"=?\s+")
# Purpose of a link → its page, and what is shown once it has ended.
PAGES = {"proof": "portal-own", "reply": "portal-reply"}
ENDED = {"proof": "portal/ended.html", "reply": "portal/closed.html"}
STRANGERS = {"most": 20, "seconds": 60}


@dataclass(frozen=True)
class Visit:
    """Somebody holds the link of an application."""

    link: Link
    token: str
    now: dt.datetime
    application: Application  # the one that the link is about, with candidate and vacancy

    @property
    def actor(self) -> Actor:
        """Who may act here: the applicant."""
        return applicant(frozenset({self.application.candidate_id}), self.link)

    @property
    def vacancy(self) -> Vacancy:
        """The vacancy of the link's application."""
        return self.application.vacancy

    @property
    def is_proven(self) -> bool:
        """Whether the address is known to be theirs; before that they see this one application only."""
        return self.application.candidate.email_proven_at is not None

    def mine(self) -> list[Application]:
        """The applications that may be seen here, the newest first."""
        rows = visible_to(self.actor, Application.objects.select_related("candidate"))
        shown = rows if self.is_proven else rows.filter(pk=self.application.pk)
        return with_vacancies(list(shown.order_by("-received_at", "-pk")))

    def one(self, pk: int) -> Application:
        """One of them. Raises Http404."""
        found = next((row for row in self.mine() if row.pk == pk), None)
        if found is None:
            raise Http404
        return found

    @property
    def address(self) -> str:
        """The page of this link."""
        return reverse(PAGES[self.link.purpose], args=[self.token])

    @property
    def seal(self) -> str:
        """Stands in each form: only who has read the page can send it, with cookies or without."""
        return signing.dumps(self.link.pk, salt=SALT)

    def is_sealed(self, request: HttpRequest) -> bool:
        """Whether the form came from a page of this link, not too long ago."""
        try:
            found = signing.loads(request.POST.get("seal", ""), salt=SALT, max_age=FORM_LIVES)
        except signing.BadSignature:
            return False
        return bool(found == self.link.pk)


View = Callable[..., HttpResponse]


def by_link(*methods: str, purpose: str = "proof") -> Callable[[View], View]:
    """A view behind a link, called with the visit. Any other request, and any link that ended, gets its own page."""

    def decorated(view: View) -> View:
        # The seal takes the place of Django's cookie: with no referrer, browsers hide where a form comes from.
        @csrf_exempt
        @require_http_methods(list(methods))
        @never_cache
        @wraps(view)
        def wrapped(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
            return unseen(_opened(request, view, purpose, token, more))

        return wrapped

    return decorated


def unseen(response: HttpResponse) -> HttpResponse:
    """The answer with a word to browsers and search engines: this address is nobody else's business."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def token_in(text: str) -> str:
    """The token at the beginning of what a mail program or a link scanner has made of an address."""
    return (_TOKEN.match(_BREAKS.sub("", text)) or [""])[0]


def _opened(request: HttpRequest, view: View, purpose: str, token: str, more: dict[str, Any]) -> HttpResponse:
    now, secret = timezone.now(), token_in(token)
    link, is_alive = opened(purpose, secret, now)
    if link is None or link.application is None:
        return unknown(request)
    application = link.application
    with_vacancies([application])
    visit = Visit(link, secret, now, application)
    language = chosen(request) or application.language

    def answer() -> HttpResponse:
        if not is_alive:
            return render(request, ENDED[purpose], context(request, visit), status=410)
        try:
            return view(request, visit, **more)
        except Http404:
            return unknown(request)

    response = in_language(request, language if language in LANGUAGES else "en", answer)
    if request.GET.get("language") in LANGUAGES:
        remember(response, language)
    return response


def unknown(request: HttpRequest) -> HttpResponse:
    """A link that we never sent; whoever tries many is slowed down."""
    if too_many("link", visitor(request), **STRANGERS):
        return render(request, "429.html", status=429)
    return render(request, "portal/unknown.html", status=404)


def context(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """What all pages of a link show."""
    employer = Tree().organisation(visit.vacancy.department_id)
    return {
        "visit": visit,
        "application": visit.application,
        "candidate": visit.application.candidate,
        "vacancy": visit.vacancy,
        "organisation": {"name": employer.name} if employer else None,
        "languages": switch(request, LANGUAGES),
        "contact": visit.vacancy.owner,
    }

"""Sign-in: nobody signs up by themselves, and sign-in mails leave through the outbox like everything else."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from besked.lib.tokens import new_token, same, token_hash
from besked.models import Department, User
from besked.organisation.tokens import revoke_tokens
from besked.web.limits import visitor

FIRST_SIGN_IN = "besked.first-sign-in"
LIVES = 60 * 60  # seconds


class AccountAdapter(DefaultAccountAdapter):
    """Allauth, as staff of one organisation need it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are made by administrators."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Renders our words in the reader's language; the mail backend queues them (see besked.messaging.backend)."""
        user = User.objects.filter(email__iexact=email).first()
        language = user.language if user else translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            super().send_mail(template_prefix, email, {**context, **_said(user)})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address from the settings: the one that a request names may be somebody's trap."""
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.BASE_URL}{path}"

    def set_password(self, user: User, password: str) -> None:
        """A password that is changed or reset ends the tokens that were made under the old one."""
        with transaction.atomic():
            super().set_password(user, password)
            revoke_tokens(user, timezone.now())

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whom sign-in counts attempts by: behind a proxy that says nothing, one robot must not lock everybody out."""
        return visitor(request) or new_token()


def _said(user: User | None) -> dict[str, Any]:
    """What sign-in mails name: the reader, the organisation, and how long codes and links live."""
    organisation = Department.objects.filter(parent=None).order_by("pk").first()
    return {
        "name": user.given_name if user else "",
        "organisation": organisation.name if organisation else "Besked",
        "minutes": app_settings.LOGIN_BY_CODE_TIMEOUT // 60,
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
        "current_site": {"name": "Besked", "domain": settings.BASE_URL},
    }


def first_sign_in_token(user: User) -> str:
    """A signed token that signs somebody in once, within an hour: any sign-in or new password ends it."""
    return signing.dumps({"user": user.pk, "mark": _mark(user)}, salt=FIRST_SIGN_IN, compress=True)


def _mark(user: User) -> str:
    return token_hash(f"{user.pk} {user.password} {user.last_login}")


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def first_sign_in(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking at the link (as mail scanners do) uses nothing up; the button signs in, once."""
    user = _bearer(token)
    if user is None:
        return render(request, "account/first_sign_in.html", {"gone": True}, status=410)
    if request.method != "POST":
        return render(request, "account/first_sign_in.html", {"who": user})
    if not _use_up(user):
        return render(request, "account/first_sign_in.html", {"gone": True}, status=410)
    answer: HttpResponse = perform_login(request, user)
    return answer


def _bearer(token: str) -> User | None:
    """The user behind a token that still works."""
    try:
        content = signing.loads(token, salt=FIRST_SIGN_IN, max_age=LIVES)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=content["user"], is_active=True).first()
    return user if user and same(_mark(user), content["mark"]) else None


def _use_up(user: User) -> bool:
    """Changes what the token was made of; of two presses at once one wins."""
    unused = User.objects.filter(pk=user.pk, last_login=user.last_login, password=user.password)
    return unused.update(last_login=timezone.now()) == 1

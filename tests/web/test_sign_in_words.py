"""What sign-in writes and shows is said in our own words, in the reader's language, whoever's library does the work."""

import re
from pathlib import Path

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

import besked
from besked.models import Message
from besked.models.enums import LANGUAGES
from tests.cast import NOW, Cast
from tools.extract import extract

OWN = Path(besked.__file__).parent
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture
def cast(db):
    with time_machine.travel(NOW, tick=False):
        for name in ("default", "counters"):
            caches[name].clear()
        yield Cast()


@pytest.fixture(autouse=True)
def mails(settings):
    settings.EMAIL_BACKEND = "besked.messaging.backend.OutboxBackend"


def written(prefix, email, **said):
    """The mail that leaves, as the outbox has it."""
    with context.request_context(RequestFactory().get("/")):
        get_adapter().send_mail(f"account/email/{prefix}", email, said)
    return Message.objects.get(kind="sign-in")


def sentences():
    """Patterns of all that our mail templates say."""
    found = extract(OWN / "ui")
    said = [one.singular for one, files in found.items() if any("/account/email/" in file for file in files)]
    return [
        re.compile(PLACEHOLDER.sub(".+", re.escape(words).replace(r"%\(", "%(").replace(r"\)s", ")s")))
        for words in said
    ]


PASSWORD = {"password": "sesam sesam"}
SAID = {
    "login_code": {"code": "ABC-123"},
    "password_reset_key": {"password_reset_url": "http://127.0.0.1:8000/x/"},
    "unknown_account": {"signup_url": "http://127.0.0.1:8000/y/"},
}


@pytest.mark.parametrize("prefix", SAID)
def test_sign_in_mail_says_nothing_that_our_catalogues_do_not_have(cast, prefix):
    mail = written(prefix, cast.bo.email, **SAID[prefix])

    lines = [mail.subject, *(line for line in mail.body.split("\n") if line)]
    own = {*SAID[prefix].values(), "Havnsund"}
    assert [line for line in lines if line not in own and not any(one.fullmatch(line) for one in sentences())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sign_in_mail_is_written_in_the_language_of_its_reader(cast, language):
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(language=language)

    with translation.override("nl" if language != "nl" else "da"):
        mail = written("login_code", cast.bo.email, **SAID["login_code"])

    with translation.override(language):
        subject = translation.gettext("Your code to sign in at %(organisation)s") % {"organisation": "Havnsund"}
        farewell = translation.gettext("Kind regards,")
    assert (mail.language, mail.subject) == (language, subject)
    assert mail.body.endswith(f"\n\n{farewell}\nHavnsund")


def test_code_mail_names_reader_organisation_and_how_long_the_code_lives(cast):
    mail = written("login_code", cast.bo.email, code="ABC-123")

    assert mail.body.split("\n\n")[:4] == [
        "Hello Bo,",
        "Here is your code to sign in at Havnsund:",
        "ABC-123",
        "Type it on the page where you asked for it. It works once, within 10 minutes.",
    ]


def theirs(response):
    """The sign-in templates on a page that are not our own."""
    used = {
        one.origin.name
        for one in response.templates
        if one.name and one.name.startswith(("account/", "mfa/", "allauth/"))
    }
    assert used
    return sorted(name for name in used if not Path(name).is_relative_to(OWN))


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
        "account_reset_password_from_key_done",
    ],
)
def test_page_before_sign_in_is_our_own(cast, name):
    response = Client().get(reverse(name))

    assert (response.status_code, theirs(response)) == (200, [])


def test_page_of_a_reset_link_is_our_own_used_or_not(cast):
    client = Client()
    client.post(reverse("account_reset_password"), {"email": cast.bo.email})
    link = next(word for word in Message.objects.get(kind="sign-in").body.split() if "/reset/key/" in word)

    pages = [client.get(link, follow=True), Client().get("/accounts/password/reset/key/1-abc/")]

    assert [theirs(page) for page in pages] == [[], []]
    assert [page.content.decode().count('name="password1"') for page in pages] == [1, 0]


def test_code_is_asked_for_and_typed_on_our_own_pages(cast):
    client = Client()
    page = client.post(reverse("account_request_login_code"), {"email": cast.bo.email}, follow=True)
    code = re.search(r"\n([A-Z0-9-]{6,9})\n", Message.objects.get(kind="sign-in").body)

    wrong = client.post(reverse("account_confirm_login_code"), {"code": "AAAA"})
    right = client.post(reverse("account_confirm_login_code"), {"code": code[1]})

    assert (theirs(page), theirs(wrong)) == ([], [])
    assert (right.status_code, "_auth_user_id" in client.session) == (302, True)


MANAGED = (
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "account_change_password",
    "account_logout",
)


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_second_step_is_turned_on_used_and_turned_off_on_our_own_pages(cast):
    client = Client()
    client.post(reverse("account_login"), {"login": cast.bo.email} | PASSWORD)
    again = client.get(reverse("mfa_activate_totp"), follow=True)
    page = client.post(again.request["PATH_INFO"] + "?" + again.request["QUERY_STRING"], PASSWORD, follow=True)
    secret = page.context["form"].secret
    shown = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}, follow=True)
    pages = [again, page, shown, *(client.get(reverse(name)) for name in MANAGED)]

    assert [(one.status_code, theirs(one)) for one in pages] == [(200, [])] * len(pages)
    assert (
        shown.content.decode().count(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]) == 1
    )

    asked = Client().post(reverse("account_login"), {"login": cast.bo.email} | PASSWORD, follow=True)
    assert (asked.redirect_chain[-1][0], theirs(asked)) == ("/accounts/2fa/authenticate/", [])
    off = client.post(reverse("mfa_deactivate_totp"))
    assert (off.status_code, Authenticator.objects.count()) == (302, 0)

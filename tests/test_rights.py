"""Every route × everybody: who comes in, who is sent to sign in, for whom it does not exist.

Each line below is a route with what becomes of: a stranger, an applicant with a link, a panel member (a link that opens
nothing here), another department's recruiter, a reader, the recruiter, the administrator.
L sent to sign in · N not found · F refused in words · U no valid token · i comes in.
"""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import URLPattern, get_resolver
from PIL import Image

from besked.documents import store
from besked.lib.tokens import token_hash
from besked.messaging.links import token
from besked.models import ApiToken, Application, Document, Interview, LetterTemplate, Link, Message, Run, SenderAddress
from besked.web.routes import ROUTES, who_may
from tests.cast import NOW, Cast, act, applies

pytestmark = pytest.mark.django_db
ROLES = ("stranger", "applicant", "panellist", "carla", "rune", "bo", "anna")
DESK: dict[str, tuple[str, str, str]] = {
    "healthz": ("GET", "/healthz", "iiiiiii"),
    "set_language": ("POST", "/i18n/setlang/", "iiiiiii"),
    "preferences": ("POST", "/preferences/", "LLLiiii"),
    "careers-jobs": ("GET", "/jobs/", "iiiiiii"),
    "careers-job": ("GET", "/jobs/{slug}/", "iiiiiii"),
    "careers-apply": ("GET", "/jobs/{slug}/apply/", "iiiiiii"),
    "careers-thanks": ("GET", "/jobs/{slug}/thanks/", "iiiiiii"),
    "portal-own": ("GET", "/me/{link}/", "NiNNNNN"),
    "portal-address": ("POST", "/me/{link}/address/", "NFNNNNN"),
    "portal-withdraw": ("GET", "/me/{link}/{application}/withdraw/", "NiNNNNN"),
    "portal-return": ("POST", "/me/{link}/{application}/return/", "NFNNNNN"),
    "portal-interview": ("GET", "/me/{link}/interview/{interview}/", "NiNNNNN"),
    "portal-interview-calendar": ("GET", "/me/{link}/interview/{interview}/interview.ics", "NiNNNNN"),
    "portal-reply": ("GET", "/reply/{reply}/", "NiNNNNN"),
    "portal-reply-calendar": ("GET", "/reply/{reply}/interview.ics", "NiNNNNN"),
    "portal-reply-withdraw": ("GET", "/reply/{reply}/withdraw/", "NiNNNNN"),
    "portal-reply-return": ("POST", "/reply/{reply}/return/", "NFNNNNN"),
    "portal-reply-broken": ("GET", "/reply/{reply}/more/", "NiNNNNN"),
    "api-unknown": ("GET", "/api/v1/nothing", "NNNNNNN"),
    "sms-report": ("GET", "/api/v1/sms-reports/{message}/{link}/?type=1", "NNNNNNN"),
    "start": ("GET", "/", "LLLiiii"),
    "answer-next": ("GET", "/next/", "LLLiiii"),
    "search": ("GET", "/search/?q=ida", "LLLiiii"),
    "vacancies": ("GET", "/vacancies/", "LLLiiii"),
    "vacancy": ("GET", "/vacancies/{vacancy}/", "LLLNiii"),
    "vacancy-pane": ("GET", "/vacancies/{vacancy}/pane/{application}/", "LLLNiii"),
    "application": ("GET", "/applications/{application}/", "LLLNiii"),
    "application-note": ("POST", "/applications/{application}/note/", "LLLNFii"),
    "application-rank": ("POST", "/applications/{application}/rank/", "LLLNFii"),
    "document": ("GET", "/documents/{document}/", "LLLNiii"),
    "document-page": ("GET", "/documents/{document}/pages/1/", "LLLNiii"),
    "action": ("GET", "/actions/reject/?application={application}", "LLLiiii"),
    "runs": ("GET", "/runs/", "LLLiiii"),
    "run": ("GET", "/runs/{run}/", "LLLNNii"),
    "run-throw-away": ("POST", "/runs/{run}/throw-away/", "LLLNNii"),
    "run-letter": ("GET", "/runs/{draft}/letter/?application={application}", "LLLNNii"),
    "run-progress": ("GET", "/runs/{run}/progress/", "LLLNNii"),
    "run-undo": ("POST", "/runs/{run}/undo/", "LLLNNii"),
    "run-release": ("POST", "/runs/{run}/release/", "LLLNNii"),
    "outbox": ("GET", "/outbox/", "LLLiiii"),
    "message": ("GET", "/outbox/{message}/", "LLLNiii"),
    "message-act": ("POST", "/outbox/{message}/act/", "LLLNFii"),
    "calendar": ("GET", "/calendar/", "LLLiiii"),
    "calendar-act": ("GET", "/calendar/act/?do=held&interview={interview}", "LLLiFii"),
    "calendar-undo": ("POST", "/calendar/runs/{run}/undo/", "LLLNNNN"),
    "calendar-feed-renew": ("POST", "/calendar/feed/", "LLLiiii"),
    "calendar-feed": ("GET", "/calendar/feed/{link}.ics", "NNNNNNN"),
    "interview": ("GET", "/interviews/{interview}/", "LLLNiii"),
    "interview-act": ("POST", "/interviews/{interview}/act/", "LLLNiii"),
    "settings": ("GET", "/settings/", "LLLiiii"),
    "settings-departments": ("GET", "/settings/departments/", "LLLFFFi"),
    "settings-department-new": ("GET", "/settings/departments/new/", "LLLFFFi"),
    "settings-department": ("GET", "/settings/departments/{department}/", "LLLFFFi"),
    "settings-department-delete": ("POST", "/settings/departments/{department}/delete/", "LLLFFFi"),
    "settings-staff": ("GET", "/settings/staff/", "LLLFFFi"),
    "settings-person-new": ("GET", "/settings/staff/new/", "LLLFFFi"),
    "settings-person": ("GET", "/settings/staff/{bo}/", "LLLFFFi"),
    "settings-person-act": ("POST", "/settings/staff/{bo}/act/", "LLLFFFi"),
    "settings-letters": ("GET", "/settings/letters/", "LLLFFFi"),
    "settings-letter": ("GET", "/settings/letters/{department}/rejection.review/da/", "LLLFFFi"),
    "settings-letter-preview": ("POST", "/settings/letters/{department}/rejection.review/da/preview/", "LLLFFFi"),
    "settings-letter-act": ("POST", "/settings/letters/{department}/rejection.review/da/act/", "LLLFFFN"),
    "settings-letter-version": ("GET", "/settings/letters/{department}/rejection.review/da/versions/1/", "LLLFFFi"),
    "settings-reasons": ("GET", "/settings/reasons/", "LLLFFFi"),
    "settings-reason-new": ("GET", "/settings/reasons/new/", "LLLFFFi"),
    "settings-reason": ("GET", "/settings/reasons/{reason}/", "LLLFFFi"),
    "settings-reason-act": ("POST", "/settings/reasons/{reason}/act/", "LLLFFFi"),
    "settings-senders": ("GET", "/settings/senders/", "LLLFFFi"),
    "settings-sender": ("GET", "/settings/senders/{sender}/", "LLLFFFi"),
    "settings-sender-remove": ("POST", "/settings/senders/{sender}/remove/", "LLLFFFi"),
    "settings-signatures": ("GET", "/settings/signatures/", "LLLFFFi"),
    "settings-profile": ("GET", "/settings/profile/", "LLLiiii"),
    "settings-own-signatures": ("GET", "/settings/profile/signatures/", "LLLiiii"),
    "settings-tokens": ("GET", "/settings/profile/tokens/", "LLLiFii"),
    "vacancy-new": ("GET", "/vacancies/new/", "LLLiFii"),
    "vacancy-edit": ("GET", "/vacancies/{vacancy}/edit/", "LLLNFii"),
    "vacancy-close": ("GET", "/vacancies/{vacancy}/close/", "LLLNFii"),
    "vacancy-reopen": ("POST", "/vacancies/{vacancy}/reopen/", "LLLNFii"),
    "account_first_sign_in": ("GET", "/accounts/first/nothing/", "iiiiiii"),
    "account_login": ("GET", "/accounts/login/", "iiiiiii"),
    "account_logout": ("GET", "/accounts/logout/", "iiiiiii"),
    "account_inactive": ("GET", "/accounts/inactive/", "iiiiiii"),
    "account_request_login_code": ("GET", "/accounts/login/code/", "iiiiiii"),
    "account_confirm_login_code": ("GET", "/accounts/login/code/confirm/", "LLLiiii"),
    "account_reset_password": ("GET", "/accounts/password/reset/", "iiiiiii"),
    "account_reset_password_done": ("GET", "/accounts/password/reset/done/", "iiiiiii"),
    "account_reset_password_from_key": ("GET", "/accounts/password/reset/key/1-nothing/", "iiiiiii"),
    "account_reset_password_from_key_done": ("GET", "/accounts/password/reset/key/done/", "iiiiiii"),
    "account_reauthenticate": ("GET", "/accounts/reauthenticate/", "LLLiiii"),
    "account_change_password": ("GET", "/accounts/password/change/", "LLLiiii"),
    "account_set_password": ("GET", "/accounts/password/set/", "LLLiiii"),
    "account_signup": ("GET", "/accounts/signup/", "NNNNNNN"),
    "account_email": ("GET", "/accounts/email/", "NNNNNNN"),
    "account_email_verification_sent": ("GET", "/accounts/confirm-email/", "NNNNNNN"),
    "account_confirm_email": ("GET", "/accounts/confirm-email/a/", "NNNNNNN"),
    "mfa_authenticate": ("GET", "/accounts/2fa/authenticate/", "LLLiiii"),
    "mfa_reauthenticate": ("GET", "/accounts/2fa/reauthenticate/", "LLLiiii"),
    "mfa_index": ("GET", "/accounts/2fa/", "LLLiiii"),
    "mfa_activate_totp": ("GET", "/accounts/2fa/totp/activate/", "LLLiiii"),
    "mfa_deactivate_totp": ("GET", "/accounts/2fa/totp/deactivate/", "LLLNNNN"),
    "mfa_view_recovery_codes": ("GET", "/accounts/2fa/recovery-codes/", "LLLNNNN"),
    "mfa_generate_recovery_codes": ("GET", "/accounts/2fa/recovery-codes/generate/", "LLLiiii"),
    "mfa_download_recovery_codes": ("GET", "/accounts/2fa/recovery-codes/download/", "LLLNNNN"),
}
API: dict[str, tuple[str, str, str]] = {
    "openapi-json": ("GET", "openapi.json", "iiiiiii"),
    "openapi-view": ("GET", "docs", "iiiiiii"),
    "api-root": ("GET", "", "NNNNNNN"),
    "actions": ("GET", "actions", "UUUiFii"),
    "preview": ("POST", "actions/reject/preview", "UUUiFii"),
    "act": ("POST", "actions/reject", "UUUiFii"),
    "undo": ("POST", "runs/{run}/undo", "UUUNFii"),
    "vacancies": ("GET", "vacancies", "UUUiFii"),
    "create": ("POST", "vacancies", "UUUiFii"),
    "vacancy": ("GET", "vacancies/{vacancy}", "UUUNFii"),
    "change": ("PATCH", "vacancies/{vacancy}", "UUUNFii"),
    "shut": ("POST", "vacancies/{vacancy}/close", "UUUNFii"),
    "of_vacancy": ("GET", "vacancies/{vacancy}/applications", "UUUNFii"),
    "apply": ("POST", "vacancies/{vacancy}/applications", "UUUNFii"),
    "application": ("GET", "applications/{application}", "UUUNFii"),
    "rank": ("PATCH", "applications/{application}", "UUUNFii"),
    "notes": ("GET", "applications/{application}/notes", "UUUNFii"),
    "note": ("POST", "applications/{application}/notes", "UUUNFii"),
    "events": ("GET", "applications/{application}/events", "UUUNFii"),
    "messages": ("GET", "applications/{application}/messages", "UUUNFii"),
    "documents": ("GET", "applications/{application}/documents", "UUUNFii"),
    "act_preview": ("POST", "acts/held/preview", "UUUiFii"),
    "small_act": ("POST", "acts/held", "UUUiFii"),
    "interview_list": ("GET", "interviews", "UUUiFii"),
    "interview_one": ("GET", "interviews/{interview}", "UUUNFii"),
    "change_interview": ("PATCH", "interviews/{interview}", "UUUNFii"),
    "owed": ("GET", "owed", "UUUiFii"),
    "candidates": ("GET", "candidates?q=ida", "UUUiFii"),
    "candidate": ("GET", "candidates/{candidate}", "UUUNFii"),
    "messages ": ("GET", "messages", "UUUiFii"),
}

BODIES = {"rank": '{"rank": 1}', "note": '{"text": "Good"}'}


def names() -> set[str]:
    """The names of all routes there are."""

    def walk(patterns, namespace: str = ""):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield f"{namespace}{pattern.name}"
            else:
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, inner)

    return set(walk(get_resolver().url_patterns))


def test_every_route_stands_in_the_table() -> None:
    assert sorted(name for name in names() if who_may(name) is None) == []


def test_every_route_is_walked() -> None:
    api = {name.removeprefix("api-1.0.0:") for name in names() if name.startswith("api-1.0.0:")}
    assert sorted(name for name in names() if not name.startswith("api-1.0.0:")) == sorted(DESK)
    assert sorted(api) == sorted({name.strip() for name in API})


def test_the_table_names_no_route_that_is_gone() -> None:
    assert sorted(set(ROUTES) - names()) == []


def picture_of(application: Application) -> Document:
    """A document that has a page to look at."""
    file = BytesIO()
    Image.new("RGB", (40, 40), "white").save(file, "PNG")
    file.seek(0)
    kept = store.save(file)
    return Document.objects.create(
        application=application,
        candidate=application.candidate,
        name="cv.png",
        content_type="image/png",
        size=kept.size,
        key=kept.key,
        sha256=kept.sha256,
        pages=1,
        text_state="none",
        created_at=NOW,
    )


def invited(application: Application, message: Message) -> Interview:
    """An interview ahead, whatever the day is, and the letter that speaks of it."""
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(days=9)
    interview = Interview.objects.create(
        application=application,
        kind="interview1",
        format="phone",
        starts_at=ahead,
        ends_at=ahead + dt.timedelta(minutes=45),
        duration=45,
        zone="Europe/Copenhagen",
        at=NOW,
    )
    Message.objects.filter(pk=message.pk).update(interview=interview)
    return interview


@pytest.fixture
def stage(settings):
    """The cast, with one of everything that a route may name."""
    cast = Cast()
    ida = applies(cast.teacher)
    bea = applies(cast.teacher, "Bea Berg")
    run = act("reject", cast.bo_acts, [bea], answers={"type": "review", "reason": "others"}).run
    draft = Run.objects.create(
        slug="reject", user=cast.bo, actor=f"user:{cast.bo.pk}", applications=[ida.pk], created_at=NOW
    )
    document = picture_of(ida)
    receipt = Message.objects.get(kind="receipt", applications=ida)
    secret = token(receipt.message_id, "proof")
    Link.objects.create(message=receipt, application=ida, purpose="proof", digest=token_hash(secret), created_at=NOW)
    interview = invited(ida, receipt)
    answering = token(receipt.message_id, "reply")
    Link.objects.create(message=receipt, application=ida, purpose="reply", digest=token_hash(answering), created_at=NOW)
    LetterTemplate.objects.create(
        department=cast.organisation,
        family="rejection",
        variant="review",
        language="da",
        subject="Svar",
        body="Kære {name}",
        at=NOW,
    )
    for person in (cast.anna, cast.bo, cast.carla, cast.rune):
        ApiToken.objects.create(user=person, digest=token_hash(f"t-{person.given_name}"), created_at=NOW)
    return cast, {
        "slug": cast.teacher.slug,
        "vacancy": cast.teacher.pk,
        "application": ida.pk,
        "document": document.pk,
        "run": run,
        "draft": draft.pk,
        "message": Message.objects.get(run=run).pk,
        "department": cast.organisation.pk,
        "bo": cast.bo.pk,
        "reason": cast.reason.pk,
        "sender": SenderAddress.objects.get().pk,
        "candidate": ida.candidate_id,
        "secret": secret,
        "interview": interview.pk,
        "answering": answering,
    }


def outcome(response) -> str:
    """One letter for what became of a request."""
    if response.status_code == 302 and "/accounts/login/" in response.headers["Location"]:
        return "L"
    return {404: "N", 403: "F", 401: "U"}.get(response.status_code, "i")


def walk_as(client, cast: Cast, things, role: str, table, prefix: str, place: int) -> dict[str, str]:
    """What becomes of one role on every route of a table."""
    found = {}
    user = getattr(cast, role, None) if role in ("anna", "bo", "carla", "rune") else None
    for name, (method, path, _) in table.items():
        client.logout()
        if user:
            client.force_login(user)
        link = things["secret"] if role == "applicant" else f"unknown-{role}"
        headers = {"Authorization": f"Bearer t-{user.given_name}"} if user and prefix else {}
        answering = things["answering"] if role == "applicant" else f"unknown-{role}"
        where = prefix + path.format(**{**things, "link": link, "reply": answering})
        response = client.generic(
            method,
            where,
            BODIES.get(name, "{}") if prefix else "",
            content_type=("application/json" if prefix else "application/x-www-form-urlencoded"),
            headers=headers,
        )
        for close in response._resource_closers:  # response.close() would close the test's database too
            close()
        assert response.status_code < 500, (name, role, response.status_code)
        found[name] = outcome(response)
    return found


def differences(found: dict[str, str], table, place: int) -> list[str]:
    """Where the table says otherwise: route, said, found."""
    return [
        f"{name}: {line[place]} {found[name]}" for name, (_, _, line) in table.items() if found[name] != line[place]
    ]


@pytest.mark.parametrize("role", ROLES)
def test_every_route_for_everybody(client, stage, role: str) -> None:
    cast, things = stage
    place = ROLES.index(role)

    found = walk_as(client, cast, things, role, DESK, "", place)

    assert differences(found, DESK, place) == []


@pytest.mark.parametrize("role", ROLES)
def test_every_operation_of_the_api_for_everybody(client, stage, role: str) -> None:
    cast, things = stage
    place = ROLES.index(role)

    found = walk_as(client, cast, things, role, API, "/api/v1/", place)

    assert differences(found, API, place) == []

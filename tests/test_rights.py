"""Every route × everybody: who comes in, who is sent to sign in, for whom it does not exist."""

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
from tests.rights import API, DESK

pytestmark = pytest.mark.django_db
ROLES = ("stranger", "applicant", "panellist", "carla", "rune", "bo", "anna")
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

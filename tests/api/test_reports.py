"""The address that a gateway calls: open to who holds it, silent to everybody else."""

import pytest
from django.utils import timezone

from besked.messaging import reports
from besked.models import Message
from tests.sms.queued import sms

pytestmark = pytest.mark.django_db


def sent(**changes) -> tuple[Message, str]:
    """An SMS that has left, and the path for its reports."""
    row = sms(**{"state": "sent", "sent_at": timezone.now(), **changes})
    return row, f"/api/v1/sms-reports/{row.pk}/{reports.token(row.message_id)}/"


def test_address_is_ours_and_holds_the_secret(settings) -> None:
    settings.BASE_URL = "https://jobs.example.org"
    row, path = sent()

    assert reports.address(row.pk, row.message_id) == f"https://jobs.example.org{path}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_report_is_noted(method, client) -> None:
    row, path = sent()

    response = getattr(client, method)(path, {"type": "1"})

    row.refresh_from_db()
    assert (response.status_code, response.content) == (204, b"")
    assert (row.state, row.report, row.reported_at is not None) == ("sent", "delivered", True)


def test_report_needs_no_session_and_no_forgery_token(client) -> None:
    row, path = sent()
    client.handler.enforce_csrf_checks = True

    response = client.post(f"{path}?type=1")

    row.refresh_from_db()
    assert (response.status_code, row.report) == (204, "delivered")
    assert dict(response.cookies) == {}


@pytest.mark.parametrize("kind", ["", "x", "-1", "1.0", "٣", "1" * 40, "\0"])
def test_report_without_a_type_is_a_sentence(kind, client) -> None:
    row, path = sent()

    response = client.get(path, {"type": kind})

    row.refresh_from_db()
    assert (response.status_code, row.report) == (400, "")
    assert response.json()["detail"] == "Say in “type” what became of the message: a number."


@pytest.mark.parametrize("secret", ["x", "ø", "%00", "a" * 5000])
def test_wrong_secret_and_unknown_message_look_the_same(secret, client) -> None:
    row, _ = sent()

    wrong = client.get(f"/api/v1/sms-reports/{row.pk}/{secret}/?type=1")
    unknown = client.get(f"/api/v1/sms-reports/{10**30}/{secret}/?type=1")

    row.refresh_from_db()
    assert (wrong.status_code, unknown.status_code, row.report) == (404, 404, "")
    assert wrong.content == unknown.content


def test_secret_of_one_message_opens_no_other(client) -> None:
    row, path = sent()
    other, _ = sent()

    response = client.get(path.replace(f"/{row.pk}/", f"/{other.pk}/"), {"type": "1"})

    assert response.status_code == 404


def test_mail_has_no_reports(client) -> None:
    _, path = sent(channel="email")

    assert client.get(path, {"type": "1"}).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "head", "options"])
def test_other_methods_are_refused(method, client) -> None:
    row, path = sent()

    response = getattr(client, method)(f"{path}?type=1")

    row.refresh_from_db()
    assert (response.status_code, row.report) == (405, "")

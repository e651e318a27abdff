"""SMS in the outbox: what is waiting, what the network said, and the demo phone."""

import datetime as dt

import pytest

from besked.models import About, Message
from tests.cast import NOW, applies
from tests.desk.handling.reading import read
from tests.sms.queued import TO, sms


@pytest.fixture
def text(cast) -> Message:
    """An SMS to Ida, about her application."""
    ida = applies(cast.teacher)
    Message.objects.all().delete()
    row = sms(department=cast.school, queued_at=NOW, not_before=NOW - dt.timedelta(hours=1), body="Hej Ida, vi ses.")
    About.objects.create(message=row, application=ida)
    return row


def test_missing_sms_set_up_is_said_where_one_waits(bo, text, settings):
    settings.SMTP_URL, settings.SMS_URL = "smtp://relay.example", ""

    page = read(bo.get("/outbox/"))

    words = "SMS is not set up (SMS_URL), so text messages wait here until it is."
    assert page.one("div", class_="notice").text == words
    assert [cell.text for cell in page.one("tbody").all("td")][1:] == ["SMS", "Waiting to leave", "when SMS is set up"]


@pytest.mark.parametrize("mail", ["", "smtp://relay.example"])
def test_sms_waits_for_nothing_where_it_is_set_up(mail, bo, text, settings):
    settings.SMTP_URL, settings.SMS_URL = mail, "kannel://a:b@h"

    page = read(bo.get("/outbox/"))

    assert [cell.text for cell in page.one("tbody").all("td")][-1] == "now"


def test_demo_phone_shows_what_has_arrived(bo, text, settings):
    settings.SMTP_URL, settings.SMS_URL = "smtp://relay.example", "demo:"
    Message.objects.update(state="sent", sent_at=NOW)

    page = read(bo.get("/outbox/?mailbox=1"))

    assert page.one("article").one("h2").text == "SMS"
    assert page.one("div", class_="letter-body").text == "Hej Ida, vi ses."


def test_demo_mailbox_shows_no_sms_that_left_the_house(bo, text, settings):
    settings.SMTP_URL, settings.SMS_URL = "demo:", "kannel://a:b@h"
    Message.objects.update(state="sent", sent_at=NOW)

    assert bo.get("/outbox/?mailbox=1").context["letters"] == []


def test_history_says_what_the_network_said(bo, text):
    Message.objects.update(state="sent", sent_at=NOW, report="delivered", reported_at=NOW + dt.timedelta(minutes=1))

    page = bo.get(f"/outbox/{text.pk}/")

    assert [words for words, _ in page.context["history"]] == ["Written", "Sent", "Arrived on the telephone"]
    assert read(page).one("h1").text == "SMS to Ida Berg"


@pytest.mark.parametrize(
    ("to", "kept", "status"),
    [("+45 20 12 34 57", "+4520123457", 302), ("20123457", "20123457", 302), ("+45 1", TO, 422), ("", TO, 422)],
)
def test_waiting_sms_is_changed_to_another_number(to, kept, status, bo, text):
    response = bo.post(f"/outbox/{text.pk}/act/", {"do": "edit", "to": to, "body": "Hej igen"})

    text.refresh_from_db()
    assert (response.status_code, text.to) == (status, kept)

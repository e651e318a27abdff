"""Proving an address: the button does it, and only on a page that was read."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from besked.models import Candidate
from tests.cast import NOW, applies
from tests.portal.mailed import mailed


def proven():
    return Candidate.objects.exclude(email_proven_at=None).count()


def test_button_proves_the_address(client, ida):
    response = ida.press(client, f"{ida.page}address/")

    assert (response.status_code, response.url) == (302, ida.page)
    assert ida.again().candidate.email_proven_at == NOW
    assert "Your address is confirmed: ida@example.com" in client.get(ida.page).text


def test_second_press_is_the_same_page(client, ida):
    assert [ida.press(client, f"{ida.page}address/").status_code for _ in range(2)] == [302, 302]
    assert proven() == 1


def test_visitor_without_cookies_can_prove(ida):
    """Mail programs open links in windows of their own; browsers hide where the form came from."""
    reader, sender = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    seal = reader.get(ida.page).context["visit"].seal

    response = sender.post(f"{ida.page}address/", {"seal": seal}, headers={"origin": "null"})

    assert (response.status_code, proven()) == (302, 1)


@pytest.mark.parametrize("seal", ["", "x", "1:2:3", "\0"])
def test_form_without_a_seal_proves_nothing(client, ida, seal):
    response = client.post(f"{ida.page}address/", {"seal": seal})

    assert (response.status_code, proven()) == (403, 0)
    assert "This page has waited for long." in response.text


def test_seal_of_another_link_proves_nothing(client, cast, ida):
    bea = mailed(applies(cast.teacher, "Bea Berg", "en"))
    seal = client.get(bea.page).context["visit"].seal

    assert client.post(f"{ida.page}address/", {"seal": seal}).status_code == 403
    assert proven() == 0


def test_seal_ends_after_a_day(client, ida):
    seal = client.get(ida.page).context["visit"].seal

    with time_machine.travel(NOW + dt.timedelta(hours=25), tick=False):
        assert client.post(f"{ida.page}address/", {"seal": seal}).status_code == 403


def test_looking_at_the_button_proves_nothing(client, ida):
    assert client.get(f"{ida.page}address/").status_code == 405
    assert proven() == 0

"""Signed out in the middle of writing: what was typed comes back, in the answer alone, and can be sent again."""

import pytest
from django.test import Client

from besked.models import Note
from tests.cast import Cast, applies
from tests.desk.handling.reading import read

TEXT = "Good with children, <b>and</b>\nwith parents."


@pytest.fixture
def note(db):
    """Where a note on Ida is sent, and Bo who writes it."""
    cast = Cast()
    return f"/applications/{applies(cast.teacher).pk}/note/", cast.bo


def given_back(response):
    """The fields that the page would send again."""
    form = read(response).one("form")
    fields = {one.attributes["name"]: "".join(one.inside).removeprefix("\n") for one in form.all("textarea")}
    return form.attributes["action"], fields


def test_form_after_the_session_comes_back_with_what_was_typed(client, note):
    address, _bo = note

    response = client.post(address, {"text": TEXT, "back": ""})

    assert response.status_code == 401
    assert given_back(response) == (address, {"text": TEXT, "back": ""})
    assert response.headers["Cache-Control"] == "private, no-store"
    assert read(response).one("p", class_="note").text == "Good with children, <b>and</b> with parents."


def test_what_came_back_is_sent_after_signing_in(client, note):
    address, bo = note
    _address, fields = given_back(client.post(address, {"text": TEXT}))
    client.force_login(bo)

    client.post(address, fields)

    assert Note.objects.get().text == TEXT


def test_page_that_was_only_looked_at_leads_to_signing_in(client):
    assert client.get("/applications/7/").url == "/accounts/login/?next=/applications/7/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/runs/7/?show=a", "/runs/7/%3Fshow%3Da"),
        ("https://elsewhere.example/runs/7/", "/runs/7/"),
        ("https://elsewhere.example//evil.example/", "//evil.example/"),
        ("", "/"),
    ],
)
def test_button_without_words_leads_back_to_its_page(client, db, referer, back):
    response = client.post("/runs/7/undo/", headers={"Referer": referer})

    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={back}")


def test_part_of_a_page_is_answered_without_a_detour(client, note):
    response = client.post(note[0], {"text": TEXT}, headers={"HX-Request": "true"})

    assert (response.status_code, response.content.decode()) == (401, "You have been signed out.")


def test_passwords_never_come_back(client, db):
    response = client.post("/accounts/password/change/", {"oldpassword": "sesam sesam"})

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("origin", "status", "text"),
    [
        ("http://testserver", 403, {"text": TEXT}),
        ("https://elsewhere.example", 403, {}),
        ("null", 403, {}),
    ],
)
def test_old_form_of_our_own_comes_back_and_a_forged_one_does_not(note, origin, status, text):
    address, bo = note
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bo)

    response = strict.post(address, {"text": TEXT}, headers={"Origin": origin})

    assert response.status_code == status
    assert {name: one for name, one in fields_of(response).items() if name == "text"} == text
    assert Note.objects.count() == 0


def fields_of(response):
    return {one.attributes["name"]: "".join(one.inside).removeprefix("\n") for one in read(response).all("textarea")}

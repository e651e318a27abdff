"""Sender addresses on the page."""

import pytest

from besked.models import SenderAddress
from tests.desk.handling.reading import read


@pytest.fixture
def address(cast):
    return f"/settings/senders/?department={cast.school.pk}"


def said(response):
    return [one.text for one in read(response).all("div", class_="message")]


def test_address_is_added_cleaned(anna, cast, address):
    response = anna.post(address, {"address": " Skole@HAVNSUND.example ", "name": "Skolen\x00"}, follow=True)

    row = SenderAddress.objects.get(department=cast.school)
    assert (row.address, row.name, row.is_default) == ("Skole@havnsund.example", "Skolen", True)
    assert said(response) == ["Skole@havnsund.example is saved."]


def test_other_domain_is_worth_a_word(anna, address):
    response = anna.post(address, {"address": "skole@hamnsund.example"}, follow=True)

    assert said(response)[1] == (
        "No other sender address ends in hamnsund.example. Is it spelt right, and may your mail server send for it?"
    )
    assert read(response).one("ul", class_="lines").all("span", class_="warn")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "This field is required."),
        ("nowhere", "This is not a valid e-mail address."),
        ("a@b.example, c@d.example", "One address at a time."),
        ("a@localhost", "Mail can't reach this address from outside."),
        ("x" * 90 + "@havnsund.example", "This address is too long."),
        ("Job@Skole.example", "The department has this address already."),
    ],
)
def test_bad_address_gets_a_sentence(anna, cast, address, typed, words):
    SenderAddress.objects.create(department=cast.school, address="job@skole.example")

    response = anna.post(address, {"address": typed})

    assert response.status_code == 422
    assert read(response).one("div", class_="field-error").text == words


def test_address_is_renamed_and_proposed_first(anna, cast, address):
    anna.post(address, {"address": "a@havnsund.example"})
    second = SenderAddress.objects.create(department=cast.school, address="b@havnsund.example")

    anna.post(f"/settings/senders/{second.pk}/", {"address": "b@havnsund.example", "name": "B", "is_default": "on"})

    rows = SenderAddress.objects.filter(department=cast.school).values_list("address", "name", "is_default")
    assert sorted(rows) == [("a@havnsund.example", "", False), ("b@havnsund.example", "B", True)]


def test_address_is_removed(anna, cast, address):
    anna.post(address, {"address": "a@havnsund.example"})

    anna.post(f"/settings/senders/{SenderAddress.objects.get(department=cast.school).pk}/remove/")

    assert not SenderAddress.objects.filter(department=cast.school).exists()


def test_inherited_address_is_shown_but_not_changed_here(anna, address):
    line = read(anna.get(address)).one("ul", class_="lines").one("li")

    assert line.text == "job@havnsund.example Proposed first From Havnsund"
    assert list(line.all("a")) == []

"""All settings pages: who may open them, strangers' departments, and how many questions the database is asked."""

import pytest

from besked.models import Membership, Right, SenderAddress
from tests.cast import department, user, vacancy
from tests.desk.handling.reading import read

PAGES = {
    "/settings/": None,
    "/settings/profile/": None,
    "/settings/profile/signatures/": None,
    "/settings/departments/": Right.ADMINISTER,
    "/settings/departments/new/": Right.ADMINISTER,
    "/settings/staff/": Right.USERS,
    "/settings/staff/new/": Right.USERS,
    "/settings/letters/": Right.TEMPLATES,
    "/settings/reasons/": Right.TEMPLATES,
    "/settings/reasons/new/": Right.TEMPLATES,
    "/settings/senders/": Right.TEMPLATES,
    "/settings/signatures/": Right.TEMPLATES,
    "/vacancies/new/": Right.VACANCIES,
}


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_for_an_administrator(anna, page):
    response = anna.get(page)

    assert response.status_code == 200
    assert len(list(read(response).all("h1"))) == 1


@pytest.mark.parametrize(("page", "right"), PAGES.items())
def test_page_needs_its_right(client, cast, visit, page, right):
    response = visit(cast.rune, page)

    assert response.status_code == (403 if right else 200)
    if right:
        assert read(response).one("h1").text == "You may not do this"


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_who_is_there(client, cast, page):
    response = client.get(page)

    assert (response.status_code, response.url.partition("?")[0]) == (302, "/accounts/login/")


@pytest.fixture
def dora(cast):
    """A department administrator of the school, who edits letters there."""
    return user("dora", "department", cast.school)


def test_stranger_s_department_is_not_there(cast, dora, visit):
    letter = f"/settings/letters/{cast.care.pk}/receipt/da/"
    sender = SenderAddress.objects.create(department=cast.care, address="omsorg@havnsund.example")
    addresses = [
        letter,
        f"{letter}versions/1/",
        f"/settings/letters/?department={cast.care.pk}",
        f"/settings/senders/?department={cast.care.pk}",
        f"/settings/senders/{sender.pk}/",
        f"/settings/signatures/?department={cast.care.pk}",
        f"/settings/staff/{cast.carla.pk}/",
        f"/vacancies/{cast.nurse.pk}/edit/",
        f"/vacancies/{cast.nurse.pk}/close/",
    ]

    assert {address: visit(dora, address).status_code for address in addresses} == dict.fromkeys(addresses, 404)


def test_stranger_s_department_can_not_be_changed(cast, dora, client):
    letter = f"/settings/letters/{cast.care.pk}/receipt/da/"
    sender = SenderAddress.objects.create(department=cast.care, address="omsorg@havnsund.example")
    client.force_login(dora)
    addresses = [
        letter,
        f"{letter}act/",
        f"{letter}preview/",
        f"/settings/senders/?department={cast.care.pk}",
        f"/settings/senders/{sender.pk}/remove/",
        f"/settings/signatures/?department={cast.care.pk}",
        f"/settings/staff/{cast.carla.pk}/act/",
        f"/vacancies/{cast.nurse.pk}/edit/",
        f"/vacancies/{cast.nurse.pk}/close/",
        f"/vacancies/{cast.nurse.pk}/reopen/",
    ]

    assert {address: client.post(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    assert SenderAddress.objects.filter(pk=sender.pk).exists()


@pytest.mark.parametrize("number", ["999999999999999999999", "x", "-1", "٣"])
def test_odd_department_in_the_address_is_not_there(anna, number):
    assert anna.get(f"/settings/letters/?department={number}").status_code == 404


@pytest.mark.parametrize("letter", ["receipt/xx", "nothing/da", "rejection/da", "signature/da"])
def test_letter_that_does_not_exist_is_not_there(anna, cast, letter):
    assert anna.get(f"/settings/letters/{cast.school.pk}/{letter}/").status_code == 404


def test_index_shows_what_one_may_change(cast, visit):
    def sections(who):
        return [link.one("b").text for link in read(visit(who, "/settings/")).all("a", class_="door")]

    assert sections(cast.rune) == ["Your profile"]
    assert sections(cast.anna) == [
        "Your profile",
        "Departments",
        "Staff",
        "Letters",
        "Reasons",
        "Sender addresses",
        "Signatures",
    ]


def test_somebody_without_a_department_gets_words(cast, visit):
    dora = user("dora", "department", cast.school)
    Membership.objects.filter(user=dora).delete()

    assert visit(dora, "/settings/letters/").status_code == 403


@pytest.mark.parametrize(
    "page",
    ["/settings/departments/", "/settings/staff/", "/settings/letters/", "/settings/senders/", "/settings/reasons/"],
)
def test_page_asks_the_database_as_often_with_more_rows(anna, cast, django_assert_num_queries, page):
    def grow(number):
        where = department(f"D{number}", cast.organisation)
        user(f"u{number}", "mid", where)
        vacancy(where, cast.bo)
        SenderAddress.objects.create(department=where, address=f"d{number}@havnsund.example")

    grow(1)
    with django_assert_num_queries(QUERIES[page]):
        anna.get(page)
    grow(2)
    grow(3)
    with django_assert_num_queries(QUERIES[page]):
        anna.get(page)


QUERIES = {
    "/settings/departments/": 3,
    "/settings/staff/": 6,
    "/settings/letters/": 4,
    "/settings/senders/": 4,
    "/settings/reasons/": 3,
}

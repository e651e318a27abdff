"""Departments on the page: what is inherited is said, rules answer with words, two editors notice each other."""

import pytest

from besked.models import Department
from tests.cast import department
from tests.desk.handling.reading import read

FIELDS = ("name", "parent", "country", "language", "zone", "address", "about", "privacy", "months_kept")


def typed(client, address, **changes):
    """The form as the page gives it, with some fields changed."""
    form = read(client.get(address)).one("form", class_="stack")
    values = {}
    for one in [*form.all("input"), *form.all("textarea")]:
        if one.attributes.get("type") != "checkbox" or "checked" in one.attributes:
            values[one.attributes["name"]] = one.attributes.get("value", one.text)
    for one in form.all("select"):
        chosen = [option for option in one.all("option") if "selected" in option.attributes]
        values[one.attributes["name"]] = chosen[0].attributes["value"] if chosen else ""
    return {**values, **changes}


@pytest.fixture
def address(cast):
    return f"/settings/departments/{cast.school.pk}/"


def test_form_says_what_is_inherited_and_from_where(anna, cast, address):
    Department.objects.filter(pk=cast.organisation.pk).update(months_kept=9, address="Torvet 1\n4000 Havnsund")

    page = read(anna.get(address))

    words = {one.attributes["id"]: one.text for one in page.all("div", class_="help")}
    assert words["id_months_kept_helptext"] == "Left empty: 9 months, as Havnsund."
    assert words["id_address_helptext"] == "Left empty, this from Havnsund counts: “Torvet 1 4000 Havnsund”"
    assert next(page.one("select", name="country").all("option")).text == "As Havnsund: Denmark"


def test_form_says_what_is_usual_in_the_country(anna, cast):
    sweden = department("Malmö", cast.organisation, country="SE")

    page = read(anna.get(f"/settings/departments/{sweden.pk}/"))

    assert page.one("div", id="id_months_kept_helptext").text == "Left empty: 24 months, what is usual there (Sweden)."


def test_new_department_stands_where_it_was_asked_for(anna, cast):
    address = f"/settings/departments/new/?under={cast.school.pk}"

    response = anna.post(address, typed(anna, address, name="4. klasse\x00\n"))

    made = Department.objects.get(name="4. klasse")
    assert (response.status_code, made.parent, made.path) == (302, cast.school, f"{cast.school.path}{made.pk}/")


def test_department_is_changed(anna, cast, address):
    response = anna.post(address, typed(anna, address, name="Ny Skole", months_kept="12", asks_birth_date="on"))

    fresh = Department.objects.get(pk=cast.school.pk)
    assert response.status_code == 302
    assert (fresh.name, fresh.months_kept, fresh.asks_birth_date, fresh.parent) == (
        "Ny Skole",
        12,
        True,
        cast.organisation,
    )


def test_department_moves(anna, cast, address):
    anna.post(address, typed(anna, address, parent=str(cast.care.pk)))

    assert Department.objects.get(pk=cast.school.pk).path == f"{cast.care.path}{cast.school.pk}/"


def test_form_offers_no_place_under_itself(anna, cast, address):
    child = department("4. klasse", cast.school)

    response = anna.post(address, typed(anna, address, parent=str(child.pk)))

    assert response.status_code == 422
    assert "Select a valid choice" in read(response).one("div", class_="field-error").text


def test_error_keeps_what_was_typed(anna, cast, address):
    response = anna.post(address, typed(anna, address, name="  ", about="We teach.", months_kept="200"))

    page = read(response)
    assert response.status_code == 422
    assert page.one("textarea", name="about").text == "We teach."
    assert page.one("input", name="months_kept").attributes["value"] == "200"
    assert page.one("h1").text == "Lindevang Skole"


def test_second_editor_is_told_which_fields_changed(anna, cast, address):
    mine = typed(anna, address, about="Mine")
    anna.post(address, typed(anna, address, name="Theirs", months_kept="3"))

    response = anna.post(address, mine)

    page = read(response)
    assert response.status_code == 422
    assert page.one("div", id="errors").one("li").text == (
        "Somebody else saved this after you opened it: Name, Months that data is kept. "
        "Save again to keep what you typed."
    )
    again = {**mine, "stamp": page.one("input", name="stamp").attributes["value"]}
    assert anna.post(address, again).status_code == 302
    assert Department.objects.get(pk=cast.school.pk).about == "Mine"


def test_empty_department_is_deleted(anna, cast):
    empty = department("Bibliotek", cast.organisation)

    response = anna.post(f"/settings/departments/{empty.pk}/delete/")

    assert response.status_code == 302
    assert not Department.objects.filter(pk=empty.pk).exists()


def test_department_in_use_says_why_it_stays(anna, cast, address):
    response = anna.post(f"{address}delete/", follow=True)

    assert read(response).one("div", class_="error").text.startswith("Lindevang Skole can't be deleted. 1 vacancy")
    assert [li.text for li in read(response).one("ul", class_="bullets").all("li")] == [
        "1 vacancy belongs to it.",
        "3 members of staff work in it.",
    ]


@pytest.mark.parametrize("parent", ["999999999999999999999", "x", "-1"])
def test_odd_parent_gets_a_sentence(anna, address, parent):
    assert anna.post(address, typed(anna, address, parent=parent)).status_code == 422

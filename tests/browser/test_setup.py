"""The settings in a real browser: a letter edited, previewed, saved and given back; accessible everywhere."""

import pytest
from playwright.sync_api import expect

from tests.cast import Cast, applies

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def signed_in(open_page, sign_in, cast):
    """Opens a page as Anna."""
    cookie = sign_in(cast.anna)
    return lambda address="", **more: open_page(address, cookies=[cookie], **more)


def letter_of(cast):
    return f"/settings/letters/{cast.school.pk}/rejection.review/en/"


def test_letter_is_edited_previewed_saved_and_given_back(signed_in, cast):
    applies(cast.teacher, "Ida Ågård")
    page = signed_in(letter_of(cast))

    page.get_by_label("Preview for").select_option(label="Ida Ågård")
    page.get_by_label("Contents").fill("Dear ")
    page.get_by_role("button", name="Given name", exact=True).click()
    body = page.locator("#preview .letter-body")
    expect(body).not_to_contain_text("Thank you")  # the preview of what was there before comes first
    expect(body).to_contain_text("Dear Ida")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The letter is saved.").wait_for()
    assert page.get_by_label("Contents").input_value() == "Dear {given_name}"

    page.get_by_role("button", name="Back to ours").click()
    page.get_by_text("The letter is inherited again.").wait_for()
    assert page.get_by_label("Contents").input_value().startswith("Dear {given_name},\n\nThank you for applying")


def test_unknown_word_is_seen_before_saving(signed_in, cast):
    page = signed_in(letter_of(cast))

    page.get_by_label("Contents").fill("Dear {first_name}")

    page.locator("#preview mark.missing", has_text="{first_name}").wait_for()


def test_letter_is_previewed_without_scripts(signed_in, cast):
    page = signed_in(letter_of(cast), scripts=False)

    page.get_by_label("Contents").fill("Dear {name}, no.")
    page.get_by_role("button", name="Preview").click()

    assert page.locator("#preview mark").nth(1).inner_text() == "Anne-Kathrine van der Meer-Højgaard Sørensen"
    assert page.get_by_label("Contents").input_value() == "Dear {name}, no."


def test_level_ticks_rights(signed_in, cast):
    page = signed_in(f"/settings/staff/{cast.bo.pk}/")

    page.get_by_label("Read only").check()

    ticked = page.eval_on_selector_all("[name=rights]:checked", "boxes => boxes.map(box => box.value)")
    assert ticked == ["all-vacancies"]


@pytest.mark.parametrize("scripts", [True, False])
def test_advert_is_written_in_tabs(signed_in, cast, scripts):
    page = signed_in(f"/vacancies/{cast.teacher.pk}/edit/", scripts=scripts)
    assert page.get_by_label("Title in English").is_visible() is True

    page.locator("#vacancy-form .switch").get_by_text("Svenska").click()

    assert page.get_by_label("Title in Swedish").is_visible() is True
    assert page.get_by_label("Title in English").is_visible() is False


def test_promised_day_follows_the_deadline(signed_in, cast):
    page = signed_in(f"/vacancies/{cast.teacher.pk}/edit/")

    page.get_by_label("Deadline").fill("2031-03-03")
    page.get_by_label("Answer promised within").fill("1")
    page.get_by_label("Reference").focus()

    page.locator("#promise", has_text="Tuesday 4 March 2031").wait_for()


@pytest.mark.parametrize("look", ["desk-light", "desk-dark", "phone-light"])
def test_settings_are_accessible_and_fit(signed_in, axe, cast, look):
    applies(cast.teacher)
    width, scheme = look.split("-")
    page = signed_in(width=width, scheme=scheme)
    addresses = [
        "/settings/",
        "/settings/departments/",
        f"/settings/departments/{cast.school.pk}/",
        "/settings/staff/",
        f"/settings/staff/{cast.bo.pk}/",
        "/settings/letters/",
        letter_of(cast),
        "/settings/reasons/",
        f"/settings/reasons/{cast.reason.pk}/",
        "/settings/senders/",
        "/settings/signatures/",
        "/settings/profile/",
        "/vacancies/new/",
        f"/vacancies/{cast.teacher.pk}/edit/",
        f"/vacancies/{cast.teacher.pk}/close/",
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0
        found[address] = [*axe(page), *(["too wide"] if wide else [])]

    assert {address: faults for address, faults in found.items() if faults} == {}

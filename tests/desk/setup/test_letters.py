"""Letters: the matrix, the editor with its preview, versions, and two editors at once."""

import pytest
import time_machine
from django.contrib.messages import get_messages

from besked.messaging.catalogue import our_letter
from besked.models import LetterTemplate
from tests.cast import NOW, applies
from tests.desk.handling.reading import read

GOOD = {"subject": "Svar til {name}", "body": "Kære {given_name}\n\nNej tak.", "version": "0", "person": "0"}


@pytest.fixture
def address(cast):
    return f"/settings/letters/{cast.school.pk}/rejection.review/da/"


def cells(client, department):
    table = read(client.get(f"/settings/letters/?department={department.pk}")).one("table")
    row = next(row for row in table.all("tr") if "After application review" in row.text)
    return [cell.one("span", class_="chip").text for cell in row.all("td")]


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_matrix_says_whose_text_counts(anna, cast, address):
    anna.post(address.replace(f"/{cast.school.pk}/", f"/{cast.organisation.pk}/"), GOOD)
    anna.post(address.replace("/da/", "/sv/"), {**GOOD, "is_silent": "on"})

    assert cells(anna, cast.school) == ["From Havnsund", "No e-mail", "Ours", "Ours", "Ours"]
    assert cells(anna, cast.organisation) == ["Own", "Ours", "Ours", "Ours", "Ours"]


def test_editor_starts_with_the_text_that_counts(anna, address):
    page = read(anna.get(address))

    assert page.one("textarea", name="body").text == " ".join(our_letter("rejection", "review", "da")[1].split())


def test_saved_letter_is_the_department_s_own(anna, cast, address):
    response = anna.post(address, GOOD)

    assert (response.status_code, response.url) == (302, address)
    row = LetterTemplate.objects.get()
    assert (row.department, row.subject, row.body, row.by) == (
        cast.school,
        "Svar til {name}",
        "Kære {given_name}\n\nNej tak.",
        cast.anna,
    )
    assert said(response) == ["The letter is saved. It counts from the next one on; letters already written stay."]


def test_word_that_can_not_be_filled_in_is_refused(anna, address):
    response = anna.post(address, {**GOOD, "body": "Kære {first_name}, du er {age} år."})

    page = read(response)
    assert response.status_code == 422
    assert page.one("div", class_="field-error").text == (
        "{first_name} can't be filled in: no such word. {age} can't be filled in: no such word."
    )
    assert page.one("textarea", name="body").text == "Kære {first_name}, du er {age} år."
    assert LetterTemplate.objects.count() == 0


def test_link_that_is_gone_is_worth_a_word(anna, cast):
    response = anna.post(f"/settings/letters/{cast.school.pk}/receipt/da/", GOOD)

    assert said(response)[1] == ("Our letter has {link:proof}, yours does not: nobody can prove their address from it.")


def test_second_editor_sees_both_texts(anna, cast, address):
    anna.post(address, GOOD)

    response = anna.post(address, {**GOOD, "body": "My own words, {name}."})

    page = read(response)
    assert response.status_code == 409
    assert page.one("div", class_="warn").text.startswith("Anna Holm saved this letter after you opened it.")
    assert page.one("textarea", name="body").text == "My own words, {name}."
    assert page.one("details", class_="card").one("div", class_="letter-body").text == "Kære {given_name} Nej tak."
    assert page.one("form", id="letter-form").one("input", name="version").attributes["value"] == "1"


def test_second_editor_can_save_over_it_knowingly(anna, address):
    anna.post(address, GOOD)
    anna.post(address, {**GOOD, "body": "My own words, {name}.", "version": "1"})

    assert list(LetterTemplate.objects.order_by("version").values_list("body", "is_current")) == [
        ("Kære {given_name}\n\nNej tak.", False),
        ("My own words, {name}.", True),
    ]


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "٣"])
def test_odd_version_counts_as_overtaken(anna, address, version):
    assert anna.post(address, {**GOOD, "version": version}).status_code == 409


def test_silent_letter_may_be_empty(anna, address):
    anna.post(address, {"subject": "", "body": "", "version": "0", "is_silent": "on"})

    row = LetterTemplate.objects.get()
    assert (row.is_silent, row.subject, row.body) == (True, "", "")


def test_preview_fills_in_a_real_person(anna, cast, address):
    ida = applies(cast.teacher, "Ida Ågård")

    response = anna.post(f"{address}preview/", {**GOOD, "person": str(ida.pk)}, headers={"HX-Request": "true"})

    page = read(response)
    marked = [mark.text for mark in page.all("mark", class_="filled")]
    assert marked[:2] == ["Ida Ågård", "Ida"]
    assert "job@havnsund.example" in page.one("div", class_="letter-subject").one("small").text


def test_preview_without_a_person_is_made_up(anna, address):
    page = read(anna.post(f"{address}preview/", GOOD, headers={"HX-Request": "true"}))

    marked = [mark.text for mark in page.all("mark", class_="filled")]
    assert marked[:2] == ["Anne-Kathrine van der Meer-Højgaard Sørensen", "Anne-Kathrine"]


def test_preview_marks_what_is_missing(anna, cast, address):
    ida = applies(cast.teacher, "Ida Ågård")
    cast.teacher.reference = ""
    cast.teacher.save()
    typed = {**GOOD, "body": "{reference} {nonsense} <b>{name}</b>", "person": str(ida.pk)}

    response = anna.post(f"{address}preview/", typed, headers={"HX-Request": "true"})

    assert [m.text for m in read(response).all("mark", class_="missing")][:2] == ["{reference}", "{nonsense}"]
    assert "&lt;b&gt;" in response.content.decode()


def test_preview_without_scripts_is_the_whole_page(anna, address):
    response = anna.post(f"{address}preview/", {**GOOD, "body": "Kære {first_name}"})

    page = read(response)
    assert response.status_code == 200
    assert page.one("textarea", name="body").text == "Kære {first_name}"
    assert LetterTemplate.objects.count() == 0


def test_stranger_s_applicant_is_not_shown(anna, cast, address):
    nurse = applies(cast.nurse, "Secret Person")

    response = anna.post(f"{address}preview/", {**GOOD, "person": str(nurse.pk)}, headers={"HX-Request": "true"})

    assert "Secret" not in response.content.decode()


def test_version_is_looked_at_and_brought_back(anna, address):
    anna.post(address, GOOD)
    with time_machine.travel(NOW.replace(hour=11), tick=False):
        anna.post(address, {**GOOD, "body": "Second", "version": "1"})

    page = anna.get(f"{address}versions/1/")
    response = anna.post(f"{address}act/", {"do": "restore", "restore": "1", "version": "2"})

    assert "Nej tak." in read(page).one("div", class_="letter-body").text
    assert said(response)[-1] == "Version 1 counts again, as a new version."
    current = LetterTemplate.objects.get(is_current=True)
    assert (current.version, current.body) == (3, "Kære {given_name}\n\nNej tak.")


@pytest.mark.parametrize("version", ["7", "x", ""])
def test_version_that_does_not_exist_is_not_there(anna, address, version):
    anna.post(address, GOOD)

    assert anna.post(f"{address}act/", {"do": "restore", "restore": version, "version": "1"}).status_code == 404


def test_letter_goes_back_to_ours(anna, cast, address):
    anna.post(address, GOOD)

    response = anna.post(f"{address}act/", {"do": "inherit", "version": "1"})

    assert response.status_code == 302
    assert cells(anna, cast.school)[0] == "Ours"


def test_letter_goes_back_to_ours_over_the_one_above(anna, cast, address):
    anna.post(address.replace(f"/{cast.school.pk}/", f"/{cast.organisation.pk}/"), GOOD)

    anna.post(f"{address}act/", {"do": "ours", "version": "0"})

    assert (cells(anna, cast.school)[0], cells(anna, cast.organisation)[0]) == ("Ours", "Own")


def test_going_back_is_refused_where_somebody_was_faster(anna, address):
    anna.post(address, GOOD)

    response = anna.post(f"{address}act/", {"do": "inherit", "version": "0"})

    assert said(response)[-1] == "Anna Holm changed this letter meanwhile. Nothing was changed; look again."
    assert LetterTemplate.objects.get().is_current is True


def test_editor_asks_the_database_as_often_with_more_people(anna, cast, address, django_assert_num_queries):
    applies(cast.teacher, "Ida Ågård")
    with django_assert_num_queries(9):
        anna.get(address)
    for name in ("Oskar Lind", "Mia Holt", "Per Dahl"):
        applies(cast.teacher, name)
    anna.post(address, GOOD)
    with django_assert_num_queries(9):
        anna.get(address)


def test_preview_breaks_lines_only_where_the_letter_does(anna, address):
    typed = {**GOOD, "body": "Kære {given_name},\n\nTak."}

    page = anna.post(f"{address}preview/", typed, headers={"HX-Request": "true"}).content.decode()

    assert 'Kære <mark class="filled">Anne-Kathrine</mark>,\n\nTak.' in page

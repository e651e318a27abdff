"""Vacancies on the page: making, changing, the promised day, two editors at once."""

import datetime as dt

import pytest

from besked.models import Application, Vacancy
from tests.cast import applies
from tests.desk.handling.reading import read


@pytest.fixture
def bo(client, cast):
    client.force_login(cast.bo)
    return client


@pytest.fixture
def new(cast):
    return {
        "languages": ["da", "sv"],
        "title_da": "Lærer i 4. klasse",
        "advert_da": "Kom og vær lærer.\r\n\r\nVi glæder os.",
        "title_sv": "Lärare",
        "department": cast.school.pk,
        "owner": cast.bo.pk,
        "deadline": "2026-12-01",
        "promise_days": "10",
        "positions": "2",
        "zone": "",
        "place": "Lindevang",
        "reference": "2026-99",
        "criteria": "Uddannet lærer\n\nErfaring",
        "is_public": "on",
    }


def kept(client, address):
    """The form as the page gives it."""
    form = read(client.get(address)).one("form", id="vacancy-form")
    boxes = [one for one in form.all("input") if one.attributes.get("type") == "checkbox"]
    given = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in form.all("input")
        if one.attributes.get("type") not in ("checkbox", "radio")
    }
    given |= {one.attributes["name"]: one.text for one in form.all("textarea")}
    for one in form.all("select"):
        given[one.attributes["name"]] = next(
            (o.attributes["value"] for o in one.all("option") if "selected" in o.attributes), ""
        )
    given["languages"] = [
        b.attributes["value"] for b in boxes if b.attributes["name"] == "languages" and "checked" in b.attributes
    ]
    return given | {"is_public": "on"}


def test_vacancy_is_made(bo, cast, new):
    response = bo.post("/vacancies/new/", new)

    made = Vacancy.objects.with_texts().get(reference="2026-99")
    assert (response.status_code, response.url) == (302, f"/vacancies/{made.pk}/")
    assert (made.department, made.owner, made.deadline, made.positions) == (
        cast.school,
        cast.bo,
        dt.date(2026, 12, 1),
        2,
    )
    assert made.criteria == ["Uddannet lærer", "Erfaring"]
    assert {text.language: text.title for text in made.texts.all()} == {"da": "Lærer i 4. klasse", "sv": "Lärare"}


def test_missing_title_opens_its_language_and_keeps_the_rest(bo, new):
    response = bo.post("/vacancies/new/", {**new, "title_sv": " "})

    page = read(response)
    assert response.status_code == 422
    assert page.one("div", class_="panel-sv").one("div", class_="field-error").text == "Give a title in each language."
    shown = [b.attributes["value"] for b in page.all("input", name="tab") if "checked" in b.attributes]
    assert shown == ["sv"]
    assert page.one("textarea", name="advert_da").text == "Kom og vær lærer. Vi glæder os."
    assert Vacancy.objects.count() == 2


def test_vacancy_can_not_be_made_in_a_stranger_s_department(bo, cast, new):
    response = bo.post("/vacancies/new/", {**new, "department": cast.care.pk})

    assert (response.status_code, Vacancy.objects.count()) == (422, 2)


def test_changed_deadline_moves_the_promises(bo, cast):
    ida = applies(cast.teacher)
    address = f"/vacancies/{cast.teacher.pk}/edit/"

    response = bo.post(address, {**kept(bo, address), "deadline": "2026-12-07"})

    assert (response.status_code, response.url) == (302, f"/vacancies/{cast.teacher.pk}/")
    assert Vacancy.objects.get(pk=cast.teacher.pk).deadline == dt.date(2026, 12, 7)
    assert Application.objects.get(pk=ida.pk).answer_by == dt.date(2026, 12, 21)


def test_page_shows_the_promised_day(bo, cast):
    page = read(bo.get(f"/vacancies/{cast.teacher.pk}/edit/"))

    assert page.one("div", id="promise").text == (
        "Whoever applies today is promised an answer by Monday 14 December 2026 ."
    )


@pytest.mark.parametrize(
    ("deadline", "days", "words"),
    [
        ("2026-12-07", "5", "Whoever applies today is promised an answer by Monday 14 December 2026 ."),
        ("", "1", "Whoever applies today is promised an answer by Tuesday 24 November 2026 ."),
        ("soon", "5", "The promised day shows here once deadline and working days are filled in."),
        ("", "999", "The promised day shows here once deadline and working days are filled in."),
    ],
)
def test_promised_day_follows_what_is_typed(bo, cast, deadline, days, words):
    typed = {"look": "1", "deadline": deadline, "promise_days": days, "department": cast.school.pk}

    assert read(bo.post("/vacancies/new/", typed)).one("p").text == words
    assert Vacancy.objects.count() == 2


def test_second_editor_is_told_and_loses_nothing(bo, client, cast):
    address = f"/vacancies/{cast.teacher.pk}/edit/"
    mine = {**kept(bo, address), "place": "Mine"}
    client.force_login(cast.anna)
    client.post(address, {**kept(client, address), "positions": "3", "title_da": "Deres"})

    client.force_login(cast.bo)
    response = bo.post(address, mine)

    page = read(response)
    assert response.status_code == 422
    words = (
        "Somebody else saved this after you opened it: Title in Danish, Positions. Save again to keep what you typed."
    )
    assert page.one("div", id="errors").one("li").text == words
    assert page.one("input", name="place").attributes["value"] == "Mine"
    again = {**mine, "stamp": page.one("input", name="stamp").attributes["value"]}
    assert bo.post(address, again).status_code == 302
    assert Vacancy.objects.get(pk=cast.teacher.pk).place == "Mine"


def test_own_vacancies_only_without_the_right_to_all(client, cast):
    client.force_login(cast.lise)

    assert client.get(f"/vacancies/{cast.teacher.pk}/edit/").status_code == 404


def test_editor_asks_the_database_as_often_with_more_people(bo, cast, django_assert_max_num_queries):
    address = f"/vacancies/{cast.teacher.pk}/edit/"
    bo.get(address)
    for name in ("Ida Å", "Mia H", "Per D"):
        applies(cast.teacher, name)

    with django_assert_max_num_queries(12):
        bo.get(address)

"""Search over everything that one may see."""

import datetime as dt

import pytest
from django.db import connection

from tests.cast import NOW, act, applies, vacancy
from tests.desk.handling.reading import read


def people(page):
    return [one.text for one in page.all("a", class_="name")]


@pytest.fixture
def three(cast):
    return [
        applies(cast.teacher, "Ida Ågård", letter="I teach physics."),
        applies(cast.teacher, "Ib Berg", now=NOW + dt.timedelta(hours=1)),
        applies(cast.nurse, "Ida Strange"),
    ]


@pytest.mark.parametrize(
    ("q", "expected"),
    [("ida", ["Ida Ågård"]), ("aagard", ["Ida Ågård"]), ("PHYS", ["Ida Ågård"]), ("i", ["Ib Berg", "Ida Ågård"])],
)
def test_people_are_found_by_their_words_newest_first(bo, three, q, expected):
    assert people(read(bo.get(f"/search/?q={q}"))) == expected


def test_hit_says_vacancy_status_and_day(bo, cast, three):
    act("reject", cast.bo_acts, three[:1], answers={"type": "interview2", "reason": cast.reason.slug})

    hit = read(bo.get("/search/?q=ida")).one("tr", **{"data-row": str(three[0].pk)})

    assert hit.text == "Ida Ågård Teacher Rejected · after 2nd interview 23 Nov 2026"
    assert hit.one("a").attributes["href"] == f"/applications/{three[0].pk}/"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("bo", ["Ida Ågård"]), ("carla", ["Ida Strange"]), ("anna", ["Ida Strange", "Ida Ågård"]), ("lise", [])],
)
def test_only_visible_people_are_found(signed_in, three, name, expected):
    assert people(read(signed_in(name).get("/search/?q=ida"))) == expected


def test_vacancies_are_found_by_title_and_reference(bo, cast):
    found = vacancy(cast.school, cast.bo, reference="HK-17")

    page = read(bo.get("/search/?q=hk-17"))

    links = [one.attributes["href"] for one in page.one("ul", class_="lines").all("a")]
    assert links == [f"/vacancies/{found.pk}/"]
    assert page.one("ul", class_="lines").text == "Teacher HK-17 Lindevang Skole"


def test_strange_vacancy_is_not_found(bo, cast):
    page = read(bo.get(f"/search/?q={cast.nurse.reference}"))

    assert page.one("div", class_="empty").one("h2").text == "Nothing was found"


@pytest.mark.parametrize("q", ["", "%20", "%00"])
def test_empty_query_says_what_can_be_found(bo, cast, q):
    page = read(bo.get(f"/search/?q={q}"))

    assert page.one("div", class_="empty").one("h2").text == "Whom are you looking for?"


@pytest.mark.parametrize("q", ["'", '"', "*", "a*b", "NEAR(", "x" * 500, "%F0%9F%92%A9", "-- ;", "AND OR NOT", "a:b"])
def test_odd_query_is_no_fault(bo, three, q):
    assert bo.get("/search/", {"q": q}).status_code == 200


def test_many_hits_have_pages(bo, cast):
    for n in range(51):
        applies(cast.teacher, f"Ida{n} Berg")
    first = read(bo.get("/search/?q=berg"))
    second = read(bo.get("/search/" + first.one("a", rel="next").attributes["href"]))

    assert (len(people(first)), len(people(second)), people(second)) == (50, 1, ["Ida0 Berg"])


def test_cursor_of_somebody_else_is_not_found(bo, three):
    assert bo.get("/search/?q=ida&from=x").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_search_costs_seven_queries_however_many_are_found(bo, cast, queries, number):
    for n in range(number):
        applies(cast.teacher, f"Ida{n} Berg")

    # PostgreSQL asks first whether the words are rare
    queries(bo, "/search/?q=berg", 7 + (connection.vendor == "postgresql"))

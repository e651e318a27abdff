"""The list of vacancies: by state, department, owner and words, within what one may see."""

import datetime as dt

import pytest

from besked.answers.tally import recount
from besked.models import VacancyText
from tests.cast import NOW, act, applies, department, vacancy
from tests.desk.handling.reading import read

TODAY = NOW.date()
PAST = TODAY - dt.timedelta(days=1)


def titles(page):
    return [one.text for one in page.all("a", class_="name")]


def references(page):
    return [next(one.all("span")).text for one in page.all("small", class_="meta")]


def tabs(page):
    return page.one("nav", class_="tabs").text


@pytest.fixture
def many(cast):
    return {
        "today": vacancy(cast.school, cast.bo, reference="A", deadline=TODAY),
        "endless": vacancy(cast.school, cast.anna, reference="B", deadline=None),
        "expired": vacancy(cast.school, cast.bo, reference="C", deadline=PAST),
        "closing": vacancy(cast.school, cast.bo, reference="D", deadline=PAST, closing_at=NOW),
        "closed": vacancy(cast.school, cast.bo, reference="E", deadline=PAST, closing_at=NOW, closed_at=NOW),
    }


@pytest.mark.parametrize(
    ("state", "expected"), [("", ["B", "A"]), ("expired", ["C"]), ("closing", ["D"]), ("closed", ["E"])]
)
def test_tab_holds_its_state_newest_first(bo, cast, many, state, expected):
    query = f"?state={state}" if state else ""

    page = read(bo.get(f"/vacancies/{query}"))

    wanted = [*expected, cast.teacher.reference] if not state else expected
    assert references(page) == wanted
    assert tabs(page) == "Open 3 Expired 1 Closing 1 Closed 1 All 6"


def test_all_of_them_says_how_each_stands(bo, cast, many):
    page = read(bo.get("/vacancies/?state=all&owner=me"))

    states = [one.text for one in page.one("tbody").all("span", class_="chip")]
    assert references(page) == ["E", "D", "C", "A", cast.teacher.reference]
    assert states == ["Closed", "Closing", "Expired", "Open", "Open"]


def test_start_leads_to_all_of_ones_own(bo, cast, many):
    page = read(bo.get("/"))

    assert page.one("section", **{"aria-labelledby": "mine-title"}).one("a", class_="small").attributes["href"] == (
        "/vacancies/?state=all&owner=me"
    )


def test_list_begins_with_the_first_tab_that_holds_something(bo, cast, many):
    type(cast.teacher).objects.exclude(reference__in=["C", "E"]).delete()

    page = read(bo.get("/vacancies/"))

    assert references(page) == ["C"]
    assert page.one("nav", class_="tabs").one("a", **{"aria-current": "page"}).text == "Expired 1"


def test_chosen_tab_stays_chosen_when_it_is_empty(bo, cast, many):
    type(cast.teacher).objects.exclude(reference="C").delete()

    page = read(bo.get("/vacancies/?state=open"))

    assert page.one("div", class_="empty").one("h2").text == "No vacancy is open."


def test_row_says_how_far_a_vacancy_has_come(bo, cast):
    people = [applies(cast.teacher, f"Ida{n} Berg") for n in range(3)]
    act("withdraw", cast.bo_acts, people[:1])
    type(people[1]).objects.filter(pk=people[1].pk).update(answer_by=PAST)
    recount(NOW)

    row = read(bo.get("/vacancies/")).one("tr", **{"data-row": str(cast.teacher.pk)})

    assert row.text == (
        f"Teacher {cast.teacher.reference} Lindevang Skole Bo Holm 30 Nov 2026 3 2 "
        "0 answered 1 in progress 1 overdue 1 withdrawn or transferred"
    )


def test_empty_vacancy_shows_no_bar(bo, cast):
    row = read(bo.get("/vacancies/")).one("tr", **{"data-row": str(cast.teacher.pk)})

    assert (row.text.endswith("0 0 Nobody yet"), list(row.all("svg"))) == (True, [])


def test_words_find_title_in_any_language_and_reference(bo, cast, many):
    VacancyText.objects.filter(vacancy=many["today"], language="nl").update(title="Wiskundeleraar")

    assert references(read(bo.get("/vacancies/?q=wiskunde"))) == ["A"]
    assert references(read(bo.get("/vacancies/?q=b"))) == ["B"]
    assert tabs(read(bo.get("/vacancies/?q=wiskunde"))) == "Open 1 Expired 0 Closing 0 Closed 0 All 1"


def test_percent_sign_is_an_ordinary_letter(bo, cast, many):
    assert titles(read(bo.get("/vacancies/?q=%25"))) == []


def test_department_holds_those_below_it(signed_in, cast, many):
    below = department("Afdeling B", cast.school)
    vacancy(below, cast.bo, reference="F")
    anna = signed_in("anna")

    assert references(read(anna.get(f"/vacancies/?department={cast.school.pk}"))) == [
        "F", "B", "A", cast.teacher.reference,
    ]  # fmt: skip
    assert references(read(anna.get(f"/vacancies/?department={below.pk}"))) == ["F"]
    assert titles(read(anna.get("/vacancies/?department=999999"))) == []


def test_only_my_own(bo, cast, many):
    assert references(read(bo.get("/vacancies/?owner=me"))) == ["A", cast.teacher.reference]


def test_tab_keeps_what_was_asked(bo, cast):
    links = read(bo.get("/vacancies/?q=a&owner=me")).one("nav", class_="tabs").all("a")

    assert [one.attributes["href"] for one in links][1] == "?state=expired&q=a&owner=me"


@pytest.mark.parametrize(("name", "expected"), [("bo", 1), ("rune", 1), ("carla", 1), ("lise", 0), ("anna", 2)])
def test_list_holds_what_one_may_see(signed_in, cast, name, expected):
    assert len(titles(read(signed_in(name).get("/vacancies/")))) == expected


def test_empty_list_offers_a_new_vacancy_to_whom_may(signed_in, cast):
    empty = read(signed_in("lise").get("/vacancies/")).one("div", class_="empty")

    assert (empty.one("h2").text, empty.one("a").attributes["href"]) == ("No vacancy is open.", "/vacancies/new/")
    assert list(read(signed_in("rune").get("/vacancies/?state=closed")).one("div", class_="empty").all("a")) == []


def test_no_fit_offers_the_way_back(bo, cast):
    empty = read(bo.get("/vacancies/?q=xyz&state=expired")).one("div", class_="empty")

    assert (empty.one("h2").text, empty.one("a").attributes["href"]) == ("No vacancy fits", "?state=expired")


def test_long_list_has_pages(bo, cast):
    for _ in range(25):
        vacancy(cast.school, cast.bo)
    first = read(bo.get("/vacancies/"))
    second = read(bo.get("/vacancies/" + first.one("a", rel="next").attributes["href"]))

    assert (len(titles(first)), len(titles(second))) == (25, 1)
    assert second.one("nav", class_="pager").one("a").text == "Newest"


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_eight_queries_however_long(bo, cast, queries, number):
    for _ in range(number - 1):
        applies(vacancy(cast.school, cast.bo))

    queries(bo, "/vacancies/", 8)


@pytest.mark.parametrize("query", ["state=odd", "from=x", "state=%00"])
def test_unknown_place_is_not_found(bo, cast, query):
    assert bo.get(f"/vacancies/?{query}").status_code == 404


@pytest.mark.parametrize("query", ["department=²", "department=" + "9" * 30, "q=%00", "q=" + "x" * 900, "owner=%00"])
def test_odd_filters_are_no_fault(bo, cast, query):
    assert bo.get(f"/vacancies/?{query}").status_code == 200

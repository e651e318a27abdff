"""The door to a further action: GET asks and changes nothing, POST makes one draft, by ids or by the list's filter."""

import pytest

from besked.models import Run
from tests.cast import act, applies
from tests.desk.handling.reading import read


def test_get_asks_and_changes_nothing(bo, cast):
    ida, ib = applies(cast.teacher), applies(cast.teacher, "Ib Berg")
    act("withdraw", cast.bo_acts, [ib])
    before = Run.objects.count()

    page = read(bo.get(f"/actions/reject/?application={ida.pk}&application={ib.pk}&application=99"))

    assert Run.objects.count() == before
    assert [one.text for one in page.one("main").all("li")] == [
        "Ida Ågård",
        "Application 99 There is no such application.",
        "Ib Berg Not possible: Withdrawn.",
    ]


def test_post_makes_a_draft_and_goes_there(bo, cast):
    ida = applies(cast.teacher)

    response = bo.post(f"/actions/reject/?application={ida.pk}", {"back": "/vacancies/1/?status=new"})

    run = Run.objects.get()
    assert (response.status_code, response.url) == (302, f"/runs/{run.pk}/")
    assert (run.slug, run.state, run.applications, run.back, run.actor) == (
        "reject",
        "draft",
        [ida.pk],
        "/vacancies/1/?status=new",
        f"user:{cast.bo.pk}",
    )


def test_filter_is_resolved_on_the_server(bo, cast):
    first, second, third = (applies(cast.teacher, f"Ida{n} Berg") for n in range(3))
    applies(cast.nurse, "Not Mine")
    act("withdraw", cast.bo_acts, [second])

    bo.post("/actions/reject/", {"filter": f"{cast.teacher.pk}?status=new", "all": "1", "application": [first.pk]})

    assert Run.objects.get(state="draft").applications == [first.pk, third.pk]


def test_ticked_people_count_where_not_all_are_meant(bo, cast):
    first, second = applies(cast.teacher), applies(cast.teacher, "Ib Berg")

    bo.post("/actions/save/", {"filter": f"{cast.teacher.pk}?", "application": [second.pk]})

    assert Run.objects.get().applications == [second.pk]
    assert first.pk != second.pk


def test_filter_of_a_strange_vacancy_is_not_found(bo, cast):
    response = bo.post("/actions/reject/", {"filter": f"{cast.nurse.pk}?status=new", "all": "1"})

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"ids": ""}, "Nobody is selected."),
        ({"filter": "1?"}, "Nobody is selected."),
        ({"ids": "1,x"}, "The selection could not be read; go back and choose again."),
        ({"ids": "1" * 30}, "The selection could not be read; go back and choose again."),
        (
            {"ids": ",".join(map(str, range(10_001)))},
            "At most 10000 people fit into one step; choose fewer.",
        ),
    ],
)
def test_bad_selection_gets_a_sentence(bo, data, words):
    response = bo.post("/actions/reject/", data)

    assert response.status_code == 422
    assert read(response).one("p", class_="body").text == words
    assert Run.objects.count() == 0


def test_address_names_at_most_a_hundred(bo):
    response = bo.get("/actions/reject/?" + "&".join(f"application={n}" for n in range(101)))

    assert response.status_code == 422
    assert read(response).one("p", class_="body").text == (
        "An address names at most 100 people; choose more in the vacancy's list."
    )


def test_unknown_action_is_not_found(bo):
    assert bo.get("/actions/promote/").status_code == 404


@pytest.mark.parametrize("address", ["/vacancies/{pk}/?rank=none&owed=1", "{pk}?rank=none&owed=1&sort=newest"])
def test_filter_may_be_the_pages_own_address(bo, cast, address):
    first, second, ranked = (applies(cast.teacher, f"Ida{n} Berg") for n in range(3))
    type(ranked).objects.filter(pk=ranked.pk).update(rank=1)

    bo.post("/actions/reject/", {"filter": address.format(pk=cast.teacher.pk), "all": "1"})

    assert sorted(Run.objects.get().applications) == [first.pk, second.pk]

"""The vacancy page: who may see it, what it costs, that list and counts agree, and that a page ends where it must."""

import datetime as dt
from itertools import chain
from urllib.parse import parse_qs, urlsplit

import pytest

from besked.models import Application, Right
from tests.cast import NOW, act, applies, user, vacancy
from tests.desk.handling.reading import read


def names(page):
    return [one.text for one in page.one("ul", class_="rows").all("a", class_="name")]


@pytest.fixture
def three(cast):
    """Ib came first, Ænne second, Ada last."""
    return [
        applies(cast.teacher, name, now=NOW - dt.timedelta(days=days), email=f"waits{days}@example.com")
        for name, days in (("Ib Berg", 9), ("Ænne Lund", 5), ("Ada Holm", 2))
    ]


@pytest.mark.parametrize(("name", "status"), [("bo", 200), ("anna", 200), ("rune", 200), ("carla", 404), ("lise", 404)])
def test_vacancy_is_seen_by_its_own_people(signed_in, cast, name, status):
    assert signed_in(name).get(f"/vacancies/{cast.teacher.pk}/").status_code == status


def test_limited_user_sees_own_vacancy(signed_in, cast):
    own = vacancy(cast.school, cast.lise)

    assert signed_in("lise").get(f"/vacancies/{own.pk}/").status_code == 200


def test_stranger_is_sent_to_sign_in(client, cast):
    response = client.get(f"/vacancies/{cast.teacher.pk}/")

    assert (response.status_code, response.url) == (302, f"/accounts/login/?next=/vacancies/{cast.teacher.pk}/")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("query", ["", "?status=new&rank=none", "?q=ida", "?owed=1", "?sort=name"])
def test_vacancy_costs_nine_queries_however_many_applied(bo, cast, queries, number, query):
    for n in range(number):
        applies(cast.teacher, f"Ida{n} Berg")

    queries(bo, f"/vacancies/{cast.teacher.pk}/{query}", 9)


def test_decided_ones_cost_one_query_more(bo, cast, queries, three):
    act("reject", cast.bo_acts, three[:1], answers={"type": "review", "reason": cast.reason.slug})

    queries(bo, f"/vacancies/{cast.teacher.pk}/", 10)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["Ib Berg", "Ænne Lund", "Ada Holm"]),
        ("newest", ["Ada Holm", "Ænne Lund", "Ib Berg"]),
        ("name", ["Ib Berg", "Ada Holm", "Ænne Lund"]),
        ("sideways", ["Ib Berg", "Ænne Lund", "Ada Holm"]),
    ],
)
def test_list_is_sorted_as_asked(bo, cast, three, sort, expected):
    assert names(read(bo.get(f"/vacancies/{cast.teacher.pk}/?sort={sort}"))) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=withdrawn", ["Ib Berg"]),
        ("rank=1", ["Ada Holm"]),
        ("rank=none&status=new", ["Ænne Lund"]),
        ("owed=1", ["Ænne Lund", "Ada Holm"]),
        ("owed=overdue", ["Ænne Lund"]),
        ("q=aenne", ["Ænne Lund"]),
        ("language=da&q=holm", ["Ada Holm"]),
    ],
)
def test_filters_narrow_the_list(bo, cast, three, query, expected):
    act("withdraw", cast.bo_acts, three[:1])
    Application.objects.filter(pk=three[1].pk).update(answer_by=dt.date(2026, 11, 20))
    Application.objects.filter(pk=three[2].pk).update(rank=1)

    page = read(bo.get(f"/vacancies/{cast.teacher.pk}/?{query}"))

    assert names(page) == expected
    assert page.one("h2", class_="list-words").text == f"{len(expected)} found"


def test_nobody_fits_offers_the_way_back(bo, cast, three):
    page = read(bo.get(f"/vacancies/{cast.teacher.pk}/?q=!!!"))

    assert (
        page.one("div", class_="empty").text == "Nobody fits No application of this vacancy is like that. Clear filters"
    )
    assert list(page.all("form", id="dock")) == []


def test_empty_vacancy_says_so(bo, cast):
    page = read(bo.get(f"/vacancies/{cast.teacher.pk}/"))

    assert page.one("div", class_="empty").one("h2").text == "Nobody has applied yet"


@pytest.mark.parametrize("sort", ["", "newest", "name"])
def test_pages_hold_everybody_once(bo, cast, sort):
    for n in range(120):
        applies(cast.teacher, f"Ida{n % 7} Berg", now=NOW - dt.timedelta(days=n % 5))
    address, seen = f"/vacancies/{cast.teacher.pk}/?sort={sort}", []
    while address:
        page = read(bo.get(address))
        seen.append([one.attributes["data-row"] for one in page.one("ul", class_="rows").all("li")])
        following = [one.attributes["href"] for one in page.all("a", rel="next")]
        address = f"/vacancies/{cast.teacher.pk}/{following[0]}" if following else ""

    everybody = sorted(str(pk) for pk in Application.objects.values_list("pk", flat=True))
    assert [len(rows) for rows in seen] == [50, 50, 20]
    assert sorted(chain(*seen)) == everybody


def test_later_page_keeps_filters_and_leads_back(bo, cast):
    for n in range(51):
        applies(cast.teacher, f"Ida{n} Berg")
    first = read(bo.get(f"/vacancies/{cast.teacher.pk}/?language=da&sort=name&open=7"))

    following = first.one("a", rel="next").attributes["href"]
    second = read(bo.get(f"/vacancies/{cast.teacher.pk}/{following}"))

    assert {name: value for name, value in parse_qs(urlsplit(following).query).items() if name != "from"} == {
        "language": ["da"],
        "sort": ["name"],
    }
    assert second.one("nav", class_="pager").one("a").attributes["href"] == "?language=da&sort=name"


def test_dock_posts_the_filter_instead_of_ids(bo, cast, three):
    page = read(bo.get(f"/vacancies/{cast.teacher.pk}/?status=new&sort=name&open={three[0].pk}"))
    dock = page.one("form", id="dock")

    assert dock.one("input", name="filter").attributes["value"] == f"/vacancies/{cast.teacher.pk}/?status=new&sort=name"
    assert dock.one("input", name="back").attributes["value"] == (
        f"/vacancies/{cast.teacher.pk}/?status=new&sort=name&open={three[0].pk}"
    )
    assert [one.attributes["formaction"] for one in dock.all("button") if "formaction" in one.attributes] == [
        f"/actions/{slug}/" for slug in ("withdraw", "save", "transfer", "email", "invite", "reject")
    ]


def test_everybody_can_be_selected_where_a_page_does_not_hold_them(bo, cast):
    for n in range(52):
        applies(cast.teacher, f"Ida{n} Berg")

    page = read(bo.get(f"/vacancies/{cast.teacher.pk}/?q=berg"))

    assert page.one("input", name="all").attributes["data-select-all"] == "52"
    assert page.one("form", id="dock").one("label").text == "Select all 52"


def test_reader_gets_no_dock(signed_in, cast, three):
    page = read(signed_in("rune").get(f"/vacancies/{cast.teacher.pk}/"))

    assert (names(page), list(page.all("form", id="dock"))) == (["Ib Berg", "Ænne Lund", "Ada Holm"], [])


def test_head_says_what_the_vacancy_is(bo, cast):
    head = read(bo.get(f"/vacancies/{cast.teacher.pk}/")).one("header", class_="page-head")

    assert head.one("h1").text == "Teacher"
    assert head.one("p", class_="meta").text == (
        f"Ref. {cast.teacher.reference} Deadline 30 Nov 2026 Owner Bo Holm Promise: an answer within 10 working days"
    )
    assert [one.text for one in head.one("p", class_="no-print").all("a")] == ["Edit vacancy", "Close vacancy"]


def test_closed_vacancy_is_shown_and_cannot_be_closed_again(bo, cast):
    shut = vacancy(cast.school, cast.bo, closing_at=NOW, closed_at=NOW, deadline=None, reference="")

    head = read(bo.get(f"/vacancies/{shut.pk}/")).one("header", class_="page-head")

    assert head.one("span", class_="chip").text == "Closed"
    assert head.one("p", class_="meta").text == "No deadline Owner Bo Holm Promise: an answer within 10 working days"
    assert [one.text for one in head.one("p", class_="no-print").all("a")] == ["Edit vacancy"]


def test_meter_counts_progress_and_overdue_and_who_left(bo, cast, three):
    act("withdraw", cast.bo_acts, three[:1])
    Application.objects.filter(pk=three[1].pk).update(answer_by=dt.date(2026, 11, 20))

    meter = read(bo.get(f"/vacancies/{cast.teacher.pk}/")).one("div", class_="meter")

    assert [one.text for one in meter.all("li")] == [
        "0 answered",
        "1 in progress",
        "1 overdue",
        "1 withdrawn or transferred",
    ]


@pytest.mark.parametrize("query", ["from=x", "from=WzFd", "from=" + "9" * 5000, "from=%00"])
def test_cursor_of_somebody_else_is_not_found(bo, cast, three, query):
    assert bo.get(f"/vacancies/{cast.teacher.pk}/?{query}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["status=%00", "rank=%00", "rank=²", "open=" + "9" * 40, "open=²", "q=" + "x" * 3000, "sort=%00", "q=%F0%9F%92%A9"],
)
def test_odd_filters_are_no_fault(bo, cast, three, query):
    assert bo.get(f"/vacancies/{cast.teacher.pk}/?{query}").status_code == 200


def test_name_of_a_stranger_is_escaped_and_whole(bo, cast):
    name = "Ida <script>alert(1)</script> " + "x" * 200
    applies(cast.teacher, "Ida Berg")
    Application.objects.get().candidate.__class__.objects.update(given_name=name[:100], family_name=name[100:200])

    page = read(bo.get(f"/vacancies/{cast.teacher.pk}/"))

    assert names(page) == [f"{name[:100]} {name[100:200]}"]
    assert list(page.one("ul", class_="rows").all("script")) == []


def test_page_is_small(bo, cast):
    for n in range(50):
        applies(cast.teacher, f"Ida{n} Berg-Holmström-Ågård")

    assert len(bo.get(f"/vacancies/{cast.teacher.pk}/").content) < 60_000


def test_rights_decide_what_stands_at_the_head(signed_in, cast):
    helper = user("helga", "reader", cast.school)
    helper.rights = [Right.ALL_VACANCIES, Right.CLOSE]
    helper.save()
    cast.helga = helper

    head = read(signed_in("helga").get(f"/vacancies/{cast.teacher.pk}/")).one("header", class_="page-head")

    assert [one.text for one in head.one("p", class_="no-print").all("a")] == ["Close vacancy"]

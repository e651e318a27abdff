"""The start page: who is owed an answer, oldest first, and what stands beside."""

import datetime as dt

import pytest

from besked.answers import settle
from besked.answers.tally import recount
from besked.models import Application, Message, MessageState, Tally, Worker
from tests.cast import NOW, act, applies, user, vacancy
from tests.desk.handling.reading import read


def days_ago(days):
    return NOW - dt.timedelta(days=days)


def lines(page):
    """What the list shows: groups, and under each the people."""
    return [
        [body.one("th", scope="rowgroup").text, *(one.text for one in body.all("a", class_="name"))]
        for body in page.all("tbody")
    ]


@pytest.fixture
def four(cast):
    """Two wait for Bo, one for a colleague, one for the panel; the oldest last."""
    cast.dina = user("dina", "mid", cast.school)
    other = vacancy(cast.school, cast.dina)
    people = [
        applies(cast.teacher, "Ib Berg", now=days_ago(2)),
        applies(other, "Eva Lund", now=days_ago(3)),
        applies(cast.teacher, "Per Holm", now=days_ago(4)),
        applies(cast.teacher, "Ida Ågård", now=days_ago(26), answer_by=dt.date(2026, 11, 20)),
    ]
    Application.objects.filter(pk=people[2].pk).update(owed_by="panel")
    applies(cast.nurse, "Not Mine", now=days_ago(40))
    return people


def test_start_says_how_many_wait(bo, four):
    page = read(bo.get("/"))

    assert page.one("h1").text == "4 people are owed an answer"
    assert page.one("header", class_="page-head").one("p").text == (
        "1 is past the day you promised. The longest wait is 26 days."
    )


def test_people_stand_by_who_must_move_oldest_first(bo, four):
    assert lines(read(bo.get("/"))) == [
        ["You", "Ida Ågård", "Ib Berg"],
        ["Dina Holm", "Eva Lund"],
        ["The panel", "Per Holm"],
    ]


def test_line_says_vacancy_and_wait_in_words(bo, four):
    first = next(read(bo.get("/")).all("tr", **{"data-row": str(four[3].pk)}))

    assert first.text == "Ida Ågård Teacher 26 days , past the promised day"
    assert first.one("a").attributes["href"] == f"/applications/{four[3].pk}/"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("me", [["You", "Ida Ågård", "Ib Berg"]]),
        ("panel", [["The panel", "Per Holm"]]),
        ("applicant", []),
        ("nonsense", []),
        ("²", []),
        ("9" * 40, []),
        ("%00", []),
    ],
)
def test_one_group_can_be_seen_alone(bo, four, by, expected):
    recount(NOW)

    page = read(bo.get(f"/?by={by}"))

    assert lines(page) == expected
    assert page.one("h1").text.endswith("4 people are owed an answer")


def test_colleague_is_a_group(bo, cast, four):
    recount(NOW)

    assert lines(read(bo.get(f"/?by={cast.dina.pk}"))) == [["Dina Holm", "Eva Lund"]]


def test_nobody_waiting_is_said_kindly(bo, cast):
    page = read(bo.get("/"))

    assert page.one("h1").text == "Nobody is owed an answer"
    assert page.one("div", class_="empty").one("h2").text == "All is said"
    assert list(page.all("a", class_="primary")) == []


def test_answered_people_are_gone(bo, cast):
    ida = applies(cast.teacher)
    act("withdraw", cast.bo_acts, [ida])

    assert read(bo.get("/")).one("h1").text == "Nobody is owed an answer"


def test_decided_but_untold_person_still_waits(bo, cast):
    ida = applies(cast.teacher)
    act("reject", cast.bo_acts, [ida], answers={"type": "review", "reason": cast.reason.slug, "tell": "later"})

    page = read(bo.get("/"))

    assert page.one("h1").text == "1 person is owed an answer"
    assert page.one("tr", **{"data-row": str(ida.pk)}).all("td").__next__().text == "Teacher · decided, not told"


def test_more_than_a_page_is_counted_by_the_worker(bo, cast):
    for n in range(51):
        applies(cast.teacher, f"Ida{n} Berg", now=days_ago(n % 9))
    recount(NOW)
    Worker.objects.create(name="w", host="h", started_at=NOW, beat_at=NOW)

    first = read(bo.get("/"))
    following = first.one("a", rel="next").attributes["href"]
    second = read(bo.get(f"/{following}"))

    assert first.one("h1").text == "51 people are owed an answer"
    assert [len(group) - 1 for group in lines(first)] == [50]
    assert [len(group) - 1 for group in lines(second)] == [1]
    assert second.one("nav", class_="pager").one("a").text == "The oldest"


def test_silent_worker_makes_the_number_doubtful(bo, cast):
    for n in range(51):
        applies(cast.teacher, f"Ida{n} Berg")
    recount(NOW)
    Worker.objects.create(name="w", host="h", started_at=NOW, beat_at=NOW - dt.timedelta(seconds=61))

    assert read(bo.get("/")).one("h1").text == "About 51 people are owed an answer"


def test_without_a_tally_the_rows_are_counted(bo, cast):
    for n in range(51):
        applies(cast.teacher, f"Ida{n} Berg")

    assert Tally.objects.count() == 0
    assert read(bo.get("/")).one("h1").text == "51 people are owed an answer"


@pytest.mark.parametrize("number", [1, 3])
def test_start_costs_eleven_queries_however_many_wait(bo, cast, queries, number):
    for n in range(number):
        applies(cast.teacher, f"Ida{n} Berg")

    queries(bo, "/", 11)


def test_long_start_costs_eleven_queries_as_well(bo, cast, queries):
    for n in range(51):
        applies(cast.teacher, f"Ida{n} Berg")
    recount(NOW)

    queries(bo, "/", 11)


def test_stranger_signs_in_first(client, cast):
    assert client.get("/").url == "/accounts/login/?next=/"


def test_next_is_my_oldest(bo, four):
    assert bo.get("/next/").url == f"/applications/{four[3].pk}/"


def test_next_passes_those_whose_answer_is_on_its_way(bo, cast, four):
    act("reject", cast.bo_acts, [four[3]], answers={"type": "review", "reason": cast.reason.slug})

    assert bo.get("/next/").url == f"/applications/{four[0].pk}/"


def test_next_comes_back_to_a_letter_that_failed(bo, cast, four):
    act("reject", cast.bo_acts, [four[3]], answers={"type": "review", "reason": cast.reason.slug})
    Message.objects.filter(kind="rejection").update(state=MessageState.FAILED)
    settle([four[3].pk], NOW)

    assert bo.get("/next/").url == f"/applications/{four[3].pk}/"


def test_next_is_a_colleagues_where_nobody_waits_for_me(signed_in, cast, four):
    assert signed_in("anna").get("/next/").url == (
        f"/applications/{Application.objects.get(candidate__given_name='Not').pk}/"
    )


def test_next_says_when_nobody_waits(bo, cast):
    response = bo.get("/next/", follow=True)

    assert response.redirect_chain == [("/", 302)]
    assert read(response).one("div", id="messages").text == "Nobody waits for you now."


def test_reader_answers_nobody(signed_in, four):
    page = read(signed_in("rune").get("/"))

    assert page.one("h1").text == "4 people are owed an answer"
    assert list(page.all("a", class_="primary")) == []


def test_cursor_of_somebody_else_is_not_found(bo, cast):
    assert bo.get("/?from=x").status_code == 404


@pytest.mark.parametrize("everywhere", [1, 100_000])
def test_both_ways_to_the_waiting_find_the_same(bo, cast, four, everywhere):
    """Few of very many are sorted; many of not so many are met on the way."""
    recount(NOW)
    Tally.objects.filter(vacancy=cast.nurse).update(owed=everywhere)

    assert lines(read(bo.get("/"))) == [
        ["You", "Ida Ågård", "Ib Berg"],
        ["Dina Holm", "Eva Lund"],
        ["The panel", "Per Holm"],
    ]
    assert lines(read(bo.get("/?by=me"))) == [["You", "Ida Ågård", "Ib Berg"]]
    assert lines(read(bo.get("/?by=panel"))) == [["The panel", "Per Holm"]]


def test_ones_own_number_is_me(bo, cast, four):
    assert lines(read(bo.get(f"/?by={cast.bo.pk}"))) == [["You", "Ida Ågård", "Ib Berg"]]

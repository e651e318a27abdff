"""One's own drafts: listed with what, for whom and since when; thrown away by their owner alone, swept when empty."""

import datetime as dt

import pytest

from besked.models import Run
from besked.runs import sweep_drafts
from tests.cast import NOW, act, applies
from tests.desk.handling.reading import read


@pytest.fixture
def people(cast):
    return [applies(cast.teacher, name) for name in ("Ida Ågård", "Ib Berg", "Eva Lund")]


@pytest.fixture
def written(bo, draft, people):
    """A rejection of three in which Bo chose a reason."""
    address = draft("reject", people)
    bo.post(address, {"answers": "1", "reason": "others"})
    return address


def rows(client):
    table = next(read(client.get("/runs/")).all("tbody"), None)
    return [[cell.text for cell in row.inside if not isinstance(cell, str)] for row in table.all("tr")] if table else []


def test_kept_draft_is_listed_with_people_and_time(bo, written):
    [[what, people, begun, _act]] = rows(bo)

    assert (what, people, begun) == ("Rejection", "Ida Ågård and 2 others", "23 Nov 2026, 10:00")


def test_keeping_says_where_the_draft_is_found(bo, draft, people):
    page = bo.post(draft("reject", people), {"answers": "1", "note": "x", "do": "keep"}, follow=True)

    assert read(page).one("div", id="messages").text == (
        "Kept. You find it again in your own menu, under “Your drafts”."
    )


def test_untouched_draft_says_when_it_goes_by_itself(bo, draft, people):
    draft("email", people[:1])

    [[what, who, *_rest]] = rows(bo)

    assert what == "Send e-mail Nothing written yet; goes by itself: 24 Nov 2026, 10:00"
    assert who == "Ida Ågård"


def test_start_page_counts_drafts_with_words_in_them(bo, draft, written, people):
    draft("email", people)

    assert read(bo.get("/")).one("p", class_="drafts-line").text == "One draft of yours is not done yet"


def test_start_page_without_drafts_says_nothing_of_them(bo, people):
    assert list(read(bo.get("/")).all("p", class_="drafts-line")) == []


def test_draft_is_thrown_away(bo, written):
    page = bo.post(f"{written}throw-away/", follow=True)

    assert read(page).one("div", id="messages").text == "The draft is thrown away. Nothing was done with it."
    assert (Run.objects.count(), rows(bo)) == (0, [])


def test_colleague_neither_sees_nor_throws_away(client, cast, written):
    client.force_login(cast.anna)

    listed, answer = rows(client), client.post(f"{written}throw-away/", follow=True)

    assert listed == []
    assert read(answer).one("div", id="messages").text == (
        "This is no draft of yours any more; nothing was thrown away."
    )
    assert Run.objects.count() == 1


def test_performed_run_is_not_thrown_away(bo, cast, people):
    run = act("save", cast.bo_acts, people).run

    bo.post(f"/runs/{run}/throw-away/")

    assert list(Run.objects.values_list("pk", "state")) == [(run, "performed")]


def test_sweep_takes_old_untouched_drafts_alone(draft, written, people):
    draft("email", people)
    now = NOW + dt.timedelta(days=1, seconds=1)
    Run.objects.create(slug="email", actor="user:1", applications=[1], created_at=now)

    swept = sweep_drafts(now)

    assert swept == 1
    assert list(Run.objects.values_list("slug", flat=True).order_by("pk")) == ["reject", "email"]


def test_list_costs_the_same_for_many(bo, draft, people, django_assert_num_queries):
    draft("email", people)
    with django_assert_num_queries(6):
        bo.get("/runs/")
    for _ in range(5):
        draft("email", people[1:])

    with django_assert_num_queries(6):
        bo.get("/runs/")


def test_broken_cursor_is_not_found(bo):
    assert bo.get("/runs/?from=%C3%A6").status_code == 404

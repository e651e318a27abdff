"""Week and month: interviews stand in their hour or on their day, lead somewhere, and can be moved by keys, too."""

import pytest

from besked.models import Interview
from tests.cast import act
from tests.desk.handling.reading import read


def cell(page, day, hour=None):
    """What stands in a cell."""
    wanted = {"data-day": day} | ({"data-hour": str(hour)} if hour is not None else {})
    return page.one("td", **wanted)


def grid(client, view, day="2026-12-01", more=""):
    response = client.get(f"/calendar/?view={view}&day={day}{more}")
    assert response.status_code == 200
    return read(response)


def test_week_has_seven_days_and_the_hours_of_work(bo):
    page = grid(bo, "week")

    heads = [head.text for head in page.one("table").one("thead").all("th")]
    hours = [row.text for row in page.one("table").one("tbody").all("th")]
    assert (heads[1], heads[-1], len(heads)) == ("Monday 30 November", "Sunday 6 December", 8)
    assert (hours[0], hours[-1]) == ("08:00", "17:00")


def test_interview_stands_in_its_hour(bo, invited):
    (interview,) = invited("Ida Berg", time="10:40")

    (link,) = cell(grid(bo, "week"), "2026-12-01", 10).all("a")

    assert (link.text, link.attributes["href"]) == ("10:40 Ida Berg Awaiting response", f"/interviews/{interview.pk}/")
    assert (link.attributes["data-move"], link.attributes["data-time"]) == (f"/interviews/{interview.pk}/", "10:40")


def test_early_and_late_ones_stretch_the_week(bo, invited):
    invited("Ida Berg", time="06:30")
    invited("Eva Lund", time="20:00")

    hours = [row.text for row in grid(bo, "week").one("table").one("tbody").all("th")]

    assert (hours[0], hours[-1]) == ("06:00", "20:00")


def test_group_is_one_link_to_its_day_and_moves_together(bo, invited):
    two = invited("Ida Berg", "Eva Lund", format="group")

    (link,) = cell(grid(bo, "week"), "2026-12-01", 10).all("a")

    assert link.text == "10:00 2 people Teacher"
    assert link.attributes["href"] == "/calendar/?from=2026-12-01&to=2026-12-01"
    ids = "&".join(f"interview={one.pk}" for one in two)
    assert link.attributes["data-move"] == f"/calendar/act/?do=move&{ids}"


def test_held_one_cannot_be_moved(over, bo, cast, invited):
    (interview,) = invited("Ida Berg")
    act("held", cast.bo_acts, [interview.application], now=interview.ends_at)

    (link,) = cell(grid(bo, "week"), "2026-12-01", 10).all("a")

    assert (link.text, "data-move" in link.attributes) == ("10:00 Ida Berg Held", False)


def test_month_shows_four_a_day_and_counts_the_rest(bo, invited):
    for n in range(5):
        invited(f"Ida{n} Berg", time=f"1{n}:00")

    page = grid(bo, "month")

    here = cell(page, "2026-12-01")
    assert [link.text for link in here.all("a", class_="slot")] == [
        "10:00 Ida0 Berg Awaiting response",
        "11:00 Ida1 Berg Awaiting response",
        "12:00 Ida2 Berg Awaiting response",
    ]
    assert [link.text for link in here.all("a", class_="small")] == ["2 more"]
    assert page.one("h2", id="span").text == "December 2026"


@pytest.mark.parametrize(
    ("view", "before", "after"), [("week", "2026-11-23", "2026-12-07"), ("month", "2026-11-30", "2027-01-01")]
)
def test_grid_leads_back_and_on(bo, view, before, after):
    page = grid(bo, view)

    assert [page.one("a", rel=rel).attributes["href"] for rel in ("prev", "next")] == [
        f"?view={view}&day={before}",
        f"?view={view}&day={after}",
    ]


def test_grid_keeps_filters_and_leads_to_the_same_as_a_list(bo):
    page = grid(bo, "week", more="&kind=interview2&recruiter=all")

    links = [link.attributes["href"] for link in page.all("a") if link.text == "The same as a list"]
    assert links == ["?from=2026-11-30&to=2026-12-06&recruiter=all&kind=interview2"]


def test_too_many_are_cut_off_and_it_says_so(bo, cast, invited):
    (first,) = invited("Ida Berg")
    Interview.objects.bulk_create(
        Interview(
            application_id=first.application_id, by=cast.bo, at=first.at, kind="interview1", format="phone",
            zone="Europe/Copenhagen", duration=30, starts_at=first.starts_at, ends_at=first.ends_at,
        )
        for _ in range(400)
    )  # fmt: skip

    page = grid(bo, "week")

    assert len(list(cell(page, "2026-12-01", 10).all("a"))) == 400
    assert "Only the first 400 interviews are shown." in page.one("main").text


@pytest.mark.parametrize("day", ["2026-02-30", "x", "0001-01-01"])
def test_wrong_day_shows_today_with_a_sentence(bo, day):
    page = grid(bo, "week", day=day)

    assert page.one("p", class_="field-error").text == "This is no day of the calendar."
    assert page.one("h2", id="span").text == "23 Nov – 29 Nov 2026"


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
@pytest.mark.parametrize("view", ["week", "month"])
def test_first_and_last_days_hold(bo, view, day):
    assert bo.get(f"/calendar/?view={view}&day={day}").status_code == 200

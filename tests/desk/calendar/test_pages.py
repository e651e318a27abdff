"""The calendar's list: by day, whose, what it asks for, what it costs, and what others must not see."""

import datetime as dt

import pytest

from besked.models import Interview
from tests.cast import NOW, act, user
from tests.desk.handling.reading import read


def names(page):
    return [link.text for link in page.all("a", class_="name")]


def listed(client, query=""):
    response = client.get(f"/calendar/{query}")
    assert response.status_code == 200
    return read(response)


def test_list_is_by_day_with_time_activity_answer_vacancy_place_and_recruiters(bo, cast, invited):
    (interview,) = invited("Ida Ågård")

    page = listed(bo)

    assert [row.text for row in page.all("tr", class_="group")] == ["Tuesday 1 December"]
    cells = [cell.text for cell in page.one("tr", **{"data-row": str(interview.pk)}).inside if hasattr(cell, "text")]
    assert cells == [
        "",
        "10:00–10:45",
        "Ida Ågård",
        "First interview",
        "Awaiting response",
        "Teacher",
        "Skolegade 1 Person to person interview",
        "Bo Holm",
    ]


def test_time_elsewhere_is_told_beside_ones_own(bo, cast, invited):
    cast.teacher.zone = "Europe/Helsinki"
    cast.teacher.save()
    (interview,) = invited("Ida Ågård")

    row = listed(bo).one("tr", **{"data-row": str(interview.pk)})

    assert row.one("td", class_="time").text == "09:00–09:45 10:00 in Helsinki"


def test_several_at_one_time_are_one_meeting(bo, invited):
    invited("Ida Berg", "Eva Lund", format="group")
    invited("Kaj Munk")

    page = listed(bo)

    assert [row.text for row in page.all("tr", class_="meeting")] == [
        "10:00–10:45 2 people together Skolegade 1 · Group interview"
    ]
    assert names(page) == ["Ida Berg", "Eva Lund", "Kaj Munk"]


def test_one_after_the_other_are_no_meeting(bo, invited):
    invited("Ida Berg", "Eva Lund", arrange="sequence")

    assert list(listed(bo).all("tr", class_="meeting")) == []


def test_over_and_nobody_said_how_it_went_stands_first(over, bo, invited):
    invited("Ida Berg", date="2026-12-01")
    invited("Eva Lund", date="2026-12-04")

    page = listed(bo)

    assert [heading.text for heading in page.all("h2")][:2] == ["How did it go?", "Ahead"]
    assert names(page) == ["Ida Berg", "Eva Lund"]


def test_said_how_it_went_is_no_longer_asked(over, bo, cast, invited):
    (interview,) = invited("Ida Berg")
    act("held", cast.bo_acts, [interview.application], now=dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC))

    assert names(listed(bo)) == []


def test_who_chooses_a_time_has_a_section(bo, invited):
    invited("Ida Berg", arrange="slots", slots=["1/12 10:00-12:00 every 45"], date="", time="")

    page = listed(bo)

    assert [heading.text for heading in page.all("h2")][:1] == ["They are choosing a time"]
    assert names(page) == ["Ida Berg"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ida Berg", "Eva Lund"]),
        ("?recruiter=me", ["Ida Berg", "Eva Lund"]),
        ("?recruiter=all", ["Ida Berg", "Eva Lund", "Kaj Munk"]),
        ("?recruiter={rune}", ["Kaj Munk"]),
        ("?recruiter={bo}", ["Ida Berg"]),
        ("?recruiter=0", []),
        ("?recruiter=x", []),
        ("?kind=interview2", ["Eva Lund"]),
        ("?kind=nonsense", []),
        ("?reply=accepted", ["Ida Berg"]),
        ("?reply=nonsense", []),
        ("?period=week", []),
        ("?period=next", ["Ida Berg"]),
        ("?period=month", []),
        ("?from=2026-12-02", ["Eva Lund"]),
        ("?to=2026-12-01", ["Ida Berg"]),
        ("?from=2026-12-01&to=2026-12-01", ["Ida Berg"]),
        ("?department={school}&recruiter=all", ["Ida Berg", "Eva Lund", "Kaj Munk"]),
        ("?department={care}&recruiter=all", []),
        ("?department=99999", []),
        ("?period=nonsense&view=nonsense", ["Ida Berg", "Eva Lund"]),
    ],
)
def test_filters_stand_in_the_address(bo, cast, invited, query, expected):
    (ida,) = invited("Ida Berg")
    act("reply", cast.bo_acts, [ida.application], answers={"reply": "accepted"})
    invited("Eva Lund", kind="interview2", date="2026-12-09", recruiters=["lise@havnsund.example"])
    invited("Kaj Munk", by=cast.anna_acts, date="2026-12-10", recruiters=["rune@havnsund.example"])
    numbers = {"rune": cast.rune.pk, "bo": cast.bo.pk, "school": cast.school.pk, "care": cast.care.pk}

    assert names(listed(bo, query.format(**numbers))) == expected


def test_reader_sees_everybodys_at_once(signed_in, invited):
    invited("Ida Berg")

    page = listed(signed_in("rune"))

    assert names(page) == ["Ida Berg"]
    assert list(page.all("form", class_="dock")) == []


def test_cancelled_ones_show_when_asked_for(bo, cast, invited):
    (interview,) = invited("Ida Berg")
    act("cancel-interview", cast.bo_acts, [interview.application])

    assert (names(listed(bo)), names(listed(bo, "?reply=cancelled"))) == ([], ["Ida Berg"])


@pytest.mark.parametrize("query", ["?from=2026-02-30", "?to=x", "?from=1200-01-01", "?from=9999-12-31"])
def test_wrong_day_gets_a_sentence_and_stays(bo, query):
    page = listed(bo, query)

    assert [one.text for one in page.all("div", class_="field-error")] == ["This is no day of the calendar."]
    assert query.partition("=")[2] in [one.attributes["value"] for one in page.all("input", type="date")]


def test_turned_round_days_get_a_sentence(bo):
    page = listed(bo, "?from=2026-12-05&to=2026-12-01")

    assert page.one("div", class_="field-error").text == "The last day lies before the first."


@pytest.mark.parametrize("query", ["?after=nonsense", "?after=WzFd"])
def test_cursor_of_somebody_else_is_not_found(bo, query):
    assert bo.get(f"/calendar/{query}").status_code == 404


def test_other_departments_interviews_are_invisible(bo, cast, invited):
    (theirs,) = invited("Ida Berg", by=cast.carla_acts, to=cast.nurse, recruiters=["carla@havnsund.example"])

    assert names(listed(bo, "?recruiter=all")) == []
    assert [
        bo.get(f"/calendar/?view={view}&recruiter=all&day=2026-12-01").content.count(b"Ida")
        for view in ("week", "month")
    ] == [0, 0]
    assert bo.get(f"/interviews/{theirs.pk}/").status_code == 404
    assert bo.post(f"/interviews/{theirs.pk}/act/", {"do": "held"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("", 10),
        ("?recruiter=all", 10),
        ("?period=next", 8),
        ("?view=week&day=2026-12-01", 8),
        ("?view=month&day=2026-12-01", 8),
    ],
)
def test_calendar_costs_the_same_for_one_and_three(bo, invited, queries, number, query, cost):
    for n in range(number):
        invited(f"Ida{n} Berg", time=f"1{n}:00")

    queries(bo, f"/calendar/{query}", cost)


def test_pages_hold_fifty_and_none_is_lost(bo, cast, invited):
    (first,) = invited("Ida Berg")
    Interview.objects.bulk_create(
        Interview(
            application_id=first.application_id,
            run_id=first.run_id,
            by=cast.bo,
            at=NOW,
            kind="interview1",
            format="phone",
            zone="Europe/Copenhagen",
            duration=30,
            starts_at=first.starts_at + dt.timedelta(minutes=n),
            ends_at=first.ends_at + dt.timedelta(minutes=n),
        )
        for n in range(1, 120)
    )
    seen, address = [], "/calendar/"
    while address:
        page = read(bo.get(address))
        seen += [row.attributes["data-row"] for row in page.all("tr") if "data-row" in row.attributes]
        later = list(page.all("a", rel="next"))
        address = f"/calendar/{later[0].attributes['href']}" if later else ""

    assert seen == [str(pk) for pk in Interview.objects.order_by("starts_at", "pk").values_list("pk", flat=True)]


def test_limited_user_may_say_how_it_went_and_not_move(client, cast, invited):
    invited("Ida Berg")
    lise = user("tove", "limited", cast.school)
    cast.teacher.owner = lise
    cast.teacher.save()
    client.force_login(lise)

    page = listed(client)

    buttons = [one.attributes["value"] for one in page.one("form", id="dock").all("button", name="do")]
    assert (set(buttons) & {"held", "no-show", "move", "cancel-interview"}) == {"held", "no-show"}

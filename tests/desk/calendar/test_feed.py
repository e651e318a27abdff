"""The feed: whoever has the address reads it, until it is renewed or the person leaves; names only where seen."""

import datetime as dt

import pytest
from icalendar import Calendar

from besked.desk.calendar.feed import address, token
from besked.models import Interview, User
from tests.cast import NOW, act


def path(user):
    return f"/calendar/feed/{token(User.objects.get(pk=user.pk))}.ics"


def events(client, user):
    response = client.get(path(user))
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_feed_holds_what_the_person_attends(client, cast, invited):
    (interview,) = invited("Ida Ågård")

    (event,) = events(client, cast.bo)

    assert (str(event["summary"]), str(event["status"]), event["sequence"]) == (
        "First interview: Ida Ågård, Teacher", "CONFIRMED", 0,
    )  # fmt: skip
    assert (event.start, str(event["uid"]), str(event["location"])) == (
        interview.starts_at, interview.uid, "Skolegade 1",
    )  # fmt: skip
    assert events(client, cast.anna) == []


def test_feed_names_nobody_to_whom_they_are_unknown(client, cast, invited):
    invited("Ida Ågård", by=cast.anna_acts, recruiters=["carla@havnsund.example"])

    (event,) = events(client, cast.carla)

    assert str(event["summary"]) == "First interview: Teacher"
    assert b"Ida" not in client.get(path(cast.carla)).content
    assert "url" not in event


def test_feed_is_in_the_persons_language(client, cast, invited):
    invited("Ida Ågård")
    User.objects.filter(pk=cast.bo.pk).update(language="nl")

    (event,) = events(client, cast.bo)

    assert str(event["summary"]).endswith("Leraar")


def test_cancelled_one_says_so_and_moved_one_rises(client, cast, invited):
    (first,), (second,) = invited("Ida Berg"), invited("Eva Lund", date="2026-12-02")
    act("cancel-interview", cast.bo_acts, [first.application])
    act("move", cast.bo_acts, [second.application], answers={"time": "11:00"})

    found = {str(event["uid"]): (str(event["status"]), event["sequence"]) for event in events(client, cast.bo)}

    assert found == {first.uid: ("CANCELLED", 1), second.uid: ("CONFIRMED", 1)}


@pytest.mark.parametrize(("days", "number"), [(29, 1), (31, 0)])
def test_feed_goes_thirty_days_back(client, cast, invited, days, number):
    invited("Ida Berg")
    begun = NOW - dt.timedelta(days=days)
    Interview.objects.update(starts_at=begun, ends_at=begun + dt.timedelta(hours=1))

    assert len(events(client, cast.bo)) == number


def test_undone_and_timeless_ones_are_not_in_it(client, cast, invited):
    (undone,) = invited("Ida Berg")
    Interview.objects.filter(pk=undone.pk).update(undone_at=NOW)
    invited("Eva Lund", arrange="slots", slots=["1/12 10:00-12:00 every 45"], date="", time="")

    assert events(client, cast.bo) == []


def test_renewing_ends_the_old_address(bo, cast, invited):
    old = path(cast.bo)

    bo.post("/calendar/feed/")

    assert (bo.get(old).status_code, bo.get(path(cast.bo)).status_code) == (404, 200)


def test_renewing_leaves_others_alone(bo, cast):
    theirs = path(cast.anna)

    bo.post("/calendar/feed/")

    assert bo.get(theirs).status_code == 200


def test_who_has_left_has_no_feed(client, cast):
    User.objects.filter(pk=cast.bo.pk).update(is_active=False)

    assert client.get(path(cast.bo)).status_code == 404


@pytest.mark.parametrize("secret", ["", "x", "1-", "1-x", "-", "999-" + "x" * 43, "٣-x", "1" * 30 + "-x"])
def test_wrong_address_is_not_found(client, cast, secret):
    assert client.get(f"/calendar/feed/{secret}.ics").status_code == 404


def test_another_persons_number_opens_nothing(client, cast):
    secret = token(cast.bo).partition("-")[2]

    assert client.get(f"/calendar/feed/{cast.anna.pk}-{secret}.ics").status_code == 404


def test_who_tries_many_is_slowed_down(client, cast):
    where = {"REMOTE_ADDR": "203.0.113.9"}

    found = [client.get(f"/calendar/feed/1-{n}.ics", **where).status_code for n in range(22)]

    assert (found[:20], found[20:]) == ([404] * 20, [429, 429])


def test_one_address_is_not_read_without_end_and_others_go_on(client, cast):
    where = {"REMOTE_ADDR": "203.0.113.9"}

    found = [client.get(path(cast.bo), **where).status_code for _ in range(121)]

    assert (found[-2:], client.get(path(cast.anna), **where).status_code) == ([200, 429], 200)


def test_unchanged_feed_is_not_sent_again(client, cast, invited):
    invited("Ida Berg")
    first = client.get(path(cast.bo))

    again = client.get(path(cast.bo), headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content, first.headers["Cache-Control"]) == (304, b"", "private, no-cache")


def test_changed_feed_is_sent_again(client, cast, invited):
    (interview,) = invited("Ida Berg")
    first = client.get(path(cast.bo))
    act("reply", cast.bo_acts, [interview.application], answers={"reply": "accepted"})

    again = client.get(path(cast.bo), headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 200


def test_calendar_page_shows_ones_own_address(bo, cast):
    assert address(cast.bo) in bo.get("/calendar/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_feed_costs_the_same_for_one_and_three(client, cast, invited, queries, number):
    for n in range(number):
        invited(f"Ida{n} Berg", time=f"1{n}:00")

    queries(client, path(cast.bo), 6)

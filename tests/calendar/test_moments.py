"""When reminders leave, worked out a second time from the rules on paper: offsets, clock changes, nine o'clock."""

import datetime as dt
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from besked.calendar import moments
from besked.calendar.moments import Moment, NoSuchTime

# Hours ahead of UTC in winter. All but Reykjavik are an hour further ahead in summer time, which begins and ends
# everywhere in the same instant: at 01:00 UTC on the last Sundays of March and October.
WINTER = {
    "Europe/Copenhagen": 1,
    "Europe/Stockholm": 1,
    "Europe/Oslo": 1,
    "Europe/Amsterdam": 1,
    "Europe/Helsinki": 2,
    "Atlantic/Reykjavik": 0,
    "America/Nuuk": -2,
    "Atlantic/Faroe": 0,
}
CHANGES = (dt.datetime(2027, 3, 28, 1, tzinfo=dt.UTC), dt.datetime(2027, 10, 31, 1, tzinfo=dt.UTC))
DAYS_BEFORE = (1, 2, 3, 5, 7)
STARTS = (dt.time(0, 30), dt.time(8, 59), dt.time(9), dt.time(13, 15), dt.time(22, 45))
SAVED = (dt.time(8, 59, 59), dt.time(9, 0, 0), dt.time(9, 0, 1))
HOUR, SECOND = dt.timedelta(hours=1), dt.timedelta(seconds=1)
FEBRUARY = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)
COPENHAGEN = "Europe/Copenhagen"


def offset(zone, instant):
    summer = zone != "Atlantic/Reykjavik" and CHANGES[0] <= instant < CHANGES[1]
    return dt.timedelta(hours=WINTER[zone] + summer)


def instants(day, time, zone):
    """All instants of 2027 at which the clocks of `zone` show this: none, one or two, the first one first."""
    shown = dt.datetime.combine(day, time, dt.UTC)
    tried = [shown - dt.timedelta(hours=WINTER[zone] + more) for more in (1, 0)]
    return [instant for instant in tried if instant + offset(zone, instant) == shown]


def cases(zone):
    """Interviews from a day before each clock change to nine days after it, with reminders saved around nine."""
    around = [change.date() + dt.timedelta(days=number) for change in CHANGES for number in range(-1, 10)]
    for day, time, days, saved in product(around, STARTS, DAYS_BEFORE, SAVED):
        [starts_at] = instants(day, time, zone)
        leaves = day - dt.timedelta(days=days)
        [nine], [evening], [now] = (instants(leaves, hour, zone) for hour in (dt.time(9), dt.time(21), saved))
        yield starts_at, days, now, Moment(nine, min(evening, starts_at)) if saved < dt.time(9) else None


@pytest.mark.parametrize("zone", WINTER)
def test_reminder_leaves_at_nine_on_the_wall(zone):
    tried = list(cases(zone))
    wrong = [
        (starts_at, days, now, found, expected)
        for starts_at, days, now, expected in tried
        if (found := moments.reminder(starts_at, zone, days, now)) != expected
    ]

    assert wrong == []
    assert len(tried) == 22 * 5 * 5 * 3  # for each of eight zones: 13,200 in all


def test_reminder_two_days_before_a_monday_leaves_on_saturday():
    starts_at = moments.at(dt.date(2026, 11, 23), dt.time(10), COPENHAGEN)

    found = moments.reminder(starts_at, COPENHAGEN, 2, dt.datetime(2026, 11, 20, tzinfo=dt.UTC))

    assert found == Moment(dt.datetime(2026, 11, 21, 8, tzinfo=dt.UTC), dt.datetime(2026, 11, 21, 20, tzinfo=dt.UTC))


def test_reminder_counts_from_the_day_in_the_interviews_zone():
    starts_at = dt.datetime(2027, 6, 9, 22, 30, tzinfo=dt.UTC)  # half past midnight on the tenth

    found = moments.reminder(starts_at, COPENHAGEN, 1, dt.datetime(2027, 6, 1, tzinfo=dt.UTC))

    assert found == Moment(dt.datetime(2027, 6, 9, 7, tzinfo=dt.UTC), dt.datetime(2027, 6, 9, 19, tzinfo=dt.UTC))


@given(
    zone=st.sampled_from(sorted(WINTER)),
    starts_at=st.integers(0, 300 * 24 * 60).map(lambda minutes: FEBRUARY + dt.timedelta(minutes=minutes)),
    days=st.sampled_from(DAYS_BEFORE),
    ahead=st.timedeltas(dt.timedelta(0), dt.timedelta(days=12)),
)
def test_reminder_is_ahead_useful_and_at_nine(zone, starts_at, days, ahead):
    now = starts_at - ahead
    found = moments.reminder(starts_at, zone, days, now)
    day = (starts_at + offset(zone, starts_at)).date() - dt.timedelta(days=days)
    [nine] = instants(day, dt.time(9), zone)

    assert (found is None) == (nine <= now)
    assert found is None or (found.not_before, found.not_before < found.not_after <= starts_at) == (nine, True)


@pytest.mark.parametrize(("days", "hour"), [(0, 8), (0, 9), (-1, 10)])
def test_reminder_never_leaves_once_the_interview_began(days, hour):
    starts_at = moments.at(dt.date(2027, 6, 9), dt.time(hour), COPENHAGEN)

    assert moments.reminder(starts_at, COPENHAGEN, days, starts_at - 48 * HOUR) is None


def test_reminder_leaves_later_where_nine_is_left_out():
    # Apia went over the date line and left a whole day out.
    starts_at = dt.datetime(2011, 12, 31, 2, tzinfo=dt.UTC)

    found = moments.reminder(starts_at, "Pacific/Apia", 1, dt.datetime(2011, 12, 1, tzinfo=dt.UTC))

    assert found == Moment(dt.datetime(2011, 12, 30, 19, tzinfo=dt.UTC), starts_at)


@pytest.mark.parametrize(("early", "leaves"), [(SECOND, True), (0 * SECOND, False), (-SECOND, False)])
def test_short_notice_only_while_it_is_ahead(early, leaves):
    starts_at = dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC)
    expected = Moment(starts_at - 2 * HOUR, starts_at) if leaves else None

    assert moments.short_notice(starts_at, starts_at - 2 * HOUR - early) == expected


@pytest.mark.parametrize("zone", WINTER)
def test_nudge_comes_at_nine_three_days_on(zone):
    starts = [change - 80 * HOUR + number * HOUR for change in CHANGES for number in range(120)]
    expected = [
        instants((now + offset(zone, now)).date() + dt.timedelta(days=3), dt.time(9), zone)[0] for now in starts
    ]

    assert [moments.nudge(now, zone) for now in starts] == expected


@pytest.mark.parametrize("zone", WINTER)
def test_at_is_the_first_instant_or_says_there_is_none(zone):
    """Every quarter of an hour on the days around both changes."""
    days = [change.date() + dt.timedelta(days=number) for change in CHANGES for number in (-1, 0, 1)]
    quarters = [dt.time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
    found = {}
    for day, time in product(days, quarters):
        try:
            found[day, time] = [moments.at(day, time, ZoneInfo(zone))]
        except NoSuchTime:
            found[day, time] = []

    assert found == {(day, time): instants(day, time, zone)[:1] for day, time in product(days, quarters)}
    assert sum(not one for one in found.values()) == (0 if zone == "Atlantic/Reykjavik" else 4)


def test_at_answers_in_utc():
    assert moments.at(dt.date(2027, 3, 29), dt.time(10), COPENHAGEN).tzinfo is dt.UTC


@pytest.mark.parametrize(("day", "hour", "zone"), [(dt.date.max, 23, "America/Nuuk"), (dt.date.min, 0, COPENHAGEN)])
def test_at_the_ends_of_time_is_no_such_time(day, hour, zone):
    with pytest.raises(NoSuchTime):
        moments.at(day, dt.time(hour), zone)


def test_no_such_time_says_so():
    with pytest.raises(NoSuchTime) as caught:
        moments.at(dt.date(2027, 3, 28), dt.time(2, 30), COPENHAGEN)

    with translation.override("en"):
        assert str(caught.value) == (
            "There is no 02:30 on Sunday 28 March: the clocks change then. Choose another time."
        )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("da", "tirsdag den 24. november kl. 09.00"),
        ("sv", "tisdag den 24 november kl. 09.00"),
        ("nb", "tirsdag 24. november kl. 09.00"),
        ("nl", "dinsdag 24 november om 09.00 uur"),
        ("en", "Tuesday 24 November at 09:00"),
        ("fi", "tiistai 24 marraskuu at 09:00"),
    ],
)
def test_words_are_those_of_the_language(language, expected):
    assert moments.words(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC), COPENHAGEN, language) == expected


def test_words_are_of_the_interviews_zone():
    midnight = dt.datetime(2026, 11, 24, 0, 30, tzinfo=dt.UTC)

    assert moments.words(midnight, "America/Nuuk", "en") == "Monday 23 November at 22:30"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("da", "mandag den 1. marts 2027"),
        ("sv", "måndag den 1 mars 2027"),
        ("nb", "mandag 1. mars 2027"),
        ("nl", "maandag 1 maart 2027"),
        ("en", "Monday 1 March 2027"),
    ],
)
def test_day_has_its_year_where_it_is_asked_for(language, expected):
    assert moments.day_words(dt.date(2027, 3, 1), language, year=True) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("da", ["45 minutter", "1 time", "1 time og 30 minutter", "2 timer og 1 minut", "0 minutter"]),
        ("sv", ["45 minuter", "1 timme", "1 timme och 30 minuter", "2 timmar och 1 minut", "0 minuter"]),
        ("nb", ["45 minutter", "1 time", "1 time og 30 minutter", "2 timer og 1 minutt", "0 minutter"]),
        ("nl", ["45 minuten", "1 uur", "1 uur en 30 minuten", "2 uur en 1 minuut", "0 minuten"]),
        ("en", ["45 minutes", "1 hour", "1 hour and 30 minutes", "2 hours and 1 minute", "0 minutes"]),
    ],
)
def test_duration_is_told_in_hours_and_minutes(language, expected):
    assert [moments.duration_words(minutes, language) for minutes in (45, 60, 90, 121, 0)] == expected

"""Waiting times in words, by the day of whoever looks."""

import datetime as dt

import pytest

from besked.desk.overview.waiting import Waits
from tests.cast import NOW


@pytest.mark.parametrize(
    ("received", "words"),
    [
        (NOW, "today"),
        (NOW + dt.timedelta(hours=3), "today"),
        (NOW - dt.timedelta(days=1), "1 day"),
        # 00:30 on the 23rd in Copenhagen, still the 22nd in UTC
        (dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC), "today"),
        (NOW - dt.timedelta(days=24), "24 days"),
    ],
)
def test_wait_is_counted_in_days_of_the_reader(received, words):
    assert Waits(NOW).words(received) == words


@pytest.mark.parametrize(
    ("answer_by", "late"), [(None, False), (dt.date(2026, 11, 23), False), (dt.date(2026, 11, 22), True)]
)
def test_wait_is_late_after_the_promised_day(answer_by, late):
    assert Waits(NOW).late(answer_by) is late


def test_late_wait_says_so_in_words():
    received = NOW - dt.timedelta(days=24)

    assert Waits(NOW).mark(received, dt.date(2026, 11, 20)) == (
        '<span class="wait late">24 days<span class="visually-hidden">, past the promised day</span></span>'
    )
    assert Waits(NOW).mark(received, dt.date(2026, 11, 30)) == '<span class="wait">24 days</span>'

"""Promises in working days, over holidays and weekends."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from besked.lib.workdays import add_workdays, is_workday, workdays_between


@pytest.mark.parametrize(
    ("day", "count", "country", "expected"),
    [
        (date(2026, 5, 13), 1, "DK", date(2026, 5, 15)),  # Ascension Day is a Thursday
        (date(2026, 5, 13), 1, "XX", date(2026, 5, 14)),
        (date(2026, 5, 15), 1, "NO", date(2026, 5, 18)),  # 17 May is a Sunday
        (date(2024, 4, 25), 1, "DK", date(2024, 4, 26)),  # the Great Prayer Day is a working day since 2024
        (date(2023, 5, 4), 1, "DK", date(2023, 5, 8)),
        (date(2026, 12, 22), 5, "DK", date(2026, 12, 30)),
        (date(2026, 6, 5), 1, "SE", date(2026, 6, 8)),
        (date(2026, 1, 5), 1, "SE", date(2026, 1, 7)),  # Epiphany
        (date(2026, 4, 24), 1, "NL", date(2026, 4, 28)),  # King's Day is a Monday
        (date(2024, 2, 28), 1, "NL", date(2024, 2, 29)),
        (date(2026, 5, 16), 0, "DK", date(2026, 5, 16)),
        (date(2026, 5, 15), -1, "DK", date(2026, 5, 13)),
    ],
)
def test_add_workdays_skips_weekends_and_holidays(day: date, count: int, country: str, expected: date) -> None:
    assert add_workdays(day, count, country) == expected


@pytest.mark.parametrize("country", ["DK", "SE", "NO", "NL", "FI"])
@pytest.mark.parametrize("offset", range(0, 400, 13))
def test_workdays_between_counts_what_a_calendar_shows(country: str, offset: int) -> None:
    start, end = date(2025, 11, 1), date(2025, 11, 1) + timedelta(days=offset)
    days = [start + timedelta(days=number) for number in range(1, offset + 1)]

    assert workdays_between(start, end, country) == sum(is_workday(day, country) for day in days)
    assert workdays_between(end, start, country) == -workdays_between(start, end, country)


@pytest.mark.parametrize("count", [1, 10, 30])
def test_a_promise_is_as_long_as_it_says(count: int) -> None:
    day = date(2026, 3, 30)

    assert workdays_between(day, add_workdays(day, count, "NO"), "NO") == count


def test_the_holiday_calendars_are_not_loaded_by_importing() -> None:
    code = "import sys, besked.lib.workdays; sys.exit('holidays' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

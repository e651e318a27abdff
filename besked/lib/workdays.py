"""Working days by country, because an answer is promised in working days."""

from datetime import date, timedelta
from functools import lru_cache

COUNTRIES = frozenset({"DK", "SE", "NO", "NL"})
_DAY, _SATURDAY = timedelta(days=1), 5


def add_workdays(day: date, count: int, country: str) -> date:
    """Return the `count`-th working day after `day`; none returns `day` itself, a negative count looks back."""
    step = _DAY if count >= 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day, country)
    return day


def workdays_between(start: date, end: date, country: str) -> int:
    """Return how many working days lie after `start`, up to and with `end`; negative when `end` is the earlier."""
    if end < start:
        return -workdays_between(end, start, country)
    off = sum(start < day <= end for year in range(start.year, end.year + 1) for day in _days_off(country, year))
    return _weekdays_until(end) - _weekdays_until(start) - off


def is_workday(day: date, country: str) -> bool:
    """Return whether people work on `day`: not a weekend, not a public holiday of `country`."""
    return day.weekday() < _SATURDAY and day not in _days_off(country, day.year)


def _weekdays_until(day: date) -> int:
    # date.min was a Monday, so whole weeks count from there.
    weeks, rest = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(rest + 1, 5)


@lru_cache(maxsize=512)
def _days_off(country: str, year: int) -> frozenset[date]:
    """Return the public holidays that fall on weekdays; an unknown country has none."""
    if country not in COUNTRIES:
        return frozenset()
    import holidays  # noqa: PLC0415 -- a quarter of a second, and most commands never ask for a date

    public = holidays.country_holidays(country, years=year, expand=False)
    return frozenset(day for day in public if day.weekday() < _SATURDAY)

"""Which day a typed line means: "tue 24", "24/11", "24. november 2026", or only a weekday."""

import calendar
import datetime as dt
import re

from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.text import capfirst
from django.utils.translation import gettext

from besked.calendar.slotwords import (
    DATES,
    ENGLISH_ON,
    FILLERS,
    MONTH,
    WEEKDAY,
    SlotFault,
    example,
    language,
    not_understood,
    said,
)

FAR = dt.timedelta(days=730)
RECENT = dt.timedelta(days=60)
_ONE = dt.timedelta(days=1)
_MONTHS_IN_A_ROUND = 12
_PUNCTUATION = ".,;:()[]|-–—−/"


def day_of(text: str, today: dt.date) -> dt.date:
    """The day that is meant by what is left of a line once its times are taken out. Raises SlotFault."""
    match = next(filter(None, (pattern.search(text) for pattern in DATES)), None)
    rest = text[: match.start()] + " " + text[match.end() :] if match else text
    weekdays = _weekdays(rest, today)
    if not match and not weekdays:
        sentence = gettext("The day is missing. Write, for example: %(example)s")
        raise SlotFault(sentence % {"example": example(today)})
    day = _date(match, today) if match else today + _ONE * ((WEEKDAY[weekdays[0].casefold()] - today.weekday()) % 7)
    _check_weekdays(day, weekdays, today)
    _check_near(day, today)
    return day


def _weekdays(rest: str, today: dt.date) -> list[str]:
    """The weekdays among the words that are left, as they were typed. Raises SlotFault for any other word."""
    words = [word for piece in rest.split() if (word := piece.strip(_PUNCTUATION))]
    if unknown := [word for word in words if word.casefold() not in WEEKDAY and word.casefold() not in FILLERS]:
        raise not_understood(" ".join(unknown), today)
    named = [word for word in words if word.casefold() in WEEKDAY]
    sure = [word for word in named if word.casefold() != ENGLISH_ON]
    # "on" is a Wednesday only where nothing else can be meant.
    return sure if sure or language() == "en" else named


def _date(match: re.Match[str], today: dt.date) -> dt.date:
    found = match.groupdict()
    day, year = int(found["day"]), found.get("year")
    if not found.get("month") and not found.get("number"):
        return _next(day, today)
    month = MONTH[found["month"].casefold()] if found.get("month") else int(found["number"])
    if not 1 <= month <= _MONTHS_IN_A_ROUND:
        raise SlotFault(gettext("There is no month %(number)s.") % {"number": month})
    if year:
        return _exactly(int(f"20{year}" if len(year) == 2 else year), month, day)
    return _nearest(month, day, today)


def _next(day: int, today: dt.date) -> dt.date:
    """The next day with this number in its month, today included."""
    for number in range(_MONTHS_IN_A_ROUND):
        years, month = divmod(today.month - 1 + number, 12)
        year = min(today.year + years, dt.MAXYEAR)
        if 1 <= day <= calendar.monthrange(year, month + 1)[1] and (it := dt.date(year, month + 1, day)) >= today:
            return it
    raise SlotFault(gettext("No month has a day %(number)s.") % {"number": day})


def _nearest(month: int, day: int, today: dt.date) -> dt.date:
    """This year's day, or the next year's where this year's is long past: in November, "5/1" is in January."""
    if day <= calendar.monthrange(today.year, month)[1]:
        it = _exactly(today.year, month, day)
        if it >= today - min(RECENT, today - dt.date.min):
            return it
    return _exactly(min(today.year + (month < today.month), dt.MAXYEAR), month, day)


def _exactly(year: int, month: int, day: int) -> dt.date:
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise SlotFault(gettext("There is no year %(number)s.") % {"number": year})
    days = calendar.monthrange(year, month)[1]
    if day > days:
        sentence = gettext("%(month)s %(year)s has only %(days)s days.")
        raise SlotFault(capfirst(sentence % {"month": MONTH_NAMES[month], "year": year, "days": days}))
    if day < 1:
        raise SlotFault(gettext("No month has a day %(number)s.") % {"number": day})
    return dt.date(year, month, day)


def _check_weekdays(day: dt.date, weekdays: list[str], today: dt.date) -> None:
    for typed in weekdays:
        if WEEKDAY[typed.casefold()] != day.weekday():
            sentence = gettext("“%(typed)s” does not fit: the date is %(day)s. Did you mean %(other)s?")
            other = _such_a(WEEKDAY[typed.casefold()], day, today)
            raise SlotFault(sentence % {"typed": typed, "day": said(day), "other": said(other)})


def _such_a(weekday: int, day: dt.date, today: dt.date) -> dt.date:
    """The day with this weekday that is nearest to `day` and not past."""
    earliest = max(today, day - _ONE * min(3, day.toordinal() - 1))
    ahead = min((weekday - earliest.weekday()) % 7, (dt.date.max - earliest).days)
    return earliest + _ONE * ahead


def _check_near(day: dt.date, today: dt.date) -> None:
    if day < today:
        raise SlotFault(capfirst(gettext("%(day)s is in the past.") % {"day": said(day)}))
    if day - today > FAR:
        raise SlotFault(capfirst(gettext("%(day)s is more than two years ahead.") % {"day": said(day)}))

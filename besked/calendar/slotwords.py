"""The words in which people type times that applicants can book: five languages, short and long, mixed as they like."""

import datetime as dt
import re

from django.utils import translation
from django.utils.translation import gettext

from besked.calendar.moments import day_words, time_words

WEEKDAYS = (
    "monday mandag måndag maandag",
    "tuesday tirsdag tisdag dinsdag",
    "wednesday weds onsdag woensdag",
    "thursday torsdag donderdag",
    "friday fredag vrijdag",
    "saturday lørdag lördag zaterdag",
    "sunday søndag söndag zondag",
)
MONTHS = (
    "january januar januari",
    "february februar februari",
    "march marts mars maart mrt",
    "april",
    "may maj mai mei",
    "june juni",
    "july juli",
    "august augusti augustus",
    "september",
    "october oktober",
    "november",
    "december desember",
)
# They may stand anywhere and say nothing that we need.
FILLERS = {
    "d", "de", "den", "the", "of", "on", "om", "at", "kl", "klokken", "klockan", "uur", "u", "from", "fra", "från",
    "van", "på", "op", "i", "og", "och", "en", "and", "date", "dato", "datum",
}  # fmt: skip
ENGLISH_ON = "on"  # in the other languages it is short for Wednesday
TUESDAY = 1
_PLAIN = str.maketrans("åäöøæ", "aaooa")  # as typed where the keyboard lacks them


def _beginnings(names: tuple[str, ...], least: int) -> dict[str, int]:
    """Each beginning of a name, from so many letters on, with the number of what it names."""
    found: dict[str, int] = {}
    for number, spellings in enumerate(names):
        for name in f"{spellings} {spellings.translate(_PLAIN)}".split():
            found |= {name[:length]: number for length in range(least, len(name) + 1)}
    return found


WEEKDAY = _beginnings(WEEKDAYS, 2)
# "maa" is a Monday: who means the month writes "mrt" or "maart".
MONTH = {word: number + 1 for word, number in _beginnings(MONTHS, 3).items() if word not in WEEKDAY}

_CLOCK = r"(?:\b(?:kl|klokken|klockan|om|at|from|fra|från|van)\b\.?\s*)?"
_UNIT = r"(?:\s*(?:uur|u|h)\b\.?)?"
_TO = r"\s*(?:[-–—−]|\b(?:to|til|till|tot)\b)\s*"
_MINUTES = r"([0-9]{1,4})(?![0-9]|[.:,][0-9])(?::?[ea]\b)?\.?(?:\s*(?:m|min|mins|minut\w*)\b\.?)?"
_ORDINAL = r"(?:st|nd|rd|th|ste|de|:?e|:a)?\.?"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:,?\s*(?P<year>[0-9]{4}))?(?![0-9])"
_DAY = r"(?<![0-9])(?P<day>[0-9]{1,2})"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


EVERY = _pattern(rf"\b(?:every|each|hver|hvert|var|vart|varje|elke|elk|iedere|per|à|á)\s*{_MINUTES}")
BREAK = _pattern(rf"\b(?:break|pause|paus|pauze)\s+(?:(?:of|på|om|van)\s+)?{_MINUTES}")
CAP = _pattern(
    r"(?:\b(?:max|maks|maximum|højst|høyst|högst|hooguit)\b\.?|\bx|×)\s*([0-9]{1,4})\b(?![.:,][0-9])"
    r"(?:\s*(?:people|persons?|personer|personen|pers)\b\.?)?"
)
RANGE = _pattern(
    rf"(?<![0-9.:/\-–—−]){_CLOCK}([0-9]{{1,2}})(?:[.:]([0-9]{{2}}))?{_UNIT}"
    rf"{_TO}{_CLOCK}([0-9]{{1,2}})(?:[.:]([0-9]{{2}}))?{_UNIT}(?![0-9:/]|[.\-–—−][0-9])"
)
# Tried in this order: the one that says most comes first.
DATES = (
    _pattern(r"(?<![0-9])(?P<year>[0-9]{4})-(?P<number>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])"),
    _pattern(rf"{_DAY}[./-](?P<number>[0-9]{{1,2}})(?:[./-](?P<year>[0-9]{{4}}|[0-9]{{2}}))?\.?(?![0-9])"),
    _pattern(rf"{_DAY}{_ORDINAL}\s*(?:of\s+)?{_MONTH}{_YEAR}"),
    _pattern(rf"\b{_MONTH}\s*(?P<day>[0-9]{{1,2}})(?![0-9]){_ORDINAL}{_YEAR}"),
    _pattern(rf"{_DAY}(?![0-9]){_ORDINAL}(?!\w)"),
)


class SlotFault(ValueError):
    """What is wrong with a line, in a sentence for the person who typed it."""


def language() -> str:
    """The reader's language."""
    return translation.get_language() or "en"


def said(day: dt.date) -> str:
    """A day in the reader's language, with its year: a wrong year is easily typed."""
    return day_words(day, language(), year=True)


def clock(minutes: int) -> str:
    """Minutes since midnight as a time of day, "24:00" included."""
    hour, minute = divmod(minutes, 60)
    if hour < 24:
        return time_words(dt.time(hour, minute), language())
    return time_words(dt.time(0, minute), language()).replace("00", str(hour), 1)


def example(today: dt.date) -> str:
    """A line that would be understood, in the reader's language."""
    tuesday = today + dt.timedelta(days=7 - (today.weekday() - TUESDAY) % 7)
    return gettext("%(day)s 10:00-12:00 every 45") % {"day": day_words(tuesday, language())}


def not_understood(text: str, today: dt.date) -> SlotFault:
    """Says which words are meant, and shows a line that works."""
    sentence = gettext("“%(text)s” is not understood. Write, for example: %(example)s")
    return SlotFault(sentence % {"text": text, "example": example(today)})

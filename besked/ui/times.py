"""Moments as people of each language write them, short and without doubt."""

import datetime as dt

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Danish and Norwegian put a full stop after the day; only English writes months with a capital letter.
_STOPPED = ("da", "nb")
_STYLES = {"datetime": "j M Y, H:i", "date": "j M Y", "day": "j M", "long": "l j F Y", "time": "H:i"}


def short(moment: dt.datetime | dt.date, style: str = "datetime") -> str:
    """A moment in words, in the current time zone and language; KeyError for an unknown style."""
    language, pattern = get_language(), _STYLES[style]
    if language != "en":
        pattern = pattern.replace("M", "b")
    if language in _STOPPED:
        pattern = pattern.replace("j", "j.")
    return formatted(timezone.localtime(moment) if isinstance(moment, dt.datetime) else moment, pattern)


def when(moment: dt.datetime | dt.date | None, style: str = "datetime") -> SafeString:
    """The same as a time element; nothing for None. Styles: datetime, date, day, long, time."""
    if moment is None:
        return SafeString("")
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), short(moment, style))

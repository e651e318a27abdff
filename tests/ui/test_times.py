"""Moments: local, in the language's own form, machine-readable."""

import datetime as dt

import pytest
from django.utils import translation

from besked.ui.times import short, when

MOMENT = dt.datetime(2026, 10, 29, 8, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "style", "words"),
    [
        ("en", "datetime", "29 Oct 2026, 09:05"),
        ("da", "datetime", "29. okt 2026, 09:05"),
        ("da", "date", "29. okt 2026"),
        ("sv", "day", "29 okt"),
        ("nl", "time", "09:05"),
        ("en", "long", "Thursday 29 October 2026"),
        ("nb", "long", "torsdag 29. oktober 2026"),
    ],
)
def test_moment_is_local_and_in_the_form_of_its_language(language, style, words):
    with translation.override(language):
        assert short(MOMENT, style) == words


def test_day_has_no_zone():
    assert short(dt.date(2026, 11, 2), "date") == "2 Nov 2026"


def test_element_tells_machines_the_moment():
    assert when(MOMENT, "day") == '<time datetime="2026-10-29T08:05:00+00:00">29 Oct</time>'


def test_no_moment_is_nothing():
    assert when(None) == ""


def test_unknown_style_is_an_error():
    with pytest.raises(KeyError):
        short(MOMENT, "brief")

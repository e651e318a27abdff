"""Slots typed as text: what people of five countries write is understood, and what isn't is answered in a sentence."""

import datetime as dt
from itertools import product

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from besked.calendar import slotwords
from besked.calendar.slottext import MOST_SLOTS, Span, parse

TODAY = dt.date(2026, 11, 21)  # a Saturday
TUESDAY = dt.date(2026, 11, 24)
LANGUAGES = ("da", "sv", "nb", "nl", "en")
EXAMPLE = "Write, for example: Tuesday 24 November 10:00-12:00 every 45"


def spans(text, **more):
    read = parse(text, TODAY, **{"language": "en", **more})
    assert read.faults == []
    return read.spans


def faults(text, language="en"):
    return parse(text, TODAY, language).faults


def at(hour, minute=0, *, day=TUESDAY, minutes=120, cap=1):
    return Span(day, dt.time(hour, minute), minutes, cap)


# What is understood


@pytest.mark.parametrize(
    "times",
    [
        "10-12", "10:00-12:00", "10.00-12.00", "10.00–12.00", "10:00 — 12:00", "10 - 12", "10.00-12", "kl. 10-12",
        "kl.10-12", "kl 10.00 - 12.00", "klokken 10 til 12", "klockan 10 till 12", "10 to 12", "from 10 to 12",
        "fra kl. 10 til kl. 12", "10:00 uur tot 12:00 uur", "van 10 tot 12 uur", "om 10u-12u", "10h-12h", "10-12.",
        "10:00−12:00",
    ],
)  # fmt: skip
def test_times_are_understood(times):
    assert [spans(line) for line in (f"tue 24 {times}", f"{times}, 24/11", f"24. november 2026 {times}")] == [
        [at(10)]
    ] * 3


@pytest.mark.parametrize(
    "every",
    [
        "every 45", "Every 45 min", "each 45 minutes", "hver 45", "hver 45. min", "hvert 45. minut", "var 45",
        "var 45:e", "var 45:e minut", "vart 45", "hvert 45. minutt", "elke 45", "elke 45 minuten", "per 45",
        "à 45", "à 45 min.",
    ],
)  # fmt: skip
def test_length_break_and_cap_are_understood(every):
    pauses = ("break 10", "pause 10", "paus 10", "pauze 10", "break of 10 min", "pause på 10 min.")
    caps = ("x3", "x 3", "×3", "max 3", "max. 3", "maks. 3 personer", "Max 3 people", "högst 3")
    lines = [
        line
        for pause, cap in product(pauses, caps)
        for line in (f"tue 24 10:00-12:00 {every} {pause} {cap}", f"tue 24 10:00-12:00, {cap}, {pause}, {every}")
    ]
    expected = [at(10, minutes=45, cap=3), at(10, 55, minutes=45, cap=3)]

    assert [line for line in lines if spans(line) != expected] == []


def test_what_does_not_fit_is_left_out_and_said():
    read = parse("tue 24 10:00-12:00 every 45\n\n25/11 10-11 every 30", TODAY, "en")

    assert read.spans == [
        at(10, minutes=45),
        at(10, 45, minutes=45),
        at(10, day=dt.date(2026, 11, 25), minutes=30),
        at(10, 30, day=dt.date(2026, 11, 25), minutes=30),
    ]
    assert read.remarks == [(1, "11:30–12:00 is left over: there is no room for another 45 minutes.")]
    assert read.faults == []


def test_lines_are_put_in_order_and_may_hold_several_times():
    assert spans(["25 9-10", "", "24 13-14, 9-10:30", "24-11 20-24"]) == [
        at(9, minutes=90),
        at(13, minutes=60),
        at(20, minutes=240),
        at(9, day=dt.date(2026, 11, 25), minutes=60),
    ]


def test_slots_that_touch_do_not_overlap():
    assert len(spans("24 10-11\n24 11-12\n25 10-11")) == 3


def test_slot_may_take_five_minutes_or_twelve_hours():
    assert spans("24 0:00-0:05, 12-24") == [at(0, minutes=5), at(12, minutes=720)]


@given(
    start=st.integers(0, 23 * 60),
    window=st.integers(5, 12 * 60),
    every=st.integers(5, 90),
    pause=st.integers(0, 30),
    cap=st.integers(1, 200),
)
def test_slots_stand_one_after_the_other(start, window, every, pause, cap):
    end = min(start + window, 24 * 60)
    line = f"24 {start // 60}:{start % 60:02}-{end // 60}:{end % 60:02} every {every} break {pause} x{cap}"
    begins, expected = start, []
    while begins + every <= end:
        expected.append(Span(TUESDAY, dt.time(begins // 60, begins % 60), every, cap))
        begins += every + pause

    assert parse(line, TODAY).spans == expected


# What is wrong, and what is said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("30 feb 10-12", "February 2027 has only 28 days."),
        ("30 February 2028 10-12", "February 2028 has only 29 days."),
        ("2027-02-30 10-12", "February 2027 has only 28 days."),
        ("31.11. 10-12", "November 2026 has only 30 days."),
        ("0/11 10-12", "No month has a day 0."),
        ("32 10-12", "No month has a day 32."),
        ("24/13 10-12", "There is no month 13."),
        ("0000-11-24 10-12", "There is no year 0."),
        ("tue 24 25:00-26:00", "25:00 is not a time of day."),
        ("tue 24 10:00-11:60", "11:60 is not a time of day."),
        ("tue 24 10:00-24:01", "24:01 is not a time of day."),
        ("tue 24 12-10", "10:00 is not after 12:00."),
        ("tue 24 10-10", "10:00 is not after 10:00."),
        ("20/11 10-12", "Friday 20 November 2026 is in the past."),
        ("24.11.25 10-12", "Monday 24 November 2025 is in the past."),
        ("24 nov 2062 10-12", "Friday 24 November 2062 is more than two years ahead."),
        (
            "mon 24 10-12",
            "“mon” does not fit: the date is Tuesday 24 November 2026. Did you mean Monday 23 November 2026?",
        ),
        (
            "fri 21/11 10-12",
            "“fri” does not fit: the date is Saturday 21 November 2026. Did you mean Friday 27 November 2026?",
        ),
        ("tue 24 10-12 every 0", "A slot takes at least 5 minutes."),
        ("tue 24 10:00-10:04", "A slot takes at least 5 minutes."),
        ("tue 24 8-20:01", "A slot takes at most 12 hours. To make several, write how long each is."),
        ("tue 24 10-11 every 90", "There is no room for 1 hour and 30 minutes between 10:00 and 11:00."),
        ("tue 24 10-12 x0", "A slot has room for 1 to 200 people."),
        ("tue 24 10-12 max 201", "A slot has room for 1 to 200 people."),
        (
            "tue 24 10-12 break 10",
            "A break needs the length of each interview, too: write, for example, “every 45”.",
        ),
        ("10-12", f"The day is missing. {EXAMPLE}"),
        ("tue 24", f"The time is missing. {EXAMPLE}"),
        ("tomorrow at ten", f"“tomorrow at ten” is not understood. {EXAMPLE}"),
        ("tue 24 10-12 in the Blue room", f"“in Blue room” is not understood. {EXAMPLE}"),
        ("tue 24 2pm-3pm", f"“tue 24 2pm-3pm” is not understood. {EXAMPLE}"),
        ("tue 24 2-3pm", f"“pm” is not understood. {EXAMPLE}"),
        ("tue 24 25 10-12", f"“25” is not understood. {EXAMPLE}"),
        ("tue 24 10-12 every 45 every 30", f"“every 30” is not understood. {EXAMPLE}"),
        ("tue 24 10-12 every 1:30", f"“every 1:30” is not understood. {EXAMPLE}"),
        ("tue 24 10-12 " + "x" * 200, f"This line is too long. {EXAMPLE}"),
    ],
)
def test_fault_is_a_sentence(line, words):
    read = parse(f"\n{line}", TODAY, "en")

    assert read.faults == [(2, words)]
    assert read.spans == []


def test_fault_leaves_the_other_lines_as_they_are():
    read = parse(["24 10-11", "24 25:00-26:00", "25 10-11"], TODAY, "en")

    assert [span.day.day for span in read.spans] == [24, 25]
    assert read.faults == [(2, "25:00 is not a time of day.")]


def test_overlap_names_both_once_for_each_two_lines():
    day = "Tuesday 24 November 2026"

    assert faults("25 10-11\n24 10:30-12 every 30\n24 9-11:15 every 45\n24 11:45-12\n24 11:50-12:30") == [
        (3, f"{day}: 10:30–11:15 overlaps 10:30–11:00 (line 2)."),
        (4, f"{day}: 11:45–12:00 overlaps 11:30–12:00 (line 2)."),
        (5, f"{day}: 11:50–12:30 overlaps 11:30–12:00 (line 2)."),
    ]


def test_overlap_within_a_line_and_of_equals_is_found():
    day = "Tuesday 24 November 2026"

    assert faults("24 10-12, 11-13") == [(1, f"{day}: 11:00–13:00 overlaps 10:00–12:00 (line 1).")]
    assert [line for line, _ in faults("24 9-12\n24 10-10:30\n24 11-11:30")] == [2, 3]
    assert [line for line, _ in faults("24 9-12\n24 10-13\n24 12:30-14")] == [2, 3]
    assert faults("24 10-12\n24 10-12") == [(2, f"{day}: 10:00–12:00 overlaps 10:00–12:00 (line 1).")]


def test_more_than_200_slots_are_refused():
    line = "{} 0-24 every 5"

    assert len(spans("24 0:00-16:40 every 5")) == MOST_SLOTS
    assert faults("24 0:00-16:45 every 5") == [(1, "That makes more than 200 slots. Offer fewer.")]
    assert faults([line.format(day) for day in range(1, 29)]) == [(1, "That makes more than 200 slots. Offer fewer.")]


def test_endless_nonsense_ends():
    assert len(faults("what\n" * 100_000)) == MOST_SLOTS + 1
    assert faults("\n" * 100_000) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_example_is_understood_in_the_language_that_shows_it(language):
    with translation.override(language):
        shown = [slotwords.example(TODAY + dt.timedelta(days=number)) for number in range(400)]
        read = [parse(line, TODAY + dt.timedelta(days=number)) for number, line in enumerate(shown)]

    assert [(shown[number], one.faults) for number, one in enumerate(read) if one.faults or len(one.spans) != 2] == []
    assert {span.day.weekday() for one in read for span in one.spans} == {slotwords.TUESDAY}


def test_sentences_know_how_the_reader_writes():
    assert parse("ma 24 10-12 every 45", TODAY, "da").faults[0][1].count("tirsdag den 24. november 2026") == 1
    assert parse("tue 24 12-10", TODAY, "da").faults[0][1].count("10.00") == 1

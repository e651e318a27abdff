"""Which day is meant: in the names of five languages, long and short, and as numbers in every order."""

import datetime as dt

import pytest

from besked.calendar.slottext import parse

TODAY = dt.date(2026, 11, 21)  # a Saturday
LANGUAGES = ("da", "sv", "nb", "nl", "en")
# Each language's own week and year, as its calendars print them.
WEEKS = {
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag man tir ons tor fre lør søn ma ti on to fr lø sø",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tors fre lör sön må ti on to fr lö sö",
    "nb": "mandag tirsdag onsdag torsdag fredag lørdag søndag man. tirs. ons. tors. fre. lør. søn. "
    "ma ti on to fr lø sø",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo ma. di. wo. do. vr. za. zo.",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tues Wed Thurs Fri Sat Sun "
    "MO TU WE TH FR SA SU",
}
YEARS = {
    "da": "januar februar marts april maj juni juli august september oktober november december "
    "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december "
    "jan feb mars apr maj juni juli aug sept okt nov dec",
    "nb": "januar februar mars april mai juni juli august september oktober november desember "
    "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december "
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "en": "January February March April May June July August September October November December "
    "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
}


def days(text, language="en", today=TODAY):
    return [span.day for span in parse(text, today, language).spans]


@pytest.mark.parametrize(
    "day",
    [
        "24", "24.", "24th", "the 24th", "d. 24", "den 24.", "den 24:e", "24e", "24ste", "24/11", "24.11",
        "24.11.", "24-11", "24.11.2026", "24/11/26", "24-11-2026", "2026-11-24", "24 nov", "24. nov.", "24nov",
        "24th of November", "24. november 2026", "24 november, 2026", "Nov 24", "November 24, 2026", "tue",
        "tue 24", "Tue. 24", "tue, 24", "tue: 24", "tir 24", "ti 24", "tis 24", "di 24",
        "tirsdag den 24. november", "on Tuesday 24 November", "dinsdag 24 november 2026", "24 tue",
        "24. november, tirsdag", "TIRSDAG 24/11", "tue24",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_day_is_understood(day, language):
    assert days(f"{day} 10-12", language) == [dt.date(2026, 11, 24)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_weekday_and_month_has_its_names(language):
    week, year = WEEKS[language].split(), YEARS[language].split()
    named = [TODAY + dt.timedelta(days=(2 + number) % 7) for number in range(len(week))]
    dated = [dt.date(2027, number % 12 + 1, 28) for number in range(len(year))]
    hint = "da" if language == "en" else language  # in English, "on" is no day

    assert [days(f"{word} 10-12", hint)[0] for word in week] == named
    assert [days(f"28 {word} 10-12", today=dt.date(2027, 1, 1))[0] for word in year] == dated


@pytest.mark.parametrize(("language", "meant"), [("en", []), ("da", [dt.date(2026, 11, 25)])])
def test_on_is_a_wednesday_but_in_english(language, meant):
    assert days("on 10-12", language) == meant


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("21", TODAY, TODAY),
        ("20", TODAY, dt.date(2026, 12, 20)),
        ("31", TODAY, dt.date(2026, 12, 31)),
        ("30", dt.date(2027, 2, 1), dt.date(2027, 3, 30)),
        ("29", dt.date(2028, 2, 29), dt.date(2028, 2, 29)),
        ("1", dt.date(2026, 12, 2), dt.date(2027, 1, 1)),
        ("sat", TODAY, TODAY),
        ("fri", TODAY, dt.date(2026, 11, 27)),
        ("5/1", TODAY, dt.date(2027, 1, 5)),
        ("29/2", dt.date(2027, 11, 1), dt.date(2028, 2, 29)),
        ("20/5", TODAY, dt.date(2027, 5, 20)),
        ("21/9", TODAY, dt.date(2027, 9, 21)),
        ("22/9", TODAY, None),  # two months ago at most: a slip, not the next year
    ],
)
def test_what_a_day_leaves_open_is_the_next_such_day(text, today, day):
    assert days(f"{text} 10-12", today=today) == ([day] if day else [])

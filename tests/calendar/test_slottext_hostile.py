"""Whatever is typed where slots are asked for: slots that can be offered, or sentences, and never an error."""

import datetime as dt
from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from besked.calendar import slotday
from besked.calendar.slottext import parse

TODAY = dt.date(2026, 11, 21)  # a Saturday
LANGUAGES = ("da", "sv", "nb", "nl", "en")
NASTY = [
    "", " ", "\x00", "\u202etue 24 10-12", "tue 24 10\x0010-12", "٢٤ ١٠-١٢", "２４ １０-１２", "24²", "²-³",
    "½ 10-12", "24 1e9-1e10", "-1 10-12", "24 -10--12", "1/0", "0/0 0-0", "00/00/00 00-00",
    "99/99/9999 99:99-99:99", "NaN", "None", "9" * 200, "9999-12-31 10-12", "31.12.9999 10-12",
    "0001-01-01 10-12", "1.1.0001 10-12", "24 10-12 every 9999", "24 10-12 every " + "9" * 50,
    "24 10-12 x" + "9" * 50, "<script>alert(1)</script> 24 10-12", "'; DROP TABLE slots;--",
    "%s %d %(day)s %n 24 10-12", "{0} {day} 24 10-12", "${jndi:ldap://x}", "../../etc/passwd 24",
    "İstanbul 24 10-12", "ß" * 200, "👩‍👩‍👧‍👦 24 10-12 🇩🇰", "\ud83d 24 10-12",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤", "\u2028\u2029\x85\x0b\x0c24 10-12", "--------",
    "10-12-10-12-10-12", "a" * 300, "24.11.24.11.24.11. 10-12-10", "kl kl kl kl", ".:.:.:-:.:.", "x x x x3 x3",
    "every every 5 every", "on on on 10-12",
]  # fmt: skip
PIECES = [
    "24", "24.", "24/11", "2026-11-24", "30 feb", "nov", "nov 24", "tue", "mon", "on", "ma", "mars", "10-12",
    "10:00-12:00", "25:00-26:00", "12-10", "kl.", "every", "every 45", "hver 0", "break 10", "pause", "x3",
    "max", "0", "99", "-", "–", ".", "/", ",", " ", "\n", "the", "2026", "24-11", "10-", "-12", "10.", "to",
    "til", "uur",
]  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@given(
    text=st.one_of(st.text(), LINES, st.lists(st.one_of(LINES, st.text()), max_size=5)),
    language=st.sampled_from(LANGUAGES),
)
@settings(max_examples=600)
@example(text=NASTY, language="da")
def test_anything_typed_gives_slots_or_sentences(text, language):
    check(parse(text, TODAY, language), text)


@pytest.mark.parametrize("line", NASTY)
def test_nasty_line_gives_slots_or_a_sentence(line):
    read = parse([line], TODAY, "en")

    check(read, [line])
    assert read.spans or read.faults or not line.strip("\0 ")


@pytest.mark.parametrize("today", [dt.date(2027, 12, 31), dt.date(2028, 2, 29), dt.date(9997, 1, 1)])
def test_any_day_can_be_today(today):
    for line in [*NASTY, *(f"{one} {other} 10-12" for one, other in product(PIECES, PIECES))]:
        check(parse([line], today, "sv"), [line], today)


def check(read, text, today=TODAY):
    numbers = range(1, 2 + (text.count("\n") + text.count("\r") if isinstance(text, str) else len(text)))
    assert [span for span in read.spans if not today <= span.day <= today + slotday.FAR] == []
    assert [span for span in read.spans if not (5 <= span.minutes <= 720 and 1 <= span.cap <= 200)] == []
    assert [span for span in read.spans if span.ends > 24 * 60] == []
    assert read.spans == sorted(read.spans)
    assert [number for number, words in [*read.faults, *read.remarks] if number not in numbers or not words] == []
    if not read.faults:
        assert [
            (one, other)
            for one, other in combinations(read.spans, 2)
            if one.day == other.day and one.ends > other.begins
        ] == []

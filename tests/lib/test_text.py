"""What strangers type is kept; what nobody can see is not."""

import time

import pytest

from besked.lib.text import clean_line, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mette \t Kjær \r\n", "Mette Kjær"),
        ("Ann\x00a", "Anna"),
        ("Anna\x07\x1b[31m", "Anna[31m"),
        ("Anna\u2028Holm\u2029\x85", "Anna Holm"),
        ("cv\u202efdp.exe", "cvfdp.exe"),
        ("\ufeffA\u200bnn\u2060a", "Anna"),
        ("A\u030ase", "Åse"),
        ("An\u200dna", "Anna"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("🏳️\u200d🌈", "🏳️\u200d🌈"),
        ("\ud83d\ude00 \ud800", "😀 \ufffd"),
        ("a \u200b b", "a b"),
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        ("van der 't Hout", "van der 't Hout"),
        ('Jens "Bcc: a@b" Hansen', 'Jens "Bcc: a@b" Hansen'),
        ("{{7*7}} %s <b>", "{{7*7}} %s <b>"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("", ""),
        ("\u200b\x00 ", ""),
        ("Null", "Null"),
    ],
)
def test_clean_line_keeps_what_can_be_seen(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_clean_line_is_cut_without_a_space_at_its_end() -> None:
    assert clean_line("ab cd", limit=3) == "ab"
    assert clean_line("ø" * 300) == "ø" * 200


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("\tindented  twice\n\n", "\tindented  twice\n\n"),
        ("a\x00b\x08c\u202ed", "abcd"),
        ("lone \udfff half", "lone \ufffd half"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a\uffffb", "ab"),
    ],
)
def test_clean_text_keeps_lines_and_tabs(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_clean_text_is_cut_at_its_limit() -> None:
    assert len(clean_text("line\n" * 100_000)) == 50_000
    assert clean_text("abc", limit=2) == "ab"


def test_clean_text_changes_nothing_the_second_time() -> None:
    typed = "Z\u0335\u0321" * 3 + "a\u0315\u0300\u200d\r\n\u200dab \u00ad\ufeff e\u0301"

    once = clean_text(typed)

    assert clean_text(once) == once


def test_a_pile_of_accents_is_thinned_and_takes_no_time() -> None:
    typed = "a" + "\u0315\u0300" * 500_000

    begun = time.perf_counter()
    kept = clean_text(typed)

    assert len(kept) == 30  # the thirty that are kept, one of them joined with its letter
    assert time.perf_counter() - begun < 2  # unthinned it takes minutes

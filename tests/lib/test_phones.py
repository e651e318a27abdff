"""Telephone numbers as people type them."""

import pytest

from besked.lib.phones import BadPhone, clean_phone


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("+45 12 34 56 78", "DK", "+4512345678"),
        ("12345678", "DK", "+4512345678"),
        ("0045 20 12 34 56", "", "+4520123456"),
        ("0046 70 174 06 05", "DK", "+46701740605"),
        ("+46 070-174 06 05", "DK", "+46701740605"),
        ("070-174 06 05", "SE", "+46701740605"),
        ("406 12 345", "NO", "+4740612345"),
        ("+31 (0)6 1234 5678", "DK", "+31612345678"),
        ("06-12345678", "NL", "+31612345678"),
        ("(020) 123 45 67", "NL", "+31201234567"),
        ("+358 40 123 4567", "DK", "+358401234567"),
        ("٢٠١٢٣٤٥٦", "DK", "+4520123456"),
        ("\u202a+45 20 12 34 56\u202c", "DK", "+4520123456"),
    ],
)
def test_a_number_is_kept_in_the_international_form(typed: str, country: str, kept: str) -> None:
    assert clean_phone(typed, country) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("ring efter kl. 16", "malformed"),
        ("1-800-FLOWERS", "malformed"),
        ("=cmd|'20123456", "malformed"),
        ("+45 20 12 34 56 x12", "malformed"),
        ("+999 123456789", "malformed"),
        ("+", "malformed"),
        ("-", "malformed"),
        ("²²³³⁴⁴⁵⁵", "malformed"),
        ("123", "short"),
        ("+45 2", "short"),
        ("1" * 30, "long"),
        ("+45 20 12 34 56 78", "long"),
        ("+45 90 12 34 56", "premium"),
        ("+31 900 12345", "premium"),
        ("+882 16 123456", "premium"),
    ],
)
def test_a_bad_number_says_why(typed: str, code: str) -> None:
    with pytest.raises(BadPhone) as caught:
        clean_phone(typed, "DK")

    assert caught.value.code == code

"""What a text message costs, and that no letter is cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besked.lib.sms import BASIC, EXTENSION, Size, gsm7, size

CASES = [
    ("", Size("GSM-7", 0, 0, 160)),
    ("Hej Søren Æ", Size("GSM-7", 11, 1, 160)),
    ("€[]{}", Size("GSM-7", 10, 1, 160)),
    ("a" * 160, Size("GSM-7", 160, 1, 160)),
    ("a" * 161, Size("GSM-7", 161, 2, 153)),
    ("a" * 306, Size("GSM-7", 306, 2, 153)),
    ("a" * 307, Size("GSM-7", 307, 3, 153)),
    ("a" * 152 + "€" + "a" * 152, Size("GSM-7", 306, 3, 153)),
    ("ł", Size("UCS-2", 1, 1, 70)),
    ("ł" * 70, Size("UCS-2", 70, 1, 70)),
    ("ł" * 71, Size("UCS-2", 71, 2, 67)),
    ("ł" * 134, Size("UCS-2", 134, 2, 67)),
    ("ł" * 66 + "😀" + "ł" * 66, Size("UCS-2", 134, 3, 67)),
    ("😀" * 35, Size("UCS-2", 70, 1, 70)),
    ("😀" * 36, Size("UCS-2", 72, 2, 67)),
    ("é à ü ñ", Size("GSM-7", 7, 1, 160)),
    ("ç", Size("UCS-2", 1, 1, 70)),
    ("“quoted”", Size("UCS-2", 8, 1, 70)),
]


@pytest.mark.parametrize(("text", "cost"), CASES)
def test_size_counts_as_the_network_does(text, cost) -> None:
    assert size(text) == cost


def test_alphabet_has_as_many_letters_as_the_network() -> None:
    assert (len(BASIC), len(EXTENSION), BASIC & EXTENSION) == (127, 9, frozenset())


@pytest.mark.parametrize(("text", "fits"), [("", True), ("Ærø €", True), ("ł", False), ("😀", False), ("a’b", False)])
def test_gsm7_knows_its_letters(text, fits) -> None:
    assert gsm7(text) is fits


@given(st.text())
def test_size_is_never_less_than_what_fits(text) -> None:
    cost = size(text)

    assert cost.segments * cost.per_segment >= cost.units
    assert cost.units >= len(text)
    assert (cost.segments == 0) is (text == "")
    assert size(text + "a").segments >= cost.segments
